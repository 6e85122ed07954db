using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Runs.Configuration;

/// <summary>Which orders and how to read them. Immutable.</summary>
public sealed record OrdersConfig
{
    /// <summary>File, folder of Parquet parts, or glob.</summary>
    [Option("Orders file (.csv, .csv.gz, .parquet), a folder of .parquet files, or a glob. \"demo\" is the built-in "
        + "synthetic world.", Required = true)]
    public string Path { get; init; } = "";

    /// <summary>
    /// Names of the columns, which must then exist; null: the file has none of this kind; "=EUR" is a constant. Of those left out
    /// date and value must exist.
    /// </summary>
    [Option("Names of the columns, which must then exist; null: the file has none of this kind; \"=EUR\" is a constant. Of those "
        + "left out date and value must exist.")]
    public OrderColumns Columns { get; init; } = new();

    /// <summary>Country that produces: the supplier's, or the country of origin where one is given.</summary>
    [Option("Country that produces: the supplier's, or the country of origin where one is given.")]
    public OrderCountry Country { get; init; } = OrderCountry.Supplier;

    /// <summary>Which orders count.</summary>
    [Option("Which orders count.")]
    public IncludedOrders Include { get; init; } = new();

    /// <summary>Years of orders to run; null: all. `ioe run --years` sets it.</summary>
    [Option("Years of orders to run; null: all. `ioe run --years` sets it.")]
    public YearSelection? Years { get; init; }

    /// <summary>How the file is written, where detection errs.</summary>
    [Option("How the file is written, where detection errs.")]
    public OrderDialect Dialect { get; init; } = new();

    /// <summary>
    /// Orders without a known country: distribute spreads them by the sourcing shares of the year, report lists them as unmapped.
    /// </summary>
    [Option("Orders without a known country: distribute spreads them by the sourcing shares of the year, report lists them "
        + "as unmapped.")]
    public UnknownCountry UnknownCountry { get; init; } = UnknownCountry.Distribute;

    /// <summary>
    /// Shares of an order's value by year after its creation, adding to 1; empty: all in the year of the order.
    /// </summary>
    [Option("Shares of an order's value by year after its creation, adding to 1; empty: all in the year of the order.",
        Minimum = 0, Maximum = 1)]
    public IReadOnlyList<decimal> SpendProfile { get; init; } = [];

    /// <summary>Lower ends of the size bands of the profile, in the report currency, ascending.</summary>
    [Option("Lower ends of the size bands of the profile, in the report currency, ascending.", Minimum = 0)]
    public IReadOnlyList<decimal> Bands { get; init; } = OrderReadOptions.DefaultBands;

    /// <summary>Orders that no rule maps: report lists them with their value, error refuses the run.</summary>
    [Option("Orders that no rule maps: report lists them with their value, error refuses the run.")]
    public UnmappedRule OnUnmapped { get; init; } = UnmappedRule.Report;

    /// <summary>Orders to industries that have no output in their country's table.</summary>
    [Option("Orders to an industry that the table gives no output in that country: report leaves them without effect and lists "
        + "them; nearest-sector places them in the sector of the same section of NACE with output there that is the fewest "
        + "divisions away, of two as near in that with more output; region spreads them over the country's industries "
        + "by output.")]
    public WithoutOutputRule WithoutOutput { get; init; } = WithoutOutputRule.Report;
}

/// <summary>Concordances. Immutable.</summary>
public sealed record MappingConfig
{
    /// <summary>CSV scheme,code,sector,weight[,from,to]: purchase codes to sectors, longest prefix wins.</summary>
    [Option("CSV scheme,code,sector,weight[,from,to]: purchase codes to sectors, longest prefix wins.")]
    public string? Codes { get; init; }

    /// <summary>CSV nace,sector,weight: the supplier's activity to sectors.</summary>
    [Option("CSV nace,sector,weight: the supplier's activity to sectors.")]
    public string? Nace { get; init; }

    /// <summary>
    /// CSV code,region: spellings of countries to countries or table regions; or a list in the layout of countries_iso3166.csv.
    /// </summary>
    [Option("CSV code,region: spellings of countries to countries or table regions; or a list in the layout of "
        + "countries_iso3166.csv.")]
    public string? Countries { get; init; }

    /// <summary>CSV contract,sector,weight: overrides for single contracts.</summary>
    [Option("CSV contract,sector,weight: overrides for single contracts.")]
    public string? Overrides { get; init; }

    /// <summary>
    /// Whether a code that nothing maps takes the average of the same code's mapped orders, of its country first.
    /// </summary>
    [Option("Whether a code that nothing maps takes the average of the same code's mapped orders, of its country first.")]
    public bool Averages { get; init; } = true;
}

/// <summary>From purchaser to basic prices. Immutable.</summary>
public sealed record ValuationConfig
{
    /// <summary>Product tax as a share of the purchaser price. International organisations are largely exempt.</summary>
    [Option("Product tax as a share of the purchaser price. International organisations are largely exempt.", Minimum = 0,
        Maximum = 1)]
    public double Tax { get; init; }

    /// <summary>CSV sector,trade,transport,tax: margins and product tax as shares of the purchaser price; null: none.</summary>
    [Option("CSV sector,trade,transport,tax: margins and product tax as shares of the purchaser price; null: none.")]
    public string? Margins { get; init; }

    /// <summary>Orders to distributors: what share stays in wholesale as its margin.</summary>
    [Option("Orders to distributors: what share stays in wholesale as its margin.")]
    public WholesaleRules Wholesale { get; init; } = new();

    /// <summary>
    /// Shares of the production of on-site services placed in host countries: by country, or a CSV country,share[,sector,from,to]
    /// where they differ by sector or year. A sector with rows of its own in a year takes these alone.
    /// </summary>
    [Option("Shares of the production of on-site services placed in host countries: by country, or a CSV "
        + "country,share[,sector,from,to] where they differ by sector or year. A sector with rows of its own in a year takes "
        + "these alone.")]
    public ShareSelection OnSite { get; init; } = ShareSelection.None;
}

/// <summary>Exchange rates. Immutable.</summary>
public sealed record CurrencyConfig
{
    /// <summary>In place of a path of rates: those that the library carries.</summary>
    public const string Shipped = "shipped";

    /// <summary>CSV year,currency,per_usd: annual averages; "shipped" is the ECB's reference rates, 1999 to 2025.</summary>
    [Option("CSV year,currency,per_usd: annual averages. \"shipped\" is the European Central Bank's reference rates, 1999 to "
        + "2025, which the program carries (data/reference/fx.csv).")]
    public string? Rates { get; init; }

    /// <summary>Currency of the results (ISO 4217).</summary>
    [Option("Currency of the results (ISO 4217).")]
    public string Report
    {
        get;
        init => field = value.ToUpperInvariant();
    } = "CHF";

    /// <summary>CSV year,index: one price index for results at constant prices; null: nominal.</summary>
    [Option("CSV year,index: one price index for results at constant prices; null: nominal.")]
    public string? Deflator { get; init; }

    /// <summary>Kind of the deflator.</summary>
    [Option("What the numbers of currency.deflator are: an index of any base, or changes on the year before in per cent (as the "
        + "World Bank publishes them), which are chained. null: an index, and numbers that look like yearly changes "
        + "are refused.")]
    public DeflatorKind? DeflatorKind { get; init; }
}
