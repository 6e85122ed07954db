using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Files.Lines;

namespace IoEngine.Tables.Naming;

/// <summary>The sector lists of the published tables, in divisions of NACE Rev. 2, and concordances between them.</summary>
/// <remarks>
/// Source and reasons: <c>data/concordances/sector_lists.csv</c>. Lists of ISIC Rev. 3 do not nest in those of NACE Rev. 2.
/// </remarks>
public static class SectorLists
{
    // Divisions 99 and 98. Tables without extraterritorial bodies are common, and where there are some they are tiny or zero.
    private const string Extraterritorial = "99";
    private const string HouseholdsOwnUse = "98";

    private static readonly Lazy<Dictionary<string, Entry[]>> Lists = new(Load);

    /// <summary>Names of the lists, such as <c>wiod2016</c>, <c>icio2023</c>, <c>figaro</c>, <c>nace-sections</c>.</summary>
    public static IReadOnlyList<string> Names => [.. Lists.Value.Keys];

    /// <summary>The codes of a list, in its order.</summary>
    /// <exception cref="ConfigException">There is no such list.</exception>
    public static IReadOnlyList<string> Codes(string list) => [.. Get(list).Select(e => e.Code)];

    /// <summary>
    /// Name for people of a code of a list, such as <c>Retail trade</c>; short names of this project, not the publishers' titles.
    /// </summary>
    /// <exception cref="ConfigException">There is no such list.</exception>
    /// <exception cref="UnknownLabelException">The list has no such code.</exception>
    internal static string NameOf(string list, string code) => EntryOf(list, code).Name;

    /// <summary>What a code of a list stands for.</summary>
    /// <exception cref="ConfigException">There is no such list.</exception>
    /// <exception cref="UnknownLabelException">The list has no such code.</exception>
    internal static SectorActivity ActivityOf(string list, string code)
    {
        var entry = EntryOf(list, code);
        return new SectorActivity(entry.Section,
            [.. entry.Atoms.Select(a => int.Parse(a.AsSpan(0, 2), CultureInfo.InvariantCulture)).Distinct().Order()]);
    }

    /// <summary>The list that a table's sectors are from: the shortest that has all of them; null where there is none.</summary>
    public static string? Detect(IEnumerable<Sector> sectors)
    {
        var codes = sectors.Select(s => s.Code).ToList();
        return codes.Count == 0 ? null : Lists.Value.Where(l => codes.TrueForAll(c => Match(l.Value, c) is not null))
            .OrderBy(l => l.Value.Length).Select(l => l.Key).FirstOrDefault();
    }

    /// <summary>
    /// Every sector to its section of NACE Rev. 2; one that spans several goes whole to the main one, and its line says so.
    /// </summary>
    /// <exception cref="ConfigException">There is no such list.</exception>
    public static Concordance ToSections(string list) => new(ConcordanceAxis.Sectors, $"{list} to NACE sections",
        Get(list).Select(e => new ConcordancePair(e.Code, e.Section, Reason: e.Reason)));

    /// <summary>
    /// The finest list that both lists nest in exactly: whole sectors of either, joined until they cover the same activities.
    /// </summary>
    /// <returns>
    /// One concordance a list, both with the same targets, named after the sectors of <paramref name="first"/>, joined by
    /// <c>+</c>.
    /// </returns>
    /// <exception cref="ConfigException">There is no such list.</exception>
    public static (Concordance First, Concordance Second) Common(string first, string second)
    {
        var (a, b) = (Get(first), Get(second));
        var group = Enumerable.Range(0, a.Length).ToArray();
        int Root(int i) => group[i] == i ? i : group[i] = Root(group[i]);
        var home = new int[b.Length];
        for (var j = 0; j < b.Length; j++)
        {
            var touching = Enumerable.Range(0, a.Length).Where(i => a[i].Atoms.Overlaps(b[j].Atoms)).ToList();
            home[j] = touching.Count > 0 ? touching[0] : -1;
            foreach (var i in touching) group[Root(i)] = Root(touching[0]);
        }

        var names = Enumerable.Range(0, a.Length).GroupBy(Root).ToDictionary(g => g.Key,
            g => string.Join('+', g.Select(i => a[i].Code)));
        return (
            Concordance.Of(ConcordanceAxis.Sectors, $"{first} to what it shares with {second}",
                a.Select((e, i) => (e.Code, names[Root(i)]))),
            Concordance.Of(ConcordanceAxis.Sectors, $"{second} to what it shares with {first}",
                b.Select((e, j) => (e.Code, home[j] < 0 ? e.Code : names[Root(home[j])]))));
    }

