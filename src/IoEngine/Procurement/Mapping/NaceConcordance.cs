using System.Globalization;
using IoEngine.Files;

namespace IoEngine.Procurement;

/// <summary>Supplier's NACE (Rev. 2) to sectors: weighted; the longest prefix wins, a section letter stands for its divisions. Immutable.</summary>
/// <remarks>C28.1, 28.1 and 2810 are found under 28.1, 28, or C, in that order.</remarks>
public sealed class NaceConcordance
{
    private readonly Dictionary<string, SectorWeights> byKey;

    private NaceConcordance(Dictionary<string, SectorWeights> byKey, IReadOnlyList<ConcordanceLine> lines, string path)
    {
        this.byKey = byKey;
        Lines = lines;
        Path = path;
    }

    internal IReadOnlyList<ConcordanceLine> Lines { get; }

    internal string Path { get; }

    /// <summary>Rows from memory.</summary>
    /// <exception cref="InvalidDataFindingsException">The weights of a code don't add to 1.</exception>
    public static NaceConcordance Of(IEnumerable<(string Nace, string Sector, double Weight)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Checked(rows.Select((r, i) => new ConcordanceLine("", r.Nace, r.Sector, r.Weight, 1, 9999, i + 1)).ToList(), "nace", []);
    }

    /// <summary>Reads <c>nace,sector,weight</c>.</summary>
    /// <exception cref="InvalidDataFindingsException">The file can't be used, or weights don't add to 1; every fault is listed.</exception>
    public static NaceConcordance Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["nace", "sector", "weight"], findings);
        var lines = new List<ConcordanceLine>(csv.Rows.Count);
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "nace", out var nace) | !csv.TryText(row, "sector", out var sector) | !csv.TryNumber(row, "weight", out var weight)) continue;
            if (weight < 0) findings.Add(Finding.Error("CONCORDANCE-WEIGHT", csv.Place(row, "weight"), "A weight is negative.", $"{weight}", "0 to 1"));
            else lines.Add(new ConcordanceLine("", nace, sector, weight, 1, 9999, row.Line));
        }

        return Checked(lines, path, findings);
    }

    internal SectorWeights? Find(string nace)
    {
        var (section, digits) = Parse(nace);
        for (var length = digits.Length; length >= 2; length--)
        {
            if (byKey.TryGetValue(digits[..length], out var weights)) return weights;
        }

        if (section.Length == 0 && digits.Length >= 2) section = SectionOf(digits);
        return section.Length > 0 && byKey.TryGetValue(section, out var bySection) ? bySection : null;
    }

    /// <summary>Section letter (if written) and digits of a NACE code: "C28.1" → ("C", "281").</summary>
    internal static (string Section, string Digits) Parse(string nace)
    {
        var kept = nace.Length <= 64 ? stackalloc char[64] : new char[nace.Length];
        var length = 0;
        foreach (var c in nace)
        {
            if (char.IsAsciiLetterOrDigit(c)) kept[length++] = char.ToUpperInvariant(c);
        }

        var text = kept[..length].ToString();
        if (text.StartsWith("NACE", StringComparison.Ordinal)) text = text[4..];
        var section = text.Length > 0 && char.IsAsciiLetter(text[0]) ? text[..1] : "";
        var digits = text[section.Length..];
        return digits.All(char.IsAsciiDigit) ? (section, digits) : (text, "");
    }

    /// <summary>The section of a division of NACE Rev. 2: 28 → C.</summary>
    internal static string SectionOf(string digits) => int.Parse(digits.AsSpan(0, 2), CultureInfo.InvariantCulture) switch
    {
        >= 1 and <= 3 => "A",
        >= 5 and <= 9 => "B",
        >= 10 and <= 33 => "C",
        35 => "D",
        >= 36 and <= 39 => "E",
        >= 41 and <= 43 => "F",
        >= 45 and <= 47 => "G",
        >= 49 and <= 53 => "H",
        55 or 56 => "I",
        >= 58 and <= 63 => "J",
        >= 64 and <= 66 => "K",
        68 => "L",
        >= 69 and <= 75 => "M",
        >= 77 and <= 82 => "N",
        84 => "O",
        85 => "P",
        >= 86 and <= 88 => "Q",
        >= 90 and <= 93 => "R",
        >= 94 and <= 96 => "S",
        97 or 98 => "T",
        99 => "U",
        _ => "",
    };

    private static string Key(string nace) => Parse(nace) is var (section, digits) && digits.Length >= 2 ? digits : section;

    private static NaceConcordance Checked(List<ConcordanceLine> lines, string path, List<Finding> findings)
    {
        var byKey = new Dictionary<string, SectorWeights>(StringComparer.Ordinal);
        foreach (var code in lines.GroupBy(l => Key(l.Code)))
        {
            DatedWeights.Check(code.ToArray(), "NACE", path, findings);
            byKey[code.Key] = SectorWeights.Normalised(code);
        }

        if (findings.Exists(f => f.Severity == Severity.Error)) throw new InvalidDataFindingsException("The concordance of NACE can't be used", findings);
        return new NaceConcordance(byKey, lines, path);
    }
}
