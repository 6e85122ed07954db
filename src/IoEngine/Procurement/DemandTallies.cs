using System.Runtime.InteropServices;

namespace IoEngine.Procurement;

/// <summary>Supplier countries of a year and what they were ordered.</summary>
internal sealed class DemandSources
{
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly List<int> regions = [];
    private readonly List<(double Number, decimal Value, decimal Unmapped, double Tax)> totals = [];
    private readonly Dictionary<(int Sector, int Source), decimal> bySector = [];

    public string this[int source] => names[source];

    public int Of(string country, int region)
    {
        if (index.TryGetValue(country, out var source)) return source;
        index[country] = names.Count;
        names.Add(country);
        regions.Add(region);
        totals.Add(default);
        return names.Count - 1;
    }

    public int RegionOf(int source) => regions[source];

    public double TaxOf(int source) => totals[source].Tax;

    public SourceTotal TotalOf(int source) => new(names[source], totals[source].Number, totals[source].Value, totals[source].Unmapped);

    public void Add(int source, double number, decimal value)
    {
        ref var t = ref CollectionsMarshal.AsSpan(totals)[source];
        t.Number += number;
        t.Value += value;
    }

    public void AddUnmapped(int source, decimal value) => CollectionsMarshal.AsSpan(totals)[source].Unmapped += value;

    public void AddTax(int source, double value) => CollectionsMarshal.AsSpan(totals)[source].Tax += value;

    public void AddSector(int source, int sector, decimal value) => CollectionsMarshal.GetValueRefOrAddDefault(bySector, (sector, source), out _) += value;

    /// <summary>Sources in ordinal order of their names.</summary>
    public int[] Order() => Enumerable.Range(0, names.Count).OrderBy(s => names[s], StringComparer.Ordinal).ToArray();

    /// <summary>Shares of sources by sector and altogether, from positive sums of mapped orders.</summary>
    public (Dictionary<int, (int Source, decimal Share)[]> BySector, (int Source, decimal Share)[] Any) Shares()
    {
        var sectors = bySector.GroupBy(b => b.Key.Sector).Select(g => (g.Key, Shares: ToShares(g.Select(x => (x.Key.Source, x.Value)))))
            .Where(g => g.Shares.Length > 0).ToDictionary(g => g.Key, g => g.Shares);
        return (sectors, ToShares(bySector.GroupBy(b => b.Key.Source).Select(g => (g.Key, g.Sum(x => x.Value)))));
    }

    private (int Source, decimal Share)[] ToShares(IEnumerable<(int Source, decimal Value)> values)
    {
        var positive = values.Where(v => v.Value > 0m).OrderBy(v => names[v.Source], StringComparer.Ordinal).ToArray();
        var sum = positive.Sum(v => v.Value);
        return positive.Select(v => (v.Source, v.Value / sum)).ToArray();
    }
}

/// <summary>Which rule took what.</summary>
internal sealed class MappingTally
{
    private readonly Dictionary<(MappedOrder Mapped, string Sector), (double Number, decimal Value)> mapped = new(new ByReference());
    private readonly Dictionary<(string Scheme, string Code, string Reason), (double Number, decimal Value)> unmapped = [];

    public void Add(MappedOrder order, string sector, double number, decimal value)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(mapped, (order, sector), out _);
        sum = (sum.Number + number, sum.Value + value);
    }

    public void Unmapped(string scheme, string code, string reason, double number, decimal value)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(unmapped, (scheme, code, reason), out _);
        sum = (sum.Number + number, sum.Value + value);
    }

    /// <summary>Rows in the order of rule, scheme, code and sector.</summary>
    public MappingRow[] Rows() =>
        mapped.GroupBy(m => (m.Key.Mapped.Rule, m.Key.Mapped.Scheme, m.Key.Mapped.Code, m.Key.Sector))
            .Select(g => new MappingRow(g.Key.Rule, g.Key.Scheme, g.Key.Code, g.Key.Sector, g.Sum(x => x.Value.Number), g.Sum(x => x.Value.Value)))
            .Concat(unmapped.Select(u => new MappingRow("unmapped", u.Key.Scheme, u.Key.Code, u.Key.Reason, u.Value.Number, u.Value.Value)))
            .OrderBy(r => r.Rule, StringComparer.Ordinal).ThenBy(r => r.Scheme, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal)
            .ThenBy(r => r.Sector, StringComparer.Ordinal).ToArray();

    private sealed class ByReference : IEqualityComparer<(MappedOrder Mapped, string Sector)>
    {
        public bool Equals((MappedOrder Mapped, string Sector) x, (MappedOrder Mapped, string Sector) y) =>
            ReferenceEquals(x.Mapped, y.Mapped) && ReferenceEquals(x.Sector, y.Sector);

        public int GetHashCode((MappedOrder Mapped, string Sector) key) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Mapped), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Sector));
    }
}
