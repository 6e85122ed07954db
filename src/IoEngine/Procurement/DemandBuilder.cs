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
        return new DemandAssembly(year, table, detail, Rules, mapper).Build(ledger.Of(year));
    }

    private static void Check(DemandRules rules)
    {
        var findings = new List<Finding>();
        var valuation = rules.Valuation;
        var onSite = valuation.OnSite.Values;
        var profile = rules.SpendProfile;
        if (!(valuation.Tax is > -1 and < 1)) Add("valuation.tax", $"{valuation.Tax}", "above −1, below 1");
        if (valuation.Wholesale is { Margin: not (>= 0 and <= 1) } w) Add("valuation.wholesale.margin", $"{w.Margin}", "0 to 1");
        if (!onSite.All(s => s is >= 0 and <= 1) || !(onSite.Sum() <= 1 + 1e-12))
            Add("valuation.onSite", $"{string.Join(" + ", onSite)} = {onSite.Sum()}", "shares of at least 0 that add to at most 1");
        if (profile.Count > 0 && (profile.Any(s => s < 0) || Math.Abs(profile.Sum() - 1m) > 1e-9m))
            Add("orders.spendProfile", $"{string.Join(" + ", profile)} = {profile.Sum()}", "shares of at least 0 that add to 1");
        Weights(valuation.TradeSectors, "valuation.tradeSectors");
        Weights(valuation.TransportSectors, "valuation.transportSectors");
        Weights(valuation.Wholesale?.Goods, "valuation.wholesale.goods");
        if (findings.Count > 0) throw new ConfigException(findings);

        void Weights(IReadOnlyDictionary<string, double>? weights, string place)
        {
            if (weights is not null && !(weights.Values.All(v => v >= 0) && Math.Abs(weights.Values.Sum() - 1.0) <= SectorWeights.Tolerance))
                Add(place, $"{weights.Values.Sum():R}", "weights that add to 1");
        }

        void Add(string place, string found, string expected) =>
            findings.Add(Finding.Error("CONFIG-RANGE", place, "The value is out of its range.", found, expected));
    }
}
