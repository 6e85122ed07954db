using IoEngine.Files.Lines;
using IoEngine.Texts;

namespace IoEngine.Procurement.Mapping;

/// <summary>
/// Purchase codes to sectors: weighted, dated, several schemes side by side; the longest prefix wins. Immutable.
/// </summary>
/// <remarks>
/// Codes are compared without regard to case, blanks and marks, but what divides digits is part of a code: 1.11 is not 11.1. In
/// the scheme CPV a check digit is ignored, trailing zeros mean the division, group or class, and a lost leading zero is put
/// back; see <see cref="CpvCode"/>. A cell with several codes is mapped where all of them mean the same sectors. Of two schemes
/// with an equally long prefix the first in the file wins.
/// </remarks>
public sealed class CodeConcordance
{
    private readonly List<(string Scheme, Dictionary<string, List<DatedWeights>> ByPrefix, int Longest)> schemes = [];

    private CodeConcordance(IReadOnlyList<ConcordanceLine> lines, string path, IReadOnlyList<Finding> findings)
    {
        Path = path;
        Lines = lines;
        Findings = findings;
        foreach (var scheme in lines.GroupBy(l => l.Scheme))
        {
            var byPrefix = scheme.GroupBy(l => Key(l.Scheme, l.Code), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => DatedWeights.Split(g.ToArray()), StringComparer.Ordinal);
            schemes.Add((scheme.Key, byPrefix, byPrefix.Keys.Max(k => k.Length)));
        }
    }

    /// <summary>The schemes, in the order of the file.</summary>
    public IReadOnlyList<string> Schemes => schemes.Select(s => s.Scheme).ToArray();

    /// <summary>What reading noticed: codes that a spreadsheet had mangled.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    internal string Path { get; }

    internal IReadOnlyList<ConcordanceLine> Lines { get; }

    /// <summary>Rows given in code, valid in every year.</summary>
    /// <exception cref="InvalidDataFindingsException">The weights of a code don't add to 1.</exception>
    public static CodeConcordance Of(IEnumerable<(string Scheme, string Code, string Sector, double Weight)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var lines = rows.Select((r, i) => new ConcordanceLine(r.Scheme.Trim(), r.Code, r.Sector, r.Weight, 1, 9999, i + 1))
            .ToList();
        return Checked(lines, "codes", []);
    }

