using IoEngine.Accounts;
using IoEngine.Analyses.Prices;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Tests.Validation;
using IoEngine.Validation;
using MathNet.Numerics.LinearAlgebra;

namespace IoEngine.Tests.Analysis;

/// <summary>
/// The invariants of closed systems on random tables; the extended matrix, inverted by brute force, is the oracle.
/// </summary>
public class ClosedInvariantTests
{
    private static readonly ClosureKind[] Kinds = [ClosureKind.GrossWage, ClosureKind.IncomeShare, ClosureKind.LabourMixed, ClosureKind.NetLabour];

    /// <summary>Household income is set to 1.5 × spending, so that income-share is defined and productive.</summary>
    private static Closure Of(ValidatedTable table, ClosureKind kind, double disposable = 0.6, double propensity = 0.85) => new()
    {
        Kind = kind,
        Households = new HouseholdParameters(table.Table.Regions.Select((region, r) => (region, r)).ToDictionary(p => p.region,
            p => new HouseholdParameter(disposable, propensity, 0.6, "test", 0.3, 1.5 * table.Households!.Totals[p.r]))),
    };

    /// <summary>(I − [[A, C],[R, D]])⁻¹ [f; 0] by Math.NET: outputs, then incomes.</summary>
    private static double[] BruteForce(DenseMatrix a, InstitutionAccounts accounts, ReadOnlySpan<double> f)
    {
        var (n, k) = (a.Rows, accounts.Accounts.Count);
        var extended = Matrix<double>.Build.Dense(n + k, n + k, (i, j) =>
            (i == j ? 1 : 0) - (i < n ? (j < n ? a[i, j] : accounts.Spending[i, j - n]) : j < n ? accounts.IncomeRows[j, i - n] : accounts.Transfers[i - n, j - n]));
        var rhs = Vector<double>.Build.Dense(n + k);
        for (var i = 0; i < n; i++) rhs[i] = f[i];
        return extended.Inverse().Multiply(rhs).ToArray();
    }

    [Test]
    public void A_region_without_compensation_earns_the_labour_share_of_its_value_added([Values(2, 5, 8)] int seed)
    {
        // The same table with that share written into its rows is the oracle; closures that read compensation read it there too.
        const double share = 0.6;
        var table = new RandomTable(seed).Build();
        var without = BalanceChecksTests.Without(table, 2);
        var v = without.V.Values.Copy();
        var (pay, surplus) = (table.V.Rows.IndexOf(new FlowRow("COE", "")), table.V.Rows.IndexOf(new FlowRow("NOS", "")));
        var added = TableValidator.Validate(table).ValueAdded;
        for (var j = 0; j < table.Industries.Count; j++)
        {
            if (table.RegionOf[j] != 2) continue;
            v[pay, j] = share * added[j];
            v[surplus, j] -= v[pay, j];
        }

        var written = new MrioTable(table.Identity, table.Z, table.Y, new(table.V.Rows, table.Industries, v), table.VY, table.F, table.FY, table.PublishedOutput, table.Roles);
        var f = new RandomTable(seed).Orders(table);
        foreach (var kind in new[] { ClosureKind.IncomeShare, ClosureKind.LabourMixed, ClosureKind.NetLabour })
        {
            var (assumed, known) = (ImpactModel.Build(TableValidator.Validate(without), Of(TableValidator.Validate(without), kind)),
                ImpactModel.Build(TableValidator.Validate(written), Of(TableValidator.Validate(written), kind)));
            foreach (var name in new[] { "valueAdded", "compensation", "wageTaxes" })
            {
                var of = assumed.Evaluate(f).ByRegion(assumed.Indicators[name], Channel.Induced).Values.ToArray();
                Assert.That(of.Sum(), Is.GreaterThan(0), name);
                Near.Equal(of, known.Evaluate(f).ByRegion(known.Indicators[name], Channel.Induced).Values.ToArray(), $"{kind}, {name}", 1e-12);
            }
        }
    }

    [ForAll]
    public void Extended_matrix_agrees_for_every_closure(RandomTable shape)
    {
        foreach (var kind in Kinds) ExtendedMatrixAgrees(shape, kind);
    }

