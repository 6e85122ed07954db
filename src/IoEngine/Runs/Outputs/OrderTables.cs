using IoEngine.Procurement;
using IoEngine.Reporting;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>orders_profile</c> and <c>rejected_orders</c>.</summary>
internal static class OrderTables
{
    public static ResultTable Profile(RunInputs inputs)
    {
        var table = ResultLayouts.OrdersProfile();
        var (ledger, rates) = (inputs.Orders.Ledger, inputs.Rules.Rates);
        var rows = new SortedDictionary<(int Year, int Band, string Group), (double Number, decimal Value)>();
        foreach (var cell in ledger.Cells)
        {
            if (!rates.TryRate(cell.Currency, inputs.Currency, cell.RateYear, out var rate)) continue; // refused already where the year is run
            var key = (cell.Year, cell.Band, inputs.Membership.GroupIn(cell.SupplierCountry, cell.Year));
            var (number, value) = rows.GetValueOrDefault(key);
            rows[key] = (number + cell.Number, value + (cell.Value * rate));
        }

        var cumulated = new Dictionary<(int Band, string Group), decimal>();
        foreach (var ((year, band, group), (number, value)) in rows)
        {
            var sum = cumulated[(band, group)] = cumulated.GetValueOrDefault((band, group)) + value;
            table.Add(ResultLayouts.Baseline, year, ledger.Bands.Name(band), group, number, (double)value, (double)sum, inputs.Currency);
        }

        return table;
    }

    public static ResultTable Rejected(OrderReading orders)
    {
        var table = new ResultTable("rejected_orders", ("file", ColumnKind.Text), ("line", ColumnKind.Integer), ("reason", ColumnKind.Text),
            ("value", ColumnKind.Number), ("currency", ColumnKind.Text), ("text", ColumnKind.Text));
        foreach (var r in orders.Rejected)
            table.Add(Path.GetFileName(r.File), r.Line, r.Reason, r.Value is { } value ? (double)value : null, r.Currency, r.Text);
        return table;
    }
}
