using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Analyses.Uncertainty;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Analysis;

/// <summary>
/// Updates against new factorisations, gradients against differences, extraction against zeroed rows, draws against first order.
/// </summary>
public class SensitivityTests
{
    private static ImpactModel Model(RandomTable shape, Closure? closure = null) =>
        ImpactModel.Build(TableValidator.Validate(shape.Build()), closure ?? Closure.None);

    [ForAll]
    public void Updated_systems_solve_as_new_ones(RandomTable shape)
    {
        var system = Model(shape).System;
        var (n, random) = (system.Industries.Count, new Random(shape.Seed));
        for (var rank = 1; rank <= Math.Min(3, n); rank++)
        {
            var u = DenseMatrix.Create(n, rank, (_, _) => 0.1 * (random.NextDouble() - 0.5));
            var w = DenseMatrix.Create(n, rank, (_, _) => random.NextDouble() / n);
            var updated = system.Updated(u, w);
            var a = DenseMatrix.Create(n, n, (i, j) => system.A[i, j] + Enumerable.Range(0, rank).Sum(k => u[i, k] * w[j, k]));
            Near.Equal(Flat(updated.A), Flat(a), "A", 1e-12);
            var fresh = new LeontiefSystem(system.Industries, a);
            var b = DenseMatrix.Create(n, 2, (_, _) => random.NextDouble());
            Near.Equal(Flat(updated.Solve(b)), Flat(fresh.Solve(b)), "forwards", 1e-11);
            Near.Equal(Flat(updated.SolveAdjoint(b)), Flat(fresh.SolveAdjoint(b)), "adjoint", 1e-11);
            Assert.That(updated.Reports[^1].ScaledResidual, Is.LessThan(1e-13));
        }
    }

    [Test]
    public void An_update_that_makes_the_system_singular_is_refused()
    {
        var system = Model(new RandomTable(1)).System;
        var n = system.Industries.Count;
        // A + U W' = A + (I − A) e₀ e₀': the first column of I − A becomes zero.
        var u = DenseMatrix.Create(n, 1, (i, _) => (i == 0 ? 1 : 0) - system.A[i, 0]);
        var w = DenseMatrix.Create(n, 1, (i, _) => i == 0 ? 1 : 0);
        Assert.Throws<SingularSystemException>(() => system.Updated(u, w));
    }

    private static readonly ClosureKind[] Closures = [ClosureKind.None, ClosureKind.NetLabour, ClosureKind.LabourMixed, ClosureKind.Sam];

    /// <summary>
    /// Parameters under which every closure of the random tables converges; the government spends half, so that <c>sam</c> leaks.
    /// </summary>
    private static Closure Of(ClosureKind kind) => new()
    {
        Kind = kind,
        Households = new HouseholdParameters(new Dictionary<Region, HouseholdParameter>(), new HouseholdParameter(0.6, 0.8, 0.6, "test", 0.4)),
        GovernmentSpending = _ => 0.5,
    };

    [ForAll]
    public void Gradients_are_the_limit_of_exact_changes(RandomTable shape)
    {
        foreach (var kind in Closures) GradientsAreTheLimit(shape, kind);
    }

    private static void GradientsAreTheLimit(RandomTable shape, ClosureKind kind)
    {
        var model = Model(shape, Of(kind));
        var sensitivity = new OrderSensitivity(model, shape.Orders(model.Table));
        var (n, random) = (model.Table.Industries.Count, new Random(3));
        foreach (var rule in Enum.GetValues<CostRule>())
        {
            var gradients = model.Table.Regions.Select(r => sensitivity.Gradient(rule, r).Values).ToArray();
            var world = sensitivity.Gradient(rule).Values;
            for (var trial = 0; trial < 5; trial++)
            {
                var (i, j) = (random.Next(n), random.Next(n));
                const double step = 1e-5;
                double[] Effect(double delta) =>
                    sensitivity.Change([new CoefficientChange(model.Table.Industries[i], model.Table.Industries[j], delta)], rule).ByRegion.Values.ToArray();
                var difference = Effect(step).Zip(Effect(-step), (up, down) => (up - down) / (2 * step)).ToArray();
                var scale = 1 + gradients.Max(g => Math.Abs(g[i, j]));
                for (var r = 0; r < difference.Length; r++) Assert.That(gradients[r][i, j], Is.EqualTo(difference[r]).Within(1e-6 * scale));
                Assert.That(world[i, j], Is.EqualTo(gradients.Sum(g => g[i, j])).Within(1e-12 * scale));
            }
        }
    }

