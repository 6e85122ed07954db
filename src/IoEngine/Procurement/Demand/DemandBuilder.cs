using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Procurement.Demand;

/// <summary>Makes the demand vectors of a ledger, year by year. Immutable; safe for concurrent use.</summary>
public sealed class DemandBuilder
{
    private readonly OrderMapper mapper;

    /// <summary>Prices the orders and works out the averages that unmapped codes may take.</summary>
    /// <param name="ledger">The orders in the years in which they were placed.</param>
    /// <param name="rules">Every choice.</param>
    /// <exception cref="ConfigException">A rule is out of its range; every such rule is named.</exception>
    public DemandBuilder(OrderLedger ledger, DemandRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        rules.Check();
        Orders = new PricedLedger(ledger, rules);
        mapper = new OrderMapper(Orders);
    }

    /// <summary>The orders in the report currency.</summary>
    public PricedLedger Orders { get; }

    /// <summary>The rules.</summary>
    public DemandRules Rules => Orders.Rules;

    /// <summary>Years with demand, ascending: those of the orders, and those that the spend profile reaches.</summary>
    public IReadOnlyList<int> Years => Orders.Years;

    /// <summary>The demand of one year in the labels of a table.</summary>
    /// <param name="year">Year of the orders; the table may be another year's.</param>
    /// <param name="table">Labels, zero outputs and trade shares.</param>
    /// <param name="detail">What to keep apart in the entries.</param>
    /// <returns>The demand with its findings; errors among them mean that it must not be used.</returns>
    public YearDemand Build(int year, DemandTable table, DemandDetail detail = DemandDetail.None)
    {
        ArgumentNullException.ThrowIfNull(table);
        var orders = Orders.ByYear.GetValueOrDefault(year, Orders.None);
        var mapped = mapper.ByRule(year).Cells;
        if (Orders.Orders.Dimensions.Names.Count > 0 || Orders.Orders.Numbers is not null) detail |= DemandDetail.Cell;
        var demand = new DemandAssembly(year, table, detail, Rules, mapper, Orders.Orders, orders);
        for (var c = 0; c < orders.Cells.Count; c++)
        {
            if (orders.Values[c] is { } value) demand.Take(c, value, orders.Counts(c), mapped[c]);
        }

        return demand.Finish();
    }
}
