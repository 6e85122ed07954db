using System.Collections.Concurrent;
using Parquet.Meta;

namespace IoEngine.Files.Parquet;

/// <summary>Rows of some columns of a file, in memory at the same time. Overwritten by the next row group.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">The columns as asked for, in that order.</param>
internal readonly record struct ParquetBatch(int Rows, IReadOnlyList<ParquetBuffer> Columns)
{
    /// <summary>Number of the first of the rows in the file, from 0.</summary>
    public long FirstRow { get; init; }

    /// <summary>Some of the rows.</summary>
    public ParquetBatch Slice(int first, int rows) =>
        new(rows, [.. Columns.Select(column => column.Slice(first, rows))]) { FirstRow = FirstRow + first };
}

/// <summary>
/// Reads flat tables in Parquet files, row group by row group; memory depends on the largest row group, not on the file.
/// </summary>
/// <remarks>
/// Parquet.Net decodes. Reads what pandas, Arrow, Spark and DuckDB write: pages v1 and v2; PLAIN, dictionary, DELTA_* and
/// BYTE_STREAM_SPLIT; UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD and LZ4_RAW. Page checksums are verified where there are any.
/// Source: Apache Parquet format 2.12.
/// </remarks>
internal sealed class ParquetReader : IDisposable
{
    private const int DefaultBatch = 32_768;

    // All columns asked for are in memory for as many rows; writers make groups of 0.1 to 1 million.
    private const int LargestGroup = 1 << 24;

    private const string CannotRead = "The Parquet file can't be read";

    private readonly ParquetSource source;
    private readonly string name;
    private readonly byte[] footer;
    private readonly long dataEnd;
    private readonly FileMetaData metadata;
    private readonly IReadOnlyList<SchemaLeaf> leaves;
    private readonly ConcurrentBag<ChunkReader> readers = [];

    private ParquetReader(ParquetSource source, string name)
    {
        (this.source, this.name) = (source, name);
        footer = ParquetFooter.Read(source, out dataEnd);
        var reader = new ChunkReader(footer);
        metadata = reader.Footer;
        var zones = StoredZones.Of(Metadata);
        leaves = [.. SchemaMapping.Map(metadata.Schema, out var count)
            .Select(leaf => leaf.Column.IsUtc && zones.TryGetValue(leaf.Column.Name, out var zone)
                ? leaf with { Column = leaf.Column with { Zone = zone, Clock = StoredZones.Clock(zone) } } : leaf)];
        Columns = [.. leaves.Select(leaf => leaf.Column)];
        var left = metadata.NumRows;
        foreach (var group in metadata.RowGroups)
        {
            if (group.Columns.Count != count)
                throw ParquetFault.Damaged($"A row group has {group.Columns.Count} columns, the schema {count}.");
            if (group.NumRows < 0 || group.NumRows > left) throw OtherNumberOfRows();
            left -= group.NumRows;
        }

        if (left != 0) throw OtherNumberOfRows();
        reader.Prepare();
        readers.Add(reader);

        ParquetFault OtherNumberOfRows() =>
            ParquetFault.Damaged($"The file has {metadata.NumRows} rows, its row groups have another number.");
    }

    /// <summary>
    /// The columns in the file's order. Some may be <see cref="ParquetType.Unsupported"/>; the others can be read.
    /// </summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>Rows in the file.</summary>
    public long Rows => metadata.NumRows;

    /// <summary>Row groups in the file.</summary>
    public int RowGroups => metadata.RowGroups.Count;

    /// <summary>Who wrote the file; empty where it does not say.</summary>
    public string CreatedBy => metadata.CreatedBy ?? "";

    /// <summary>What the writer noted beside the table.</summary>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
        (metadata.KeyValueMetadata ?? []).Select(note => KeyValuePair.Create(note.Key, note.Value ?? ""));

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// There is no such file, it is no Parquet file, it is damaged or encrypted.
    /// </exception>
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

