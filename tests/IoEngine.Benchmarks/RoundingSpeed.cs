using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Benchmarks;

/// <summary>
/// What one rounding on every processor costs: products rounded once together with their sum, in hardware or in software, beside
/// products that are rounded by themselves.
/// </summary>
/// <remarks>
/// <c>DOTNET_EnableAVX2=0</c> takes the instruction away from the kernels,
/// <c>GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4</c> from the C library.
/// </remarks>
internal static unsafe class RoundingSpeed
{
    private const int Turns = 7;

    private static readonly (string Name, DenseKernels<double> Kernels)[] Ways =
    [
        ("fused", DenseKernels<double>.For(KernelVariant.Auto)),
        ("not fused, 256 bits", new ManagedKernels<double, Unfused256, Tile3x4<Unfused256, double>>(KernelVariant.Vector256)),
        ("not fused, 128 bits", new ManagedKernels<double, Unfused128, Tile3x4<Unfused128, double>>(KernelVariant.Portable)),
        ("fused by the C library", new ManagedKernels<double, Library128, Tile3x4<Library128, double>>(KernelVariant.Portable)),
    ];

    public static void Run(string[] args)
    {
        var sizes = args.Length > 0 ? args.Select(int.Parse).ToArray() : [660, 1435];
        Report.Header("Multiply-add rounded once beside twice", $"LU, and one right-hand side each way, interleaved; medians of {Turns} turns; ratio: median over the turns of a way's time divided by that of the first");
        Console.WriteLine($"Fused in hardware: {(SoftwareMultiplyAdd.Needed ? "no" : "yes")}; Vector<double> has {Vector<double>.Count} numbers.");
        Console.WriteLine();
        Console.WriteLine("| n | threads | way | LU ms | ratio | solves ms | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var ways = SoftwareMultiplyAdd.Needed ? Ways : Ways[..^1];
        if (!Vector256.IsHardwareAccelerated) ways = [.. ways.Where((_, i) => i != 1)];
        foreach (var n in sizes)
            foreach (var threads in new[] { 1, 2 }) Measure(n, threads, ways);
    }

    private static void Measure(int n, int threads, (string Name, DenseKernels<double> Kernels)[] ways)
    {
        using var team = new ThreadTeam(threads);
        using var a = Matrix(n, n);
        using var lu = new ScratchMatrix(n, n);
        using var b = Matrix(n, 2);
        var pivots = new int[n];
        var factors = ways.Select(_ => new List<double>()).ToArray();
        var solves = ways.Select(_ => new List<double>()).ToArray();
        for (var turn = 0; turn <= Turns; turn++)
        {
            for (var w = 0; w < ways.Length; w++)
            {
                Buffer.MemoryCopy(a.Pointer, lu.Pointer, (long)n * n * 8, (long)n * n * 8);
                fixed (int* p = pivots)
                {
                    var watch = Stopwatch.StartNew();
                    ways[w].Kernels.Factorise(team, n, n, lu.Pointer, n, p);
                    var factored = watch.Elapsed.TotalSeconds;
                    ways[w].Kernels.SolveFactored(team, false, n, 1, lu.Pointer, n, p, b.Pointer, n);
                    ways[w].Kernels.SolveFactored(team, true, n, 1, lu.Pointer, n, p, b.Pointer + n, n);
                    if (turn == 0) continue; // compiles
                    factors[w].Add(factored);
                    solves[w].Add(watch.Elapsed.TotalSeconds - factored);
                }
            }
        }

        for (var w = 0; w < ways.Length; w++)
        {
            Console.WriteLine(FormattableString.Invariant($"| {n} | {threads} | {ways[w].Name} | {Multipliers.Median(factors[w]) * 1e3:F1} | {Ratio(factors, w):F2} | ")
                + FormattableString.Invariant($"{Multipliers.Median(solves[w]) * 1e3:F2} | {Ratio(solves, w):F2} |"));
        }
    }

    private static double Ratio(List<double>[] times, int way) => Multipliers.Median(times[way].Zip(times[0], (own, first) => own / first));

    private static ScratchMatrix Matrix(int rows, int columns)
    {
        var random = new Random(rows);
        var m = new ScratchMatrix(rows, columns);
        for (var j = 0; j < columns; j++)
        {
            foreach (ref var x in m.Column(j)) x = random.NextDouble();
            m.Column(j)[j] += rows;
        }

        return m;
    }

    private readonly struct Unfused256(Vector256<double> v) : ILanes<Unfused256, double>
    {
        private readonly Vector256<double> v = v;

        public static int Count => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused256 Load(double* p) => new(Vector256.Load(p));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused256 Broadcast(double value) => new(Vector256.Create(value));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused256 MultiplyAdd(Unfused256 a, Unfused256 b, Unfused256 c) => new((a.v * b.v) + c.v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused256 Multiply(Unfused256 a, Unfused256 b) => new(a.v * b.v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused256 MaxAbs(Unfused256 a, Unfused256 b) => new(Vector256.Max(a.v, Vector256.Abs(b.v)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(double* p) => v.Store(p);

        public double Max() => Math.Max(Math.Max(v[0], v[1]), Math.Max(v[2], v[3]));
    }

    private readonly struct Unfused128(Vector128<double> v) : ILanes<Unfused128, double>
    {
        private readonly Vector128<double> v = v;

        public static int Count => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused128 Load(double* p) => new(Vector128.Load(p));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused128 Broadcast(double value) => new(Vector128.Create(value));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused128 MultiplyAdd(Unfused128 a, Unfused128 b, Unfused128 c) => new((a.v * b.v) + c.v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused128 Multiply(Unfused128 a, Unfused128 b) => new(a.v * b.v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Unfused128 MaxAbs(Unfused128 a, Unfused128 b) => new(Vector128.Max(a.v, Vector128.Abs(b.v)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(double* p) => v.Store(p);

        public double Max() => Math.Max(v[0], v[1]);
    }

    private readonly struct Library128(Vector128<double> v) : ILanes<Library128, double>
    {
        private readonly Vector128<double> v = v;

        public static int Count => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Library128 Load(double* p) => new(Vector128.Load(p));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Library128 Broadcast(double value) => new(Vector128.Create(value));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Library128 MultiplyAdd(Library128 a, Library128 b, Library128 c) => new(Vector128.FusedMultiplyAdd(a.v, b.v, c.v));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Library128 Multiply(Library128 a, Library128 b) => new(a.v * b.v);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Library128 MaxAbs(Library128 a, Library128 b) => new(Vector128.Max(a.v, Vector128.Abs(b.v)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(double* p) => v.Store(p);

        public double Max() => Math.Max(v[0], v[1]);
    }
}
