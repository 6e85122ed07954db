using System.Numerics;

namespace IoEngine.Numerics;

/// <summary>
/// xoshiro256** seeded by splitmix64: the same bits on every machine and in every version of .NET. Not thread-safe.
/// </summary>
/// <remarks>
/// Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators". System.Random promises no stable sequence.
/// </remarks>
internal sealed class RandomBits
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>
    /// A sequence of its own for a seed and a purpose (<paramref name="stream"/>): drawing more from one moves no other.
    /// </summary>
    public RandomBits(long seed, long stream)
    {
        var state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) ^ unchecked((ulong)stream * 0xD1342543DE82EF95UL);
        (s0, s1, s2, s3) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
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

    /// <summary>Uniform multiple of 2⁻⁵³ in [0, 1), moved up by <paramref name="offset"/> of a step: 0.5 leaves out 0.</summary>
    public double Uniform(double offset) => ((Next() >> 11) + offset) * (1.0 / (1UL << 53));

    /// <summary>Scatters the bits of a number: a fixed "random" property of whatever it numbers.</summary>
    public static ulong Scatter(ulong value) => Mix(ref value);

    private static ulong Mix(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
