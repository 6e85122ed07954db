using IoEngine.Scenarios;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of two worlds, as <c>comparison</c> shows it.</summary>
internal readonly record struct ComparisonRow(
    string Scenario, string Year, string Indicator, string Channel, string Country, double Baseline, double Value, double Difference, double? Relative, string Unit);

/// <summary><c>comparison</c>: every scenario against the baseline, or stored results against others.</summary>
internal static class ComparisonFile
{
    public static ResultLayout<ComparisonRow> Layout { get; } = new ResultLayout<ComparisonRow>("comparison",
            "Scenarios against the baseline. Rows that are zero in both are left out.")
    { Written = "where there are scenarios" }
        .Text("scenario", "the scenario that is compared with the baseline", r => r.Scenario)
        .Text("year", ResultTerms.YearOrAll, r => r.Year)
        .Text("indicator", ResultTerms.AsInEffects, r => r.Indicator)
        .Text("channel", ResultTerms.AsInEffects, r => r.Channel)
        .Text("country", ResultTerms.WhereEffect, r => r.Country)
        .Number("baseline", In.Row, "the baseline's effect", r => r.Baseline)
        .Number("value", In.Row, "the scenario's effect", r => r.Value)
        .Number("difference", In.Row, "`value` − `baseline`; adds up over countries, channels and years", r => r.Difference)
        .Number("relative", In.Ratio, "`difference` / size of `baseline`; empty where that is zero", r => r.Relative)
        .Text("unit", "of the effects", r => r.Unit);

    public static ResultTable Of(StudyResults study) => Layout.Fill(
        from scenario in study.Scenarios
        from row in Comparison.Of(study.Baseline, scenario, ComparedBy.Country, totals: true)
        where row.Channel is not null && (row.Baseline != 0 || row.Value != 0)
        let channel = ResultTerms.NameOf(row.Channel!.Value)
        select new ComparisonRow(scenario.Name, row.Year is { } year ? $"{year}" : ResultTerms.AllYears, row.Indicator, channel, row.Key,
            row.Baseline, row.Value, row.Difference, row.Relative, row.Unit));
}
