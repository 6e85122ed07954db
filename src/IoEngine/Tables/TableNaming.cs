using IoEngine.Accounts;
using IoEngine.Countries;

namespace IoEngine.Tables;

/// <summary>Names for the codes of a table: those that it brings, then those of the shipped lists of countries and sectors.</summary>
internal static class TableNaming
{
    /// <summary>The table with a name for every code that is known.</summary>
    public static MrioTable Complete(MrioTable table) => table.With(table.Names.Or(Shipped(table.Regions, table.Sectors)));

    /// <summary>What the shipped lists know about codes.</summary>
    /// <param name="regions">All regions of the table: its rests of continents are told by all of them.</param>
    /// <param name="sectors">All sectors of the table: their list is told by all of them.</param>
    public static TableNames Shipped(IReadOnlyList<Region> regions, IReadOnlyList<Sector> sectors)
    {
        var names = new Dictionary<Region, RegionName>();
        var rests = RestRegions.ByContinent(regions.Select(r => r.Code)).ToLookup(r => r.Value, r => r.Key);
        foreach (var region in regions)
        {
            if (rests.Contains(region.Code)) names[region] = new RegionName($"Rest of {string.Join(", ", rests[region.Code])}");
            else if (RestRegions.IsWorld(region.Code)) names[region] = new RegionName("Rest of the world");
            else if (CountryBook.Default.TryFind(region.Code, out var country)) names[region] = new RegionName(country.Name, country.Iso3);
        }

        return new TableNames(names, SectorNames.For(sectors).ToDictionary(s => new Sector(s.Key), s => s.Value));
    }
}
