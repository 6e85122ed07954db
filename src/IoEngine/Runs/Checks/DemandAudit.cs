using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Orders;

namespace IoEngine.Runs.Checks;

/// <summary>Shows that no order was lost between the ledger and the demand vector; a violation stops the run.</summary>
internal static class DemandAudit
{
    /// <summary>
    /// Checks one year: mapped + unmapped = orders exactly, sources and mapping rows add up to the cent, demand equals mapped
    /// value.
    /// </summary>
    /// <exception cref="NumericalException">A sum does not close; the year and both sides are named.</exception>
    public static void Check(YearDemand demand)
    {
        var r = demand.Reconciliation;
        Exact(demand, "mapped + unmapped", r.Mapped + r.Unmapped, "orders", r.Orders);
        Cents(demand, "the orders by supplier country", demand.SourceTotals.Sum(s => s.Value), "orders", r.Orders);
        Cents(demand, "the rows of the mapping", demand.Mapping.Sum(m => m.Value), "orders", r.Orders);
        var tolerance = 0.005 + (1e-12 * (double)Math.Abs(r.Orders));
        if (!(Math.Abs(r.Difference) <= tolerance))
            throw Violated(demand, "demand, margins and taxes", (double)r.Mapped - r.Difference, "mapped orders",
                (double)r.Mapped);
        var entries = demand.Entries.Sum(e => e.Value);
        var expected = r.Basic + r.TradeMargins + r.TransportMargins;
        if (!(Math.Abs(entries - expected) <= tolerance))
            throw Violated(demand, "the demand vector", entries, "demand and margins", expected);
    }

    /// <summary>Checks the whole ledger: rows read = used + rejected, and the years add up to the ledger.</summary>
    public static void Check(OrderReading orders)
    {
        foreach (var file in orders.Files)
        {
            if (file.Rows != file.Used + file.Rejected)
                throw new NumericalException($"{file.Path}: {file.Rows} rows are not {file.Used} used and {file.Rejected} "
                    + "rejected ones. Nothing is written.");
        }

        foreach (var (currency, _, value) in orders.Ledger.Totals())
        {
            var byYear = orders.Ledger.Years.Sum(y => orders.Ledger.Of(y).Where(c => c.Currency == currency).Sum(c => c.Value));
            if (byYear != value)
                throw new NumericalException($"Orders in {currency}: the years sum to {byYear}, the total is {value}. Nothing "
                    + "is written.");
        }
    }

    private static void Exact(YearDemand demand, string what, decimal found, string against, decimal expected)
    {
        if (found != expected) throw Violated(demand, what, (double)found, against, (double)expected);
    }

    private static void Cents(YearDemand demand, string what, decimal found, string against, decimal expected)
    {
        if (Math.Abs(found - expected) >= 0.005m) throw Violated(demand, what, (double)found, against, (double)expected);
    }

    private static NumericalException Violated(YearDemand demand, string what, double found, string against, double expected) =>
        new($"{demand.Year}: {what} ({found:F4} {demand.Currency}) are not the {against} ({expected:F4} {demand.Currency}). "
            + "Nothing is written.");
}