    [Test]
    public void The_strongest_cells_are_the_largest_of_all()
    {
        var shape = new RandomTable(21, 3, 4);
        var model = Model(shape);
        var sensitivity = new OrderSensitivity(model, shape.Orders(model.Table));
        var region = model.Table.Regions[1];
        var gradient = sensitivity.Gradient(CostRule.ValueAddedAbsorbs, region).Values;
        var all = Flat(gradient).Zip(Flat(model.System.A), (g, a) => Math.Abs(g * a)).OrderDescending().Take(5).ToArray();
        var strongest = sensitivity.Strongest(5, CostRule.ValueAddedAbsorbs, region);
        foreach (CellSensitivity cell in strongest.NotEmpty())
        {
            var (i, j) = (model.Table.Industries.IndexOf(cell.From), model.Table.Industries.IndexOf(cell.To));
            Assert.That((cell.Gradient, cell.Coefficient), Is.EqualTo((gradient[i, j], model.System.A[i, j])), $"{cell.From} to {cell.To}");
        }

        Near.Equal(strongest.Select(c => Math.Abs(c.PerRelativeChange)).ToArray(), all, "five strongest", 1e-12);
    }

    [ForAll]
    public void Extraction_is_the_system_with_zero_rows(RandomTable shape)
    {
        var model = Model(shape, new Closure());
        var f = shape.Orders(model.Table);
        var va = model.Indicators["valueAdded"];
        var region = model.Table.Regions[0];
        bool Gone(Industry i) => i.Region == region;
        foreach (var kind in Enum.GetValues<ExtractionKind>())
        {
            if (kind == ExtractionKind.Complete && model.Table.Regions.Count == 1)
            {
                Assert.Throws<InvalidDataFindingsException>(() => HypotheticalExtraction.Without(model, Gone, kind), "nothing would be left");
                continue;
            }

            var without = HypotheticalExtraction.Without(model, Gone, kind);
            var fresh = new LeontiefSystem(model.Table.Industries, DenseMatrix.Create(f.Axis.Count, f.Axis.Count,
                (i, j) => kind == ExtractionKind.Complete ? (Gone(f.Axis[i]) || Gone(f.Axis[j]) ? 0 : model.System.A[i, j])
                    : Gone(f.Axis[i]) && !Gone(f.Axis[j]) ? 0 : model.System.A[i, j]));
            Near.Equal(without.System.Solve(f).Values.ToArray(), fresh.Solve(f).Values.ToArray(), "x", 1e-10);
            var effects = without.Evaluate(f);
            var after = without.Indicators["valueAdded"];
            var typeOne = effects.Total(after, Channel.Direct) + effects.Total(after, Channel.Indirect);
            Assert.That(typeOne + effects.Leaks.Total, Is.EqualTo(f.Sum()).Within(1e-10 * (1 + f.Sum())), "what is not supplied is a leak");
            var before = model.Evaluate(f);
            Assert.That(typeOne, Is.LessThanOrEqualTo(before.Total(va, Channel.Direct) + before.Total(va, Channel.Indirect) + 1e-9));
            Assert.That(effects.Total(after, Channel.Induced), Is.LessThanOrEqualTo(before.Total(va, Channel.Induced) + 1e-9));
            if (kind == ExtractionKind.Complete)
                Assert.That(Enum.GetValues<Channel>().Sum(c => Math.Abs(effects.ByRegion(after, c)[region])), Is.LessThan(1e-9), "the extracted region earns nothing");
        }
    }

