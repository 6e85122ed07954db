using System.Collections.Concurrent;
using System.Text;
using IoEngine.Texts;

namespace IoEngine.Files.Lines;

/// <summary>How a long text, one line a cell of a table, is laid out. Immutable.</summary>
/// <param name="RowCells">Positions of the cells that name the row, from zero.</param>
/// <param name="ColumnCells">Positions of the cells that name the column.</param>
/// <param name="ValueCell">Position of the number.</param>
/// <param name="Cells">Cells of every line.</param>
internal sealed record LongTextLayout(int[] RowCells, int[] ColumnCells, int ValueCell, int Cells)
{
    public byte Separator { get; init; } = (byte)',';

    /// <summary>How people wrote the numbers; null: as publishers' programs do, with a decimal point and nothing else.</summary>
    public NumberStyle? Style { get; init; }

    /// <summary>Only lines whose cell at this position is <see cref="FilterText"/> are read; negative: all.</summary>
    public int FilterCell { get; init; } = -1;

    public string FilterText { get; init; } = "";

    /// <summary>0: all processors.</summary>
    public int Threads { get; init; }

    /// <summary>Faults listed before the rest is only counted.</summary>
    public int MaxFindings { get; init; } = 50;
}

/// <summary>The names of rows and columns of a long text, in the order of their first lines. Immutable.</summary>
internal sealed class LongTextKeys
{
    public required ByteKeys RowKeys { get; init; }

    public required ByteKeys ColumnKeys { get; init; }

    /// <summary>The cells of the rows' names: one array a cell of the layout.</summary>
    public required IReadOnlyList<string[]> Rows { get; init; }

    /// <summary>The cells of the columns' names.</summary>
    public required IReadOnlyList<string[]> Columns { get; init; }

    /// <summary>What stands in the cell of the filter, in ordinal order.</summary>
    public required IReadOnlyList<string> FilterTexts { get; init; }

    /// <summary>Line of the first cell of each row, from one.</summary>
    public required IReadOnlyList<int> RowLines { get; init; }

    /// <summary>Line of the first cell of each column, from one.</summary>
    public required IReadOnlyList<int> ColumnLines { get; init; }
}

/// <summary>What reading the numbers of a long text gave. Immutable.</summary>
/// <param name="Findings">Faults, in the order of the file, capped.</param>
/// <param name="EmptyCells">Numbers missing, taken as zero.</param>
/// <param name="EndsInLine">Whether the last line has no line end.</param>
/// <param name="Missing">
/// The first pair of a row and a column that has no line, and how many there are; null where none is missing.
/// </param>
internal sealed record LongTextResult(IReadOnlyList<Finding> Findings, long EmptyCells, bool EndsInLine,
    (int Row, int Column, long Count)? Missing);

/// <summary>
/// Reads a long text in two parallel passes: first the names, so that the table can be laid out, then the numbers.
/// </summary>
internal static class LongText
{
    private const int BlockBytes = 1 << 20;

    /// <summary>The names of all rows and columns.</summary>
    public static LongTextKeys ReadKeys(Stream stream, string place, LongTextLayout layout, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var lines = new LineBlocks(stream, place, BlockBytes);
        lines.TakeLine();
        var collectors = new ConcurrentBag<KeyCollector>();
        LineBlockLoop.Run(lines, layout.Threads, block =>
        {
            if (!collectors.TryTake(out var collector)) collector = new KeyCollector(layout);
            collector.Take(block);
            collectors.Add(collector);
        }, progress, cancellation);
        var (rows, rowLines) = Merge(collectors.Select(c => c.Rows));
        var (columns, columnLines) = Merge(collectors.Select(c => c.Columns));
        var filters = new SortedSet<string>(collectors.SelectMany(c => c.FilterTexts), StringComparer.Ordinal);
        return new LongTextKeys
        {
            RowKeys = rows,
            ColumnKeys = columns,
            Rows = Names(rows, layout.RowCells.Length),
            Columns = Names(columns, layout.ColumnCells.Length),
            FilterTexts = [.. filters],
            RowLines = rowLines,
            ColumnLines = columnLines,
        };
    }

    /// <summary>
    /// Hands every number to <paramref name="sink"/> with the positions of its row and column; calls are concurrent.
    /// </summary>
    public static LongTextResult ReadValues(Stream stream, string place, LongTextLayout layout, LongTextKeys keys,
        Action<int, int, double> sink, IProgress<long>? progress, CancellationToken cancellation)
    {
        var lines = new LineBlocks(stream, place, BlockBytes);
        lines.TakeLine();
        var seen = new long[((long)keys.RowKeys.Count * keys.ColumnKeys.Count / 64) + 1];
        var parsed = new ConcurrentBag<LongBlock>();
        LineBlockLoop.Run(lines, layout.Threads, block => parsed.Add(LongBlock.Parse(block, place, layout, keys, seen, sink)),
            progress, cancellation);
        var findings = parsed.OrderBy(b => b.FirstLine).SelectMany(b => b.Findings).Take(layout.MaxFindings).ToList();
        var faults = parsed.Sum(b => b.Faults);
        if (faults > findings.Count)
        {
            findings.Add(Finding.Error("TEXT-MORE-FAULTS", place, "There are more faults than are listed.",
                $"{faults} in all, {findings.Count} listed", "none", "Cure those listed and read again."));
        }

        return new LongTextResult(findings, parsed.Sum(b => b.Empty), lines.EndsInLine, FirstMissing(seen, keys));
    }

    /// <summary>All names in the order of their first lines.</summary>
    private static (ByteKeys Keys, List<int> Lines) Merge(IEnumerable<KeyLines> parts)
    {
        var keys = new ByteKeys();
        var lines = new List<int>();
        foreach (var (line, key) in parts.SelectMany(p => p.Lines.Select((line, i) => (line, p.Keys[i]))).OrderBy(k => k.line))
        {
            keys.IdOf(key);
            if (keys.Count > lines.Count) lines.Add(line);
        }

        return (keys, lines);
    }

    private static List<string[]> Names(ByteKeys keys, int cells)
    {
        var names = Enumerable.Range(0, cells).Select(_ => new string[keys.Count]).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            var parts = Encoding.UTF8.GetString(keys[i]).Split((char)LongLine.Joint);
            for (var c = 0; c < cells; c++) names[c][i] = parts[c];
        }

        return names;
    }

    private static (int Row, int Column, long Count)? FirstMissing(long[] seen, LongTextKeys keys)
    {
        var all = (long)keys.RowKeys.Count * keys.ColumnKeys.Count;
        var found = seen.Sum(s => (long)System.Numerics.BitOperations.PopCount((ulong)s));
        if (found == all) return null;
        for (long at = 0; at < all; at++)
        {
            if ((seen[at >> 6] >> (int)(at & 63) & 1) == 0)
                return ((int)(at / keys.ColumnKeys.Count), (int)(at % keys.ColumnKeys.Count), all - found);
        }

        return null;
    }
}
