using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IoEngine.Tables.Balancing;

/// <summary>Sums over a column of its positive and its negative cells, in one order on every processor.</summary>
internal static class SignedSums
{
    private const int Wide = 4;

    /// <summary>p = Σ aᵢ⁺ wᵢ and n = Σ aᵢ⁻ vᵢ.</summary>
    public static (double Positive, double Negative) Of(ReadOnlySpan<double> a, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(w);
        ref var z = ref MemoryMarshal.GetReference(v);
        Vector256<double> p = default, q = default, n = default, m = default;
        var i = 0;
        for (; i <= a.Length - (2 * Wide); i += 2 * Wide)
        {
            Vector256<double> low = At(ref x, i), high = At(ref x, i + Wide);
            p += Positive(low) * At(ref y, i);
            q += Positive(high) * At(ref y, i + Wide);
            n += Positive(-low) * At(ref z, i);
            m += Positive(-high) * At(ref z, i + Wide);
        }

        var (positive, negative) = (Total(p + q), Total(n + m));
        for (; i < a.Length; i++)
        {
            if (a[i] > 0) positive += a[i] * w[i];
            else negative -= a[i] * v[i];
        }

        return (positive, negative);
    }

    /// <summary>Adds aᵢ⁺ s to pᵢ and aᵢ⁻ / s to nᵢ.</summary>
    public static void Spread(ReadOnlySpan<double> a, double s, Span<double> p, Span<double> n)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(p);
        ref var z = ref MemoryMarshal.GetReference(n);
        var t = 1 / s;
        var (forward, backward) = (Vector256.Create(s), Vector256.Create(t));
        var i = 0;
        for (; i <= a.Length - Wide; i += Wide)
        {
            var cell = At(ref x, i);
            (At(ref y, i) + (Positive(cell) * forward)).StoreUnsafe(ref y, (nuint)i);
            (At(ref z, i) + (Positive(-cell) * backward)).StoreUnsafe(ref z, (nuint)i);
        }

        for (; i < a.Length; i++)
        {
            if (a[i] > 0) p[i] += a[i] * s;
            else n[i] -= a[i] * t;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> At(ref double x, int i) => Vector256.LoadUnsafe(ref x, (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Positive(Vector256<double> a) => Vector256.MaxNative(a, Vector256<double>.Zero);

    private static double Total(Vector256<double> four)
    {
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
