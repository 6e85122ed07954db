using IoEngine.Studies;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>Members and others: share of contract volume beside share of effects, over time and by size of order.</summary>
internal static class Groups
{
    public static PageSection? Of(ReportData data)
    {
        if (!data.HasGroups) return null;
        var money = data.Money;
        var parts = new List<IPagePart>();
        if (Shares(data, money) is { Rows.Count: > 0 } shares)
            parts.Add(new Figure("Orders placed and value added received, by group",
                "Share of all orders (light) beside share of the world’s value added (dark), all years. Where the dark bar is "
                    + "longer, supply chains bring more than contracts do. “mixed” is a region of the tables that holds members "
                    + "and non-members together, with the orders of all countries inside"
                + (shares.Rows.Any(r => Equals(r[0], CountryYear.Unknown)) ? ", “unknown” are orders in no known country." : "."),
                shares, "groups"));
        if (data.ByYear.Count > 1)
            parts.Add(new Figure("Non-members over time",
                $"Share of non-members{data.NonMembers} in orders and in value added, year by year." + Mixed(data), Outside(data),
                "outside"));
        if (data.ByYear.Count > 1 && CumulatedOrders(data, money) is { Rows.Count: > 0 } cumulated)
            parts.Add(new Figure("Cumulated orders by group",
                "Order value summed since the first year, by the group of the supplier’s country in the year of the order.",
                cumulated, "cumulated-groups"));
        if (Bands(data, money) is { Rows.Count: > 0 } bands)
            parts.Add(new Figure("Orders by size",
                "Share of the number of orders (light) and of their value (dark) in each threshold band, all years: many orders "
                    + "are small, a few large ones carry the value.", bands, "bands"));
        if (BandGroups(data, money) is { Rows.Count: > 0 } byGroup)
            parts.Add(new Figure("Orders by size and group", "Order value in each threshold band by group, all years.", byGroup,
                "band-groups"));
        return parts.Count == 0 ? null : new PageSection("groups", "Members and others", parts);
    }

    private static PageTable Shares(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-groups", "Groups, all years", new("group", "Group"),
            new("order share", "Share of orders", Show.Percent),
            new("value added share", "Share of value added", Show.Percent), new("orders", "Orders", Show.Money, money),
            new("direct", "Direct", Show.Money, money), new("indirect", "Indirect", Show.Money, money),
            new("induced", "Induced", Show.Money, money),
            new("total", "Value added", Show.Money, money), new("retention", "Retention", Show.Percent),
            new("pull_in", "Pull-in", Show.Money, money),
            new("return", "Return coefficient", Show.Ratio), new("value_chain_return", "Value-chain return", Show.Ratio));
        foreach (var r in data.Of("groups_all").OrderByDescending(r => Math.Max(r.Number("total"), r.Number("orders"))))
            table.Add(r.Text("group"), r.Find("order_share"), r.Find("share"), r.Number("orders"), r.Find("direct"),
                r.Find("indirect"), r.Find("induced"),
                r.Find("total"), r.Find("retention"), r.Find("pull_in"), r.Find("return_coefficient"),
                r.Find("value_chain_return"));
        return table;
    }

    private static PageTable Outside(ReportData data)
    {
        var table = new PageTable("t-outside", "Non-members by year", new("year", "Year", Show.Label),
            new("orders", "Share of orders", Show.Percent), new("value added", "Share of value added", Show.Percent));
        foreach (var r in data.ByYear)
            table.Add(r.Text("year"), r.Number("non_member_order_share"), r.Number("non_member_share"));
        return table;
    }

    // A region that becomes mixed leaves the line, which then falls although nothing moved.
    private static string Mixed(ReportData data)
    {
        var years = data.Of("groups").Where(r => r.Text("group") == CountryYear.Mixed && r.Number("total") != 0)
            .Select(r => int.Parse(r.Text("year"), System.Globalization.CultureInfo.InvariantCulture)).Distinct().ToArray();
        if (years.Length == 0) return "";
        return $" In {YearSpans.Of(years, "–")} a region of the tables holds members and non-members together (“mixed”); its "
            + "orders and value added are not in the lines"
            + (years.Length < data.ByYear.Count ? ", so these years are not comparable with the others." : ".");
    }

    private static PageTable CumulatedOrders(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-cumulated-groups", "Cumulated orders by group", new("year", "Year", Show.Label),
            new("group", "Group"), new("value", "Cumulated orders", Show.Money, money));
        var profile = data.Of("orders_profile").ToArray();
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var group in profile.Select(r => r.Text("group"))) sums[group] = 0;
        foreach (var year in profile.GroupBy(r => r.Text("year")).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var r in year) sums[r.Text("group")] += r.Number("value");
            foreach (var (group, value) in sums) table.Add(year.Key, group, value);
        }

        return table;
    }

    private static PageTable Bands(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-bands", $"Threshold bands, {data.Currency}, all years",
            new("band", "Band", Unit: data.Currency),
            new("number", "Orders", Show.Count), new("number share", "Share of number", Show.Percent),
            new("value", "Value", Show.Money, money), new("value share", "Share of value", Show.Percent));
        var bands = data.Of("orders_profile").GroupBy(r => r.Text("band"))
            .Select(g => (g.Key, Number: g.Sum(r => r.Number("number")), Value: g.Sum(r => r.Number("value"))))
            .OrderBy(b => LowerEnd(b.Key)).ToArray();
        var (numbers, values) = (bands.Sum(b => b.Number), bands.Sum(b => b.Value));
        foreach (var (band, number, value) in bands)
            table.Add(BandName(band), number, numbers == 0 ? null : number / numbers, value, values == 0 ? null : value / values);
        return table;
    }

    private static PageTable BandGroups(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-band-groups", $"Threshold bands by group, {data.Currency}, all years",
            new("band", "Band", Unit: data.Currency), new("group", "Group"),
            new("number", "Orders", Show.Count), new("value", "Value", Show.Money, money));
        foreach (var g in data.Of("orders_profile").GroupBy(r => (Band: r.Text("band"), Group: r.Text("group")))
            .OrderBy(g => LowerEnd(g.Key.Band)).ThenBy(g => g.Key.Group, StringComparer.Ordinal))
            table.Add(BandName(g.Key.Band), g.Key.Group, g.Sum(r => r.Number("number")), g.Sum(r => r.Number("value")));
        return table;
    }

    // "< 10000", "10000 - 50000", ">= 750000": the first number orders them, the open lower end comes first.
    private static double LowerEnd(string band)
    {
        if (band.StartsWith('<')) return double.NegativeInfinity;
        var digits = new string(band.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == '.')
            .ToArray());
        return double.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var end)
            ? end : double.PositiveInfinity;
    }

    private static string BandName(string band) => System.Text.RegularExpressions.Regex.Replace(band, "[0-9]{4,}",
        m => double.TryParse(m.Value, System.Globalization.CultureInfo.InvariantCulture, out var n)
            ? HtmlText.Number(n, 0) : m.Value).Replace(">=", "≥", StringComparison.Ordinal);
}
