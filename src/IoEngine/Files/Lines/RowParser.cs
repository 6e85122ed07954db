using System.Text;
using IoEngine.Files.Numbers;
using IoEngine.Texts;

namespace IoEngine.Files.Lines;

/// <summary>What one block of rows gave besides its numbers.</summary>
internal sealed class ParsedBlock
{
    public required int FirstRow { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows × index columns.</summary>
    public required string?[] Labels { get; init; }

    public int LastRowWithContent { get; set; } = -1;

    public List<int> BlankRows { get; } = [];

    public List<Finding> Findings { get; } = [];

    public long Faults { get; set; }

    public long EmptyCells { get; set; }

    /// <summary>Where they are (row of the table, column), capped: a sparse table may leave out most of its cells.</summary>
    public List<(int Row, int Column)> EmptyAt { get; } = [];
}

/// <summary>Parses blocks of rows to numbers in row-major tiles; one a thread.</summary>
internal sealed class RowParser(string place, NumericTextLayout layout, NumericTextHeader header, int firstLine, RowTileSink sink)
{
    /// <summary>
    /// Doubles of a tile: half of a common second-level cache, so that the sink's transposition reads from there.
    /// </summary>
    private const int TileDoubles = 64 << 10;

    private const int MostEmptyAt = 1 << 16;

    private readonly int columns = header.Columns;
    private readonly byte separator = header.Separator;
    private readonly byte decimalSign = layout.Style is { DecimalSign: (byte)',' } ? (byte)',' : (byte)'.';
    private readonly int tileRows = Math.Clamp(TileDoubles / Math.Max(1, header.Columns), 8, 64);
    private double[] tile = [];

    /// <summary>Parses all rows of the block.</summary>
    public ParsedBlock Parse(LineBlock block)
    {
        var result = new ParsedBlock
        {
            FirstRow = block.FirstLine - firstLine,
            Rows = block.Lines,
            Labels = new string?[block.Lines * layout.IndexColumns],
        };
        if (tile.Length == 0) tile = new double[tileRows * columns];
        var text = block.Bytes;
        var position = 0;
        for (var row = 0; row < block.Lines; row += tileRows)
        {
            var rows = Math.Min(tileRows, block.Lines - row);
            for (var r = 0; r < rows; r++) ParseRow(text, ref position, result, row + r, tile.AsSpan(r * columns, columns));
            sink(result.FirstRow + row, rows, tile.AsSpan(0, rows * columns));
        }

        return result;
    }

    private void ParseRow(ReadOnlySpan<byte> text, ref int position, ParsedBlock result, int row, Span<double> values)
    {
        var p = position;
        if (text[p] is (byte)'\n' or (byte)'\r' or (byte)' ' && IsBlank(text, ref position))
        {
            values.Clear();
            result.BlankRows.Add(result.FirstRow + row);
            return;
        }

        result.LastRowWithContent = result.FirstRow + row;
        for (var i = 0; i < layout.IndexColumns; i++)
        {
            var end = DelimitedField.End(text, p, separator);
            result.Labels[(row * layout.IndexColumns) + i] = DelimitedField.Text(text[p..end]);
            p = end + 1;
            if (text[end] != '\n') continue;
            Ragged(text, ref position, result, row);
            return;
        }

        for (var c = 0; c < values.Length; c++)
        {
            // The common cases first: one digit (most cells of a sparse table are 0), then a bare number and its separator.
            // Everything else is looked at closely.
            var digit = (uint)(text[p] - '0');
            if (digit <= 9 && text[p + 1] == separator)
            {
                values[c] = digit;
                p++;
            }
            else if (!DecimalText.TryRead(text, ref p, out values[c], decimalSign) || (text[p] != separator && text[p] != '\n')
                || !double.IsFinite(values[c]))
                values[c] = ParseOddCell(text, position, ref p, result, row, c, values[c]);
            var last = text[p] == '\n';
            if (last != (c == values.Length - 1))
            {
                Ragged(text, ref position, result, row);
                return;
            }

            p++;
        }

        position = p;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text, ref int position)
    {
        var end = position + text[position..].IndexOf((byte)'\n');
        if (text[position..end].Trim(" \r"u8).Length > 0) return false;
        position = end + 1;
        return true;
    }

