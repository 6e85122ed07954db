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

/// <summary>Consecutive rows of one row group.</summary>
/// <param name="Group">Number of the row group.</param>
/// <param name="First">Their first row in the group.</param>
/// <param name="Rows">How many.</param>
internal readonly record struct ParquetRange(int Group, long First, long Rows);

/// <summary>Reads flat tables in Parquet files, batch by batch; memory depends on the batch and the pages, not on the file.</summary>
/// <remarks>
/// Reads what pandas, Arrow, Spark and DuckDB write: pages v1 and v2; PLAIN, dictionary, RLE, DELTA_* and BYTE_STREAM_SPLIT;
/// UNCOMPRESSED, SNAPPY, GZIP and BROTLI. Page checksums are verified where there are any. Several enumerations of
/// <see cref="Batches"/> may run at the same time. Source: Apache Parquet format 2.11.
/// </remarks>
internal sealed class ParquetReader : IDisposable
{
    private const int TailLength = 8, DefaultBatch = 32_768, SmallestPiece = 32_768;
    private const string CannotRead = "The Parquet file can't be read";

    private readonly ParquetSource source;
    private readonly string name;
    private readonly IReadOnlyList<SchemaLeaf> leaves;
    private readonly FileMetadata metadata;
    private readonly long dataEnd;

    // The first row of each group in the file; one more than groups.
    private readonly long[] groupStarts;

    private ParquetReader(ParquetSource source, string name)
    {
        (this.source, this.name) = (source, name);
        metadata = ReadFooter(out dataEnd);
        leaves = SchemaMapping.Map(metadata.Schema, out var count);
        Columns = [.. leaves.Select(leaf => leaf.Column)];
        foreach (var group in metadata.RowGroups)
            if (group.Chunks.Count != count)
                throw ParquetFault.Damaged($"A row group has {group.Chunks.Count} columns, the schema {count}.");
        groupStarts = new long[metadata.RowGroups.Count + 1];
        for (var g = 0; g < metadata.RowGroups.Count; g++)
        {
            var rows = metadata.RowGroups[g].Rows;
            if (rows < 0 || rows > metadata.Rows - groupStarts[g]) throw OtherNumberOfRows();
            groupStarts[g + 1] = groupStarts[g] + rows;
        }
        if (groupStarts[^1] != metadata.Rows) throw OtherNumberOfRows();

        ParquetFault OtherNumberOfRows() => ParquetFault.Damaged($"The file has {metadata.Rows} rows, its row groups have another number.");
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
    /// <param name="ranges">What to read, each in turn; null: all row groups.</param>
    /// <returns>The batches; each is valid until the next is asked for.</returns>
    /// <exception cref="InvalidDataFindingsException">A column is not supported or its pages are damaged; column, row group, page and byte
    /// are named. All columns that are not supported are listed.</exception>
    public IEnumerable<ParquetBatch> Batches(IReadOnlyList<int> columns, int rows = DefaultBatch, IEnumerable<ParquetRange>? ranges = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var chosen = columns.Select(column => leaves[column]).ToList();
        var refused = chosen.Where(leaf => leaf.Column.Type == ParquetType.Unsupported)
            .Select(leaf => ParquetFault.Unsupported(Capital(leaf.Column.Unsupported), "Leave the column out or write it as a flat one.")
                .At($"{name}, column '{leaf.Column.Name}'")).ToList();
        return refused.Count > 0 ? throw new InvalidDataFindingsException(CannotRead, refused)
            : Read(chosen, rows, ranges ?? Ranges(1, rows));
    }

    /// <summary>The file in ranges for several readers at once, in the order of its rows: row groups, and pieces of the last ones.</summary>
    /// <remarks>
    /// Whole groups are read fastest; pieces keep all readers busy to the end, or from the start in a file of one group. Rows of a page before
    /// a piece are read and dropped, so pieces are not made smaller than need be.
    /// </remarks>
    /// <param name="readers">How many will read at once.</param>
    /// <param name="rows">Most rows in a batch: batches, and with them the first of several errors, are then the same for any number of readers.</param>
    public IReadOnlyList<ParquetRange> Ranges(int readers, int rows)
    {
        var ranges = new List<ParquetRange>();
        for (var g = 0; g < metadata.RowGroups.Count; g++)
        {
            var all = metadata.RowGroups[g].Rows;
            if (all == 0) continue;
            var isShared = (metadata.Rows - groupStarts[g + 1]) / all < readers - 1;
            var pieces = isShared ? Math.Clamp(all / SmallestPiece, 1, 2L * readers) : 1;
            var size = Math.Max(all / pieces / rows, 1) * rows;
            for (var first = 0L; first < all; first += size)
            {
                // The last takes what is left over.
                if (pieces-- == 1) size = all - first;
                ranges.Add(new ParquetRange(g, first, Math.Min(size, all - first)));
            }
        }
        return ranges;
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

    private IEnumerable<ParquetBatch> Read(IReadOnlyList<SchemaLeaf> chosen, int rows, IEnumerable<ParquetRange> ranges)
    {
        var largest = 0L;
        foreach (var group in metadata.RowGroups) largest = Math.Max(largest, group.Rows);
        var capacity = (int)Math.Min(rows, largest);
        var cursors = chosen.Select(leaf => CursorFactory.Create(leaf, source, capacity)).ToList();
        IReadOnlyList<ParquetBuffer> buffers = [.. cursors.Select(cursor => cursor.Buffer)];
        var (before, next) = (-1, 0L);
        foreach (var (number, first, length) in ranges)
        {
            var group = metadata.RowGroups[number];
            if (number != before || first < next)
            {
                foreach (var cursor in cursors) Run(cursor, number, () => cursor.Open(group, dataEnd));
                next = 0;
            }
            var gap = first - next;
            foreach (var cursor in cursors) Run(cursor, number, () => cursor.Skip(gap));
            for (var left = length; left > 0;)
            {
                var count = (int)Math.Min(left, capacity);
                foreach (var cursor in cursors) Run(cursor, number, () => cursor.Read(count));
                yield return new ParquetBatch(count, buffers) { FirstRow = groupStarts[number] + first + length - left };
                left -= count;
            }
            (before, next) = (number, first + length);
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
