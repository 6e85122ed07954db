using System.Numerics;

namespace IoEngine.Demonstration;

/// <summary>xoshiro256** seeded by splitmix64: the same sequence on every machine and in every version of .NET. Not thread-safe.</summary>
/// <remarks>Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators". System.Random promises no stable sequence.</remarks>
internal sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spare;
    private bool hasSpare;

    /// <summary>A stream of its own for a seed and a purpose (<paramref name="stream"/>): drawing more from one moves no other.</summary>
    public SeededRandom(long seed, long stream = 0)
    {
        var state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) ^ unchecked((ulong)stream * 0xD1342543DE82EF95UL);
        s0 = SplitMix(ref state);
        s1 = SplitMix(ref state);
        s2 = SplitMix(ref state);
        s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

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

    /// <summary>Scatters the bits of a number: a fixed "random" property of whatever it numbers.</summary>
    public static ulong Scatter(ulong value) => SplitMix(ref value);

    private static ulong SplitMix(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
