using System.IO.Hashing;
using Parquet.Meta;
using Type = Parquet.Meta.Type;

namespace IoEngine.Files.Parquet;

/// <summary>A page of values.</summary>
/// <param name="Number">Its number, the dictionary counted.</param>
/// <param name="Rows">Its rows, those without a value too.</param>
/// <param name="Encoding">How its values lie.</param>
/// <param name="MostValues">Most values that its bytes can hold.</param>
internal readonly record struct ValuePage(int Number, int Rows, Encoding Encoding, long MostValues)
{
    /// <summary>Whether its values lie as codes of the dictionary.</summary>
    public bool HasCodes => Encoding is Encoding.PLAIN_DICTIONARY or Encoding.RLE_DICTIONARY;

    /// <summary>Where its bytes lie among those of the column.</summary>
    public Range Body { get; init; }

    /// <summary>How many bytes it has unpacked, without <see cref="LevelBytes"/>.</summary>
    public int Unpacked { get; init; }

    /// <summary>
    /// How many bytes of levels lie in front, never packed; null: they lie with the values, behind their length.
    /// </summary>
    public int? LevelBytes { get; init; }

    /// <summary>Whether it is packed.</summary>
    public bool IsPacked { get; init; }
}

/// <summary>
/// Looks through the pages of one column in one row group before the library reads them: sizes, counts, encodings, checksums.
/// </summary>
/// <remarks>
/// The library takes what a page lacks from whatever lies in its memory, makes room for what a header claims, and reads some
/// encodings as others.
/// </remarks>
internal sealed class ColumnPages
{
    // One page of one column: writers aim at 1 MiB, DuckDB stops at 100 MB.
    private const int LargestPage = 1 << 30;

    private readonly SchemaLeaf leaf;
    private readonly CompressionCodec codec;
    private readonly List<ValuePage> values = [];
    private readonly List<long> starts = [];
    private Header page;
    private bool hasDictionary, isDictionaryEmpty;
    private int valuePagesWithoutValues;

    /// <summary>For one column of one row group.</summary>
    public ColumnPages(SchemaLeaf leaf, CompressionCodec codec)
    {
        (this.leaf, this.codec) = (leaf, codec);
        if (codec is not (CompressionCodec.UNCOMPRESSED or CompressionCodec.SNAPPY or CompressionCodec.GZIP
            or CompressionCodec.BROTLI
            or CompressionCodec.ZSTD or CompressionCodec.LZ4_RAW))
        {
            throw Enum.IsDefined(codec)
                ? ParquetFault.Unsupported($"{codec} compression",
                    "Write the file with SNAPPY, ZSTD, GZIP, BROTLI, LZ4_RAW or no compression.")
                : ParquetFault.Damaged($"The footer names the unknown compression {(int)codec}.");
        }
    }

    /// <summary>How pages are packed.</summary>
    public CompressionCodec Codec => codec;

    /// <summary>The pages of values in order.</summary>
    public IReadOnlyList<ValuePage> Values => values;

    /// <summary>
    /// Whether no row has a value, as the headers say: then some writers leave out what even an empty page needs.
    /// </summary>
    public bool AreAllMissing => valuePagesWithoutValues == values.Count;

    /// <summary>Number of the page that is at work, the dictionary counted; −1: none.</summary>
    public int Current { get; set; } = -1;

    /// <summary>Where that page lies, for an error; empty for none.</summary>
    public string Place => Current < 0 ? "" : $", page {Current} at byte {starts[Current]}";

    /// <summary>The page that begins last at or before a byte is at work.</summary>
    public void GoTo(long place) => Current = starts.FindLastIndex(start => start <= place);

    /// <summary>Looks through all pages that hold so many rows.</summary>
    /// <param name="bytes">The pages.</param>
    /// <param name="start">Where in the file they begin.</param>
    /// <param name="rows">The rows of the row group.</param>
    public void LookThrough(ReadOnlySpan<byte> bytes, long start, long rows)
    {
        for (int at = 0, left = (int)rows; left > 0;)
        {
            if (at == bytes.Length) throw ParquetFault.Damaged("The pages end before the last row.");
            Current = starts.Count;
            starts.Add(start + at);
            page = new Header { Kind = -1, Values = -1, Encoding = -1, IsCompressed = true };
            at += ThriftCheck.Of(bytes[at..], nameof(PageHeader), Take);
            if (page.Packed < 0 || page.Unpacked < 0 || page.Packed > bytes.Length - at)
                throw ParquetFault.Damaged($"A page declares {page.Packed} bytes ({page.Unpacked} unpacked); its column has "
                    + $"{bytes.Length - at} left.");
            var body = bytes.Slice(at, (int)page.Packed);
            at += body.Length;
            CheckSum(body);
            CheckSize(body);
            if (page.Kind == (int)PageType.DICTIONARY_PAGE) CheckDictionary();
            else left -= CheckValues(left, (at - body.Length)..at);
        }
    }

