namespace IoEngine.Reporting.Html.Sections;

/// <summary>Orders, value added and work over time.</summary>
internal static class Time
{
    public static PageSection? Of(ReportData data)
    {
        if (data.ByYear.Count == 0) return null;
        var money = data.Money;
        var parts = new List<IPagePart>
        {
            new Figure("Value added year by year",
                "Bars: value added in the world by channel; line: orders placed. Years with a lighter bar use the table of "
                    + "another year (extrapolated).",
                ByYear(data, money), "time"),
            new Figure("Cumulated orders and value added", $"Sums since {data.ByYear[0].Text("year")}, nominal.",
                Cumulated(data, money), "cumulated"),
        };
        if (Prices(data, money) is { Rows.Count: > 0 } prices)
            parts.Add(new Figure("At constant prices",
                "Value added in nominal money and at constant prices: each year’s total deflated by one index.", prices,
                "prices"));
        if (Work(data) is { } work)
            parts.Add(new Figure("Work supported",
                "Employment along the chains by channel. Person-years: one person working one year. "
                    + "Productivity and prices change, so jobs per million are not comparable over time."
                    + (data.Of("findings").Any(f => f.Text("code") == "EMPLOYMENT-NONE")
                        ? " The tables count no jobs in some regions (finding EMPLOYMENT-NONE): those are missing here." : ""),
                work, "work"));
        if (Indicators(data) is { Rows.Count: > 0 } indicators)
            parts.Add(new Figure("All indicators", "Sums over all years by channel, in the unit of each.", indicators));
        return new PageSection("time", "Over time", parts);
    }

    private static PageTable ByYear(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-time", "Orders and value added by year", new("year", "Year", Show.Label),
            new("table_year", "Table", Show.Label),
            new("extrapolated", "Extrapolated"), new("orders", "Orders", Show.Money, money),
            new("direct", "Direct", Show.Money, money),
            new("indirect", "Indirect", Show.Money, money), new("induced", "Induced", Show.Money, money),
            new("total", "Value added", Show.Money, money),
            new("per_unit", "Per unit ordered", Show.Ratio, $"{data.Currency} per {data.Currency}"));
        foreach (var r in data.ByYear)
            table.Add(r.Text("year"), r.Text("table_year"), r.Text("extrapolated"), r.Number("orders"), r.Number("direct"),
                r.Number("indirect"), r.Number("induced"), r.Number("total"), r.Number("value_added_per_unit_ordered"));
        return table;
    }

    private static PageTable Cumulated(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-cumulated", "Cumulated orders and value added", new("year", "Year", Show.Label),
            new("orders", "Orders", Show.Money, money), new("value added", "Value added", Show.Money, money));
        var (orders, total) = (0.0, 0.0);
        foreach (var r in data.ByYear) table.Add(r.Text("year"), orders += r.Number("orders"), total += r.Number("total"));
        return table;
    }

    // With a deflator; without one the nominal years are all there is.
    private static PageTable Prices(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-prices", "Nominal and constant prices", new("year", "Year", Show.Label),
            new("prices", "Prices"), new("orders", "Orders", Show.Money, money),
            new("value", "Value added", Show.Money, money), new("cumulated", "Value added, cumulated", Show.Money,
                money));
        var rows = data.Of("over_time").ToArray();
        if (rows.Select(r => r.Text("prices")).Distinct().Count() < 2) return table;
        foreach (var r in rows)
            table.Add(r.Text("year"), r.Text("prices"), r.Number("orders"), r.Number("total"), r.Number("cumulated_total"));
        return table;
    }

    private static PageTable? Work(ReportData data)
    {
        var effects = Totals(data, "fte");
        var unit = "full-time person-years";
        if (effects.Count == 0) (effects, unit) = (Totals(data, "employment"), "person-years");
        if (effects.Count == 0) return null;
        var table = new PageTable("t-work", "Work supported by year", new("year", "Year", Show.Label),
            new("direct", "Direct", Show.Count, unit),
            new("indirect", "Indirect", Show.Count, unit), new("induced", "Induced", Show.Count, unit),
            new("total", "Total", Show.Count, unit));
        foreach (var (year, v) in effects) table.Add(year, v[0], v[1], v[2], v.Sum());
        return table;
    }

    private static SortedDictionary<string, double[]> Totals(ReportData data, string indicator)
    {
        var sums = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var r in data.Of("effects"))
        {
            if (r.Text("indicator") != indicator) continue;
            var year = r.Text("year");
            if (!sums.TryGetValue(year, out var v)) sums[year] = v = new double[3];
            v[ChannelOf(r.Text("channel"))] += r.Number("value");
        }

        return sums;
    }

    private static PageTable Indicators(ReportData data)
    {
        var table = new PageTable("t-indicators", "Indicators, all years", new("indicator", "Indicator"), new("unit", "Unit"),
            new("direct", "Direct", Show.Count), new("indirect", "Indirect", Show.Count), new("induced", "Induced", Show.Count),
            new("total", "Total", Show.Count));
        var rows = data.Of("effects").ToArray();
        var valueAdded = rows.Where(r => r.Text("indicator") == "valueAdded").ToArray();
        foreach (var indicator in rows.GroupBy(r => (Name: r.Text("indicator"), Unit: r.Text("unit"))))
        {
            var v = new double[3];
            foreach (var r in indicator) v[ChannelOf(r.Text("channel"))] += r.Number("value");
            table.Add(Words(indicator.Key.Name), indicator.Key.Unit + ReportData.InYears(indicator, valueAdded), v[0], v[1], v[2],
                v.Sum());
        }

        return table;
    }

    internal static int ChannelOf(string channel) => channel switch
    {
        "direct" => 0,
        "indirect" => 1,
        _ => 2,
    };

    /// <summary>"valueAdded" → "value added".</summary>
    internal static string Words(string name) => name switch
    {
        "gdp" => "GDP effect",
        "fte" => "full-time equivalents",
        _ => string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{c}")),
    };
}
