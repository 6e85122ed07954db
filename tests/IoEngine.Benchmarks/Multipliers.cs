using System.Diagnostics;
using System.Globalization;
using IoEngine.Numerics;

namespace IoEngine.Benchmarks;

/// <summary>2G adjoint solves beside numpy's explicit inverse of the same size, turn by turn.</summary>
internal static class Multipliers
{
    private const string Numpy = """
        import sys, time, ctypes, numpy as np
        n, threads = int(sys.argv[1]), int(sys.argv[2])
        ctypes.CDLL("libopenblas.so.0").openblas_set_num_threads(threads)
        r = np.random.default_rng(1)
        a = r.random((n, n)); a *= 0.6 / a.sum(axis=0)
        m = np.eye(n) - a
        t = time.perf_counter(); l = np.linalg.inv(m); s = time.perf_counter() - t
        print(s)
        """;

    public static void Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        Report.Header("Multipliers: 2G adjoint solves against an explicit inverse", $"median of {rounds} turns; numpy {Child.Run("/usr/bin/python3", "-c \"import numpy; print(numpy.__version__)\"")} with the same two threads; its time is that of linalg.inv alone, ours is Prepare (scan, factorisation, test vector) and the solves with their residuals");
        Console.WriteLine("| n | G | 2G | method chosen | ours s | of it prepare s | numpy inverse s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (n, g) in new[] { (3465, 77), (9800, 49) }) Measure(n, g, rounds);
    }

    private static void Measure(int n, int g, int rounds)
    {
        var table = Growth.Load(n);
        var b = DenseMatrix.Create(n, 2 * g, (i, j) => 0.1 + ((i + j) % 11 / 11.0));
        var (ours, prepares, numpy) = (new List<double>(), new List<double>(), new List<double>());
        var method = string.Empty;
        for (var round = 0; round <= rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var system = LinearSystem.Prepare(table.A, table.BlockOf, new SolveOptions { RightHandSides = 2 * g });
            var prepare = watch.Elapsed.TotalSeconds;
            system.SolveTransposed(b);
            var seconds = watch.Elapsed.TotalSeconds;
            method = system.Method;
            if (round == 0) continue; // compiles
            ours.Add(seconds);
            prepares.Add(prepare);
            var script = Path.Combine(Path.GetTempPath(), $"inverse-{Environment.ProcessId}.py");
            File.WriteAllText(script, Numpy);
            numpy.Add(double.Parse(Child.Run("/usr/bin/python3", $"{script} {n} {Environment.ProcessorCount}"), CultureInfo.InvariantCulture));
            File.Delete(script);
        }

        Console.WriteLine($"| {n} | {g} | {2 * g} | {method} | {Median(ours):F3} | {Median(prepares):F3} | {Median(numpy):F3} | {Median(ours.Zip(numpy, (o, p) => o / p)):F3} |");
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
