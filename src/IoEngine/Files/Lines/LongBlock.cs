using System.Text;
using IoEngine.Files.Numbers;
using IoEngine.Texts;

namespace IoEngine.Files.Lines;

/// <summary>
/// Cuts the lines of a long text into cells, and joins those that name a row or column. Not safe for concurrent use.
/// </summary>
internal sealed class LongLine(LongTextLayout layout)
{
    /// <summary>Between the cells of a name of several; in no text that people write.</summary>
    public const byte Joint = 0x1F;

    private readonly DelimitedTokens tokens = new(layout.Separator, (byte)'\n');
    private readonly byte[] wanted = Encoding.UTF8.GetBytes(layout.FilterText);
    private int next;
    private int nextNumber;

    /// <summary>Cells of the line; 0 where a quote is not closed or text follows it.</summary>
    public int Cells => tokens.Count;

    /// <summary>Number of the line.</summary>
    public int Number { get; private set; }

    /// <summary>Begins a block.</summary>
    public void Begin(LineBlock block) => (next, nextNumber) = (0, block.FirstLine);

    /// <summary>Moves to the next line; false at the end. Blank lines have one empty cell.</summary>
    public bool MoveNext(ReadOnlySpan<byte> text)
    {
        if (next >= text.Length) return false;
        tokens.Next(text, ref next);
        Number = nextNumber;
        nextNumber += 1 + tokens.InnerLines;
        return true;
    }

    /// <summary>Whether the line has nothing in it.</summary>
    public bool IsBlank(ReadOnlySpan<byte> text) => tokens.Count > 0 && tokens.IsBlank(text);

    /// <summary>A cell, without blanks around it.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> text, int cell) => tokens.Field(text, cell).Trim((byte)' ');

    /// <summary>The name that some cells give: of several a copy in <paramref name="scratch"/>.</summary>
    public ReadOnlySpan<byte> Key(ReadOnlySpan<byte> text, int[] cells, ref byte[] scratch)
    {
        if (cells.Length == 1) return Cell(text, cells[0]);
        var used = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var content = Cell(text, cells[i]);
            if (scratch.Length < used + content.Length + 1) Array.Resize(ref scratch, 2 * (used + content.Length + 64));
            if (i > 0) scratch[used++] = Joint;
            content.CopyTo(scratch.AsSpan(used));
            used += content.Length;
        }

        return scratch.AsSpan(0, used);
    }

    /// <summary>Whether the line passes the filter.</summary>
    public bool Passes(ReadOnlySpan<byte> text) =>
        layout.FilterCell < 0 || wanted.Length == 0 || Cell(text, layout.FilterCell).SequenceEqual(wanted);
}

/// <summary>
/// Collects the names of rows and columns from blocks of lines, each with its first line; for one thread at a time.
/// </summary>
internal sealed class KeyCollector(LongTextLayout layout)
{
    private readonly LongLine line = new(layout);
    private byte[] scratch = [];

    public KeyLines Rows { get; } = new();

    public KeyLines Columns { get; } = new();

    public HashSet<string> FilterTexts { get; } = [];

    public void Take(LineBlock block)
    {
        var text = block.Bytes;
        byte[] lastFilter = [];
        int row = -1, column = -1;
        line.Begin(block);
        while (line.MoveNext(text))
        {
            if (line.Cells != layout.Cells) continue;
            if (layout.FilterCell >= 0 && !line.Cell(text, layout.FilterCell).SequenceEqual(lastFilter))
            {
                lastFilter = line.Cell(text, layout.FilterCell).ToArray();
                FilterTexts.Add(Encoding.UTF8.GetString(lastFilter));
            }

            if (!line.Passes(text)) continue;
            row = Rows.See(line.Key(text, layout.RowCells, ref scratch), row, line.Number);
            column = Columns.See(line.Key(text, layout.ColumnCells, ref scratch), column + 1, line.Number);
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

    public static LongBlock Parse(LineBlock block, string place, LongTextLayout layout, LongTextKeys keys, long[] seen,
        Action<int, int, double> sink)
    {
        var result = new LongBlock(place, layout, keys) { FirstLine = block.FirstLine };
        result.Parse(block, seen, sink);
        return result;
    }

    private void Parse(LineBlock block, long[] seen, Action<int, int, double> sink)
    {
        var text = block.Bytes;
        var line = new LongLine(layout);
        byte[] scratch = [];
        int row = -1, column = -1;
        line.Begin(block);
        while (line.MoveNext(text))
        {
            var number = line.Number;
            if (line.Cells == 0)
            {
                Fault("TEXT-RAGGED-ROW", number, "", "A quote is never closed, or text follows a closing one.", "a stray quote",
                    "quotes around whole cells, doubled inside", "Correct the quotes of the line.");
                continue;
            }

            if (line.Cells != layout.Cells)
            {
                if (!line.IsBlank(text))
                    Fault("TEXT-RAGGED-ROW", number, "", "A line has another number of cells than the header.",
                        $"{line.Cells} cells", $"{layout.Cells} cells", "Restore the missing cells or remove the extra ones.");
                continue;
            }

            if (!line.Passes(text)) continue;
            var rowKey = line.Key(text, layout.RowCells, ref scratch);
            if (row < 0 || !rowKey.SequenceEqual(keys.RowKeys[row])) row = keys.RowKeys.Find(rowKey);
            var columnKey = line.Key(text, layout.ColumnCells, ref scratch);
            var guess = column + 1 < keys.ColumnKeys.Count ? column + 1 : 0;
            column = columnKey.SequenceEqual(keys.ColumnKeys[guess]) ? guess : keys.ColumnKeys.Find(columnKey);
            var at = ((long)row * keys.ColumnKeys.Count) + column;
            var bit = 1L << (int)(at & 63);
            if ((Interlocked.Or(ref seen[at >> 6], bit) & bit) != 0)
                Fault("TEXT-DUPLICATE", number, Label(row, column), "A cell of the table is given twice.", Label(row, column),
                    "one line a cell", "Remove one of the two lines.");
            sink(row, column, Value(line.Cell(text, layout.ValueCell), number, row, column));
        }
    }

    private double Value(ReadOnlySpan<byte> cell, int number, int row, int column)
    {
        double value;
        if (layout.Style is not { DecimalSign: (byte)',' } && DecimalText.TryParse(cell, out value) && double.IsFinite(value))
            return value;
        if (cell.IsEmpty)
        {
            Empty++;
            return 0;
        }

        if (layout.Style is { } style && NumberCell.TryRead(cell, style, out value)) return value;
        Fault("TEXT-NOT-NUMBER", number, Label(row, column), "A cell is not a finite number.",
            $"'{Encoding.UTF8.GetString(cell.Length > 60 ? cell[..60] : cell)}'",
            "a number such as 1234.5 or 1.2e-3",
            "Use a point for decimals and no separator of thousands; leave the cell empty for zero.");
        return 0;
    }

    private string Label(int row, int column) =>
        $"{string.Join('.', keys.Rows.Select(r => r[row]))}, {string.Join('.', keys.Columns.Select(c => c[column]))}";

    private void Fault(string code, int line, string label, string message, string found, string expected, string cure)
    {
        if (++Faults > layout.MaxFindings) return;
        Findings.Add(Finding.Error(code,
            $"{place}, line {line}{(label.Length > 0 ? $" ({label}), column {layout.ValueCell + 1}" : "")}", message, found,
            expected, cure));
    }
}
