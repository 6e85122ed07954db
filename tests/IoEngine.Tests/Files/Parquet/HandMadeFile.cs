using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>A file of one column put together byte by byte: what no program at hand writes, and what none should.</summary>
internal sealed class HandMadeFile
{
    private readonly ByteBuffer pages = new();
    private long dictionary;

    public HandMadeFile() => pages.Add("PAR1"u8);

    public int Type { get; init; } = (int)PhysicalType.Int32;

    public int TypeLength { get; init; }

    public bool Nullable { get; init; }

    public int? Converted { get; init; }

    public int Scale { get; init; }

    public int Precision { get; init; }

    public int Codec { get; init; }

    public bool IsEncrypted { get; init; }

    public string Elsewhere { get; init; } = "";

    public HandMadeFile Dictionary(byte[] body, int values)
    {
        dictionary = pages.Count;
        var header = Header(PageKind.Dictionary, body.Length, body.Length);
        header.Thrift.Begin(7).Int32(1, values).Int32(2, 0).End().End();
        return Page(header.Bytes, body);
    }

    public HandMadeFile Data(byte[] body, int values, PageEncoding encoding, int? unpacked = null, int levelEncoding = 3)
    {
        var header = Header(PageKind.Data, unpacked ?? body.Length, body.Length);
        header.Thrift.Begin(5).Int32(1, values).Int32(2, (int)encoding).Int32(3, levelEncoding).Int32(4, 3).End().End();
        return Page(header.Bytes, body);
    }

    public HandMadeFile DataV2(byte[] levels, byte[] packed, int unpacked, int values, PageEncoding encoding)
    {
        byte[] body = [.. levels, .. packed];
        var header = Header(PageKind.DataV2, levels.Length + unpacked, body.Length);
        header.Thrift.Begin(8).Int32(1, values).Int32(2, 0).Int32(3, values).Int32(4, (int)encoding).Int32(5, levels.Length).Int32(6, 0).End().End();
        return Page(header.Bytes, body);
    }

    public ParquetReader Open(long rows)
    {
        var footer = new ByteBuffer();
        var thrift = new ThriftWriter(footer);
        thrift.Int32(1, 1).List(2, ThriftReader.Struct, 2);
        thrift.BeginElement().Text(4, "root").Int32(5, 1).End();
        thrift.BeginElement().Int32(1, Type).Int32(2, TypeLength).Int32(3, Nullable ? 1 : 0).Text(4, "c");
        if (Converted is { } converted) thrift.Int32(6, converted).Int32(7, Scale).Int32(8, Precision);
        thrift.End().Int64(3, rows).List(4, ThriftReader.Struct, 1).BeginElement().List(1, ThriftReader.Struct, 1).BeginElement();
        if (Elsewhere.Length > 0) thrift.Text(1, Elsewhere);
        thrift.Begin(3).Int32(1, Type).Int32(4, Codec).Int64(5, rows).Int64(7, pages.Count - 4).Int64(9, 4);
        if (dictionary > 0) thrift.Int64(11, dictionary);
        thrift.End();
        if (IsEncrypted) thrift.Begin(8).End();
        thrift.End().Int64(3, rows).End().End();
        byte[] bytes = [.. pages.Span, .. footer.Span, .. BitConverter.GetBytes(footer.Count), .. "PAR1"u8];
        return ParquetReader.Open(bytes, "memory");
    }

    public object?[] Read(long rows)
    {
        using var reader = Open(rows);
        return [.. Cells.ReadAll(reader, 3).Select(row => row[0])];
    }

    /// <summary>The only finding that reading every row leads to.</summary>
    public Finding Fault(long rows) => Assert.Throws<InvalidDataFindingsException>(() =>
    {
        using var reader = Open(rows);
        foreach (var _ in reader.Batches([0]))
        {
        }
    })!.Findings.Single();

    private static (ByteBuffer Bytes, ThriftWriter Thrift) Header(PageKind kind, int unpacked, int packed)
    {
        var bytes = new ByteBuffer();
        return (bytes, new ThriftWriter(bytes).Int32(1, (int)kind).Int32(2, unpacked).Int32(3, packed));
    }

    private HandMadeFile Page(ByteBuffer header, byte[] body)
    {
        pages.Add(header.Span);
        pages.Add(body);
        return this;
    }
}
