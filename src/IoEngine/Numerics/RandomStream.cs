using System.Numerics;

namespace IoEngine.Numerics;

/// <summary>xoshiro256** seeded by splitmix64: the same draws on every machine and in every version of .NET. Not thread-safe: one stream a task.</summary>
/// <remarks>Blackman and Vigna (2021). System.Random promises no stable sequence. Streams of one seed are independent, so draws may be made in any order.</remarks>
internal sealed class RandomStream
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spare = double.NaN;

    public RandomStream(long seed, long stream)
    {
        var state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) ^ unchecked((ulong)stream * 0xD1342543DE82EF95UL);
        (s0, s1, s2, s3) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return ((result >> 11) + 0.5) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double Normal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }

        double u, v, q;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            q = (u * u) + (v * v);
        }
        while (q is >= 1 or 0);

        var f = Math.Sqrt(-2 * Math.Log(q) / q);
        spare = v * f;
        return u * f;
    }

    /// <summary>Log-normal with mean 1 and the given relative standard deviation.</summary>
    public double Factor(double relativeDeviation)
    {
        var variance = Math.Log(1 + (relativeDeviation * relativeDeviation));
        return Math.Exp((Math.Sqrt(variance) * Normal()) - (variance / 2));
    }

    /// <summary>Gamma with the given shape and scale 1.</summary>
    /// <remarks>Marsaglia and Tsang (2000); for shapes below 1 their boost by U^(1/shape).</remarks>
    public double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(Uniform(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = Normal();
            var v = 1 + (c * z);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(Uniform()) < (0.5 * z * z) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