    private static void ExtendedMatrixAgrees(RandomTable shape, ClosureKind kind)
    {
        var table = TableValidator.Validate(shape.Build());
        var open = ImpactModel.Build(table, Closure.None);
        ImpactModel model;
        try
        {
            model = open.With(Of(table, kind));
        }
        catch (NumericalException refused)
        {
            // gross-wage spends more than it earns where households also live on profits: ρ(Q) ≥ 1 must then be true.
            Assert.That(kind, Is.EqualTo(ClosureKind.GrossWage));
            Assert.That(refused.Message, Does.Contain("'gross-wage'").And.Contain("Household.R"));
            return;
        }

        var f = shape.Orders(table.Table);
        var effects = model.Evaluate(f);
        var brute = BruteForce(model.System.A, model.Closed!.Accounts, f.Values);
        var x = Enumerable.Range(0, f.Axis.Count).Select(j => Enum.GetValues<Channel>().Sum(c => effects.Output(c)[j])).ToArray();
        Near.Equal([.. x, .. effects.Income], brute, $"{kind}", 1e-10);
    }

    [ForAll]
    public void Extended_matrix_agrees_for_every_coalition_and_leakages_are_the_orders(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        foreach (var kind in new[] { ClosureKind.NetLabour, ClosureKind.LabourMixed })
        {
            var model = ImpactModel.Build(table, Of(table, kind, 0.6, 0.7) with { GovernmentSpending = _ => 0.8 });
            var boundaries = new SystemBoundaries(model);
            var f = shape.Orders(table.Table);
            var effects = boundaries.Evaluate(f);
            for (var closed = 1; closed < 8; closed++)
            {
                var accounts = boundaries.System((AccountKinds)closed).Accounts;
                var part = effects.Closing((AccountKinds)closed);
                var x = Enumerable.Range(0, f.Axis.Count).Select(j => Enum.GetValues<Channel>().Sum(c => part.Output(c)[j])).ToArray();
                Near.Equal([.. x, .. part.Income], BruteForce(model.System.A, accounts, f.Values), $"{kind} {(AccountKinds)closed}", 1e-9);
                Near.Equal(LeakageStatement.Of(model, part, accounts).Total, f.Sum(), $"leakages of {kind} {(AccountKinds)closed}", 1e-9);
            }
        }
    }

    [ForAll]
    public void At_the_last_level_only_saving_and_surplus_leak_where_government_spends_all(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var model = ImpactModel.Build(table, Of(table, ClosureKind.NetLabour, 0.6, 0.7));
        var boundaries = new SystemBoundaries(model);
        var f = shape.Orders(table.Table);
        var leaks = LeakageStatement.Of(model, boundaries.Evaluate(f).Closing(AccountKinds.All), boundaries.System(AccountKinds.All).Accounts);
        Near.Equal(leaks.Items["householdSaving"] + leaks.Items["netOperatingSurplus"] + leaks.Items["unexplained"], f.Sum(), "saving + surplus", 1e-9);
    }

    // Subsidies can break monotonicity at the government level (method, § 7), so those shapes are left out.
    [ForAll]
    public void Levels_do_not_fall_without_subsidies_and_shapley_adds(RandomTable any)
    {
        var shape = any with { Subsidies = false };
        var table = TableValidator.Validate(shape.Build());
        var model = ImpactModel.Build(table, Of(table, ClosureKind.NetLabour, 0.6, 0.7));
        var effects = new SystemBoundaries(model).Evaluate(shape.Orders(table.Table));
        var va = model.Indicators["valueAdded"];
        for (var level = 1; level < SystemBoundaries.Levels; level++)
            Assert.That(effects.AtLevel(va, level + 1).Sum(), Is.GreaterThanOrEqualTo(effects.AtLevel(va, level).Sum() * (1 - 1e-12)), $"level {level + 1}");
        foreach (var indicator in new[] { va, model.Indicators["gdp"], model.Indicators["employment"] })
        {
            var induced = effects.Closing(AccountKinds.All).ByRegion(indicator, Channel.Induced).Values.ToArray();
            var shares = Enum.GetValues<AccountKind>().Aggregate(new double[induced.Length],
                (sum, kind) => sum.Zip(effects.Shapley(indicator, kind).Values.ToArray(), (a, b) => a + b).ToArray());
            Near.Equal(shares, induced, $"Shapley of {indicator.Name}", 1e-10);
        }
    }

