using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;
using IoEngine.Numerics.Native;

namespace IoEngine.Tests.Numerics;

/// <summary>Every method on every kernel: the same answers, proved; the same refusals.</summary>
public class MethodTests
{
    public static IEnumerable<TestCaseData> Ways()
    {
        foreach (var method in SolveOptions.Methods)
        {
            foreach (var variant in KernelVariants.Available)
                yield return new TestCaseData(new SolveOptions(method, "managed", 2) { Variant = variant }).SetArgDisplayNames(method, variant.ToString());
            yield return new TestCaseData(new SolveOptions(method, "lapack")).SetArgDisplayNames(method, "lapack");
        }
    }

    /// <summary>Every kernel, on sizes around the widths of its blocks.</summary>
    [TestCaseSource(nameof(Ways))]
    public void All_ways_agree_with_plain_elimination(SolveOptions options)
    {
        NeedsKernel(options);
        foreach (var n in new[] { 1, 5, 64, 190 })
        {
            foreach (var m in new[] { 1, 4, 23 }) Agrees(new SystemShape(n, n, Math.Min(n, 6), m), options);
        }
    }

    /// <summary>Every method, on systems of any shape.</summary>
    [ForAll(cases: 30)]
    public void Any_system_is_solved_alike_by_every_method(SystemShape shape)
    {
        foreach (var method in SolveOptions.Methods.NotEmpty()) Agrees(shape, new SolveOptions(method, "managed", 2));
    }

    private static void Agrees(SystemShape shape, SolveOptions options)
    {
        var a = RandomSystems.Productive(shape.Size, shape.Seed, out var blocks, shape.Blocks);
        var b = RandomSystems.RightHandSides(shape.Size, shape.RightHandSides, shape.RightHandSides);
        var system = LinearSystem.Prepare(a, blocks, options);
        foreach (var transposed in new[] { false, true })
        {
            var (x, report) = transposed ? system.SolveTransposed(b) : system.Solve(b);
            var expected = Eliminate(a, b, transposed);
            Assert.That(RandomSystems.Difference(x, expected), Is.LessThan(1e-10), $"{options.Method}, transposed {transposed}");
            Assert.That(report.ScaledResidual, Is.LessThanOrEqualTo(1e-12));
            Assert.That(report.ErrorBound, Is.GreaterThanOrEqualTo(RandomSystems.Difference(x, expected) - 1e-13).And.LessThan(1e-9));
            Assert.That(report.RightHandSides, Is.EqualTo(shape.RightHandSides));
            Assert.That(report.Reason, Is.Not.Empty);
            Assert.That(report.Kernel, Does.StartWith(report.Method is "series" or "structure" ? "managed" : options.Kernel));
            if (options.Method == "structure") Assert.That(report.Method == "structure" != report.Reason.Contains("not by structure"), report.Reason);
            else if (options.Method != "auto") Assert.That(report.Method, Is.EqualTo(options.Method));
        }
    }

    [Test]
    public void The_block_method_takes_blocks_that_are_not_neighbours([Values] bool transposed)
    {
        var a = RandomSystems.Productive(120, 3, out _);
        var scattered = Enumerable.Range(0, 120).Select(i => i * 7 % 4).ToArray();
        var b = RandomSystems.RightHandSides(120, 6, 3);
        var system = LinearSystem.Prepare(a, scattered, new SolveOptions("block"));
        var expected = Eliminate(a, b, transposed);
        Assert.That(RandomSystems.Difference((transposed ? system.SolveTransposed(b) : system.Solve(b)).Solution, expected), Is.LessThan(1e-10));
    }

    [Test]
    public void The_block_method_takes_few_passes()
    {
        var a = RandomSystems.Productive(400, 3, out var blocks, 10);
        var b = RandomSystems.RightHandSides(400, 1, 3);
        SolveReport block = LinearSystem.Prepare(a, blocks, new SolveOptions("block")).Solve(b).Report;
        var series = LinearSystem.Prepare(a, blocks, new SolveOptions("series")).Solve(b).Report;
        Assert.That(block.Passes, Is.LessThanOrEqualTo(20).And.LessThan(series.Passes / 1.5));
        Assert.That(block.Passes, Is.EqualTo(block.Steps + 1));
    }

