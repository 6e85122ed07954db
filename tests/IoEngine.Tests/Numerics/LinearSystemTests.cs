using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

/// <summary>What every way to solve must do, and how each kind of bad system is refused.</summary>
public class LinearSystemTests
{
    private static readonly SolveOptions Lu = new("lu");

    [Test]
    public void Two_industries_are_solved_as_by_hand()
    {
        // (I − A)⁻¹ = [[0.7, 0.2], [0.4, 0.9]] / 0.55 for A = [[0.1, 0.2], [0.4, 0.3]].
        var a = DenseMatrix.FromRows([[0.1, 0.2], [0.4, 0.3]]);
        var system = LinearSystem.Prepare(a, [0, 0], Lu);
        var (x, report) = system.Solve(DenseMatrix.FromVector([1, 0]));
        Assert.That(x[0, 0], Is.EqualTo(0.7 / 0.55).Within(1e-15));
        Assert.That(x[1, 0], Is.EqualTo(0.4 / 0.55).Within(1e-15));
        var (z, _) = system.SolveTransposed(DenseMatrix.FromVector([1, 0]));
        Assert.That(z[0, 0], Is.EqualTo(0.7 / 0.55).Within(1e-15));
        Assert.That(z[1, 0], Is.EqualTo(0.2 / 0.55).Within(1e-15));
        Assert.That(report.Method, Is.EqualTo("lu"));
        Assert.That(report.ErrorBound, Is.InRange(0, 1e-14));
    }

    [ForAll(cases: 12)]
    public void The_adjoint_gives_the_same_scalar(SystemShape shape)
    {
        var n = shape.Size;
        var a = RandomSystems.Productive(n, shape.Seed, out var blocks, shape.Blocks);
        var system = LinearSystem.Prepare(a, blocks, Lu);
        var f = RandomSystems.RightHandSides(n, 1, 1);
        var v = RandomSystems.RightHandSides(n, 1, 2);
        var x = system.Solve(f).Solution;
        var z = system.SolveTransposed(v).Solution;
        double left = 0, right = 0;
        for (var i = 0; i < n; i++)
        {
            left += v[i, 0] * x[i, 0];
            right += z[i, 0] * f[i, 0];
        }

        Assert.That(left, Is.EqualTo(right).Within(1e-12 * right));
    }

    [Test]
    public void The_error_bound_holds_and_is_not_absurd([Values] bool transposed)
    {
        // The right-hand side is made from a known solution whose elements are small integers, with A in sixteenths: exact in
        // double.
        const int n = 90;
        var random = new Random(4);
        var a = DenseMatrix.Create(n, n, (_, _) => random.Next(50) == 0 ? 1.0 / 16 : 0);
        var known = Enumerable.Range(0, n).Select(i => (double)(1 + (i % 7))).ToArray();
        var b = DenseMatrix.Create(n, 1, (i, _) => known[i] - Enumerable.Range(0, n).Sum(j => (transposed ? a[j, i] : a[i, j]) * known[j]));
        var system = LinearSystem.Prepare(a, new int[n], Lu);
        var (x, report) = transposed ? system.SolveTransposed(b) : system.Solve(b);
        var error = Enumerable.Range(0, n).Max(i => Math.Abs(x[i, 0] - known[i])) / 7;
        Assert.That(report.ErrorBound, Is.Not.Null.And.GreaterThanOrEqualTo(error).And.LessThan(1e-12));
    }