    [ForAll]
    public void Induced_is_non_negative_monotone_and_zero_without_income_or_spending(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var open = ImpactModel.Build(table, Closure.None);
        var f = shape.Orders(table.Table);
        double Total(double theta, double mpc, IReadOnlyList<Region>? regions = null)
        {
            var model = open.With(Of(table, ClosureKind.NetLabour, theta, mpc) with { Regions = regions });
            var effects = model.Evaluate(f);
            foreach (var output in effects.Output(Channel.Induced).NotEmpty()) Assert.That(output, Is.GreaterThanOrEqualTo(-1e-12 * f.Sum()));
            return effects.Total(model.Indicators["valueAdded"], Channel.Induced);
        }

        var middle = Total(0.6, 0.8);
        Assert.That(Total(0, 0.8), Is.EqualTo(0));
        Assert.That(Total(0.6, 0), Is.EqualTo(0));
        Assert.That(Total(0.7, 0.8), Is.GreaterThanOrEqualTo(middle));
        Assert.That(Total(0.6, 0.9), Is.GreaterThanOrEqualTo(middle));
        Assert.That(Total(0.6, 0.8, [.. table.Table.Regions.Take(1)]), Is.LessThanOrEqualTo(middle * (1 + 1e-12)));
    }

    [ForAll]
    public void Household_budgets_close_and_value_added_with_taxes_is_orders_with_induced_consumption(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var model = ImpactModel.Build(table, Of(table, ClosureKind.NetLabour));
        var f = shape.Orders(table.Table);
        var effects = model.Evaluate(f);
        var accounts = model.Closed!.Accounts;
        var consumption = 0.0;
        for (var a = 0; a < accounts.Accounts.Count; a++)
        {
            var earned = Enumerable.Range(0, f.Axis.Count).Sum(j => accounts.IncomeRows[j, a] * Enum.GetValues<Channel>().Sum(c => effects.Output(c)[j]));
            Near.Equal(effects.Income[a], earned, $"income of {accounts.Accounts[a]}", 1e-10);
            var spent = accounts.Spending.Column(a).ToArray().Sum() + accounts.ProductTaxes[a];
            Near.Equal(spent, 0.85, $"spending of {accounts.Accounts[a]}", 1e-12);
            consumption += accounts.Spending.Column(a).ToArray().Sum() * effects.Income[a];
        }

        var value = Enum.GetValues<Channel>().Sum(c => effects.Total(model.Indicators["valueAdded"], c));
        var taxes = Enum.GetValues<Channel>().Sum(c => Enumerable.Range(0, f.Axis.Count).Sum(j => effects.Value(model.Indicators["productTaxes"], c, j)));
        Near.Equal(value + taxes + effects.Leaks.Unexplained, f.Sum() + consumption, "VA + TLS = orders + C y", 1e-9);
    }

    [Test]
    public void One_region_ratio_of_type_two_to_type_one_is_the_same_for_every_sector()
    {
        var table = TableValidator.Validate(new RandomTable(61, 1, 6).Build());
        var model = ImpactModel.Build(table, Of(table, ClosureKind.NetLabour));
        var closed = model.Closed!;
        var ratio = closed.K()[0, 0];
        var induced = closed.InducedMultipliers(closed.IncomeMultipliers);
        for (var j = 0; j < 6; j++) Near.Equal((closed.IncomeMultipliers[j, 0] + induced[j, 0]) / closed.IncomeMultipliers[j, 0], ratio, $"sector {j}", 1e-11);
    }

    [Test]
    public void Rounds_that_do_not_shrink_are_refused_by_name()
    {
        var table = TableValidator.Validate(new RandomTable(62, 2, 3).Build());
        var closure = Of(table, ClosureKind.IncomeShare) with
        {
            Households = new HouseholdParameters(table.Table.Regions.Select((region, r) => (region, r)).ToDictionary(p => p.region,
                p => new HouseholdParameter(1, 1, 1, "test", 0, p.r == 1 ? 0.05 * table.Households!.Totals[1] : 2 * table.Households!.Totals[0]))),
        };
        var refused = Assert.Throws<SpectralRadiusException>(() => ImpactModel.Build(table, closure));
        Assert.That(refused!.Message, Does.Contain("'income-share'").And.Contain("Household.R1").And.Contain("below 1"));
    }

