using System.Numerics;
using System.Runtime.CompilerServices;

namespace IoEngine.Numerics.Kernels;

/// <summary>Managed kernels for one number type, vector and register tile.</summary>
/// <remarks>
/// Packing and loop order after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34 (2008):
/// a KC × NC panel of B in the outer cache, an MC × KC block of A in the second, a KC × NR strip of B in the first.
/// </remarks>
internal sealed unsafe partial class ManagedKernels<T, TV, TK>(KernelVariant variant) : DenseKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TV : struct, ILanes<TV, T>
    where TK : struct, IMicroKernel<T>
{
    private const int DepthBlock = 256;
    private const int ColumnBlock = 4096;
    private const int BlockBytes = 480 * 1024;

    // Below this many multiply-adds the hand-over to another thread costs more than it saves.
    private const long ParallelWork = 200_000;

    // Up to this many columns the product is bound by reading A, and packing it would only read and write it again.
    private const int NarrowColumns = 4;

    // Dot products along the columns keep up longer: packing A transposed costs more than packing it as it lies.
    private const int NarrowDots = 16;

    public override KernelVariant Variant => variant;

    private static int RowBlock => Math.Max(TK.Rows, BlockBytes / (DepthBlock * sizeof(T)) / TK.Rows * TK.Rows);

    public override void Gemm(ThreadTeam team, nint m, nint n, nint k, T alpha, T* a, nint ars, nint acs, T* b, nint brs,
        nint bcs, T* c, nint ldc)
    {
        if (m == 0 || n == 0 || k == 0) return;
        if (brs == 1 && ((ars == 1 && n <= NarrowColumns) || (acs == 1 && n <= NarrowDots)))
        {
            Narrow(team, m, n, k, alpha, a, ars, acs, b, bcs, c, ldc);
            return;
        }

        if (team.Threads > 1 && m <= RowBlock && k > DepthBlock && n >= 2 * TK.Columns && (long)m * n * k >= ParallelWork)
        {
            Deep(team, m, n, k, alpha, a, ars, acs, b, brs, bcs, c, ldc);
            return;
        }

        Panels(team, m, n, k, alpha, a, ars, acs, b, brs, bcs, c, ldc);
    }

    public override void GemmRounded(ThreadTeam team, nint m, nint n, nint k, T alpha, double* a, nint ars, nint acs, T* b,
        nint brs, nint bcs, T* c, nint ldc)
    {
        if (typeof(T) == typeof(double)) Gemm(team, m, n, k, alpha, (T*)a, ars, acs, b, brs, bcs, c, ldc);
        else if (n <= NarrowColumns) InDouble(team, m, n, k, double.CreateTruncating(alpha), a, ars, acs, b, brs, bcs, c, ldc);
        else if (m > 0 && k > 0) Panels(team, m, n, k, alpha, a, ars, acs, b, brs, bcs, c, ldc);
    }

    /// <summary>The same for a few columns, where reading A is all that takes time.</summary>
    private void InDouble(ThreadTeam team, nint m, nint n, nint k, double alpha, double* a, nint ars, nint acs, T* b, nint brs,
        nint bcs, T* c, nint ldc)
    {
        using var memory = new NativeBuffer((m + k) * n * sizeof(double), zeroed: true);
        double* sums = (double*)memory.Pointer, factors = sums + (m * n);
        for (nint j = 0; j < n; j++)
            for (nint p = 0; p < k; p++) factors[p + (j * k)] = double.CreateTruncating(b[(p * brs) + (j * bcs)]);
        DenseKernels<double>.For(Variant).Gemm(team, m, n, k, alpha, a, ars, acs, factors, 1, k, sums, m);
        for (nint j = 0; j < n; j++)
            for (nint i = 0; i < m; i++) c[i + (j * ldc)] += T.CreateTruncating(sums[i + (j * m)]);
    }

    private static void Panels<TA>(ThreadTeam team, nint m, nint n, nint k, T alpha, TA* a, nint ars, nint acs, T* b, nint brs,
        nint bcs, T* c, nint ldc)
        where TA : unmanaged, INumberBase<TA>
    {
        for (nint jc = 0; jc < n; jc += ColumnBlock)
        {
            var nc = nint.Min(ColumnBlock, n - jc);
            for (nint pc = 0; pc < k; pc += DepthBlock)
            {
                team.Cancellation.ThrowIfCancellationRequested();
                var kc = nint.Min(DepthBlock, k - pc);
                Panel(team, m, nc, kc, alpha, a + (pc * acs), ars, acs, b + (pc * brs) + (jc * bcs), brs, bcs, c + (jc * ldc),
                    ldc);
            }
        }
    }

    /// <summary>
    /// Few rows, long sums: the longer side of C is shared out once, and each thread goes through all of k by itself instead of
    /// meeting the others at every panel. What is packed twice is then the smaller operand.
    /// </summary>
    private static void Deep(
        ThreadTeam team, nint m, nint n, nint k, T alpha, T* a, nint ars, nint acs, T* b, nint brs, nint bcs, T* c, nint ldc)
    {
        int mr = TK.Rows, nr = TK.Columns;
        var byRows = m >= n;
        var width = byRows ? nint.Min(n, 256) : nint.Min(256, RoundUp((n + team.Threads - 1) / team.Threads, nr));
        var height = byRows ? RoundUp((m + team.Threads - 1) / team.Threads, mr) : m;
        var across = (int)((n + width - 1) / width);
        var packedA = (long)RoundUp(height, mr) * DepthBlock;
        team.Run(across * (int)((m + height - 1) / height), (task, worker) =>
        {
            nint j = task % across * width, i = task / across * height;
            nint columns = nint.Min(width, n - j), rows = nint.Min(height, m - i);
            var strips = (int)((columns + nr - 1) / nr);
            var block = (T*)team.Scratch(worker, (packedA + ((long)strips * nr * DepthBlock)) * sizeof(T));
            var packed = block + packedA;
            for (nint pc = 0; pc < k; pc += DepthBlock)
            {
                var depth = nint.Min(DepthBlock, k - pc);
                PackBlock(block, a + (i * ars) + (pc * acs), ars, acs, rows, depth);
                for (nint s = 0; s < strips; s++)
                    PackStrip(packed + (s * nr * depth), b + (pc * brs) + ((j + (s * nr)) * bcs), brs, bcs, depth,
                        nint.Min(nr, columns - (s * nr)));
                Tiles(rows, columns, depth, 0, strips, alpha, block, packed, c + i + (j * ldc), ldc);
            }
        });
        team.Cancellation.ThrowIfCancellationRequested();
    }

    private static void Panel<TA>(
        ThreadTeam team, nint m, nint n, nint k, T alpha, TA* a, nint ars, nint acs, T* b, nint brs, nint bcs, T* c, nint ldc)
        where TA : unmanaged, INumberBase<TA>
    {
        int mr = TK.Rows, nr = TK.Columns;
        var parallel = team.Threads > 1 && (long)m * n * k >= ParallelWork;
        var strips = (int)((n + nr - 1) / nr);
        var packed = (T*)team.Shared((long)strips * nr * k * sizeof(T));

        // Strips of B, 16 to a task.
        var packs = parallel ? (strips + 15) / 16 : 1;
        var stripsEach = (strips + packs - 1) / packs;
        Run(team, packs, (task, _) =>
        {
            for (var s = task * stripsEach; s < Math.Min(strips, (task + 1) * stripsEach); s++)
                PackStrip(packed + ((long)s * nr * k), b + (s * nr * bcs), brs, bcs, k, nint.Min(nr, n - ((nint)s * nr)));
        });

        // Blocks of A; where there are too few of them for all threads, the columns are divided too.
        var wanted = parallel ? team.Threads * 2 : 1;
        var mc = nint.Min(RowBlock, RoundUp((m + wanted - 1) / wanted, mr));
        var rowBlocks = (int)((m + mc - 1) / mc);
        var columnParts = Math.Min(strips, Math.Max(1, (wanted + rowBlocks - 1) / rowBlocks));
        if (rowBlocks >= team.Threads) columnParts = 1;
        var stripsPart = (strips + columnParts - 1) / columnParts;
        Run(team, rowBlocks * columnParts, (task, worker) =>
        {
            var i = task / columnParts * mc;
            var first = task % columnParts * stripsPart;
            var rows = nint.Min(mc, m - i);
            var block = (T*)team.Scratch(worker, (long)RoundUp(rows, mr) * k * sizeof(T));
            PackBlock(block, a + (i * ars), ars, acs, rows, k);
            Tiles(rows, n, k, first, Math.Min(strips, first + stripsPart), alpha, block, packed, c + i, ldc);
        });

        void Run(ThreadTeam t, int tasks, Action<int, int> body)
        {
            if (parallel) t.Run(tasks, body);
            else for (var task = 0; task < tasks; task++) body(task, 0);
        }
    }

    private static void Tiles(nint rows, nint n, nint k, int firstStrip, int endStrip, T alpha, T* block, T* packed, T* c,
        nint ldc)
    {
        int mr = TK.Rows, nr = TK.Columns;
        var edge = stackalloc T[mr * nr];
        for (nint s = firstStrip; s < endStrip; s++)
        {
            var columns = nint.Min(nr, n - (s * nr));
            var strip = packed + (s * nr * k);
            var target = c + (s * nr * ldc);
            for (nint i = 0; i < rows; i += mr)
            {
                if (columns == nr && rows - i >= mr)
                {
                    TK.Multiply(k, block + (i * k), strip, target + i, ldc, alpha);
                    continue;
                }

                new Span<T>(edge, mr * nr).Clear();
                TK.Multiply(k, block + (i * k), strip, edge, mr, T.One);
                var height = nint.Min(mr, rows - i);
                for (nint y = 0; y < columns; y++)
                {
                    for (nint x = 0; x < height; x++)
                    {
                        var p = target + i + x + (y * ldc);
                        *p = T.FusedMultiplyAdd(alpha, edge[x + (y * mr)], *p);
                    }
                }
            }
        }
    }

    private static nint RoundUp(nint value, nint unit) => (value + unit - 1) / unit * unit;
}
