using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Reporting;

namespace IoEngine.Runs.Explanations;

/// <summary>A country that somebody asks stored results about and that they do not have.</summary>
internal static class AskedCountry
{
    /// <summary>The error: where the country is inside a region, that region is named.</summary>
    /// <param name="results">The results.</param>
    /// <param name="option">The option that asked.</param>
    /// <param name="country">The country as asked for.</param>
    /// <param name="known">The regions that can be asked for.</param>
    public static ConfigException Missing(StoredResults results, string option, string country, IEnumerable<string> known)
    {
        var regions = known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var (message, cure) = RestOf(country, regions) is { } rest
            ? ($"{country} is inside "
                + $"{rest}{(OwnConcordance(results) ? ", unless mapping.countries of the run places it elsewhere" : "")}: the "
                + "table has no region of its own for it.", $"Ask for {rest}.")
            : ("The table has no such country.", "Ask for one of these.");
        return new ConfigException([Finding.Error("EXPLAIN-COUNTRY", option, message, country, string.Join(", ", regions),
            cure)]);
    }

    // A concordance of the user's own is not among the results.
    private static bool OwnConcordance(StoredResults results) => results.Manifest["config"]?["mapping"]?["countries"] is not null;

    private static string? RestOf(string country, string[] regions)
    {
        var (region, rule) = new RegionMap([.. regions.Select(r => new Region(r))]).Find(country);
        return rule == RegionRule.Rest ? regions[region] : null;
    }
}
