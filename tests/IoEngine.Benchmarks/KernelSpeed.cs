using System.Diagnostics;
using System.Runtime.InteropServices;
using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Benchmarks;

/// <summary>
/// GEMM and LU of every variant beside OpenBLAS, interleaved in one process so that the neighbours' load hits all of them alike.
/// </summary>
internal static unsafe partial class KernelSpeed
{
    [LibraryImport("libopenblas.so.0")]
    private static partial void cblas_dgemm(int order, int ta, int tb, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [LibraryImport("libopenblas.so.0")]
    private static partial void dgetrf_(int* m, int* n, double* a, int* lda, int* piv, int* info);

    [LibraryImport("libopenblas.so.0")]
    private static partial void sgetrf_(int* m, int* n, float* a, int* lda, int* piv, int* info);

    [LibraryImport("libopenblas.so.0")]
    private static partial void openblas_set_num_threads(int n);

    public static void Run(string[] args)
    {
        Report.Header("GEMM and LU beside OpenBLAS and Math.NET", "one process, five turns, medians; ratio: median over the turns of OpenBLAS's time divided by ours, of Math.NET's managed LU (one turn, n = 1435) likewise");
        Console.WriteLine("| n | threads | what | ms | GFLOP/s | speed relative to OpenBLAS |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var sizes = args.Length > 0 ? args.Select(int.Parse).ToArray() : [1435, 2464, 3465];
        foreach (var n in sizes)
            foreach (var threads in new[] { 1, 2 }) Measure(n, threads);
    }

    private static void Measure(int n, int threads)
    {
        openblas_set_num_threads(threads);
        using var team = new ThreadTeam(threads);
        using var a = Random(n);
        using var b = Random(n);
        using var c = new ScratchMatrix(n, n);
        using var f = new NativeBuffer((long)n * n * 4, false);
        var fp = (float*)f.Pointer;
        var piv = new int[n + 1];
        var gemm = new Dictionary<string, List<double>>();
        for (var round = 0; round < 5; round++)
        {
            Time("gemm openblas", () => cblas_dgemm(102, 111, 111, n, n, n, 1, a.Pointer, n, b.Pointer, n, 1, c.Pointer, n));
            foreach (var v in KernelVariants.Available)
            {
                Time("gemm " + v, () => DenseKernels<double>.For(v).Gemm(team, n, n, n, 1, a.Pointer, 1, n, b.Pointer, 1, n, c.Pointer, n));
            }

            Buffer.MemoryCopy(a.Pointer, c.Pointer, (long)n * n * 8, (long)n * n * 8);
            fixed (int* p = piv)
            {
                int nn = n, info;
                var pp = p;
                var ip = &info;
                var np = &nn;
                Time("lu openblas", () => dgetrf_(np, np, c.Pointer, np, pp, ip));
                foreach (var v in KernelVariants.Available)
                {
                    Buffer.MemoryCopy(a.Pointer, c.Pointer, (long)n * n * 8, (long)n * n * 8);
                    Time("lu " + v, () => DenseKernels<double>.For(v).Factorise(team, n, n, c.Pointer, n, pp));
                }

                for (long i = 0; i < (long)n * n; i++) fp[i] = (float)a.Pointer[i];
                Time("slu openblas", () => sgetrf_(np, np, fp, np, pp, ip));
                foreach (var v in KernelVariants.Available)
                {
                    for (long i = 0; i < (long)n * n; i++) fp[i] = (float)a.Pointer[i];
                    Time("slu " + v, () => DenseKernels<float>.For(v).Factorise(team, n, n, fp, n, pp));
                }
            }
        }

        foreach (var (name, list) in gemm)
        {
            var median = list.Order().ElementAt(list.Count / 2);
            var flops = name.StartsWith("gemm", StringComparison.Ordinal) ? 2.0 * n * n * n : 2.0 / 3 * n * n * n;
            var reference = gemm[name.Split(' ')[0] + " openblas"];
            Console.WriteLine($"| {n} | {threads} | {name} | {median * 1e3:F2} | {flops / median / 1e9:F1} | {Multipliers.Median(list.Zip(reference, (own, other) => other / own)):F2} |");
        }

        if (n != 1435 || threads != Environment.ProcessorCount) return;
        var m = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n, (i, j) => a.Column(j)[i]);
        var watch = Stopwatch.StartNew();
        m.LU();
        var mathNet = watch.Elapsed.TotalSeconds;
        var ours = Multipliers.Median(gemm["lu " + KernelVariants.Available[0]]);
        Console.WriteLine($"| {n} | {threads} | lu Math.NET managed | {mathNet * 1e3:F0} | {2.0 / 3 * n * n * n / mathNet / 1e9:F1} | ours is {mathNet / ours:F0} × as fast |");

        void Time(string name, Action action)
        {
            var w = Stopwatch.StartNew();
            action();
            if (!gemm.TryGetValue(name, out var list)) gemm[name] = list = [];
            list.Add(w.Elapsed.TotalSeconds);
        }
    }

    private static ScratchMatrix Random(int n)
    {
        var r = new Random(n);
        var m = new ScratchMatrix(n, n);
        for (var j = 0; j < n; j++)
        {
            foreach (ref var x in m.Column(j)) x = r.NextDouble();
            m.Column(j)[j] += n;
        }

        return m;
    }
}
