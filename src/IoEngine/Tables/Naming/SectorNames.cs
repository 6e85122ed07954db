using IoEngine.Accounts;

namespace IoEngine.Tables.Naming;

/// <summary>What a table's sector codes mean, by the list that the codes are from: a name for people, and what they do.</summary>
internal static class SectorNames
{
    // As SectorLists.Common joins the codes of sectors that two lists share only together.
    private const char Joint = '+';

    /// <summary>Name and activity by code; empty where the codes are of no list that is shipped.</summary>
    /// <param name="sectors">
    /// All sectors of the table: one code alone does not tell its list (C is manufacturing or mining).
    /// </param>
    /// <remarks>
    /// A few short codes such as A, B, C may mean anything: they are of a list where they are half of it, or stand among codes
    /// that say more.
    /// </remarks>
    public static IReadOnlyDictionary<string, (string Name, SectorActivity Activity)> For(IEnumerable<Sector> sectors)
    {
        ArgumentNullException.ThrowIfNull(sectors);
        var codes = sectors.Select(s => s.Code).Distinct().ToList();
        var parts = codes.SelectMany(c => c.Split(Joint)).ToList();
        if (SectorLists.Detect(parts.Select(c => new Sector(c))) is not { } list || !SayTheirList(parts, list))
            return new Dictionary<string, (string, SectorActivity)>();
        return codes.ToDictionary(code => code, code => Meaning(list, code.Split(Joint)), StringComparer.Ordinal);
    }

    private static (string Name, SectorActivity Activity) Meaning(string list, string[] parts)
    {
        var activities = Array.ConvertAll(parts, part => SectorLists.ActivityOf(list, part));
        return (string.Join(" + ", parts.Select(part => SectorLists.NameOf(list, part))),
            new SectorActivity(activities[0].Section, [.. activities.SelectMany(a => a.Divisions).Distinct().Order()]));
    }

    private static bool SayTheirList(List<string> codes, string list) =>
        2 * codes.Count >= SectorLists.Codes(list).Count || 2 * codes.Count(c => c.Length > 2) >= codes.Count;
}
