using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary><c>net</c>: gross, alternative and net effect side by side, by receiving country.</summary>
internal static class NetFile
{
    public static ResultLayout<(string Scenario, int Year, string Country, double Contribution, NetRow Row)> Layout { get; } =
        new ResultLayout<(string Scenario, int Year, string Country, double Contribution, NetRow Row)>("net",
            "Gross effect, the effect that the members' contributions would have had otherwise, and their difference.")
        { Written = "where `groups.alternative` is set" }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("indicator", ResultTerms.AsInEffects, r => r.Row.Indicator)
        .Text("country", ResultTerms.WhereEffect, r => r.Country)
        .Number("contribution", In.Money,
            "what this country would have spent otherwise; the same number in the row of every indicator", r => r.Contribution)
        .Number("gross", In.Row, "effect of the orders, all channels", r => r.Row.Gross)
        .Number("alternative", In.Row, "effect of the contributions spent as `groups.alternative` says", r => r.Row.Alternative)
        .Number("net", In.Row, "`gross` − `alternative`; may be negative", r => r.Row.Net)
        .Text("unit", "of the effects", r => r.Row.Unit);

    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds) => Layout.Fill(
        from of in ResultTerms.Years(worlds)
        let net = of.Year.Net!
        from row in net.Rows
        select (of.Scenario, of.Year.Assignment.Year, of.Countries.NameOf(row.Region), net.Spending.ByRegion[row.Region], row));
}
