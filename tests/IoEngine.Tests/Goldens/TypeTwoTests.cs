using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E04, E16, E17: households closed, commuters, some regions only, years.</summary>
public class TypeTwoTests
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    private static double[] Values(ImpactModel model, Effects effects, string indicator, Channel channel) =>
        Enumerable.Range(0, model.Table.Industries.Count).Select(j => effects.Value(model.Indicators[indicator], channel, j)).ToArray();

    [Test]
    public void E04_household_closure()
    {
        var e = Read("E04");
        var model = ImpactModel.Build(e.Validated(), NetLabour);
        var table = model.Table;
        var closed = model.Closed!;
        var f = e.Demand(table);
        Near.Equal(Flat(DenseMatrix.Create(2, 4, (r, j) => closed.Accounts.IncomeRows[j, r])), Flat(e.Rows("expected/household_row_R")), "R");
        Near.Equal(Flat(closed.Accounts.Spending), Flat(e.Rows("expected/household_column_C")), "C");
        Near.Equal(Flat(closed.RoundMatrix), Flat(e.Rows("expected/Q_RLC")), "Q");
        Near.Equal(Flat(closed.K()), Flat(e.Rows("expected/K_interrelational_income_multiplier")), "K");
        var effects = model.Evaluate(f);
        Near.Equal(effects.Income.ToArray(), e.Vector("expected/income_total_by_region"), "income");
        Near.Equal(effects.Output(Channel.Induced).ToArray(), e.Vector("expected/output_induced"), "induced output");
        var consumption = Enumerable.Range(0, 4)
            .Select(i => (closed.Accounts.Spending[i, 0] * effects.Income[0]) + (closed.Accounts.Spending[i, 1] * effects.Income[1])).ToArray();
        Near.Equal(consumption, e.Vector("expected/induced_consumption_basic"), "C y");
        foreach (var channel in Channels)
        {
            var name = channel.ToString().ToLowerInvariant();
            Near.Equal(Values(model, effects, "valueAdded", channel), e.Vector($"expected/va_{name}"), name);
            Near.Equal(effects.ByRegion(model.Indicators["valueAdded"], channel).Values.ToArray(), e.Vector($"expected/va_by_region/{name}"), $"{name} by region");
            Near.Equal(effects.Total(model.Indicators["valueAdded"], channel), e.Number($"expected/totals/{name}"), $"{name} total");
            Near.Equal(Values(model, effects, "employment", channel), e.Vector($"expected/employment_persons/{name}"), $"persons {name}");
            Near.Equal(effects.ByRegion(model.Indicators["employment"], channel).Values.ToArray(), e.Vector($"expected/employment_persons_by_region/{name}"), $"persons {name}");
        }

        var gdp = model.Indicators["gdp"];
        var taxesOnSpending = Enumerable.Range(0, 2).Select(r => effects.OnSpending(gdp, Channel.Induced, r)).ToArray();
        Near.Equal(taxesOnSpending, e.Vector("expected/product_taxes_on_induced_consumption_by_region"), "taxes on consumption");
        Near.Equal(effects.Income.ToArray().Zip([0.1, 0.2], (y, s) => y * s).ToArray(), e.Vector("expected/household_saving_by_region"), "saving");
        Near.Equal(Channels.Aggregate(new double[4], (sum, c) => sum.Zip(Values(model, effects, "productTaxes", c), (a, b) => a + b).ToArray()),
            e.Vector("expected/net_product_taxes_on_intermediates_type2"), "taxes on intermediates");
        OneRound(e, model, f);
        Attribution(e, model, f);
    }

    private static void OneRound(Golden e, ImpactModel model, LabelledVector<Industry> f)
    {
        var first = OneRoundInduced.Output(model, f);
        Near.Equal(first.Values.ToArray().Zip(model.Coefficients.ValueAdded.Values.ToArray(), (x, v) => x * v).ToArray(),
            e.Vector("expected/va_first_round_induced_only"), "first round");
    }

    private static void Attribution(Golden e, ImpactModel model, LabelledVector<Industry> f)
    {
        var bySource = DenseMatrix.Create(4, 2, (j, s) => model.Table.RegionOf[j] == s ? f[j] : 0);
        var m = model.Multipliers(model.Indicators["valueAdded"]);
        foreach (var channel in Channels)
            Near.Equal(Flat(m.Attribute(channel, bySource)), Flat(e.Rows($"expected/va_by_receiving_region_and_source_region/{channel.ToString().ToLowerInvariant()}")), $"{channel}");
        Near.Equal(Flat(DenseMatrix.Create(2, 4, m.Total)), Flat(e.Rows("expected/type2_regional_va_multiplier_matrix")), "M2");
        Near.Equal(Flat(DenseMatrix.Create(2, 2, (r, s) => model.Evaluate(new LabelledVector<Industry>(f.Axis, bySource.Column(s))).Income[r])),
            Flat(e.Rows("expected/household_income_by_region_and_source")), "income by source");

        // GDP by adjoint agrees with GDP forwards, taxes on induced spending included.
        var gdp = model.Multipliers(model.Indicators["gdp"]);
        var effects = model.Evaluate(f);
        var forwards = effects.ByRegion(model.Indicators["gdp"], Channel.Induced).Values.ToArray();
        var adjoint = gdp.Attribute(Channel.Induced, DenseMatrix.FromVector(f.Values)).Column(0).ToArray();
        Near.Equal(adjoint, forwards, "induced gdp");
    }

    [Test]
    public void E16_commuters_and_partial_closure()
    {
        var e = Read("E16");
        var regions = new Axis<Region>("regions", [new Region("ALP"), new Region("NEI")]);
        var residence = new LabelledMatrix<Region, Region>(regions, regions, DenseMatrix.FromRows(e.Rows("parameters/residence_matrix_columns_workplace")));
        var model = ImpactModel.Build(e.Validated(), NetLabour with { Residence = residence });
        Near.Equal(Flat(DenseMatrix.Create(2, 4, (r, j) => model.Closed!.Accounts.IncomeRows[j, r])), Flat(e.Rows("expected/with_commuting/R_residence")), "N R");
        Same(e, model, "expected/with_commuting");
        var identity = new LabelledMatrix<Region, Region>(regions, regions, DenseMatrix.FromRows([[1.0, 0], [0, 1.0]]));
        Same(e, model.With(NetLabour with { Residence = identity }), "expected/no_commuting");
        Same(e, model.With(NetLabour with { Regions = [new Region("ALP")] }), "expected/only_ALP_households_closed");
    }

    private static void Same(Golden e, ImpactModel model, string path)
    {
        var effects = model.Evaluate(e.Demand(model.Table));
        Near.Equal(effects.Income.ToArray(), e.Vector($"{path}/income"), $"{path} income");
        Near.Equal(Values(model, effects, "valueAdded", Channel.Induced), e.Vector($"{path}/induced_va"), $"{path} induced");
        Near.Equal(effects.ByRegion(model.Indicators["valueAdded"], Channel.Induced).Values.ToArray(), e.Vector($"{path}/by_region"), $"{path} by region");
    }
}
