using System.Numerics;
using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Tests.Numerics.Kernels;

/// <summary>
/// Vectors of any width give the bits of one number after the other: a width that the processor has not is made of narrower ones
/// here.
/// </summary>
[TestFixture(TypeArgs = [typeof(double)])]
[TestFixture(TypeArgs = [typeof(float)])]
public sealed unsafe class KernelWidthTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly DenseKernels<T> OneByOne = new ManagedKernels<T, OneLane<T>, Tile3x4<OneLane<T>, T>>(KernelVariant.Portable);

    private static readonly DenseKernels<T>[] Widths =
    [
        new ManagedKernels<T, Lanes512<T>, Tile3x8<Lanes512<T>, T>>(KernelVariant.Vector512),
        new ManagedKernels<T, Lanes256<T>, Tile3x4<Lanes256<T>, T>>(KernelVariant.Vector256),
        new ManagedKernels<T, LanesPortable<T>, Tile3x4<LanesPortable<T>, T>>(KernelVariant.Portable),
    ];

    [Test]
    public void Products_have_the_same_bits_in_vectors_of_any_width([Values] bool transposeA, [Values] bool transposeB)
    {
        (int M, int N, int K)[] shapes = [(1, 1, 1), (5, 1, 9), (4, 2, 33), (37, 1, 129), (63, 3, 130), (64, 4, 300), (33, 16, 64), (65, 17, 270), (7, 40, 513), (100, 65, 31)];
        foreach (var (m, n, k) in shapes)
        {
            var (a, b, c) = (Numbers(m * k, 1), Numbers(k * n, 2), Numbers(m * n, 3));
            Alike($"{m} × {n} × {k}", (kernels, team) =>
            {
                var product = c.ToArray();
                fixed (T* pa = a, pb = b, pc = product)
                    kernels.Gemm(team, m, n, k, -T.One, pa, transposeA ? k : 1, transposeA ? 1 : m, pb, transposeB ? n : 1, transposeB ? 1 : k, pc, m);
                return product;
            });
        }
    }

    [Test]
    public void Factors_and_solutions_have_the_same_bits_in_vectors_of_any_width([Values(1, 4, 23)] int m)
    {
        foreach (var n in new[] { 1, 16, 17, 65, 150, 301 })
        {
            var (a, b) = (Numbers(n * n, n), Numbers(n * m, m));
            Alike($"n = {n}", (kernels, team) =>
            {
                var (lu, x, y, pivots) = (a.ToArray(), b.ToArray(), b.ToArray(), new int[n]);
                fixed (T* pl = lu, px = x, py = y)
                fixed (int* p = pivots)
                {
                    Assert.That(kernels.Factorise(team, n, n, pl, n, p), Is.EqualTo(-1));
                    kernels.SolveFactored(team, false, n, m, pl, n, p, px, n);
                    kernels.SolveFactored(team, true, n, m, pl, n, p, py, n);
                }

                return [.. lu, .. x, .. y, .. pivots.Select(p => T.CreateChecked(p))];
            });
        }
    }

    private static void Alike(string what, Func<DenseKernels<T>, ThreadTeam, T[]> compute)
    {
        using var alone = new ThreadTeam(1);
        using var two = new ThreadTeam(2);
        var expected = compute(OneByOne, alone);
        foreach (var kernels in Widths)
        {
            foreach (var team in new[] { alone, two })
                Assert.That(compute(kernels, team).AsSpan().SequenceEqual(expected), Is.True, $"{what}, {kernels.Variant}, threads {team.Threads}");
        }
    }

    private static T[] Numbers(int count, int seed)
    {
        var random = new RandomStream(11, seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.Normal()))];
    }

    /// <summary>A vector of one number: the kernels as plain loops.</summary>
    private readonly struct OneLane<TNumber>(TNumber v) : ILanes<OneLane<TNumber>, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        private readonly TNumber v = v;

        public static int Count => 1;

        public static OneLane<TNumber> Load(TNumber* p) => new(*p);

        public static OneLane<TNumber> Broadcast(TNumber value) => new(value);

        public static OneLane<TNumber> MultiplyAdd(OneLane<TNumber> a, OneLane<TNumber> b, OneLane<TNumber> c) => new(TNumber.FusedMultiplyAdd(a.v, b.v, c.v));

        public static OneLane<TNumber> Multiply(OneLane<TNumber> a, OneLane<TNumber> b) => new(a.v * b.v);

        public static OneLane<TNumber> MaxAbs(OneLane<TNumber> a, OneLane<TNumber> b) => new(TNumber.Max(a.v, TNumber.Abs(b.v)));

        public void Store(TNumber* p) => *p = v;

        public TNumber Max() => v;
    }
}
