using IoEngine.Accounts;
using IoEngine.Files.Lines;

namespace IoEngine.Tables.Naming;

/// <summary>Reads concordances from CSV.</summary>
public static class ConcordanceReader
{
    /// <summary>
    /// Reads <c>region,to</c> or <c>[region,]sector,to</c>, with an optional <c>weight</c> (a share) or <c>size</c> (made a
    /// share), and <c>reason</c>.
    /// </summary>
    /// <param name="path">
    /// A UTF-8 CSV with a header. <c>*</c> stands for all labels that have no line; <c>*,*</c> keeps them.
    /// </param>
    /// <exception cref="InvalidDataFindingsException">The file can't be used; every fault is listed with its line.</exception>
    public static Concordance Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["to"], findings);
        var bySector = csv.Has("sector");
        if (findings.Count == 0 && !bySector && !csv.Has("region"))
        {
            findings.Add(Finding.Error("CSV-HEADER", $"{path}, line 1", "It is not said what is mapped.",
                "neither a column 'region' nor 'sector'",
                "region,to or sector,to, with weight or size", "Name the first column after what it holds."));
        }

        if (csv.Has("weight") && csv.Has("size"))
            findings.Add(Finding.Error("CSV-HEADER", $"{path}, line 1", "A file can't have both weights and sizes.",
                "weight and size", "one of the two"));
        var pairs = findings.Count > 0 ? [] : csv.Rows.Select(r => Pair(csv, r, bySector)).OfType<ConcordancePair>().ToList();
        if (findings.Count == 0 && pairs.Count == 0)
            findings.Add(Finding.Error("CONCORDANCE-EMPTY", path, "The concordance has no lines.", "0", "at least one"));
        if (findings.Count > 0) throw new InvalidDataFindingsException("The concordance can't be used", findings);
        var axis = bySector ? ConcordanceAxis.Sectors : ConcordanceAxis.Regions;
        return csv.Has("size") ? Concordance.Proportional(axis, path, pairs) : new Concordance(axis, path, pairs);
    }

    private static ConcordancePair? Pair(TidyCsv csv, TidyRow row, bool bySector)
    {
        if (!csv.TryText(row, bySector ? "sector" : "region", out var from) | !csv.TryText(row, "to", out var to)) return null;
        var weight = 1.0;
        var column = csv.Has("size") ? "size" : "weight";
        if (csv.Has(column) && (column == "size" || csv.Text(row, column).Length > 0) && !csv.TryNumber(row, column, out weight))
            return null;
        var region = bySector ? csv.Text(row, "region") : "";
        return new ConcordancePair(from, to, weight, region is "" or "*" ? null : region, csv.Place(row),
            csv.Text(row, "reason"));
    }
}
