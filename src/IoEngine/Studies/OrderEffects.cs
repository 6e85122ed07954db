using IoEngine.Impact;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>
/// What one unit of the report currency, ordered at basic prices from each industry, brings to each receiver through each
/// channel: the multipliers of a year, by group or country. Immutable.
/// </summary>
internal sealed class ReceiverMultipliers
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();
    private readonly double[] values;
    private readonly int width;

    private ReceiverMultipliers(string[] receivers, (string Name, string Unit)[] indicators, int industries)
    {
        (Receivers, Indicators) = (receivers, indicators);
        width = indicators.Length * receivers.Length * Channels.Length;
        values = new double[industries * width];
    }

    /// <summary>Who receives: groups, or countries where there are none; each once, in ordinal order.</summary>
    public IReadOnlyList<string> Receivers { get; }

    /// <summary>Names and units of the results.</summary>
    public IReadOnlyList<(string Name, string Unit)> Indicators { get; }

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
        var found = new ReceiverMultipliers(receivers, [.. year.Indicators.Select(i => (i.Name, i.Unit))],
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

/// <summary>The effects of one order, one indicator.</summary>
internal readonly record struct OrderEffect(int Year, string Order, string Source, string Indicator, string Unit, double[] Values,
    double Share, int First)
{
    /// <summary>The effect in one column of the indicator: receiver by receiver, channel by channel.</summary>
    public double this[int column] => Share * Values[First + column];
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
        var width = multipliers.Receivers.Count * Enum.GetValues<Channel>().Length;
        foreach (var placed in demand.Cells.Select(c => c.HasPeriod ? c.Year : c.RateYear).Distinct().Order())
        {
            var count = numbers.Of(placed).Length;
            for (var o = 0; o < count; o++)
            {
                var order = numbers.Of(placed)[o];
                if (!effects.TryGetValue(order.Cell + 1, out var values)) continue;
                var country = OrderSelection.CountryOf(numbers.CellOf(order), world.Rules);
                if (country.Length == 0) country = CountryYear.Unknown;
                var (number, share) = (numbers.NumberOf(order), numbers.ShareOf(order));
                for (var i = 0; i < multipliers.Indicators.Count; i++)
                {
                    var (name, unit) = multipliers.Indicators[i];
                    yield return new OrderEffect(demand.Year, number, country, name, unit, values, share, i * width);
                }
            }
        }
    }

    // Cells that count and have no effect are zero: their orders have a row too.
    private static Dictionary<int, double[]> ByOrigin(PricedLedger world, YearDemand demand, ReceiverMultipliers multipliers)
    {
        var width = multipliers.Of(0).Length;
        var effects = new Dictionary<int, double[]>();
        var priced = world.Of(demand.Year);
        for (var c = 0; c < demand.Cells.Count; c++)
        {
            if (priced.Counts(c) && demand.Cells[c].Origin > 0) effects.TryAdd(demand.Cells[c].Origin, new double[width]);
        }

        foreach (var entry in demand.ByCell)
        {
            if (!effects.TryGetValue(demand.Cells[entry.Cell].Origin, out var sum)) continue;
            var unit = multipliers.Of(entry.Industry);
            for (var k = 0; k < width; k++) sum[k] += entry.Value * unit[k];
        }

        return effects;
    }
}
