using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests.Tables;

/// <summary>Seeded tables of any shape, and comparison of two tables bit for bit.</summary>
internal static class SmallTables
{
    /// <summary>A table of random numbers of many magnitudes; not balanced, which reading and writing do not need.</summary>
    public static MrioTable Random(int seed, int regions = 3, int sectors = 4, bool satellites = true, bool output = true)
    {
        var random = new Random(seed);
        double Next() => random.Next(5) switch
        {
            0 => 0,
            1 => -random.NextDouble(),
            2 => random.NextDouble() * Math.Pow(10, random.Next(-12, 12)),
            3 => random.Next(1000),
            _ => random.NextDouble() * 1e5,
        };
        var industries = new Axis<Industry>("industries", Pairs(regions, sectors, (r, s) => new Industry($"R{r}", $"Sector {s}, \"other\"")));
        var demand = new Axis<DemandColumn>("columns of final demand", Pairs(regions, 3, (r, c) => new DemandColumn($"R{r}", new[] { "HH", "GOV", "GFCF" }[c])));
        var v = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "Mill USD"), new FlowRow("TLS", "Mill USD")]);
        var f = new Axis<FlowRow>("satellite rows", satellites
            ? [new FlowRow("air/CO2 | combustion", "kt"), new FlowRow("employment/persons", "1000 p"), new FlowRow("employment/fte", "1000 FTE")] : []);
        DenseMatrix Values(int rows, int columns) => DenseMatrix.Create(rows, columns, (_, _) => Next());
        return new MrioTable(
            new TableIdentity { Name = "Invented", Year = 2005, Unit = Unit.Read("Mill USD"), Source = "seed, year 2005", Format = "pymrio" },
            new(industries, industries, Values(industries.Count, industries.Count)),
            new(industries, demand, Values(industries.Count, demand.Count)),
            new(v, industries, Values(v.Count, industries.Count)),
            new(v, demand, Values(v.Count, demand.Count)),
            new(f, industries, Values(f.Count, industries.Count)),
            new(f, demand, Values(f.Count, demand.Count)),
            output ? new LabelledVector<Industry>(industries, Enumerable.Range(0, industries.Count).Select(_ => Next()).ToArray()) : null,
            new TableRoles
            {
                ValueAdded = ["VA"], TaxesOnProducts = ["TLS"], Household = ["HH"], Government = ["GOV"], Investment = ["GFCF"],
                Employment = satellites ? ["employment/persons"] : null, Fte = satellites ? ["employment/fte"] : null
            });
    }

    /// <summary>Fails at the first difference in identity, labels, units, roles, or any bit of any number.</summary>
    public static void AssertSame(MrioTable found, MrioTable expected)
    {
        Assert.That(found.Identity, Is.EqualTo(expected.Identity));
        Assert.That(found.Industries, Is.EqualTo(expected.Industries));
        Assert.That(found.DemandColumns, Is.EqualTo(expected.DemandColumns));
        Assert.That(Units(found.V.Rows), Is.EqualTo(Units(expected.V.Rows)));
        Assert.That(Units(found.F.Rows), Is.EqualTo(Units(expected.F.Rows)));
        AssertSameRoles(found.Roles, expected.Roles);
        AssertSameBits("Z", found.Z.Values, expected.Z.Values);
        AssertSameBits("Y", found.Y.Values, expected.Y.Values);
        AssertSameBits("V", found.V.Values, expected.V.Values);
        AssertSameBits("VY", found.VY.Values, expected.VY.Values);
        AssertSameBits("F", found.F.Values, expected.F.Values);
        AssertSameBits("FY", found.FY.Values, expected.FY.Values);
        Assert.That(found.PublishedOutput is null, Is.EqualTo(expected.PublishedOutput is null), "x");
        if (expected.PublishedOutput is { } x)
            AssertSameBits("x", DenseMatrix.FromVector(found.PublishedOutput!.Values), DenseMatrix.FromVector(x.Values));
    }

    public static void AssertSameBits(string name, DenseMatrix found, DenseMatrix expected)
    {
        Assert.That((found.Rows, found.Columns), Is.EqualTo((expected.Rows, expected.Columns)), name);
        for (var j = 0; j < expected.Columns; j++)
        {
            for (var i = 0; i < expected.Rows; i++)
            {
                if (BitConverter.DoubleToInt64Bits(found[i, j]) != BitConverter.DoubleToInt64Bits(expected[i, j]))
                    Assert.Fail($"{name}[{i}, {j}] is {found[i, j]:R}, expected {expected[i, j]:R}");
            }
        }
    }

    private static void AssertSameRoles(TableRoles found, TableRoles expected)
    {
        foreach (var role in TableRole.All.NotEmpty()) Assert.That(role.Of(found), Is.EqualTo(role.Of(expected)), role.Name);
    }

    private static IEnumerable<(string, Unit)> Units(IEnumerable<FlowRow> rows) => rows.Select(r => (r.Name, r.Unit));

    private static IEnumerable<T> Pairs<T>(int first, int second, Func<int, int, T> make) =>
        Enumerable.Range(0, first).SelectMany(a => Enumerable.Range(0, second).Select(b => make(a, b)));
}
