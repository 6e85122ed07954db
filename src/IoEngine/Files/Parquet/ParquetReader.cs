using System.Text;

namespace IoEngine.Files.Parquet;

/// <summary>Rows of some columns of a file, in memory at the same time. Overwritten by the next batch.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">The columns as asked for, in that order.</param>
internal readonly record struct ParquetBatch(int Rows, IReadOnlyList<ParquetBuffer> Columns)
{
    /// <summary>Number of the first of the rows in the file, from 0.</summary>
    public long FirstRow { get; init; }
}

/// <summary>Reads flat tables in Parquet files, batch by batch; memory depends on the batch and the pages, not on the file.</summary>
/// <remarks>
/// Reads what pandas, Arrow, Spark and DuckDB write: pages v1 and v2; PLAIN, dictionary, RLE, DELTA_* and BYTE_STREAM_SPLIT;
/// UNCOMPRESSED, SNAPPY, GZIP and BROTLI. Page checksums are verified where there are any. Several enumerations of
/// <see cref="Batches"/> may run at the same time. Source: Apache Parquet format 2.11.
/// </remarks>
internal sealed class ParquetReader : IDisposable
{
    private const int TailLength = 8, DefaultBatch = 32_768;
    private const string CannotRead = "The Parquet file can't be read";

    private readonly ParquetSource source;
    private readonly string name;
    private readonly IReadOnlyList<SchemaLeaf> leaves;
    private readonly FileMetadata metadata;
    private readonly long dataEnd;
    private readonly long[] groupEnds;

    private ParquetReader(ParquetSource source, string name)
    {
        (this.source, this.name) = (source, name);
        metadata = ReadFooter(out dataEnd);
        leaves = SchemaMapping.Map(metadata.Schema, out var count);
        Columns = [.. leaves.Select(leaf => leaf.Column)];
        foreach (var group in metadata.RowGroups)
            if (group.Chunks.Count != count)
                throw ParquetFault.Damaged($"A row group has {group.Chunks.Count} columns, the schema {count}.");
        if (metadata.RowGroups.Aggregate((Int128)0, (sum, group) => sum + group.Rows) != metadata.Rows)
            throw ParquetFault.Damaged($"The file has {metadata.Rows} rows, its row groups have another number.");
        groupEnds = new long[metadata.RowGroups.Count];
        for (var (g, end) = (0, 0L); g < groupEnds.Length; g++) groupEnds[g] = end += metadata.RowGroups[g].Rows;
    }

    /// <summary>The columns in the file's order. Some may be <see cref="ParquetType.Unsupported"/>; the others can be read.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>Rows in the file.</summary>
    public long Rows => metadata.Rows;

    /// <summary>Row groups in the file.</summary>
    public int RowGroups => metadata.RowGroups.Count;

    /// <summary>Who wrote the file; empty where it does not say.</summary>
    public string CreatedBy => metadata.CreatedBy;

