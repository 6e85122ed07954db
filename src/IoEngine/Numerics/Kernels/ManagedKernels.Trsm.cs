using System.Runtime.CompilerServices;

namespace IoEngine.Numerics.Kernels;

internal sealed unsafe partial class ManagedKernels<T, TV, TK>
{
    private const int TrsmLeaf = 32;

    public override void Trsm(ThreadTeam team, bool upper, bool unit, nint n, nint m, T* t, nint rs, nint cs, T* b, nint ldb)
    {
        if (n == 0 || m == 0) return;
        if (n <= TrsmLeaf)
        {
            Substitute(team, upper, unit, n, m, t, rs, cs, b, ldb);
            return;
        }

        // Halves: one solved, taken out of the other by a product, the other solved. Nearly all work is in the products.
        var h = n <= 2 * TrsmLeaf ? TrsmLeaf : RoundUp(n / 2, TrsmLeaf);
        var second = t + (h * rs) + (h * cs);
        if (upper)
        {
            Trsm(team, upper, unit, n - h, m, second, rs, cs, b + h, ldb);
            Gemm(team, h, m, n - h, -T.One, t + (h * cs), rs, cs, b + h, 1, ldb, b, ldb);
            Trsm(team, upper, unit, h, m, t, rs, cs, b, ldb);
        }
        else
        {
            Trsm(team, upper, unit, h, m, t, rs, cs, b, ldb);
            Gemm(team, n - h, m, h, -T.One, t + (h * rs), rs, cs, b, 1, ldb, b + h, ldb);
            Trsm(team, upper, unit, n - h, m, second, rs, cs, b + h, ldb);
        }
    }

    /// <summary>
    /// Substitution for a small triangle. It is copied row-wise with reciprocal diagonal (an upper one upside down, so that only
    /// the lower case is left); right-hand sides are turned so that a vector runs across them.
    /// </summary>
    private static void Substitute(ThreadTeam team, bool upper, bool unit, nint n, nint m, T* t, nint rs, nint cs, T* b, nint ldb)
    {
        var triangle = stackalloc T[TrsmLeaf * TrsmLeaf];
        for (nint i = 0; i < n; i++)
        {
            var r = upper ? n - 1 - i : i;
            for (nint j = 0; j < i; j++) triangle[(i * TrsmLeaf) + j] = -t[(r * rs) + ((upper ? n - 1 - j : j) * cs)];
            triangle[(i * TrsmLeaf) + i] = unit ? T.One : T.One / t[(r * rs) + (r * cs)];
        }

        if (m < 4)
        {
            for (nint y = 0; y < m; y++) SubstituteOne(upper, n, triangle, b + (y * ldb));
            return;
        }

        var width = 4 * TV.Count;
        var groups = (int)((m + width - 1) / width);
        var address = (nint)triangle;
        if (team.Threads > 1 && (long)n * n * m >= ParallelWork)
            team.Run(groups,
                (g, _) => SubstituteGroup(upper, n, (T*)address, b + ((nint)g * width * ldb), ldb,
                    nint.Min(width, m - ((nint)g * width))));
        else
            for (var g = 0; g < groups; g++)
                SubstituteGroup(upper, n, triangle, b + ((nint)g * width * ldb), ldb, nint.Min(width, m - ((nint)g * width)));
    }

    private static void SubstituteOne(bool upper, nint n, T* triangle, T* b)
    {
        for (nint i = 0; i < n; i++)
        {
            var s = b[upper ? n - 1 - i : i];
            for (nint j = 0; j < i; j++) s = T.FusedMultiplyAdd(triangle[(i * TrsmLeaf) + j], b[upper ? n - 1 - j : j], s);
            b[upper ? n - 1 - i : i] = s * triangle[(i * TrsmLeaf) + i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubstituteGroup(bool upper, nint n, T* triangle, T* b, nint ldb, nint columns)
    {
        int vl = TV.Count, width = 4 * vl;
        var x = stackalloc T[TrsmLeaf * width];
        for (nint y = 0; y < width; y++)
            for (nint i = 0; i < n; i++) x[(i * width) + y] = y < columns ? b[(upper ? n - 1 - i : i) + (y * ldb)] : T.Zero;

        for (nint i = 0; i < n; i++)
        {
            var p = x + (i * width);
            TV s0 = TV.Load(p), s1 = TV.Load(p + vl), s2 = TV.Load(p + (2 * vl)), s3 = TV.Load(p + (3 * vl));
            var row = triangle + (i * TrsmLeaf);
            var q = x;
            for (nint j = 0; j < i; j++, q += width)
            {
                var f = TV.Broadcast(row[j]);
                s0 = TV.MultiplyAdd(f, TV.Load(q), s0);
                s1 = TV.MultiplyAdd(f, TV.Load(q + vl), s1);
                s2 = TV.MultiplyAdd(f, TV.Load(q + (2 * vl)), s2);
                s3 = TV.MultiplyAdd(f, TV.Load(q + (3 * vl)), s3);
            }

            var d = TV.Broadcast(row[i]);
            TV.Multiply(s0, d).Store(p);
            TV.Multiply(s1, d).Store(p + vl);
            TV.Multiply(s2, d).Store(p + (2 * vl));
            TV.Multiply(s3, d).Store(p + (3 * vl));
        }

        for (nint y = 0; y < columns; y++)
            for (nint i = 0; i < n; i++) b[(upper ? n - 1 - i : i) + (y * ldb)] = x[(i * width) + y];
    }
}
