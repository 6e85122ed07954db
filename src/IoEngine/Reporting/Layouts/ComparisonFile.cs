using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of two worlds, as <c>comparison</c> shows it.</summary>
internal readonly record struct ComparisonRow(
    string Scenario, int? Year, string Indicator, string Channel, string Country, double Baseline, double Value,
    double Difference, double? Relative, string Unit);

/// <summary>
/// <c>comparison</c>: every scenario against the baseline, or stored results against others; <c>comparison_all</c>: the sums over
/// years.
/// </summary>
internal static class ComparisonFile
{
    private const string WithScenarios = "where there are scenarios";

    public static ResultLayout<ComparisonRow> Layout { get; } = new ResultLayout<ComparisonRow>("comparison",
            "Scenarios against the baseline. Rows that are zero in both are left out.")
    { Written = WithScenarios }
        .Text("scenario", "the scenario that is compared with the baseline", r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year!.Value)
        .With(Numbers("adds up over countries, channels and years"));

    public static ResultLayout<ComparisonRow> OverYears { get; } = new ResultLayout<ComparisonRow>("comparison_all",
        "The sums over the years of `comparison`, of indicators that every year has.")
    { Written = WithScenarios }
        .Text("scenario", "the scenario that is compared with the baseline", r => r.Scenario)
        .With(Numbers("adds up over countries and channels"));

    /// <summary>Both files.</summary>
    public static IEnumerable<ResultTable> Of(StudyResults study)
    {
        var rows = Rows(study).ToLookup(r => r.Year is null);
        yield return Layout.Fill(rows[false]);
        yield return OverYears.Fill(rows[true]);
    }

    private static IEnumerable<ComparisonRow> Rows(StudyResults study) =>
        from scenario in study.Scenarios
        from row in Comparison.Of(study.Baseline, scenario, ComparedBy.Country, totals: true)
        where row.Channel is not null && (row.Baseline != 0 || row.Value != 0)
        select new ComparisonRow(scenario.Name, row.Year, row.Indicator, ResultTerms.NameOf(row.Channel!.Value), row.Key,
            row.Baseline, row.Value, row.Difference, row.Relative, row.Unit);

    private static IEnumerable<Column<ComparisonRow>> Numbers(string addsUp) =>
    [
        new("indicator", ResultTerms.AsInEffects, r => r.Indicator),
        new("channel", ResultTerms.AsInEffects, r => r.Channel),
        new("country", ResultTerms.WhereEffect, r => r.Country),
        new("baseline", In.Row, "the baseline's effect", r => r.Baseline),
        new("value", In.Row, "the scenario's effect", r => r.Value),
        new("difference", In.Row, $"`value` − `baseline`; {addsUp}", r => r.Difference),
        new("relative", In.Ratio, "`difference` / size of `baseline`; empty where that is zero", r => r.Relative),
        new("unit", "of the effects", r => r.Unit),
    ];
}
