using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Studies;

/// <summary>The orders of a year that have one value of a dimension and one source. Immutable.</summary>
/// <param name="Dimension">Name of a column, or of several with " x " between them.</param>
/// <param name="Key">Its value, or values with " | " between; <see cref="OrderDimensions.Nothing"/> for an empty one.</param>
/// <param name="Source">Position in <see cref="YearDemand.Sources"/>.</param>
public sealed record OrderGroup(string Dimension, string Key, int Source)
{
    /// <summary>Positions among the finest parts.</summary>
    internal IReadOnlyList<int> Parts { get; init; } = [];
}

/// <summary>
/// Effects of a year's orders by any columns of theirs: each column alone, and all of them crossed. The groups of one dimension
/// add up to the effects of the year. Immutable.
/// </summary>
/// <remarks>
/// V[r, g] = Σ_j M[r, j] f_j of the orders of group g. Computed for the finest parts (all columns and the source), in their
/// ordinal order; every wider group is the sum of its parts in that order.
/// </remarks>
public sealed class OrderAttribution
{
    /// <summary>Between names of crossed columns, and between their values.</summary>
    internal const string Cross = " x ", Bar = " | ";

    // Columns of one product: n × 64 stays small, and the product is as fast as of more.
    private const int Block = 64;
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();
    private readonly Dictionary<string, DenseMatrix[]> values;

    private OrderAttribution(IReadOnlyList<OrderGroup> groups, Dictionary<string, DenseMatrix[]> values)
    {
        Groups = groups;
        this.values = values;
    }

    /// <summary>The groups: by dimension as asked for, then by key and source.</summary>
    public IReadOnlyList<OrderGroup> Groups { get; }

    /// <summary>
    /// Effect in region <paramref name="region"/> of the orders of a group, through one channel; the unit is the indicator's.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The run has no such indicator.</exception>
    public double Value(string indicator, Channel channel, int region, OrderGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var parts = values[indicator][(int)channel];
        var sum = 0.0;
        foreach (var part in group.Parts) sum += parts[region, part];
        return sum;
    }

    /// <summary>Effect of the orders of a group in the whole world, through one channel.</summary>
    internal double Total(string indicator, Channel channel, OrderGroup group)
    {
        var parts = values[indicator][(int)channel];
        var sum = 0.0;
        foreach (var part in group.Parts)
        {
            foreach (var value in parts.Column(part)) sum += value;
        }

        return sum;
    }

    /// <summary>The names under which orders are grouped: each column, and all of them crossed where there are several.</summary>
    internal static IEnumerable<string> Names(OrderDimensions dimensions) => dimensions.Names.Count < 2
        ? dimensions.Names : dimensions.Names.Append(string.Join(Cross, dimensions.Names));

    /// <summary>The keys of an order under these names.</summary>
    internal static IEnumerable<string> Keys(string[] values) =>
        values.Length < 2 ? values : values.Append(string.Join(Bar, values));

    /// <summary>Attributes a year's demand.</summary>
    /// <param name="demand">With its cells.</param>
    /// <param name="multipliers">By indicator, with the unit of the results in one of the multipliers'.</param>
    /// <param name="perUnit">The table's money in one unit of the demand's.</param>
    internal static OrderAttribution Of(YearDemand demand, IReadOnlyList<(Multipliers M, double Back)> multipliers,
        double perUnit)
    {
        var keys = KeysOf(demand);
        var parts = keys.Select((values, c) => (Text: string.Join(OrderDimensions.Between, values), Cell: c)).ToArray();
        var order = new SortedDictionary<(string Text, int Source), List<CellDemand>>(Comparer<(string Text, int Source)>.Create(
            (a, b) => string.CompareOrdinal(a.Text, b.Text) is not 0 and var c ? c : a.Source.CompareTo(b.Source)));
        foreach (var entry in demand.ByCell)
        {
            var key = (parts[entry.Cell].Text, entry.Source);
            if (!order.TryGetValue(key, out var own)) order.Add(key, own = []);
            own.Add(entry);
        }

        var finest = order.ToArray();
        return new OrderAttribution(Grouped(demand.Dimensions, [.. finest.Select(p => p.Key)]),
            Products(demand, [.. finest.Select(p => p.Value)], multipliers, perUnit));
    }

    private static string[][] KeysOf(YearDemand demand)
    {
        var known = new Dictionary<(string, int), string[]>();
        return [.. demand.Cells.Select(cell => known.TryGetValue((cell.Dimensions, cell.Band), out var values) ? values
            : known[(cell.Dimensions, cell.Band)] = demand.Dimensions.Of(cell, demand.Bands))];
    }

    private static List<OrderGroup> Grouped(OrderDimensions dimensions, (string Text, int Source)[] finest)
    {
        var names = Names(dimensions).ToArray();
        var groups = new SortedDictionary<(int Name, string Key, int Source), List<int>>(
            Comparer<(int Name, string Key, int Source)>.Create((a, b) => a.Name != b.Name ? a.Name.CompareTo(b.Name)
                : string.CompareOrdinal(a.Key, b.Key) is not 0 and var c ? c : a.Source.CompareTo(b.Source)));
        for (var p = 0; p < finest.Length; p++)
        {
            foreach (var (name, key) in Keys(finest[p].Text.Split(OrderDimensions.Between)).Index())
            {
                if (!groups.TryGetValue((name, key, finest[p].Source), out var own))
                    groups.Add((name, key, finest[p].Source), own = []);
                own.Add(p);
            }
        }

        return [.. groups.Select(g => new OrderGroup(names[g.Key.Name], g.Key.Key, g.Key.Source) { Parts = g.Value })];
    }

    // By indicator and channel: receiving region × part.
    private static Dictionary<string, DenseMatrix[]> Products(YearDemand demand, List<CellDemand>[] parts,
        IReadOnlyList<(Multipliers M, double Back)> multipliers, double perUnit)
    {
        var found = multipliers.ToDictionary(m => m.M.Indicator.Name,
            _ => Array.ConvertAll(Channels, _ => new DenseMatrix(demand.Regions.Count, parts.Length)));
        for (var first = 0; first < parts.Length; first += Block)
        {
            var f = new DenseMatrix(demand.Industries.Count, Math.Min(Block, parts.Length - first));
            for (var p = 0; p < f.Columns; p++)
            {
                var column = f.WritableColumn(p);
                foreach (var entry in parts[first + p]) column[entry.Industry] += entry.Value * perUnit;
            }

            foreach (var (m, back) in multipliers)
            {
                var own = found[m.Indicator.Name];
                foreach (var channel in Channels) Put(m.Attribute(channel, f), back, own[(int)channel], first);
            }
        }

        return found;
    }

    private static void Put(DenseMatrix effects, double back, DenseMatrix to, int first)
    {
        for (var p = 0; p < effects.Columns; p++)
        {
            var from = effects.Column(p);
            var into = to.WritableColumn(first + p);
            for (var r = 0; r < from.Length; r++) into[r] = from[r] * back;
        }
    }
}
