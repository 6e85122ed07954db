using IoEngine.Tables.Deflation;

namespace IoEngine.Runs.Configuration;

/// <summary>Tables at the prices of the year before. Immutable.</summary>
public sealed record PreviousYearPricesConfig
{
    /// <summary>Path of a table; {year} stands for the year.</summary>
    [Option("Path of a table at the prices of the year before; {year} stands for the year. Without {year} it is one zip, folder "
        + "or workbook that holds several years. Labels, roles and options are those of the tables.", Required = true)]
    public string Path { get; init; } = "";

    /// <summary>At whose exchange rates these tables are.</summary>
    [Option("Whose exchange rates these tables are at: previous, those of the year before as their prices, or current, those of "
        + "the year itself, so that prices.exchange is needed.")]
    public PreviousYearRates Rates { get; init; } = PreviousYearRates.Previous;
}

/// <summary>At whose exchange rates a table at the prices of the year before is.</summary>
public enum PreviousYearRates
{
    /// <summary>Those of the year before: output over it tells prices and rates together.</summary>
    Previous,

    /// <summary>Those of the year itself: output over it tells prices in local money.</summary>
    Current,
}

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
