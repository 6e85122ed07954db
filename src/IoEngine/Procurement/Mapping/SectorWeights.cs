namespace IoEngine.Procurement;

/// <summary>Sectors and their weights, which add to 1. Immutable.</summary>
/// <param name="Items">Sector codes of a table, in the order of the file.</param>
internal sealed record SectorWeights(IReadOnlyList<(string Sector, double Weight)> Items)
{
    private readonly decimal[] exact = Items.Select(i => (decimal)i.Weight).ToArray();

    // A concordance is typed by hand, often with thirds: 0.333 three times is meant to be 1 and would not pass; 0.333333 does.
    internal const double Tolerance = 1e-5;

    /// <summary>A value split by the weights: the last part is what the others leave, so that the parts add up exactly.</summary>
    public decimal Part(int item, decimal value, ref decimal left)
    {
        var part = item == exact.Length - 1 ? left : decimal.Round(value * exact[item], 12);
        left -= part;
        return part;
    }

    public static SectorWeights Of(string sector) => new([(sector, 1.0)]);

    /// <summary>Weights scaled to add to 1 exactly, for sums that are 1 within the tolerance.</summary>
    public static SectorWeights Normalised(IEnumerable<(string Sector, double Weight)> items)
    {
        var list = items.Where(i => i.Weight != 0).ToArray();
        var sum = list.Sum(i => i.Weight);
        return new SectorWeights(sum == 1.0 ? list : list.Select(i => (i.Sector, i.Weight / sum)).ToArray());
    }
}

/// <summary>One line of a concordance as read.</summary>
internal sealed record ConcordanceLine(string Scheme, string Code, string Sector, double Weight, int From, int To, int Line);
