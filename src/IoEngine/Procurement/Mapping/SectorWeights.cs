namespace IoEngine.Procurement.Mapping;

/// <summary>Sectors and their weights, which add to 1. Immutable.</summary>
/// <param name="Items">Sector codes of a table, in the order of the file.</param>
internal sealed record SectorWeights(IReadOnlyList<(string Sector, double Weight)> Items)
{
    private readonly decimal[] exact = Exact(Items);

    // A concordance is typed by hand, often with thirds: 0.333 three times is meant to be 1 and would not pass; 0.333333 does.
    internal const double Tolerance = 1e-5;

    /// <summary>A value split by the weights: the last part is what the others leave, so that the parts add up exactly.</summary>
    public decimal Part(int item, decimal value, ref decimal left)
    {
        var part = item == exact.Length - 1 ? left : decimal.Round(value * exact[item], 12);
        left -= part;
        return part;
    }

    public static SectorWeights Of(string sector) => new(new[] { (sector, 1.0) });

    /// <summary>Weights scaled to add to 1 exactly, for sums that are 1 within the tolerance.</summary>
    public static SectorWeights Normalised(IReadOnlyList<(string Sector, double Weight)> items)
    {
        var list = new List<(string Sector, double Weight)>();
        var sum = 0.0;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Weight == 0) continue;
            list.Add(items[i]);
            sum += items[i].Weight;
        }

        for (var i = 0; i < list.Count && sum != 1.0; i++) list[i] = (list[i].Sector, list[i].Weight / sum);
        return new SectorWeights(list);
    }

    /// <summary>The weights of the lines of one code.</summary>
    public static SectorWeights Normalised(IEnumerable<ConcordanceLine> lines)
    {
        var items = new List<(string, double)>();
        foreach (var line in lines) items.Add((line.Sector, line.Weight));
        return Normalised(items);
    }

    private static decimal[] Exact(IReadOnlyList<(string Sector, double Weight)> items)
    {
        var exact = new decimal[items.Count];
        for (var i = 0; i < exact.Length; i++) exact[i] = (decimal)items[i].Weight;
        return exact;
    }
}

/// <summary>One line of a concordance as read.</summary>
internal sealed record ConcordanceLine(string Scheme, string Code, string Sector, double Weight, int From, int To, int Line);
