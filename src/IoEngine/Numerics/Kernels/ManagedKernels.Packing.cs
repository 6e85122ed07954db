using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IoEngine.Numerics.Kernels;

/// <summary>The part that packs operands; a wider type is rounded on the way.</summary>
internal sealed unsafe partial class ManagedKernels<T, TV, TK>
{
    // Columns between what is packed and what is fetched from memory meanwhile.
    private const int Ahead = 8;

    /// <summary>A, rows × k, into strips of the tile's height: k after k, missing rows as zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackBlock<TA>(T* target, TA* a, nint rs, nint cs, nint rows, nint k)
        where TA : unmanaged, INumberBase<TA>
    {
        int mr = TK.Rows;
        for (nint i = 0; i < rows; i += mr, target += mr * k)
        {
            var height = nint.Min(mr, rows - i);
            var source = a + (i * rs);
            if (height < mr || rs != 1)
            {
                PackStrided(target, source, rs, cs, height, mr, k);
                continue;
            }

            for (nint p = 0; p < k; p++)
            {
                // Columns are pages apart: the processor doesn't guess the next ones by itself.
                if (Sse.IsSupported)
                {
                    var ahead = (byte*)(source + ((p + Ahead) * cs));
                    for (nint line = 0; line < mr * sizeof(TA); line += 64) Sse.Prefetch0(ahead + line);
                }

                if (typeof(TA) != typeof(T))
                {
                    Round((double*)(source + (p * cs)), target + (p * mr), mr);
                    continue;
                }

                var column = (T*)(source + (p * cs));
                TV.Load(column).Store(target + (p * mr));
                TV.Load(column + TV.Count).Store(target + (p * mr) + TV.Count);
                TV.Load(column + (2 * TV.Count)).Store(target + (p * mr) + (2 * TV.Count));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(double* source, T* target, int count)
    {
        var x = 0;
        for (; x + 8 <= count; x += 8)
            Vector256.Narrow(Vector256.Load(source + x), Vector256.Load(source + x + 4)).Store((float*)(target + x));
        for (; x < count; x++) target[x] = T.CreateTruncating(source[x]);
    }

    /// <summary>One strip of B, k × nr: row after row, missing columns as zeros.</summary>
    private static void PackStrip(T* target, T* b, nint rs, nint cs, nint k, nint columns) =>
        PackStrided(target, b, cs, rs, columns, TK.Columns, k);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackStrided<TA>(T* target, TA* source, nint rs, nint cs, nint height, int mr, nint k)
        where TA : unmanaged, INumberBase<TA>
    {
        if (height < mr) new Span<T>(target, checked((int)(mr * k))).Clear();
        if (rs == 1)
        {
            for (nint p = 0; p < k; p++)
                for (nint x = 0; x < height; x++) target[(p * mr) + x] = T.CreateTruncating(source[x + (p * cs)]);
            return;
        }

        // Four rows at a time: the reads run along the rows, the writes stay within the same few cache lines.
        nint r = 0;
        for (; r + 4 <= height; r += 4)
        {
            TA* s0 = source + (r * rs), s1 = s0 + rs, s2 = s1 + rs, s3 = s2 + rs;
            var t = target + r;
            nint p = 0;
            if (cs == 1 && Avx.IsSupported)
            {
                for (; p + 4 <= k; p += 4, t += 4 * mr)
                {
                    Sse.Prefetch0(s0 + (4 * rs) + p);
                    Sse.Prefetch0(s1 + (4 * rs) + p);
                    Sse.Prefetch0(s2 + (4 * rs) + p);
                    Sse.Prefetch0(s3 + (4 * rs) + p);
                    Turn(s0 + p, s1 + p, s2 + p, s3 + p, t, mr);
                }
            }

            for (; p < k; p++, t += mr)
            {
                t[0] = T.CreateTruncating(s0[p * cs]);
                t[1] = T.CreateTruncating(s1[p * cs]);
                t[2] = T.CreateTruncating(s2[p * cs]);
                t[3] = T.CreateTruncating(s3[p * cs]);
            }
        }

        for (; r < height; r++)
            for (nint p = 0; p < k; p++) target[(p * mr) + r] = T.CreateTruncating(source[(r * rs) + (p * cs)]);
    }

    /// <summary>
    /// Four numbers of each of four rows, turned: the first of each, then the second …, <paramref name="mr"/> apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TA>(TA* s0, TA* s1, TA* s2, TA* s3, T* t, nint mr)
        where TA : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            var (r0, r1, r2, r3) = (Avx.LoadVector256((double*)s0), Avx.LoadVector256((double*)s1),
                Avx.LoadVector256((double*)s2), Avx.LoadVector256((double*)s3));
            var (a, b) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
            var (c, d) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
            Avx.Store((double*)t, Avx.Permute2x128(a, c, 0x20));
            Avx.Store((double*)(t + mr), Avx.Permute2x128(b, d, 0x20));
            Avx.Store((double*)(t + (2 * mr)), Avx.Permute2x128(a, c, 0x31));
            Avx.Store((double*)(t + (3 * mr)), Avx.Permute2x128(b, d, 0x31));
            return;
        }

        Vector128<float> q0 = Four(s0), q1 = Four(s1), q2 = Four(s2), q3 = Four(s3);
        Vector128<float> low0 = Sse.UnpackLow(q0, q1), low1 = Sse.UnpackLow(q2, q3);
        Vector128<float> high0 = Sse.UnpackHigh(q0, q1), high1 = Sse.UnpackHigh(q2, q3);
        Sse.MoveLowToHigh(low0, low1).Store((float*)t);
        Sse.MoveHighToLow(low1, low0).Store((float*)(t + mr));
        Sse.MoveLowToHigh(high0, high1).Store((float*)(t + (2 * mr)));
        Sse.MoveHighToLow(high1, high0).Store((float*)(t + (3 * mr)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four<TA>(TA* source)
        where TA : unmanaged =>
        typeof(TA) == typeof(double)
            ? Avx.ConvertToVector128Single(Avx.LoadVector256((double*)source)) : Vector128.Load((float*)source);
}
