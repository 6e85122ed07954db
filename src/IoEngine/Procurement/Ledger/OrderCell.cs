namespace IoEngine.Procurement.Ledger;

/// <summary>One order as a library user hands it over; the reader makes the same from a row of a file. Immutable.</summary>
public sealed record Order
{
    /// <summary>Order number; only used to notice duplicates and, without <see cref="Contract"/>, for overrides.</summary>
    public string Id { get; init; } = "";

    /// <summary>Calendar year in which the order was created.</summary>
    [Option("Year of the order.", Required = true, Minimum = 1000, Maximum = 9999)]
    public required int Year { get; init; }

    /// <summary>
    /// First day of the contract, with <see cref="End"/>: the order is spent pro rata by days, at the rate of its year; null: in
    /// its year, or by the spend profile.
    /// </summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day of the contract, included, not before <see cref="Start"/>.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Identity of the supplier, for the profile.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Country of the supplier's establishment, any spelling; empty: unknown.</summary>
    [Option("Country of the supplier, any spelling; a tender leaves it out.")]
    public string SupplierCountry { get; init; } = "";

    /// <summary>Country of origin, any spelling; empty: the supplier's.</summary>
    public string OriginCountry { get; init; } = "";

    /// <summary>Scheme of the purchase code (CPV …); empty: any scheme of the concordance.</summary>
    [Option("Scheme of the purchase code.")]
    public string Scheme { get; init; } = "";

    /// <summary>Purchase code.</summary>
    [Option("Purchase code.")]
    public string Code { get; init; } = "";

    /// <summary>NACE code of the supplier.</summary>
    [Option("NACE of the supplier.")]
    public string Nace { get; init; } = "";

    /// <summary>Contract (or order) that an override may name.</summary>
    public string Contract { get; init; } = "";

    /// <summary>On-site, in-kind, funding.</summary>
    public OrderFlags Flags { get; init; }

    /// <summary>
    /// Values of the columns of <see cref="OrderReadOptions.Dimensions"/>, in their order; fewer: the rest are empty.
    /// </summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Value in <see cref="Currency"/>; negative for a credit note.</summary>
    [Option("Value at purchasers' prices.", Required = true)]
    public required decimal Value { get; init; }

    /// <summary>ISO 4217 code; empty: the report currency.</summary>
    [Option("ISO 4217; empty: the report currency.")]
    public string Currency { get; init; } = "";

    /// <summary>Whether it is a service carried out at the buyer's site: the flag of that name.</summary>
    [Option("Whether it is a service on the buyer's site.")]
    public bool OnSite
    {
        get => (Flags & OrderFlags.OnSite) != 0;
        init => Flags = value ? Flags | OrderFlags.OnSite : Flags & ~OrderFlags.OnSite;
    }
}

/// <summary>All orders that agree in everything that mapping and valuation look at, added. Immutable.</summary>
public readonly record struct OrderCell
{
    /// <summary>Year in which the spending counts.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// Year whose exchange rate applies: the order's own. Differs from <see cref="Year"/> only under a spend profile or a
    /// contract period.
    /// </summary>
    public required int RateYear { get; init; }

    /// <summary>
    /// ISO 3166 alpha-3 of the supplier's country, or the spelling as found where it is no known country; empty: unknown.
    /// </summary>
    public required string SupplierCountry { get; init; }

    /// <summary>The same for the country of origin; empty: not given.</summary>
    public string OriginCountry { get; init; }

    /// <summary>Scheme of the purchase code; empty: not given.</summary>
    public string Scheme { get; init; }

    /// <summary>Purchase code; empty: not given.</summary>
    public string Code { get; init; }

    /// <summary>Supplier's NACE; empty: not given.</summary>
    public string Nace { get; init; }

    /// <summary>Contract with an override; empty for all others.</summary>
    public string Contract { get; init; }

    /// <summary>
    /// Size band: number of thresholds that |value| of the single order reaches, from 0; −1 where there was no rate.
    /// </summary>
    public int Band { get; init; }

    /// <summary>On-site, in-kind, funding.</summary>
    public OrderFlags Flags { get; init; }

    /// <summary>
    /// Position, from 1, of the cell of the orders as read that this one is made of; 0 unless single orders are kept, see
    /// <see cref="OrderReadOptions.KeepOrders"/>.
    /// </summary>
    internal int Origin { get; init; }

    /// <summary>
    /// Whether <see cref="Year"/> follows from the order's contract period, so that no spend profile applies.
    /// </summary>
    public bool HasPeriod { get; init; }

    /// <summary>
    /// Values of the columns by which effects are attributed, see <see cref="OrderDimensions"/>; empty: all of them are.
    /// </summary>
    public string Dimensions { get; init; }

    /// <summary>ISO 4217 code of <see cref="Value"/>.</summary>
    public required string Currency { get; init; }

    /// <summary>Exact sum of the orders' values.</summary>
    public required decimal Value { get; init; }

    /// <summary>Number of orders; fractional only after a scenario moved shares.</summary>
    public required double Number { get; init; }
}
