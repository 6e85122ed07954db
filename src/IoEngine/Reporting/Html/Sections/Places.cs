namespace IoEngine.Reporting.Html.Sections;

/// <summary>Where value added arises: countries, sectors, the map; and whose orders cause it.</summary>
internal static class Places
{
    private const int Largest = 24;

    public static PageSection? Countries(ReportData data)
    {
        var million = $"million {data.Currency}";
        var rows = data.Of("countries").Where(r => r.Text("year") == ResultLayouts.AllYears).ToArray();
        if (rows.Length == 0) return null;
        var table = new PageTable("t-countries", "Countries, all years", new("country", "Country"), new("code", "Code"), new("group", "Group"),
            new("orders", "Orders", Show.Millions, million), new("order_share", "Share of orders", Show.Percent),
            new("direct", "Direct", Show.Millions, million), new("indirect", "Indirect", Show.Millions, million), new("induced", "Induced", Show.Millions, million),
            new("total", "Value added", Show.Millions, million), new("share", "Share of value added", Show.Percent));
        foreach (var r in rows.OrderByDescending(r => r.Find("total") ?? -1).ThenByDescending(r => r.Number("orders")))
            table.Add(ReportData.Country(r.Text("country")), r.Text("country"), r.Text("group"), r.Number("orders"), r.Find("order_share"), r.Find("direct"),
                r.Find("indirect"), r.Find("induced"), r.Find("total"), r.Find("share"));
        var hidden = rows.Count(r => r.Find("total") is null);
        var parts = new List<IPagePart>
        {
            new Figure("Direct, indirect and induced value added by country", $"The {Math.Min(Largest, rows.Length - hidden)} countries with the most, all years."
                + (hidden > 0 ? $" {hidden} supplier countries are not regions of their own in the tables; what they receive is within the rest of the world." : ""),
                table, rows.Length > hidden ? "countries" : null, Math.Min(Largest, rows.Length - hidden)),
        };
        if (Map(table, million) is { Rows.Count: > 0 } map && PageAssets.World is not null)
            parts.Add(new Figure("Map of value added", "Value added by country, all years; darker is more, on a logarithmic scale. Grey: not a region of its own in the tables.",
                map, "map"));
        return new PageSection("countries", "By country", parts);
    }

    public static PageSection? Sectors(ReportData data)
    {
        var million = $"million {data.Currency}";
        var sums = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var r in data.Of("effects"))
        {
            if (r.Text("indicator") != "valueAdded") continue;
            var sector = r.Text("sector");
            if (!sums.TryGetValue(sector, out var v)) sums[sector] = v = new double[3];
            v[Time.ChannelOf(r.Text("channel"))] += r.Number("value");
        }

