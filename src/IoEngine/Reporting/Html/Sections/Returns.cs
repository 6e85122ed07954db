using IoEngine.Membership;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>What contributions bring back, with the bands in which organisations speak of it.</summary>
internal static class Returns
{
    public static PageSection? Of(ReportData data)
    {
        var rows = data.Of("countries").Where(r => r.Text("year") == ResultLayouts.AllYears && r.Find("return_coefficient") is not null).ToArray();
        if (rows.Length == 0) return null;
        var table = new PageTable("t-returns", "Returns, years with contributions", new("country", "Country"), new("code", "Code"), new("group", "Group"),
            new("contribution", "Contribution", Show.Millions, $"million {data.Currency}"), new("return", "Return coefficient", Show.Ratio),
            new("supplies", "As supplies"), new("services", "As services"), new("value_chain_return", "Value-chain return", Show.Ratio));
        var day = data.ByYear.Count > 0 && int.TryParse(data.ByYear[^1].Text("year"), out var year) ? new DateOnly(year, 12, 31) : DateOnly.MaxValue;
        foreach (var r in rows.OrderByDescending(r => r.Number("return_coefficient")).ThenBy(r => r.Text("country"), StringComparer.Ordinal))
        {
            var coefficient = r.Find("return_coefficient");
            table.Add(ReportData.Country(r.Text("country")), r.Text("country"), r.Text("group"), r.Find("contribution"), coefficient,
                BalanceBand.StatusOf(BalanceBand.Cern, PurchaseKind.Supplies, coefficient, day),
                BalanceBand.StatusOf(BalanceBand.Cern, PurchaseKind.Services, coefficient, day), r.Find("value_chain_return"));
        }

        return new PageSection("returns", "Returns on contributions",
            new Figure("Return and value-chain return by country",
                "Hollow: share of orders divided by share of contributions. Filled: share of value added divided by share of contributions. "
                + "Bands for supplies: below 0.40 very poorly balanced, below 1.00 poorly balanced, from 1.00 well balanced.", table, "returns"));
    }
}
