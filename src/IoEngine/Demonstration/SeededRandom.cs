using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>
/// Draws for the synthetic world: the same on every machine, since the logarithm is the portable one. Not thread-safe.
/// </summary>
internal sealed class SeededRandom(long seed, long stream = 0)
{
    private readonly RandomBits bits = new(seed, stream);
    private double spare;
    private bool hasSpare;

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (bits.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number in [0, <paramref name="limit"/>).</summary>
    public int Next(int limit) => (int)(NextDouble() * limit);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        double u, v, q;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            q = (u * u) + (v * v);
        }
        while (q is >= 1 or 0);

        var f = Math.Sqrt(-2 * PortableMath.Log(q) / q);
        spare = v * f;
        hasSpare = true;
        return u * f;
    }

    /// <summary>exp(σ·normal): a factor around one.</summary>
    public double NextFactor(double sigma) => PortableMath.Exp(sigma * NextNormal());
}
