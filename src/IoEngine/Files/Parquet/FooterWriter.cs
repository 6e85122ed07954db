namespace IoEngine.Files.Parquet;

/// <summary>Writes the footer: schema, row groups with statistics, notes. Field numbers are those of the format's parquet.thrift.</summary>
internal static class FooterWriter
{
    private const int ConvertedUtf8 = 0, ConvertedDecimal = 5, ConvertedDate = 6, ConvertedTimeMillis = 9, ConvertedTimeMicros = 10;

    /// <summary>The footer's bytes, without length and magic.</summary>
    public static ByteBuffer Write(
        IReadOnlyList<ParquetColumn> columns,
        IReadOnlyList<(int Rows, WrittenChunk[] Chunks)> groups,
        ParquetCompression compression,
        IReadOnlyDictionary<string, string> metadata)
    {
        var output = new ByteBuffer();
        var thrift = new ThriftWriter(output);
        // Version 1 of the format: v1 pages; logical types are known to readers of either version.
        thrift.Int32(1, 1).List(2, ThriftReader.Struct, columns.Count + 1);
        thrift.BeginElement().Text(4, "schema").Int32(5, columns.Count).End();
        foreach (var column in columns) WriteColumn(thrift, column);
        thrift.Int64(3, groups.Sum(group => (long)group.Rows)).List(4, ThriftReader.Struct, groups.Count);
        foreach (var (rows, chunks) in groups) WriteGroup(thrift, columns, rows, chunks, compression);
        if (metadata.Count > 0)
        {
            thrift.List(5, ThriftReader.Struct, metadata.Count);
            foreach (var (key, value) in metadata.OrderBy(note => note.Key, StringComparer.Ordinal))
                thrift.BeginElement().Text(1, key).Text(2, value).End();
        }
        thrift.Text(6, "IoEngine").List(7, ThriftReader.Struct, columns.Count);
        // The order of each column is the one of its type, which makes the statistics usable.
        foreach (var _ in columns) thrift.BeginElement().Begin(1).End().End();
        thrift.End();
        return output;
    }

    /// <summary>How the column's values lie.</summary>
    public static PhysicalType PhysicalOf(ParquetColumn column) => column.Type switch
    {
        ParquetType.Boolean => PhysicalType.Boolean,
        ParquetType.Int32 or ParquetType.Date => PhysicalType.Int32,
        ParquetType.Int64 or ParquetType.Timestamp => PhysicalType.Int64,
        ParquetType.Float => PhysicalType.Float,
        ParquetType.Double => PhysicalType.Double,
        ParquetType.Decimal when column.Precision <= 9 => PhysicalType.Int32,
        ParquetType.Decimal when column.Precision <= 18 => PhysicalType.Int64,
        ParquetType.Decimal => PhysicalType.FixedLenByteArray,
        _ => PhysicalType.ByteArray,
    };

    private static void WriteColumn(ThriftWriter thrift, ParquetColumn column)
    {
        var physical = PhysicalOf(column);
        thrift.BeginElement().Int32(1, (int)physical);
        if (physical == PhysicalType.FixedLenByteArray) thrift.Int32(2, Decimals.BytesOf(column.Precision));
        thrift.Int32(3, column.Nullable ? 1 : 0).Text(4, column.Name);
        switch (column.Type)
        {
            case ParquetType.Text:
                thrift.Int32(6, ConvertedUtf8).Begin(10).Begin(SchemaMapping.LogicalString).End().End();
                break;
            case ParquetType.Date:
                thrift.Int32(6, ConvertedDate).Begin(10).Begin(SchemaMapping.LogicalDate).End().End();
                break;
            case ParquetType.Decimal:
                thrift.Int32(6, ConvertedDecimal).Int32(7, column.Scale).Int32(8, column.Precision);
                thrift.Begin(10).Begin(SchemaMapping.LogicalDecimal).Int32(1, column.Scale).Int32(2, column.Precision).End().End();
                break;
            case ParquetType.Timestamp:
                // The older mark means UTC, so a local time goes without.
                if (column.IsUtc && column.Unit != ParquetTimeUnit.Nanoseconds)
                    thrift.Int32(6, column.Unit == ParquetTimeUnit.Milliseconds ? ConvertedTimeMillis : ConvertedTimeMicros);
                thrift.Begin(10).Begin(SchemaMapping.LogicalTimestamp).Boolean(1, column.IsUtc)
                    .Begin(2).Begin((int)column.Unit + 1).End().End().End().End();
                break;
        }
        thrift.End();
    }

    private static void WriteGroup(
        ThriftWriter thrift, IReadOnlyList<ParquetColumn> columns, int rows, WrittenChunk[] chunks, ParquetCompression compression)
    {
        thrift.BeginElement().List(1, ThriftReader.Struct, chunks.Length);
        for (var i = 0; i < chunks.Length; i++)
        {
            // The file offset is that of the chunk's own description, which lies only here: 0 by today's rules.
            thrift.BeginElement().Int64(2, 0).Begin(3);
            WriteChunk(thrift, columns[i], chunks[i], compression);
            thrift.End().End();
        }
        thrift.Int64(2, chunks.Sum(chunk => chunk.Uncompressed)).Int64(3, rows).Int64(5, chunks.Length > 0 ? chunks[0].Start : 0);
        thrift.Int64(6, chunks.Sum(chunk => chunk.Compressed)).End();
    }

    private static void WriteChunk(ThriftWriter thrift, ParquetColumn column, WrittenChunk chunk, ParquetCompression compression)
    {
        PageEncoding[] encodings = chunk.Dictionary > 0
            ? [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary]
            : [PageEncoding.Plain, PageEncoding.Rle];
        thrift.Int32(1, (int)PhysicalOf(column)).List(2, ThriftReader.Int32Type, encodings.Length);
        foreach (var encoding in encodings) thrift.Element((int)encoding);
        thrift.List(3, ThriftReader.BinaryType, 1).Element(System.Text.Encoding.UTF8.GetBytes(column.Name));
        thrift.Int32(4, (int)(compression == ParquetCompression.Gzip ? PageCodec.Gzip : PageCodec.Uncompressed));
        thrift.Int64(5, chunk.Values).Int64(6, chunk.Uncompressed).Int64(7, chunk.Compressed).Int64(9, chunk.FirstDataPage);
        if (chunk.Dictionary > 0) thrift.Int64(11, chunk.Dictionary);
        thrift.Begin(12).Int64(3, chunk.Nulls);
        if (chunk.Largest is not null) thrift.Binary(5, chunk.Largest);
        if (chunk.Smallest is not null) thrift.Binary(6, chunk.Smallest);
        thrift.End();
    }
}
