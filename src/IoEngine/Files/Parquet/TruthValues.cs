using System.IO.Compression;
using K4os.Compression.LZ4;
using Parquet.Meta;
using Snappier;
using ZstdSharp;

namespace IoEngine.Files.Parquet;

/// <summary>
/// Columns of truth values: one bit each, or runs of them. The library reads the runs that hyparquet and Arrow write as false
/// throughout.
/// </summary>
internal static class TruthValues
{
    /// <summary>Reads a column of a row group.</summary>
    /// <param name="packed">Its bytes.</param>
    /// <param name="pages">Its pages.</param>
    /// <param name="into">Takes the values, without gaps.</param>
    public static void Read(ReadOnlySpan<byte> packed, ColumnPages pages, ParquetBuffer into)
    {
        var values = into.Array<bool>().AsSpan();
        var row = 0;
        foreach (var page in pages.Values)
        {
            pages.Current = page.Number;
            var body = packed[page.Body];
            var levels = body[..(page.LevelBytes ?? 0)];
            body = Unpack(pages.Codec, body[levels.Length..], page);
            var valid = into.ValidArray.AsSpan(row, page.Rows);
            if (!into.Column.Nullable) valid.Fill(true);
            else ReadRuns(page.LevelBytes is null ? TakeSized(ref body) : levels, valid);
            var count = valid.Count(true);
            // Where no row has a value, the runs and even their length may be missing.
            if (page.Encoding == Encoding.PLAIN) ReadBits(body, values[..count]);
            else if (count > 0) ReadRuns(TakeSized(ref body), values[..count]);
            values = values[count..];
            row += page.Rows;
        }

        pages.Current = -1;
        into.CountValues();
    }

    private static ReadOnlySpan<byte> Unpack(CompressionCodec codec, ReadOnlySpan<byte> body, ValuePage page)
    {
        if (!page.IsPacked || (body.IsEmpty && page.Unpacked == 0)) return body;
        var output = new byte[page.Unpacked];
        var count = codec switch
        {
            CompressionCodec.SNAPPY => Snappy.Decompress(body, output),
            CompressionCodec.LZ4_RAW => LZ4Codec.Decode(body, output),
            CompressionCodec.ZSTD => Zstandard(body, output),
            CompressionCodec.BROTLI => BrotliDecoder.TryDecompress(body, output, out var written) ? written : -1,
            _ => Gzip(body, output),
        };
        return count == output.Length
            ? output : throw ParquetFault.Damaged($"A page does not hold the {output.Length} bytes it declares.");
    }

    private static int Zstandard(ReadOnlySpan<byte> body, Span<byte> output)
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(body, output);
    }

    private static int Gzip(ReadOnlySpan<byte> body, Span<byte> output)
    {
        using var stream = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        var count = stream.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);
        // The read behind the end makes the stream check its own checksum.
        return stream.ReadByte() < 0 ? count : -1;
    }

    /// <summary>Bytes behind their length in four bytes.</summary>
    private static ReadOnlySpan<byte> TakeSized(ref ReadOnlySpan<byte> body)
    {
        var size = body.Length < 4 ? -1 : BitConverter.ToInt32(body);
        if (size < 0 || size > body.Length - 4)
            throw ParquetFault.Damaged($"A page declares {size} bytes of runs and has {Math.Max(0, body.Length - 4)}.");
        var taken = body.Slice(4, size);
        body = body[(4 + size)..];
        return taken;
    }

    private static void ReadBits(ReadOnlySpan<byte> bytes, Span<bool> into)
    {
        if (into.Length > bytes.Length * 8L) throw ParquetFault.Damaged("A page has fewer values than it declares.");
        for (var i = 0; i < into.Length; i++) into[i] = (bytes[i >> 3] & (1 << (i & 7))) != 0;
    }

    // A run begins with a number: even, its half is how often the byte behind it stands; odd, its half is how many bytes of
    // single bits follow.
    private static void ReadRuns(ReadOnlySpan<byte> runs, Span<bool> into)
    {
        while (into.Length > 0)
        {
            var head = TakeNumber(ref runs);
            var bytes = (head & 1) == 0 ? 1 : (int)Math.Min(head >> 1, runs.Length);
            if (runs.Length < bytes || head < 2) throw ParquetFault.Damaged("A page has fewer values than it declares.");
            var count = (int)Math.Min((head & 1) == 0 ? head >> 1 : bytes * 8L, into.Length);
            if ((head & 1) != 0) ReadBits(runs[..bytes], into[..count]);
            else if (runs[0] > 1) throw ParquetFault.Damaged($"A page has the level {runs[0]} where 1 is the highest.");
            else into[..count].Fill(runs[0] != 0);
            runs = runs[bytes..];
            into = into[count..];
        }
    }

    private static long TakeNumber(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0L;
        for (var i = 0; i < Math.Min(5, bytes.Length); i++)
        {
            number |= (long)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return number;
        }

        throw ParquetFault.Damaged("A page has fewer values than it declares.");
    }
}
