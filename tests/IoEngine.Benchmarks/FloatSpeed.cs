using System.Diagnostics;
using IoEngine.Numerics;

namespace IoEngine.Benchmarks;

/// <summary>
/// LU in float with refinement beside LU in double, turn by turn: prepared, proved and solved for some right-hand sides.
/// </summary>
internal static class FloatSpeed
{
    public static void Run(string[] args)
    {
        var sizes = args.Length > 0 ? args.Select(int.Parse).ToArray() : [3465, 4915];
        Report.Header("LU in float, refined, beside LU in double", "median of seven turns; Prepare (scan, factorisation, test vector) and Solve with its residual; ratio: median over the turns");
        Console.WriteLine("| n | right-hand sides | lu s | lu-float s | ratio | residual lu | residual lu-float |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var n in sizes)
        {
            var table = Growth.Load(n);
            foreach (var m in new[] { 1, 30 }) Measure(table, n, m);
        }
    }

    private static void Measure(ScaleTable table, int n, int m)
    {
        var b = DenseMatrix.Create(n, m, (i, j) => (i + j) % 9);
        var (wide, narrow) = (new List<double>(), new List<double>());
        double wideResidual = 0, narrowResidual = 0;
        for (var turn = 0; turn < 8; turn++)
        {
            var (a, r) = Time(table, b, "lu");
            var (c, s) = Time(table, b, "lu-float");
            if (turn == 0) continue; // compiles
            wide.Add(a);
            narrow.Add(c);
            (wideResidual, narrowResidual) = (r, s);
        }

        var ratio = Multipliers.Median(wide.Zip(narrow, (w, f) => w / f));
        Console.WriteLine($"| {n} | {m} | {Multipliers.Median(wide):F3} | {Multipliers.Median(narrow):F3} | {ratio:F2} | {wideResidual:E1} | {narrowResidual:E1} |");
    }

    private static (double Seconds, double Residual) Time(ScaleTable table, DenseMatrix b, string method)
    {
        var watch = Stopwatch.StartNew();
        var (_, report) = LinearSystem.Prepare(table.A, table.BlockOf, new SolveOptions(method)).Solve(b);
        var seconds = watch.Elapsed.TotalSeconds;
        return (seconds, report.ScaledResidual);
    }
}