    [Test]
    public void A_spectral_radius_above_one_is_refused_by_every_method([Values("auto", "lu", "lu-float", "structure", "block", "series")] string method)
    {
        var a = RandomSystems.Productive(60, 8, out var blocks);
        a[23, 24] = 3;
        a[24, 23] = 0.8;
        var b = RandomSystems.RightHandSides(60, 1, 3);
        var e = Assert.Throws<SpectralRadiusException>(() => LinearSystem.Prepare(a, blocks, new SolveOptions(method), i => $"sector {i}").Solve(b));
        Assert.That(e.Message, Does.Contain("sector 23"), "of the two that feed each other the one that gets more");
    }

    [Test]
    public void A_singular_block_names_block_and_index()
    {
        var a = DenseMatrix.FromRows([[0.5, 0.1, 0.1], [0.1, 1, 0], [0.1, 0, 0.2]]);
        var e = Assert.Throws<SingularSystemException>(() =>
            LinearSystem.Prepare(a, [0, 1, 1], new SolveOptions("block"), i => "sector " + "ABC"[i], b => "region " + "XY"[b]));
        Assert.That(e.Message, Does.Contain("region Y").And.Contain("sector B"));
    }

    [Test]
    public void Float_refuses_what_it_cannot_refine()
    {
        // Condition about 1e11: fine for double, hopeless for float.
        var a = DenseMatrix.FromRows([[0.5, 0.5 - 1e-11], [0.5 - 1e-11, 0.5]]);
        var b = DenseMatrix.FromVector([1, 0.3]);
        Assert.DoesNotThrow(() => LinearSystem.Prepare(a, [0, 0], new SolveOptions("lu")).Solve(b));
        Assert.That(() => LinearSystem.Prepare(a, [0, 0], new SolveOptions("lu-float")).Solve(b),
            Throws.InstanceOf<NumericalException>().With.Message.Contains("method lu").IgnoreCase);
    }

    [Test]
    public void An_unreachable_target_is_not_converged([Values("block", "series", "lu-float")] string method)
    {
        var a = RandomSystems.Productive(60, 8, out var blocks);
        var b = RandomSystems.RightHandSides(60, 1, 3);
        var e = Assert.Throws<NotConvergedException>(() =>
            LinearSystem.Prepare(a, blocks, new SolveOptions(method) { TargetResidual = 1e-19 }).Solve(b));
        Assert.That(e.ScaledResidual, Is.LessThan(1e-14));
        Assert.That(e.Steps, Is.GreaterThan(0));
    }

