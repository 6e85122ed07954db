using System.Runtime.InteropServices;

namespace IoEngine.Procurement.Demand;

/// <summary>Demand kept apart by purchase code or size band, in the making. Not safe for concurrent use.</summary>
internal sealed class DetailedEntries
{
    private readonly Dictionary<(int Source, int Industry, string Code, int Band), double> values = [];

    /// <summary>Adds to an entry.</summary>
    public void Add(int source, int industry, string code, int band, double value) =>
        CollectionsMarshal.GetValueRefOrAddDefault(values, (source, industry, code, band), out _) += value;

    /// <summary>
    /// The entries that are not zero, by source, industry, code and band, where source <c>order[s]</c> is the s-th.
    /// </summary>
    public DemandEntry[] Sorted(int[] order)
    {
        var position = new int[order.Length];
        for (var s = 0; s < order.Length; s++) position[order[s]] = s;
        var sorted = values.Where(e => e.Value != 0.0)
            .Select(e => new DemandEntry(position[e.Key.Source], e.Key.Industry, e.Key.Code, e.Key.Band, e.Value)).ToArray();
        Array.Sort(sorted, Compare);
        return sorted;
    }

    private static int Compare(DemandEntry a, DemandEntry b)
    {
        var c = a.Source.CompareTo(b.Source);
        if (c == 0) c = a.Industry.CompareTo(b.Industry);
        if (c == 0) c = string.CompareOrdinal(a.Code, b.Code);
        return c != 0 ? c : a.Band.CompareTo(b.Band);
    }
}
