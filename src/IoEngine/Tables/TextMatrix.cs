using IoEngine.Files.Numbers;
using IoEngine.Numerics;

namespace IoEngine.Tables;

/// <summary>A text table read into a matrix, with its labels. Immutable.</summary>
internal sealed class TextMatrix
{
    private TextMatrix(string place, NumericText text, DenseMatrix values)
    {
        Place = place;
        Text = text;
        Values = values;
    }

    /// <summary>The file, for messages.</summary>
    public string Place { get; }

    /// <summary>Labels, and what was noticed.</summary>
    public NumericText Text { get; }

    /// <summary>The numbers; meaningless where there are error findings.</summary>
    public DenseMatrix Values { get; }

    /// <summary>Reads an entry of the source.</summary>
    /// <param name="source">Where the entry is.</param>
    /// <param name="entry">Path of the entry.</param>
    /// <param name="layout">Header lines and index columns.</param>
    /// <param name="rows">
    /// Number of rows from the header, so that numbers go straight to their place; null: rows are counted first.
    /// </param>
    /// <param name="options">Threads, progress.</param>
    /// <param name="findings">Receives the faults, and a warning for empty cells.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static TextMatrix Read(TableSource source, string entry, NumericTextLayout layout, Func<NumericTextHeader, int?> rows,
        TableReadOptions options, List<Finding> findings, CancellationToken cancellation)
    {
        var size = source.Files.Find(entry)?.Bytes ?? 0;
        MatrixAssembler? assembler = null;
        var text = ReadInto(source, entry, layout, header =>
        {
            // A cell takes at least its separator: a file too small for the rows announced must not make a large matrix.
            var announced = rows(header) is { } n && (long)n * header.Columns <= size ? n : (int?)null;
            assembler = new MatrixAssembler(announced, header.Columns);
            return assembler.Write;
        }, options, findings, cancellation);
        return new TextMatrix(source.Files.PlaceOf(entry), text, assembler!.Finish(text.Rows));
    }

    /// <summary>
    /// Reads an entry whose numbers go to the sink that <paramref name="open"/> returns; for the rest see the other method.
    /// Without <paramref name="reportEmpty"/> the caller, who knows the labels, tells of empty cells.
    /// </summary>
    public static NumericText ReadInto(TableSource source, string entry, NumericTextLayout layout,
        Func<NumericTextHeader, RowTileSink> open,
        TableReadOptions options, List<Finding> findings, CancellationToken cancellation, bool reportEmpty = true)
    {
        var place = source.Files.PlaceOf(entry);
        using var stream = source.Files.OpenRead(entry);
        var text = NumericTextReader.Read(stream, place, layout with { Threads = options.Threads }, open,
            ProgressOf(source, entry, options), cancellation);
        findings.AddRange(text.Findings);
        if (reportEmpty) ReportEmpty(text, 0, place, findings);
        if (text.EndsInLine)
        {
            findings.Add(Finding.Warning("TEXT-OPEN-END", place, "The last line has no line end, as in a file that was cut.",
                "no line end", "a line end after the last row", "Compare the size of the file with that of its publisher."));
        }

        return text;
    }

    /// <summary>The warning about empty cells, but for those that the layout leaves empty.</summary>
    public static void ReportEmpty(NumericText text, long natural, string place, List<Finding> findings)
    {
        if (text.EmptyCells - natural is var empty and > 0)
            findings.Add(Finding.Warning("TEXT-EMPTY-CELLS", place, "Empty cells were taken as zero.",
                $"{empty} of {(long)text.Rows * text.Header.Columns} cells",
                "a number in each cell", "Put in the numbers if they are not zero."));
    }

    /// <summary>What tells the caller how far the reading of an entry has come; null where nobody wants to know.</summary>
    public static IProgress<long>? ProgressOf(TableSource source, string entry, TableReadOptions options)
    {
        var size = source.Files.Find(entry)?.Bytes ?? 0;
        return options.Progress is { } p ? new Forward(bytes => p.Report(new TableReadProgress(entry, bytes, size))) : null;
    }

    private sealed class Forward(Action<long> action) : IProgress<long>
    {
        public void Report(long value) => action(value);
    }
}

/// <summary>Turns row-major tiles, arriving in any order and from several threads, into one column-major matrix.</summary>
/// <remarks>Rows that never arrive stay undefined: the caller has their absence as a finding and gives the matrix up.</remarks>
internal sealed class MatrixAssembler(int? rows, int columns)
{
    private readonly DenseMatrix? target = rows is { } n ? new DenseMatrix(n, columns, zeroed: false) : null;
    private readonly List<(int FirstRow, int Rows, double[] Tile)> waiting = [];

    /// <summary>Takes a tile; concurrent calls must bring disjoint rows.</summary>
    public void Write(int firstRow, int tileRows, ReadOnlySpan<double> tile)
    {
        if (target is not null) Transpose(target, firstRow, tileRows, tile);
        else
        {
            lock (waiting) waiting.Add((firstRow, tileRows, tile.ToArray()));
        }
    }

    /// <summary>
    /// The matrix of <paramref name="rowsFound"/> rows; where another number was announced, the caller has an error to report.
    /// </summary>
    public DenseMatrix Finish(int rowsFound)
    {
        if (target is not null) return target;
        var matrix = new DenseMatrix(rowsFound, columns, zeroed: false);
        foreach (var (firstRow, tileRows, tile) in waiting) Transpose(matrix, firstRow, tileRows, tile);
        waiting.Clear();
        return matrix;
    }

    private void Transpose(DenseMatrix matrix, int firstRow, int tileRows, ReadOnlySpan<double> tile)
    {
        var kept = Math.Min(tileRows, matrix.Rows - firstRow);
        if (kept <= 0) return;
        for (var j = 0; j < columns; j++)
        {
            var column = matrix.WritableColumn(j).Slice(firstRow, kept);
            var k = j;
            for (var i = 0; i < column.Length; i++, k += columns) column[i] = tile[k];
        }

    }
}
