using System.Runtime.CompilerServices;

namespace IoEngine.Numerics.Kernels;

internal sealed unsafe partial class ManagedKernels<T, TV, TK>
{
    private const int NarrowRows = 2048;

    // Running sums of a dot product: one vector of the widest variant, and so many in all of them, or the last bits would depend
    // on the width.
    private static int OrderedSums => 64 / sizeof(T);

    /// <summary>C += α A B for a few columns: A is read once from memory, in the order in which it lies there.</summary>
    private static void Narrow(ThreadTeam team, nint m, nint n, nint k, T alpha, T* a, nint ars, nint acs, T* b, nint bcs, T* c,
        nint ldc)
    {
        var parallel = team.Threads > 1 && (long)m * n * k >= ParallelWork;
        if (ars == 1)
        {
            var rows = parallel ? nint.Min(NarrowRows, RoundUp((m + team.Threads - 1) / team.Threads, 64)) : NarrowRows;
            Loop(parallel, team, (int)((m + rows - 1) / rows), t =>
                Columns(nint.Min(rows, m - (t * rows)), n, k, alpha, a + (t * rows), acs, b, bcs, c + (t * rows), ldc));
            return;
        }

        // A' B: every element a dot product along a column of the stored matrix.
        const int each = 32;
        Loop(parallel, team, (int)((m + each - 1) / each), t =>
        {
            for (nint i = (nint)t * each; i < nint.Min(m, (nint)(t + 1) * each); i += 4)
                Dots(nint.Min(4, m - i), n, k, alpha, a + (i * ars), ars, b, bcs, c + i, ldc);
        });
    }

