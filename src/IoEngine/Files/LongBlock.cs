using System.Text;

namespace IoEngine.Files;

/// <summary>Cuts the lines of a long text into cells, and joins those that name a row or column.</summary>
internal ref struct LongLine(ReadOnlySpan<byte> text, LongTextLayout layout, Span<int> starts, Span<int> ends)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly Span<int> starts = starts;
    private readonly Span<int> ends = ends;
    private readonly bool quoted = text.Contains((byte)'"');
    private int next;

    /// <summary>Cells of the line; those beyond the layout's are counted only.</summary>
    public int Cells { get; private set; }

    /// <summary>Moves to the next line; false at the end. Blank lines have one empty cell.</summary>
    public bool MoveNext()
    {
        if (next >= text.Length) return false;
        var p = next;
        Cells = 0;
        while (true)
        {
            var length = text[p..].IndexOfAny(layout.Separator, (byte)'\n');
            var end = quoted ? DelimitedCells.EndOfCell(text, p, layout.Separator) : length < 0 ? text.Length : p + length;
            if (Cells < layout.Cells) (starts[Cells], ends[Cells]) = (p, end);
            Cells++;
            p = end + 1;
            if (end >= text.Length || text[end] == '\n') break;
        }

        next = p;
        return true;
    }

    /// <summary>Whether the line has nothing in it.</summary>
    public readonly bool IsBlank => Cells == 1 && text[starts[0]..ends[0]].Trim(" \r"u8).Length == 0;

    public readonly ReadOnlySpan<byte> Cell(int cell) => DelimitedCells.Content(text[starts[cell]..ends[cell]]);

    /// <summary>The cells as they stand in the file where they are neighbours, else a copy in <paramref name="scratch"/>.</summary>
    public readonly ReadOnlySpan<byte> Key(int[] cells, ref byte[] scratch)
    {
        // The carriage return belongs to the line end, not to the last cell.
        if (cells.Length == 1) return text[starts[cells[0]]..ends[cells[0]]].TrimEnd((byte)'\r');
        var used = 0;
        foreach (var cell in cells)
        {
            var content = text[starts[cell]..ends[cell]].TrimEnd((byte)'\r');
            if (scratch.Length < used + content.Length + 1) Array.Resize(ref scratch, 2 * (used + content.Length + 64));
            if (used > 0) scratch[used++] = layout.Separator;
            content.CopyTo(scratch.AsSpan(used));
            used += content.Length;
        }

        return scratch.AsSpan(0, used);
    }

    /// <summary>Whether the line passes the filter.</summary>
    public readonly bool Passes(ReadOnlySpan<byte> wanted) => layout.FilterCell < 0 || wanted.Length == 0 || Cell(layout.FilterCell).SequenceEqual(wanted);
}

/// <summary>Collects the names of rows and columns from blocks of lines, each with its first line; for one thread at a time.</summary>
internal sealed class KeyCollector(LongTextLayout layout)
{
    private readonly byte[] wanted = Encoding.UTF8.GetBytes(layout.FilterText);
    private byte[] scratch = [];

    public KeyLines Rows { get; } = new();

    public KeyLines Columns { get; } = new();

    public HashSet<string> FilterTexts { get; } = [];

    public void Take(LineBlock block)
    {
        var line = new LongLine(block.Bytes, layout, new int[layout.Cells], new int[layout.Cells]);
        byte[] lastFilter = [];
        int row = -1, column = -1;
        for (var number = block.FirstLine; line.MoveNext(); number++)
        {
            if (line.Cells != layout.Cells) continue;
            if (layout.FilterCell >= 0 && !line.Cell(layout.FilterCell).SequenceEqual(lastFilter))
            {
                lastFilter = line.Cell(layout.FilterCell).ToArray();
                FilterTexts.Add(Encoding.UTF8.GetString(lastFilter));
            }

            if (!line.Passes(wanted)) continue;
            row = Rows.See(line.Key(layout.RowCells, ref scratch), row, number);
            column = Columns.See(line.Key(layout.ColumnCells, ref scratch), column + 1, number);
        }
    }
}

/// <summary>Names, and the first line of each.</summary>
internal sealed class KeyLines
{
    public ByteKeys Keys { get; } = new();

