using System.Diagnostics;
using IoEngine.Numerics;
using IoEngine.Tables.Balancing;

namespace IoEngine.Benchmarks;

/// <summary>
/// A matrix of n × n whose row and column sums move by a tenth: sweeps with and without acceleration, a sweep beside one read of
/// the matrix, the whole beside one LU.
/// </summary>
internal static class BalanceSpeed
{
    public static void Run(string[] args)
    {
        foreach (var n in args.Length == 0 ? [3465] : args.Select(int.Parse)) Measure(n);
    }

    private static void Measure(int n)
    {
        var random = new Random(1);
        // Nine tenths of what a country of 45 sectors buys is its own, cells differ by thousands; some are negative or empty.
        var prior = DenseMatrix.Create(n, n, (i, j) =>
        {
            var (size, kind) = (Math.Exp(8 * random.NextDouble()) * (i / 45 == j / 45 ? 600 : 1), random.NextDouble());
            return kind < 0.1 ? 0 : kind < 0.11 ? -0.1 * size : size;
        });
        double[] Sums(Func<int, double[]> line) => [.. Enumerable.Range(0, n).Select(k => line(k).Sum())];
        double[] u = [.. Sums(prior.Row).Select(s => s * (0.9 + (0.2 * random.NextDouble())))];
        double[] w = [.. Sums(j => prior.Column(j).ToArray()).Select(s => s * (0.9 + (0.2 * random.NextDouble())))];
        var fit = u.Sum() / w.Sum();
        for (var j = 0; j < n; j++) w[j] *= fit;
        SumFamily[] families = [SumFamily.OfRows(u, n), SumFamily.OfColumns(w, n)];
        var read = Best(() => Read(prior), 5);
        double[] sizes = [.. Enumerable.Range(0, n).Select(j => prior.Column(j).ToArray().Sum(Math.Abs))];
        var shares = DenseMatrix.Create(n, n, (i, j) => 0.5 * Math.Max(0, prior[i, j]) / sizes[j]);
        var lu = Best(() => LinearSystem.Prepare(shares, new int[n], new SolveOptions { Method = "lu" }), 2);
        Console.WriteLine($"n = {n}: one read {read * 1000:F1} ms, one LU {lu:F2} s");
        Console.WriteLine("| memory | sweeps | whole s | sweep / read | whole / LU | residual |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var memory in new[] { 0, 5, 10 })
        {
            var watch = Stopwatch.StartNew();
            var found = MatrixBalancing.Solve(prior, families, new() { Tolerance = 1e-9, Memory = memory });
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine($"| {memory} | {found.Sweeps} | {seconds:F2} | {found.SweepSeconds / found.Sweeps / read:F2} | {seconds / lu:F2} | {found.Residuals.Max() / u.Max():G3} |");
        }
    }

    private static double Best(Action work, int turns) => Enumerable.Range(0, turns).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    });

    // Σ|a| with all threads: a read with as little work as may be.
    private static void Read(DenseMatrix a)
    {
        var sums = new double[a.Columns];
        Parallel.For(0, a.Columns, j => sums[j] = System.Numerics.Tensors.TensorPrimitives.Sum(a.Column(j)));
        if (sums.Any(double.IsNaN)) throw new InvalidOperationException("not a number");
    }
}
