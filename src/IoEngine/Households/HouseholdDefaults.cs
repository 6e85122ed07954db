namespace IoEngine.Households;

/// <summary>
/// Household parameters that are shipped for the OECD countries and other large economies, so that a first run needs no file.
/// </summary>
/// <remarks>
/// Disposable share = 1 − tax wedge of a single average earner, 2023. The OECD average of 34.8 % is as published (OECD, Taxing
/// Wages 2024, executive summary); the countries' wedges are rounded to whole per cent and recalled from that report's overview
/// table, not copied from it. Propensities (1 − usual net saving rate) and labour shares are round assumptions. Replace all of
/// them by published values before publication: every result names its parameters' source.
/// </remarks>
public static class HouseholdDefaults
{
    private const string Wedge = "shipped default: 1 - tax wedge 2023 (OECD Taxing Wages 2024, recalled, rounded); propensity "
        + "and labour share are round assumptions";
    private const string Round = "shipped default: round assumptions";

    private static readonly Dictionary<string, HouseholdParameter> ByIso3 = Build();

    /// <summary>ISO 3 codes with an entry.</summary>
    public static IReadOnlyCollection<string> Countries => ByIso3.Keys;

    /// <summary>The entry of a country, or <see cref="HouseholdParameters.Average"/>.</summary>
    /// <param name="iso3">ISO 3166 alpha-3.</param>
    public static HouseholdParameter For(string iso3) => ByIso3.GetValueOrDefault(iso3, HouseholdParameters.Average);

    private static Dictionary<string, HouseholdParameter> Build()
    {
        var parameters = new Dictionary<string, HouseholdParameter>(StringComparer.Ordinal);

        // Country, tax wedge in per cent, propensity to consume in per cent, labour share of value added in per cent.
        (string Iso3, int Wedge, int Propensity, int Labour)[] oecd =
        [
            ("AUS", 29, 93, 54), ("AUT", 47, 91, 57), ("BEL", 53, 92, 58), ("CAN", 32, 95, 57), ("CHE", 23, 82, 61),
            ("CHL", 7, 92, 45), ("COL", 0, 95, 42), ("CRI", 29, 90, 50), ("CZE", 40, 92, 50), ("DEU", 48, 89, 59),
            ("DNK", 36, 94, 58), ("ESP", 40, 95, 54), ("EST", 40, 94, 54), ("FIN", 43, 98, 55), ("FRA", 47, 91, 60),
            ("GBR", 31, 96, 57), ("GRC", 38, 100, 45), ("HUN", 41, 93, 50), ("IRL", 35, 90, 38), ("ISL", 32, 93, 58),
            ("ISR", 23, 88, 53), ("ITA", 45, 95, 51), ("JPN", 33, 96, 56), ("KOR", 25, 93, 53), ("LTU", 39, 97, 49),
            ("LUX", 41, 88, 54), ("LVA", 41, 98, 51), ("MEX", 20, 90, 40), ("NLD", 35, 90, 57), ("NOR", 36, 94, 52),
            ("NZL", 21, 98, 52), ("POL", 34, 96, 48), ("PRT", 42, 97, 53), ("SVK", 42, 95, 49), ("SVN", 43, 93, 58),
            ("SWE", 42, 88, 54), ("TUR", 38, 88, 42), ("USA", 30, 93, 58),
        ];
        foreach (var c in oecd)
            parameters[c.Iso3] = new HouseholdParameter(1 - (c.Wedge / 100.0), c.Propensity / 100.0, c.Labour / 100.0, Wedge);
        (string Iso3, int Disposable, int Propensity, int Labour)[] others =
        [
            ("BGR", 62, 94, 48), ("BRA", 68, 92, 52), ("CHN", 70, 65, 53), ("CYP", 70, 96, 52), ("HRV", 62, 93, 53),
            ("IDN", 88, 85, 42), ("IND", 88, 80, 42), ("MLT", 70, 92, 50), ("ROU", 57, 96, 45), ("RUS", 66, 90, 52),
            ("SRB", 61, 95, 50), ("TWN", 80, 80, 52), ("UKR", 63, 95, 50), ("ZAF", 75, 97, 54),
        ];
        foreach (var c in others)
            parameters[c.Iso3] = new HouseholdParameter(c.Disposable / 100.0, c.Propensity / 100.0, c.Labour / 100.0, Round);
        return parameters;
    }
}
