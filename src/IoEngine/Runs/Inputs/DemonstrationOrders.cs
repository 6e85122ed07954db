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
        var ledger = OrderLedger.FromOrders(world.Orders(count).Select(Of), options);
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