    [Test]
    public void Without_a_right_hand_side_there_is_no_result()
    {
        var a = DenseMatrix.FromRows([[0.5]]);
        var (x, report) = LinearSystem.Prepare(a, [0], Lu).Solve(DenseMatrix.Create(1, 0, (_, _) => 0));
        Assert.That((x.Rows, x.Columns, report.RightHandSides), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public void A_right_hand_side_of_zeros_gives_exact_zeros()
    {
        var a = RandomSystems.Productive(50, 9, out var blocks);
        var (x, report) = LinearSystem.Prepare(a, blocks, Lu).Solve(new DenseMatrix(50, 3));
        Assert.That(Enumerable.Range(0, 3).SelectMany(j => x.Column(j).ToArray()), Is.All.EqualTo(0.0));
        Assert.That(report.ScaledResidual, Is.Zero);
    }

    [Test]
    public void A_singular_system_names_the_column()
    {
        var a = DenseMatrix.FromRows([[0, 0, 0.5], [0, 1, 0], [0.5, 0, 0]]);
        var e = Assert.Throws<SingularSystemException>(() => LinearSystem.Prepare(a, [0, 0, 0], Lu, i => "sector " + "ABC"[i]));
        Assert.That(e.Index, Is.EqualTo(1));
        Assert.That(e.Message, Does.Contain("singular").And.Contain("sector B"));
    }

    [Test]
    public void A_nearly_singular_system_is_refused([Values] bool negativeElement)
    {
        var a = DenseMatrix.FromRows([[0.1, 0, negativeElement ? -1e-3 : 0], [0, 1 - 1e-15, 0], [0, 0, 0.2]]);
        var e = Assert.Throws<SingularSystemException>(() => LinearSystem.Prepare(a, [0, 0, 0], Lu, i => "sector " + "ABC"[i]));
        Assert.That(e.Message, Does.Contain("sector B").And.Contain("working precision"));
        Assert.That(e.ReciprocalCondition, Is.InRange(1e-17, 1e-13));
    }

    [Test]
    public void A_badly_scaled_system_is_refused_and_says_what_to_do()
    {
        var a = DenseMatrix.FromRows([[0.2, 3e9, 0], [1e-13, 0.1, 1e-12], [1e9, 2e14, 0.3]]);
        var e = Assert.Throws<SingularSystemException>(() => LinearSystem.Prepare(a, [0, 0, 0], Lu, i => "sector " + "ABC"[i]));
        Assert.That(e.Message, Does.Contain("badly scaled").And.Contain("sector C").And.Contain("units"));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void An_element_that_is_not_finite_names_row_and_column(double value)
    {
        var a = RandomSystems.Productive(40, 3, out var blocks);
        a[31, 7] = value;
        var e = Assert.Throws<NumericalException>(() => LinearSystem.Prepare(a, blocks, Lu, i => $"sector {i}"));
        Assert.That(e.Message, Does.Contain("sector 31").And.Contain("sector 7"));
    }

    [Test]
    public void A_right_hand_side_that_is_not_finite_names_the_index()
    {
        var a = RandomSystems.Productive(40, 3, out var blocks);
        var b = new DenseMatrix(40, 2);
        b[17, 1] = double.NaN;
        var e = Assert.Throws<NumericalException>(() => LinearSystem.Prepare(a, blocks, Lu, i => $"sector {i}").Solve(b));
        Assert.That(e.Message, Does.Contain("sector 17").And.Contain("side 2"));
    }

    [Test]
    public void A_spectral_radius_above_one_is_refused_and_names_the_culprit()
    {
        var a = RandomSystems.Productive(60, 8, out var blocks);
        a[23, 23] = 1.25;
        var e = Assert.Throws<SpectralRadiusException>(() => LinearSystem.Prepare(a, blocks, Lu, i => $"sector {i}"));
        Assert.That(e.Message, Does.Contain("sector 23").And.Contain("spectral radius"));
        Assert.That(e.Radius.Lower, Is.GreaterThan(1.2));
    }

    [Test]
    public void Column_sums_above_one_are_no_reason_to_refuse()
    {
        var a = DenseMatrix.FromRows([[0.1, 0.9], [0.05, 0.6]]);
        var (_, report) = LinearSystem.Prepare(a, [0, 0], Lu).Solve(DenseMatrix.FromVector([1, 1]));
        Assert.That(report.ErrorBound, Is.Not.Null);
    }

    [Test]
    public void Few_negative_elements_are_no_reason_to_refuse_and_still_bounded()
    {
        var a = RandomSystems.Productive(80, 6, out var blocks);
        for (var k = 0; k < 5; k++) a[(k * 13) % 80, (k * 29) % 80] = -0.05;
        var b = RandomSystems.RightHandSides(80, 2, 7);
        var system = LinearSystem.Prepare(a, blocks, Lu);
        var (x, report) = system.Solve(b);
        Assert.That(report.ErrorBound, Is.InRange(0, 1e-11));
        Assert.That(RandomSystems.RelativeResidual(a, x, b, false), Is.LessThan(1e-13));
        Assert.That(RandomSystems.RelativeResidual(a, system.SolveTransposed(b).Solution, b, true), Is.LessThan(1e-13));
    }

    [Test]
    public void Large_negative_elements_solve_without_bound_when_the_spectral_radius_is_below_one()
    {
        // ρ(A) = 0.9 (a rotation), ρ(|A|) = 1.27: no positive test vector exists.
        var c = 0.9 * Math.Sqrt(0.5);
        var a = DenseMatrix.FromRows([[c, -c], [c, c]]);
        var (x, report) = LinearSystem.Prepare(a, [0, 0], Lu).Solve(DenseMatrix.FromVector([1, 2]));
        Assert.That(report.ErrorBound, Is.Null);
        Assert.That((x[0, 0] * (1 - c)) + (x[1, 0] * c), Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Negative_elements_with_spectral_radius_above_one_are_refused()
    {
        var a = DenseMatrix.FromRows([[-1.3, 0.1], [0, 0.2]]);
        Assert.Throws<SpectralRadiusException>(() => LinearSystem.Prepare(a, [0, 0], Lu));
    }

    [Test]
    public void Cancelling_stops_the_factorisation()
    {
        var a = RandomSystems.Productive(300, 2, out var blocks);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => LinearSystem.Prepare(a, blocks, Lu, source.Token));
    }

    [Test]
    public void A_factorisation_can_be_cancelled_in_the_middle()
    {
        var a = RandomSystems.Productive(1500, 2, out var blocks);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(8));
        Assert.Throws<OperationCanceledException>(() =>
        {
            for (var i = 0; i < 50; i++) LinearSystem.Prepare(a, blocks, Lu, source.Token);
        });
    }

    [Test]
    public void Too_small_a_residual_limit_fails_precisely()
    {
        var a = RandomSystems.Productive(60, 8, out var blocks);
        var b = RandomSystems.RightHandSides(60, 1, 2);
        var e = Assert.Throws<NumericalException>(() => LinearSystem.Prepare(a, blocks, Lu with { MaxResidual = 1e-30 }).Solve(b));
        Assert.That(e.Message, Does.Contain("residual").And.Contain("1E-30"));
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        var a = DenseMatrix.FromRows([[0.5, 0], [0, 0.5]]);
        Assert.Throws<ArgumentException>(() => LinearSystem.Prepare(a, [0], Lu));
        Assert.Throws<ArgumentException>(() => LinearSystem.Prepare(new DenseMatrix(2, 3), [0, 0], Lu));
        Assert.Throws<ArgumentException>(() => LinearSystem.Prepare(a, [0, 0], Lu with { Method = "magic" }));
        Assert.Throws<ArgumentException>(() => LinearSystem.Prepare(a, [0, 0], Lu).Solve(new DenseMatrix(3, 1)));
    }

    [Test]
    public void Concurrent_solves_give_the_same_bits()
    {
        var a = RandomSystems.Productive(150, 5, out var blocks);
        var system = LinearSystem.Prepare(a, blocks, Lu);
        var b = RandomSystems.RightHandSides(150, 7, 3);
        var expected = system.SolveTransposed(b).Solution;
        Parallel.For(0, 8, _ =>
        {
            var x = system.SolveTransposed(b).Solution;
            for (var j = 0; j < 7; j++) Assert.That(x.Column(j).SequenceEqual(expected.Column(j)), Is.True);
        });
    }
}
