namespace IoEngine.Files.Parquet;

/// <summary>How a file is written.</summary>
/// <param name="Compression">How pages are packed.</param>
/// <param name="RowGroupRows">Most rows that are held in memory and written together; 131,072 by default.</param>
internal sealed record ParquetWriteOptions(ParquetCompression Compression = ParquetCompression.None, int RowGroupRows = 131_072)
{
    /// <summary>What to note beside the table.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>Writes a flat table as a Parquet file, row by row or column by column within a row group.</summary>
/// <remarks>
/// PLAIN or dictionary pages (the smaller), v1, with checksums and statistics. The same values give the same bytes.
/// <code>
/// using var writer = ParquetWriter.Create(path, [new("region", ParquetType.Text), new("value", ParquetType.Double)]);
/// writer[0].Add("DE"); writer[1].Add(1.5); writer.EndRow();
/// writer.Complete();
/// </code>
/// Without <see cref="Complete"/> the file has no footer and no reader takes it for a whole one.
/// </remarks>
internal sealed class ParquetWriter : IDisposable
{
    private readonly Stream output;
    private readonly bool ownsOutput;
    private readonly ParquetWriteOptions options;
    private readonly ParquetColumn[] columns;
    private readonly ParquetColumnWriter[] writers;
    private readonly PageWriter pages;
    private readonly List<(int Rows, WrittenChunk[] Chunks)> groups = [];
    private int rows;
    private bool isComplete;

    /// <summary>Writes to a stream that stays open.</summary>
    public ParquetWriter(Stream output, IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions? options = null)
        : this(output, columns, options, ownsOutput: false)
    {
    }

    private ParquetWriter(Stream output, IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions? options, bool ownsOutput)
    {
        (this.output, this.ownsOutput, this.options) = (output, ownsOutput, options ?? new ParquetWriteOptions());
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.RowGroupRows, 1, nameof(options));
        this.columns = [.. columns];
        RefuseBadColumns();
        writers = [.. columns.Select(WriterOf)];
        pages = new PageWriter(output, this.options.Compression);
        pages.Write("PAR1"u8);
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<ParquetColumn> Columns => columns;

    /// <summary>Takes a column's values.</summary>
    public ParquetColumnWriter this[int column] => writers[column];

    /// <summary>Creates a file, in place of one that is there.</summary>
    /// <exception cref="IOException">The file can't be created.</exception>
    public static ParquetWriter Create(string path, IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions? options = null)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        try
        {
            return new ParquetWriter(stream, columns, options, ownsOutput: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Ends a row: each column must have taken exactly one value (or none by <see cref="ParquetColumnWriter.AddNull"/>).</summary>
    /// <exception cref="InvalidOperationException">A column has taken no value or several.</exception>
    public void EndRow()
    {
        rows++;
        foreach (var writer in writers)
            if (writer.Rows != rows)
                throw new InvalidOperationException($"Column '{writer.Column.Name}' has {writer.Rows} values after {rows} rows of its row group.");
        if (rows == options.RowGroupRows) Flush();
    }

    /// <summary>Writes the last row group and the footer.</summary>
    public void Complete()
    {
        if (isComplete) return;
        foreach (var writer in writers)
            if (writer.Rows != rows)
                throw new InvalidOperationException($"Column '{writer.Column.Name}' has a value after the last row.");
        if (rows > 0) Flush();
        var footer = FooterWriter.Write(columns, groups, options.Compression, options.Metadata);
        pages.Write(footer.Span);
        pages.Write(BitConverter.GetBytes(footer.Count));
        pages.Write("PAR1"u8);
        output.Flush();
        isComplete = true;
    }

    /// <summary>Closes the file; see <see cref="Complete"/>.</summary>
    public void Dispose()
    {
        if (ownsOutput) output.Dispose();
    }

    private void Flush()
    {
        groups.Add((rows, [.. writers.Select(writer => writer.Flush(pages))]));
        rows = 0;
    }

    private void RefuseBadColumns()
    {
        if (columns.Length == 0) throw new ArgumentException("A table has at least one column.", nameof(columns));
        var twice = columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"Two columns are called '{twice.Key}'.", nameof(columns));
        foreach (var column in columns)
        {
            if (column.Type == ParquetType.Unsupported)
                throw new ArgumentException($"Column '{column.Name}' has no type.", nameof(columns));
            var isFit = column.Precision is >= 1 and <= Decimals.MaxPrecision && column.Scale >= 0 && column.Scale <= column.Precision;
            if (column.Type == ParquetType.Decimal && !isFit)
                throw new ArgumentException($"Column '{column.Name}': precision {column.Precision} and scale {column.Scale} do not fit 1 to 28 digits.",
                    nameof(columns));
        }
    }

    private static ParquetColumnWriter WriterOf(ParquetColumn column) => FooterWriter.PhysicalOf(column) switch
    {
        PhysicalType.Boolean => new BooleanColumnWriter(column),
        PhysicalType.Int32 or PhysicalType.Float => new Int32ColumnWriter(column),
        PhysicalType.Int64 or PhysicalType.Double => new Int64ColumnWriter(column),
        PhysicalType.FixedLenByteArray => new WideDecimalColumnWriter(column),
        _ => new TextColumnWriter(column),
    };
}
