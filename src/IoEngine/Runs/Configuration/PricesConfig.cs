using IoEngine.Tables.Deflation;

namespace IoEngine.Runs.Configuration;

/// <summary>Prices of the tables' years: what volumes are told from. Immutable.</summary>
public sealed record PricesConfig
{
    /// <summary>
    /// CSV region[,sector],year,index in local currency, any base; "shipped"; null: none, everything is in money.
    /// </summary>
    [Option("CSV region[,sector],year,index: price indices in local currency, any base; \"shipped\": the World Bank's GDP "
        + "deflators; null: none, and decomposition and freezes are those of money. The demonstration has its own, and synthetic "
        + "tables never take what is shipped.")]
    public string? Indices { get; init; } = TablePrices.Shipped;

    /// <summary>
    /// CSV region,year,per_unit: table currency per unit of local currency; "shipped"; null: indices are in table currency.
    /// </summary>
    [Option("CSV region,year,per_unit: table currency per unit of local currency; \"shipped\": annual averages of the OECD, the "
        + "Federal Reserve and the ECB; null: the indices are in table currency, and prices and exchange rates are one factor.")]
    public string? Exchange { get; init; } = TablePrices.Shipped;

    /// <summary>CSV account,region[,sector],year,index: real output per unit of a row; null: 1.</summary>
    [Option("CSV account,region[,sector],year,index: real output per unit of a row that is no money (employment, fte, or a "
        + "satellite row), any base, for years whose table is another year's; null, and rows without: 1.")]
    public string? Productivity { get; init; }
}