    [Test]
    public void What_a_closure_lacks_is_listed_all_at_once()
    {
        var built = new RandomTable(63, 3, 2).Build();
        var table = TableValidator.Validate(built, new TableRoles { FixedCapital = [], Government = [] });
        var model = ImpactModel.Build(table, Closure.None);
        var lacks = Assert.Throws<InvalidDataFindingsException>(() => ClosureBuilder.Build(model.Coefficients,
            new Closure { Regions = [new Region("R0"), new Region("R1"), new Region("XX")] },
            [AccountKind.Capital, AccountKind.Household, AccountKind.Government]));
        Assert.That(lacks!.Findings.Select(f => f.Code), Is.SupersetOf(new[] { "CLOSURE-REGION", "CLOSURE-NEEDS-CAPITAL", "CLOSURE-NEEDS-DEMAND" }));
        Assert.That(lacks.Message, Does.Contain("'XX'").And.Contain("roles.fixedCapital"));
    }

    [Test]
    public void Price_gradient_agrees_with_finite_differences()
    {
        var shape = new RandomTable(64, 2, 3);
        var table = TableValidator.Validate(shape.Build());
        var model = ImpactModel.Build(table, Closure.None);
        var prices = new PriceModel(model);
        var where = table.Table.Industries[4];
        var change = prices.Wages(1, i => i == where).ByIndustry;
        const double step = 1e-4;
        var costs = Enumerable.Range(0, 6).Select(j => model.Coefficients.ValueAdded[j] + model.Coefficients.TaxesOnProducts[j] + model.Coefficients.OtherItems[j] + model.Coefficients.Residual[j]).ToArray();
        costs[4] += step * model.Coefficients.PerUnit(table.Compensation!)[4];
        var moved = model.System.Multiplier(new LabelledVector<Industry>(table.Table.Industries, costs));
        var slope = Enumerable.Range(0, 6).Select(j => (moved[j] - prices.BasePrices()[j]) / step).ToArray();
        Near.Equal(slope, change.Values.ToArray(), "∂p/∂w", 1e-8);
    }

    [Test]
    public void Prices_that_are_set_stay_set()
    {
        var table = TableValidator.Validate(new RandomTable(65, 3, 4).Build());
        var model = ImpactModel.Build(table, Closure.None);
        var change = new PriceModel(model).SetPrices(0.1, i => i.Region.Code == "R2").ByIndustry;
        foreach (var (industry, j) in table.Table.Industries.Select((i, j) => (i, j)).NotEmpty())
        {
            if (industry.Region.Code == "R2") Assert.That(change[j], Is.EqualTo(0.1).Within(1e-12));
            else Assert.That(change[j], Is.GreaterThan(0).And.LessThan(0.1));
        }

        // Inside the others, prices follow costs: Δp = A' Δp.
        var a = model.System.A;
        for (var j = 0; j < 8; j++)
        {
            var passed = Enumerable.Range(0, 12).Sum(i => a[i, j] * change[i]);
            Near.Equal(change[j], passed, table.Table.Industries[j].ToString(), 1e-10);
        }
    }

    [Test]
    public void Setting_no_price_changes_none_and_setting_all_sets_all()
    {
        var model = ImpactModel.Build(TableValidator.Validate(new RandomTable(66, 2, 3) { ZeroOutput = true }.Build()), Closure.None);
        var prices = new PriceModel(model);
        Assert.That(prices.SetPrices(0.1, _ => false).ByIndustry.Values.ToArray(), Is.All.Zero);
        var all = prices.SetPrices(0.1, _ => true).ByIndustry;
        for (var j = 0; j < 6; j++) Assert.That(all[j], Is.EqualTo(model.Coefficients.HasOutput(j) ? 0.1 : 0), $"industry {j}");
    }

    [Test]
    public void Prices_that_cannot_follow_are_an_error_and_not_infinite()
    {
        // det(I − A) = 0.25 and ρ(A) = 0.5, but with the price of B set, that of A costs itself: Δp_A = 1 · Δp_A − 0.5 · 0.1.
        var table = Goldens.Golden.FromCoefficients([new("A", "s"), new("B", "s")], [[1, 0.5], [-0.5, 0]], [0, 0]);
        var model = ImpactModel.Build(TableValidator.Validate(table), Closure.None);
        Assert.That(() => new PriceModel(model).SetPrices(0.1, i => i.Region.Code == "B"), Throws.InstanceOf<NumericalException>().With.Message.Contains("A"));
    }
}
