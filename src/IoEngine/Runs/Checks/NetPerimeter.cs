using IoEngine.Impact;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs.Checks;

/// <summary>Whether gross and alternative stand on one perimeter, and what depends on it.</summary>
internal static class NetPerimeter
{
    private const double Whole = 0.999;

    /// <summary>What the baseline's years say of it.</summary>
    public static IEnumerable<Finding> Of(ScenarioResult baseline, RunInputs inputs)
    {
        var above = baseline.Years.Where(y => inputs.Events.Budget.Of(y.Assignment.Year) is { } budget && y.Spent > budget)
            .Select(y => y.Assignment.Year).ToArray();
        if (above.Length > 0)
            yield return Finding.Warning("BUDGET-EXCEEDED", inputs.Config.Groups.Budget!,
                "Orders and events are more than the budget of the year: the rest is negative.", YearSpans.Of(above),
                "orders + events at most the budget", "Check the budget, the currency and the years of orders and events.");
        var years = baseline.Years.Where(y => y.Net is not null).ToArray();
        var partly = years.Where(y => !y.Net!.Spending.IsFunded && y.Net.FundedShare < Whole)
            .Select(y => y.Assignment.Year).ToArray();
        if (partly.Length > 0)
            yield return Finding.Warning("NET-PERIMETER", "$.groups.alternative",
                "All contributions are set against a part of what they pay for.", YearSpans.Of(partly),
                "all spending counted, or the contributions that fund what is", "Set groups.alternative.amount to funded.");
        var differing = years.SelectMany(Rows).GroupBy(r => r.Country)
            .Select(g => (Country: g.Key, Funded: g.Sum(r => r.Funded), All: g.Sum(r => r.All)))
            .Where(c => c.Funded * c.All < 0).OrderBy(c => c.Country, StringComparer.Ordinal).ToArray();
        if (differing.Length > 0)
            yield return Finding.Warning("NET-SIGN", "$.groups.alternative",
                "Whether the net value added of countries is positive depends on which contributions are set against it.",
                string.Join("; ", differing.Select(c => FormattableString.Invariant(
                    $"{c.Country}: {c.Funded:G4} with those that fund what is counted, {c.All:G4} with all"))),
                "the same sign", "Say which, or count all spending: events, groups.budget.");
    }

    private static IEnumerable<(string Country, double Funded, double All)> Rows(YearResult year)
    {
        var names = new RegionCountries(year.Regions, year.Demand);
        return year.Net!.Rows.Where(r => r.Indicator == IndicatorNames.ValueAdded).Select(r =>
            (names.NameOf(r.Region), r.Gross - r.AlternativeOfFunded, r.Gross - r.AlternativeOfAll));
    }
}
