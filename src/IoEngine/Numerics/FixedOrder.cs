using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IoEngine.Numerics;

/// <summary>
/// Sums over long vectors in one order on every processor: number i goes to running sum i mod 8, and the eight are added up by
/// halves at the end.
/// </summary>
/// <remarks>
/// A library that sums in vectors as wide as the processor's gives other last bits on another processor. Here two vectors of four
/// numbers are the eight sums; where the hardware has none that wide, the same operations are done on narrower ones. Products are
/// rounded before they are added.
/// </remarks>
internal static class FixedOrder
{
    private const int Sums = 8;
    private const int Half = 4;

    /// <summary>Σ xᵢ yᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Vectors of {x.Length} and {y.Length} numbers have no product.", nameof(y));
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        Vector256<double> low = default, high = default;
        var i = 0;
        for (; i <= x.Length - Sums; i += Sums)
        {
            low += At(ref a, i) * At(ref b, i);
            high += At(ref a, i + Half) * At(ref b, i + Half);
        }

        var sum = Total(low + high);
        for (; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>Σ |xᵢ|; adds each |xᵢ| to <paramref name="sums"/> too, and notes whether a number is below zero.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Magnitudes(ReadOnlySpan<double> x, Span<double> sums, ref bool negative)
    {
        if (x.Length != sums.Length)
            throw new ArgumentException($"{x.Length} numbers can't be added to {sums.Length} sums.", nameof(sums));
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var s = ref MemoryMarshal.GetReference(sums);
        Vector256<double> low = default, high = default;
        var below = false;
        var i = 0;
        for (; i <= x.Length - Sums; i += Sums)
        {
            Vector256<double> u = At(ref a, i), v = At(ref a, i + Half);
            below |= Vector256.LessThanAny(Vector256.MinNative(u, v), Vector256<double>.Zero);
            (u, v) = (Vector256.Abs(u), Vector256.Abs(v));
            low += u;
            high += v;
            (At(ref s, i) + u).StoreUnsafe(ref s, (nuint)i);
            (At(ref s, i + Half) + v).StoreUnsafe(ref s, (nuint)(i + Half));
        }

        var sum = Total(low + high);
        for (; i < x.Length; i++)
        {
            var size = Math.Abs(x[i]);
            below |= x[i] < 0;
            sum += size;
            sums[i] += size;
        }

        negative |= below;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> At(ref double x, int i) => Vector256.LoadUnsafe(ref x, (nuint)i);

    private static double Total(Vector256<double> four)
    {
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
