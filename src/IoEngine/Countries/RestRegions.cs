namespace IoEngine.Countries;

/// <summary>The codes of published tables for what is left of the world, or of a continent.</summary>
internal static class RestRegions
{
    private static readonly string[] WorldSpellings = ["ROW", "RESTOFWORLD", "RESTOFTHEWORLD", "XROW", "FIGW1", "WRLREST", "WROW", "WORLDREST"];

    // Tables with several rests: EXIOBASE (WA Asia and Pacific, WL America, WE Europe, WF Africa, WM Middle East) and GLORIA (XAS, XAM, XEU, XAF).
    private static readonly Dictionary<string, string[]> Continents = new()
    {
        ["Africa"] = ["WF", "WWF", "XAF"],
        ["Americas"] = ["WL", "WWL", "XAM"],
        ["Asia"] = ["WA", "WWA", "XAS"],
        ["Europe"] = ["WE", "WWE", "XEU"],
        ["Middle East"] = ["WM", "WWM", "XAS"],
        ["Oceania"] = ["WA", "WWA", "XAS"],
    };

    /// <summary>Whether a code is that of the rest of the world.</summary>
    public static bool IsWorld(string code) => WorldSpellings.Contains(CountryBook.Fold(code));

    /// <summary>What regions are called in results: the country's alpha-3 code, or the table's own code for a region of several countries.</summary>
    /// <param name="codes">All regions of the table: WF is Africa beside other rests, and Wallis and Futuna without them.</param>
    public static IReadOnlyDictionary<string, string> Names(IReadOnlyCollection<string> codes)
    {
        var rests = ByContinent(codes).Values.ToHashSet(StringComparer.Ordinal);
        return codes.Distinct(StringComparer.Ordinal).ToDictionary(c => c, c => rests.Contains(c) ? c : CountryBook.Default.Normalise(c), StringComparer.Ordinal);
    }

    /// <summary>The rests of a table by continent; empty where it has no such regions.</summary>
    /// <param name="codes">All regions of the table.</param>
    public static IReadOnlyDictionary<string, string> ByContinent(IEnumerable<string> codes)
    {
        var all = codes.ToHashSet(StringComparer.Ordinal);
        var rests = new Dictionary<string, string>(StringComparer.Ordinal);

        // At least three: WF alone would be Wallis and Futuna.
        if (Continents.Values.SelectMany(v => v).Distinct().Count(all.Contains) < 3) return rests;
        foreach (var (continent, candidates) in Continents)
        {
            if (candidates.FirstOrDefault(all.Contains) is { } code) rests[continent] = code;
        }

        return rests;
    }
}
