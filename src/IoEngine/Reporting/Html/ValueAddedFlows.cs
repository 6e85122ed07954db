namespace IoEngine.Reporting.Html;

/// <summary>Value added in a country caused by orders to suppliers of another, of all years and of each. Immutable.</summary>
internal sealed record AttributionCell(string Source, string Country, double Value, double[] ByYear);

/// <summary>What a channel brings in a year, and what of it arises outside the supplier's country. Immutable.</summary>
internal readonly record struct Reach(double Outside, double All)
{
    /// <summary>Share outside; null where there is nothing.</summary>
    public double? Share => All == 0 ? null : Outside / All;
}

/// <summary>Whose orders caused value added where: the stored attribution, read once. Immutable.</summary>
internal sealed class ValueAddedFlows
{
    private readonly SortedDictionary<(string Source, string Country), double[]> cells = [];
    private readonly double[,,] channels;

    private ValueAddedFlows(ResultTable table)
    {
        var (indicators, sources, countries, values) = (table["indicator"].Texts, table["source"].Texts, table["country"].Texts,
            table["value"].Numbers);
        var (years, names) = (table["year"].Integers, table["channel"].Texts);
        var rows = ReportData.Rows(table).Where(i => indicators[i] == "valueAdded").ToArray();
        Years = rows.Select(i => years[i]).Distinct().Order()
            .Select(y => y.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var position = Years.Select((y, k) => (long.Parse(y, System.Globalization.CultureInfo.InvariantCulture), k))
            .ToDictionary(y => y.Item1, y => y.k);
        var receivers = rows.Select(i => countries[i]).ToHashSet(StringComparer.Ordinal);
        channels = new double[Years.Count, 3, 2];
        foreach (var i in rows)
        {
            var year = position[years[i]];
            if (!cells.TryGetValue((sources[i], countries[i]), out var byYear))
                cells[(sources[i], countries[i])] = byYear = new double[Years.Count];
            byYear[year] += values[i];

            // A supplier country within a region of several is at home there and elsewhere: it says nothing about reach.
            if (receivers.Contains(sources[i]))
                channels[year, Sections.Time.ChannelOf(names[i]), sources[i] == countries[i] ? 0 : 1] += values[i];
        }

        Cells = cells.Select(s => new AttributionCell(s.Key.Source, s.Key.Country, s.Value.Sum(), s.Value)).ToArray();
    }

    /// <summary>Years, ascending.</summary>
    public IReadOnlyList<string> Years { get; }

    /// <summary>By source and receiver.</summary>
    public IReadOnlyList<AttributionCell> Cells { get; }

    /// <summary>The flows of results; null where they have none.</summary>
    public static ValueAddedFlows? Of(StoredResults results) =>
        results.Find("attribution") is { } table ? new ValueAddedFlows(table) : null;

    /// <summary>How far a channel (0 direct, 1 indirect, 2 induced) reaches in a year, by its position.</summary>
    public Reach ReachOf(int year, int channel) =>
        new(channels[year, channel, 1], channels[year, channel, 0] + channels[year, channel, 1]);
}
