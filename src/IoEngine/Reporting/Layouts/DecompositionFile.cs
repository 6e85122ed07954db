using IoEngine.Analyses.Decompositions;
using IoEngine.Impact;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of <c>decomposition</c>.</summary>
internal readonly record struct ChangeRow(DecompositionStep Step, string Factor, string Channel, string Country, string Group,
    double Value, double Cumulated, string Unit, bool Extrapolated, bool Synthetic);

/// <summary><c>decomposition</c>: what changed value added from year to year, by factor, channel and receiving country.</summary>
internal static class DecompositionFile
{
    public const string Name = "decomposition";

    /// <summary>What stands for prices where none are known.</summary>
    public const string Nominal = "nominal";

    public static ResultLayout<ChangeRow> Layout { get; } = new ResultLayout<ChangeRow>(Name,
            "What changed from year to year, and why (see docs/CONCEPTS.md). Factors of a year add up to the change. Rows of "
                + "zero are left out.")
    { Written = "where `analyses.decomposition` is true" }
        .Text("scenario", "`baseline`", _ => ResultTerms.Baseline)
        .Year("from_year", "the year before", r => r.Step.From)
        .Year("year", "the year after", r => r.Step.To)
        .Text("indicator", "`valueAdded`", r => r.Step.Indicator)
        .Text("prices", "`nominal`: none are known; or `constant: ` and their source: `previous-year-prices`, `file`, `shipped`",
            r => r.Step.Prices is { } prices ? $"constant: {prices.Source}" : Nominal)
        .Text("factor", "`order-level`, `supplier-mix`, `product-mix`; with prices `trade-shares`, `technology`, `closure` in "
            + "volumes, `prices`, `exchange-rates` (or `prices-and-exchange-rates`); without `trade-shares-in-money`, "
            + "`technology-in-money`, `closure-in-money`", r => r.Factor)
        .Text("channel", ResultTerms.AsInEffects, r => r.Channel)
        .Text("country", "where the change arises", r => r.Country)
        .Text("group", "its group in the last year of the run; empty without groups", r => r.Group)
        .Number("value", In.Money, "the change that the factor made", r => r.Value)
        .Number("cumulated_value", In.Money, "the same up to and with this year", r => r.Cumulated)
        .Text("unit", "of the money columns", r => r.Unit)
        .Text("extrapolated", "`yes` where one of the two years uses another year's table",
            r => ResultTerms.YesNo(r.Extrapolated))
        .Text("synthetic", "`yes` where one of the two tables is invented", r => ResultTerms.YesNo(r.Synthetic));

    public static ResultTable Of(IReadOnlyList<DecompositionStep> steps, ScenarioResult world) => Layout.Fill(Rows(steps, world));

    private static IEnumerable<ChangeRow> Rows(IReadOnlyList<DecompositionStep> steps, ScenarioResult world)
    {
        var years = world.Years.ToDictionary(y => y.Assignment.Year);
        var cumulated = new Dictionary<(DecompositionFactor, Channel, string), double>();
        foreach (var step in steps)
        {
            var (from, to) = (years[step.From], years[step.To]);
            var countries = new RegionCountries(to.Regions, to.Demand);
            var extrapolated = from.Assignment.Extrapolated || to.Assignment.Extrapolated;
            var synthetic = from.Table.Synthetic || to.Table.Synthetic;
            foreach (var factor in step.Factors)
            {
                foreach (var (channel, name) in ResultTerms.Channels)
                {
                    for (var r = 0; r < step.Regions.Count; r++)
                    {
                        var (country, value) = (countries.NameOf(r), step.Contribution(factor, channel, r));
                        var sum = cumulated[(factor, channel, country)] = cumulated.GetValueOrDefault((factor, channel, country))
                            + value;
                        if (value == 0 && sum == 0) continue;
                        yield return new(step, DecompositionSentences.NameOf(factor), name, country,
                            world.Countries[^1].GroupOf(country), value, sum, to.Demand.Currency, extrapolated, synthetic);
                    }
                }
            }
        }
    }
}
