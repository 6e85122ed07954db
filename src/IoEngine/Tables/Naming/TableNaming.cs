using IoEngine.Accounts;
using IoEngine.Places;

namespace IoEngine.Tables.Naming;

/// <summary>
/// Names for the codes of a table: those that it brings, then those of the shipped lists of countries and sectors.
/// </summary>
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
        var map = new RegionMap(regions);
        for (var r = 0; r < regions.Count; r++)
        {
            if (map.Meaning(r) is { } meaning) names[regions[r]] = meaning;
        }

        var meanings = SectorNames.For(sectors);
        return new TableNames(names,
            meanings.Where(s => s.Value.Name != s.Key).ToDictionary(s => new Sector(s.Key), s => s.Value.Name),
            meanings.ToDictionary(s => new Sector(s.Key), s => s.Value.Activity));
    }
}
