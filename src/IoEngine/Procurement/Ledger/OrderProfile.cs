namespace IoEngine.Procurement.Ledger;

/// <summary>
/// How procurement itself looks: number and value of the orders of one year in one size band and group. Immutable.
/// </summary>
/// <param name="Year">Year in which they are spent.</param>
/// <param name="Band">Name of the size band.</param>
/// <param name="Group">Group of the supplier's country in that year.</param>
/// <param name="Number">Orders.</param>
/// <param name="Value">Value, report currency.</param>
/// <param name="Cumulated">Value of this band and group up to and with this year.</param>
public sealed record OrderProfile(int Year, string Band, string Group, double Number, decimal Value, decimal Cumulated)
{
    /// <summary>
    /// The profile of a world: rows by year, band and group, whose values of a year are exactly that year's orders.
    /// </summary>
    /// <param name="orders">The orders, priced.</param>
    /// <param name="years">The years to look at.</param>
    /// <param name="groupOf">Group of a country (alpha-3 or as found) in a year.</param>
    /// <remarks>Orders that do not count, and those without a rate, are in no row.</remarks>
    public static IReadOnlyList<OrderProfile> Of(PricedLedger orders, IEnumerable<int> years, Func<string, int, string> groupOf)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(years);
        ArgumentNullException.ThrowIfNull(groupOf);
        var cumulated = new Dictionary<(int Band, string Group), decimal>();
        var rows = new List<OrderProfile>();
        foreach (var year in years.Distinct().Order())
        {
            foreach (var ((band, group), (number, value)) in Sums(orders.Of(year), country => groupOf(country, year)))
            {
                var sum = cumulated[(band, group)] = cumulated.GetValueOrDefault((band, group)) + value;
                rows.Add(new OrderProfile(year, orders.Orders.Bands.Name(band), group, number, value, sum));
            }
        }

        return rows;
    }

    private static SortedDictionary<(int Band, string Group), (double Number, decimal Value)> Sums(PricedOrders orders,
        Func<string, string> groupOf)
    {
        var sums = new SortedDictionary<(int Band, string Group), (double Number, decimal Value)>();
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var c = 0; c < orders.Cells.Count; c++)
        {
            if (!orders.Counts(c) || orders.Values[c] is not { } value) continue;
            var cell = orders.Cells[c];
            if (!groups.TryGetValue(cell.SupplierCountry, out var group))
                groups[cell.SupplierCountry] = group = groupOf(cell.SupplierCountry);
            var (number, sum) = sums.GetValueOrDefault((cell.Band, group));
            sums[(cell.Band, group)] = (number + cell.Number, sum + value);
        }

        return sums;
    }
}
