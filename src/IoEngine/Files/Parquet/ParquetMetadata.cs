namespace IoEngine.Files.Parquet;

/// <summary>How values lie in the file.</summary>
internal enum PhysicalType
{
    Boolean, Int32, Int64, Int96, Float, Double, ByteArray, FixedLenByteArray,
}

/// <summary>How a page's values are encoded; the numbers are the format's.</summary>
internal enum PageEncoding
{
    Plain = 0, PlainDictionary = 2, Rle = 3, BitPacked = 4, DeltaBinaryPacked = 5, DeltaLengthByteArray = 6, DeltaByteArray = 7,
    RleDictionary = 8, ByteStreamSplit = 9,
}

/// <summary>How a page is compressed; the numbers are the format's.</summary>
internal enum PageCodec
{
    Uncompressed = 0, Snappy = 1, Gzip = 2, Lzo = 3, Brotli = 4, Lz4 = 5, Zstd = 6, Lz4Raw = 7,
}

/// <summary>What follows a page header.</summary>
internal enum PageKind
{
    Data = 0, Index = 1, Dictionary = 2, DataV2 = 3,
}

/// <summary>One node of the file's schema, as written.</summary>
internal sealed class SchemaNode
{
    public int? Type, ConvertedType;
    public int TypeLength, Repetition, Children, Scale, Precision;
    public string Name = "";

    /// <summary>Which member of the LogicalType union is set; 0 for none.</summary>
    public int Logical;
    public int BitWidth, TimeUnit;
    public bool IsSigned = true, IsUtc;
}

/// <summary>Where the pages of one column of one row group lie.</summary>
internal sealed class ColumnChunk
{
    public int Type, Codec;
    public long Values, CompressedSize, DataPageOffset, DictionaryPageOffset;
    public bool IsEncrypted, IsElsewhere, HasMetadata;
}

/// <summary>A slice of rows with all columns.</summary>
internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Chunks, long Rows);

/// <summary>The footer of a file.</summary>
internal sealed class FileMetadata
{
    public List<SchemaNode> Schema = [];
    public List<RowGroup> RowGroups = [];
    public Dictionary<string, string> KeyValues = [];
    public long Rows;
    public string CreatedBy = "";
    public bool IsEncrypted;
}

/// <summary>The header of one page.</summary>
internal struct PageHeader
{
    public int Kind, UncompressedSize, CompressedSize, Values, Encoding, LevelEncoding, DefinitionBytes, RepetitionBytes;
    public int? Crc;
    public bool IsCompressed;

    /// <summary>Bytes of the header itself.</summary>
    public int Length;
}
