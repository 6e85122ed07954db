using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Attached;

/// <summary>Where the regions and sectors of a file of accounts stand in a table.</summary>
/// <remarks>
/// Regions and sectors go through the user's concordances; without one a region is that of its code or country, a sector that of
/// its code. A list of sectors that is named is split within each region by the region's own output.
/// </remarks>
internal sealed class AccountPlaces
{
    private readonly MrioTable table;
    private readonly Concordance? toRegions;
    private readonly Concordance? toSectors;
    private readonly double[]? sizes;
    private readonly RegionMap map;
    private readonly Dictionary<string, double> world = new(StringComparer.Ordinal);
    private readonly HashSet<string> codes;

    /// <param name="table">The table.</param>
    /// <param name="toRegions">From regions of the file; null: by code or country.</param>
    /// <param name="toSectors">From sectors of the file; null: the table's own codes.</param>
    /// <param name="isNamedList">Whether the second was made by the name of a list.</param>
    /// <param name="codes">All sectors of the file.</param>
    public AccountPlaces(MrioTable table, Concordance? toRegions, Concordance? toSectors, bool isNamedList,
        IEnumerable<string> codes)
    {
        (this.table, this.toRegions, this.toSectors) = (table, toRegions, toSectors);
        this.codes = codes.ToHashSet(StringComparer.Ordinal);
        map = new RegionMap(table.Regions);
        if (!isNamedList) return;
        sizes = table.PublishedOutput?.Values.ToArray() ?? MrioTotals.Output(table);
        for (var i = 0; i < sizes.Length; i++)
            world[table.Industries[i].Sector.Code] =
                world.GetValueOrDefault(table.Industries[i].Sector.Code) + Math.Max(0, sizes[i]);
    }

    /// <summary>The table's regions that a region of the file is, with its parts.</summary>
    /// <returns>Null: unknown. Empty: a country inside a rest of the world, or one that the concordance sends nowhere.</returns>
    public IReadOnlyList<(Region Region, double Weight)>? Regions(string label)
    {
        if (toRegions is not null)
            return toRegions.Find(label)?.Select(p => (new Region(p.To), p.Weight)).ToList() is { } parts
                && parts.TrueForAll(p => table.Regions.Contains(p.Item1)) ? parts : null;
        var (region, rule) = map.Find(label);
        return rule == RegionRule.Same ? [(table.Regions[region], 1)] : map.Knows(label) ? [] : null;
    }

    /// <summary>What two spellings of one region have in common.</summary>
    public string Key(string label) => toRegions is null && Regions(label) is [var only] ? only.Region.Code : label;

    /// <summary>The table's sectors that a sector of the file is in a region, with its parts; null: unknown.</summary>
    public IReadOnlyList<(Sector Sector, double Weight)>? Sectors(string code, string label, Region region)
    {
        if (toSectors is null) return table.Sectors.Contains(new Sector(code)) ? [(new Sector(code), 1)] : null;
        var parts = toSectors.Find(code, label)?.Select(p => (Sector: new Sector(p.To), p.Weight)).ToList();
        if (parts is null || parts.Exists(p => !table.Sectors.Contains(p.Sector))) return null;
        return sizes is null || parts.Count == 1 ? parts : ByOwnOutput(parts, region);
    }

    /// <summary>
    /// Whether a code that is unknown is the sum of others in the file: a section, or several, whose divisions are there too.
    /// </summary>
    public bool IsSum(string code)
    {
        if (code is not [>= 'A' and <= 'U'] and not [>= 'A' and <= 'U', '-' or '_', >= 'A' and <= 'U']) return false;
        for (var letter = code[0]; letter <= code[^1]; letter++)
        {
            var section = letter;
            if (!codes.Any(c => c != code && c[0] == section && (c.Length == 1 || char.IsAsciiDigit(c[1])))) return false;
        }

        return true;
    }

    // The weights of the list are by the output of the world; each region has its own.
    private List<(Sector Sector, double Weight)> ByOwnOutput(List<(Sector Sector, double Weight)> parts, Region region)
    {
        var own = parts.ConvertAll(p => world[p.Sector.Code] > 0
            && table.Industries.TryIndexOf(new Industry(region, p.Sector), out var i)
                ? p.Weight * Math.Max(0, sizes![i]) / world[p.Sector.Code] : 0);
        var sum = own.Sum();
        return sum > 0 ? parts.Select((p, k) => (p.Sector, own[k] / sum)).Where(p => p.Item2 > 0).ToList() : parts;
    }
}
