using System.IO.Hashing;
using IoEngine.Files.Parquet;
using Parquet.Meta;
using Type = Parquet.Meta.Type;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>A file of one column put together byte by byte: what no program at hand writes, and what none should.</summary>
internal sealed class HandMadeFile
{
    private readonly List<byte> pages = [.. "PAR1"u8];
    private long dictionary;

    public Type Type { get; init; } = Type.INT32;

    public int TypeLength { get; init; }

    public bool Nullable { get; init; }

    public ConvertedType? Converted { get; init; }

    public int Scale { get; init; }

    public int Precision { get; init; }

    public CompressionCodec Codec { get; init; }

    public bool IsEncrypted { get; init; }

    public string Elsewhere { get; init; } = "";

    /// <summary>Whether pages have checksums.</summary>
    public bool HasChecksums { get; init; }

    /// <summary>Adds to the footer's root.</summary>
    public Action<ThriftBytes>? AtEnd { get; init; }

    public HandMadeFile Dictionary(byte[] body, int values)
    {
        dictionary = pages.Count;
        return Page(Header(PageType.DICTIONARY_PAGE, body, body.Length).Begin(7).Int32(1, values).Int32(2, 0).End(), body);
    }

    public HandMadeFile Data(byte[] body, int values, Encoding encoding, int? unpacked = null, int levelEncoding = 3) =>
        Page(Header(PageType.DATA_PAGE, body, unpacked ?? body.Length).Begin(5).Int32(1, values).Int32(2, (int)encoding).Int32(3, levelEncoding).Int32(4, 3).End(), body);

    public HandMadeFile DataV2(byte[] levels, byte[] packed, int unpacked, int values, Encoding encoding, int nulls)
    {
        byte[] body = [.. levels, .. packed];
        return Page(Header(PageType.DATA_PAGE_V2, body, levels.Length + unpacked)
            .Begin(8).Int32(1, values).Int32(2, nulls).Int32(3, values).Int32(4, (int)encoding).Int32(5, levels.Length).Int32(6, 0).End(), body);
    }

    /// <summary>Changes a byte of the pages.</summary>
    public HandMadeFile Flip(Index place)
    {
        pages[place.GetOffset(pages.Count)] ^= 1;
        return this;
    }

    public byte[] Bytes(long rows)
    {
        var thrift = new ThriftBytes();
        thrift.Int32(1, 1).List(2, ThriftBytes.StructType, 2);
        thrift.BeginElement().Text(4, "root").Int32(5, 1).End();
        thrift.BeginElement().Int32(1, (int)Type).Int32(2, TypeLength).Int32(3, Nullable ? 1 : 0).Text(4, "c");
        if (Converted is { } converted) thrift.Int32(6, (int)converted).Int32(7, Scale).Int32(8, Precision);
        thrift.End().Int64(3, rows).List(4, ThriftBytes.StructType, 1).BeginElement().List(1, ThriftBytes.StructType, 1).BeginElement();
        if (Elsewhere.Length > 0) thrift.Text(1, Elsewhere);
        thrift.Begin(3).Int32(1, (int)Type).List(3, ThriftBytes.BinaryType, 1).Element("c");
        thrift.Int32(4, (int)Codec).Int64(5, rows).Int64(7, pages.Count - 4).Int64(9, 4);
        if (dictionary > 0) thrift.Int64(11, dictionary);
        thrift.End();
        if (IsEncrypted) thrift.Begin(8).End();
        thrift.End().Int64(3, rows).End();
        AtEnd?.Invoke(thrift);
        var footer = thrift.End().ToArray();
        return [.. pages, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
    }

    public ParquetReader Open(long rows) => ParquetReader.Open(Bytes(rows), "memory");

    public object?[] Read(long rows)
    {
        using var reader = Open(rows);
        return [.. Cells.ReadAll(reader, 3).Select(row => row[0])];
    }

    /// <summary>The only finding that reading every row leads to.</summary>
    public Finding Fault(long rows) => Assert.Throws<InvalidDataFindingsException>(() =>
    {
        using var reader = Open(rows);
        foreach (var _ in reader.Groups([0]))
        {
        }
    })!.Findings.Single();

    private ThriftBytes Header(PageType kind, byte[] body, int unpacked)
    {
        var header = new ThriftBytes().Int32(1, (int)kind).Int32(2, unpacked).Int32(3, body.Length);
        return HasChecksums ? header.Int32(4, (int)Crc32.HashToUInt32(body)) : header;
    }

    private HandMadeFile Page(ThriftBytes header, byte[] body)
    {
        pages.AddRange(header.End().ToArray());
        pages.AddRange(body);
        return this;
    }
}
