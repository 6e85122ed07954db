using IoEngine.Accounts;

namespace IoEngine.Demonstration;

/// <summary>A synthetic world to try the engine on: tables for 1999–2024 and orders in the shape of a European laboratory's. Immutable; safe for concurrent use.</summary>
/// <remarks>
/// Everything is generated from the seed, bit for bit the same on every machine. Sizes of economies are rounded public figures (data/README.md);
/// structures are plausible inventions. No number in it is a statistic, and every table says so (<see cref="TableIdentity.Synthetic"/>).
/// </remarks>
public sealed class DemonstrationWorld
{
    /// <summary>First year of tables and orders.</summary>
    public const int FirstYear = 1999;

    /// <summary>Last year of tables and orders.</summary>
    public const int LastYear = 2024;

    /// <summary>The seed of the demonstration as delivered.</summary>
    public const long DefaultSeed = 1954;

    private readonly WorldStructure structure;

    private DemonstrationWorld(long seed)
    {
        Seed = seed;
        structure = new WorldStructure(seed);
    }

    /// <summary>What everything is generated from.</summary>
    public long Seed { get; }

    /// <summary>The world of a seed.</summary>
    public static DemonstrationWorld Create(long seed = DefaultSeed) => new(seed);

    /// <summary>The table of a year: 30 regions × 22 sectors, million USD at basic prices, x = Z1 + Y1 and x' = 1'Z + 1'V to rounding.</summary>
    /// <param name="year">1999 to 2024.</param>
    /// <returns>
    /// V: TLS, COE, OTP, CFC, NOS. Y by region: HH, NPISH, GOV, GFCF, INV (inventories, some negative). F: employment/persons, employment/fte, emissions/co2.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public MrioTable Table(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return TableAssembly.Build(structure, new YearEconomy(structure, year));
    }
}
