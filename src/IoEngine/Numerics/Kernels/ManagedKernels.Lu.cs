using System.Runtime.CompilerServices;

namespace IoEngine.Numerics.Kernels;

internal sealed unsafe partial class ManagedKernels<T, TV, TK>
{
    private const int LuLeaf = 16;

    /// <remarks>
    /// Recursive in the columns (Toledo, SIAM J. Matrix Anal. Appl. 18 (1997)): the panel needs no block size of its own, nearly
    /// all work is in products, and only strips of 16 columns are factorised column by column.
    /// </remarks>
    public override int Factorise(ThreadTeam team, nint m, nint n, T* a, nint lda, int* pivots)
    {
        if (n <= LuLeaf) return Leaf(m, n, a, lda, pivots);
        team.Cancellation.ThrowIfCancellationRequested();
        var h = nint.Min(RoundUp(n / 2, LuLeaf), m);
        var right = a + (h * lda);

        var failed = Factorise(team, m, h, a, lda, pivots);
        if (failed >= 0) return failed;
        Exchange(team, right, lda, n - h, pivots, 0, h, backwards: false);
        Trsm(team, upper: false, unit: true, h, n - h, a, 1, lda, right, lda);
        if (h == m) return -1;
        Gemm(team, m - h, n - h, h, -T.One, a + h, 1, lda, right, 1, lda, right + h, lda);

        failed = Factorise(team, m - h, n - h, right + h, lda, pivots + h);
        if (failed >= 0) return failed + (int)h;
        var end = nint.Min(m, n);
        for (var i = h; i < end; i++) pivots[i] += (int)h;
        Exchange(team, a, lda, h, pivots, h, end, backwards: false);
        return -1;
    }

    public override void SolveFactored(ThreadTeam team, bool transposed, nint n, nint m, T* lu, nint lda, int* pivots, T* b,
        nint ldb)
    {
        if (!transposed)
        {
            Exchange(team, b, ldb, m, pivots, 0, n, backwards: false);
            Trsm(team, upper: false, unit: true, n, m, lu, 1, lda, b, ldb);
            Trsm(team, upper: true, unit: false, n, m, lu, 1, lda, b, ldb);
            return;
        }

        // A' = U'L'P: the same factors, read the other way round.
        Trsm(team, upper: false, unit: false, n, m, lu, lda, 1, b, ldb);
        Trsm(team, upper: true, unit: true, n, m, lu, lda, 1, b, ldb);
        Exchange(team, b, ldb, m, pivots, 0, n, backwards: true);
    }

    /// <summary>
    /// Exchanges row i with row pivots[i] for i from <paramref name="first"/> up to <paramref name="end"/>, or back. As dlaswp.
    /// </summary>
    private static void Exchange(ThreadTeam team, T* a, nint lda, nint columns, int* pivots, nint first, nint end, bool backwards)
    {
        var moves = 0;
        for (var i = first; i < end; i++) moves += pivots[i] != i ? 1 : 0;
        if (moves == 0 || columns == 0) return;
        const int each = 32;
        var tasks = (int)((columns + each - 1) / each);
        Loop((long)moves * columns > ParallelWork / 16, team, tasks, t =>
        {
            for (nint j = (nint)t * each; j < nint.Min(columns, (nint)(t + 1) * each); j++)
            {
                var column = a + (j * lda);
                if (backwards)
                {
                    for (var i = end - 1; i >= first; i--) (column[i], column[pivots[i]]) = (column[pivots[i]], column[i]);
                }
                else
                {
                    for (var i = first; i < end; i++) (column[i], column[pivots[i]]) = (column[pivots[i]], column[i]);
                }
            }
        });
    }

    /// <summary>A strip of few columns, each brought up to date just before its pivot is chosen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Leaf(nint m, nint n, T* a, nint lda, int* pivots)
    {
        for (nint j = 0; j < n; j++)
        {
            var column = a + (j * lda);
            var top = nint.Min(j, m);
            for (nint i = 1; i < top; i++)
            {
                var s = column[i];
                for (nint p = 0; p < i; p++) s = T.FusedMultiplyAdd(-a[i + (p * lda)], column[p], s);
                column[i] = s;
            }

            if (j >= m) continue;
            Update(m - j, j, a + j, lda, column);
            var best = j + LargestAbsolute(m - j, column + j);
            pivots[j] = (int)best;
            var pivot = column[best];
            if (pivot == T.Zero || !T.IsFinite(pivot)) return (int)j;
            if (best != j)
            {
                for (nint q = 0; q < n; q++) (a[j + (q * lda)], a[best + (q * lda)]) = (a[best + (q * lda)], a[j + (q * lda)]);
            }

            Scale(m - j - 1, column + j + 1, pivot);
        }

        return -1;
    }

    /// <summary>column[k..] −= L[k.., 0..k] column[0..k]: the rows from the diagonal down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update(nint m, nint k, T* l, nint lda, T* column)
    {
        var y = column + k;
        var vl = TV.Count;
        nint i = 0;
        for (; i + (4 * vl) <= m; i += 4 * vl)
        {
            TV s0 = TV.Load(y + i), s1 = TV.Load(y + i + vl), s2 = TV.Load(y + i + (2 * vl)), s3 = TV.Load(y + i + (3 * vl));
            var c = l + i;
            for (nint p = 0; p < k; p++, c += lda)
            {
                var f = TV.Broadcast(-column[p]);
                s0 = TV.MultiplyAdd(f, TV.Load(c), s0);
                s1 = TV.MultiplyAdd(f, TV.Load(c + vl), s1);
                s2 = TV.MultiplyAdd(f, TV.Load(c + (2 * vl)), s2);
                s3 = TV.MultiplyAdd(f, TV.Load(c + (3 * vl)), s3);
            }

            s0.Store(y + i);
            s1.Store(y + i + vl);
            s2.Store(y + i + (2 * vl));
            s3.Store(y + i + (3 * vl));
        }

        for (; i < m; i++)
        {
            var s = y[i];
            for (nint p = 0; p < k; p++) s = T.FusedMultiplyAdd(-column[p], l[i + (p * lda)], s);
            y[i] = s;
        }
    }

    /// <summary>The first place of the largest magnitude. As idamax.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint LargestAbsolute(nint m, T* x)
    {
        TV max = default;
        nint i = 0;
        for (; i + TV.Count <= m; i += TV.Count) max = TV.MaxAbs(max, TV.Load(x + i));
        var largest = i > 0 ? max.Max() : T.Zero;
        for (; i < m; i++) largest = T.Max(largest, T.Abs(x[i]));
        for (i = 0; i < m; i++)
        {
            if (T.Abs(x[i]) == largest || T.IsNaN(x[i])) return i;
        }

        return 0;
    }

    private static void Scale(nint m, T* x, T pivot)
    {
        var inverse = T.One / pivot;
        if (!T.IsFinite(inverse))
        {
            for (nint k = 0; k < m; k++) x[k] /= pivot;
            return;
        }

        var v = TV.Broadcast(inverse);
        nint i = 0;
        for (; i + TV.Count <= m; i += TV.Count) TV.Multiply(v, TV.Load(x + i)).Store(x + i);
        for (; i < m; i++) x[i] *= inverse;
    }
}
