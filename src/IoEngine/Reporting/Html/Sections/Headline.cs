using System.Text;
using IoEngine.Studies;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>The run in one sentence and a handful of numbers.</summary>
internal static class Headline
{
    public static PageSection? Of(ReportData data)
    {
        if (data.All is not { } all) return null;
        var (orders, perUnit) = (all.Number("orders"), all.Number("value_added_per_unit_ordered"));
        var parts = new List<IPagePart>
        {
            new Paragraph($"Of each {data.Currency} ordered, {HtmlText.Number(perUnit, 2)} {data.Currency} of value added arise "
                + "in the world.", "lead"),
            Bar(data, all, orders),
            new Paragraph($"Level: direct, indirect and induced. Closure: {data.Closure}. Gross effects of orders that are "
                + $"already part of final demand; nominal {data.Currency}, {data.Span}.", "qualifier"),
        };
        var facts = new List<(string, string)>
        {
            ("Orders", $"{HtmlText.Money(orders, data.Money)} {data.Money}"),
            ("Value added in the world", $"{HtmlText.Money(all.Number("total"), data.Money)} {data.Money}"),
        };
        if (data.HasGroups)
        {
            facts.Add(("Non-members’ share of orders", HtmlText.Percent(all.Number("non_member_order_share"))));
            facts.Add(("Non-members’ share of value added", HtmlText.Percent(all.Number("non_member_share"))));
            if (data.Of("groups_all").Where(r => r.Text("group") == CountryYear.Mixed).ToArray() is [var mixed])
                facts.Add(("In regions of both",
                    $"{HtmlText.Percent(mixed.Number("order_share"))} of orders, "
                        + $"{HtmlText.Percent(mixed.Number("share"))} of value added"));
        }

        if (all.Table.Columns.Any(c => c.Name == "fiscal_per_unit_ordered") && all.Find("fiscal_per_unit_ordered") is { } fiscal)
            facts.Add(("Taxes and social contributions", $"{HtmlText.Number(fiscal, 2)} per {data.Currency} ordered"
                + (all.Find("fiscal_per_unit_contributed") is { } back
                    ? $", {HtmlText.Number(back, 2)} per {data.Currency} contributed" : "")));
        if (all.Find("jobs_fte") is { } fte) facts.Add(("Work supported", $"{HtmlText.Number(fte, 0)} full-time person-years"));
        else if (all.Find("jobs_persons") is { } persons)
            facts.Add(("Work supported", $"{HtmlText.Number(persons, 0)} person-years"));
        if (orders != 0) facts.Add(("Orders mapped to sectors", HtmlText.Percent(all.Number("mapped") / orders)));
        var extrapolated = data.ByYear.Count(r => r.Text("extrapolated") == "yes");
        if (extrapolated > 0) facts.Add(("Extrapolated years", $"{extrapolated} of {data.ByYear.Count}"));
        parts.Add(new Facts(facts));
        return new PageSection("headline", "In one sentence", parts);
    }

    private static Markup Bar(ReportData data, Row all, double orders)
    {
        var html = new StringBuilder("<div class=\"shares\" role=\"img\" aria-label=\"");
        (string Name, string Note)[] channels = [("direct", "at the suppliers"), ("indirect", "along their supply chains"),
            ("induced", "through wages spent")];
        var values = channels.Select(c => orders == 0 ? 0 : all.Number(c.Name) / orders).ToArray();
        html.Append(HtmlText.Escape(string.Join(", ", channels.Select((c, i) => $"{c.Name} {HtmlText.Number(values[i], 2)}"))))
            .Append("\">");
        var total = values.Sum();
        for (var i = 0; i < channels.Length; i++)
        {
            // A flex factor, so that no arithmetic of the browser decides what is shown.
            html.Append("<div class=\"").Append(channels[i].Name).Append("\" style=\"flex:")
                .Append(HtmlText.Raw(Math.Round(total == 0 ? 1 : Math.Max(values[i], 0) / total * 100, 3))).Append("\"><b>")
                .Append(HtmlText.Number(values[i], 2)).Append("</b> ").Append(channels[i].Name).Append("<small>")
                .Append(channels[i].Note).Append("</small></div>");
        }

        return new Markup(html.Append("</div>\n").ToString());
    }
}
