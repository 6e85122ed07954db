using System.Globalization;
using System.Text;

namespace IoEngine.Files;

/// <summary>A small tidy table of text: a header and rows, UTF-8, <c>.</c> decimals, comma, semicolon or tab detected. Immutable.</summary>
/// <remarks>Faults go to the findings that the caller collects; a table that can't be read at all is empty. Further columns are comments.</remarks>
internal sealed class TidyCsv
{
    private readonly Dictionary<string, int> columns;
    private readonly List<Finding> findings;

    private TidyCsv(string path, Dictionary<string, int> columns, List<TidyRow> rows, List<Finding> findings)
    {
        Path = path;
        this.columns = columns;
        this.findings = findings;
        Rows = rows;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its rows without the header; blank lines are left out.</summary>
    public IReadOnlyList<TidyRow> Rows { get; }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns => columns.OrderBy(c => c.Value).Select(c => c.Key).ToArray();

    /// <summary>Whether the header has the column.</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>Reads a file; what is wrong with it goes to <paramref name="findings"/>.</summary>
    public static TidyCsv Read(string path, IReadOnlyList<string> required, List<Finding> findings)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, path, required, findings);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Finding.Error("FILE-MISSING", path, "The file does not exist.", "nothing", "a CSV file", "Check the path; it is relative to the config file."));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            findings.Add(Finding.Error("FILE-UNREADABLE", path, "The file can't be read.", Directory.Exists(path) ? "a folder" : e.Message, "a readable CSV file", "Check that it is a file and may be read."));
        }

        return new TidyCsv(path, [], [], findings);
    }

    /// <summary>Reads a stream; <paramref name="name"/> stands for the file in messages.</summary>
    public static TidyCsv Read(Stream stream, string name, IReadOnlyList<string> required, List<Finding> findings)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true), true);
        var header = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var rows = new List<TidyRow>();
        try
        {
            var text = reader.ReadToEnd();
            Parse(text, name, header, rows, findings);
        }
        catch (DecoderFallbackException)
        {
            findings.Add(Finding.Error("FILE-ENCODING", name, "The file is not UTF-8.", expected: "UTF-8", cure: "Save it as CSV UTF-8."));
            return new TidyCsv(name, [], [], findings);
        }

        var missing = required.Where(c => !header.ContainsKey(c)).ToList();
        foreach (var column in missing)
        {
            findings.Add(Finding.Error("CSV-HEADER", $"{name}, line 1", $"The column '{column}' is missing.",
                header.Count == 0 ? "an empty file" : string.Join(",", header.Keys), string.Join(",", required), "Add the column or correct its name."));
        }

        return new TidyCsv(name, header, missing.Count > 0 ? [] : rows, findings);
    }

    /// <summary>The cell, trimmed; empty where the column is absent.</summary>
    public string Text(TidyRow row, string column) => columns.TryGetValue(column, out var i) ? row.Cells[i].Trim() : "";

    /// <summary>The cell as text that must not be empty.</summary>
    public bool TryText(TidyRow row, string column, out string value)
    {
        value = Text(row, column);
        if (value.Length > 0) return true;
        findings.Add(Finding.Error("CSV-EMPTY", Place(row, column), "The cell is empty.", "nothing", "a value", "Fill it in or remove the row."));
        return false;
    }

    /// <summary>The cell as a finite number.</summary>
    public bool TryNumber(TidyRow row, string column, out double value)
    {
        var text = Text(row, column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)) return true;
        findings.Add(Finding.Error("CSV-NUMBER", Place(row, column), "The cell is not a finite number.", $"'{text}'", "a number with '.' as decimal sign", NumberCure(text)));
        return false;
    }

    /// <summary>The cell as an exact number.</summary>
    public bool TryDecimal(TidyRow row, string column, out decimal value)
    {
        var text = Text(row, column);
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        findings.Add(Finding.Error("CSV-NUMBER", Place(row, column), "The cell is not a finite number.", $"'{text}'", "a number with '.' as decimal sign", NumberCure(text)));
        return false;
    }

    private static string NumberCure(string text) => text.Contains(',', StringComparison.Ordinal)
        ? "Write a point for decimals and no separator of thousands, such as 0.75 or 1234.5." : "Write a number such as 0.75 or 1234.5.";

    /// <summary>The cell as a year, 1 … 9999.</summary>
    public bool TryYear(TidyRow row, string column, out int value)
    {
        var text = Text(row, column);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= 9999) return true;
        findings.Add(Finding.Error("CSV-YEAR", Place(row, column), "The cell is not a year.", $"'{text}'", "a year such as 2010", "Write the year alone, four digits."));
        return false;
    }

    /// <summary>"file, line 3, column value".</summary>
    public string Place(TidyRow row, string? column = null) =>
        column is null ? $"{Path}, line {row.Line}" : $"{Path}, line {row.Line}, column {column}";

    private static void Parse(string text, string name, Dictionary<string, int> header, List<TidyRow> rows, List<Finding> findings)
    {
        var firstLine = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        var delimiter = firstLine.Count(';') > firstLine.Count(',') ? ';' : firstLine.Count('\t') > firstLine.Count(',') ? '\t' : ',';
        var width = -1;
        foreach (var (line, cells) in Records(text, delimiter))
        {
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (width < 0)
            {
                width = cells.Length;
                ReadHeader(cells, name, header, findings);
            }
            else if (cells.Length == width) rows.Add(new TidyRow(line, cells));
            else findings.Add(Finding.Error("CSV-RAGGED", $"{name}, line {line}", "The row has another number of cells than the header.",
                $"{cells.Length}", $"{width}", "Quote cells that hold the delimiter; give every row all cells."));
        }
    }

    private static void ReadHeader(string[] cells, string name, Dictionary<string, int> header, List<Finding> findings)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (!header.TryAdd(cells[i].Trim(), i) && cells[i].Trim().Length > 0)
                findings.Add(Finding.Error("CSV-HEADER", $"{name}, line 1", "A column name occurs twice.", cells[i], "each name once"));
        }
    }

    // RFC 4180: a cell that begins with a quote ends at the next single quote; two quotes stand for one; line ends may be inside.
    private static IEnumerable<(int Line, string[] Cells)> Records(string text, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, start, quoted) = (1, 1, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c == '\n') line++;
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == delimiter)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                yield return (start, cells.ToArray());
                cells.Clear();
                start = ++line;
            }
            else cell.Append(c);
        }
    }
}

/// <summary>A row and the line of the file on which it begins.</summary>
internal sealed record TidyRow(int Line, string[] Cells);
