using System.Diagnostics;
using System.Globalization;
using IoEngine.Numerics;

namespace IoEngine.Benchmarks;

/// <summary>Preparing and solving by structure beside lu-float, turn by turn in one process.</summary>
internal static class StructureSpeed
{
    private static readonly string[] Jobs = ["4305/123", "10045/123", "20090/82"];

    public static void Run(string[] args)
    {
        var turns = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        Report.Header("Solving by structure beside lu-float", $"median of {turns} turns, scan, preparation and m adjoint solves; table: WIOD 2009, sectors split in proportional parts");
        Console.WriteLine("| n | m | threads | lu-float s | structure s | ratio | prepare s | passes | corrections | residual | bound | largest difference | reason |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var job in args.Length > 1 ? args[1..] : Jobs)
        {
            var parts = job.Split('/');
            Measure(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 0, turns);
        }
    }

    private static void Measure(int n, int m, int threads, int turns)
    {
        var table = Growth.Load(n);
        var b = DenseMatrix.Create(n, m, (i, j) => 0.1 + ((i + j) % 11 / 11.0));
        var times = new Dictionary<string, List<double>> { ["lu-float"] = [], ["structure"] = [] };
        var solutions = new Dictionary<string, (DenseMatrix X, SolveReport Report, double Prepare)>();
        for (var turn = 0; turn <= turns; turn++)
        {
            foreach (var method in times.Keys)
            {
                var watch = Stopwatch.StartNew();
                var system = LinearSystem.Prepare(table.A, table.BlockOf, new SolveOptions(method, threads: threads));
                var (x, report) = system.SolveTransposed(b);
                if (turn > 0) times[method].Add(watch.Elapsed.TotalSeconds);
                solutions[method] = (x, report, system.PrepareSeconds);
            }
        }

        var (lu, structure) = (solutions["lu-float"].X, solutions["structure"]);
        var difference = 0.0;
        for (var j = 0; j < m; j++)
        {
            double largest = 0, off = 0;
            for (var i = 0; i < n; i++)
            {
                largest = Math.Max(largest, Math.Abs(lu[i, j]));
                off = Math.Max(off, Math.Abs(lu[i, j] - structure.X[i, j]));
            }

            difference = Math.Max(difference, off / largest);
        }

        var (slow, fast) = (Multipliers.Median(times["lu-float"]), Multipliers.Median(times["structure"]));
        var r = structure.Report;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {n} | {m} | {r.Threads} | {slow:F3} | {fast:F3} | {slow / fast:F2} | {structure.Prepare:F3} | {r.Passes} | {r.Steps} | {r.ScaledResidual:E1} | {r.ErrorBound:E1} | {difference:E1} | {r.Reason} |"));
    }
}
