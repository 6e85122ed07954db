using System.IO.Compression;

namespace IoEngine.Files.Parquet;

/// <summary>Where a chunk's pages went and what they hold; becomes its description in the footer.</summary>
internal sealed class WrittenChunk
{
    public long Start, FirstDataPage, Dictionary, Uncompressed, Compressed, Values, Nulls;
    public byte[]? Smallest, Largest;
}

/// <summary>Packs pages, gives them headers with checksums and writes them one after the other.</summary>
internal sealed class PageWriter(Stream output, ParquetCompression compression)
{
    private readonly ByteBuffer header = new();

    /// <summary>Bytes written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Writes bytes that are no page.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Position += bytes.Length;
    }

    /// <summary>Writes the page with the chunk's dictionary.</summary>
    public void WriteDictionary(WrittenChunk chunk, ReadOnlySpan<byte> body, int values)
    {
        chunk.Dictionary = Position;
        var page = Pack(body);
        var thrift = StartHeader(PageKind.Dictionary, body, page);
        thrift.Begin(7).Int32(1, values).Int32(2, (int)PageEncoding.Plain).End().End();
        Finish(chunk, body, page);
    }

    /// <summary>Writes a v1 data page: levels and values.</summary>
    public void WriteData(WrittenChunk chunk, ReadOnlySpan<byte> body, int values, PageEncoding encoding)
    {
        if (chunk.FirstDataPage == 0) chunk.FirstDataPage = Position;
        var page = Pack(body);
        var thrift = StartHeader(PageKind.Data, body, page);
        thrift.Begin(5).Int32(1, values).Int32(2, (int)encoding).Int32(3, (int)PageEncoding.Rle).Int32(4, (int)PageEncoding.Rle).End().End();
        Finish(chunk, body, page);
    }

    private ThriftWriter StartHeader(PageKind kind, ReadOnlySpan<byte> body, ReadOnlySpan<byte> page)
    {
        header.Clear();
        return new ThriftWriter(header).Int32(1, (int)kind).Int32(2, body.Length).Int32(3, page.Length).Int32(4, (int)Crc32.Compute(page));
    }

    private void Finish(WrittenChunk chunk, ReadOnlySpan<byte> body, ReadOnlySpan<byte> page)
    {
        Write(header.Span);
        Write(page);
        chunk.Uncompressed += header.Count + body.Length;
        chunk.Compressed += header.Count + page.Length;
    }

    // The frame is written here and not by GZipStream, whose header names the operating system.
    private ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> body)
    {
        if (compression == ParquetCompression.None) return body;
        using var packed = new MemoryStream();
        packed.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(body);
        packed.Write(BitConverter.GetBytes(Crc32.Compute(body)));
        packed.Write(BitConverter.GetBytes(body.Length));
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }
}
