namespace IoEngine.Numerics;

/// <summary>Random draws that repeat by seed and stream. Not thread-safe: one stream a task.</summary>
/// <remarks>Streams of one seed are independent, so draws may be made in any order.</remarks>
internal sealed class RandomStream
{
    private const double Offset = 0.5;
    private readonly RandomBits bits;
    private readonly NormalDraws normal;

    public RandomStream(long seed, long stream)
    {
        bits = new RandomBits(seed, stream);
        normal = new NormalDraws(bits, Offset);
    }

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform() => bits.Uniform(Offset);

    /// <summary>Standard normal.</summary>
    public double Normal() => normal.Next();

    /// <summary>Log-normal with mean 1 and the given relative standard deviation.</summary>
    public double Factor(double relativeDeviation)
    {
        var variance = PortableMath.Log(1 + (relativeDeviation * relativeDeviation));
        return PortableMath.Exp((Math.Sqrt(variance) * Normal()) - (variance / 2));
    }

    /// <summary>Gamma with the given shape and scale 1.</summary>
    /// <remarks>Marsaglia and Tsang (2000); for shapes below 1 their boost by U^(1/shape).</remarks>
    public double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * PortableMath.Power(Uniform(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = Normal();
            var v = 1 + (c * z);
            if (v <= 0) continue;
            v = v * v * v;
            if (PortableMath.Log(Uniform()) < (0.5 * z * z) + d - (d * v) + (d * PortableMath.Log(v))) return d * v;
        }
    }
}
