using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Library = Parquet.ParquetWriter;

namespace IoEngine.Files.Parquet;

/// <summary>How a file is written.</summary>
/// <param name="RowGroupRows">Most rows that are held in memory and written together; 131,072 by default.</param>
internal sealed record ParquetWriteOptions(int RowGroupRows = 131_072)
{
    /// <summary>Whether texts that repeat are written as numbers of a dictionary.</summary>
    public bool Dictionaries { get; init; } = true;

    /// <summary>What to note beside the table.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>Writes a flat table as a Parquet file, row by row or many rows at once.</summary>
/// <remarks>
/// By Parquet.Net: SNAPPY pages v1 with statistics, texts with a dictionary where they repeat. The same values give the same
/// bytes.
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
    private readonly ParquetColumnWriter[] writers;
    private readonly Library library;
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
        Columns = [.. columns];
        if (Columns.Count == 0) throw new ArgumentException("A table has at least one column.", nameof(columns));
        var twice = columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"Two columns are called '{twice.Key}'.", nameof(columns));
        writers = [.. columns.Select(ParquetColumnWriter.Of)];
        library = Library.CreateAsync(new ParquetSchema(writers.Select(writer => writer.Field)), output, LibraryOptions())
            .GetAwaiter().GetResult();
        if (this.options.Metadata.Count > 0)
            library.CustomMetadata = this.options.Metadata.OrderBy(note => note.Key, StringComparer.Ordinal).ToDictionary();
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

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

    /// <summary>
    /// Ends a row: each column must have taken exactly one value (or none by <see cref="ParquetColumnWriter.AddNull"/>).
    /// </summary>
    /// <exception cref="InvalidOperationException">A column has taken no value or several.</exception>
    public void EndRow() => EndRows(1);

    /// <summary>Rows that the current row group still takes.</summary>
    public int Room => options.RowGroupRows - rows;

    /// <summary>Ends several rows: each column must have taken exactly so many values.</summary>
    /// <param name="count">At most <see cref="Room"/>.</param>
    /// <exception cref="InvalidOperationException">A column has taken another number of values.</exception>
    public void EndRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Room);
        rows += count;
        foreach (var writer in writers)
            if (writer.Rows != rows)
                throw new InvalidOperationException($"Column '{writer.Column.Name}' has {writer.Rows} values after {rows} rows "
                    + "of its row group.");
        if (rows == options.RowGroupRows) FlushAsync().GetAwaiter().GetResult();
    }

    /// <summary>Writes the last row group and the footer.</summary>
    public void Complete()
    {
        if (isComplete) return;
        foreach (var writer in writers)
            if (writer.Rows != rows)
                throw new InvalidOperationException($"Column '{writer.Column.Name}' has a value after the last row.");
        if (rows > 0) FlushAsync().GetAwaiter().GetResult();
        // The library writes the footer when it is disposed of, so that is done here and nowhere else.
        library.DisposeAsync().AsTask().GetAwaiter().GetResult();
        isComplete = true;
    }

    /// <summary>Closes the file; see <see cref="Complete"/>.</summary>
    public void Dispose()
    {
        foreach (var writer in writers) writer.Dispose();
        if (ownsOutput) output.Dispose();
    }

    private async Task FlushAsync()
    {
        using var group = library.CreateRowGroup();
        foreach (var writer in writers) await writer.FlushAsync(group);
        rows = 0;
    }

    // Texts get a dictionary only where one is asked for, column by column; the level has no effect on Snappy, and the library's
    // is the slowest.
    private ParquetOptions LibraryOptions()
    {
        var all = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.Snappy, CompressionLevel = CompressionLevel.Optimal,
            DictionaryEncodingThreshold = 0.5, DictionaryEncodingSampleSize = 4096,
        };
        foreach (var writer in writers.OfType<TextColumnWriter>().Where(_ => options.Dictionaries))
            all.ColumnEncodingHints[writer.Field.Path.ToString()] = EncodingHint.Dictionary;
        return all;
    }
}
