using System.Globalization;
using System.Text;
using IoEngine.Files.Numbers;
using IoEngine.Texts;

namespace IoEngine.Files.Lines;

/// <summary>
/// A small tidy table of text: a header and rows, in any encoding, with any delimiter and in any style of numbers that orders may
/// have.
/// </summary>
/// <remarks>
/// Faults go to the findings that the caller collects; a table that can't be read at all is empty. Further columns are comments.
/// Where commas separate the cells the point is the decimal sign; else the numbers of a column show theirs, or it is asked for.
/// </remarks>
internal sealed class TidyCsv
{
    private readonly Dictionary<string, int> columns;
    private readonly Dictionary<string, NumberStyle> styles = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte delimiter;
    private readonly List<Finding> findings;

    private TidyCsv(string path, Dictionary<string, int> columns, byte delimiter, List<TidyRow> rows, List<Finding> findings)
    {
        Path = path;
        this.columns = columns;
        this.delimiter = delimiter;
        this.findings = findings;
        Rows = rows;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its rows without the header; blank lines are left out.</summary>
    public IReadOnlyList<TidyRow> Rows { get; }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns => columns.OrderBy(c => c.Value).Select(c => c.Key).ToArray();

    /// <summary>
    /// Columns of numbers that are written alike: what one shows of its style holds for the others that show nothing.
    /// </summary>
    public IReadOnlyList<string> NumberColumns { get; init; } = [];

    /// <summary>Whether the header has the column.</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>Reads a file; what is wrong with it goes to <paramref name="findings"/>.</summary>
    public static TidyCsv Read(string path, IReadOnlyList<string> required, List<Finding> findings,
        params IReadOnlyList<string> numbers)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, path, required, findings, numbers);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Finding.Error("FILE-MISSING", path, "The file does not exist.", "nothing", "a CSV file",
                "Check the path; it is relative to the config file."));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            findings.Add(Finding.Error("FILE-UNREADABLE", path, "The file can't be read.",
                Directory.Exists(path) ? "a folder" : e.Message, "a readable CSV file",
                "Check that it is a file and may be read."));
        }

        return new TidyCsv(path, [], 0, [], findings);
    }

    /// <summary>Reads a stream; <paramref name="name"/> stands for the file in messages.</summary>
    public static TidyCsv Read(Stream stream, string name, IReadOnlyList<string> required, List<Finding> findings,
        params IReadOnlyList<string> numbers)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var text = TextEncoding.ToUtf8(bytes.ToArray());
        if (text.Contains((byte)0))
        {
            findings.Add(Finding.Error("FILE-ENCODING", name, "The file is no text.", "bytes that are zero", "a CSV file",
                "Save it as CSV UTF-8."));
            return new TidyCsv(name, [], 0, [], findings);
        }

        var dialect = DelimitedDialect.Detect(text, required.ToHashSet(StringComparer.OrdinalIgnoreCase), null);
        var header = Header(dialect, name, findings);
        var missing = required.Where(c => !header.ContainsKey(c)).ToList();
        foreach (var column in missing)
        {
            findings.Add(Finding.Error("CSV-HEADER", $"{name}, line {dialect.HeaderLine}", $"The column '{column}' is missing.",
                header.Count == 0 ? "an empty file" : string.Join(",", header.Keys), string.Join(",", required),
                "Add the column or correct its name."));
        }

        var rows = ReadRows(text, dialect, name, findings);
        return new TidyCsv(name, header, dialect.Delimiter, missing.Count > 0 ? [] : rows, findings) { NumberColumns = numbers };
    }

    /// <summary>The cell, trimmed; empty where the column is absent.</summary>
    public string Text(TidyRow row, string column) => columns.TryGetValue(column, out var i) ? row.Cells[i].Trim() : "";

    /// <summary>The cell as text that must not be empty.</summary>
    public bool TryText(TidyRow row, string column, out string value)
    {
        value = Text(row, column);
        if (value.Length > 0) return true;
        findings.Add(Finding.Error("CSV-EMPTY", Place(row, column), "The cell is empty.", "nothing", "a value",
            "Fill it in or remove the row."));
        return false;
    }

    /// <summary>The cell as a finite number; of a currency where that is told, whose mark may then stand beside it.</summary>
    public bool TryNumber(TidyRow row, string column, out double value, string? currency = null)
    {
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        value = 0;
        if (!TryPlain(row, column, currency, plain, out var length, out var status)) return NoNumber(row, column, status);
        return (DecimalText.TryParse(plain[..length], out value) && double.IsFinite(value))
            || NoNumber(row, column, NumberStatus.NotNumber);
    }

    /// <summary>The cell as a finite number; null where it is empty or the column absent.</summary>
    public bool TryOptional(TidyRow row, string column, out double? value)
    {
        value = null;
        if (Text(row, column).Length == 0) return true;
        if (!TryNumber(row, column, out var number)) return false;
        value = number;
        return true;
    }

    /// <summary>The cell as an exact number.</summary>
    public bool TryDecimal(TidyRow row, string column, out decimal value, string? currency = null)
    {
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        value = 0;
        if (!TryPlain(row, column, currency, plain, out var length, out var status)) return NoNumber(row, column, status);
        return decimal.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            || NoNumber(row, column, NumberStatus.NotNumber);
    }

    /// <summary>The cell as a year, 1 … 9999.</summary>
    public bool TryYear(TidyRow row, string column, out int value)
    {
        var text = Text(row, column);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= 9999)
            return true;
        findings.Add(Finding.Error("CSV-YEAR", Place(row, column), "The cell is not a year.", $"'{text}'", "a year such as 2010",
            "Write the year alone, four digits."));
        return false;
    }

    /// <summary>The cell as a year; null where it is empty or the column absent.</summary>
    public bool TryOptionalYear(TidyRow row, string column, out int? year)
    {
        year = null;
        if (Text(row, column).Length == 0) return true;
        if (!TryYear(row, column, out var of)) return false;
        year = of;
        return true;
    }

    /// <summary>The cell as a day; an empty one is null where it may be.</summary>
    public bool TryDay(TidyRow row, string column, out DateOnly? value)
    {
        var text = Text(row, column);
        value = null;
        if (text.Length == 0) return true;
        var precision = DateText.Read(text.AsSpan(), out var date);
        value = date;
        if (precision == DatePrecision.Day) return true;
        findings.Add(precision == DatePrecision.OpenDay
            ? Finding.Error("CSV-DATE", Place(row, column), "The day and the month could be either way round.", $"'{text}'",
                "a date such as 2016-07-17", "Write year, month, day with hyphens (yyyy-mm-dd).")
            : Finding.Error("CSV-DATE", Place(row, column), "The cell is not a date.", $"'{text}'", "a date such as 2016-07-17",
                "Write year, month, day with hyphens (yyyy-mm-dd); format the column so before the sheet is saved as CSV."));
        return false;
    }

    /// <summary>"file, line 3, column value".</summary>
    public string Place(TidyRow row, string? column = null) =>
        column is null ? $"{Path}, line {row.Line}" : $"{Path}, line {row.Line}, column {column}";

    private bool TryPlain(TidyRow row, string column, string? currency, Span<byte> plain, out int length, out NumberStatus status)
    {
        if (!styles.TryGetValue(column, out var style)) styles[column] = style = StyleOf(column);
        var reading = NumberText.Read(Text(row, column), style, plain);
        (length, status) = (reading.Length, reading.Status);
        if (status == NumberStatus.Ok && reading.Mark is { } mark && (currency is null || !CurrencyMark.Fits(mark, currency)))
            status = NumberStatus.NotNumber;
        return status == NumberStatus.Ok;
    }

    private bool NoNumber(TidyRow row, string column, NumberStatus status)
    {
        // What a whole column leaves open is asked once, when its style is looked for.
        if (status == NumberStatus.Ambiguous && !styles[column].IsDecided) return false;
        var text = Text(row, column);
        if (status == NumberStatus.Ambiguous) findings.Add(Question(row, column, $"'{text}'"));
        else
            findings.Add(Finding.Error("CSV-NUMBER", Place(row, column), "The cell is not a finite number.", $"'{text}'",
                "a number with '.' as decimal sign",
                text.Contains(',', StringComparison.Ordinal)
                    ? "Write a point for decimals and no separator of thousands, such as 0.75 or 1234.5."
                    : "Write a number such as 0.75 or 1234.5."));
        return false;
    }

    private NumberStyle StyleOf(string column)
    {
        var evidence = EvidenceOf(column);
        if (delimiter == (byte)',') return NumberStyle.Point with { Grouped = evidence.Groups > 0 && evidence.Commas == 0 };
        if (evidence.Style.IsDecided || evidence.Open == 0) return evidence.Style;
        if (NumberColumns.Contains(column, StringComparer.OrdinalIgnoreCase))
        {
            var all = default(NumberEvidence);
            foreach (var other in NumberColumns) all.Add(EvidenceOf(other));
            if (all.Style.IsDecided) return all.Style;
        }

        Span<byte> plain = stackalloc byte[NumberText.Longest];
        var open = new List<TidyRow>();
        foreach (var row in Rows)
        {
            if (NumberText.Read(Text(row, column), NumberStyle.Undecided, plain).Status == NumberStatus.Ambiguous) open.Add(row);
        }

        var shown = string.Join(", ", open.Take(5).Select(r => $"'{Text(r, column)}'")) + (open.Count > 5 ? ", …" : "");
        findings.Add(Question(open[0], column, shown));
        return NumberStyle.Undecided;
    }

    private Finding Question(TidyRow row, string column, string shown) => Finding.Error("CSV-NUMBER-QUESTION", Place(row, column),
        "The numbers could have decimals or groups of thousands.", shown, "a number that shows which, such as 2.500,50 or 1234.5",
        "Write thousands without a sign (23050) or other than three decimals (23.05, 23.0500); or save the file with commas "
            + "between the cells, where the point is the decimal sign.");

    private NumberEvidence EvidenceOf(string column)
    {
        var evidence = default(NumberEvidence);
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        foreach (var row in Rows) evidence.Add(NumberText.Read(Text(row, column), NumberStyle.Undecided, plain));
        return evidence;
    }

    private static Dictionary<string, int> Header(DelimitedDialect dialect, string name, List<Finding> findings)
    {
        var header = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < dialect.Header.Length; i++)
        {
            if (!header.TryAdd(dialect.Header[i], i) && dialect.Header[i].Length > 0)
                findings.Add(Finding.Error("CSV-HEADER", $"{name}, line {dialect.HeaderLine}", "A column name occurs twice.",
                    dialect.Header[i], "each name once"));
        }

        return header;
    }

    private static List<TidyRow> ReadRows(ReadOnlySpan<byte> text, DelimitedDialect dialect, string name, List<Finding> findings)
    {
        var rows = new List<TidyRow>();
        var tokens = dialect.Tokens();
        var (position, line, width) = (dialect.RowsAt, dialect.RowsLine, dialect.Header.Length);
        while (position < text.Length)
        {
            var status = tokens.Next(text, ref position);
            if (status != RowStatus.Whole)
                findings.Add(Finding.Error("CSV-QUOTE", $"{name}, line {line}",
                    status == RowStatus.Open ? "A quote is never closed." : "Text follows a closing quote.",
                    expected: "quotes around whole cells, doubled inside",
                    cure: "Close the quote, or double those inside of the cell."));
            else if (!tokens.AreEmpty(text, 0))
            {
                if (tokens.Count == width || (tokens.Count > width && tokens.AreEmpty(text, width)))
                    rows.Add(new TidyRow(line, Cells(text, tokens, width)));
                else
                    findings.Add(Finding.Error("CSV-RAGGED", $"{name}, line {line}",
                        "The row has another number of cells than the header.",
                        $"{tokens.Count}", $"{width}", "Quote cells that hold the delimiter; give every row all cells."));
            }

            line += 1 + tokens.InnerLines;
        }

        return rows;
    }

    private static string[] Cells(ReadOnlySpan<byte> text, DelimitedTokens tokens, int width)
    {
        var cells = new string[width];
        for (var i = 0; i < width; i++) cells[i] = Encoding.UTF8.GetString(tokens.Field(text, i));
        return cells;
    }
}

/// <summary>A row and the line of the file on which it begins.</summary>
internal sealed record TidyRow(int Line, string[] Cells);