    private static void Loop(bool parallel, ThreadTeam team, int tasks, Action<int> body)
    {
        if (parallel) team.Run(tasks, (t, _) => body(t));
        else for (var t = 0; t < tasks; t++) body(t);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(nint m, nint n, nint k, T alpha, T* a, nint lda, T* b, nint ldb, T* c, nint ldc)
    {
        nint j = 0;
        for (; j + 8 <= k; j += 8)
            for (nint y = 0; y < n; y++) Axpy8(m, alpha, a + (j * lda), lda, b + j + (y * ldb), c + (y * ldc));
        for (; j < k; j++)
            for (nint y = 0; y < n; y++) Axpy(m, alpha * b[j + (y * ldb)], a + (j * lda), c + (y * ldc));
    }

    /// <summary>y += α Σ x[p] A[:, p] over eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Axpy8(nint m, T alpha, T* a, nint lda, T* x, T* y)
    {
        T x0 = alpha * x[0], x1 = alpha * x[1], x2 = alpha * x[2], x3 = alpha * x[3];
        T x4 = alpha * x[4], x5 = alpha * x[5], x6 = alpha * x[6], x7 = alpha * x[7];
        T* a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda, a4 = a3 + lda, a5 = a4 + lda, a6 = a5 + lda, a7 = a6 + lda;
        TV v0 = TV.Broadcast(x0), v1 = TV.Broadcast(x1), v2 = TV.Broadcast(x2), v3 = TV.Broadcast(x3);
        TV v4 = TV.Broadcast(x4), v5 = TV.Broadcast(x5), v6 = TV.Broadcast(x6), v7 = TV.Broadcast(x7);
        nint i = 0;
        for (; i + TV.Count <= m; i += TV.Count)
        {
            var s = TV.MultiplyAdd(v0, TV.Load(a + i), TV.Load(y + i));
            s = TV.MultiplyAdd(v1, TV.Load(a1 + i), s);
            s = TV.MultiplyAdd(v2, TV.Load(a2 + i), s);
            s = TV.MultiplyAdd(v3, TV.Load(a3 + i), s);
            s = TV.MultiplyAdd(v4, TV.Load(a4 + i), s);
            s = TV.MultiplyAdd(v5, TV.Load(a5 + i), s);
            s = TV.MultiplyAdd(v6, TV.Load(a6 + i), s);
            TV.MultiplyAdd(v7, TV.Load(a7 + i), s).Store(y + i);
        }

        for (; i < m; i++)
        {
            var s = T.FusedMultiplyAdd(x0, a[i], y[i]);
            s = T.FusedMultiplyAdd(x1, a1[i], s);
            s = T.FusedMultiplyAdd(x2, a2[i], s);
            s = T.FusedMultiplyAdd(x3, a3[i], s);
            s = T.FusedMultiplyAdd(x4, a4[i], s);
            s = T.FusedMultiplyAdd(x5, a5[i], s);
            s = T.FusedMultiplyAdd(x6, a6[i], s);
            y[i] = T.FusedMultiplyAdd(x7, a7[i], s);
        }
    }

    /// <summary>y += s x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Axpy(nint m, T s, T* x, T* y)
    {
        var v = TV.Broadcast(s);
        nint i = 0;
        for (; i + TV.Count <= m; i += TV.Count) TV.MultiplyAdd(v, TV.Load(x + i), TV.Load(y + i)).Store(y + i);
        for (; i < m; i++) y[i] = T.FusedMultiplyAdd(s, x[i], y[i]);
    }

    /// <summary>c[i, y] += α A[:, i]'B[:, y] for up to four columns of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(nint m, nint n, nint k, T alpha, T* a, nint lda, T* b, nint ldb, T* c, nint ldc)
    {
        var sums = stackalloc T[4 * OrderedSums];
        for (nint y = 0; y < n; y++)
        {
            var x = b + (y * ldb);
            if (m == 4) FourSums(k, a, lda, x, sums);
            else
                for (nint i = 0; i < m; i++) RunningSums(k, a + (i * lda), x, sums + (i * OrderedSums));
            for (nint i = 0; i < m; i++)
            {
                var target = c + i + (y * ldc);
                *target = T.FusedMultiplyAdd(alpha, Total(k, a + (i * lda), x, sums + (i * OrderedSums)), *target);
            }
        }
    }

    /// <summary>
    /// Product p of four dot products into running sum p mod <see cref="OrderedSums"/> of each, as far as all sums get one.
    /// </summary>
    /// <remarks>
    /// The number of running sums is that of the widest vectors; narrower ones make them two vectors at a time, in as many passes
    /// as that takes.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourSums(nint k, T* a, nint lda, T* x, T* sums)
    {
        T* a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda;
        for (nint first = 0; first < OrderedSums; first += 2 * TV.Count)
        {
            TV s0 = default, s1 = default, s2 = default, s3 = default, r0 = default, r1 = default, r2 = default, r3 = default;
            for (var p = first; p + OrderedSums <= k + first; p += OrderedSums)
            {
                var u = TV.Load(x + p);
                s0 = TV.MultiplyAdd(TV.Load(a + p), u, s0);
                s1 = TV.MultiplyAdd(TV.Load(a1 + p), u, s1);
                s2 = TV.MultiplyAdd(TV.Load(a2 + p), u, s2);
                s3 = TV.MultiplyAdd(TV.Load(a3 + p), u, s3);
                if (TV.Count == OrderedSums) continue;
                var w = TV.Load(x + p + TV.Count);
                r0 = TV.MultiplyAdd(TV.Load(a + p + TV.Count), w, r0);
                r1 = TV.MultiplyAdd(TV.Load(a1 + p + TV.Count), w, r1);
                r2 = TV.MultiplyAdd(TV.Load(a2 + p + TV.Count), w, r2);
                r3 = TV.MultiplyAdd(TV.Load(a3 + p + TV.Count), w, r3);
            }

            Keep(s0, r0, sums + first);
            Keep(s1, r1, sums + OrderedSums + first);
            Keep(s2, r2, sums + (2 * OrderedSums) + first);
            Keep(s3, r3, sums + (3 * OrderedSums) + first);
        }
    }

    /// <summary>The same for one dot product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunningSums(nint k, T* a, T* x, T* sums)
    {
        for (nint first = 0; first < OrderedSums; first += 2 * TV.Count)
        {
            TV s = default, r = default;
            for (var p = first; p + OrderedSums <= k + first; p += OrderedSums)
            {
                s = TV.MultiplyAdd(TV.Load(a + p), TV.Load(x + p), s);
                if (TV.Count < OrderedSums) r = TV.MultiplyAdd(TV.Load(a + p + TV.Count), TV.Load(x + p + TV.Count), r);
            }

            Keep(s, r, sums + first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(TV s, TV r, T* sums)
    {
        s.Store(sums);
        if (TV.Count < OrderedSums) r.Store(sums + TV.Count);
    }

    /// <summary>The running sums added up by halves, then the products that are left.</summary>
    private static T Total(nint k, T* a, T* x, T* sums)
    {
        for (var half = OrderedSums / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++) sums[i] += sums[i + half];
        var total = sums[0];
        for (var p = k / OrderedSums * OrderedSums; p < k; p++) total = T.FusedMultiplyAdd(a[p], x[p], total);
        return total;
    }
}
