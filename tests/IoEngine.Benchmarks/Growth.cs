using System.Diagnostics;
using System.Globalization;
using IoEngine.Numerics;

namespace IoEngine.Benchmarks;

/// <summary>Time, passes and memory of each method by n; each measurement in a process of its own.</summary>
internal static class Growth
{
    private static readonly int[] Sizes = [598, 1435, 2464, 3465, 4915, 7987, 9800];
    private static readonly string[] Methods = ["lu", "lu-float", "structure", "block", "series"];

    public static void Run(string[] args)
    {
        var sizes = args.Length > 0 ? args.Select(int.Parse).ToArray() : Sizes;
        Report.Header("Growth of time and memory", "child processes, one method each; table: WIOD 2009 (598: long-run WIOD 2000), sectors split in proportional parts");
        Console.WriteLine("| n | method | kernel | prepare s | 1 right-hand side s | passes | 100 adjoint s | residual | bound | peak − baseline, n² doubles, 1 rhs | 100 rhs |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var n in sizes)
            foreach (var method in Methods) Console.WriteLine(Child.Run($"growth-one {n} {method}"));
    }

    public static void One(string[] args)
    {
        var (n, method) = (int.Parse(args[0], CultureInfo.InvariantCulture), args[1]);
        var table = Load(n);
        var a = table.A;
        WarmUp(method);
        GC.Collect();
        var matrix = 8.0 * n * n;

        // The table is held already: the baseline is what the process holds without it.
        var baseline = Child.ResidentBytes() - matrix;
        Child.ResetPeak();
        var one = DenseMatrix.Create(n, 1, (i, _) => i % 7 == 0 ? 1 + (i % 5) : 0);
        var many = DenseMatrix.Create(n, 100, (i, j) => 0.1 + ((i + j) % 11 / 11.0));
        var watch = Stopwatch.StartNew();
        var system = LinearSystem.Prepare(a, table.BlockOf, new SolveOptions(method));
        var prepare = watch.Elapsed.TotalSeconds;
        var single = system.Solve(one).Report;
        var peakOne = (Child.PeakBytes() - baseline) / matrix;
        watch.Restart();
        var (_, adjoint) = system.SolveTransposed(many);
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = (Child.PeakBytes() - baseline) / matrix;
        Console.WriteLine(
            $"| {n} | {method} | {single.Kernel} | {prepare:F3} | {single.Seconds:F3} | {single.Passes:G3} | {seconds:F3} | {Math.Max(single.ScaledResidual, adjoint.ScaledResidual):E1} | {single.ErrorBound:E1} | {peakOne:F2} | {peak:F2} |");
    }

    /// <summary>The scale table of a size.</summary>
    internal static ScaleTable Load(int n)
    {
        var (a, blocks) = ScaleTable.Read(ScaleTable.Shared(n == 598 ? "data/lrwiod2000.zip" : "data/wiod2013/2009.zip"));
        return ScaleTable.Split(a, blocks, n);
    }

    private static void WarmUp(string method)
    {
        var (a, blocks) = ScaleTable.Read(ScaleTable.Shared("data/lrwiod2000.zip"));
        for (var k = 0; k < 30; k++)
        {
            var system = LinearSystem.Prepare(a, blocks, new SolveOptions(method));
            var b = DenseMatrix.Create(a.Rows, 100, (i, j) => i + j);
            system.Solve(b);
            system.SolveTransposed(b);
            var one = DenseMatrix.Create(a.Rows, 1, (i, j) => i + j);
            system.Solve(one);
        }
    }
}