    [Test]
    public void Iterations_can_be_cancelled([Values("block", "series")] string method)
    {
        var a = RandomSystems.Productive(60, 8, out var blocks);
        var b = RandomSystems.RightHandSides(60, 1, 3);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions(method));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => system.Solve(b, source.Token));
    }

    [Test]
    public void The_adapter_of_Math_NET_agrees_with_the_layout_of_LAPACK([Values] bool transposed)
    {
        // The MKL provider is not here; Math.NET's own provider speaks the same interface, which is what the adapter adapts.
        var kernel = new MathNetFactorKernel(MathNet.Numerics.Providers.LinearAlgebra.ManagedLinearAlgebraProvider.Instance, KernelVariant.Auto);
        using var team = new ThreadTeam(2);
        var a = RandomSystems.Productive(70, 4, out _);
        for (var i = 0; i < 70; i++) a[(i + 3) % 70, i] += 2;
        var b = RandomSystems.RightHandSides(70, 5, 5);
        var complement = DenseComplement.Scan(team, a, KernelVariant.Auto, i => $"{i}");
        var direct = DirectMethod.Factorise(team, complement, kernel, i => $"{i}");
        var x = b.Copy();
        unsafe
        {
            fixed (double* p = x) direct.Apply(team, transposed, p, 5);
        }

        var expected = Eliminate(a, b, transposed);
        Assert.That(RandomSystems.Difference(x, expected), Is.LessThan(1e-10));
    }

    [Test]
    public void The_catalogue_describes_every_kernel()
    {
        var kernels = KernelCatalogue.Describe();
        Assert.That(kernels.Select(k => k.Name), Is.EqualTo(new[] { "managed", "lapack", "mkl" }));
        Assert.That(kernels[0].Available, Is.True);
        Assert.That(kernels[0].Detail, Does.Contain(KernelVariants.Available[0].ToString()));
        Assert.That(kernels.Where(k => !k.Available && k.Detail.Length <= 30).Select(k => k.Name), Is.Empty, "those that are absent say why");
        Assert.That(kernels.All(k => k.Available == k.Threads > 0));
    }

    [Test]
    public void LAPACK_says_why_a_library_is_not_used()
    {
        var (found, detail) = LapackLibrary.Find("/nowhere/libblas.so");
        Assert.That(found, Is.Null);
        Assert.That(detail, Does.Contain("/nowhere/libblas.so"));
        Assert.That(LapackLibrary.Cure, Does.Contain("IOENGINE_BLAS"));
    }

    [Test]
    public void MKL_where_absent_says_what_to_do()
    {
        if (KernelCatalogue.Describe()[2].Available) Assert.Ignore("needs a machine without Math.NET's MKL provider");
        var a = DenseMatrix.FromRows([[0.5]]);
        var e = Assert.Throws<ConfigException>(() => LinearSystem.Prepare(a, [0], new SolveOptions("lu", "mkl")))!;
        Assert.That(e.Message, Does.Contain("mkl").And.Contain(AppContext.BaseDirectory).And.Contain("UseMkl").And.Contain("$.solve.kernel"));
    }

    [Test]
    public void MKL_where_present_agrees([Values("lu", "lu-float", "block")] string method)
    {
        var options = new SolveOptions(method, "mkl");
        NeedsKernel(options);
        All_ways_agree_with_plain_elimination(options);
    }

    private static readonly TestCaseData[] Sizes =
    [
        new(598, 200, 1, "lu"), new(9800, 200, 1, "block"), new(9800, 200, 98, "structure"), new(9800, 200, 5000, "lu"), new(9800, 9800, 1, "lu-float"), new(9800, 9800, 5000, "lu"),
    ];

    [TestCaseSource(nameof(Sizes))]
    public void Auto_chooses_by_size_and_right_hand_sides(int n, int blockSize, int m, string expected)
    {
        int[] blocks = [.. Enumerable.Range(0, n).Select(i => i / blockSize)];
        var (method, reason) = MethodChoice.Choose(n, blocks, m, 64L << 30, StructureMethod.UsualRate);
        Assert.That(method, Is.EqualTo(expected), reason);
        Assert.That(reason, Does.Contain("auto").And.Contain(n.ToString()));
    }

    [Test]
    public void Auto_keeps_to_the_memory()
    {
        var blocks = Enumerable.Range(0, 20000).Select(i => i / 400).ToArray();
        foreach (var (of, megabytes, expected) in new[] { (blocks, 1024L, "block"), (new int[20000], 1024L, "series"), (new int[20000], 2500L, "lu-float") })
        {
            var (method, reason) = MethodChoice.Choose(20000, of, 5000, megabytes << 20, rate: null);
            Assert.That(method, Is.EqualTo(expected));
            Assert.That(reason, Does.EndWith($"lu does not fit into the {megabytes} MB that are free here"), "the manifest must tell why the same job went another way");
        }
    }

    internal static void NeedsKernel(SolveOptions options)
    {
        var k = KernelCatalogue.Describe().First(k => k.Name == options.Kernel);
        if (!k.Available) Assert.Ignore($"needs the kernel {options.Kernel}: {k.Detail}");
    }

    /// <summary>Gaussian elimination with partial pivoting in plain loops: the oracle.</summary>
    private static DenseMatrix Eliminate(DenseMatrix a, DenseMatrix b, bool transposed)
    {
        var n = a.Rows;
        var w = new double[n, n + b.Columns];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) w[i, j] = (i == j ? 1 : 0) - (transposed ? a[j, i] : a[i, j]);
            for (var j = 0; j < b.Columns; j++) w[i, n + j] = b[i, j];
        }

        var columns = n + b.Columns;
        for (var k = 0; k < n; k++)
        {
            var p = k;
            for (var i = k + 1; i < n; i++) p = Math.Abs(w[i, k]) > Math.Abs(w[p, k]) ? i : p;
            for (var j = 0; j < columns; j++) (w[k, j], w[p, j]) = (w[p, j], w[k, j]);
            for (var i = k + 1; i < n; i++)
            {
                var f = w[i, k] / w[k, k];
                for (var j = k; j < columns; j++) w[i, j] -= f * w[k, j];
            }
        }

        for (var k = n - 1; k >= 0; k--)
        {
            for (var j = n; j < columns; j++)
            {
                for (var i = k + 1; i < n; i++) w[k, j] -= w[k, i] * w[i, j];
                w[k, j] /= w[k, k];
            }
        }

        return DenseMatrix.Create(n, b.Columns, (i, j) => w[i, n + j]);
    }
}
