using IoEngine.Texts;

namespace IoEngine.Files.Numbers;

/// <summary>
/// Takes rows <paramref name="firstRow"/> … of a table, row by row in <paramref name="tile"/>; called concurrently for disjoint
/// rows.
/// </summary>
internal delegate void RowTileSink(int firstRow, int rows, ReadOnlySpan<double> tile);

/// <summary>How a text table is laid out. Immutable.</summary>
/// <param name="HeaderRows">Lines of column labels.</param>
/// <param name="IndexColumns">Columns of row labels.</param>
internal sealed record NumericTextLayout(int HeaderRows, int IndexColumns)
{
    /// <summary>Null: the most frequent of tab, semicolon and comma in the first line.</summary>
    public byte? Separator { get; init; }

    /// <summary>Whether a line of index names without numbers may follow the header, as pandas writes it.</summary>
    public bool MayNameIndex { get; init; } = true;

    /// <summary>
    /// Column labels of a file without header lines, for counting and for messages; null: they are in the header.
    /// </summary>
    public IReadOnlyList<string>? GivenColumns { get; init; }

    /// <summary>How people wrote the numbers; null: as publishers' programs do, with a decimal point and nothing else.</summary>
    public NumberStyle? Style { get; init; }

    /// <summary>Whether the header may lack the cell above the labels, as R writes it.</summary>
    public bool MayLackCorner { get; init; }

    /// <summary>0: all processors.</summary>
    public int Threads { get; init; }

    /// <summary>Faults listed before the rest is only counted.</summary>
    public int MaxFindings { get; init; } = 50;
}

/// <summary>What stands above the numbers. Immutable.</summary>
/// <param name="Separator">The separator of the file.</param>
/// <param name="ColumnLabels">One array of labels a header line, without the cells above the index columns.</param>
/// <param name="IndexNames">Names of the index columns, empty where the file names none.</param>
internal sealed record NumericTextHeader(byte Separator, IReadOnlyList<string[]> ColumnLabels, IReadOnlyList<string> IndexNames)
{
    /// <summary>Columns of numbers.</summary>
    public int Columns => ColumnLabels[0].Length;

    /// <summary>The labels of a column, joined by a dot.</summary>
    public string ColumnLabel(int column) => string.Join('.', ColumnLabels.Select(l => l[column]));
}

/// <summary>A text table whose numbers went to a <see cref="RowTileSink"/>: its labels and what was noticed. Immutable.</summary>
internal sealed record NumericText
{
    /// <summary>What stands above the numbers.</summary>
    public required NumericTextHeader Header { get; init; }

    /// <summary>One array of labels an index column.</summary>
    public required IReadOnlyList<string[]> RowLabels { get; init; }

    /// <summary>Line of the first row in the file, from one.</summary>
    public required int FirstLine { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Cells without content, taken as zero.</summary>
    public required long EmptyCells { get; init; }

    /// <summary>
    /// Positions of such cells, row and column of the numbers from zero; of very many only some in each part of the file.
    /// </summary>
    public IReadOnlyList<(int Row, int Column)> EmptyAt { get; init; } = [];

    /// <summary>Whether the last line has no line end: what a file cut within its last number looks like.</summary>
    public bool EndsInLine { get; init; }

    /// <summary>Faults of cells and rows, in the order of the file, capped; a last one counts the rest.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
