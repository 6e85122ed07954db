using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace IoEngine.Numerics.Kernels;

/// <summary>
/// a · b + c rounded once, from operations that round each, for processors without such an instruction: the same bits as with it.
/// </summary>
/// <remarks>
/// Product and sums are split into what a double holds and the rest (Dekker 1971, Knuth); the rests are added with rounding to
/// odd, which makes the last addition round as if it were the only one: Boldo and Melquiond, "Emulation of a FMA and correctly
/// rounded sums", IEEE Trans. Comput. 57 (2008). The platform's C library does it too, one number at a time, with a change of the
/// rounding mode each.
/// </remarks>
internal static class SoftwareMultiplyAdd
{
    // Splits 53 bits into 26 and 26 (with a sign).
    private const double Splitter = (1 << 27) + 1;

    // Within these nothing overflows while it is split, and the rest of a product is no subnormal number.
    private const double Largest = 1e290;
    private const double Smallest = 1e-280;

    /// <summary>The processor has vectors, but no fused multiply-add.</summary>
    public static bool Needed => Vector.IsHardwareAccelerated && X86Base.IsSupported && !Fma.IsSupported;

    /// <summary>a · b + c.</summary>
    public static Vector<double> Of(Vector<double> a, Vector<double> b, Vector<double> c)
    {
        var product = a * b;
        var inRange = Vector.LessThanOrEqual(Vector.Abs(a) + Vector.Abs(b) + Vector.Abs(product) + Vector.Abs(c),
            Vector.Create(Largest));
        var isZero = Vector.Equals(a, Vector<double>.Zero) | Vector.Equals(b, Vector<double>.Zero);
        if (!Vector.EqualsAll(inRange & (isZero | Vector.GreaterThanOrEqual(Vector.Abs(product), Vector.Create(Smallest))),
            Vector<long>.AllBitsSet))
            return OneByOne(a, b, c);

        var (ah, al) = Split(a);
        var (bh, bl) = Split(b);
        var rest = (((ah * bh) - product) + (ah * bl) + (al * bh)) + (al * bl);
        var (sum, sumRest) = Sum(c, rest);
        var (total, totalRest) = Sum(product, sum);
        var (low, lost) = Sum(sumRest, totalRest);
        return Vector.ConditionalSelect(isZero, product + c, total + ToOdd(low, lost));
    }

    /// <summary>a · b + c in float: the product is exact in double, only the sum can lose anything.</summary>
    public static Vector<float> Of(Vector<float> a, Vector<float> b, Vector<float> c)
    {
        Vector.Widen(a, out var a0, out var a1);
        Vector.Widen(b, out var b0, out var b1);
        Vector.Widen(c, out var c0, out var c1);
        return Vector.Narrow(Odd(a0 * b0, c0), Odd(a1 * b1, c1));

        static Vector<double> Odd(Vector<double> product, Vector<double> c)
        {
            var (sum, rest) = Sum(product, c);
            return ToOdd(sum, rest);
        }
    }

    private static Vector<double> OneByOne(Vector<double> a, Vector<double> b, Vector<double> c)
    {
        Span<double> result = stackalloc double[Vector<double>.Count];
        for (var i = 0; i < result.Length; i++) result[i] = Math.FusedMultiplyAdd(a[i], b[i], c[i]);
        return new Vector<double>(result);
    }

    private static (Vector<double> High, Vector<double> Low) Split(Vector<double> x)
    {
        var scaled = x * Splitter;
        var high = scaled - (scaled - x);
        return (high, x - high);
    }

    private static (Vector<double> Total, Vector<double> Lost) Sum(Vector<double> x, Vector<double> y)
    {
        var sum = x + y;
        var part = sum - x;
        return (sum, (x - (sum - part)) + (y - part));
    }

    /// <summary>sum + rest rounded to odd: where something is lost, to that neighbour whose last bit is 1.</summary>
    private static Vector<double> ToOdd(Vector<double> sum, Vector<double> rest)
    {
        var bits = Vector.AsVectorInt64(sum);
        var isInexact = Vector.GreaterThan(Vector.Abs(rest), Vector<double>.Zero);
        var isEven = (bits & Vector<long>.One) - Vector<long>.One;
        var step = (Vector.GreaterThan(rest, Vector<double>.Zero) ^ Vector.GreaterThan(sum, Vector<double>.Zero))
            | Vector<long>.One;
        return Vector.AsVectorDouble(bits + (step & isInexact & isEven));
    }
}
