using IoEngine.Accounts;
using IoEngine.Tables.Deflation;

namespace IoEngine.Demonstration;

/// <summary>
/// A synthetic world to try the engine on: tables for 1999–2024 and orders in the shape of a European laboratory's. Immutable;
/// safe for concurrent use.
/// </summary>
/// <remarks>
/// Everything is generated from the seed, bit for bit the same on every machine. Sizes of economies are rounded public figures
/// (data/README.md); structures are plausible inventions. No number in it is a statistic, and every table says so
/// (<see cref="TableIdentity.Synthetic"/>).
/// </remarks>
public sealed class DemonstrationWorld
{
    /// <summary>First year of tables and orders.</summary>
    public const int FirstYear = 1999;

    /// <summary>Last year of tables and orders.</summary>
    public const int LastYear = 2024;

    /// <summary>The seed of the demonstration as delivered.</summary>
    public const long DefaultSeed = 1954;

    /// <summary>Number of orders of the demonstration as delivered; CERN's own are about 1.3 million.</summary>
    public const int DefaultOrders = 60_000;

    private readonly WorldStructure structure;

    private DemonstrationWorld(long seed)
    {
        Seed = seed;
        structure = new WorldStructure(seed);
    }

    /// <summary>What everything is generated from.</summary>
    public long Seed { get; }

    /// <summary>Prices and exchange rates of the world's years, invented as its tables are; the same for any seed.</summary>
    public static TablePrices Prices { get; } = PriceFacts.Prices();

    /// <summary>The world of a seed.</summary>
    public static DemonstrationWorld Create(long seed = DefaultSeed) => new(seed);

    /// <summary>
    /// The table of a year: 30 regions × 22 sectors, million USD at basic prices, x = Z1 + Y1 and x' = 1'Z + 1'V to rounding.
    /// </summary>
    /// <param name="year">1999 to 2024.</param>
    /// <returns>
    /// V: TLS, COE, OTP, CFC, NOS. Y by region: HH, NPISH, GOV, GFCF, INV (inventories, some negative). F: employment/persons,
    /// employment/fte, emissions/co2.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public MrioTable Table(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return WorldTable.Build(structure, new YearEconomy(structure, year));
    }

    /// <summary>
    /// Orders in a laboratory's shape, 1999–2024, in the order of time: 92 countries, about 30,000 suppliers, 14.1 thousand
    /// million CHF in all.
    /// </summary>
    /// <param name="count">How many; the total value is the same for any number.</param>
    /// <returns>A stream that is generated as it is read; each enumeration gives the same orders.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public IEnumerable<DemonstrationOrder> Orders(int count = DefaultOrders) => new OrderBook(Seed, count).Orders();

    /// <summary>
    /// Writes <see cref="Orders"/> as CSV: order_id, date, supplier_id, supplier_country, purchase_code, nace, value, currency,
    /// on_site, in_kind, funding.
    /// </summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="count">How many.</param>
    /// <param name="progress">Receives the number of rows written, now and then.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public void WriteOrders(Stream stream, int count = DefaultOrders, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        OrdersCsv.Write(stream, Orders(count), progress, cancellation);
    }
}