    public List<int> Lines { get; } = [];

    /// <summary>Notes a name that is probably number <paramref name="guess"/>; its number.</summary>
    public int See(ReadOnlySpan<byte> key, int guess, int line)
    {
        if (guess >= Keys.Count) guess = 0;
        var id = guess >= 0 && Keys.Count > 0 && key.SequenceEqual(Keys[guess]) ? guess : Keys.IdOf(key);
        if (id == Lines.Count) Lines.Add(line);
        else if (line < Lines[id]) Lines[id] = line;
        return id;
    }
}

/// <summary>Numbers of one block of lines, handed to a sink.</summary>
internal sealed class LongBlock(string place, LongTextLayout layout, LongTextKeys keys)
{
    public required int FirstLine { get; init; }

    public List<Finding> Findings { get; } = [];

    public long Faults { get; private set; }

    public long Empty { get; private set; }

    public static LongBlock Parse(LineBlock block, string place, LongTextLayout layout, LongTextKeys keys, long[] seen, Action<int, int, double> sink)
    {
        var result = new LongBlock(place, layout, keys) { FirstLine = block.FirstLine };
        result.Parse(block, seen, sink);
        return result;
    }

    private void Parse(LineBlock block, long[] seen, Action<int, int, double> sink)
    {
        var line = new LongLine(block.Bytes, layout, new int[layout.Cells], new int[layout.Cells]);
        var wanted = Encoding.UTF8.GetBytes(layout.FilterText);
        byte[] scratch = [];
        int row = -1, column = -1;
        for (var number = block.FirstLine; line.MoveNext(); number++)
        {
            if (line.Cells != layout.Cells)
            {
                if (!line.IsBlank) Fault("TEXT-RAGGED-ROW", number, "", "A line has another number of cells than the header.", $"{line.Cells} cells", $"{layout.Cells} cells",
                    "Restore the missing cells or remove the extra ones.");
                continue;
            }

            if (!line.Passes(wanted)) continue;
            var rowKey = line.Key(layout.RowCells, ref scratch);
            if (row < 0 || !rowKey.SequenceEqual(keys.RowKeys[row])) row = keys.RowKeys.Find(rowKey);
            var columnKey = line.Key(layout.ColumnCells, ref scratch);
            var guess = column + 1 < keys.ColumnKeys.Count ? column + 1 : 0;
            column = columnKey.SequenceEqual(keys.ColumnKeys[guess]) ? guess : keys.ColumnKeys.Find(columnKey);
            var at = ((long)row * keys.ColumnKeys.Count) + column;
            var bit = 1L << (int)(at & 63);
            if ((Interlocked.Or(ref seen[at >> 6], bit) & bit) != 0)
                Fault("TEXT-DUPLICATE", number, Label(row, column), "A cell of the table is given twice.", Label(row, column), "one line a cell", "Remove one of the two lines.");
            sink(row, column, Value(line.Cell(layout.ValueCell), number, row, column));
        }
    }

    private double Value(ReadOnlySpan<byte> cell, int number, int row, int column)
    {
        if (DecimalText.TryParse(cell, out var value) && double.IsFinite(value)) return value;
        var content = cell.Trim((byte)' ');
        if (content.Length == 0)
        {
            Empty++;
            return 0;
        }

        if (DecimalText.TryParse(content, out value) && double.IsFinite(value)) return value;
        Fault("TEXT-NOT-NUMBER", number, Label(row, column), "A cell is not a finite number.", $"'{Encoding.UTF8.GetString(content.Length > 60 ? content[..60] : content)}'",
            "a number such as 1234.5 or 1.2e-3", "Use a point for decimals and no separator of thousands; leave the cell empty for zero.");
        return 0;
    }

    private string Label(int row, int column) => $"{string.Join('.', keys.Rows.Select(r => r[row]))}, {string.Join('.', keys.Columns.Select(c => c[column]))}";

    private void Fault(string code, int line, string label, string message, string found, string expected, string cure)
    {
        if (++Faults > layout.MaxFindings) return;
        Findings.Add(Finding.Error(code, $"{place}, line {line}{(label.Length > 0 ? $" ({label}), column {layout.ValueCell + 1}" : "")}", message, found, expected, cure));
    }
}
