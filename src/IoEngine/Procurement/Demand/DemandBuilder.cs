using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Procurement.Demand;

/// <summary>Makes the demand vectors of a ledger, year by year. Immutable; safe for concurrent use.</summary>
public sealed class DemandBuilder
{
    private readonly OrderMapper mapper;

    /// <summary>Prices the orders and works out the averages that unmapped codes may take.</summary>
    /// <exception cref="ConfigException">A rule is out of its range; every such rule is named.</exception>
    public DemandBuilder(OrderLedger ledger, DemandRules rules)
        : this(PricedLedger.Of(ledger, rules))
    {
    }

    /// <summary>Works out the averages that unmapped codes may take.</summary>
    /// <param name="orders">The orders, priced.</param>
    public DemandBuilder(PricedLedger orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        Orders = orders;
        mapper = new OrderMapper(orders);
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
        return new DemandAssembly(year, table, detail, Rules, mapper).Build(Orders.Of(year));
    }
}
