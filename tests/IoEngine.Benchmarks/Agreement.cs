using IoEngine.Numerics;

namespace IoEngine.Benchmarks;

/// <summary>Do all methods and kernels agree on a scale table, and with the real table after aggregation?</summary>
internal static class Agreement
{
    public static void Run(string[] args)
    {
        var sizes = args.Length > 0 ? args.Select(int.Parse).ToArray() : [598, 1435, 2464, 3465];
        Report.Header("Agreement of methods and kernels", "largest difference of a solution from that of lu (managed), relative to its largest element, forwards and adjoint; and of the aggregated solution from that of the real table");
        Console.WriteLine("| n | method | kernel | forwards | adjoint | aggregated |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var n in sizes) Measure(n);
    }

    private static void Measure(int n)
    {
        var (a, blocks) = ScaleTable.Read(ScaleTable.Shared(n == 598 ? "data/lrwiod2000.zip" : "data/wiod2013/2009.zip"));
        var split = ScaleTable.Split(a, blocks, n);
        var real = DenseMatrix.Create(a.Rows, 3, (i, j) => (i * 7) + j % 13);
        var b = DenseMatrix.Create(n, 3, (i, j) => split.Shares[i] * real[split.ParentOf[i], j]);
        var unsplit = LinearSystem.Prepare(a, blocks, new SolveOptions("lu")).Solve(real).Solution;
        DenseMatrix? forwards = null, adjoint = null;
        foreach (var kernel in KernelCatalogue.Describe().Where(k => k.Available).Select(k => k.Name))
        {
            foreach (var method in new[] { "lu", "lu-float", "block", "series" })
            {
                if (method == "series" && kernel != "managed") continue;
                var system = LinearSystem.Prepare(split.A, split.BlockOf, new SolveOptions(method, kernel));
                var (x, z) = (system.Solve(b).Solution, system.SolveTransposed(b).Solution);
                forwards ??= x;
                adjoint ??= z;
                var together = DenseMatrix.Create(a.Rows, 3, (_, _) => 0);
                for (var j = 0; j < 3; j++)
                    for (var i = 0; i < n; i++) together[split.ParentOf[i], j] += x[i, j];
                Console.WriteLine($"| {n} | {method} | {kernel} | {Difference(x, forwards):E1} | {Difference(z, adjoint):E1} | {Difference(together, unsplit):E1} |");
            }
        }
    }

    private static double Difference(DenseMatrix x, DenseMatrix y)
    {
        var worst = 0.0;
        for (var c = 0; c < x.Columns; c++)
        {
            double max = 0, scale = 0;
            for (var i = 0; i < x.Rows; i++)
            {
                max = Math.Max(max, Math.Abs(x[i, c] - y[i, c]));
                scale = Math.Max(scale, Math.Abs(y[i, c]));
            }

            worst = Math.Max(worst, max / scale);
        }

        return worst;
    }
}
