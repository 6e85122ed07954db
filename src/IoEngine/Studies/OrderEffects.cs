using IoEngine.Impact;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>An indicator's name and the unit of its results.</summary>
internal sealed record NamedUnit(string Name, string Unit);

/// <summary>
/// What one unit of the report currency, ordered at basic prices from each industry, brings to each receiver through each
/// channel: the multipliers of a year, by group or country. Immutable.
/// </summary>
internal sealed class ReceiverMultipliers
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();
    private readonly double[] values;
    private readonly int width;

    private ReceiverMultipliers(string[] receivers, NamedUnit[] indicators, int industries)
    {
        (Receivers, Indicators) = (receivers, indicators);
        Width = receivers.Length * Channels.Length;
        width = indicators.Length * Width;
        values = new double[industries * width];
    }

    /// <summary>Who receives: groups, or countries where there are none; each once, in ordinal order.</summary>
    public IReadOnlyList<string> Receivers { get; }

    /// <summary>Names and units of the results.</summary>
    public IReadOnlyList<NamedUnit> Indicators { get; }

    /// <summary>Columns of one indicator: receivers by channels.</summary>
    public int Width { get; }

    /// <summary>
    /// Effects of a unit ordered from an industry: indicator by indicator, in it receiver by receiver, channel by channel.
    /// </summary>
    public ReadOnlySpan<double> Of(int industry) => values.AsSpan(industry * width, width);

    /// <summary>The multipliers of a solved year.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="year">Its results.</param>
    /// <param name="receiverOf">The receiver of each region.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    public static ReceiverMultipliers Of(ImpactModel model, YearResult year, IReadOnlyList<string> receiverOf,
        CancellationToken cancellation)
    {
        var receivers = receiverOf.Distinct().Order(StringComparer.Ordinal).ToArray();
        var of = receiverOf.Select(name => Array.BinarySearch(receivers, name, StringComparer.Ordinal)).ToArray();
        var found = new ReceiverMultipliers(receivers, [.. year.Indicators.Select(i => new NamedUnit(i.Name, i.Unit))],
            model.Table.Industries.Count);
        for (var i = 0; i < year.Indicators.Count; i++)
        {
            var multipliers = model.Multipliers(year.Indicators[i].Measured, cancellation);
            var scale = year.Indicators[i].IsMoney ? 1 : year.TableMoneyPerUnit;
            for (var j = 0; j < model.Table.Industries.Count; j++)
            {
                var row = found.values.AsSpan(j * found.width, found.width);
                foreach (var channel in Channels)
                {
                    for (var r = 0; r < of.Length; r++)
                    {
                        var column = (((i * receivers.Length) + of[r]) * Channels.Length) + (int)channel;
                        row[column] += multipliers[channel, r, j] * scale;
                    }
                }
            }
        }

        return found;
    }
}

/// <summary>One order as it counts in a year, with its share of the effects of its cell.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">Its number.</param>
/// <param name="Source">Country of the supplier.</param>
/// <param name="Share">Its share of its cell.</param>
/// <param name="Values">The effects of the cell, see <see cref="ReceiverMultipliers.Of(int)"/>.</param>
internal sealed record OrderOfYear(int Year, string Number, string Source, double Share, double[] Values);

/// <summary>The effects of one order, one indicator.</summary>
/// <param name="Order">The order.</param>
/// <param name="Indicator">What is measured, and its unit.</param>
/// <param name="First">Where its effects begin among those of the order.</param>
internal readonly record struct OrderEffect(OrderOfYear Order, NamedUnit Indicator, int First)
{
    /// <summary>The effect in one column of the indicator: receiver by receiver, channel by channel.</summary>
    public double this[int column] => Order.Share * Order.Values[First + column];

    /// <summary>The effects of many rows in one column.</summary>
    public static void Put(ReadOnlySpan<OrderEffect> rows, int column, Span<double> to)
    {
        for (var i = 0; i < rows.Length; i++) to[i] = rows[i][column];
    }
}

/// <summary>Effects order by order in one year: each order has its share of the effects of its cell. Immutable.</summary>
/// <remarks>
/// f of a cell is linear in its value, so an order's effects are its share of the cell's; they add up to the effects of the year.
/// Under a spend profile, and with a contract period, an order has effects in each of its years.
/// </remarks>
internal static class OrderEffects
{
    /// <summary>The orders of a year in the order of records, each with all indicators.</summary>
    /// <param name="world">The orders, priced, with their single orders.</param>
    /// <param name="demand">The demand of the year, with its cells.</param>
    /// <param name="multipliers">Those of the year.</param>
    public static IEnumerable<OrderEffect> Of(PricedLedger world, YearDemand demand, ReceiverMultipliers multipliers)
    {
        var numbers = world.Orders.Numbers ?? throw new ArgumentException("The ledger keeps no single orders.", nameof(world));
        var effects = ByOrigin(world, demand, multipliers);
        var indicators = multipliers.Indicators.ToArray();
        foreach (var placed in demand.Cells.Select(c => c.HasPeriod ? c.Year : c.RateYear).Distinct().Order())
        {
            var count = numbers.Of(placed).Length;
            for (var o = 0; o < count; o++)
            {
                var order = numbers.Of(placed)[o];
                if (effects[order.Cell + 1] is not { } values) continue;
                var country = OrderSelection.CountryOf(numbers.CellOf(order), world.Rules);
                if (country.Length == 0) country = CountryYear.Unknown;
                var own = new OrderOfYear(demand.Year, numbers.NumberOf(order), country, numbers.ShareOf(order), values);
                for (var i = 0; i < indicators.Length; i++)
                    yield return new OrderEffect(own, indicators[i], i * multipliers.Width);
            }
        }
    }

    /// <summary>Effects of the cells as read that have part in a year: origins stand together, so an array holds them.</summary>
    private readonly record struct CellEffects(int First, double[]?[] Values)
    {
        public double[]? this[int origin] =>
            (uint)(origin - First) < (uint)Values.Length ? Values[origin - First] : null;
    }

    // Cells that count and have no effect are zero: their orders have a row too.
    private static CellEffects ByOrigin(PricedLedger world, YearDemand demand, ReceiverMultipliers multipliers)
    {
        var origins = demand.Cells.Select(c => c.Origin).Where(o => o > 0).ToArray();
        if (origins.Length == 0) return new CellEffects(0, []);
        var width = multipliers.Of(0).Length;
        var first = origins.Min();
        var effects = new CellEffects(first, new double[origins.Max() - first + 1][]);
        var priced = world.Of(demand.Year);
        for (var c = 0; c < demand.Cells.Count; c++)
        {
            if (priced.Counts(c) && demand.Cells[c].Origin is > 0 and var origin)
                effects.Values[origin - first] ??= new double[width];
        }

        foreach (var entry in demand.ByCell)
        {
            if (effects[demand.Cells[entry.Cell].Origin] is not { } sum) continue;
            var unit = multipliers.Of(entry.Industry);
            for (var k = 0; k < width; k++) sum[k] += entry.Value * unit[k];
        }

        return effects;
    }
}
