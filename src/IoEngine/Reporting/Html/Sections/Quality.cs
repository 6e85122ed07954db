namespace IoEngine.Reporting.Html.Sections;

/// <summary>How orders became demand, and what to keep in mind.</summary>
internal static class Quality
{
    private const int MostRows = 200;

    public static PageSection? Of(ReportData data)
    {
        var parts = new List<IPagePart>();
        var money = data.Money;
        if (Rules(data, money) is { Rows.Count: > 0 } rules)
        {
            parts.Add(new Figure("Which rule mapped the orders",
                "Share of the order value of each year by the rule that assigned it to a sector. Mapped and unmapped together "
                    + "are all orders.", rules, "mapping"));
            var unmapped = Unmapped(data, money);
            if (unmapped.Rows.Count > 0)
                parts.Add(new Figure("Not mapped",
                    "Orders that no rule assigned to a sector: they count as orders and have no effects.", unmapped));
        }

        if (Accounts(data) is { Rows.Count: > 0 } accounts)
            parts.Add(new Figure("Accounts from elsewhere",
                "How good the wages, jobs and other accounts are that were attached to the tables, and what share of the orders' "
                    + "effects rests on them: flags as their files have them, and how holes were filled.", accounts));
        if (Findings(data) is { Rows.Count: > 0 } findings)
            parts.Add(new Figure("Findings",
                "What was noticed while reading and computing, by kind, the most serious first; findings.csv has every "
                    + "single one.", findings));
        return parts.Count == 0 ? null : new PageSection("quality", "Coverage and findings", parts);
    }

    private static PageTable Rules(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-mapping", "Orders by year and mapping rule", new("year", "Year", Show.Label),
            new("rule", "Rule"),
            new("number", "Orders", Show.Count), new("value", "Value", Show.Money, money),
            new("share", "Share of the year", Show.Percent));
        foreach (var year in data.Of("mapping").GroupBy(r => r.Text("year")))
        {
            var all = year.Sum(r => r.Number("value"));
            foreach (var rule in year.GroupBy(r => r.Text("rule")).OrderBy(g => g.Key, StringComparer.Ordinal))
                table.Add(year.Key, rule.Key, rule.Sum(r => r.Number("number")), rule.Sum(r => r.Number("value")),
                    all == 0 ? null : rule.Sum(r => r.Number("value")) / all);
        }

        return table;
    }

    private static PageTable Unmapped(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-unmapped", "Unmapped orders, all years", new("scheme", "Scheme"), new("code", "Code"),
            new("reason", "Reason"), new("number", "Orders", Show.Count), new("value", "Value", Show.Money, money));
        foreach (var g in data.Of("mapping").Where(r => r.Text("rule") == "unmapped")
            .GroupBy(r => (Scheme: r.Text("scheme"), Code: r.Text("code"), Reason: r.Text("sector")))
            .OrderByDescending(g => g.Sum(r => r.Number("value"))).Take(MostRows))
            table.Add(g.Key.Scheme.Length > 0 ? g.Key.Scheme : "none", g.Key.Code.Length > 0 ? g.Key.Code : "none", g.Key.Reason,
                g.Sum(r => r.Number("number")), g.Sum(r => r.Number("value")));
        return table;
    }

    private static PageTable Accounts(ReportData data)
    {
        var table = new PageTable("t-accounts", "Attached accounts by year and quality", new("year", "Year", Show.Label),
            new("account", "Account"), new("quality", "Quality"), new("industries", "Industries", Show.Count),
            new("share", "Share of the account", Show.Percent), new("effect", "Share of its effect", Show.Percent));
        foreach (var row in data.Of("accounts"))
            table.Add(row.Text("year"), row.Text("account"), row.Text("quality"), row.Number("industries"), row.Number("share"),
                row.Find("effect_share"));
        return table;
    }

    private static PageTable Findings(ReportData data)
    {
        var table = new PageTable("t-findings", "Findings by kind", new("code", "Code"), new("severity", "Severity"),
            new("number", "Times", Show.Count), new("place", "First place"),
            new("message", "Message", Show.Prose), new("found", "Found there", Show.Prose), new("cure", "Cure", Show.Prose));
        foreach (var kind in data.Of("findings").GroupBy(r => (Code: r.Text("code"), Severity: r.Text("severity")))
            .OrderBy(g => g.Key.Severity switch { "error" => 0, "warning" => 1, _ => 2 }))
        {
            var first = kind.First();
            table.Add(kind.Key.Code, kind.Key.Severity, (double)kind.Count(), first.Text("place"), first.Text("message"),
                first.Text("found"), first.Text("cure"));
        }

        return table;
    }
}
