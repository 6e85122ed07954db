using System.Numerics;
using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Tests.Numerics.Kernels;

/// <summary>Variants × threads × number types.</summary>
internal static class KernelCases
{
    public static IEnumerable<TestFixtureData> All()
    {
        foreach (var v in KernelVariants.Available)
        {
            foreach (var t in new[] { 1, 2 })
            {
                yield return new TestFixtureData(v.ToString(), t, 0.0) { TypeArgs = [typeof(double)] };
                yield return new TestFixtureData(v.ToString(), t, 0.0f) { TypeArgs = [typeof(float)] };
            }
        }
    }
}

/// <summary>
/// Every kernel against plain loops, in every variant that the machine runs, with one thread and two, as double and as float.
/// </summary>
[TestFixtureSource(typeof(KernelCases), nameof(KernelCases.All))]
public sealed unsafe class KernelTests<T>(string variant, int threads, T zero)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly int[] Sizes = [1, 2, 7, 16, 17, 31, 63, 64, 65, 129, 300];
    private readonly DenseKernels<T> kernels = DenseKernels<T>.For(Enum.Parse<KernelVariant>(variant));
    private readonly T epsilon = zero == T.Zero ? T.BitIncrement(T.One) - T.One : zero;

    [Test]
    public void A_matrix_in_double_is_rounded_while_it_is_packed_and_gives_the_same_bits([Values] bool transposed)
    {
        using var team = new ThreadTeam(threads);
        foreach (var (m, n, k) in new[] { (300, 40, 129), (65, 17, 700), (520, 5, 33), (31, 24, 31), (1, 9, 64) })
        {
            var random = new Random(m);
            var a = new double[m * k];
            var b = new T[k * n];
            for (var i = 0; i < a.Length; i++) a[i] = random.NextDouble() - 0.5;
            for (var i = 0; i < b.Length; i++) b[i] = T.CreateTruncating(random.NextDouble() - 0.5);
            T[] rounded = [.. a.Select(T.CreateTruncating)], expected = new T[m * n], c = new T[m * n];
            fixed (double* pa = a)
            fixed (T* pr = rounded, pb = b, pe = expected, pc = c)
            {
                nint rs = transposed ? k : 1, cs = transposed ? 1 : m;
                kernels.GemmRounded(team, m, n, k, -T.One, pa, rs, cs, pb, 1, k, pc, m);
                kernels.Gemm(team, m, n, k, -T.One, pr, rs, cs, pb, 1, k, pe, m);
            }

            // Where Gemm takes dot products for few columns the order differs.
            var limit = transposed && n <= 16 ? 4.0 * (k + 2) * double.CreateChecked(epsilon) : 0;
            Assert.That(c.Zip(expected, (x, y) => Math.Abs(double.CreateChecked(x) - double.CreateChecked(y))).Max(), Is.LessThanOrEqualTo(limit), $"{m} {n} {k}");
        }
    }

    [Test]
    public void A_product_equals_the_triple_loop_for_all_strides_and_odd_sizes([Values] bool transposeA, [Values] bool transposeB)
    {
        using var team = new ThreadTeam(threads);
        (int M, int N, int K)[] shapes = [.. Sizes.Select(s => (s, s, s)), (300, 1, 129), (300, 3, 65), (1, 300, 7), (65, 5, 300), (7, 129, 600), (520, 33, 17), (65, 300, 700), (1, 40, 900), (64, 16, 513), (300, 65, 700), (190, 17, 520), (50, 9, 300)];
        foreach (var (m, n, k) in shapes)
        {
            using var a = new Buffer2(transposeA ? k : m, transposeA ? m : k, 3, m);
            using var b = new Buffer2(transposeB ? n : k, transposeB ? k : n, 1, n + 1);
            using var c = new Buffer2(m, n, 2, k + 2);
            var expected = new double[m * n];
            for (var j = 0; j < n; j++)
            {
                for (var i = 0; i < m; i++)
                {
                    var s = 0.0;
                    for (var p = 0; p < k; p++)
                        s += double.CreateChecked(transposeA ? a[p, i] : a[i, p]) * double.CreateChecked(transposeB ? b[j, p] : b[p, j]);
                    expected[i + (j * m)] = double.CreateChecked(c[i, j]) - s;
                }
            }

            kernels.Gemm(team, m, n, k, -T.One, a.P, transposeA ? a.Ld : 1, transposeA ? 1 : a.Ld, b.P, transposeB ? b.Ld : 1, transposeB ? 1 : b.Ld, c.P, c.Ld);
            var limit = 4.0 * (k + 2) * double.CreateChecked(epsilon);
            for (var j = 0; j < n; j++)
                for (var i = 0; i < m; i++)
                    if (Math.Abs(double.CreateChecked(c[i, j]) - expected[i + (j * m)]) > limit)
                        Assert.Fail($"{m}×{n}×{k}: element ({i}, {j}) is {c[i, j]}, expected {expected[i + (j * m)]}");
            c.AssertPaddingUntouched();
        }
    }

    [Test]
    public void Triangles_are_solved_upper_lower_unit_transposed([Values] bool upper, [Values] bool unit, [Values] bool transposed)
    {
        using var team = new ThreadTeam(threads);
        foreach (var n in Sizes)
        {
            foreach (var m in new[] { 1, 3, 4, 37 })
            {
                using var t = new Buffer2(n, n, 2, n);
                for (var j = 0; j < n; j++)
                    for (var i = 0; i < n; i++) t[i, j] = i == j ? T.CreateChecked(1.5 + (i % 3)) : t[i, j] / T.CreateChecked(n);
                using var b = new Buffer2(n, m, 1, m);
                var original = b.Copy();
                kernels.Trsm(team, upper, unit, n, m, t.P, transposed ? t.Ld : 1, transposed ? 1 : t.Ld, b.P, b.Ld);
                var limit = 40.0 * (n + 2) * double.CreateChecked(epsilon);
                for (var y = 0; y < m; y++)
                {
                    for (var i = 0; i < n; i++)
                    {
                        var s = 0.0;
                        for (var j = upper ? i : 0; j <= (upper ? n - 1 : i); j++)
                            s += (i == j && unit ? 1.0 : double.CreateChecked(transposed ? t[j, i] : t[i, j])) * double.CreateChecked(b[j, y]);
                        Assert.That(s, Is.EqualTo(double.CreateChecked(original[i + (y * n)])).Within(limit), $"n={n} m={m} row {i}");
                    }
                }

                b.AssertPaddingUntouched();
            }
        }
    }

    [Test]
    public void Factors_reproduce_the_permuted_matrix_also_tall_and_wide()
    {
        using var team = new ThreadTeam(threads);
        (int M, int N)[] shapes = [.. Sizes.Select(s => (s, s)), (129, 64), (64, 129), (300, 17), (16, 300)];
        foreach (var (m, n) in shapes)
        {
            using var a = new Buffer2(m, n, 3, m + n);
            var original = a.Copy();
            var pivots = new int[Math.Min(m, n)];
            fixed (int* p = pivots) Assert.That(kernels.Factorise(team, m, n, a.P, a.Ld, p), Is.EqualTo(-1));
            var rows = Enumerable.Range(0, m).ToArray();
            for (var i = 0; i < pivots.Length; i++) (rows[i], rows[pivots[i]]) = (rows[pivots[i]], rows[i]);
            var limit = 8.0 * (Math.Min(m, n) + 4) * double.CreateChecked(epsilon);
            for (var j = 0; j < n; j++)
            {
                for (var i = 0; i < m; i++)
                {
                    var s = i <= j ? double.CreateChecked(a[i, j]) : 0.0;
                    for (var k = 0; k < Math.Min(i, j + 1) && k < pivots.Length; k++) s += double.CreateChecked(a[i, k]) * double.CreateChecked(a[k, j]);
                    if (Math.Abs(s - double.CreateChecked(original[rows[i] + (j * m)])) > limit) Assert.Fail($"{m}×{n}: row {i}, column {j}");
                    if (i > j && T.Abs(a[i, j]) > T.One) Assert.Fail($"{m}×{n}: multiplier above 1 at ({i}, {j}): not pivoted");
                }
            }

            a.AssertPaddingUntouched();
        }
    }

    [Test]
    public void Factors_solve_forwards_and_transposed([Values] bool transposed, [Values(1, 3, 4, 70)] int m)
    {
        using var team = new ThreadTeam(threads);
        foreach (var n in Sizes)
        {
            using var a = new Buffer2(n, n, 0, n);
            for (var i = 0; i < n; i++) a[(i + 1) % n, i] += T.CreateChecked(n);
            using var lu = new Buffer2(n, n, 0, n);
            for (var i = 0; i < n; i++) lu[(i + 1) % n, i] += T.CreateChecked(n);
            using var b = new Buffer2(n, m, 1, m + 5);
            var original = b.Copy();
            var pivots = new int[n];
            fixed (int* p = pivots)
            {
                Assert.That(kernels.Factorise(team, n, n, lu.P, lu.Ld, p), Is.EqualTo(-1));
                kernels.SolveFactored(team, transposed, n, m, lu.P, lu.Ld, p, b.P, b.Ld);
            }

            var limit = 40.0 * (n + 2) * double.CreateChecked(epsilon);
            for (var y = 0; y < m; y++)
            {
                for (var i = 0; i < n; i++)
                {
                    var s = 0.0;
                    for (var j = 0; j < n; j++) s += double.CreateChecked(transposed ? a[j, i] : a[i, j]) * double.CreateChecked(b[j, y]);
                    Assert.That(s, Is.EqualTo(double.CreateChecked(original[i + (y * n)])).Within(limit), $"n={n} row {i}");
                }
            }
        }
    }

    [Test]
    public void Factorising_names_the_first_column_without_pivot([Values(0, 5, 40, 64)] int column)
    {
        using var team = new ThreadTeam(threads);
        using var a = new Buffer2(65, 65, 0, 1);
        for (var i = 0; i < 65; i++) a[i, column] = T.Zero;
        var pivots = new int[65];
        fixed (int* p = pivots) Assert.That(kernels.Factorise(team, 65, 65, a.P, a.Ld, p), Is.EqualTo(column));
    }

    [Test]
    public void Factorising_stops_at_what_is_not_a_number()
    {
        using var team = new ThreadTeam(threads);
        using var a = new Buffer2(65, 65, 0, 1);
        a[33, 20] = T.NaN;
        var pivots = new int[65];
        fixed (int* p = pivots) Assert.That(kernels.Factorise(team, 65, 65, a.P, a.Ld, p), Is.InRange(0, 33));
    }

    [Test]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        const int n = 301;
        var results = new List<T[]>();
        foreach (var t in new[] { 1, threads, 3 })
        {
            using var team = new ThreadTeam(t);
            using var a = new Buffer2(n, n, 0, 7);
            using var b = new Buffer2(n, 41, 0, 8);
            var pivots = new int[n];
            fixed (int* p = pivots)
            {
                kernels.Factorise(team, n, n, a.P, a.Ld, p);
                kernels.SolveFactored(team, false, n, 41, a.P, a.Ld, p, b.P, b.Ld);
                kernels.SolveFactored(team, true, n, 2, a.P, a.Ld, p, b.P, b.Ld);
            }

            results.Add([.. a.Copy(), .. b.Copy()]);
        }

        Assert.That(results[1].AsSpan().SequenceEqual(results[0]) && results[2].AsSpan().SequenceEqual(results[0]), Is.True);
    }

    /// <summary>
    /// A column-major view with a leading dimension larger than its rows; the rest is marked to see stray writes.
    /// </summary>
    private sealed class Buffer2 : IDisposable
    {
        private static readonly T Mark = T.CreateChecked(-777);
        private readonly NativeBuffer memory;
        private readonly int rows;
        private readonly int columns;

        public Buffer2(int rows, int columns, int padding, int seed)
        {
            this.rows = rows;
            this.columns = columns;
            Ld = rows + padding;
            memory = new NativeBuffer((long)Ld * columns * sizeof(T), zeroed: false);
            var random = new Random(seed);
            for (var j = 0; j < columns; j++)
                for (var i = 0; i < Ld; i++) P[i + (j * Ld)] = i < rows ? T.CreateChecked((2 * random.NextDouble()) - 1) : Mark;
        }

        public nint Ld { get; }

        public T* P => (T*)memory.Pointer;

        public T this[int i, int j]
        {
            get => P[i + (j * Ld)];
            set => P[i + (j * Ld)] = value;
        }

        public T[] Copy()
        {
            var values = new T[rows * columns];
            for (var j = 0; j < columns; j++)
                for (var i = 0; i < rows; i++) values[i + (j * rows)] = this[i, j];
            return values;
        }

        public void AssertPaddingUntouched()
        {
            for (var j = 0; j < columns; j++)
                for (var i = rows; i < Ld; i++)
                    if (P[i + (j * Ld)] != Mark) Assert.Fail($"written outside the view at ({i}, {j})");
        }

        public void Dispose() => memory.Dispose();
    }
}
