using System.Runtime.InteropServices;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Procurement.Demand;

/// <summary>Supplier countries of a year and what they were ordered.</summary>
internal sealed class DemandSources(int sectors)
{
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly List<int> regions = [];
    private readonly List<(double Number, decimal Value, decimal Unmapped, double Tax)> totals = [];
    private readonly List<decimal[]> bySector = [];

    public string this[int source] => names[source];

    public int Of(string country, int region)
    {
        if (index.TryGetValue(country, out var source)) return source;
        index[country] = names.Count;
        names.Add(country);
        regions.Add(region);
        totals.Add(default);
        bySector.Add(new decimal[sectors]);
        return names.Count - 1;
    }

    public int RegionOf(int source) => regions[source];

    public double TaxOf(int source) => totals[source].Tax;

    public SourceTotal TotalOf(int source) =>
        new(names[source], totals[source].Number, totals[source].Value, totals[source].Unmapped);

    public void Add(int source, double number, decimal value)
    {
        ref var t = ref CollectionsMarshal.AsSpan(totals)[source];
        t.Number += number;
        t.Value += value;
    }

    public void AddUnmapped(int source, decimal value) => CollectionsMarshal.AsSpan(totals)[source].Unmapped += value;

    public void AddTax(int source, double value) => CollectionsMarshal.AsSpan(totals)[source].Tax += value;

    public void AddSector(int source, int sector, decimal value) => bySector[source][sector] += value;

    /// <summary>Sources in ordinal order of their names.</summary>
    public int[] Order()
    {
        var order = new int[names.Count];
        for (var s = 0; s < order.Length; s++) order[s] = s;
        Array.Sort(names.ToArray(), order, StringComparer.Ordinal);
        return order;
    }

    /// <summary>Shares of sources by sector and altogether, from positive sums of mapped orders.</summary>
    public (Dictionary<int, (int Source, decimal Share)[]> BySector, (int Source, decimal Share)[] Any) Shares()
    {
        var order = Order();
        var bySectors = new Dictionary<int, (int Source, decimal Share)[]>();
        var all = new decimal[names.Count];
        var own = new decimal[names.Count];
        for (var k = 0; k < sectors; k++)
        {
            for (var s = 0; s < own.Length; s++)
            {
                own[s] = bySector[s][k];
                all[s] += own[s];
            }

            if (ToShares(own, order) is { Length: > 0 } shares) bySectors[k] = shares;
        }

        return (bySectors, ToShares(all, order));
    }

    // Of the positive values only, in the order of the sources' names.
    private static (int Source, decimal Share)[] ToShares(decimal[] values, int[] order)
    {
        var (sum, count) = (0m, 0);
        foreach (var value in values)
        {
            if (value <= 0m) continue;
            sum += value;
            count++;
        }

        var shares = new (int, decimal)[count];
        var at = 0;
        foreach (var s in order)
        {
            if (values[s] > 0m) shares[at++] = (s, values[s] / sum);
        }

        return shares;
    }
}

/// <summary>Which rule took what.</summary>
internal sealed class MappingTally
{
    private readonly List<(MappedOrder Mapped, (double Number, decimal Value)[] BySector)> mapped = [];
    private readonly Dictionary<(string Scheme, string Code, string Reason), (double Number, decimal Value)> unmapped = [];

    /// <summary>Adds a part that was mapped to the <paramref name="item"/>-th sector of the order's weights.</summary>
    public void Add(MappedOrder order, int item, double number, decimal value)
    {
        var index = order.Index;
        while (mapped.Count <= index) mapped.Add(default);
        var own = mapped[index];
        if (own.BySector is null) mapped[index] = own = (order, new (double, decimal)[order.Weights!.Items.Count]);
        ref var sum = ref own.BySector[item];
        sum = (sum.Number + number, sum.Value + value);
    }

    public void Unmapped(string scheme, string code, string reason, double number, decimal value)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(unmapped, (scheme, code, reason), out _);
        sum = (sum.Number + number, sum.Value + value);
    }

    /// <summary>Rows in the order of rule, scheme, code and sector.</summary>
    public MappingRow[] Rows()
    {
        var rows = new List<MappingRow>();
        foreach (var (order, sums) in mapped)
        {
            for (var i = 0; i < (sums?.Length ?? 0); i++)
            {
                if (sums![i].Number != 0 || sums[i].Value != 0m)
                    rows.Add(new MappingRow(order.Rule, order.Scheme, order.Code, order.Weights!.Items[i].Sector, sums[i].Number,
                        sums[i].Value));
            }
        }

        foreach (var (key, sum) in unmapped)
            rows.Add(new MappingRow("unmapped", key.Scheme, key.Code, key.Reason, sum.Number, sum.Value));
        rows.Sort((a, b) => Compare(a, b) is var c and not 0 ? c : a.Value != b.Value ? a.Value.CompareTo(b.Value)
            : a.Number.CompareTo(b.Number));
        return Merged(rows);
    }

    // Suppliers of several NACE may order by one code: their rows are one, added in the order of their values.
    private static MappingRow[] Merged(List<MappingRow> rows)
    {
        var count = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (count > 0 && Compare(rows[count - 1], row) == 0)
                rows[count - 1] = row with
                {
                    Number = rows[count - 1].Number + row.Number,
                    Value = rows[count - 1].Value + row.Value,
                };
            else rows[count++] = row;
        }

        return [.. rows.Take(count)];
    }

    private static int Compare(MappingRow a, MappingRow b)
    {
        var c = string.CompareOrdinal(a.Rule, b.Rule);
        if (c == 0) c = string.CompareOrdinal(a.Scheme, b.Scheme);
        if (c == 0) c = string.CompareOrdinal(a.Code, b.Code);
        return c != 0 ? c : string.CompareOrdinal(a.Sector, b.Sector);
    }
}
