using IoEngine.Procurement;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>orders_profile</c> and <c>rejected_orders</c>.</summary>
internal static class OrderTables
{
    public static ResultTable Profile(IReadOnlyList<ScenarioResult> worlds, RunInputs inputs)
    {
        var table = ResultLayouts.OrdersProfile();
        foreach (var world in worlds) Fill(table, world, inputs);
        return table;
    }

    private static void Fill(ResultTable table, ScenarioResult world, RunInputs inputs)
    {
        var rows = new SortedDictionary<(int Year, int Band, string Group), (double Number, decimal Value)>();
        var run = inputs.Years.Select(y => y.Year).ToHashSet();
        var groups = world.Countries.ToDictionary(y => y.Year, y => (Year: y, Of: new Dictionary<string, string>(StringComparer.Ordinal)));
        foreach (var cell in world.Orders.Cells)
        {
            if (!run.Contains(cell.Year) || !inputs.Rules.Includes(cell.Flags)) continue;
            if (!inputs.Rules.Rates.TryRate(cell.Currency, inputs.Currency, cell.RateYear, out var rate)) continue; // refused already where the year is run
            var (year, known) = groups[cell.Year];
            if (!known.TryGetValue(cell.SupplierCountry, out var group)) known[cell.SupplierCountry] = group = year.GroupOf(cell.SupplierCountry);
            var key = (cell.Year, cell.Band, group);
            var (number, value) = rows.GetValueOrDefault(key);
            rows[key] = (number + cell.Number, value + (cell.Value * rate));
        }

        var cumulated = new Dictionary<(int Band, string Group), decimal>();
        foreach (var ((year, band, group), (number, value)) in rows)
        {
            var sum = cumulated[(band, group)] = cumulated.GetValueOrDefault((band, group)) + value;
            table.Add(world.Name, year, world.Orders.Bands.Name(band), group, ResultLayouts.Count(number), (double)value, (double)sum, inputs.Currency);
        }
    }

    public static ResultTable Rejected(OrderReading orders)
    {
        var table = ResultLayouts.RejectedOrders();
        foreach (var r in orders.Rejected)
            table.Add(Path.GetFileName(r.File), r.Line, r.Reason, r.Value is { } value ? (double)value : null, r.Currency, r.Text);
        return table;
    }
}
