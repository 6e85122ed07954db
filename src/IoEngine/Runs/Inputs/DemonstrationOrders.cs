using IoEngine.Demonstration;
using IoEngine.Procurement;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;

namespace IoEngine.Runs.Inputs;

/// <summary>The synthetic world's orders, straight from the generator: no file, no rejected row.</summary>
internal static class DemonstrationOrders
{
    public static OrderReading Read(DemonstrationWorld world, int count, OrderReadOptions options)
    {
        var values = options.Dimensions.Select(name => Column(name, options)).ToArray();
        var ledger = OrderLedger.FromOrders(world.Orders(count).Select(o => Of(o) with
        {
            Dimensions = values.Length == 0 ? [] : Array.ConvertAll(values, value => value(o)),
        }), options);
        return new OrderReading
        {
            Ledger = ledger,
            Rejected = [],
            Files = [new OrderFile(Configuration.TablesConfig.Demo, count, count, 0, $"synthetic, seed {world.Seed}")],
            Findings =
            [
                Finding.Info("ORDERS-SYNTHETIC", "$.orders.path", "The orders are invented: no number is a statistic.",
                    Plural.Of(count, "order"), $"seed {world.Seed}"),
            ],
        };
    }

    // The columns are called as in the file that `ioe demo` writes, or by their keys.
    private static Func<DemonstrationOrder, string> Column(string name, OrderReadOptions options)
    {
        var columns = new OrderColumns();
        (string? Name, string Key, Func<DemonstrationOrder, string> Value)[] known =
        [
            (columns.Id, nameof(columns.Id), o => o.OrderId), (columns.Supplier, nameof(columns.Supplier), o => o.SupplierId),
            (columns.SupplierCountry, nameof(columns.SupplierCountry), o => o.SupplierCountry),
            (columns.Code, nameof(columns.Code), o => o.PurchaseCode), (columns.Nace, nameof(columns.Nace), o => o.Nace),
            (columns.Currency, nameof(columns.Currency), o => o.Currency),
            (columns.OnSite, nameof(columns.OnSite), o => o.OnSite ? "true" : "false"),
            (columns.InKind, nameof(columns.InKind), o => o.InKind ? "true" : "false"),
            (columns.Funding, nameof(columns.Funding), o => o.Funding ? "true" : "false"),
            (OrderDimensions.Band, OrderDimensions.Band, _ => ""),
        ];
        return known.FirstOrDefault(k => name.Equals(k.Name, StringComparison.OrdinalIgnoreCase)
                || name.Equals(k.Key, StringComparison.OrdinalIgnoreCase)).Value
            ?? throw new InvalidDataFindingsException("The orders can't be read", OrderDimensions.Missing("$.attribution.by",
                name, [.. known.Select(k => k.Name!)]));
    }

    private static Order Of(DemonstrationOrder o) => new()
    {
        Id = o.OrderId,
        Year = o.Date.Year,
        Supplier = o.SupplierId,
        SupplierCountry = o.SupplierCountry,
        Code = o.PurchaseCode,
        Nace = o.Nace,
        Value = o.Value,
        Currency = o.Currency,
        Flags = (o.OnSite ? OrderFlags.OnSite : 0) | (o.InKind ? OrderFlags.InKind : 0) | (o.Funding ? OrderFlags.Funding : 0),
    };
}
