namespace IoEngine.Accounts;

/// <summary>What a region's code means. Immutable.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Iso3">ISO 3166 alpha-3; null where the region is no single country.</param>
public sealed record RegionName(string Name, string? Iso3 = null);

/// <summary>
/// What the codes of a table mean, as far as the source or the shipped lists say: for people only, no number depends on it.
/// Immutable.
/// </summary>
public sealed class TableNames
{
    /// <summary>Nothing is known.</summary>
    public static TableNames None { get; } = new(new Dictionary<Region, RegionName>(), new Dictionary<Sector, string>());

    /// <summary>Puts names together; labels without one may be left out.</summary>
    /// <param name="regions">Names and countries of regions.</param>
    /// <param name="sectors">Names of sectors.</param>
    public TableNames(IReadOnlyDictionary<Region, RegionName> regions, IReadOnlyDictionary<Sector, string> sectors)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(sectors);
        Regions = new Dictionary<Region, RegionName>(regions).AsReadOnly();
        Sectors = new Dictionary<Sector, string>(sectors).AsReadOnly();
    }

    /// <summary>Names of regions, and the countries that they are.</summary>
    public IReadOnlyDictionary<Region, RegionName> Regions { get; }

    /// <summary>Names of sectors.</summary>
    public IReadOnlyDictionary<Sector, string> Sectors { get; }

    /// <summary>The name of a region; its code where none is known.</summary>
    public string Of(Region region) => Regions.GetValueOrDefault(region)?.Name ?? region.Code;

    /// <summary>The name of a sector; its code where none is known.</summary>
    public string Of(Sector sector) => Sectors.GetValueOrDefault(sector) ?? sector.Code;

    /// <summary>These names, and those of <paramref name="others"/> for what these do not name.</summary>
    public TableNames Or(TableNames others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new TableNames(Union(Regions, others.Regions), Union(Sectors, others.Sectors));
    }

    private static Dictionary<TKey, TValue> Union<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> first,
        IReadOnlyDictionary<TKey, TValue> others)
        where TKey : notnull
    {
        var all = new Dictionary<TKey, TValue>(first);
        foreach (var (key, value) in others) all.TryAdd(key, value);
        return all;
    }
}
