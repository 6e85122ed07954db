using IoEngine.Analysis;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>levels</c> and <c>leakages</c>.</summary>
internal static class BoundaryTables
{
    public static ResultTable Levels(IReadOnlyList<ScenarioResult> worlds)
    {
        var table = ResultLayouts.Levels();
        foreach (var (scenario, year, boundaries) in Years(worlds))
        {
            var countries = new RegionCountries(year.Regions, year.Demand);
            foreach (var row in boundaries.Rows)
            {
                table.Add(scenario, year.Assignment.Year, row.Indicator, row.Level, SystemBoundaries.NameOf(row.Level), countries.NameOf(row.Region),
                    row.Value, row.Increment, row.Shapley, row.Unit);
            }
        }

        return table;
    }

    public static ResultTable Leakages(IReadOnlyList<ScenarioResult> worlds)
    {
        var table = ResultLayouts.Leakages();
        foreach (var (scenario, year, boundaries) in Years(worlds))
        {
            foreach (var (level, item, value) in boundaries.Leakages)
                table.Add(scenario, year.Assignment.Year, level, SystemBoundaries.NameOf(level), item, value, year.Demand.Currency);
        }

        return table;
    }

    // A world without a household closure has no such boundaries.
    private static IEnumerable<(string Scenario, YearResult Year, YearBoundaries Boundaries)> Years(IReadOnlyList<ScenarioResult> worlds) =>
        from world in worlds
        from year in world.Years
        where year.Boundaries is not null
        select (world.Name, year, year.Boundaries);
}
