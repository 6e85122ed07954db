namespace IoEngine.Runs.Configuration;

/// <summary>Names the sections that a list may hold, told apart by their key <c>kind</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KindsAttribute(params Type[] types) : Attribute
{
    /// <summary>The sections; each declares an option <c>kind</c> with a single choice.</summary>
    public IReadOnlyList<Type> Types { get; } = types;

    /// <summary>Name of a section's kind: the default of its option.</summary>
    public static string NameOf(Type type) => ConfigOption.Of(type).Single(o => o.Name == "kind").Declared.Choices![0];
}

/// <summary>One difference between two worlds. Immutable.</summary>
[Kinds(typeof(RedirectConfig), typeof(ScaleConfig), typeof(PlaceConfig), typeof(TenderConfig), typeof(MembershipChangeConfig), typeof(ContributionChangeConfig),
    typeof(ExchangeRateConfig), typeof(FreezeConfig), typeof(ShiftTradeConfig), typeof(ExtractConfig), typeof(ClosureChangeConfig), typeof(ValuationChangeConfig))]
public abstract record ChangeConfig
{
    /// <summary>The spelling of the kind.</summary>
    public abstract string Kind { get; init; }
}

/// <summary>Which orders: all conditions that are given must hold. Immutable.</summary>
public sealed record OrderSelectionConfig
{
    /// <summary>Countries.</summary>
    [Option("Supplier countries, any spelling; null: all.")]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Group.</summary>
    [Option("Group of the supplier's country in the order's year. \"member\" takes the hosts along, \"non-member\" every group of groups.outside. null: all.")]
    public string? Group { get; init; }

    /// <summary>Codes.</summary>
    [Option("Prefixes of purchase codes; null: all.")]
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>Sectors.</summary>
    [Option("Sectors of the table in which the largest part of the code lies; null: all.")]
    public IReadOnlyList<string>? Sectors { get; init; }

    /// <summary>Bands.</summary>
    [Option("Size bands as in orders_profile, such as \"10000-50000\"; null: all.")]
    public IReadOnlyList<string>? Bands { get; init; }
}

/// <summary>How redirected orders are spread.</summary>
public enum SpreadConfig
{
    /// <summary>As the destination's own orders of the same code and year.</summary>
    SameCode,

    /// <summary>As its orders of the year.</summary>
    Orders,

    /// <summary>As its contributions of the year.</summary>
    Contributions,

    /// <summary>The same to each country.</summary>
    Equal,
}

/// <summary>Where orders go. Immutable.</summary>
public sealed record DestinationConfig
{
    /// <summary>Countries.</summary>
    [Option("Countries, any spelling; null: those of the group.")]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Group.</summary>
    [Option("The countries of a group in the order's year; \"member\" takes the hosts along. null: the countries named.")]
    public string? Group { get; init; }

    /// <summary>Spread.</summary>
    [Option("Spread over several countries: as their own orders of the same code and year (same-code), of the year (orders), as their contributions, or equal.")]
    public SpreadConfig Spread { get; init; } = SpreadConfig.SameCode;
}

/// <summary>Moves a share of orders to suppliers elsewhere. Immutable.</summary>
public sealed record RedirectConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Moves a share of selected orders to suppliers elsewhere.", Required = true, Choices = ["redirect"])]
    public override string Kind { get; init; } = "redirect";

    /// <summary>From.</summary>
    [Option("Which orders.", Required = true)]
    public OrderSelectionConfig From { get; init; } = new();

    /// <summary>To.</summary>
    [Option("Where they go.", Required = true)]
    public DestinationConfig To { get; init; } = new();

    /// <summary>Share.</summary>
    [Option("Share of their value that moves.")]
    public double Share { get; init; } = 1;

    /// <summary>Years.</summary>
    [Option("Years of the orders, one span such as \"2005-2010\"; null: all.")]
    public YearSelection? Years { get; init; }
}

/// <summary>Multiplies orders. Immutable.</summary>
public sealed record ScaleConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Multiplies value and number of selected orders.", Required = true, Choices = ["scale"])]
    public override string Kind { get; init; } = "scale";

    /// <summary>Orders.</summary>
    [Option("Which orders.", Required = true)]
    public OrderSelectionConfig Orders { get; init; } = new();

    /// <summary>Factor.</summary>
    [Option("0 or more; 1.1 is ten per cent more.", Required = true)]
    public double Factor { get; init; } = 1;

    /// <summary>Years.</summary>
    [Option("Years of the orders, one span; null: all.")]
    public YearSelection? Years { get; init; }
}

