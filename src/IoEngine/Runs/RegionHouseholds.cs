using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Countries;
using IoEngine.Procurement;

namespace IoEngine.Runs;

/// <summary>Where the household parameters of a region come from; the first that there is counts.</summary>
internal enum HouseholdOrigin
{
    /// <summary>The region's own row in the user's file.</summary>
    Row,

    /// <summary>The row <c>*</c> of the user's file.</summary>
    Others,

    /// <summary>The shipped row of the country.</summary>
    Shipped,

    /// <summary>The shipped average country.</summary>
    Average,
}

/// <summary>The household parameters of every region of one table, and where each comes from. Immutable.</summary>
internal sealed class RegionHouseholds
{
    private readonly Dictionary<Region, HouseholdOrigin> origins = [];

    /// <summary>Chooses for each region of the table: its own row, the row <c>*</c>, the shipped row of the country, the average country.</summary>
    /// <param name="given">The user's file by any spelling of the country, its fallback the row <c>*</c>; null: no file.</param>
    /// <param name="regions">The table's regions.</param>
    public RegionHouseholds(HouseholdParameters? given, IReadOnlyList<Region> regions)
    {
        var rows = new Dictionary<Region, HouseholdParameter>();
        foreach (var region in given?.Regions ?? [])
        {
            if (Match(region, regions) is { } own) rows[own] = given!.For(region)!;
            else NotInTable.Add(region);
        }

        var others = given?.For(new Region("*"));
        var chosen = new Dictionary<Region, HouseholdParameter>();
        foreach (var region in regions)
        {
            var country = CountryBook.Default.Normalise(region.Code);
            (chosen[region], origins[region]) = rows.TryGetValue(region, out var row) ? (row, HouseholdOrigin.Row)
                : others is not null ? (others, HouseholdOrigin.Others)
                : HouseholdDefaults.Countries.Contains(country) ? (HouseholdDefaults.For(country), HouseholdOrigin.Shipped)
                : (HouseholdParameters.Default, HouseholdOrigin.Average);
        }

        Parameters = new HouseholdParameters(chosen, others ?? HouseholdParameters.Default);
    }

    /// <summary>An entry for every region of the table.</summary>
    public HouseholdParameters Parameters { get; }

    /// <summary>Rows of the file that meet no region.</summary>
    public List<Region> NotInTable { get; } = [];

    /// <summary>Where the parameters of a region of the table come from.</summary>
    public HouseholdOrigin OriginOf(Region region) => origins[region];

    /// <summary>The table's region of a spelling: ROM in the table is ROU in the file. Null where there is none.</summary>
    public static Region? Match(Region region, IReadOnlyList<Region> regions)
    {
        if (regions.Contains(region)) return region;
        var country = CountryBook.Default.Normalise(region.Code);
        foreach (var candidate in regions)
        {
            if (CountryBook.Default.TryFind(candidate.Code, out var known) && known.Iso3 == country) return candidate;
        }

        return null;
    }
}