    /// <summary>
    /// A list to another that it nests in; where it does not, split in proportion to the outputs of a table in the other list.
    /// </summary>
    /// <param name="from">List of the table.</param>
    /// <param name="to">List wanted.</param>
    /// <param name="sizes">A table in the list wanted, for the sizes of parts; null: nothing may be split.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Sectors would have to be split and no sizes are given, or a sector has no counterpart; each is named.
    /// </exception>
    /// <exception cref="ConfigException">There is no such list.</exception>
    public static Concordance Between(string from, string to, MrioTable? sizes = null)
    {
        var name = $"{from} to {to}";
        var target = Get(to);
        var output = sizes is null ? null : Outputs(sizes, target);
        var (pairs, findings) = (new List<ConcordancePair>(), new List<Finding>());
        foreach (var entry in Get(from))
        {
            // A sector without activities of its own (re-exports) has no counterpart but one of the same name.
            var parts = entry.Atoms.Count == 0
                ? target.Where(t => t.Code == entry.Code).ToList() : target.Where(t => t.Atoms.Overlaps(entry.Atoms)).ToList();
            if (parts.Count == 0 && entry.Atoms.SetEquals([Extraterritorial])
                && Array.Find(target, t => t.Atoms.Contains(HouseholdsOwnUse)) is { } households)
                pairs.Add(new ConcordancePair(entry.Code, households.Code,
                    Reason: "the other list has no extraterritorial bodies; put with households"));
            else if (parts.Count == 1) pairs.Add(new ConcordancePair(entry.Code, parts[0].Code));
            else if (parts.Count == 0)
                findings.Add(Finding.Error("CONCORDANCE-MISSING", $"{name}, {entry.Code}", "A sector has no counterpart.",
                    entry.Reason, $"a sector of {to}", "Write a concordance of your own for it."));
            else if (output is null)
            {
                findings.Add(Finding.Error("CONCORDANCE-SPLIT", $"{name}, {entry.Code}", "A sector would have to be split.",
                    string.Join(", ", parts.Select(p => p.Code)),
                    "one counterpart",
                    "Give a table in the list wanted for the sizes, aggregate both to what they share, or write a concordance "
                        + "of your own."));
            }
            else Split(entry, parts, output, pairs, $"{name}, {entry.Code}", findings);
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException($"There is no concordance from {name}", findings);
        return Concordance.Proportional(ConcordanceAxis.Sectors, name, pairs);
    }

    private static void Split(Entry entry, List<Entry> parts, Dictionary<string, double> output, List<ConcordancePair> pairs,
        string place, List<Finding> findings)
    {
        // Of a target that reaches beyond the sector only the divisions that they share count, as if all of its divisions were of
        // one size.
        var sized = parts.ConvertAll(t => new ConcordancePair(entry.Code, t.Code,
            output.GetValueOrDefault(t.Code) * t.Atoms.Count(entry.Atoms.Contains) / t.Atoms.Count, Reason: "split by output"));
        if (sized.Sum(p => p.Weight) > 0) pairs.AddRange(sized);
        else
        {
            findings.Add(Finding.Error("CONCORDANCE-SPLIT", place, "The table of sizes has no output in any of the parts.",
                string.Join(", ", parts.Select(p => p.Code)), "output in one of them", "Give another table for the sizes."));
        }
    }

    private static Dictionary<string, double> Outputs(MrioTable table, Entry[] list)
    {
        var x = table.PublishedOutput?.Values.ToArray() ?? MrioTotals.Output(table);
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < x.Length; i++)
        {
            if (Match(list, table.Industries[i].Sector.Code) is { } entry)
                sums[entry.Code] = sums.GetValueOrDefault(entry.Code) + Math.Max(0, x[i]);
        }

        return sums;
    }

    private static Entry[] Get(string list) => Lists.Value.GetValueOrDefault(list)
        ?? throw new ConfigException([Finding.Error("SECTOR-LIST-UNKNOWN", "map", "There is no such list of sectors.",
            $"'{list}'", string.Join(", ", Names), "Name one of these.")]);

    private static Entry EntryOf(string list, string code) => Match(Get(list), code)
        ?? throw new UnknownLabelException(code, $"sectors of the list '{list}'", Codes(list));

    private static Entry? Match(Entry[] list, string code) => Array.Find(list, e => e.Code == code);

    private static Dictionary<string, Entry[]> Load()
    {
        var csv = ShippedCsv.Read("sector_lists.csv", ["list", "code", "name", "section", "divisions", "reason"]);
        return csv.Rows.GroupBy(r => csv.Text(r, "list")).ToDictionary(g => g.Key,
            g => g.Select(r => new Entry(csv.Text(r, "code"), csv.Text(r, "name"), csv.Text(r, "section"),
                [.. csv.Text(r, "divisions").Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Whole)],
                csv.Text(r, "reason"))).ToArray());
    }

    /// <summary>Two divisions are split by one of the lists; elsewhere their number means both parts.</summary>
    private static string[] Whole(string division) => division is "24" or "30" ? [$"{division}a", $"{division}b"] : [division];

    private sealed record Entry(string Code, string Name, string Section, HashSet<string> Atoms, string Reason);
}
