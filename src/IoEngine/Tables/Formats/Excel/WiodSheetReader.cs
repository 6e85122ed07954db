using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>Reads the numbers of one sheet below its header into the parts of a table.</summary>
internal sealed class WiodSheetReader
{
    private const int Listed = 20;
    private readonly ExcelNumbers numbers;
    private readonly WiodHeader header;
    private readonly List<Finding> findings;
    private readonly int[] place;
    private readonly bool[] present;
    private readonly double[] output;
    private readonly List<FlowLine> rows = [];
    private double[]? intermediate;
    private int unknown;

    private WiodSheetReader(ExcelNumbers numbers, WiodHeader header, List<Finding> findings)
    {
        this.numbers = numbers;
        this.header = header;
        this.findings = findings;
        var columns = header.Columns;
        Industries = new Axis<Industry>("industries", columns.Where(c => c.Kind == LabelKind.Industry).Select(c => c.Industry));
        Demand = new Axis<DemandColumn>("columns of final demand",
            columns.Where(c => c.Kind == LabelKind.Demand).Select(c => c.Demand));
        place = columns.Select(c => c.Kind switch
        {
            LabelKind.Industry => Industries.IndexOf(c.Industry),
            LabelKind.Demand => Industries.Count + Demand.IndexOf(c.Demand),
            _ => -1,
        }).ToArray();
        present = new bool[Industries.Count];
        output = new double[Industries.Count];
        Z = new DenseMatrix(Industries.Count, Industries.Count);
        Y = new DenseMatrix(Industries.Count, Demand.Count);
    }

    private Axis<Industry> Industries { get; }

    private Axis<DemandColumn> Demand { get; }

    private DenseMatrix Z { get; }

    private DenseMatrix Y { get; }

    /// <summary>The parts, or null where there are errors among the findings.</summary>
    public static TableParts? Read(ExcelWorkbook workbook, WiodHeader header, IEnumerator<ExcelRow> below, List<Finding> findings)
    {
        var numbers = new ExcelNumbers(workbook, header.Sheet, findings);
        string PlaceOf(int column) => numbers.Place(header.Row, header.First + column);
        var known = true;
        for (var j = 0; j < header.Columns.Count; j++)
        {
            if (header.Columns[j].Kind != LabelKind.Unknown) continue;
            known = false;
            findings.Add(Finding.Error("LABEL-UNKNOWN", PlaceOf(j), "The labels of a column are not understood.",
                $"region '{header.Columns[j].Region}', number '{header.Numbers[j]}'",
                $"a sector, a category or the output of {header.Edition.Title}",
                "Restore the four rows of labels above the numbers."));
        }

        var labels = header.Columns.Select(c => (c.Kind, c.Region, c.Item)).ToList();
        if (!LabelMatch.AllDistinct(labels, PlaceOf, findings) || !known) return null;
        if (!labels.Exists(l => l.Kind == LabelKind.Industry)) return null;
        var reader = new WiodSheetReader(numbers, header, findings);
        while (below.MoveNext()) reader.Take(below.Current);
        return reader.Finish();
    }

    private void Take(ExcelRow row)
    {
        var labels = Enumerable.Range(header.First - 4, 4).Select(row.Text).ToArray();
        var empty = true;
        for (var j = 0; j < header.Columns.Count && empty; j++) empty = row[header.First + j] is null;
        if (empty) return;
        var (code, name, region, number) = (labels[0], labels[1], labels[2], labels[3]);
        if (region.Length > 0 && !region.Equals("TOT", StringComparison.OrdinalIgnoreCase))
        {
            TakeIndustry(row, new Industry(region, header.Edition.SectorByNumber ? number : code), number);
            return;
        }

        var label = WiodEdition.Tail(code, name, number);
        if (label.Kind == LabelKind.Unknown)
        {
            if (++unknown <= Listed)
                findings.Add(Finding.Error("LABEL-UNKNOWN", numbers.Place(row.Number, header.First - 4),
                    "The label of a row is not understood.",
                    string.Join(" | ", labels), $"an industry or a row of totals of {header.Edition.Title}",
                    "Restore the labels, or remove the row."));
            return;
        }

        var values = new double[Industries.Count + Demand.Count];
        for (var j = 0; j < place.Length; j++)
        {
            if (place[j] >= 0) values[place[j]] = numbers.Read(row, header.First + j, mayBeEmpty: place[j] >= Industries.Count);
        }

        if (label.Kind == LabelKind.Ignored) intermediate = values;
        else rows.Add(new FlowLine(label, $"{numbers.Sheet}, row {row.Number}", values));
    }

