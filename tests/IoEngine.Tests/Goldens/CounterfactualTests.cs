using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Analyses.Trade;
using IoEngine.Analyses.Uncertainty;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Validation;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E09: trade freeze, technology freeze, structural decomposition.</summary>
public class CounterfactualTests
{
    private static readonly Industry[] Labels = [new("ALP", "M"), new("ALP", "S"), new("NEI", "M"), new("NEI", "S")];
    private static readonly ValidationOptions AnyBalance = new(MaxImbalance: double.PositiveInfinity);

    private static (Golden Golden, ValidatedTable Old, ValidatedTable New, LabelledVector<Industry> OldOrders, LabelledVector<Industry> NewOrders) Two()
    {
        var e = Read("E09");
        var tau = e.Vector("input/net_product_tax_coefficients");
        ValidatedTable Of(string period) => TableValidator.Validate(FromCoefficients(Labels, e.Rows($"expected/A_period{period}"), tau), options: AnyBalance);
        var (old, now) = (Of("0"), Of("1"));
        return (e, old, now, new LabelledVector<Industry>(old.Output.Axis, e.Vector("input/orders0")), new LabelledVector<Industry>(now.Output.Axis, e.Vector("input/orders1")));
    }

    private static double[] ValueAdded(ValidatedTable table, LabelledVector<Industry> f)
    {
        var model = ImpactModel.Build(table, Closure.None);
        var effects = model.Evaluate(f);
        var va = model.Indicators["valueAdded"];
        return Enumerable.Range(0, 4).Select(j => effects.Value(va, Channel.Direct, j) + effects.Value(va, Channel.Indirect, j)).ToArray();
    }

    [Test]
    public void E09_technology_and_trade_shares_of_each_period()
    {
        var (e, old, now, _, _) = Two();
        Check(old, "0");
        Check(now, "1");

        void Check(ValidatedTable table, string period)
        {
            var structure = new TradeStructure(table);
            Near.Equal(Flat(structure.Technology.Values), Flat(e.Rows($"input/H{period}")), "H");
            var home = e.Rows($"input/domestic_share{period}");
            var t = structure.TradeShares();
            for (var p = 0; p < 2; p++)
            {
                for (var j = 0; j < 4; j++)
                {
                    var r = j / 2;
                    Near.Equal(t.Values[(r * 2) + p, j], home[p][j], "home share");
                    Near.Equal(t.Values[((1 - r) * 2) + p, j], 1 - home[p][j], "foreign share");
                }
            }

            Near.Equal(Flat(TradeStructure.Recombine(t, structure.Technology).Values), Flat(e.Rows($"expected/A_period{period}")), "T ∘ H");
        }
    }

    [Test]
    public void E09_trade_and_technology_freezes()
    {
        var (e, old, now, f0, f1) = Two();
        Near.Equal(ValueAdded(old, f0), e.Vector("expected/va_period0"), "period 0");
        var actual = ValueAdded(now, f1);
        Near.Equal(actual, e.Vector("expected/va_period1"), "period 1");
        Near.Equal(Share(ValueAdded(old, f0)), e.Number("expected/foreign_NEI_share_0"), "share 0");
        Near.Equal(Share(actual), e.Number("expected/foreign_NEI_share_1"), "share 1");

        var trade = ValueAdded(StructuralFreeze.TradeShares(now, old), f1);
        Near.Equal(trade, e.Vector("expected/counterfactual_trade_shares_frozen_at_0/va"), "trade frozen");
        Near.Equal(Share(trade), e.Number("expected/counterfactual_trade_shares_frozen_at_0/NEI_share"), "share, trade frozen");
        Near.Equal(actual[2] + actual[3] - trade[2] - trade[3], e.Number("expected/counterfactual_trade_shares_frozen_at_0/integration_effect_on_NEI_va"), "integration");
        Near.Equal(Share(actual) - Share(trade), e.Number("expected/counterfactual_trade_shares_frozen_at_0/integration_effect_on_NEI_share"), "integration, share");

        var technology = ValueAdded(StructuralFreeze.Technology(now, old), f1);
        Near.Equal(technology, e.Vector("expected/counterfactual_technology_frozen_at_0/va"), "technology frozen");
        Near.Equal(Share(technology), e.Number("expected/counterfactual_technology_frozen_at_0/NEI_share"), "share, technology frozen");

        static double Share(double[] va) => (va[2] + va[3]) / va.Sum();
    }

