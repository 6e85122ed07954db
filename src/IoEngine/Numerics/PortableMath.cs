namespace IoEngine.Numerics;

/// <summary>
/// exp, logarithms, power, sine and cosine from the four operations only, so that every machine gets the same bits.
/// </summary>
/// <remarks>
/// <see cref="Math.Exp(double)"/> and its kind call the platform's C library, whose last bits differ between systems and between
/// processors of one system; addition, multiplication, division and square root are exact by IEEE 754. Accurate to a few units in
/// the last place, which is ample here.
/// </remarks>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log10OfE = 0.43429448190325182765;

    // Beyond these eˣ is more than a double holds, or less.
    private const double LargestExponent = 710;
    private const double SmallestExponent = -746;

    /// <summary>eˣ.</summary>
    public static double Exp(double x)
    {
        if (x > LargestExponent) return double.PositiveInfinity;
        if (x < SmallestExponent) return 0;
        var k = Math.Round(x / (Ln2High + Ln2Low));
        var r = x - (k * Ln2High) - (k * Ln2Low);
        var sum = 1.0;
        for (var i = 14; i >= 1; i--) sum = 1 + (r / i * sum);
        return Math.ScaleB(sum, (int)k);
    }

    /// <summary>ln x for x &gt; 0.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return x;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var exponent = Math.ILogB(x);
        var m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            exponent++;
        }

        var s = (m - 1) / (m + 1);
        var s2 = s * s;
        var sum = 0.0;
        for (var i = 23; i >= 1; i -= 2) sum = (sum * s2) + (1.0 / i);
        return (exponent * Ln2High) + ((2 * s * sum) + (exponent * Ln2Low));
    }

    /// <summary>log₁₀ x for x &gt; 0.</summary>
    public static double Log10(double x) => Log(x) * Log10OfE;

    /// <summary>xʸ for x &gt; 0.</summary>
    public static double Power(double x, double y) => Exp(y * Log(x));

    /// <summary>Sine and cosine of an angle in degrees between −180 and 180.</summary>
    public static (double Sine, double Cosine) SinCos(double degrees)
    {
        var a = degrees * (3.14159265358979323846 / 180);
        double sine = 0, cosine = 0;
        for (var i = 16; i >= 1; i--)
        {
            sine = (1 + sine) * (-a * a / (2 * i * ((2 * i) + 1)));
            cosine = (1 + cosine) * (-a * a / (2 * i * ((2 * i) - 1)));
        }

        return (a * (1 + sine), 1 + cosine);
    }
}
