using IoEngine.Accounts;

namespace IoEngine.Places;

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

/// <summary>
/// The one map between spellings, countries and the regions of a table, both ways. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// A code means what all codes of the table make of it: WF is the rest of Africa beside other rests, and Wallis and Futuna
/// without them.
/// </remarks>
internal sealed class RegionMap
{
    private static readonly (int Region, RegionRule Rule) Nowhere = (-1, RegionRule.None);

    private readonly CountryConcordance concordance;
    private readonly Dictionary<string, int> byCode;
    private readonly Dictionary<string, int> byCountry;
    private readonly Country?[] countries;
    private readonly IReadOnlyDictionary<string, int> continents;
    private readonly Dictionary<string, (int, RegionRule)> known = new(StringComparer.Ordinal);
    private readonly int rest;

    /// <summary>Makes the map of a table.</summary>
    /// <param name="regions">All regions of the table.</param>
    /// <param name="concordance">The user's word; null: codes and countries decide.</param>
    public RegionMap(IReadOnlyList<Region> regions, CountryConcordance? concordance = null)
    {
        this.concordance = concordance ?? CountryConcordance.Default;
        Regions = regions;
        byCode = new Dictionary<string, int>(regions.Count, StringComparer.Ordinal);
        byCountry = new Dictionary<string, int>(regions.Count, StringComparer.Ordinal);
        countries = new Country?[regions.Count];
        for (var r = 0; r < regions.Count; r++) byCode.TryAdd(regions[r].Code, r);
        continents = RestRegions.ByContinent(byCode);
        for (var r = 0; r < regions.Count; r++)
        {
            if (continents.Values.Contains(r) || !CountryBook.Default.TryFind(regions[r].Code, out var country)) continue;
            countries[r] = country;
            byCountry.TryAdd(country.Iso3, r);
        }

        rest = this.concordance.RestOfWorld is { } name ? byCode.GetValueOrDefault(name, -1) : RestRegions.World(regions);
    }

    /// <summary>All regions of the table.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>Whether countries that the table lacks have a place.</summary>
    public bool HasRest => rest >= 0 || HasRests;

    // The user's rest of the world takes all.
    private bool HasRests => continents.Count > 0 && concordance.RestOfWorld is null;

    /// <summary>Position of the region that takes a country, by any spelling; −1 with <see cref="RegionRule.None"/>.</summary>
    public (int Region, RegionRule Rule) Find(string spelling)
    {
        if (known.TryGetValue(spelling, out var found)) return found;
        return known[spelling] = Look(spelling);
    }

    /// <summary>
    /// The region that a spelling itself names, by its code or as the country that it is: not one that merely holds the country.
    /// Null: none.
    /// </summary>
    public Region? Named(string spelling) =>
        byCode.TryGetValue(spelling, out var region) || byCountry.TryGetValue(concordance.CountryOf(spelling), out region)
            ? Regions[region] : null;

    /// <summary>Whether a spelling is a country, a region of the table, or what a region is called in results.</summary>
    public bool Knows(string spelling) => byCode.ContainsKey(spelling) || concordance.Knows(spelling);

    /// <summary>
    /// Whether the table has what a line of the concordance aims at: a region of that code, or a country's own or that holds it.
    /// </summary>
    public bool HasTarget(string target) => Target(target).Rule != RegionRule.None;

    /// <summary>The country that a region is; null for a region of several countries, or of none.</summary>
    public Country? CountryOf(int region) => countries[region];

    /// <summary>
    /// What a region is called in results: the country's alpha-3 code, or the table's own code for a region of several countries.
    /// </summary>
    public string NameOf(int region) => countries[region]?.Iso3 ?? Regions[region].Code.Trim();

    /// <summary>The same of a region of the table.</summary>
    public string NameOf(Region region) => NameOf(byCode[region.Code]);

    /// <summary>What a region means, for people; null where nothing is known.</summary>
    public RegionName? Meaning(int region)
    {
        if (countries[region] is { } country) return new RegionName(country.Name, country.Iso3);
        if (RestRegions.IsWorld(Regions[region].Code)) return new RegionName(RestRegions.WorldName);
        var held = continents.Where(c => c.Value == region).Select(c => c.Key).ToArray();
        return held.Length > 0 ? new RegionName($"Rest of {string.Join(", ", held)}") : null;
    }

    private (int, RegionRule) Look(string spelling)
    {
        if (spelling.Length == 0) return Nowhere;
        if (concordance.TryTarget(spelling, out var target) && Target(target) is { Rule: not RegionRule.None } given)
            return given;
        if (byCode.TryGetValue(spelling, out var region)) return (region, RegionRule.Same);
        return CountryBook.Default.InCell(spelling) is [var country] ? Of(country) : Nowhere;
    }

    private (int Region, RegionRule Rule) Target(string target)
    {
        if (byCode.TryGetValue(target, out var region)) return (region, RegionRule.Concordance);
        if (RestRegions.IsWorld(target)) return rest >= 0 ? (rest, RegionRule.Concordance) : Nowhere;
        if (!CountryBook.Default.TryFind(target, out var country)) return Nowhere;
        var found = Of(country);
        return found.Rule == RegionRule.Same ? (found.Region, RegionRule.Concordance) : found;
    }

    private (int Region, RegionRule Rule) Of(Country country)
    {
        if (byCountry.TryGetValue(country.Iso3, out var region)) return (region, RegionRule.Same);
        if (HasRests && continents.TryGetValue(concordance.ContinentOf(country), out region)) return (region, RegionRule.Rest);
        return rest >= 0 ? (rest, RegionRule.Rest) : Nowhere;
    }
}
