using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>comparison</c>: every scenario against the baseline, by year and for all years, by channel and country.</summary>
internal static class ComparisonTable
{
    public static ResultTable Of(StudyResults study)
    {
        var table = ResultLayouts.Comparison();
        foreach (var scenario in study.Scenarios)
        {
            var rows = Comparison.Of(study.Baseline, scenario, ComparedBy.Country, totals: true);
            foreach (var row in rows.Where(r => r.Channel is not null && (r.Baseline != 0 || r.Value != 0)))
                table.Add(scenario.Name, row.Year is { } year ? $"{year}" : ResultLayouts.AllYears, row.Indicator, row.Channel!.Value.ToString().ToLowerInvariant(),
                    row.Key, row.Baseline, row.Value, row.Difference, row.Relative, row.Unit);
        }

        return table;
    }
}
