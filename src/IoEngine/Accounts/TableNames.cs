namespace IoEngine.Accounts;

/// <summary>What a region's code means. Immutable.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Iso3">ISO 3166 alpha-3; null where the region is no single country.</param>
public sealed record RegionName(string Name, string? Iso3 = null);

/// <summary>What a sector does, in the terms of NACE Rev. 2. Immutable.</summary>
/// <param name="Section">Its section, such as M; of one that spans several the main one.</param>
/// <param name="Divisions">Its divisions, such as 69 and 70, ascending; empty: it has none of its own.</param>
public sealed record SectorActivity(string Section, IReadOnlyList<int> Divisions);

/// <summary>
/// What the codes of a table mean, as far as the source or the shipped lists say. Names are for people only; on activities depend
/// the rules that look for a sector of a kind. Immutable.
/// </summary>
public sealed class TableNames
{
    /// <summary>Nothing is known.</summary>
    public static TableNames None { get; } = new(new Dictionary<Region, RegionName>(), new Dictionary<Sector, string>());

    /// <summary>Puts names together; labels without one may be left out.</summary>
    /// <param name="regions">Names and countries of regions.</param>
    /// <param name="sectors">Names of sectors.</param>
    /// <param name="activities">What sectors do; null: not known.</param>
    public TableNames(IReadOnlyDictionary<Region, RegionName> regions, IReadOnlyDictionary<Sector, string> sectors,
        IReadOnlyDictionary<Sector, SectorActivity>? activities = null)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(sectors);
        Regions = new Dictionary<Region, RegionName>(regions).AsReadOnly();
        Sectors = new Dictionary<Sector, string>(sectors).AsReadOnly();
        Activities = new Dictionary<Sector, SectorActivity>(activities ?? new Dictionary<Sector, SectorActivity>()).AsReadOnly();
    }

    /// <summary>Names of regions, and the countries that they are.</summary>
    public IReadOnlyDictionary<Region, RegionName> Regions { get; }

    /// <summary>Names of sectors.</summary>
    public IReadOnlyDictionary<Sector, string> Sectors { get; }

    /// <summary>What sectors do; a sector of which that is not known is left out.</summary>
    public IReadOnlyDictionary<Sector, SectorActivity> Activities { get; }

    /// <summary>The name of a region; its code where none is known.</summary>
    public string Of(Region region) => Regions.GetValueOrDefault(region)?.Name ?? region.Code;

    /// <summary>The name of a sector; its code where none is known.</summary>
    public string Of(Sector sector) => Sectors.GetValueOrDefault(sector) ?? sector.Code;

    /// <summary>These names, and those of <paramref name="others"/> for what these do not name.</summary>
    public TableNames Or(TableNames others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new TableNames(Union(Regions, others.Regions), Union(Sectors, others.Sectors),
            Union(Activities, others.Activities));
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
