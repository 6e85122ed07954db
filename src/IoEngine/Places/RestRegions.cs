using IoEngine.Accounts;

namespace IoEngine.Places;

/// <summary>The codes of published tables for what is left of the world, or of a continent.</summary>
internal static class RestRegions
{
    /// <summary>What the rest of the world is called for people.</summary>
    public const string WorldName = "Rest of the world";

    private static readonly string[] WorldSpellings = ["ROW", "RESTOFWORLD", "RESTOFTHEWORLD", "XROW", "FIGW1", "WRLREST", "WROW",
        "WORLDREST"];

    // Tables with several rests: EXIOBASE (WA Asia and Pacific, WL America, WE Europe, WF Africa, WM Middle East) and GLORIA
    // (XAS, XAM, XEU, XAF).
    private static readonly Dictionary<string, string[]> Continents = new()
    {
        ["Africa"] = ["WF", "WWF", "XAF"],
        ["Americas"] = ["WL", "WWL", "XAM"],
        ["Asia"] = ["WA", "WWA", "XAS"],
        ["Europe"] = ["WE", "WWE", "XEU"],
        ["Middle East"] = ["WM", "WWM", "XAS"],
        ["Oceania"] = ["WA", "WWA", "XAS"],
    };

    /// <summary>
    /// Continents as the list of countries names them; the Middle East apart, as tables with several rests have it.
    /// </summary>
    public static IReadOnlyCollection<string> ContinentNames => Continents.Keys;

    /// <summary>Whether a code is that of the rest of the world.</summary>
    public static bool IsWorld(string code) => WorldSpellings.Contains(SpellingKeys.Fold(code));

    /// <summary>
    /// Whether a code is that of a rest in any table: alone it does not say whether WF is Africa's or a country.
    /// </summary>
    public static bool IsRest(string code) => IsWorld(code) || Continents.Values.Any(c => c.Contains(code));

    /// <summary>Position of the rest of the world; −1: none.</summary>
    public static int World(IReadOnlyList<Region> regions)
    {
        for (var r = 0; r < regions.Count; r++)
        {
            if (IsWorld(regions[r].Code)) return r;
        }

        return -1;
    }

    /// <summary>Positions of the rests of a table by continent; empty where it has no such regions.</summary>
    /// <param name="positions">All regions of the table by their code.</param>
    public static IReadOnlyDictionary<string, int> ByContinent(IReadOnlyDictionary<string, int> positions)
    {
        var rests = new Dictionary<string, int>(StringComparer.Ordinal);

        // At least three: WF alone would be Wallis and Futuna.
        if (Continents.Values.SelectMany(v => v).Distinct().Count(positions.ContainsKey) < 3) return rests;
        foreach (var (continent, candidates) in Continents)
        {
            if (candidates.FirstOrDefault(positions.ContainsKey) is { } code) rests[continent] = positions[code];
        }

        return rests;
    }
}
