using IoEngine.Accounts;

namespace IoEngine.Tables.Naming;

/// <summary>Names for people of a table's sector codes, by the list that the codes are from.</summary>
internal static class SectorNames
{
    // As SectorLists.Common joins the codes of sectors that two lists share only together.
    private const char Joint = '+';

    /// <summary>The names by code; empty where the codes are of no list that is shipped, or are names themselves.</summary>
    /// <param name="sectors">
    /// All sectors of the table: one code alone does not tell its list (C is manufacturing or mining).
    /// </param>
    /// <remarks>
    /// A few short codes such as A, B, C may mean anything: they are of a list where they are half of it, or stand among codes
    /// that say more.
    /// </remarks>
    public static IReadOnlyDictionary<string, string> For(IEnumerable<Sector> sectors)
    {
        ArgumentNullException.ThrowIfNull(sectors);
        var codes = sectors.Select(s => s.Code).Distinct().ToList();
        var parts = codes.SelectMany(c => c.Split(Joint)).ToList();
        if (SectorLists.Detect(parts.Select(c => new Sector(c))) is not { } list || !SayTheirList(parts, list))
            return new Dictionary<string, string>();
        return codes.Select(
            code => (Code: code, Name: string.Join(" + ", code.Split(Joint).Select(part => SectorLists.NameOf(list, part)))))
            .Where(n => n.Name != n.Code).ToDictionary(n => n.Code, n => n.Name, StringComparer.Ordinal);
    }

    private static bool SayTheirList(List<string> codes, string list) =>
        2 * codes.Count >= SectorLists.Codes(list).Count || 2 * codes.Count(c => c.Length > 2) >= codes.Count;
}
