using IoEngine.Procurement.Demand;
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
    public ColumnsConfig Columns { get; init; } = new();

    /// <summary>Supplier or origin.</summary>
    [Option("Country that produces: the supplier's, or the country of origin where one is given.")]
    public OrderCountryRule Country { get; init; } = OrderCountryRule.Supplier;

    /// <summary>What counts.</summary>
    [Option("Which orders count.")]
    public IncludeConfig Include { get; init; } = new();

    /// <summary>Years.</summary>
    [Option("Years of orders to run; null: all. `ioe run --years` sets it.")]
    public YearSelection? Years { get; init; }

    /// <summary>Delimiters and encoding.</summary>
    [Option("How the file is written, where detection errs.")]
    public DialectConfig Dialect { get; init; } = new();

    /// <summary>Unknown country.</summary>
    [Option("Orders without a known country: distribute spreads them by the sourcing shares of the year, report lists them as unmapped.")]
    public UnknownCountryRule UnknownCountry { get; init; } = UnknownCountryRule.Distribute;

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

/// <summary>Which country of an order counts.</summary>
public enum OrderCountryRule
{
    /// <summary>The supplier's establishment.</summary>
    Supplier,

    /// <summary>The country of origin where the order names one.</summary>
    Origin,
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

/// <summary>What happens with orders without a known country.</summary>
public enum UnknownCountryRule
{
    /// <summary>Spread by the sourcing shares of the year.</summary>
    Distribute,

    /// <summary>Listed as unmapped.</summary>
    Report,
}

/// <summary>What happens with orders that no rule maps.</summary>
public enum UnmappedRule
{
    /// <summary>Listed with their value.</summary>
    Report,

    /// <summary>The run is refused.</summary>
    Error,
}

/// <summary>Names of the columns of the orders. Immutable to callers of the library.</summary>
public sealed record ColumnsConfig : IGivenKeys
{
    /// <summary>Keys that the configuration names: their columns must exist, default name or not.</summary>
    internal IReadOnlyCollection<string> Given { get; private set; } = [];

    IReadOnlyCollection<string> IGivenKeys.Given => Given;

    void IGivenKeys.SetGiven(IReadOnlyCollection<string> keys) => Given = keys;

    /// <summary>Id.</summary>
    [Option("Column with the order's number.")]
    public string? Id { get; init; } = "order_id";

    /// <summary>Date.</summary>
    [Option("Column with the order's date (ISO 8601) or year.")]
    public string Date { get; init; } = "date";

    /// <summary>Supplier.</summary>
    [Option("Column with the supplier's number or name.")]
    public string? Supplier { get; init; } = "supplier_id";

    /// <summary>Supplier's country.</summary>
    [Option("Column with the supplier's country.")]
    public string? SupplierCountry { get; init; } = "supplier_country";

    /// <summary>Country of origin.</summary>
    [Option("Column with the country of origin.")]
    public string? OriginCountry { get; init; }

    /// <summary>Purchase code.</summary>
    [Option("Column with the purchase code.")]
    public string? Code { get; init; } = "purchase_code";

    /// <summary>Scheme.</summary>
    [Option("Column with the scheme of the purchase code, or \"=CPV\" for all; null: any scheme of the concordance.")]
    public string? Scheme { get; init; }

    /// <summary>NACE.</summary>
    [Option("Column with the supplier's NACE code.")]
    public string? Nace { get; init; } = "nace";

    /// <summary>Value.</summary>
    [Option("Column with the value.")]
    public string Value { get; init; } = "value";

    /// <summary>Currency.</summary>
    [Option("Column with the currency (ISO 4217).")]
    public string? Currency { get; init; } = "currency";

    /// <summary>On site.</summary>
    [Option("Column that marks services on site.")]
    public string? OnSite { get; init; } = "on_site";

    /// <summary>In kind.</summary>
    [Option("Column that marks contributions in kind.")]
    public string? InKind { get; init; } = "in_kind";

    /// <summary>Funding.</summary>
    [Option("Column with the source of funding.")]
    public string? Funding { get; init; } = "funding";

    /// <summary>Contract.</summary>
    [Option("Column with the contract that overrides name; null: the order's number.")]
    public string? Contract { get; init; }
}

/// <summary>Which orders count. Immutable.</summary>
public sealed record IncludeConfig
{
    /// <summary>In kind.</summary>
    [Option("Whether contributions in kind count.")]
    public bool InKind { get; init; } = true;

    /// <summary>Funding.</summary>
    [Option("Whether funding of partners counts.")]
    public bool Funding { get; init; } = true;
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
