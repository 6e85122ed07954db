using IoEngine.Accounts;
using IoEngine.Tables.Formats.Excel;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Gloria;

/// <summary>The labels of GLORIA, from its ReadMe workbook. Immutable.</summary>
internal sealed record GloriaLabels
{
    public required IReadOnlyList<string> Regions { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required IReadOnlyList<string> ValueAdded { get; init; }

    public required IReadOnlyList<string> FinalDemand { get; init; }

    /// <summary>Names of the five valuations; none where the workbook has no such sheet.</summary>
    public required IReadOnlyList<string> Valuations { get; init; }

    public required IReadOnlyList<(string Head, string Name, string Unit)> Satellites { get; init; }

    /// <summary>Rows and columns of T: for each region its industries, then its products.</summary>
    public int Square => 2 * Regions.Count * Sectors.Count;

    public IEnumerable<Industry> Industries => Regions.SelectMany(r => Sectors.Select(s => new Industry(r, s)));

    public IEnumerable<Product> Products => Regions.SelectMany(r => Sectors.Select(s => new Product(r, s)));

    public IEnumerable<DemandColumn> Demand => Regions.SelectMany(r => FinalDemand.Select(c => new DemandColumn(r, c)));

    /// <summary>
    /// Finds and reads the workbook: in the source, or beside what the user named. Null, with errors, where it can't be used.
    /// </summary>
    public static GloriaLabels? Read(TableSource source, List<Finding> findings, CancellationToken cancellation)
    {
        if (Find(source) is not { } workbook)
        {
            findings.Add(Finding.Error("FILE-MISSING", source.Place, "The workbook with the labels is missing.",
                YearFiles.Names(source), "GLORIA_ReadMe_….xlsx", "Put the ReadMe workbook of the release beside the tables."));
            return null;
        }

        workbook.Verify(cancellation);
        var sheets = new Dictionary<string, List<string[]>>(StringComparer.OrdinalIgnoreCase);
        workbook.Read((name, rows) =>
        {
            sheets[name.Trim()] = rows.Select(r => Enumerable.Range(0, r.Count).Select(r.Text).ToArray())
                .Where(r => r.Any(c => c.Length > 0)).ToList();
            return true;
        }, cancellation);
        List<string> Column(string sheet, string column, bool required = true) =>
            LabelsOf(workbook.Place, sheets, sheet, column, required, findings);
        var labels = new GloriaLabels
        {
            Regions = Column("Regions", "Region_acronyms"),
            Sectors = Column("Sectors", "Sector_names"),
            ValueAdded = Column("Value added and final demand", "Value_added_names"),
            FinalDemand = Column("Value added and final demand", "Final_demand_names"),
            Valuations = Column("Valuations", "Valuation_names", required: false),
            Satellites = [.. Column("Satellites", "Sat_head_indicator", false).Zip(Column("Satellites", "Sat_indicator", false),
                Column("Satellites", "Sat_unit", false))],
        };
        foreach (var (what, list) in new[]
        {
            ("Regions", labels.Regions), ("Sectors", labels.Sectors), ("Value added", labels.ValueAdded),
            ("Final demand", labels.FinalDemand),
        })
            LabelMatch.AllDistinct(list, i => $"{workbook.Place}, {what}, label {i + 1}", findings);
        return findings.Any(f => f.Severity == Severity.Error) ? null : labels;
    }

    private static List<string> LabelsOf(string place, Dictionary<string, List<string[]>> sheets, string sheet, string column,
        bool required, List<Finding> findings)
    {
        var rows = sheets.GetValueOrDefault(sheet);
        var at = rows is { Count: > 0 }
            ? Array.FindIndex(rows[0], c => c.Equals(column, StringComparison.OrdinalIgnoreCase)) : -1;
        var values = at < 0 ? [] : rows!.Skip(1).Select(r => r.Length > at ? r[at].Trim('\'', ' ') : "").ToList();
        while (values.Count > 0 && values[^1].Length == 0) values.RemoveAt(values.Count - 1);
        if (required && (values.Count == 0 || values.Contains("")))
        {
            findings.Add(Finding.Error("GLORIA-LABELS", $"{place}, sheet '{sheet}'", $"The column '{column}' has not all labels.",
                at < 0 ? $"sheets {string.Join(", ", sheets.Keys)}" : $"{values.Count(v => v.Length > 0)} labels",
                "a label in each row", "Restore the workbook."));
        }

        return values;
    }

    private static ExcelWorkbook? Find(TableSource source)
    {
        if (source.Entries.FirstOrDefault(e => IsReadMe(e.Name)) is { } entry) return ExcelWorkbook.Of(source, entry);
        // The tables and the satellites are two containers; the workbook lies beside them.
        var beside = Path.GetDirectoryName(Path.GetFullPath(source.Place.TrimEnd('/', '\\')));
        var file = beside is null || !Directory.Exists(beside) ? null
            : Directory.EnumerateFiles(beside).Where(f => IsReadMe(Path.GetFileName(f))).Order(StringComparer.Ordinal)
                .FirstOrDefault();
        return file is null ? null : ExcelWorkbook.Of(TableSource.Open(file));
    }

    private static bool IsReadMe(string name) =>
        name.StartsWith("GLORIA_ReadMe", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
}
