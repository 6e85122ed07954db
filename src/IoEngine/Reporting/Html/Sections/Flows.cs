namespace IoEngine.Reporting.Html.Sections;

/// <summary>Whose orders cause value added where.</summary>
internal static class Flows
{
    private const int Largest = 24;

    public static PageSection? Of(ReportData data)
    {
        if (data.Flows is not { Cells.Count: > 0 } all) return null;
        var money = data.Money;
        var caused = Sums(all.Cells, c => c.Source);
        var received = Sums(all.Cells, c => c.Country);
        var (sources, receivers) = (Top(caused), Top(received));
        var cells = all.Cells.Where(c => c.Value != 0 && sources.ContainsKey(c.Source) && receivers.ContainsKey(c.Country))
            .OrderBy(c => sources[c.Source]).ThenBy(c => receivers[c.Country]).ToArray();
        return new PageSection("flows", "Whose orders, whose value added",
            new Figure("From supplier country to receiving country",
                "Each row: orders placed with suppliers in one country; each cell: the value added they cause in another, all "
                    + $"channels, on a logarithmic scale of its own for each choice of years. The {Largest} largest of each over "
                    + "all years; the diagonal stays at home.", Heat(data, cells, caused, money), "heat",
                ByYear: ByYear(data, all, cells)),
            new Figure("Kept, passed on, pulled in",
                "To the left: value added that a country’s orders cause elsewhere (spillover). To the right: what it receives "
                    + "from orders placed elsewhere (pull-in). Retention is the home share of the value added its orders cause.",
                Pull(data, all.Cells, caused, received, money), "pull", Largest));
    }

    private static PageTable Heat(ReportData data, AttributionCell[] cells, Dictionary<string, double> caused, MoneyScale money)
    {
        var table = new PageTable("t-heat", "Value added by source and receiver", new("source", "Supplier country"),
            new("receiver", "Receiving country"),
            new("source_code", "From"), new("receiver_code", "To"), new("value", "Value added", Show.Money, money),
            new("share", "Share of what the source causes", Show.Percent));
        foreach (var c in cells)
            table.Add(data.Country(c.Source), data.Country(c.Country), StoredResults.Text(c.Source),
                StoredResults.Text(c.Country), c.Value, caused[c.Source] == 0 ? null : c.Value / caused[c.Source]);
        return table;
    }

    private static YearValues ByYear(ReportData data, ValueAddedFlows all, AttributionCell[] cells)
    {
        var caused = Enumerable.Range(0, all.Years.Count).Select(y => Sums(all.Cells, c => c.Source, c => c.ByYear[y])).ToArray();
        return new YearValues(all.Years.Select(y => (y, data.YearLabel(y))).ToArray(),
        [
            ("value", (row, year) => cells[row].ByYear[year]),
            ("share", (row, year) => caused[year][cells[row].Source] is var sum and not 0 ? cells[row].ByYear[year] / sum : null),
        ]);
    }

    private static PageTable Pull(ReportData data, IReadOnlyList<AttributionCell> cells, Dictionary<string, double> caused,
        Dictionary<string, double> received, MoneyScale money)
    {
        var kept = cells.Where(c => c.Source == c.Country).ToDictionary(c => c.Country, c => c.Value, StringComparer.Ordinal);
        var table = new PageTable("t-pull", "Retention, spillover and pull-in, all years", new("country", "Country"),
            new("code", "Code"),
            new("caused", "Caused by its orders", Show.Money, money), new("kept", "Kept at home", Show.Money, money),
            new("spillover", "Passed on", Show.Money, money), new("retention", "Retention", Show.Percent),
            new("pull_in", "Pulled in", Show.Money, money), new("balance", "Pulled in less passed on", Show.Money,
                money));
        foreach (var code in received.Keys.OrderByDescending(
            c => received[c] - kept.GetValueOrDefault(c) + caused.GetValueOrDefault(c) - kept.GetValueOrDefault(c))
            .ThenBy(c => c, StringComparer.Ordinal))
        {
            var (all, home) = (caused.GetValueOrDefault(code), kept.GetValueOrDefault(code));
            var (passed, pulled) = (all - home, received[code] - home);
            table.Add(data.Country(code), StoredResults.Text(code), all, home, passed, all == 0 ? null : home / all, pulled,
                pulled - passed);
        }

        return table;
    }

    private static Dictionary<string, int> Top(Dictionary<string, double> sums) => sums.OrderByDescending(s => s.Value)
        .ThenBy(s => s.Key, StringComparer.Ordinal).Take(Largest).Select((s, i) => (s.Key, i)).ToDictionary(s => s.Key, s => s.i,
            StringComparer.Ordinal);

    private static Dictionary<string, double> Sums(IEnumerable<AttributionCell> cells, Func<AttributionCell, string> of,
        Func<AttributionCell, double>? value = null)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var c in cells) sums[of(c)] = sums.GetValueOrDefault(of(c)) + (value?.Invoke(c) ?? c.Value);
        return sums;
    }
}