    private void TakeIndustry(ExcelRow row, Industry industry, string number)
    {
        if (!Industries.TryIndexOf(industry, out var i))
        {
            Fault(row, "LABEL-EXTRA", "A row is of an industry that no column is of.", $"'{industry}'",
                $"one of the {Industries.Count} industries of the columns");
            return;
        }

        if (present[i])
        {
            Fault(row, "LABEL-DUPLICATE", "An industry has two rows.", $"'{industry}'", "one row an industry");
            return;
        }

        present[i] = true;
        var own = Array.FindIndex(place, p => p == i);
        if (number.Length > 1 && header.Numbers[own].Length > 1 && number[1..] != header.Numbers[own][1..])
            Fault(row, "LABEL-CONTRADICTION", "The number of a row is not that of the column of the same industry.",
                $"'{industry}' is {number}", header.Numbers[own]);
        for (var j = 0; j < place.Length; j++)
        {
            var value = numbers.Read(row, header.First + j);
            if (place[j] < 0) output[i] = value;
            else if (place[j] < Industries.Count) Z[i, place[j]] = value;
            else Y[i, place[j] - Industries.Count] = value;
        }
    }

    private TableParts? Finish()
    {
        numbers.Finish();
        var missing = Industries.Where((_, i) => !present[i]).ToList();
        if (missing.Count > 0)
        {
            findings.Add(Finding.Error("LABEL-MISSING", numbers.Sheet, "Industries of the columns have no row.",
                string.Join(", ", missing.Take(6)) + (missing.Count > 6 ? $" and {missing.Count - 6} more" : ""),
                $"all {Industries.Count}", "Restore the rows; the file may be cut."));
        }

        foreach (var twice in rows.GroupBy(r => (r.Label.Kind, r.Label.Item)).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("LABEL-DUPLICATE", twice.Last().Place, "A row of totals occurs twice.",
                $"'{twice.Key.Item}'", "each once", "Remove one."));
        if (!rows.Exists(r => r.Label is { Kind: LabelKind.Primary, Item: "VA" }))
            findings.Add(Finding.Error("ROW-MISSING", numbers.Sheet, "There is no row of value added.",
                $"{rows.Count} rows below the industries", "Value added at basic prices",
                "Restore the row; the file may be cut."));
        if (findings.Any(f => f.Severity == Severity.Error)) return null;
        if (intermediate is not null)
        {
            var sums = MrioTotals.Columns(Z);
            TotalsCheck.Compare("intermediate consumption by column", numbers.Sheet, intermediate.AsSpan(0, sums.Length), sums,
                j => Industries[j].ToString(), findings);
        }

        return new TableParts
        {
            Place = numbers.Sheet, Industries = Industries, RowAxis = Industries, Demand = Demand, Z = Z, Y = Y, Rows = rows,
            OutputColumn = header.Columns.Any(c => c.Kind == LabelKind.Output) ? output : null,
        };
    }

    private void Fault(ExcelRow row, string code, string message, string found, string expected)
    {
        if (++unknown <= Listed)
            findings.Add(Finding.Error(code, numbers.Place(row.Number, header.First - 4), message, found, expected,
                "Restore the labels of the row."));
    }
}