    private void Take(string shape, int field, long value)
    {
        switch (shape, field)
        {
            case (nameof(PageHeader), 1): page.Kind = value; break;
            case (nameof(PageHeader), 2): page.Unpacked = value; break;
            case (nameof(PageHeader), 3): page.Packed = value; break;
            case (nameof(PageHeader), 4): page.Crc = value; break;
            case (nameof(DataPageHeader), 0): Describe(PageType.DATA_PAGE); break;
            case (nameof(DataPageHeader), 3): page.LevelEncoding = value; break;
            case (nameof(DictionaryPageHeader), 0): Describe(PageType.DICTIONARY_PAGE); break;
            case (nameof(DataPageHeaderV2), 0): Describe(PageType.DATA_PAGE_V2); break;
            case (nameof(DataPageHeaderV2), 2): page.Nulls = value; break;
            case (nameof(DataPageHeaderV2), 4): page.Encoding = value; break;
            case (nameof(DataPageHeaderV2), 5 or 6):
                page.LevelBytes = Math.Min(page.LevelBytes, value) < 0 ? -1 : page.LevelBytes + value; break;
            case (nameof(DataPageHeaderV2), 7): page.IsCompressed = value != 0; break;
            case (nameof(DataPageHeader) or nameof(DictionaryPageHeader) or nameof(DataPageHeaderV2), 1):
                page.Values = value; break;
            case (nameof(DataPageHeader) or nameof(DictionaryPageHeader), 2): page.Encoding = value; break;
        }
    }

    // Described twice is described as nothing.
    private void Describe(PageType kind) => page.Described = page.Described is null ? kind : (PageType)(-1);

    private void CheckSum(ReadOnlySpan<byte> body)
    {
        if (page.Crc is not { } expected || (int)Crc32.HashToUInt32(body) is var found && found == expected) return;
        throw new ParquetFault("PARQUET-CHECKSUM",
            $"A page's checksum is {found:x8} and not {(int)expected:x8}: its bytes have changed.",
            "Copy or write the file again.");
    }

    private void CheckSize(ReadOnlySpan<byte> body)
    {
        var isV2 = page.Kind == (int)PageType.DATA_PAGE_V2;
        var levels = isV2 ? page.LevelBytes : 0;
        if (levels < 0 || levels > page.Packed || levels > page.Unpacked)
            throw ParquetFault.Damaged($"A page declares {levels} bytes of levels and has {page.Packed}.");
        var (packed, size) = (page.Packed - levels, page.Unpacked - levels);
        if (size > LargestPage) throw ParquetFault.Unsupported($"A page of {size} bytes (the limit is {LargestPage})");
        if (codec == CompressionCodec.UNCOMPRESSED || (isV2 && !page.IsCompressed))
        {
            if (packed != size) throw ParquetFault.Damaged($"An uncompressed page has {packed} bytes and declares {size}.");
            return;
        }

        // What the best case of the format can gain: Snappy 64 bytes from 3, DEFLATE 258 bytes from 2 bits. Brotli and Zstandard
        // have no such limit.
        var most = codec switch
        {
            CompressionCodec.SNAPPY => (packed * 22) + 1024,
            CompressionCodec.LZ4_RAW => (packed * 255) + 1024,
            CompressionCodec.GZIP => (packed * 1040) + 1024,
            _ => Math.Max(packed * 4096, 1 << 26),
        };
        if (size > most) throw ParquetFault.Damaged($"A page declares {size} bytes out of {packed}.");
        if (codec == CompressionCodec.SNAPPY && packed > 0 && SnappySize(body[(int)levels..]) is var inside && inside != size)
            throw ParquetFault.Damaged($"A page declares {size} bytes, its SNAPPY block {inside}.");
    }

    // A block begins with its size, seven bits a byte.
    private static long SnappySize(ReadOnlySpan<byte> block)
    {
        var size = 0L;
        for (var i = 0; i < Math.Min(5, block.Length); i++)
        {
            size |= (long)(block[i] & 0x7f) << (7 * i);
            if (block[i] < 0x80) return size;
        }

        return -1;
    }

    private void CheckDictionary()
    {
        if (page.Described != PageType.DICTIONARY_PAGE) throw NoDescription();
        if (hasDictionary) throw ParquetFault.Damaged("The column has two dictionaries in one row group.");
        if (values.Count > 0) throw ParquetFault.Damaged("The column's dictionary comes after its first values.");
        if (page.Encoding is not ((int)Encoding.PLAIN or (int)Encoding.PLAIN_DICTIONARY))
            throw ParquetFault.Unsupported($"A dictionary with encoding {page.Encoding}");
        if (leaf.Physical == Type.BOOLEAN) throw ParquetFault.Damaged("Truth values have no dictionary.");
        if (page.Values < 0 || page.Values > PlainValues(page.Unpacked))
            throw ParquetFault.Damaged($"A dictionary of {page.Values} values has {page.Unpacked} bytes.");
        (hasDictionary, isDictionaryEmpty) = (true, page.Values == 0);
    }

