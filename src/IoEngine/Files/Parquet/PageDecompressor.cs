using System.IO.Compression;

namespace IoEngine.Files.Parquet;

/// <summary>Unpacks page bodies. Memory grows with the bytes that really come out, never with what a header claims.</summary>
internal static class PageDecompressor
{
    /// <summary>Bytes behind every page's end that the bit readers may load and then ignore.</summary>
    public const int Slack = 8;

    // One page of one column: writers aim at 1 MiB, DuckDB stops at 100 MB.
    private const int MaxPage = 1 << 30;

    // What the best case of the format can gain: Snappy 64 bytes from 3, DEFLATE 258 bytes from 2 bits.
    private const int SnappyGain = 22, DeflateGain = 1040;

    /// <summary>Unpacks into <paramref name="output"/>, starting at <paramref name="at"/>; the array is replaced where too small.</summary>
    /// <param name="codec">The codec of the column.</param>
    /// <param name="input">The packed bytes.</param>
    /// <param name="output">A buffer that is kept between pages.</param>
    /// <param name="at">Bytes in front that stay (the levels of a v2 page).</param>
    /// <param name="size">The unpacked size that the page header declares.</param>
    public static void Unpack(PageCodec codec, ArraySegment<byte> input, ref byte[] output, int at, int size)
    {
        if (size > MaxPage - at) throw ParquetFault.Unsupported($"A page of {size} bytes (the limit is {MaxPage})");
        switch (codec)
        {
            case PageCodec.Uncompressed:
                if (input.Count != size)
                    throw ParquetFault.Damaged($"An uncompressed page has {input.Count} bytes and declares {size}.");
                Grow(ref output, at, at + size);
                input.AsSpan().CopyTo(output.AsSpan(at));
                break;
            case PageCodec.Snappy:
                RefuseBomb(input.Count, size, SnappyGain);
                Grow(ref output, at, at + size);
                SnappyDecoder.Decode(input, output.AsSpan(at, size));
                break;
            case PageCodec.Gzip:
                RefuseBomb(input.Count, size, DeflateGain);
                Inflate(input, ref output, at, size);
                break;
            case PageCodec.Brotli:
                Brotli(input, ref output, at, size);
                break;
            default:
                throw Refuse((int)codec);
        }
    }

    /// <summary>The error for a codec that can't be read, by its name.</summary>
    public static ParquetFault Refuse(int codec) => Enum.IsDefined((PageCodec)codec)
        ? ParquetFault.Unsupported($"{(codec == (int)PageCodec.Lz4Raw ? "LZ4_RAW" : ((PageCodec)codec).ToString().ToUpperInvariant())} compression",
            "Write the file with SNAPPY, GZIP, BROTLI or no compression.")
        : ParquetFault.Damaged($"The footer names the unknown compression {codec}.");

    /// <summary>Makes room for <paramref name="size"/> bytes and the slack; the first <paramref name="keep"/> bytes stay.</summary>
    public static void Grow(ref byte[] buffer, int keep, int size)
    {
        if (buffer.Length >= size + Slack) return;
        var larger = GC.AllocateUninitializedArray<byte>(size + Slack);
        buffer.AsSpan(0, keep).CopyTo(larger);
        buffer = larger;
    }

    private static void RefuseBomb(int packed, int size, int gain)
    {
        if (size > ((long)packed * gain) + 1024) throw ParquetFault.Damaged($"A page declares {size} bytes out of {packed}.");
    }

    private static void Inflate(ArraySegment<byte> input, ref byte[] output, int at, int size)
    {
        Grow(ref output, at, at + size);
        try
        {
            using var stream = new GZipStream(new MemoryStream(input.Array!, input.Offset, input.Count, writable: false),
                CompressionMode.Decompress);
            var read = stream.ReadAtLeast(output.AsSpan(at, size), size, throwOnEndOfStream: false);
            // The read behind the end makes the stream check its own checksum.
            if (read != size || stream.ReadByte() >= 0)
                throw ParquetFault.Damaged($"A GZIP page does not hold the {size} bytes it declares.");
        }
        catch (InvalidDataException e)
        {
            throw ParquetFault.Damaged($"A GZIP page can't be unpacked: {e.Message}");
        }
    }

    // Brotli can gain without limit, so the buffer grows as bytes come out.
    private static void Brotli(ReadOnlySpan<byte> input, ref byte[] output, int at, int size)
    {
        using var decoder = default(BrotliDecoder);
        var end = at + size;
        var written = at;
        Grow(ref output, at, (int)Math.Min(end, at + (64L * input.Length) + 65536));
        while (true)
        {
            var room = Math.Min(output.Length - Slack, end) - written;
            var status = decoder.Decompress(input, output.AsSpan(written, room), out var consumed, out var produced);
            input = input[consumed..];
            written += produced;
            if (status == System.Buffers.OperationStatus.Done && written == end) return;
            if (status != System.Buffers.OperationStatus.DestinationTooSmall || written == end)
                throw ParquetFault.Damaged($"A BROTLI page can't be unpacked to the {size} bytes it declares.");
            Grow(ref output, written, (int)Math.Min(end, 2L * (written + 1024)));
        }
    }
}
