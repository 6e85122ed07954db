using System.Diagnostics;
using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Benchmarks;

/// <summary>GEMM's speed on the shapes that iterations meet: a block's columns against all right-hand sides, both ways.</summary>
internal static unsafe class Shapes
{
    public static void Run(string[] args)
    {
        Report.Header("GEMM on the shapes of block iterations", "median of nine turns over 8 blocks, square product of the same work beside it");
        Console.WriteLine("| m | n | k | A transposed | threads | GFLOP/s |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var threads in new[] { 1, 2 })
        {
            Measure(threads, 1500, 1500, 1500, false);
            foreach (var (n, g) in new[] { (3465, 84), (9800, 239) })
            {
                foreach (var rhs in new[] { 1, 2, 5, 21, 101 })
                {
                    Measure(threads, g, rhs, n, true);
                    Measure(threads, n, rhs, g, false);
                }
            }
        }
    }

    private static void Measure(int threads, int m, int n, int k, bool transposed)
    {
        using var team = new ThreadTeam(threads);
        using var a = new ScratchMatrix(Math.Max(m, k), 8 * Math.Min(m, k));
        using var b = new ScratchMatrix(k, n, zeroed: true);
        using var c = new ScratchMatrix(m, n, zeroed: true);
        for (var j = 0; j < a.Columns; j++) a.Column(j).Fill(1e-3);
        var times = new List<double>();
        var blocks = m == k ? 1 : 8;
        for (var turn = 0; turn < 12; turn++)
        {
            var watch = Stopwatch.StartNew();
            for (var block = 0; block < blocks; block++)
            {
                var start = a.Pointer + ((long)block * Math.Min(m, k) * Math.Max(m, k));
                DenseKernels<double>.For(KernelVariant.Auto).Gemm(team, m, n, k, 1, start, transposed ? Math.Max(m, k) : 1, transposed ? 1 : Math.Max(m, k), b.Pointer, 1, k, c.Pointer, m);
            }

            if (turn > 2) times.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"| {m} | {n} | {k} | {transposed} | {threads} | {2.0 * blocks * m * n * k / Multipliers.Median(times) / 1e9:F1} |");
    }
}
