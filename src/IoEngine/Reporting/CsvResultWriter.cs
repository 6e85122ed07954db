using System.Buffers;
using System.Globalization;
using System.Text;

namespace IoEngine.Reporting;

/// <summary>
/// RFC 4180: UTF-8 without BOM, comma, CRLF-free lines ending in LF, decimal point, doubles that round-trip, an empty cell for no
/// value.
/// </summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula (first character = + - @, tab or carriage return) gets an apostrophe in
/// front: supplier names are other people's input.
/// </remarks>
public sealed class CsvResultWriter : IResultTableWriter
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> StartsFormula = SearchValues.Create("=+-@\t\r");

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public void Write(ResultTable table, Stream stream) => Write([table], stream);

    /// <inheritdoc/>
    public void Write(IEnumerable<ResultTable> parts, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var first = true;
        foreach (var part in parts)
        {
            if (first) writer.WriteLine(string.Join(',', part.Columns.Select(c => Cell(c.Name))));
            first = false;
            WriteRows(part, writer);
        }
    }

    private static void WriteRows(ResultTable table, StreamWriter writer)
    {
        Span<char> buffer = stackalloc char[32];
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (i > 0) writer.Write(',');
                var column = table.Columns[i];
                var written = 0;
                if (column.Kind == ColumnKind.Text) writer.Write(Cell(column.Texts[row]));
                else if (column.Kind == ColumnKind.Integer)
                    column.Integers[row].TryFormat(buffer, out written, provider: CultureInfo.InvariantCulture);
                else if (column.Numbers[row] is var value && !double.IsNaN(value))
                {
                    if (!double.IsFinite(value))
                        throw new NumericalException($"Column {column.Name}, row {row + 1} is {value}; results are finite.");
                    (value == 0 ? 0.0 : value).TryFormat(buffer, out written, "R", CultureInfo.InvariantCulture); // no "-0"
                }

                writer.Write(buffer[..written]);
            }

            writer.Write('\n');
        }
    }

    /// <summary>A text as a cell: made harmless for spreadsheets, quoted where needed.</summary>
    internal static string Cell(string text)
    {
        if (text.Length > 0 && StartsFormula.Contains(text[0])) text = "'" + text;
        return text.AsSpan().ContainsAny(NeedsQuotes) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    /// <summary>The text of a cell without the apostrophe that guards it against spreadsheets.</summary>
    internal static string Unguarded(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && StartsFormula.Contains(cell[1]) ? cell[1..] : cell;
}
