using System.Globalization;
using IoEngine.Files.Lines;
using IoEngine.Reporting.Layouts;

namespace IoEngine.Reporting;

/// <summary>Reads back what <see cref="CsvResultWriter"/> wrote.</summary>
/// <remarks>
/// Columns that the layout of the table does not know are text. An apostrophe that guards against formulas is taken off again.
/// </remarks>
internal static class CsvResultReader
{
    /// <summary>Reads a result file.</summary>
    /// <param name="path">The file; its name without extension is that of the table.</param>
    /// <exception cref="InvalidDataFindingsException">It can't be read, or a number is none; every fault is listed.</exception>
    public static ResultTable Read(string path)
    {
        var findings = new List<Finding>();
        var name = Path.GetFileNameWithoutExtension(path);
        var file = TidyCsv.Read(path, [], findings);
        var header = file.Columns;
        var kinds = ResultFiles.KindsOf(name, header);
        var table = new ResultTable(name, header.Select((h, i) => (h, kinds[i])).ToArray());
        var row = new object?[header.Count];
        foreach (var line in file.Rows)
        {
            for (var i = 0; i < row.Length; i++) row[i] = Parse(line.Cells[i], kinds[i], file.Place(line, header[i]), findings);
            table.Add(row);
        }

        return findings.Count == 0 ? table : throw new InvalidDataFindingsException($"The results in {path} can't be read",
            findings);
    }

    private static object? Parse(string cell, ColumnKind kind, string place, List<Finding> findings)
    {
        switch (kind)
        {
            case ColumnKind.Text:
                return CsvResultWriter.Unguarded(cell);
            case ColumnKind.Integer:
                if (long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
                findings.Add(Finding.Error("RESULT-NUMBER", place, "The cell is no whole number.", $"'{cell}'", "a whole number",
                    "Run again."));
                return 0L;
            default:
                if (cell.Length == 0) return null;
                if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && double.IsFinite(value))
                    return value;
                findings.Add(Finding.Error("RESULT-NUMBER", place, "The cell is no finite number.", $"'{cell}'",
                    "a number or nothing", "Run again."));
                return null;
        }
    }
}
