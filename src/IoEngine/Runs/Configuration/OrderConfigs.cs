using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Runs.Configuration;

/// <summary>Which orders and how to read them. Immutable.</summary>
public sealed record OrdersConfig
{
    /// <summary>File, folder of Parquet parts, or glob.</summary>
    [Option("Orders file (.csv, .csv.gz, .parquet), a folder of .parquet files, or a glob. \"demo\" is the built-in synthetic world.", Required = true)]
    public string Path { get; init; } = "";

    /// <summary>Column names.</summary>
    [Option("Names of the columns, which must then exist; null: the file has none of this kind; \"=EUR\" is a constant. Of those left out date and value must exist.")]
    public OrderColumns Columns { get; init; } = new();

    /// <summary>Supplier or origin.</summary>
    [Option("Country that produces: the supplier's, or the country of origin where one is given.")]
    public OrderCountry Country { get; init; } = OrderCountry.Supplier;

    /// <summary>What counts.</summary>
    [Option("Which orders count.")]
    public IncludedOrders Include { get; init; } = new();

    /// <summary>Years.</summary>
    [Option("Years of orders to run; null: all. `ioe run --years` sets it.")]
    public YearSelection? Years { get; init; }

    /// <summary>Delimiters and encoding.</summary>
    [Option("How the file is written, where detection errs.")]
    public DialectConfig Dialect { get; init; } = new();

    /// <summary>Unknown country.</summary>
    [Option("Orders without a known country: distribute spreads them by the sourcing shares of the year, report lists them as unmapped.")]
    public UnknownCountry UnknownCountry { get; init; } = UnknownCountry.Distribute;

    /// <summary>Spend profile.</summary>
    [Option("Shares of an order's value by year after its creation, adding to 1; empty: all in the year of the order.", Minimum = 0, Maximum = 1)]
    public IReadOnlyList<double> SpendProfile { get; init; } = [];

    /// <summary>Size bands.</summary>
    [Option("Lower ends of the size bands of the profile, in the report currency, ascending.", Minimum = 0)]
    public IReadOnlyList<double> Bands { get; init; } = [10_000, 50_000, 200_000, 400_000, 750_000];

    /// <summary>Unmapped orders.</summary>
    [Option("Orders that no rule maps: report lists them with their value, error refuses the run.")]
    public UnmappedRule OnUnmapped { get; init; } = UnmappedRule.Report;
}

/// <summary>How the orders file is written; null: detected. Immutable.</summary>
public sealed record DialectConfig
{
    /// <summary>Delimiter.</summary>
    [Option("Delimiter, one character.")]
    public string? Delimiter { get; init; }

    /// <summary>Decimal sign.</summary>
    [Option("Decimal sign.", Choices = [".", ","])]
    public string? Decimal { get; init; }

    /// <summary>Encoding.</summary>
    [Option("Encoding by its IANA name, such as utf-8 or windows-1252.")]
    public string? Encoding { get; init; }
}

/// <summary>Concordances. Immutable.</summary>
public sealed record MappingConfig
{
    /// <summary>Codes.</summary>
    [Option("CSV scheme,code,sector,weight[,from,to]: purchase codes to sectors, longest prefix wins.")]
    public string? Codes { get; init; }

    /// <summary>NACE.</summary>
    [Option("CSV nace,sector,weight: the supplier's activity to sectors.")]
    public string? Nace { get; init; }

    /// <summary>Countries.</summary>
    [Option("CSV code,region: spellings of countries to countries or table regions; or a list in the layout of countries_iso3166.csv.")]
    public string? Countries { get; init; }

    /// <summary>Overrides.</summary>
    [Option("CSV contract,sector,weight: overrides for single contracts.")]
    public string? Overrides { get; init; }

    /// <summary>Averages.</summary>
    [Option("Whether a code that nothing maps takes the average of the same code's mapped orders, of its country first.")]
    public bool Averages { get; init; } = true;
}

/// <summary>From purchaser to basic prices. Immutable.</summary>
public sealed record ValuationConfig
{
    /// <summary>Tax.</summary>
    [Option("Product tax as a share of the purchaser price. International organisations are largely exempt.", Minimum = 0, Maximum = 1)]
    public double Tax { get; init; }

    /// <summary>Margins.</summary>
    [Option("CSV sector,trade,transport,tax: margins and product tax as shares of the purchaser price; null: none.")]
    public string? Margins { get; init; }

    /// <summary>Wholesalers.</summary>
    [Option("Orders to distributors: what share stays in wholesale as its margin.")]
    public WholesaleConfig Wholesale { get; init; } = new();

    /// <summary>On site.</summary>
    [Option("Shares of the production of on-site services placed in host countries, by country.")]
    public IReadOnlyDictionary<string, double> OnSite { get; init; } = new Dictionary<string, double>();
}

/// <summary>Orders to distributors. Immutable.</summary>
public sealed record WholesaleConfig
{
    /// <summary>Sectors.</summary>
    [Option("Sectors of the table that are wholesale.")]
    public IReadOnlyList<string> Sectors { get; init; } = WholesaleRules.Usual.Sectors;

    /// <summary>Suppliers.</summary>
    [Option("NACE prefixes of suppliers that are distributors whatever the code says was bought.")]
    public IReadOnlyList<string> Nace { get; init; } = WholesaleRules.Usual.Nace;

    /// <summary>Margin.</summary>
    [Option("Share of the order that is the wholesaler's margin.", Minimum = 0, Maximum = 1)]
    public double Margin { get; init; } = WholesaleRules.Usual.Margin;

    /// <summary>Goods.</summary>
    [Option("What distributors sell where the code does not say: weights by sector that add to 1; null: as the other distributors of the year.")]
    public IReadOnlyDictionary<string, double>? Goods { get; init; }

    /// <summary>Services.</summary>
    [Option("Sectors that a distributor provides itself: such orders are not split into margin and good.")]
    public IReadOnlyList<string> Services { get; init; } = [];
}

/// <summary>Exchange rates. Immutable.</summary>
public sealed record CurrencyConfig
{
    /// <summary>Rates.</summary>
    [Option("CSV year,currency,per_usd: annual averages.")]
    public string? Rates { get; init; }

    /// <summary>Report currency.</summary>
    [Option("Currency of the results (ISO 4217).")]
    public string Report
    {
        get;
        init => field = value.ToUpperInvariant();
    } = "CHF";

    /// <summary>Deflator.</summary>
    [Option("CSV year,index: one price index for results at constant prices; null: nominal.")]
    public string? Deflator { get; init; }

    /// <summary>Kind of the deflator.</summary>
    [Option("What the numbers of currency.deflator are: an index of any base, or changes on the year before in per cent (as the World Bank publishes them), which are chained. "
        + "null: an index, and numbers that look like yearly changes are refused.", Choices = ["index", "percent-change"])]
    public string? DeflatorKind { get; init; }
}
