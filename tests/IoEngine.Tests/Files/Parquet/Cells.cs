using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>Single cells as objects: slow, but any two of them can be compared.</summary>
internal static class Cells
{
    public static void Add(ParquetColumnWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.AddNull(); break;
            case long v: writer.Add(v); break;
            case double v: writer.Add(v); break;
            case DateOnly v: writer.Add(v); break;
            case string v: writer.Add(v); break;
            default: throw new ArgumentException($"No cell of {value.GetType()}.", nameof(value));
        }
    }

    public static object? At(ParquetBuffer buffer, int row)
    {
        if (buffer.IsNull(row)) return null;
        switch (buffer.Column.Type)
        {
            case ParquetType.Boolean: return buffer.Booleans[row];
            case ParquetType.Int32: return buffer.Int32s[row];
            case ParquetType.Int64: return buffer.Int64s[row];
            case ParquetType.Float: return buffer.Floats[row];
            case ParquetType.Double: return buffer.Doubles[row];
            case ParquetType.Decimal: return buffer.Decimals[row];
            case ParquetType.Text: return buffer.TextAt(row);
            case ParquetType.Binary: return Convert.ToHexString(buffer.Texts.Utf8(buffer.Codes[row]));
            case ParquetType.Date: return buffer.TryDateAt(row, out var date) ? date : buffer.Int32s[row];
            case ParquetType.Timestamp: return buffer.TryTimeAt(row, out var time) ? time : buffer.Int64s[row];
            default: throw new ArgumentException($"No cell of {buffer.Column.Type}.", nameof(buffer));
        }
    }

    /// <summary>All rows of all columns.</summary>
    public static List<object?[]> ReadAll(ParquetReader reader, int batch = 32_768) => ReadAll(reader.Batches([.. Enumerable.Range(0, reader.Columns.Count)], batch));

    /// <summary>All rows of some batches.</summary>
    public static List<object?[]> ReadAll(IEnumerable<ParquetBatch> batches)
    {
        List<object?[]> rows = [];
        foreach (var (count, columns) in batches)
            for (var i = 0; i < count; i++) rows.Add([.. columns.Select(buffer => At(buffer, i))]);
        return rows;
    }

    public static byte[] Write(IReadOnlyList<ParquetColumn> columns, IEnumerable<object?[]> rows, ParquetWriteOptions? options = null)
    {
        using var output = new MemoryStream();
        using var writer = new ParquetWriter(output, columns, options);
        foreach (var row in rows)
        {
            for (var c = 0; c < columns.Count; c++) Add(writer[c], row[c]);
            writer.EndRow();
        }
        writer.Complete();
        return output.ToArray();
    }
}
