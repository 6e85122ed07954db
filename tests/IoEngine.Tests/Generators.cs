using FsCheck;
using FsCheck.Fluent;

namespace IoEngine.Tests;

/// <summary>Start of a pseudo-random sequence, where the case itself is made by it.</summary>
public sealed record Seed(int Value);

/// <summary>A system of the solver's tests: n industries in blocks, m right-hand sides.</summary>
public sealed record SystemShape(int Seed, int Size, int Blocks, int RightHandSides);

/// <summary>A world of orders: countries beside the rest of the world, sectors.</summary>
public sealed record OrderWorld(int Seed, int Countries, int Sectors);

/// <summary>What properties are tried on. Ranges are given throughout: without, FsCheck's integers stay within ± 100.</summary>
public static class Generators
{
    /// <summary>Cases of a property of tables: every special shape, and a dozen more.</summary>
    public const int TableCases = 20;

    private const int Seeds = 1_000_000;

    /// <summary>
    /// The shapes that must never be missed: one region, one sector, one of each, no output, an island, subsidies, and all of it.
    /// </summary>
    private static readonly RandomTable[] Special =
    [
        new(1), new(2, 1, 5), new(3, 4, 1), new(4, 1, 1), new(5) { ZeroOutput = true }, new(6, 4, 3) { Island = true }, new(7, 2, 6) { Subsidies = true },
        new(8, 5, 5) { ZeroOutput = true, Island = true, Subsidies = true },
    ];

    public static Arbitrary<RandomTable> Tables() => Arb.From(
        Gen.Sized(size => size <= Special.Length ? Gen.Constant(Special[Math.Max(0, size - 1)]) :
            from seed in Gen.Choose(20, Seeds)
            from regions in Gen.Choose(1, 5)
            from sectors in Gen.Choose(1, 7)
            from kinds in Gen.Choose(0, 15)
            select new RandomTable(seed, regions, sectors) { ZeroOutput = kinds % 4 == 1, Island = kinds % 4 == 2, Subsidies = kinds / 4 % 2 == 1 }),
        Simpler);

    public static Arbitrary<Seed> Starts() => Arb.From(Gen.Choose(1, Seeds).Select(seed => new Seed(seed)));

    public static Arbitrary<SystemShape> Systems() => Arb.From(
        from seed in Gen.Choose(1, Seeds)
        from size in Gen.Frequency((1, Gen.Constant(1)), (6, Gen.Choose(2, 90)), (1, Gen.Choose(150, 200)))
        from blocks in Gen.Choose(1, 8)
        from sides in Gen.Choose(1, 24)
        select new SystemShape(seed, size, Math.Min(blocks, size), sides),
        shape => shape.Size > 1 ? [shape with { Size = shape.Size / 2, Blocks = Math.Min(shape.Blocks, shape.Size / 2) }] : shape.RightHandSides > 1 ? [shape with { RightHandSides = 1 }] : []);

    public static Arbitrary<OrderWorld> Worlds() => Arb.From(
        from seed in Gen.Choose(1, Seeds)
        from countries in Gen.Choose(1, 5)
        from sectors in Gen.Elements(3, 5)
        select new OrderWorld(seed, countries, sectors));

    private static IEnumerable<RandomTable> Simpler(RandomTable shape)
    {
        if (shape.Regions > 1) yield return shape with { Regions = shape.Regions - 1 };
        if (shape.Sectors > 1) yield return shape with { Sectors = shape.Sectors - 1 };
        if (shape.Subsidies) yield return shape with { Subsidies = false };
        if (shape.Island) yield return shape with { Island = false };
        if (shape.ZeroOutput) yield return shape with { ZeroOutput = false };
    }
}
