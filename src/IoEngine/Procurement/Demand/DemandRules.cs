using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Procurement.Demand;

/// <summary>Whose country an order counts for.</summary>
public enum OrderCountry
{
    /// <summary>The supplier's establishment.</summary>
    Supplier,

    /// <summary>The country of origin where given, else the supplier's.</summary>
    Origin,
}

/// <summary>What to do with orders whose country is unknown.</summary>
public enum UnknownCountry
{
    /// <summary>
    /// Spread over the countries that the same sector's known orders of the year come from (else all known orders of the year).
    /// </summary>
    Distribute,

    /// <summary>List as unmapped.</summary>
    Report,
}

/// <summary>What to do with orders that no rule maps.</summary>
public enum UnmappedRule
{
    /// <summary>List them with their value.</summary>
    Report,

    /// <summary>Refuse the run.</summary>
    Error,
}

/// <summary>From orders to a demand vector: every choice. Immutable.</summary>
public sealed record DemandRules
{
    /// <summary>Supplier's country or country of origin.</summary>
    public OrderCountry Country { get; init; } = OrderCountry.Supplier;

    /// <summary>Which marked orders count.</summary>
    public IncludedOrders Include { get; init; } = new();

    /// <summary>What to do with orders that no rule maps.</summary>
    public UnmappedRule OnUnmapped { get; init; } = UnmappedRule.Report;

    /// <summary>What to do without a country.</summary>
    public UnknownCountry UnknownCountry { get; init; } = UnknownCountry.Distribute;

    /// <summary>What to do with orders to industries without output.</summary>
    public WithoutOutputRule WithoutOutput { get; init; } = WithoutOutputRule.Report;

    /// <summary>Shares of an order's value by year after its creation, adding to 1; empty: all in the order's year.</summary>
    public IReadOnlyList<decimal> SpendProfile { get; init; } = [];

    /// <summary>Report currency, ISO 4217.</summary>
    public string ReportCurrency { get; init; } = "CHF";

    /// <summary>Exchange rates.</summary>
    public CurrencyRates Rates { get; init; } = CurrencyRates.None;

    /// <summary>Codes, NACE, overrides.</summary>
    public MappingRules Mapping { get; init; } = new();

    /// <summary>Taxes, margins, wholesalers, on-site services.</summary>
    public ValuationRules Valuation { get; init; } = new();

    /// <summary>Countries to table regions.</summary>
    public CountryConcordance Countries { get; init; } = CountryConcordance.Default;

    /// <summary>The table's money, in its scale, for one unit of report currency.</summary>
    /// <exception cref="InvalidDataFindingsException">A rate is missing.</exception>
    internal double TableMoneyPerUnit(Unit unit, int year) => Rates.TryRate(ReportCurrency, unit.Currency, year, out var rate)
        ? (double)rate / unit.Scale
        : throw new InvalidDataFindingsException("The table's money can't be converted",
            Rates.Missing(ReportCurrency, unit.Currency, year));

    /// <summary>Refuses rules that are out of their range.</summary>
    /// <exception cref="ConfigException">Every such rule is named.</exception>
    internal void Check()
    {
        var findings = new List<Finding>();
        var valuation = Valuation;
        var profile = SpendProfile;
        if (!(valuation.Tax is > -1 and < 1)) Add("valuation.tax", $"{valuation.Tax}", "above −1, below 1");
        if (valuation.Wholesale is { Margin: not (>= 0 and <= 1) } w) Add("valuation.wholesale.margin", $"{w.Margin}", "0 to 1");
        findings.AddRange(valuation.OnSite.Faults("valuation.onSite"));
        if (profile.Count > 0 && (profile.Any(s => s < 0) || Math.Abs(profile.Sum() - 1m) > 1e-9m))
            Add("orders.spendProfile", $"{string.Join(" + ", profile)} = {profile.Sum()}", "shares of at least 0 that add to 1");
        Weights(valuation.TradeSectors, "valuation.tradeSectors");
        Weights(valuation.TransportSectors, "valuation.transportSectors");
        Weights(valuation.Wholesale?.Goods, "valuation.wholesale.goods");
        if (findings.Count > 0) throw new ConfigException(findings);

        void Weights(IReadOnlyDictionary<string, double>? weights, string place)
        {
            if (weights is not null
                && !(weights.Values.All(v => v >= 0) && Math.Abs(weights.Values.Sum() - 1.0) <= SectorWeights.Tolerance))
                Add(place, $"{weights.Values.Sum():R}", "weights that add to 1");
        }

        void Add(string place, string found, string expected) =>
            findings.Add(Finding.Error("CONFIG-RANGE", place, "The value is out of its range.", found, expected));
    }
}

/// <summary>Which product or industry an order buys. Immutable.</summary>
public sealed record MappingRules
{
    /// <summary>Purchase codes → sectors; null: none.</summary>
    public CodeConcordance? Codes { get; init; }

    /// <summary>NACE → sectors; null: none.</summary>
    public NaceConcordance? Nace { get; init; }

    /// <summary>Contract → sectors; null: none.</summary>
    public ContractOverrides? Overrides { get; init; }

    /// <summary>
    /// Whether a code that nothing maps takes the average of the same code's mapped orders (country first, then all countries).
    /// </summary>
    public bool Averages { get; init; } = true;

    /// <summary>The files of these rules with their lines, in the order of precedence.</summary>
    internal IEnumerable<(string Path, IReadOnlyList<ConcordanceLine> Lines)> Files()
    {
        if (Overrides is { } overrides) yield return (overrides.Path, overrides.Lines);
        if (Codes is { } codes) yield return (codes.Path, codes.Lines);
        if (Nace is { } nace) yield return (nace.Path, nace.Lines);
    }
}
