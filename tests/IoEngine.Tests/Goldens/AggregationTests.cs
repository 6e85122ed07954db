using IoEngine.Accounts;
using IoEngine.Analyses.Aggregation;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Tests.Goldens;

/// <summary>E11: what aggregation does to the answer for an order mix.</summary>
public class AggregationTests
{
    private static readonly Golden Example = Golden.Read("E11");
    private readonly MrioTable table = Example.Table();
    private TableMapping mapping = null!;
    private ImpactModel full = null!;
    private ImpactModel aggregated = null!;

    [OneTimeSetUp]
    public void Build()
    {
        mapping = TableMapping.Of(table, Concordance.Of(ConcordanceAxis.Sectors, "all", [("M", "ALL"), ("S", "ALL")]));
        full = ImpactModel.Build(TableValidator.Validate(table), Closure.None);
        aggregated = ImpactModel.Build(TableValidator.Validate(TableAggregation.Apply(table, mapping)), Closure.None);
    }

    [Test]
    public void Coefficients_are_those_of_the_example()
    {
        Near.Equal(Golden.Flat(aggregated.System.A), Golden.Flat(Example.Rows("expected/A_aggregated")), "A");
        Near.Equal(aggregated.Coefficients.ValueAdded.Values.ToArray(), Example.Vector("expected/va_coeff_aggregated"), "v");
        Near.Equal(aggregated.Coefficients.TaxesOnProducts.Values.ToArray(), Example.Vector("expected/tax_coeff_aggregated"), "τ");
    }

    [Test]
    public void Base_final_demand_has_no_bias()
    {
        var demand = new LabelledVector<Industry>(table.Industries, Enumerable.Range(0, table.Industries.Count).Select(i => table.Y.Values.Row(i).Sum()).ToArray());
        var bias = AggregationBias.Measure(full, aggregated, mapping, demand);
        Near.Equal(bias.Aggregated().Values.ToArray(), Example.Vector("expected/va_base_final_demand_aggregated"), "aggregated");
        Near.Equal(bias.Full().Values.ToArray(), Example.Vector("expected/va_base_final_demand_aggregated"), "full");
    }

    [Test]
    public void Orders_have_the_bias_of_the_example()
    {
        var bias = AggregationBias.Measure(full, aggregated, mapping, Example.Demand(table));
        Near.Equal(bias.Aggregated().Values.ToArray(), Example.Vector("expected/va_orders_aggregated_model"), "aggregated");
        Near.Equal(bias.Full().Values.ToArray(), Example.Vector("expected/va_orders_full_model_summed"), "full");
        Near.Equal(bias.Bias().Values.ToArray(), Example.Vector("expected/aggregation_bias"), "bias");
        Near.Equal(bias.Bias(Channel.Direct)[new Region("ALP")] + bias.Bias(Channel.Indirect)[new Region("ALP")], bias.Bias()[new Region("ALP")], "channels");
    }
}
