using IoEngine.Accounts;
using IoEngine.Countries;
using IoEngine.Files;

namespace IoEngine.Procurement;

/// <summary>Countries to the regions of a table. Immutable.</summary>
/// <remarks>
/// In this order: the user's <c>countries.csv</c>, the table's region of the same code or of the same country (ROM is ROU, GR is GRC),
/// then the table's rest of the world (the one of its continent, where there are several) if the spelling is a country.
/// </remarks>
public sealed class CountryConcordance
{
    private readonly Dictionary<string, string> regions;

    private CountryConcordance(Dictionary<string, string> regions, string? restOfWorld, string path)
    {
        this.regions = regions;
        RestOfWorld = restOfWorld;
        Path = path;
    }

    /// <summary>No file: codes and countries decide.</summary>
    public static CountryConcordance Default { get; } = new([], null, "");

    /// <summary>Region that takes countries the table lacks; null: found by its code.</summary>
    public string? RestOfWorld { get; }

    internal string Path { get; }

    /// <summary>Pairs from memory, and the code of the rest of the world where the usual spellings don't find it.</summary>
    public static CountryConcordance Of(IEnumerable<(string Code, string Region)> pairs, string? restOfWorld = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new CountryConcordance(pairs.ToDictionary(p => Key(p.Code), p => p.Region, StringComparer.Ordinal), restOfWorld, "memory");
    }

    /// <summary>Reads <c>code,region</c>; a row <c>*,region</c> names the rest of the world.</summary>
    /// <exception cref="InvalidDataFindingsException">The file can't be used; every fault is listed.</exception>
    public static CountryConcordance Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["code", "region"], findings);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        string? rest = null;
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "code", out var code) | !csv.TryText(row, "region", out var region)) continue;
            if (code == "*") rest = region;
            else if (!map.TryAdd(Key(code), region) && map[Key(code)] != region)
                findings.Add(Finding.Error("COUNTRY-DUPLICATE", csv.Place(row), $"'{code}' is given two regions.", $"'{map[Key(code)]}' and '{region}'", "one region a country"));
        }

        return findings.Count == 0 ? new CountryConcordance(map, rest, path)
            : throw new InvalidDataFindingsException("The concordance of countries can't be used", findings);
    }

    /// <summary>The regions of one table.</summary>
    internal RegionResolver For(Axis<Region> tableRegions) => new(this, tableRegions);

    internal bool TryRegion(string country, out string region) => regions.TryGetValue(Key(country), out region!);

    internal static int FindRest(Axis<Region> tableRegions)
    {
        for (var i = 0; i < tableRegions.Count; i++)
        {
            if (RestRegions.IsWorld(tableRegions[i].Code)) return i;
        }

        return -1;
    }

    /// <summary>The rests of a table by continent; empty where it has no such regions.</summary>
    internal static Dictionary<string, int> FindRests(Axis<Region> tableRegions) =>
        RestRegions.ByContinent(tableRegions.Select(r => r.Code)).ToDictionary(r => r.Key, r => tableRegions.IndexOf(new Region(r.Value)), StringComparer.Ordinal);

    private static string Key(string spelling) => CountryBook.Default.TryFind(spelling, out var c) ? c.Iso3 : CountryBook.Fold(spelling);
}

/// <summary>How a country was placed in a table.</summary>
internal enum RegionRule
{
    /// <summary>Not placed: no country, or the table has no rest of the world.</summary>
    None,

    /// <summary>By the user's file.</summary>
    Concordance,

    /// <summary>By code or country.</summary>
    Same,

    /// <summary>Inside the rest of the world.</summary>
    Rest,
}

/// <summary>The regions of one table by country.</summary>
internal sealed class RegionResolver
{
    private readonly CountryConcordance concordance;
    private readonly Axis<Region> regions;
    private readonly Dictionary<string, int> byCountry = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int, RegionRule)> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> rests;
    private readonly int rest;

    public RegionResolver(CountryConcordance concordance, Axis<Region> regions)
    {
        this.concordance = concordance;
        this.regions = regions;
        rest = concordance.RestOfWorld is { } name ? regions.TryIndexOf(new Region(name), out var i) ? i : -1 : CountryConcordance.FindRest(regions);
        rests = concordance.RestOfWorld is null ? CountryConcordance.FindRests(regions) : [];
        for (var r = 0; r < regions.Count; r++)
        {
            if (!rests.ContainsValue(r) && CountryBook.Default.TryFind(regions[r].Code, out var country)) byCountry.TryAdd(country.Iso3, r);
        }
    }

    public bool HasRest => rest >= 0 || rests.Count > 0;

    /// <summary>Position of the region of a country (normalised or as found); −1 with <see cref="RegionRule.None"/>.</summary>
    public (int Region, RegionRule Rule) Find(string country)
    {
        if (known.TryGetValue(country, out var found)) return found;
        return known[country] = Look(country);
    }

    private (int, RegionRule) Look(string country)
    {
        if (country.Length == 0) return (-1, RegionRule.None);
        if (concordance.TryRegion(country, out var code) && regions.TryIndexOf(new Region(code), out var region)) return (region, RegionRule.Concordance);
        if (regions.TryIndexOf(new Region(country), out region)) return (region, RegionRule.Same);
        if (!CountryBook.Default.TryFind(country, out var iso)) return (-1, RegionRule.None);
        if (byCountry.TryGetValue(iso.Iso3, out region)) return (region, RegionRule.Same);
        if (rests.TryGetValue(iso.Continent, out region)) return (region, RegionRule.Rest);
        return rest >= 0 ? (rest, RegionRule.Rest) : (-1, RegionRule.None);
    }
}