/// <summary>An order that was never placed. Immutable.</summary>
public sealed record PlacedOrderConfig
{
    /// <summary>Year.</summary>
    [Option("Year of the order.", Required = true, Minimum = 1000, Maximum = 9999)]
    public int Year { get; init; } = 2000;

    /// <summary>Supplier's country.</summary>
    [Option("Country of the supplier, any spelling; a tender leaves it out.")]
    public string SupplierCountry { get; init; } = "";

    /// <summary>Scheme.</summary>
    [Option("Scheme of the purchase code.")]
    public string Scheme { get; init; } = "";

    /// <summary>Code.</summary>
    [Option("Purchase code.")]
    public string Code { get; init; } = "";

    /// <summary>NACE.</summary>
    [Option("NACE of the supplier.")]
    public string Nace { get; init; } = "";

    /// <summary>Value.</summary>
    [Option("Value at purchasers' prices.", Required = true)]
    public double Value { get; init; }

    /// <summary>Currency.</summary>
    [Option("ISO 4217; empty: the report currency.")]
    public string Currency { get; init; } = "";

    /// <summary>On site.</summary>
    [Option("Whether it is a service on the buyer's site.")]
    public bool OnSite { get; init; }
}

/// <summary>Adds orders. Immutable.</summary>
public sealed record PlaceConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Adds orders that were never placed.", Required = true, Choices = ["place"])]
    public override string Kind { get; init; } = "place";

    /// <summary>Orders.</summary>
    [Option("The orders.", Required = true)]
    public IReadOnlyList<PlacedOrderConfig> Orders { get; init; } = [];
}

/// <summary>The same purchase from several suppliers. Immutable.</summary>
public sealed record TenderConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("The same purchase from each of several suppliers: one scenario each, named \"name: country\". The scenario's only change.", Required = true, Choices = ["tender"])]
    public override string Kind { get; init; } = "tender";

    /// <summary>Purchase.</summary>
    [Option("The purchase.", Required = true)]
    public PlacedOrderConfig Order { get; init; } = new();

    /// <summary>Suppliers.</summary>
    [Option("Countries of the bidders, any spelling.", Required = true)]
    public IReadOnlyList<string> Suppliers { get; init; } = [];
}

/// <summary>A country joins, leaves or changes its status. Immutable.</summary>
public sealed record MembershipChangeConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("A country belongs to another group from a date.", Required = true, Choices = ["membership"])]
    public override string Kind { get; init; } = "membership";

    /// <summary>Country.</summary>
    [Option("The country, any spelling.", Required = true)]
    public string Country { get; init; } = "";

    /// <summary>Group.</summary>
    [Option("The group; \"non-member\" for leaving.", Required = true)]
    public string Group { get; init; } = "";

    /// <summary>From.</summary>
    [Option("First day, yyyy-MM-dd.", Required = true)]
    public string From { get; init; } = "";

    /// <summary>To.</summary>
    [Option("Last day, yyyy-MM-dd; null: for good.")]
    public string? To { get; init; }
}

/// <summary>A country pays another contribution. Immutable.</summary>
public sealed record ContributionChangeConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("A country pays another contribution.", Required = true, Choices = ["contribution"])]
    public override string Kind { get; init; } = "contribution";

    /// <summary>Country.</summary>
    [Option("The country, any spelling.", Required = true)]
    public string Country { get; init; } = "";

    /// <summary>Amount.</summary>
    [Option("Amount a year, report currency; null: factor times what it pays.")]
    public double? Amount { get; init; }

    /// <summary>Factor.</summary>
    [Option("Used where there is no amount.")]
    public double Factor { get; init; } = 1;

    /// <summary>Keep total.</summary>
    [Option("Whether the others' contributions change in proportion so that the year's total stays.")]
    public bool KeepTotal { get; init; } = true;

    /// <summary>Years.</summary>
    [Option("Which years, one span; null: all.")]
    public YearSelection? Years { get; init; }
}