    /// <summary>Reads some columns from the first row to the last, row group by row group.</summary>
    /// <param name="columns">Numbers into <see cref="Columns"/>.</param>
    /// <param name="threads">How many columns are read side by side.</param>
    /// <returns>
    /// The row groups that have rows; each is valid until the next is asked for. Several threads may look at one.
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">Columns are not supported or their pages are damaged: all of those asked
    /// for, in the first row group that has any; column, row group, page and byte are named.</exception>
    public IEnumerable<ParquetBatch> Groups(IReadOnlyList<int> columns, int threads = 1)
    {
        var chosen = columns.Select(column => leaves[column]).ToList();
        var refused = chosen.Where(leaf => leaf.Column.Type == ParquetType.Unsupported)
            .Select(
                leaf =>
                    ParquetFault.Unsupported(Capital(leaf.Column.Unsupported), "Leave the column out or write it as a flat one.")
                        .At($"{name}, column '{leaf.Column.Name}'")).ToList();
        return refused.Count > 0 ? throw new InvalidDataFindingsException(CannotRead, refused) : ReadGroups(chosen, threads);
    }

    /// <summary>Reads some columns from the first row to the last, batch by batch.</summary>
    /// <param name="columns">Numbers into <see cref="Columns"/>.</param>
    /// <param name="rows">Most rows in a batch, 32,768 if not said. Batches end with their row group.</param>
    /// <returns>The batches; each is valid until the row group after it is asked for.</returns>
    /// <exception cref="InvalidDataFindingsException">As for <see cref="Groups"/>.</exception>
    public IEnumerable<ParquetBatch> Batches(IReadOnlyList<int> columns, int rows = DefaultBatch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return Groups(columns).SelectMany(group => Enumerable.Range(0, (int)(((long)group.Rows + rows - 1) / rows))
            .Select(batch => group.Slice(batch * rows, Math.Min(rows, group.Rows - (batch * rows)))));
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

    private IEnumerable<ParquetBatch> ReadGroups(List<SchemaLeaf> chosen, int threads)
    {
        ParquetBuffer[] buffers = [.. chosen.Select(leaf => new ParquetBuffer(leaf.Column))];
        var first = 0L;
        for (var group = 0; group < metadata.RowGroups.Count; group++)
        {
            var rows = metadata.RowGroups[group].NumRows;
            if (rows == 0) continue;
            ReadGroup(group, rows, chosen, buffers, threads);
            yield return new ParquetBatch((int)rows, buffers) { FirstRow = first };
            first += rows;
        }
    }

    // The columns with most bytes first, so that no thread waits long for another at the end.
    private void ReadGroup(int group, long rows, List<SchemaLeaf> chosen, ParquetBuffer[] buffers, int threads)
    {
        var place = $"{name}, row group {group}";
        if (rows > LargestGroup)
            throw new InvalidDataFindingsException(CannotRead,
                ParquetFault.Unsupported($"A row group of {rows} rows (the limit is {LargestGroup})", ParquetFault.SmallerGroups)
                    .At(place));
        var faults = new Finding?[chosen.Count];
        // A damaged column may have no path; the others are still found by theirs.
        var sizes = metadata.RowGroups[group].Columns.ToLookup(chunk => chunk.MetaData?.PathInSchema?.FirstOrDefault() ?? "",
            chunk => chunk.MetaData?.TotalCompressedSize ?? 0);
        var order = Enumerable.Range(0, chosen.Count).OrderByDescending(c => sizes[chosen[c].Column.Name].FirstOrDefault())
            .ToArray();
        if (threads <= 1 || chosen.Count == 1)
        {
            foreach (var column in order) ReadColumn(column).AsTask().GetAwaiter().GetResult();
        }
        else
        {
            Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = threads },
                (column, _) => ReadColumn(column)).GetAwaiter().GetResult();
        }

        var found = faults.OfType<Finding>().ToList();
        if (found.Count > 0) throw new InvalidDataFindingsException(CannotRead, found);

        async ValueTask ReadColumn(int column)
        {
            var reader = TakeReader();
            try
            {
                await reader.ReadAsync(source, dataEnd, group, chosen[column], buffers[column]);
            }
            catch (ParquetFault fault)
            {
                faults[column] = fault.At($"{name}, column '{chosen[column].Column.Name}', row group {group}");
            }

            readers.Add(reader);
        }
    }

    private ChunkReader TakeReader()
    {
        if (readers.TryTake(out var reader)) return reader;
        reader = new ChunkReader(footer);
        reader.Prepare();
        return reader;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