        if (sums.Count == 0) return null;
        var table = new PageTable("t-sectors", "Sectors, all years", new("sector", "Sector"), new("direct", "Direct", Show.Millions, million),
            new("indirect", "Indirect", Show.Millions, million), new("induced", "Induced", Show.Millions, million),
            new("total", "Value added", Show.Millions, million), new("share", "Share", Show.Percent));
        var world = sums.Values.Sum(v => v.Sum());
        foreach (var (sector, v) in sums.OrderByDescending(s => s.Value.Sum()).ThenBy(s => s.Key, StringComparer.Ordinal))
            table.Add(sector, v[0], v[1], v[2], v.Sum(), world == 0 ? null : v.Sum() / world);
        return new PageSection("sectors", "By sector", new Figure("Direct, indirect and induced value added by sector",
            "All countries and years; the sectors are those of the tables. Direct is where the orders went, indirect and induced are where their supply chains and wages went.",
            table, "sectors", 40));
    }

    public static PageSection? Flows(ReportData data)
    {
        if (data.Attribution.Count == 0) return null;
        var million = $"million {data.Currency}";
        var caused = Sums(data.Attribution, c => c.Source);
        var received = Sums(data.Attribution, c => c.Country);
        return new PageSection("flows", "Whose orders, whose value added",
            new Figure("From supplier country to receiving country",
                "Each row: orders placed with suppliers in one country; each cell: the value added they cause in another, all channels and years, on a logarithmic scale. "
                + $"The {Largest} largest of each; the diagonal stays at home.", Heat(data, caused, received, million), "heat"),
            new Figure("Kept, passed on, pulled in",
                "To the left: value added that a country’s orders cause elsewhere (spillover). To the right: what it receives from orders placed elsewhere (pull-in). "
                + "Retention is the home share of the value added its orders cause.", Pull(data, caused, received, million), "pull", Largest));
    }

    private static PageTable Map(PageTable countries, string million)
    {
        var table = new PageTable("t-map", "Value added by country, all years", new("country", "Country"), new("iso", "ISO 3166 number", Show.Label),
            new("value", "Value added", Show.Millions, million));
        foreach (var row in countries.Rows)
        {
            var code = (string)row[1]!;
            if (row[8] is double value && value > 0 && (PageAssets.Numeric.GetValueOrDefault(code) ?? (code == "XKX" ? "Kosovo" : null)) is { } iso)
                table.Add(row[0], iso, value);
        }

        return table;
    }

    private static PageTable Heat(ReportData data, Dictionary<string, double> caused, Dictionary<string, double> received, string million)
    {
        var table = new PageTable("t-heat", "Value added by source and receiver, all years", new("source", "Supplier country"), new("receiver", "Receiving country"),
            new("source_code", "From"), new("receiver_code", "To"), new("value", "Value added", Show.Millions, million), new("share", "Share of what the source causes", Show.Percent));
        var sources = Top(caused);
        var receivers = Top(received);
        foreach (var c in data.Attribution.Where(c => c.Value != 0 && sources.ContainsKey(c.Source) && receivers.ContainsKey(c.Country))
            .OrderBy(c => sources[c.Source]).ThenBy(c => receivers[c.Country]))
            table.Add(ReportData.Country(c.Source), ReportData.Country(c.Country), StoredResults.Text(c.Source), StoredResults.Text(c.Country), c.Value,
                caused[c.Source] == 0 ? null : c.Value / caused[c.Source]);
        return table;
    }

    private static PageTable Pull(ReportData data, Dictionary<string, double> caused, Dictionary<string, double> received, string million)
    {
        var kept = data.Attribution.Where(c => c.Source == c.Country).ToDictionary(c => c.Country, c => c.Value, StringComparer.Ordinal);
        var table = new PageTable("t-pull", "Retention, spillover and pull-in, all years", new("country", "Country"), new("code", "Code"),
            new("caused", "Caused by its orders", Show.Millions, million), new("kept", "Kept at home", Show.Millions, million),
            new("spillover", "Passed on", Show.Millions, million), new("retention", "Retention", Show.Percent),
            new("pull_in", "Pulled in", Show.Millions, million), new("balance", "Pulled in less passed on", Show.Millions, million));
        foreach (var code in received.Keys.OrderByDescending(c => received[c] - kept.GetValueOrDefault(c) + caused.GetValueOrDefault(c) - kept.GetValueOrDefault(c))
            .ThenBy(c => c, StringComparer.Ordinal))
        {
            var (all, home) = (caused.GetValueOrDefault(code), kept.GetValueOrDefault(code));
            var (passed, pulled) = (all - home, received[code] - home);
            table.Add(ReportData.Country(code), StoredResults.Text(code), all, home, passed, all == 0 ? null : home / all, pulled, pulled - passed);
        }

        return table;
    }

    private static Dictionary<string, int> Top(Dictionary<string, double> sums) => sums.OrderByDescending(s => s.Value)
        .ThenBy(s => s.Key, StringComparer.Ordinal).Take(Largest).Select((s, i) => (s.Key, i)).ToDictionary(s => s.Key, s => s.i, StringComparer.Ordinal);

    private static Dictionary<string, double> Sums(IEnumerable<AttributionCell> cells, Func<AttributionCell, string> of)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var c in cells) sums[of(c)] = sums.GetValueOrDefault(of(c)) + c.Value;
        return sums;
    }
}
