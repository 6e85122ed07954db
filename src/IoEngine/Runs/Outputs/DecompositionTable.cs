using IoEngine.Analysis;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>decomposition</c>: what changed value added from year to year, by factor, channel and receiving country.</summary>
internal static class DecompositionTable
{
    public static ResultTable Of(IReadOnlyList<DecompositionStep> steps, ScenarioResult world)
    {
        var table = ResultLayouts.Decomposition();
        var years = world.Years.ToDictionary(y => y.Assignment.Year);
        var cumulated = new Dictionary<(DecompositionFactor, Channel, string), double>();
        foreach (var step in steps)
        {
            var (from, to) = (years[step.From], years[step.To]);
            var countries = new RegionCountries(to.Regions, to.Demand);
            var extrapolated = from.Assignment.Extrapolated || to.Assignment.Extrapolated ? "yes" : "no";
            var synthetic = from.Table.Synthetic || to.Table.Synthetic ? "yes" : "no";
            foreach (var factor in step.Factors)
            {
                foreach (var channel in Enum.GetValues<Channel>())
                {
                    for (var r = 0; r < step.Regions.Count; r++)
                    {
                        var (country, value) = (countries.NameOf(r), step.Contribution(factor, channel, r));
                        var sum = cumulated[(factor, channel, country)] = cumulated.GetValueOrDefault((factor, channel, country)) + value;
                        if (value == 0 && sum == 0) continue;
                        table.Add(ResultLayouts.Baseline, step.From, step.To, step.Indicator, "nominal", DecompositionSentences.NameOf(factor),
                            channel.ToString().ToLowerInvariant(), country, world.Countries[^1].GroupOf(country), value, sum, to.Demand.Currency, extrapolated, synthetic);
                    }
                }
            }
        }

        return table;
    }
}