    [Test]
    public void Draws_are_reproducible_and_certain_tables_draw_themselves()
    {
        var shape = new RandomTable(22, 3, 3);
        var model = Model(shape);
        var f = shape.Orders(model.Table);
        MonteCarloResult one = MonteCarlo.Run(model, f, new TableUncertainty(), 20, seed: 5);
        var two = MonteCarlo.Run(model, f, new TableUncertainty(), 20, seed: 5);
        var other = MonteCarlo.Run(model, f, new TableUncertainty(), 20, seed: 6);
        for (var d = 0; d < 20; d++) Assert.That(one.Draw(d).ToArray(), Is.EqualTo(two.Draw(d).ToArray()));
        Assert.That(one.Draw(0).ToArray(), Is.Not.EqualTo(other.Draw(0).ToArray()));
        var certain = MonteCarlo.Run(model, f, new TableUncertainty { Deviation = 0, Concentration = null }, 3, seed: 5);
        for (var d = 0; d < 3; d++) Assert.That(certain.Draw(d).ToArray(), Is.EqualTo(certain.Central.Values.ToArray()));
        Assert.That(certain.StandardDeviation(0), Is.Zero);
        Assert.That((one.Draws, one.Regions), Is.EqualTo((20, model.Table.Regions)));
        for (var r = 0; r < one.Regions.Count; r++)
        {
            var draws = Enumerable.Range(0, 20).Select(d => one.Draw(d)[r]).Order().ToArray();
            Near.Equal([one.Mean(r), one.Quantile(r, 0), one.Quantile(r, 1)], [draws.Average(), draws[0], draws[^1]], $"{one.Regions[r]}", 1e-12);
            Assert.That(one.Quantile(r, 0.5), Is.InRange(draws[9], draws[10]));
        }
    }

    /// <summary>Small independent errors: the spread of the draws is the first-order one.</summary>
    [Test]
    public void Small_errors_spread_as_first_order_says([Values(ClosureKind.None, ClosureKind.NetLabour, ClosureKind.LabourMixed)] ClosureKind kind)
    {
        var e = Read("E12");
        var model = ImpactModel.Build(TableValidator.Validate(e.Table()), Of(kind));
        var f = e.Demand(model.Table);
        var uncertainty = new TableUncertainty { Deviation = 0.02, Decline = 0, Smallest = 0, Concentration = null };
        var drawn = MonteCarlo.Run(model, f, uncertainty, 4000, seed: 1);
        var expected = new OrderSensitivity(model, f).Variance((_, _, _) => 0.02, CostRule.ValueAddedAbsorbs);
        Assert.That(drawn.Factorised, Is.Zero);
        for (var r = 0; r < 2; r++)
        {
            Assert.That(drawn.StandardDeviation(r), Is.EqualTo(Math.Sqrt(expected[r])).Within(0.05 * Math.Sqrt(expected[r])));
            Assert.That(drawn.Mean(r), Is.EqualTo(drawn.Central[r]).Within(5 * drawn.StandardDeviation(r) / Math.Sqrt(4000)));
            Assert.That(drawn.Quantile(r, 0.05), Is.LessThan(drawn.Quantile(r, 0.5)));
            Assert.That(drawn.Quantile(r, 0.5), Is.LessThan(drawn.Quantile(r, 0.95)));
        }
    }

    /// <summary>Each draw against the extended matrix [[A, C],[R, D]] of the drawn table, solved as a whole.</summary>
    [Test]
    public void Draws_are_the_solutions_of_their_own_closed_systems([ValueSource(nameof(Closures))] ClosureKind kind, [Values] CostRule rule)
    {
        var shape = new RandomTable(23, 3, 3) { ZeroOutput = true };
        var model = Model(shape, Of(kind));
        var f = shape.Orders(model.Table);
        var uncertainty = new TableUncertainty { Rule = rule };
        const int draws = 12;
        var drawn = MonteCarlo.Run(model, f, uncertainty, draws, seed: 7);
        var tables = new RandomTables(model, uncertainty);
        var a = new DenseMatrix(f.Axis.Count, f.Axis.Count);
        for (var d = 0; d < draws; d++)
        {
            var v = tables.Draw(a, 7, d);
            var x = Extended(model, a, v, f);
            var expected = model.Table.Regions.Select((_, r) => Enumerable.Range(0, v.Length).Where(j => model.Table.RegionOf[j] == r).Sum(j => v[j] * x[j])).ToArray();
            Near.Equal(drawn.Draw(d).ToArray(), expected, $"draw {d}", 1e-9);
        }

        var effects = model.Evaluate(f);
        var own = model.Table.Regions.Select(r => Enum.GetValues<Channel>().Sum(c => effects.ByRegion(model.Indicators["valueAdded"], c)[r])).ToArray();
        Near.Equal(drawn.Central.Values.ToArray(), own, "central", 1e-12);

        // So far from the table that its factors do not help: a system of its own.
        var near = new NearbySystems(model, f, CancellationToken.None);
        var far = DenseMatrix.Create(a.Rows, a.Rows, (i, j) => -2.5 * model.System.A[i, j]);
        var change = new double[a.Rows];
        var (output, none) = (near.Output(far, change, CancellationToken.None), model.Coefficients.ValueAdded.Values.ToArray());
        Near.Equal(output, Extended(model, far, none, f), "far", 1e-9);
        Assert.That(near.Factorised, Is.EqualTo(1));
    }

