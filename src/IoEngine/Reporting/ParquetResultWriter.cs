using System.Runtime.InteropServices;
using IoEngine.Files.Parquet;

namespace IoEngine.Reporting;

/// <summary>
/// Parquet, packed with SNAPPY; a number that is missing is null. The same results are the same bytes on every processor with a
/// CRC-32C instruction.
/// </summary>
public sealed class ParquetResultWriter : IResultTableWriter
{
    // For a table of millions of rows. The library makes a dictionary as large as a row group, whatever is in it: those of text
    // columns were most of what such a file took in memory, and it is no smaller with them.
    private static readonly ParquetWriteOptions Streamed = new(RowGroupRows: 32_768) { Dictionaries = false };

    /// <inheritdoc/>
    public string Format => "parquet";

    /// <inheritdoc/>
    public void Write(ResultTable table, Stream stream) => Write([table], stream);

    /// <inheritdoc/>
    public void Write(IEnumerable<ResultTable> parts, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var part = parts.GetEnumerator();
        if (!part.MoveNext()) throw new ArgumentException("A table has at least one part.", nameof(parts));
        using var writer = new ParquetWriter(stream, part.Current.Columns.Select(c => c.Kind switch
        {
            ColumnKind.Text => new ParquetColumn(c.Name, ParquetType.Text),
            ColumnKind.Integer => new ParquetColumn(c.Name, ParquetType.Int64),
            _ => new ParquetColumn(c.Name, ParquetType.Double, Nullable: true),
        }).ToArray(), part.Current.IsFilledAnew ? Streamed : null);
        do WriteRows(part.Current, writer);
        while (part.MoveNext());
        writer.Complete();
    }

    private static void WriteRows(ResultTable table, ParquetWriter writer)
    {
        for (var row = 0; row < table.Rows;)
        {
            var count = Math.Min(table.Rows - row, writer.Room);
            for (var i = 0; i < table.Columns.Count; i++) Add(writer[i], table.Columns[i], row, count);
            writer.EndRows(count);
            row += count;
        }
    }

    private static void Add(ParquetColumnWriter writer, ResultColumn column, int row, int count)
    {
        switch (column.Kind)
        {
            case ColumnKind.Text:
                writer.Add(CollectionsMarshal.AsSpan(column.TextList).Slice(row, count));
                break;
            case ColumnKind.Integer:
                writer.Add(CollectionsMarshal.AsSpan(column.IntegerList).Slice(row, count));
                break;
            default:
                var values = CollectionsMarshal.AsSpan(column.NumberList).Slice(row, count);
                for (var i = 0; i < count; i++)
                {
                    if (double.IsInfinity(values[i]))
                        throw new NumericalException(
                            $"Column {column.Name}, row {row + i + 1} is {values[i]}; results are finite.");
                }

                writer.Add(values);
                break;
        }
    }
}
