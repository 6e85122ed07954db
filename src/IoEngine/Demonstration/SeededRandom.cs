using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>
/// Draws for the synthetic world: the same on every machine, since the logarithm is the portable one. Not thread-safe.
/// </summary>
internal sealed class SeededRandom
{
    private readonly RandomBits bits;
    private readonly NormalDraws normal;

    public SeededRandom(long seed, long stream = 0)
    {
        bits = new RandomBits(seed, stream);
        normal = new NormalDraws(bits, 0);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => bits.Uniform(0);

    /// <summary>Uniform whole number in [0, <paramref name="limit"/>).</summary>
    public int Next(int limit) => (int)(NextDouble() * limit);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Standard normal.</summary>
    public double NextNormal() => normal.Next();

    /// <summary>exp(σ·normal): a factor around one.</summary>
    public double NextFactor(double sigma) => PortableMath.Exp(sigma * NextNormal());
}
