using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Tests.Numerics;

/// <summary>Solving by trade structure: right, or refused, or handed to factors with the reason; never wrong.</summary>
public class StructureMethodTests
{
    private const int Regions = 9;
    private const int Products = 17;

    [Test]
    public void Exact_trade_shares_are_solved_in_few_corrections([Values] bool transposed)
    {
        var world = TradeWorld.Of(Regions, Products, noise: 0, seed: 1);
        var (x, report) = Solve(world, new SolveOptions("structure"), 20, transposed);
        Assert.That(report.Method, Is.EqualTo("structure"), report.Reason);
        Assert.That(report.Steps, Is.LessThanOrEqualTo(6));
        Assert.That(RandomSystems.Difference(x, Solve(world, new SolveOptions("lu"), 20, transposed).X), Is.LessThan(1e-11));
    }

    [Test]
    public void Noise_costs_corrections_and_no_digits([Values(0.1, 0.5, 1.0)] double noise, [Values(1, 10, 11, 40)] int m, [Values] bool transposed)
    {
        var world = TradeWorld.Of(Regions, Products, noise, seed: 2);
        var (x, report) = Solve(world, new SolveOptions("structure"), m, transposed);
        Assert.That(report.Method, Is.EqualTo("structure"), report.Reason);
        Assert.That(report.ScaledResidual, Is.LessThanOrEqualTo(1e-12));
        var expected = Solve(world, new SolveOptions("lu"), m, transposed).X;
        Assert.That(report.ErrorBound, Is.GreaterThanOrEqualTo(RandomSystems.Difference(x, expected)).And.LessThan(1e-8));
        Assert.That(RandomSystems.Difference(x, expected), Is.LessThan(1e-10));
    }

    [Test]
    public void Threads_and_vectors_change_no_bit([Values] bool transposed)
    {
        var world = TradeWorld.Of(Regions, Products, noise: 0.6, seed: 3);
        var first = Solve(world, new SolveOptions("structure", threads: 1), 30, transposed).X;
        foreach (var variant in KernelVariants.Available.NotEmpty())
        {
            foreach (var threads in new[] { 1, 2, 5 })
            {
                var x = Solve(world, new SolveOptions("structure", threads: threads) { Variant = variant }, 30, transposed).X;
                for (var j = 0; j < 30; j++) Assert.That(x.Column(j).SequenceEqual(first.Column(j)), $"{threads} threads, {variant}, column {j}");
            }
        }
    }

    [Test]
    public void Indices_in_any_order_and_regions_without_some_products_are_told_apart_by_their_products([Values] bool transposed)
    {
        var world = TradeWorld.Of(Regions, Products, noise: 0.4, seed: 4);
        var random = new Random(4);
        int[] order = [.. Enumerable.Range(0, Regions * Products).Where(_ => random.NextDouble() > 0.15).OrderBy(_ => random.Next())];
        var mixed = world.Ordered(order);
        var b = RandomSystems.RightHandSides(order.Length, 25, 5);
        var pattern = new IndexPattern(mixed.RegionOf, mixed.ProductOf, [.. order.Select(i => 1.0 + (i % 7))]);
        var system = LinearSystem.Prepare(mixed.A, pattern, new SolveOptions("structure"), label: null);
        var (x, report) = transposed ? system.SolveTransposed(b) : system.Solve(b);
        Assert.That(report.Method, Is.EqualTo("structure"), report.Reason);
        var lu = LinearSystem.Prepare(mixed.A, mixed.RegionOf, new SolveOptions("lu"));
        Assert.That(RandomSystems.Difference(x, (transposed ? lu.SolveTransposed(b) : lu.Solve(b)).Solution), Is.LessThan(1e-10));
    }

    [TestCase(1, 40, "too few regions")]
    [TestCase(40, 1, null)]
    [TestCase(2, 20, "too few regions")]
    public void Few_regions_or_products_are_named(int regions, int products, string? reason)
    {
        var report = Solve(TradeWorld.Of(regions, products, noise: 0.2, seed: 6), new SolveOptions("structure"), 12, false).Report;
        Assert.That(report.Method, Is.EqualTo(reason is null ? "structure" : "lu-float"), report.Reason);
        if (reason is not null) Assert.That(report.Reason, Does.Contain(reason).And.Contain("not by structure"));
    }

    [Test]
    public void A_table_without_the_structure_is_factorised_and_the_report_says_why()
    {
        // A ring: each region buys from the one before it, everything from one product, what differs by user.
        var n = 60;
        var a = DenseMatrix.Create(n, n, (i, j) => j == (i + 1) % n ? 0.95 : 0);
        int[] regions = [.. Enumerable.Range(0, n).Select(i => i / 5)];
        var b = RandomSystems.RightHandSides(n, 12, 7);
        var (x, report) = LinearSystem.Prepare(a, regions, new SolveOptions("structure")).Solve(b);
        Assert.That(RandomSystems.Difference(x, LinearSystem.Prepare(a, regions, new SolveOptions("lu")).Solve(b).Solution), Is.LessThan(1e-10));
        Assert.That(report.Method == "structure" || report.Reason.Contains("structure"), report.Reason);
    }

