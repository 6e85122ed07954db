using System.Globalization;
using IoEngine.Membership;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>What contributions bring back, with the bands in which organisations speak of it.</summary>
internal static class Returns
{
    private const int Largest = 24;

    private static string Known => string.Create(CultureInfo.InvariantCulture,
        $"{BalanceBand.CernFrom:d MMMM yyyy} to {BalanceBand.CernTo:d MMMM yyyy}");

    public static PageSection? Of(ReportData data)
    {
        var rows = data.Of("countries_all").Where(r => r.Find("return_coefficient") is not null).ToArray();
        if (rows.Length == 0) return null;
        var table = new PageTable("t-returns", "Returns, years with contributions", new("country", "Country"),
            new("code", "Code"), new("group", "Group"),
            new("contribution", "Contribution", Show.Money, data.Money),
            new("return", "Return coefficient", Show.Ratio),
            new("supplies", "As supplies"), new("services", "As services"),
            new("value_chain_return", "Value-chain return", Show.Ratio));
        var day = data.ByYear.Count > 0 && int.TryParse(data.ByYear[^1].Text("year"), out var year)
            ? new DateOnly(year, 12, 31) : DateOnly.MaxValue;
        foreach (var r in rows.OrderByDescending(r => r.Number("return_coefficient")).ThenBy(r => r.Text("country"),
            StringComparer.Ordinal))
        {
            var coefficient = r.Find("return_coefficient");
            table.Add(data.Country(r.Text("country")), r.Text("country"), r.Text("group"), r.Find("contribution"), coefficient,
                BalanceBand.StatusOf(BalanceBand.Cern, PurchaseKind.Supplies, coefficient, day),
                BalanceBand.StatusOf(BalanceBand.Cern, PurchaseKind.Services, coefficient, day), r.Find("value_chain_return"));
        }

        var supplies = table.At("supplies");
        var isBanded = table.Rows.Any(r => !Equals(r[supplies], BalanceBand.Unknown));
        var parts = new List<IPagePart>
        {
            new Figure("Return and value-chain return by country",
                "Hollow: share of orders divided by share of contributions. Filled: share of value added divided by share of "
                    + "contributions. "
                    + (isBanded
                        ? "Bands for supplies: below 0.40 very poorly balanced, below 1.00 poorly balanced, from 1.00 well "
                            + $"balanced; CERN's of {Known}, and unknown before and after."
                        : $"From which coefficient on a country is well balanced is known here for {Known} alone.")
                    + ReportData.Several(rows),
                table, "returns"),
        };
        if (Net(data) is { Rows.Count: > 0 } net)
            parts.Add(new Figure("Gross and net",
                "Gross: value added that the orders support, and what else is counted. Alternative: what the contributions would "
                    + "have supported, spent at home by their usual pattern: the part of them that funds what is counted, or all "
                    + $"of them, as the run says. {SignOf(net)} Net is the difference; it may be negative. The two are never "
                    + "mixed with the gross numbers elsewhere on this page.", net, "net", Largest));
        return new PageSection("returns", "Returns on contributions", parts);
    }

    private static PageTable Net(ReportData data)
    {
        var money = data.Money;
        var table = new PageTable("t-net", "Gross, alternative and net value added, all years", new("country", "Country"),
            new("code", "Code"),
            new("contribution", "Contribution", Show.Money, money), new("gross", "Gross", Show.Money, money),
            new("alternative", "Alternative", Show.Money, money), new("net", "Net", Show.Money, money),
            new("net_funded", "Net, contributions that fund it", Show.Money, money),
            new("net_all", "Net, all contributions", Show.Money, money));
        foreach (var g in data.Of("net").Where(r => r.Text("indicator") == "valueAdded").GroupBy(r => r.Text("country"))
            .OrderByDescending(g => Math.Abs(g.Sum(r => r.Number("gross")))).ThenBy(g => g.Key, StringComparer.Ordinal))
            table.Add(data.Country(g.Key), g.Key, g.Sum(r => r.Number("contribution")), g.Sum(r => r.Number("gross")),
                g.Sum(r => r.Number("alternative")), g.Sum(r => r.Number("net")), g.Sum(r => r.Number("net_funded")),
                g.Sum(r => r.Number("net_all")));
        return table;
    }

    // Which contributions count decides whether a country gains: where it does, that is said.
    private static string SignOf(PageTable net)
    {
        var (fundedAt, allAt) = (net.At("net_funded"), net.At("net_all"));
        var names = net.Rows.Where(r => r[fundedAt] is double funded && r[allAt] is double all && funded * all < 0)
            .Select(r => $"{r[0]}").ToArray();
        return names.Length == 0 ? "The sign of net is the same with either."
            : $"The sign of net differs between the two for {string.Join(", ", names)}.";
    }
}