    private int CheckValues(int left, Range body)
    {
        if (page.Kind == (int)PageType.INDEX_PAGE) throw ParquetFault.Unsupported("An index page");
        if (page.Kind is not ((int)PageType.DATA_PAGE or (int)PageType.DATA_PAGE_V2))
            throw ParquetFault.Damaged($"A page has the unknown kind {page.Kind}.");
        if (page.Described != (PageType)page.Kind) throw NoDescription();
        if (page.Values < 0 || page.Values > left)
            throw ParquetFault.Damaged($"A page declares {page.Values} values where {left} are left.");
        var isV2 = page.Kind == (int)PageType.DATA_PAGE_V2;
        if (isV2 && !leaf.Column.Nullable && page.LevelBytes > 0)
            throw ParquetFault.Damaged("A page has levels where every row has a value.");
        if (isV2 && (page.Nulls < 0 || page.Nulls > page.Values || (page.Nulls > 0 && !leaf.Column.Nullable)))
            throw ParquetFault.Damaged($"A page declares {page.Nulls} of its {page.Values} values missing.");
        if (!isV2 && leaf.Column.Nullable && page.LevelEncoding != (int)Encoding.RLE)
            throw ParquetFault.Unsupported("BIT_PACKED levels");
        var encoding = (Encoding)page.Encoding;
        if (!Enum.IsDefined(encoding)) throw ParquetFault.Damaged($"A page has the unknown encoding {page.Encoding}.");
        if (!CanRead(encoding))
            throw ParquetFault.Unsupported($"Encoding {encoding} on {leaf.Physical}",
                "Write the column with PLAIN or dictionary encoding.");
        // Levels of a v1 page take at least six bytes in front of the values.
        var front = !leaf.Column.Nullable || page.Values == 0 ? 0 : isV2 ? page.LevelBytes : 6;
        var most = encoding == Encoding.PLAIN ? PlainValues(page.Unpacked - front) : page.Values;
        if (most < page.Values - (isV2 ? page.Nulls : leaf.Column.Nullable ? page.Values : 0))
            throw ParquetFault.Damaged("A page has fewer values than it declares.");
        var found = new ValuePage(Current, (int)page.Values, encoding, most)
        {
            Body = body,
            Unpacked = (int)(page.Unpacked - (isV2 ? page.LevelBytes : 0)),
            LevelBytes = isV2 ? (int)page.LevelBytes : null,
            IsPacked = codec != CompressionCodec.UNCOMPRESSED && (!isV2 || page.IsCompressed),
        };
        if (found.HasCodes && !hasDictionary) throw ParquetFault.Damaged("A page has codes but the column has no dictionary.");
        if (isV2 ? page.Nulls == page.Values : page.Values == 0 || (leaf.Column.Nullable && found.HasCodes && isDictionaryEmpty))
            valuePagesWithoutValues++;
        values.Add(found);
        return found.Rows;
    }

    // What is read right. Truth values are not left to the library, which takes runs of them for runs of no bits, and so for
    // false.
    private bool CanRead(Encoding encoding) => encoding switch
    {
        Encoding.PLAIN => true,
        Encoding.PLAIN_DICTIONARY or Encoding.RLE_DICTIONARY => leaf.Physical != Type.BOOLEAN,
        Encoding.RLE => leaf.Physical == Type.BOOLEAN,
        Encoding.DELTA_BINARY_PACKED => leaf.Physical is Type.INT32 or Type.INT64,
        Encoding.DELTA_LENGTH_BYTE_ARRAY => leaf.Physical == Type.BYTE_ARRAY,
        Encoding.DELTA_BYTE_ARRAY => leaf.Physical is Type.BYTE_ARRAY or Type.FIXED_LEN_BYTE_ARRAY,
        Encoding.BYTE_STREAM_SPLIT => leaf.Physical is Type.INT32 or Type.INT64 or Type.FLOAT or Type.DOUBLE,
        _ => false,
    };

    // How many values fit so many bytes; texts have four for their length.
    private long PlainValues(long bytes) => Math.Max(0, leaf.Physical switch
    {
        Type.BOOLEAN => bytes * 8,
        Type.INT64 or Type.DOUBLE => bytes / 8,
        Type.INT96 => bytes / 12,
        Type.FIXED_LEN_BYTE_ARRAY => bytes / leaf.TypeLength,
        _ => bytes / 4,
    });

    private static ParquetFault NoDescription() => ParquetFault.Damaged("A page is of one kind and described as another.");

    private struct Header
    {
        public long Kind, Unpacked, Packed, Values, Nulls, Encoding, LevelEncoding, LevelBytes;
        public long? Crc;
        public PageType? Described;
        public bool IsCompressed;
    }
}
