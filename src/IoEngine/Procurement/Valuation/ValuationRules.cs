namespace IoEngine.Procurement.Valuation;

/// <summary>From purchasers' to basic prices, and where production takes place. Immutable.</summary>
/// <remarks>
/// f(product) = P(1 − tax − trade − transport); margins become demand for trade and transport in the supplier's country.
/// </remarks>
public sealed record ValuationRules
{
    /// <summary>
    /// Product tax as a share of the purchaser's price, for sectors without a row in <see cref="Margins"/>. Default 0.
    /// </summary>
    public double Tax { get; init; }

    /// <summary>Trade, transport and tax shares by sector; null: none.</summary>
    public MarginTable? Margins { get; init; }

    /// <summary>
    /// Sectors that receive trade margins, with weights; null: the first of <see cref="WholesaleRules.Sectors"/>.
    /// </summary>
    public IReadOnlyDictionary<string, double>? TradeSectors { get; init; }

    /// <summary>
    /// Sectors that receive transport margins, with weights; null: the table's sectors of land, water and air transport (NACE 49
    /// to 51) by their output in the supplier's country; where none is known to be one, the sectors of trade.
    /// </summary>
    public IReadOnlyDictionary<string, double>? TransportSectors { get; init; }

    /// <summary>Wholesalers; default <see cref="WholesaleRules.Usual"/>; null: treated as any other supplier.</summary>
    public WholesaleRules? Wholesale { get; init; } = WholesaleRules.Usual;

    /// <summary>Where on-site services are produced; the rest stays with the supplier.</summary>
    public OnSiteShares OnSite { get; init; } = OnSiteShares.None;
}

/// <summary>
/// Orders to distributors: the margin is the wholesaler's output, the rest the good's. Where nothing is said, sector G46 if the
/// table has it, with a margin of a quarter. Immutable.
/// </summary>
public sealed record WholesaleRules
{
    private static readonly string[] UsualSectors = ["G46"];
    private readonly bool? ifPresent;

    /// <summary>Sector G46 where the table has it, with a margin of a quarter.</summary>
    public static WholesaleRules Usual { get; } = new();

    /// <summary>
    /// Sectors of the table that are wholesale. An order that maps there is a distributor's; the first receives the margin.
    /// </summary>
    [Option("Sectors of the table that are wholesale.")]
    public IReadOnlyList<string> Sectors { get; init; } = UsualSectors;

    /// <summary>
    /// Whether a table without any of the sectors is taken as it is, with a warning and no split; otherwise that is an error.
    /// Where nothing is said, the usual sectors need not be there, those of one's own must.
    /// </summary>
    public bool IfPresent
    {
        get => ifPresent ?? Sectors.SequenceEqual(UsualSectors);
        init => ifPresent = value;
    }

    /// <summary>Supplier NACE prefixes that mean a distributor whatever the code says was bought. Default: division 46.</summary>
    [Option("NACE prefixes of suppliers that are distributors whatever the code says was bought.")]
    public IReadOnlyList<string> Nace { get; init; } = ["46"];

    /// <summary>Margin as a share of the order's value.</summary>
    [Option("Share of the order that is the wholesaler's margin.", Minimum = 0, Maximum = 1)]
    public double Margin { get; init; } = 0.25;

    /// <summary>
    /// What distributors sell where the code does not say, sector → weight; null: the mix of the other distributors of the year.
    /// </summary>
    [Option("What distributors sell where the code does not say: weights by sector that add to 1; null: as the other "
        + "distributors of the year.")]
    public IReadOnlyDictionary<string, double>? Goods { get; init; }

    /// <summary>Sectors that a distributor provides itself (services): such orders are not split.</summary>
    [Option("Sectors that a distributor provides itself: such orders are not split into margin and good.")]
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Origins of the goods; null: the table's trade shares.</summary>
    public GivenOrigins? Origins { get; init; }
}

/// <summary>Where a region's use of a product comes from, given instead of the table's trade shares. Immutable.</summary>
/// <param name="Shares">
/// (region that buys, sector, region of origin) → share; the shares of one buyer and sector add to 1.
/// </param>
public sealed record GivenOrigins(IReadOnlyDictionary<(string Region, string Sector, string Origin), double> Shares);
