namespace IoEngine.Procurement.Demand;

/// <summary>Why orders are not mapped, in the words of the mapping's rows, and what to do about each.</summary>
internal static class UnmappedReason
{
    public const string NoRule = "no rule";
    public const string NoCountry = "no country";
    private const string Region = "no region for country ";
    private const string Sector = "sector ";

    public static string NoRegion(string country) => $"{Region}'{country}'";

    public static string NoSector(string sector) => $"{Sector}'{sector}' is not in the table";

    public static string NoIndustry(string region, string sector) => $"{region} has no sector '{sector}'";

    /// <summary>What to do about the reasons, the weightiest first; each thing once.</summary>
    public static string Cure(IEnumerable<string> reasons, MappingRules mapping) =>
        string.Join(" ", reasons.Select(r => Cure(r, mapping)).Distinct(StringComparer.Ordinal));

    private static string Cure(string reason, MappingRules mapping) => reason switch
    {
        NoCountry => "No country: name the column of the supplier's country under orders.columns.supplierCountry, or fill in "
            + "the countries.",
        NoRule when mapping.Codes is null && mapping.Nace is null && mapping.Overrides is null =>
            "No rule: name a concordance of purchase codes under mapping.codes, or one of the suppliers' NACE under "
                + "mapping.nace.",
        NoRule => "No rule: add the codes of the mapping's rows 'unmapped' to the concordance; where the orders have no code, "
            + "name its column under orders.columns.code.",
        _ when reason.StartsWith(Region, StringComparison.Ordinal) =>
            "No region: map the spellings of countries in the file of mapping.countries.",
        _ => "No sector: use the concordance that was made for this table, or correct the sectors in it.",
    };
}
