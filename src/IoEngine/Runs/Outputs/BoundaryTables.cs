using IoEngine.Analysis;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>levels</c> and <c>leakages</c>.</summary>
internal static class BoundaryTables
{
    public static ResultTable Levels(IReadOnlyList<YearResult> years)
    {
        var table = ResultLayouts.Levels();
        foreach (var year in years)
        {
            var countries = new RegionCountries(year.Regions, year.Demand);
            foreach (var row in year.Boundaries!.Rows)
            {
                table.Add(ResultLayouts.Baseline, year.Assignment.Year, row.Indicator, row.Level, SystemBoundaries.NameOf(row.Level), countries.NameOf(row.Region),
                    row.Value, row.Increment, row.Shapley, row.Unit);
            }
        }

        return table;
    }

    public static ResultTable Leakages(IReadOnlyList<YearResult> years)
    {
        var table = ResultLayouts.Leakages();
        foreach (var year in years)
        {
            foreach (var (level, item, value) in year.Boundaries!.Leakages)
                table.Add(ResultLayouts.Baseline, year.Assignment.Year, level, SystemBoundaries.NameOf(level), item, value, year.Demand.Currency);
        }

        return table;
    }
}
