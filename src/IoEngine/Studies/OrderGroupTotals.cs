using IoEngine.Procurement.Ledger;

namespace IoEngine.Studies;

/// <summary>Number and value of the orders of a year by their dimensions, mapped or not.</summary>
internal static class OrderGroupTotals
{
    /// <summary>Sums in the report currency, by dimension as asked for, then by key.</summary>
    /// <remarks>Orders that do not count, and those without a rate, are in no sum.</remarks>
    public static IEnumerable<((string Dimension, string Key) Group, (double Number, decimal Value) Sum)> Of(PricedLedger orders,
        int year)
    {
        var names = OrderAttribution.Names(orders.Orders.Dimensions).ToArray();
        var sums = Array.ConvertAll(names,
            _ => new SortedDictionary<string, (double Number, decimal Value)>(StringComparer.Ordinal));
        var priced = orders.Of(year);
        for (var c = 0; c < priced.Cells.Count; c++)
        {
            if (!priced.Counts(c) || priced.Values[c] is not { } value) continue;
            var cell = priced.Cells[c];
            foreach (var (name, key) in OrderAttribution.Keys(orders.Orders.Dimensions.Of(cell, orders.Orders.Bands)).Index())
            {
                var (number, sum) = sums[name].GetValueOrDefault(key);
                sums[name][key] = (number + cell.Number, sum + value);
            }
        }

        return names.Zip(sums).SelectMany(n => n.Second.Select(s => ((n.First, s.Key), s.Value)));
    }
}