    [Test]
    public void Uncertainty_that_is_none_is_refused()
    {
        var shape = new RandomTable(22, 2, 2);
        var model = Model(shape);
        TableUncertainty[] wrong = [new() { Deviation = double.NaN }, new() { Deviation = -0.1 }, new() { Smallest = 0.7 }, new() { Decline = double.NaN }, new() { Concentration = 0 }];
        foreach (var uncertainty in wrong)
            Assert.Throws<ArgumentOutOfRangeException>(() => MonteCarlo.Run(model, shape.Orders(model.Table), uncertainty, 1, 1), uncertainty.ToString());
    }

    [Test]
    public void Exact_changes_are_those_of_the_extended_matrix([ValueSource(nameof(Closures))] ClosureKind kind, [Values] CostRule rule)
    {
        var shape = new RandomTable(24, 2, 4);
        var model = Model(shape, Of(kind));
        var f = shape.Orders(model.Table);
        Industry from = model.Table.Industries[1], to = model.Table.Industries[6];
        var a = model.System.A.Copy();
        a[1, 6] += 0.07;
        var v = model.Coefficients.ValueAdded.Values.ToArray();
        if (rule == CostRule.ValueAddedAbsorbs) v[6] -= 0.07;
        var changed = new OrderSensitivity(model, f).Change([new CoefficientChange(from, to, 0.07)], rule);
        Near.Equal(changed.Output.Values.ToArray(), Extended(model, a, v, f), "x", 1e-11);
    }

    /// <summary>Outputs of [[A, C],[R, D]] by one system of n + a; where v is not the model's, mixed income follows.</summary>
    private static double[] Extended(ImpactModel model, DenseMatrix a, double[] v, LabelledVector<Industry> f)
    {
        var (n, accounts) = (a.Rows, model.Closed?.Accounts);
        var k = accounts?.Accounts.Count ?? 0;
        double Income(int j, int account) => accounts!.IncomeRows[j, account] + (model.Closure.Kind != ClosureKind.LabourMixed
            || accounts.Accounts[account].Region != f.Axis[j].Region ? 0 : 0.4 * (v[j] - model.Coefficients.ValueAdded[j]));
        var extended = DenseMatrix.Create(n + k, n + k, (i, j) => i < n
            ? j < n ? a[i, j] : accounts!.Spending[i, j - n]
            : j < n ? Income(j, i - n) : accounts!.Transfers[i - n, j - n]);
        var b = DenseMatrix.Create(n + k, 1, (i, _) => i < n ? f[i] : 0);
        return LinearSystem.Prepare(extended, new int[n + k], new SolveOptions("lu")).Solve(b).Solution.Column(0)[..n].ToArray();
    }

    /// <summary>Redrawn origins keep the technology, so v, and spread as a Dirichlet distribution does.</summary>
    [Test]
    public void Redrawn_origins_keep_technology()
    {
        var model = ImpactModel.Build(TableValidator.Validate(Read("E12").Table()), Closure.None);
        var tables = new RandomTables(model, new TableUncertainty { Deviation = 0, Concentration = 50 });
        var home = new List<double>();
        var a = new DenseMatrix(4, 4);
        for (var d = 0; d < 3000; d++)
        {
            var v = tables.Draw(a, seed: 9, d);
            Near.Equal(v, model.Coefficients.ValueAdded.Values.ToArray(), "v", 1e-12);
            for (var j = 0; j < 4; j++) Assert.That(a[0, j] + a[2, j], Is.EqualTo(model.System.A[0, j] + model.System.A[2, j]).Within(1e-14));
            home.Add(a[0, 0] / (a[0, 0] + a[2, 0]));
        }

        var share = 150.0 / 270;
        var deviation = Math.Sqrt(share * (1 - share) / 51);
        Assert.That(home.Average(), Is.EqualTo(share).Within(5 * deviation / Math.Sqrt(3000)));
        Assert.That(Math.Sqrt(home.Sum(h => (h - share) * (h - share)) / 3000), Is.EqualTo(deviation).Within(0.05 * deviation));
    }
}
