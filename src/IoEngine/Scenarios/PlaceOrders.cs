using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Scenarios;

/// <summary>Adds orders that were never placed: a new project. Immutable.</summary>
/// <remarks>One that no rule maps would have no effect, and is a fault rather than a zero.</remarks>
public sealed record PlaceOrders : Change
{
    /// <summary>Orders to be filled in.</summary>
    public PlaceOrders()
    {
    }

    /// <summary>Orders.</summary>
    /// <param name="orders">The orders; countries in any spelling.</param>
    public PlaceOrders(IReadOnlyList<Order> orders) => Orders = orders;

    /// <inheritdoc/>
    [Option("Adds orders that were never placed.", Required = true, Choices = ["place"])]
    public override string Kind => "place";

    /// <summary>The orders.</summary>
    [Option("The orders.", Required = true)]
    public IReadOnlyList<Order> Orders { get; init; } = [];

    internal override void Check(ChangeCheck check)
    {
        if (Orders.Count == 0) check.Fault("SCENARIO-EMPTY", "orders", "No order is given.", "[]", "one order at least");
        for (var i = 0; i < Orders.Count; i++)
        {
            check.Countries($"orders[{i}].supplierCountry", [Orders[i].SupplierCountry]);
            if (check.Inputs.Years.All(y => y.Year != Orders[i].Year))
                check.Fault("SCENARIO-YEARS", $"orders[{i}].year", "The order's year is not a year of the study.",
                    $"{Orders[i].Year}", string.Join(", ", check.Inputs.Years.Select(y => y.Year).Take(30)));
        }
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        yield return new OrderTouch(start.Orders.Cells, null, () => OrderLedger.FromOrders(Orders, Options(start)).Cells);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var options = Options(state);
        var all = state.Orders.Plus(OrderLedger.FromOrders(Orders, options));
        new Unmapped(all, state.Rules, options).Check(Orders, check);
        check.Note("Orders placed.", Plural.Of(Orders.Count, "order"));
        return state with { Orders = all };
    }

    private static OrderReadOptions Options(WorldState state) => new()
    {
        ReportCurrency = state.Rules.ReportCurrency,
        Rates = state.Rules.Rates,
        Bands = state.Orders.Bands.Thresholds,
        Overrides = state.Rules.Mapping.Overrides,
        Dimensions = state.Orders.Dimensions.Names,
    };

    /// <summary>Finds orders written by hand that no rule maps.</summary>
    /// <param name="all">The orders of the world with those written by hand.</param>
    /// <param name="rules">From orders to demand.</param>
    /// <param name="options">How the written ones become cells.</param>
    private sealed class Unmapped(OrderLedger all, DemandRules rules, OrderReadOptions options)
    {
        // Rules alone need no orders; averages need all of them.
        private readonly OrderMapper byRule = new(PricedLedger.AsPlaced(OrderLedger.Empty, rules));
        private OrderMapper? averages;

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
            averages ??= new OrderMapper(PricedLedger.AsPlaced(all, rules));
            return averages.ByAverage(cell, mapped).Weights is not null;
        }

        private void Fault(Order order, string option, ChangeCheck check)
        {
            var spelt = order.Scheme.Length == 0 ? $"code '{order.Code}'" : $"code '{order.Code}' of scheme '{order.Scheme}'";
            var what = order.Code.Length > 0 ? spelt : order.Nace.Length > 0 ? $"NACE '{order.Nace}'" : "neither code nor NACE";
            check.Fault("SCENARIO-UNMAPPED", option,
                $"Scenario '{check.Scenario}': no rule maps an order of {order.Year} that the change adds; it would "
                    + "have no effect.",
                $"{what} in {order.Year}", "a code or NACE that a concordance maps in that year", Cure(order));
        }

        private string Cure(Order order)
        {
            if (order.Code.Length == 0) return "Give the order a code.";
            if (rules.Mapping.Codes is not { } codes)
                return "Name a concordance of purchase codes under mapping.codes, or give the order a NACE that "
                    + "mapping.nace knows.";
            var known = codes.Elsewhere(order.Code);
            return known.Count == 0 ? $"Correct the code, or add it to {codes.Path}, which knows no beginning of it."
                : $"Correct code, scheme or year, or add a row. {codes.Path} maps it elsewhere: {string.Join("; ", known)}.";
        }
    }
}
