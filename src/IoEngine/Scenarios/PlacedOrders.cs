using IoEngine.Procurement;

namespace IoEngine.Scenarios;

/// <summary>Orders written by hand: one that no rule maps would have no effect, and is a fault rather than a zero.</summary>
/// <param name="all">The orders of the world with those written by hand.</param>
/// <param name="rules">From orders to demand.</param>
/// <param name="options">How the written ones become cells.</param>
internal sealed class PlacedOrders(OrderLedger all, DemandRules rules, OrderReadOptions options)
{
    // Rules alone need no orders; averages need all of them.
    private readonly OrderMapper byRule = new(OrderLedger.Empty, rules);
    private OrderMapper? averages;

    /// <summary>Adds a fault for every order that nothing maps.</summary>
    public void Check(IReadOnlyList<Order> orders, ChangeCheck check)
    {
        for (var i = 0; i < orders.Count; i++)
        {
            if (!IsMapped(orders[i])) Fault(orders[i], $"orders[{i}]", check);
        }
    }

    private bool IsMapped(Order order)
    {
        var cell = OrderLedger.FromOrders([order], options).Cells[0];
        var mapped = byRule.ByRule(cell);
        if (mapped.Weights is not null) return true;
        if (cell.Code.Length == 0 || !rules.Mapping.Averages) return false;
        averages ??= new OrderMapper(all, rules);
        return averages.ByAverage(cell, mapped).Weights is not null;
    }

    private void Fault(Order order, string option, ChangeCheck check)
    {
        var spelt = order.Scheme.Length == 0 ? $"code '{order.Code}'" : $"code '{order.Code}' of scheme '{order.Scheme}'";
        var what = order.Code.Length > 0 ? spelt : order.Nace.Length > 0 ? $"NACE '{order.Nace}'" : "neither code nor NACE";
        check.Fault("SCENARIO-UNMAPPED", option, $"Scenario '{check.Scenario}': no rule maps an order of {order.Year} that the change adds; it would have no effect.",
            $"{what} in {order.Year}", "a code or NACE that a concordance maps in that year", Cure(order));
    }

    private string Cure(Order order)
    {
        if (order.Code.Length == 0) return "Give the order a code.";
        if (rules.Mapping.Codes is not { } codes) return "Name a concordance of purchase codes under mapping.codes, or give the order a NACE that mapping.nace knows.";
        var known = codes.Elsewhere(order.Code);
        return known.Count == 0 ? $"Correct the code, or add it to {codes.Path}, which knows no beginning of it."
            : $"Correct code, scheme or year, or add a row. {codes.Path} maps it elsewhere: {string.Join("; ", known)}.";
    }
}
