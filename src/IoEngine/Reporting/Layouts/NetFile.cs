using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of <c>net</c>.</summary>
internal readonly record struct NetFileRow(string Scenario, int Year, string Country, double Contribution, double Funded,
    NetRow Row);

/// <summary><c>net</c>: gross, alternative and net effect side by side, by receiving country.</summary>
internal static class NetFile
{
    public static ResultLayout<NetFileRow> Layout { get; } = new ResultLayout<NetFileRow>("net",
            "Gross effect, the effect that the members' contributions would have had otherwise, and their difference.")
    { Written = "where `groups.alternative` is set" }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("indicator", ResultTerms.AsInEffects, r => r.Row.Indicator)
        .Text("country", ResultTerms.WhereEffect, r => r.Country)
        .Number("contribution", In.Money,
            "what this country would have spent otherwise: the part of its contribution that `groups.alternative` counts; the "
                + "same number in the row of every indicator", r => r.Contribution)
        .Number("gross", In.Row, "effect of the orders, all channels; where `events` names a file theirs too, and pay itself",
            r => r.Row.Gross)
        .Number("alternative", In.Row, "effect of the contributions spent as `groups.alternative` says", r => r.Row.Alternative)
        .Number("net", In.Row, "`gross` − `alternative`; may be negative", r => r.Row.Net)
        .Number("funded_share", In.Share, "of the contributions, the part that funds what is counted: counted spending / all "
            + "spending (`groups.budget`, else the contributions), at most 1", r => r.Funded)
        .Number("net_funded", In.Row, "`gross` less the effect of that part", r => r.Row.Gross - r.Row.AlternativeOfFunded)
        .Number("net_all", In.Row, "`gross` less the effect of all contributions: comparable only where all spending is counted",
            r => r.Row.Gross - r.Row.AlternativeOfAll)
        .Text("unit", "of the effects", r => r.Row.Unit);

    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds) => Layout.Fill(
        from of in ResultTerms.Years(worlds)
        let net = of.Year.Net!
        from row in net.Rows
        select new NetFileRow(of.Scenario, of.Year.Assignment.Year, of.Countries.NameOf(row.Region),
            net.Spending.ByRegion[row.Region] * net.CountedShare, net.FundedShare, row));
}