    /// <summary>Every method on hostile systems: right in every column, or refused.</summary>
    [Test]
    public void Two_hundred_hostile_systems_are_right_or_refused()
    {
        var (right, refused, byStructure) = (0, 0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var (a, regions) = Hostile(seed);
            var b = RandomSystems.RightHandSides(a.Rows, seed % 3 == 0 ? 3 : 14, seed);
            var expected = Refined(a, regions, b);
            foreach (var method in SolveOptions.Methods.NotEmpty())
            {
                try
                {
                    var (x, report) = LinearSystem.Prepare(a, regions, new SolveOptions(method, threads: 1)).Solve(b);
                    Assert.That(expected, Is.Not.Null, $"{method} solved what lu refuses, seed {seed}");
                    Assert.That(RandomSystems.Difference(x, expected!), Is.LessThan(1e-9), $"{method} ({report.Reason}; residual {report.ScaledResidual}, bound {report.ErrorBound}, steps {report.Steps}), seed {seed}");
                    right++;
                    if (report.Method == "structure") byStructure++;
                }
                catch (NumericalException)
                {
                    refused++;
                }
            }
        }

        Assert.That((right > 600, byStructure > 40), Is.EqualTo((true, true)), $"{right} right, {byStructure} of them by structure, {refused} refused");
    }

    [Test]
    public void What_is_sampled_is_the_residual([Values] bool transposed)
    {
        var world = TradeWorld.Of(Regions, Products, noise: 0.5, seed: 8);
        var (n, m) = (world.A.Rows, 200);
        var random = new Random(8);
        var b = DenseMatrix.Create(n, m, (_, j) => (random.NextDouble() - 0.5) * Math.Pow(10, -(j % 5)));
        var x = DenseMatrix.Create(n, m, (_, j) => (random.NextDouble() - 0.5) * Math.Pow(10, -(j % 9)));
        using var team = new ThreadTeam(1);
        var complement = DenseComplement.Scan(team, world.A, KernelVariant.Auto, i => $"{i}");
        double[] sampled, known;
        unsafe
        {
            using var r = new ScratchMatrix(n, m);
            fixed (double* pb = b, px = x)
            {
                var task = new SolveTask(team, complement, transposed, pb, px, r.Pointer, m, 0);
                task.UpdateResidual();
                known = task.ResidualNorms();
                sampled = SampledResidual.Of(complement, team, transposed).Norms(task);
            }
        }

        Assert.That(sampled.Zip(known, (s, k) => s / k).Where(q => q is < 0.3 or > 2.5), Is.Empty);
        Assert.That(sampled.Zip(known, (s, k) => s * s / (k * k)).Average(), Is.EqualTo(1).Within(0.15));
    }

    [Test]
    public unsafe void A_column_that_is_no_number_is_not_lost_among_those_that_are([Values(0, 1, 2)] int column)
    {
        var world = TradeWorld.Of(Regions, Products, noise: 0.5, seed: 9);
        var n = world.A.Rows;
        using var team = new ThreadTeam(1);
        var complement = DenseComplement.Scan(team, world.A, KernelVariant.Auto, i => $"{i}");
        var b = RandomSystems.RightHandSides(n, 3, 9);
        var x = DenseMatrix.Create(n, 3, (i, j) => i == 5 && j == column ? double.NaN : 1);
        using var r = new ScratchMatrix(n, 3);
        fixed (double* pb = b, px = x)
        {
            var task = new SolveTask(team, complement, false, pb, px, r.Pointer, 3, 0);
            Assert.That((task.UpdateResidual(), task.Largest(SampledResidual.Of(complement, team, false).Norms(task))),
                Is.EqualTo((double.NaN, double.NaN)));
            using var work = new StructureWork(task);
            for (var i = 0; i < 3 * n; i++) r.Pointer[i] = 1;
            work.Take(task);
            work.Residual[column * n] = float.NaN;
            Assert.That(work.Left(), Is.NaN);
        }
    }

    private static (DenseMatrix X, SolveReport Report) Solve(TradeWorld world, SolveOptions options, int m, bool transposed)
    {
        var b = RandomSystems.RightHandSides(world.A.Rows, m, m);
        var system = LinearSystem.Prepare(world.A, world.RegionOf, options);
        return transposed ? system.SolveTransposed(b) : system.Solve(b);
    }

    /// <summary>A double LU with refinement; null where it refuses.</summary>
    private static DenseMatrix? Refined(DenseMatrix a, int[] regions, DenseMatrix b)
    {
        try
        {
            return LinearSystem.Prepare(a, regions, new SolveOptions("lu", threads: 1) { TargetResidual = 1e-15 }).Solve(b).Solution;
        }
        catch (NumericalException)
        {
            return null;
        }
    }

    /// <summary>Negative cells, columns over one, islands, rings, empty industries, radii up to 0.999.</summary>
    private static (DenseMatrix A, int[] Regions) Hostile(int seed)
    {
        var random = new Random(seed);
        var (regions, products) = (3 + random.Next(8), 3 + random.Next(9));
        var world = TradeWorld.Of(regions, products, random.NextDouble() * 2, seed, 0.5 + (0.45 * random.NextDouble()), seed % 4 == 1 ? 0.2 : 0);
        var (a, n) = (world.A, world.A.Rows);
        switch (seed % 8)
        {
            case 2:
                for (var k = 0; k < 3; k++)
                {
                    var j = random.Next(n);
                    for (var i = 0; i < n; i++) a[i, j] *= 3 + (10 * random.NextDouble());
                }

                break;
            case 3:
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++) a[i, j] = world.RegionOf[i] == world.RegionOf[j] ? a[i, j] : 0;
                break;
            case 4:
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++) a[i, j] = j == (i + products) % n ? 0.9 + (0.099 * random.NextDouble()) : a[i, j] * 1e-3;
                break;
            case 5:
                for (var k = 0; k < n / 4; k++)
                {
                    var z = random.Next(n);
                    for (var i = 0; i < n; i++) a[i, z] = a[z, i] = 0;
                }

                break;
            case 6:
                var radius = SpectralRadius.Of(a, threads: 1).Estimate;
                var wanted = 1 - Math.Pow(10, -1 - (2 * random.NextDouble()));
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++) a[i, j] *= wanted / radius;
                break;
        }

        return (a, world.RegionOf);
    }
}
