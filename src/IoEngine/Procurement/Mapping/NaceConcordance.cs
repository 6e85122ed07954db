using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Mapping;

/// <summary>
/// Supplier's NACE (Rev. 2) to sectors: weighted; the longest prefix wins, a section letter stands for its divisions. Immutable.
/// </summary>
/// <remarks>
/// C28.1, 28.1 and 2810 are found under 28.1, 28, or C, in that order; see <see cref="NaceCode"/> for what else is read. A line
/// for a range (C10-C12) holds for its divisions that have no line of their own.
/// </remarks>
public sealed class NaceConcordance
{
    private readonly Dictionary<string, SectorWeights> byKey;

    private NaceConcordance(Dictionary<string, SectorWeights> byKey, IReadOnlyList<ConcordanceLine> lines, string path,
        IReadOnlyList<Finding> findings)
    {
        this.byKey = byKey;
        Findings = findings;
        Lines = lines;
        Path = path;
    }

    /// <summary>What reading noticed: codes that a spreadsheet had mangled.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    internal IReadOnlyList<ConcordanceLine> Lines { get; }

    internal string Path { get; }

    /// <summary>Rows given in code.</summary>
    /// <exception cref="InvalidDataFindingsException">The weights of a code don't add to 1.</exception>
    public static NaceConcordance Of(IEnumerable<(string Nace, string Sector, double Weight)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Checked(rows.Select((r, i) => new ConcordanceLine("", r.Nace, r.Sector, r.Weight, 1, 9999, i + 1)).ToList(),
            "nace", []);
    }

    /// <summary>Reads <c>nace,sector,weight</c>.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// The file can't be used, or weights don't add to 1; every fault is listed.
    /// </exception>
    public static NaceConcordance Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["nace", "sector", "weight"], findings);
        var lines = new List<ConcordanceLine>(csv.Rows.Count);
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "nace", out var nace) | !csv.TryText(row, "sector", out var sector)
                | !csv.TryNumber(row, "weight", out var weight))
                continue;
            if (weight < 0)
                findings.Add(Finding.Error("CONCORDANCE-WEIGHT", csv.Place(row, "weight"), "A weight is negative.", $"{weight}",
                    "0 to 1"));
            else lines.Add(new ConcordanceLine("", nace, sector, weight, 1, 9999, row.Line));
        }

        return Checked(lines, path, findings);
    }

    internal SectorWeights? Find(string nace) => Look(nace).Weights;

    /// <summary>
    /// The sectors of what a cell names, and how it was read: several codes, or a range, count where all mean the same.
    /// </summary>
    internal (SectorWeights? Weights, CodeReading Reading) Look(string nace)
    {
        var reading = NaceCode.Read(nace);
        SectorWeights? agreed = null;
        for (var k = 0; k < reading.Keys.Count; k++)
        {
            var weights = Longest(reading.Keys[k]);
            if (weights is null || (agreed is not null && !weights.Items.SequenceEqual(agreed.Items)))
                return (null, reading.Keys.Count > 1 ? reading.Disagreed() : reading);
            agreed ??= weights;
        }

        return (agreed, agreed is null ? reading : reading.Agreed());
    }

    private SectorWeights? Longest(string key)
    {
        for (var length = key.Length; length >= 2; length--)
        {
            if (byKey.TryGetValue(key[..length], out var weights)) return weights;
        }

        var section = key.Length < 2 ? key : char.IsAsciiDigit(key[0]) && char.IsAsciiDigit(key[1]) ? NaceCode.SectionOf(key)
            : "";
        return section.Length > 0 && byKey.TryGetValue(section, out var bySection) ? bySection : null;
    }

    private static NaceConcordance Checked(List<ConcordanceLine> lines, string path, List<Finding> findings)
    {
        ConcordanceCodes.Check(lines, path, l => NaceCode.Read(l.Code),
            _ => "a division (26), group (26.1), class (26.11), section (C) or range (C10-C12)", findings);
        var byKey = new Dictionary<string, SectorWeights>(StringComparer.Ordinal);
        var ranges = new List<(IReadOnlyList<string> Divisions, SectorWeights Weights)>();
        foreach (var code in lines.GroupBy(l => string.Join(' ', NaceCode.Read(l.Code).Keys)))
        {
            DatedWeights.Check(code.ToArray(), "NACE", path, findings);
            var divisions = NaceCode.Read(code.First().Code).Keys;
            if (divisions.Count == 1) byKey[code.Key] = SectorWeights.Normalised(code);
            else ranges.Add((divisions, SectorWeights.Normalised(code)));
        }

        var single = byKey.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (divisions, weights) in ranges)
        {
            foreach (var division in divisions.Where(d => !single.Contains(d)))
            {
                if (!byKey.TryAdd(division, weights))
                    findings.Add(Finding.Error("CONCORDANCE-CODE", path, "A division is in two ranges.", division,
                        "each division in one line or range", "Correct one of the ranges."));
            }
        }

        if (findings.Exists(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The concordance of NACE can't be used", findings);
        return new NaceConcordance(byKey, lines, path, findings);
    }
}
