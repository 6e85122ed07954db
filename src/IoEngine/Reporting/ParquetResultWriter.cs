using IoEngine.Files.Parquet;

namespace IoEngine.Reporting;

/// <summary>
/// Parquet, packed with SNAPPY; a number that is missing is null. The same results are the same bytes on every processor with a
/// CRC-32C instruction.
/// </summary>
public sealed class ParquetResultWriter : IResultTableWriter
{
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
        }).ToArray());
        do WriteRows(part.Current, writer);
        while (part.MoveNext());
        writer.Complete();
    }

    private static void WriteRows(ResultTable table, ParquetWriter writer)
    {
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < table.Columns.Count; i++) Add(writer[i], table.Columns[i], row);
            writer.EndRow();
        }
    }

    private static void Add(ParquetColumnWriter writer, ResultColumn column, int row)
    {
        switch (column.Kind)
        {
            case ColumnKind.Text:
                writer.Add(column.Texts[row]);
                break;
            case ColumnKind.Integer:
                writer.Add(column.Integers[row]);
                break;
            default:
                var value = column.Numbers[row];
                if (double.IsNaN(value)) writer.AddNull();
                else if (double.IsFinite(value)) writer.Add(value);
                else throw new NumericalException($"Column {column.Name}, row {row + 1} is {value}; results are finite.");
                break;
        }
    }
}
