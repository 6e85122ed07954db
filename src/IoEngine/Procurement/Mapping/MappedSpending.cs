using System.Runtime.InteropServices;

namespace IoEngine.Procurement.Mapping;

/// <summary>
/// What orders with a known mapping were spent on: where the averages come from that orders without one may take.
/// </summary>
internal sealed class MappedSpending
{
    /// <summary>By supplier country, scheme and code.</summary>
    public Averages<(string Country, string Scheme, string Code)> ByCountry { get; } = new();

    /// <summary>By scheme and code.</summary>
    public Averages<(string Scheme, string Code)> ByCode { get; } = new();

    /// <summary>What distributors sold, by year.</summary>
    public Averages<int> GoodsByYear { get; } = new();

    /// <summary>What distributors sold in all years, under the key 0.</summary>
    public Averages<int> Goods { get; } = new();

    /// <summary>
    /// Adds another year's, which must come in the order of the years: sums then do not depend on who was ready first.
    /// </summary>
    public void Add(MappedSpending other)
    {
        ByCountry.Add(other.ByCountry);
        ByCode.Add(other.ByCode);
        GoodsByYear.Add(other.GoodsByYear);
        Goods.Add(other.Goods);
    }
}

/// <summary>Weighted means of sector weights by key, in the canonical order of the cells.</summary>
/// <remarks>
/// Credit notes count against orders, so that splitting an order changes nothing; a sector whose sum is not positive has no
/// weight.
/// </remarks>
internal sealed class Averages<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Dictionary<SectorWeights, double>> values = [];

    // The same weights belong to many orders, so their values are added first.
    public void Add(TKey key, SectorWeights weights, double value)
    {
        if (!values.TryGetValue(key, out var own)) values[key] = own = new(ReferenceEqualityComparer.Instance);
        CollectionsMarshal.GetValueRefOrAddDefault(own, weights, out _) += value;
    }

    /// <summary>Adds what another has.</summary>
    public void Add(Averages<TKey> other)
    {
        foreach (var (key, own) in other.values)
        {
            foreach (var (weights, value) in own) Add(key, weights, value);
        }
    }

    public SectorWeights? Of(TKey key)
    {
        if (!values.TryGetValue(key, out var own)) return null;
        var sums = new Dictionary<string, SectorSum>(StringComparer.Ordinal);
        foreach (var (weights, value) in own)
        {
            for (var i = 0; i < weights.Items.Count; i++)
            {
                var (sector, weight) = weights.Items[i];
                if (!sums.TryGetValue(sector, out var sum)) sums[sector] = sum = new SectorSum();
                sum.Value += weight * value;
            }
        }

        var positive = new List<(string, double)>();
        foreach (var sector in sums.Keys.Order(StringComparer.Ordinal))
        {
            if (sums[sector].Value > 0) positive.Add((sector, sums[sector].Value));
        }

        return positive.Count > 0 ? SectorWeights.Normalised(positive) : null;
    }

    public void To(Dictionary<TKey, SectorWeights> target)
    {
        foreach (var key in values.Keys)
        {
            if (Of(key) is { } weights) target[key] = weights;
        }
    }

    private sealed class SectorSum
    {
        public double Value { get; set; }
    }
}