    /// <summary>What the writer noted beside the table.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata.KeyValues;

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="InvalidDataFindingsException">There is no such file, it is no Parquet file, it is damaged or encrypted.</exception>
    public static ParquetReader Open(string path)
    {
        try
        {
            return Open(new ParquetSource(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataFindingsException(CannotRead,
                Finding.Error("PARQUET-OPEN", path, e.Message, cure: "Check the path and the rights to read it."));
        }
    }

    /// <summary>Reads a file that is in memory; <paramref name="name"/> stands for it in messages.</summary>
    /// <exception cref="InvalidDataFindingsException">It is no Parquet file, it is damaged or encrypted.</exception>
    public static ParquetReader Open(ReadOnlyMemory<byte> bytes, string name) => Open(new ParquetSource(bytes), name);

    /// <summary>The number of the column with this name, or −1.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Name == column) return i;
        return -1;
    }

    /// <summary>Reads some columns from the first row to the last.</summary>
    /// <param name="columns">Numbers into <see cref="Columns"/>.</param>
    /// <param name="rows">Most rows in a batch, 32,768 if not said. Batches end with their row group.</param>
    /// <param name="groups">The row groups to read, each in turn; null: all.</param>
    /// <returns>The batches; each is valid until the next is asked for.</returns>
    /// <exception cref="InvalidDataFindingsException">A column is not supported or its pages are damaged; column, row group, page and byte
    /// are named. All columns that are not supported are listed.</exception>
    public IEnumerable<ParquetBatch> Batches(IReadOnlyList<int> columns, int rows = DefaultBatch, IEnumerable<int>? groups = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var chosen = columns.Select(column => leaves[column]).ToList();
        var refused = chosen.Where(leaf => leaf.Column.Type == ParquetType.Unsupported)
            .Select(leaf => ParquetFault.Unsupported(Capital(leaf.Column.Unsupported), "Leave the column out or write it as a flat one.")
                .At($"{name}, column '{leaf.Column.Name}'")).ToList();
        return refused.Count > 0 ? throw new InvalidDataFindingsException(CannotRead, refused)
            : Read(chosen, rows, groups ?? Enumerable.Range(0, metadata.RowGroups.Count));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => source.Dispose();

    private static ParquetReader Open(ParquetSource source, string name)
    {
        try
        {
            return new ParquetReader(source, name);
        }
        catch (ParquetFault fault)
        {
            source.Dispose();
            throw new InvalidDataFindingsException(CannotRead, fault.At(name));
        }
    }

    private IEnumerable<ParquetBatch> Read(IReadOnlyList<SchemaLeaf> chosen, int rows, IEnumerable<int> groups)
    {
        var capacity = (int)Math.Min(rows, metadata.RowGroups.Select(group => group.Rows).DefaultIfEmpty().Max());
        var cursors = chosen.Select(leaf => CursorFactory.Create(leaf, source, capacity)).ToList();
        IReadOnlyList<ParquetBuffer> buffers = [.. cursors.Select(cursor => cursor.Buffer)];
        foreach (var number in groups)
        {
            var group = metadata.RowGroups[number];
            if (group.Rows == 0) continue;
            var end = groupEnds[number];
            foreach (var cursor in cursors) Run(cursor, number, () => cursor.Open(group, dataEnd));
            for (var left = group.Rows; left > 0;)
            {
                var count = (int)Math.Min(left, capacity);
                foreach (var cursor in cursors) Run(cursor, number, () => cursor.Read(count));
                yield return new ParquetBatch(count, buffers) { FirstRow = end - left };
                left -= count;
            }
        }
    }

    private void Run(ColumnCursor cursor, int group, Action action)
    {
        try
        {
            action();
        }
        catch (ParquetFault fault)
        {
            throw new InvalidDataFindingsException(CannotRead, fault.At(cursor.Place(name, group)));
        }
        catch (IOException e)
        {
            throw new InvalidDataFindingsException(CannotRead,
                Finding.Error("PARQUET-OPEN", cursor.Place(name, group), e.Message, cure: "Check the disk."));
        }
    }

    private FileMetadata ReadFooter(out long dataEnd)
    {
        if (source.Length < 4 + TailLength) throw ParquetFault.Damaged($"{source.Length} bytes are no Parquet file.");
        Span<byte> head = stackalloc byte[4], tail = stackalloc byte[TailLength];
        source.Read(0, head);
        source.Read(source.Length - TailLength, tail);
        if (tail[4..].SequenceEqual("PARE"u8))
            throw ParquetFault.Unsupported("An encrypted footer", "Write the file without encryption.");
        if (!head.SequenceEqual("PAR1"u8)) throw NoMagic("start", head);
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw NoMagic("end", tail[4..]);
        var length = BitConverter.ToUInt32(tail);
        dataEnd = source.Length - TailLength - length;
        if (dataEnd < 4 || length > Array.MaxLength)
            throw ParquetFault.Damaged($"A footer of {length} bytes does not fit the {source.Length} of the file.");
        var footer = new byte[length];
        source.Read(dataEnd, footer);
        var read = MetadataReader.ReadFooter(footer);
        return read.IsEncrypted ? throw ParquetFault.Unsupported("Encryption", "Write the file without encryption.") : read;
    }

    private static ParquetFault NoMagic(string where, ReadOnlySpan<byte> found) =>
        ParquetFault.Damaged($"The file is cut off or no Parquet file: at its {where} is 0x{Convert.ToHexString(found)} "
            + $"instead of \"{Encoding.ASCII.GetString("PAR1"u8)}\".");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