    [TestCase(DecompositionMethod.Shapley, "sda_shapley_by_factor_and_region")]
    [TestCase(DecompositionMethod.Polar, "sda_polar_average_by_factor_and_region")]
    public void E09_structural_decomposition(DecompositionMethod method, string expected)
    {
        var (e, old, now, f0, f1) = Two();
        DecompositionStep step = StructuralDecomposition.Between(new(2000, old, Closure.None, f0), new(2010, now, Closure.None, f1),
            new DecompositionOptions(SplitOrderMix: false, Method: method));
        foreach (var (factor, name) in new[]
        {
            (DecompositionFactor.TechnologyInMoney, "technology"), (DecompositionFactor.TradeSharesInMoney, "trade_shares"),
            (DecompositionFactor.OrderLevel, "order_level"), (DecompositionFactor.OrderMix, "order_mix"),
        })
        {
            Near.Equal(step.Contribution(factor).Values.ToArray(), e.Vector($"expected/{expected}/{name}"), name);
        }

        Assert.That(step.Contribution(DecompositionFactor.ClosureInMoney).Values.ToArray(), Is.All.Zero);
        Assert.That(step.Method, Is.EqualTo(method));
        Near.Equal(step.Before().Values.ToArray(), e.Vector("expected/va_by_region_0"), "before");
        Near.Equal(step.After().Values.ToArray(), e.Vector("expected/va_by_region_1"), "after");
        Assert.That(step.Residual(), Is.LessThan(1e-12));
    }

    [Test]
    public void E12_gradients_and_exact_changes()
    {
        var e = Read("E12");
        var model = ImpactModel.Build(TableValidator.Validate(e.Table()), Closure.None);
        var sensitivity = new OrderSensitivity(model, e.Demand(model.Table));
        Near.Equal(sensitivity.ValueAdded().Values.ToArray(), e.Vector("expected/va_by_region_base"), "base");
        Near.Equal(sensitivity.ValueAdded().Sum(), e.Number("expected/total_va"), "total");
        Near.Equal(Flat(sensitivity.Gradient(CostRule.ValueAddedFixed).Values), Flat(e.Rows("expected/gradient_total_va_wrt_A_v_fixed")), "v fixed");
        Near.Equal(Flat(sensitivity.Gradient(CostRule.ValueAddedAbsorbs).Values), Flat(e.Rows("expected/gradient_total_va_wrt_A_va_absorbs")), "absorbs");

        var (user, home, foreign) = (new Industry("NEI", "M"), new Industry("NEI", "M"), new Industry("ALP", "M"));
        PerturbedEffect perturbed = sensitivity.Change([new CoefficientChange(foreign, user, e.Number("input/perturbation/delta"))], CostRule.ValueAddedAbsorbs);
        Near.Equal(perturbed.Output.Values.ToArray(), e.Vector("expected/perturbed_output_exact"), "x");
        Near.Equal(perturbed.ByRegion.Values.ToArray(), e.Vector("expected/va_by_region_perturbed"), "perturbed");
        Near.Equal(perturbed.ByRegion.Sum(), e.Number("expected/total_va_perturbed"), "perturbed total");
        var shifted = sensitivity.ShiftOrigin(user, home, foreign, e.Number("input/perturbation/delta"));
        Near.Equal(shifted.ByRegion.Values.ToArray(), e.Vector("expected/va_by_region_origin_shift"), "origin shift");

        var variance = sensitivity.Variance((_, _, _) => 0.1, CostRule.ValueAddedAbsorbs).Values.ToArray();
        Near.Equal(variance, e.Vector("expected/first_order_variance_of_regional_va_10pct_independent"), "variance");
        Near.Equal(variance.Select(Math.Sqrt).ToArray(), e.Vector("expected/first_order_sd_of_regional_va_10pct_independent"), "sd");
    }
}