    /// <summary>
    /// Reads <c>scheme,code,sector,weight[,from,to]</c>; from and to are years (or dates, of which the year counts), both
    /// included.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">
    /// The file can't be used, or the weights of a code don't add to 1; every fault is listed.
    /// </exception>
    public static CodeConcordance Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["scheme", "code", "sector", "weight"], findings);
        var lines = new List<ConcordanceLine>(csv.Rows.Count);
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "code", out var code) | !csv.TryText(row, "sector", out var sector)
                | !csv.TryNumber(row, "weight", out var weight))
                continue;
            if (!TryBound(csv, row, "from", 1, findings, out var from) | !TryBound(csv, row, "to", 9999, findings, out var to))
                continue;
            if (weight < 0)
                findings.Add(Finding.Error("CONCORDANCE-WEIGHT", csv.Place(row, "weight"), "A weight is negative.", $"{weight}",
                    "0 to 1"));
            else lines.Add(new ConcordanceLine(csv.Text(row, "scheme"), code, sector, weight, from, to, row.Line));
        }

        return Checked(lines, path, findings);
    }

    /// <summary>The sectors of a code in a year; null where no prefix of it is known.</summary>
    internal CodeMatch? Find(string scheme, string code, int year) => Look(scheme, code, year).Match;

    /// <summary>The same, and how the code was read: by the scheme that knows it, else by the first that can't read it.</summary>
    internal (CodeMatch? Match, CodeReading? Reading) Look(string scheme, string code, int year)
    {
        (CodeMatch? Match, CodeReading? Reading) best = default;
        for (var s = 0; s < schemes.Count; s++)
        {
            var name = schemes[s].Scheme;
            if (scheme.Length > 0 && !name.Equals(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var reading = Read(name, code);
            if (Agreed(s, reading.Keys, year) is not { } match)
            {
                if (best.Reading is null && reading.Fault.Length > 0) best = (null, reading);
            }
            else if (match.Prefix.Length > (best.Match?.Prefix.Length ?? 0)) best = (match, reading.Agreed());
        }

        return best;
    }

    // What all keys of a cell mean; null where one is not known, or two mean different sectors.
    private CodeMatch? Agreed(int scheme, IReadOnlyList<string> keys, int year)
    {
        CodeMatch? agreed = null;
        for (var k = 0; k < keys.Count; k++)
        {
            var match = Longest(scheme, keys[k], year);
            if (match is null || (agreed is not null && !match.Weights.Items.SequenceEqual(agreed.Weights.Items))) return null;
            agreed ??= match;
        }

        return agreed;
    }

    private CodeMatch? Longest(int scheme, string key, int year)
    {
        var (name, byPrefix, longest) = schemes[scheme];
        for (var length = Math.Min(key.Length, longest); length > 0; length--)
        {
            if (byPrefix.TryGetValue(key[..length], out var periods)
                && periods.Find(p => year >= p.From && year <= p.To) is { } period)
                return new CodeMatch(name, key[..length], period.Weights, period.Line);
        }

        return null;
    }

    /// <summary>
    /// Where beginnings of a code are mapped, whatever the year and the scheme, the longest first: at most five, in words.
    /// </summary>
    internal IReadOnlyList<string> Elsewhere(string code) => Lines
        .Where(l => Key(l.Scheme, l.Code) is { Length: > 0 } own && Key(l.Scheme, code).StartsWith(own, StringComparison.Ordinal))
        .OrderByDescending(l => Key(l.Scheme, l.Code).Length).ThenBy(l => l.Line)
        .Take(5).Select(l => $"line {l.Line}, '{l.Code}'{(l.Scheme.Length > 0 ? $" of scheme '{l.Scheme}'" : "")} {Period(l)}")
        .ToArray();

    private static string Period(ConcordanceLine line) => (line.From > 1, line.To < 9999) switch
    {
        (true, true) => $"from {line.From} to {line.To}",
        (true, false) => $"from {line.From} on",
        (false, true) => $"up to {line.To}",
        _ => "in every year",
    };

    /// <summary>What a cell says in a scheme.</summary>
    internal static CodeReading Read(string scheme, string code) =>
        CpvCode.IsScheme(scheme) ? CpvCode.Read(code) : OwnCode.Read(code);

    /// <summary>The key of a single code; empty where there is none.</summary>
    internal static string Key(string scheme, string code) => Read(scheme, code) is { Fault: "", Keys: [var key] } ? key : "";

    private static CodeConcordance Checked(List<ConcordanceLine> lines, string path, List<Finding> findings)
    {
        ConcordanceCodes.Check(lines, path, l => Read(l.Scheme, l.Code),
            l => CpvCode.IsScheme(l.Scheme) ? "a CPV code: two to eight digits" : "one code", findings);
        foreach (var code in lines.GroupBy(l => $"{l.Scheme}\0{Key(l.Scheme, l.Code)}"))
            DatedWeights.Check(code.ToArray(), "code", path, findings);
        if (findings.Exists(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The concordance of codes can't be used", findings);
        return new CodeConcordance(lines, path, findings);
    }

    private static bool TryBound(TidyCsv csv, TidyRow row, string column, int none, List<Finding> findings, out int year)
    {
        var text = csv.Text(row, column);
        year = none;
        if (text.Length == 0) return true;
        if (DateText.Read(text.AsSpan(), out var date) != DatePrecision.None)
        {
            year = date.Year;
            return true;
        }

        findings.Add(Finding.Error("CONCORDANCE-DATE", csv.Place(row, column), "The cell is neither a year nor a date.",
            $"'{text}'", "2008 or 2008-03-15", "Write the year alone, or year, month, day with hyphens (yyyy-mm-dd)."));
        return false;
    }
}

/// <summary>What a code was found under.</summary>
internal sealed record CodeMatch(string Scheme, string Prefix, SectorWeights Weights, int Line);

/// <summary>Weights that hold from one year to another, both included.</summary>
internal sealed record DatedWeights(int From, int To, SectorWeights Weights, int Line)
{
    /// <summary>The periods between the bounds of a code's lines.</summary>
    public static List<DatedWeights> Split(IReadOnlyList<ConcordanceLine> lines)
    {
        var starts = Starts(lines);
        var periods = new List<DatedWeights>();
        for (var i = 0; i < starts.Count; i++)
        {
            var valid = lines.Where(l => l.From <= starts[i] && l.To >= starts[i]).ToArray();
            var end = i + 1 < starts.Count ? starts[i + 1] - 1 : 9999;
            if (valid.Length > 0) periods.Add(new(starts[i], end, SectorWeights.Normalised(valid), valid[0].Line));
        }

        return periods;
    }

    /// <summary>Every period's weights must add to 1.</summary>
    public static void Check(IReadOnlyList<ConcordanceLine> lines, string what, string path, List<Finding> findings)
    {
        foreach (var start in Starts(lines))
        {
            var valid = lines.Where(l => l.From <= start && l.To >= start).ToArray();
            if (valid.Length == 0) continue;
            var sum = 0.0;
            foreach (var line in valid) sum += line.Weight;
            if (Math.Abs(sum - 1.0) <= SectorWeights.Tolerance) continue;
            var scheme = valid[0].Scheme.Length > 0 ? $" of scheme '{valid[0].Scheme}'" : "";
            var period = start > 1 ? $" from {start}" : "";
            findings.Add(Finding.Error("CONCORDANCE-WEIGHTS", $"{path}, line {string.Join(", ", valid.Select(l => l.Line))}",
                $"The weights of {what} '{valid[0].Code}'{scheme}{period} don't add to 1.", $"{sum:R}", "1",
                "Correct the weights or complete the rows of the code.", $"{SectorWeights.Tolerance}"));
        }
    }

    // First years of the periods in which the same lines hold, ascending.
    private static List<int> Starts(IReadOnlyList<ConcordanceLine> lines)
    {
        var starts = new List<int>();
        foreach (var line in lines)
        {
            if (!starts.Contains(line.From)) starts.Add(line.From);
            if (line.To < 9999 && !starts.Contains(line.To + 1)) starts.Add(line.To + 1);
        }

        starts.Sort();
        return starts;
    }
}
