using IoEngine.Places;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;

namespace IoEngine.Procurement;

/// <summary>
/// Which columns of the orders file hold what. A name that begins with <c>=</c> is a constant: <c>"=EUR"</c>. Null: none.
/// Immutable.
/// </summary>
/// <remarks>
/// <see cref="Date"/> and <see cref="Value"/> must exist, and so must every column whose name was changed from the default and
/// those of <see cref="Required"/>; the others may be absent under their default names, which is a warning where country, code or
/// currency are then unknown, else an info finding. Names are matched exactly, then without regard to case.
/// </remarks>
public sealed record OrderColumns : IGivenKeys
{
    /// <summary>Column with the order's number.</summary>
    [Option("Column with the order's number.")]
    public string? Id { get; init; } = "order_id";

    /// <summary>Date of creation; its year counts. A year alone is enough.</summary>
    [Option("Column with the order's date (ISO 8601) or year.")]
    public string Date { get; init; } = "date";

    /// <summary>Column with the supplier's number or name.</summary>
    [Option("Column with the supplier's number or name.")]
    public string? Supplier { get; init; } = "supplier_id";

    /// <summary>Column with the supplier's country.</summary>
    [Option("Column with the supplier's country.")]
    public string? SupplierCountry { get; init; } = "supplier_country";

    /// <summary>Column with the country of origin.</summary>
    [Option("Column with the country of origin.")]
    public string? OriginCountry { get; init; }

    /// <summary>Column with the purchase code.</summary>
    [Option("Column with the purchase code.")]
    public string? Code { get; init; } = "purchase_code";

    /// <summary>Scheme of the purchase code, such as <c>"=CPV"</c>; null: any scheme of the concordance.</summary>
    [Option("Column with the scheme of the purchase code, or \"=CPV\" for all; null: any scheme of the concordance.")]
    public string? Scheme { get; init; }

    /// <summary>Column with the supplier's NACE code.</summary>
    [Option("Column with the supplier's NACE code.")]
    public string? Nace { get; init; } = "nace";

    /// <summary>Column with the value.</summary>
    [Option("Column with the value.")]
    public string Value { get; init; } = "value";

    /// <summary>Currency; null or absent: the report currency.</summary>
    [Option("Column with the currency (ISO 4217).")]
    public string? Currency { get; init; } = "currency";

    /// <summary>Service on the buyer's site.</summary>
    [Option("Column that marks services on site.")]
    [Marks(OrderFlags.OnSite)]
    public string? OnSite { get; init; } = "on_site";

    /// <summary>Column that marks contributions in kind.</summary>
    [Option("Column that marks contributions in kind.")]
    [Marks(OrderFlags.InKind)]
    public string? InKind { get; init; } = "in_kind";

    /// <summary>Funding of a partner.</summary>
    [Option("Column with the source of funding.")]
    [Marks(OrderFlags.Funding)]
    public string? Funding { get; init; } = "funding";

    /// <summary>Contract that overrides name; null: the order number.</summary>
    [Option("Column with the contract that overrides name; null: the order's number.")]
    public string? Contract { get; init; }

    /// <summary>First day of the contract; null: orders are spent in their own year, or by the spend profile.</summary>
    [Option("Column with the first day of the contract. An order with a period from start to end, both included, is spent pro "
        + "rata by days, at the rate of the order's own year; the spend profile is for the others.")]
    public string? Start { get; init; }

    /// <summary>Last day of the contract, included.</summary>
    [Option("Column with the last day of the contract; a year or month alone is its last day.")]
    public string? End { get; init; }

    /// <summary>
    /// Columns that must exist under their default names too, by their keys in a configuration: <c>supplierCountry</c>,
    /// <c>code</c> …
    /// </summary>
    public IReadOnlyCollection<string> Required { get; init; } = [];

    IReadOnlyCollection<string> IGivenKeys.Given
    {
        get => Required;
        init => Required = value;
    }
}

/// <summary>How the orders file is written; every null is detected from the file. Immutable.</summary>
public sealed record OrderDialect
{
    /// <summary>Delimiter; null: comma, semicolon, tab or bar, by the header.</summary>
    [Option("Delimiter, one character.")]
    public char? Delimiter { get; init; }

    /// <summary>Decimal sign, '.' or ','; null: by the values.</summary>
    [Option("Decimal sign.", Choices = [".", ","])]
    public char? Decimal { get; init; }

    /// <summary>Encoding by its IANA name; null: by the byte order mark and the bytes.</summary>
    [Option("Encoding by its IANA name, such as utf-8 or windows-1252.")]
    public string? Encoding { get; init; }
}

/// <summary>How to read the orders. Immutable; every null is detected from the file.</summary>
public sealed record OrderReadOptions
{
    /// <summary>Which columns hold what.</summary>
    public OrderColumns Columns { get; init; } = new();

    /// <summary>How the file is written.</summary>
    public OrderDialect Dialect { get; init; } = new();

    /// <summary>Report currency: of orders without one, and of the size bands.</summary>
    public string ReportCurrency { get; init; } = "CHF";

    /// <summary>Rates, for the size bands; null: only orders in the report currency get a band.</summary>
    public CurrencyRates? Rates { get; init; }

    /// <summary>Lower ends of the size bands, in the report currency, ascending.</summary>
    public IReadOnlyList<decimal> Bands { get; init; } = DefaultBands;

    /// <summary>
    /// An order of at least this absolute value (in the report currency; in its own where there is no rate) is kept and flagged.
    /// </summary>
    public decimal AbsurdValue { get; init; } = 1_000_000_000m;

    /// <summary>Orders after this day are kept and flagged; null: today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Contracts with an override: their orders keep the contract.</summary>
    public ContractOverrides? Overrides { get; init; }

    /// <summary>
    /// Columns whose values cells keep apart: their names in the file, or their keys in <see cref="OrderColumns"/>; <c>band</c>
    /// is the engine's size band where the file has no such column. Effects can be attributed by them.
    /// </summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>
    /// Whether the number, cell and value of every order are kept, some 45 bytes an order, so that effects can be told order by
    /// order. Credit notes then have cells of their own.
    /// </summary>
    public bool KeepOrders { get; init; }

    /// <summary>The user's word on spellings of countries.</summary>
    public CountryConcordance Countries { get; init; } = CountryConcordance.Default;

    /// <summary>Threads that parse; 0: all processors. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>10k, 50k, 200k, 400k, 750k.</summary>
    public static IReadOnlyList<decimal> DefaultBands { get; } = [10_000m, 50_000m, 200_000m, 400_000m, 750_000m];
}