    /// <summary>
    /// A cell that is not just digits: quoted, spaced, before a carriage return, empty, or wrong. Moves to its end.
    /// </summary>
    private double ParseOddCell(ReadOnlySpan<byte> text, int rowStart, ref int position, ParsedBlock result, int row, int column,
        double read)
    {
        // A number was read and the position moved: go back to the start of the cell.
        var start = position;
        while (start > rowStart && text[start - 1] != separator) start--;
        var end = DelimitedField.End(text, start, separator);
        position = end;
        var content = DelimitedField.Content(text[start..end]).Trim((byte)' ');
        if (content.Length == 0)
        {
            result.EmptyCells++;
            if (result.EmptyAt.Count < MostEmptyAt) result.EmptyAt.Add((result.FirstRow + row, column));
            return 0;
        }

        if (layout.Style is { } style
            ? NumberCell.TryRead(content, style, out var value)
            : DecimalText.TryParse(content, out value) && double.IsFinite(value))
            return value;
        result.Faults++;
        if (result.Findings.Count < layout.MaxFindings)
            result.Findings.Add(Fault(content, result, row, column, double.IsInfinity(read)));
        return 0;
    }

    private Finding Fault(ReadOnlySpan<byte> content, ParsedBlock result, int row, int column, bool tooLarge)
    {
        var labels = result.Labels.AsSpan(row * layout.IndexColumns, layout.IndexColumns).ToArray();
        var at =
            $"{place}, line {firstLine + result.FirstRow + row}{(labels.Length == 0 ? "" : $" ({string.Join('.', labels)})")}, "
                + $"column {layout.IndexColumns + column + 1} ({header.ColumnLabel(column)})";
        var found = $"'{Encoding.UTF8.GetString(content.Length > 60 ? content[..60] : content)}'";
        var word = found.Trim('\'', '+', '-').ToUpperInvariant();
        if (tooLarge || word is "NAN" or "INF" or "INFINITY" or "#NUM!" or "#DIV/0!" or "#N/A" or "N/A" or "NA" or "∞"
            || IsHuge(content))
        {
            return Finding.Error("TEXT-NOT-FINITE", at, "A cell is not a finite number.", found,
                "a finite number, or an empty cell for zero",
                "Put in the value; where it is unknown, leave the cell empty to take it as zero.");
        }

        var comma = content.IndexOf((byte)',') >= 0;
        return Finding.Error("TEXT-NOT-NUMBER", at, "A cell is not a number.", found, "a number such as 1234.5 or 1.2e-3",
            comma ? "Use a point for decimals and no separator of thousands." : "Correct the cell, or leave it empty for zero.");
    }

    private static bool IsHuge(ReadOnlySpan<byte> content) => DecimalText.TryParse(content, out var v) && double.IsInfinity(v);

    private void Ragged(ReadOnlySpan<byte> text, ref int position, ParsedBlock result, int row)
    {
        var end = position + text[position..].IndexOf((byte)'\n');
        var cells = DelimitedTokens.Split(text[position..end], separator).Length;
        position = end + 1;
        result.Faults++;
        if (result.Findings.Count >= layout.MaxFindings) return;
        result.Findings.Add(Finding.Error("TEXT-RAGGED-ROW",
            $"{place}, line {firstLine + result.FirstRow + row}{LabelOf(result, row)}",
            "A row has another number of cells than the header.", $"{cells} cells", $"{layout.IndexColumns + columns} cells",
            "Restore the missing cells or remove the extra ones; quote labels that hold the separator."));
    }

    private string LabelOf(ParsedBlock result, int row) =>
        layout.IndexColumns == 0 ? "" : $" ({result.Labels[row * layout.IndexColumns]})";
}
