using IoEngine.Accounts;
using IoEngine.Files;

namespace IoEngine.Places;

/// <summary>The user's word on countries: which region of a table takes a spelling, before any other rule. Immutable.</summary>
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

    /// <summary>What a spelling is called in results: alpha-3 where it is a country, or where the user says which country it is; else trimmed, as found.</summary>
    internal string CountryOf(string spelling)
    {
        if (CountryBook.Default.TryFind(spelling, out var country)) return country.Iso3;
        return TryRegion(spelling, out var region) && !RestRegions.IsRest(region) && CountryBook.Default.TryFind(region, out country)
            ? country.Iso3 : spelling.Trim();
    }

    /// <summary>Whether a spelling is a country, or one that this concordance places.</summary>
    internal bool Knows(string spelling) => TryRegion(spelling, out _) || CountryBook.Default.TryFind(spelling, out _);

    /// <summary>The one map of a table's regions.</summary>
    internal RegionMap For(IReadOnlyList<Region> tableRegions) => new(tableRegions, this);

    internal bool TryRegion(string spelling, out string region) => regions.TryGetValue(Key(spelling), out region!);

    private static string Key(string spelling) => CountryBook.Default.TryFind(spelling, out var c) ? c.Iso3 : CountryBook.Fold(spelling);
}
