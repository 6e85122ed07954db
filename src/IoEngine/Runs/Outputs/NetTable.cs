using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>net</c>: gross, alternative and net effect side by side, by receiving country.</summary>
internal static class NetTable
{
    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds)
    {
        var table = ResultLayouts.Net();
        foreach (var (scenario, year) in worlds.SelectMany(w => w.Years.Select(y => (w.Name, y))))
        {
            var countries = new RegionCountries(year.Regions, year.Demand);
            foreach (var row in year.Net!.Rows)
            {
                table.Add(scenario, year.Assignment.Year, row.Indicator, countries.NameOf(row.Region), year.Net.Spending.ByRegion[row.Region],
                    row.Gross, row.Alternative, row.Net, row.Unit);
            }
        }

        return table;
    }
}
