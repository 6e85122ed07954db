namespace IoEngine.Procurement;

/// <summary>Makes the demand vectors of a ledger, year by year. Immutable; safe for concurrent use.</summary>
public sealed class DemandBuilder
{
    private readonly OrderLedger ledger;
    private readonly OrderMapper mapper;

    /// <summary>Prepares: applies the spend profile and works out the averages that unmapped codes may take.</summary>
    /// <exception cref="ConfigException">A rule is out of its range; every such rule is named.</exception>
    public DemandBuilder(OrderLedger ledger, DemandRules rules)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(rules);
        Check(rules);
        Rules = rules;
        this.ledger = ledger.Spread(rules.SpendProfile);
        mapper = new OrderMapper(this.ledger, rules);
    }

    /// <summary>The rules.</summary>
    public DemandRules Rules { get; }

    /// <summary>Years with demand, ascending: those of the orders, and those that the spend profile reaches.</summary>
    public IReadOnlyList<int> Years => ledger.Years;

    /// <summary>The demand of one year in the labels of a table.</summary>
    /// <param name="year">Year of the orders; the table may be another year's.</param>
    /// <param name="table">Labels, zero outputs and trade shares.</param>
    /// <param name="detail">What to keep apart in the entries.</param>
    /// <returns>The demand with its findings; errors among them mean that it must not be used.</returns>
    public YearDemand Build(int year, DemandTable table, DemandDetail detail = DemandDetail.None)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new DemandAssembly(year, table, detail, Rules, mapper).Build(ledger.SpanOf(year));
    }

    private static void Check(DemandRules rules)
    {
        var findings = new List<Finding>();
        var valuation = rules.Valuation;
        Require(valuation.Tax is > -1 and < 1, "valuation.tax", $"{valuation.Tax}", "above −1, below 1");
        if (valuation.Wholesale is { } w) Require(w.Margin is >= 0 and <= 1, "valuation.wholesale.margin", $"{w.Margin}", "0 to 1");
        Require(valuation.OnSite.Values.All(s => s is >= 0 and <= 1) && valuation.OnSite.Values.Sum() <= 1 + 1e-12, "valuation.onSite",
            $"{string.Join(" + ", valuation.OnSite.Values)} = {valuation.OnSite.Values.Sum()}", "shares of at least 0 that add to at most 1");
        Require(rules.SpendProfile.Count == 0 || (rules.SpendProfile.All(s => s >= 0) && Math.Abs(rules.SpendProfile.Sum() - 1m) <= 1e-9m), "orders.spendProfile",
            $"{string.Join(" + ", rules.SpendProfile)} = {rules.SpendProfile.Sum()}", "shares of at least 0 that add to 1");
        Weights(valuation.TradeSectors, "valuation.tradeSectors");
        Weights(valuation.TransportSectors, "valuation.transportSectors");
        Weights(valuation.Wholesale?.Goods, "valuation.wholesale.goods");
        if (findings.Count > 0) throw new ConfigException(findings);

        void Weights(IReadOnlyDictionary<string, double>? weights, string place)
        {
            if (weights is not null)
                Require(weights.Values.All(v => v >= 0) && Math.Abs(weights.Values.Sum() - 1.0) <= SectorWeights.Tolerance, place, $"{weights.Values.Sum():R}", "weights that add to 1");
        }

        void Require(bool holds, string place, string found, string expected)
        {
            if (!holds) findings.Add(Finding.Error("CONFIG-RANGE", place, "The value is out of its range.", found, expected));
        }
    }
}
