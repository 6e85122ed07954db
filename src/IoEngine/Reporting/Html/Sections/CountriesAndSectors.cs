namespace IoEngine.Reporting.Html.Sections;

/// <summary>Where value added arises: countries, sectors, the map.</summary>
internal static class CountriesAndSectors
{
    private const int Largest = 24;

    public static PageSection? Countries(ReportData data)
    {
        var money = data.Money;
        var rows = data.Of("countries_all").ToArray();
        if (rows.Length == 0) return null;
        var table = new PageTable("t-countries", "Countries, all years", new("country", "Country"), new("code", "Code"),
            new("group", "Group"),
            new("orders", "Orders", Show.Money, money), new("order_share", "Share of orders", Show.Percent),
            new("direct", "Direct", Show.Money, money), new("indirect", "Indirect", Show.Money, money),
            new("induced", "Induced", Show.Money, money),
            new("total", "Value added", Show.Money, money), new("share", "Share of value added", Show.Percent),
            new("imputed", "Incomes imputed"));
        foreach (var r in rows.OrderByDescending(r => r.Find("total") ?? -1).ThenByDescending(r => r.Number("orders")))
            table.Add(data.Country(r.Text("country")), r.Text("country"), r.Text("group"), r.Number("orders"),
                r.Find("order_share"), r.Find("direct"), r.Find("indirect"), r.Find("induced"), r.Find("total"), r.Find("share"),
                r.Text("imputed"));
        var hidden = rows.Count(r => r.Find("total") is null);
        var parts = new List<IPagePart>
        {
            new Figure("Direct, indirect and induced value added by country",
                $"The {Plural.Of(Math.Min(Largest, rows.Length - hidden), "country")} with the most, all years."
                    + (hidden > 0
                        ? $" {hidden} supplier "
                            + Plural.Noun(hidden, "country is not a region of its own", "countries are not regions of their own")
                            + " in the tables; what they receive is within the rest of the world."
                        : "") + Imputed(rows) + ReportData.Several(rows),
                table, rows.Length > hidden ? "countries" : null, Math.Min(Largest, rows.Length - hidden)),
        };
        if (Map(table, money) is { Rows.Count: > 0 } map && PageAssets.World is not null)
            parts.Add(new Figure("Map of value added",
                "Value added by country; darker is more, on a logarithmic scale of its own for each choice of years. Grey: not a "
                    + "region of its own in the tables.",
                map, "map", ByYear: MapByYear(data, map)));
        return new PageSection("countries", "By country", parts);
    }

    private static string Imputed(Row[] rows) => rows.Any(r => r.Text("imputed") == "yes")
        ? " Where incomes are imputed, the compensation that is spent there is an estimate, not a published figure." : "";

    public static PageSection? Sectors(ReportData data)
    {
        var money = data.Money;
        var sums = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var r in data.Of("effects"))
        {
            if (r.Text("indicator") != "valueAdded") continue;
            var sector = r.Text("sector");
            if (!sums.TryGetValue(sector, out var v)) sums[sector] = v = new double[3];
            v[Time.ChannelOf(r.Text("channel"))] += r.Number("value");
        }

        if (sums.Count == 0) return null;
        var table = new PageTable("t-sectors", "Sectors, all years", new("sector", "Sector"), new("code", "Code"),
            new("direct", "Direct", Show.Money, money),
            new("indirect", "Indirect", Show.Money, money), new("induced", "Induced", Show.Money, money),
            new("total", "Value added", Show.Money, money), new("share", "Share", Show.Percent));
        var world = sums.Values.Sum(v => v.Sum());
        foreach (var (sector, v) in sums.OrderByDescending(s => s.Value.Sum()).ThenBy(s => s.Key, StringComparer.Ordinal))
            table.Add(data.Sector(sector), sector, v[0], v[1], v[2], v.Sum(), world == 0 ? null : v.Sum() / world);
        return new PageSection("sectors", "By sector", new Figure("Direct, indirect and induced value added by sector",
            "All countries and years; the sectors are those of the tables. Direct is where the orders went, indirect and induced "
                + "are where their supply chains and wages went.",
            table, "sectors", 40));
    }

    private static PageTable Map(PageTable countries, MoneyScale money)
    {
        var table = new PageTable("t-map", "Value added by country", new("country", "Country"), new("code", "Code"),
            new("iso", "ISO 3166 number", Show.Label), new("value", "Value added", Show.Money, money));
        foreach (var row in countries.Rows)
        {
            var code = (string)row[1]!;
            if (row[8] is double value && value > 0
                && (PageAssets.Numeric.GetValueOrDefault(code) ?? (code == "XKX" ? "Kosovo" : null)) is { } iso)
                table.Add(row[0], code, iso, value);
        }

        return table;
    }

    private static YearValues MapByYear(ReportData data, PageTable map)
    {
        var totals = data.Of("countries").GroupBy(r => (r.Text("year"), r.Text("country"))).ToDictionary(g => g.Key,
            g => g.Sum(r => r.Number("total")));
        var years = data.ByYear.Select(r => r.Text("year")).ToArray();
        return new YearValues(years.Select(y => (y, data.YearLabel(y))).ToArray(),
            [("value", (row, year) => totals.GetValueOrDefault((years[year], (string)map.Rows[row][1]!)))]);
    }
}
