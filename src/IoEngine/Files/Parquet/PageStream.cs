namespace IoEngine.Files.Parquet;

/// <summary>The pages of one column chunk, one after the other, unpacked and with their checksums verified.</summary>
/// <remarks>Reads ahead in pieces of at most 256 KiB, longer only for a page that is; both buffers live as long as the column.</remarks>
internal sealed class PageStream(ParquetSource source)
{
    private const int ReadAhead = 1 << 18, SmallestHeaderWindow = 1 << 12;

    // Headers hold a few numbers and at most the smallest and largest value of the page.
    private const int LargestHeader = 1 << 24;

    private byte[] window = [], unpacked = [];
    private int windowStart, windowCount;
    private long position, chunkEnd;
    private PageCodec codec;

    /// <summary>Number of the current page in its chunk, from 0; −1 before the first.</summary>
    public int Page { get; private set; }

    /// <summary>Where in the file the current page starts.</summary>
    public long Offset { get; private set; }

    /// <summary>The current page's header.</summary>
    public PageHeader Header { get; private set; }

    /// <summary>The array that holds the current page, unpacked, with slack behind its end.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>Where in <see cref="Bytes"/> the page starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where in <see cref="Bytes"/> the page ends.</summary>
    public int End { get; private set; }

    /// <summary>Starts on a chunk.</summary>
    /// <param name="chunk">The chunk as the footer describes it.</param>
    /// <param name="dataEnd">Where the footer starts: no page reaches over it.</param>
    public void Open(ColumnChunk chunk, long dataEnd)
    {
        Page = -1;
        windowStart = windowCount = 0;
        if (chunk.Codec is not ((int)PageCodec.Uncompressed or (int)PageCodec.Snappy or (int)PageCodec.Gzip or (int)PageCodec.Brotli))
            throw PageDecompressor.Refuse(chunk.Codec);
        codec = (PageCodec)chunk.Codec;
        var start = chunk.DictionaryPageOffset > 0 ? Math.Min(chunk.DictionaryPageOffset, chunk.DataPageOffset) : chunk.DataPageOffset;
        if (start < 4 || start > dataEnd || chunk.CompressedSize < 0 || chunk.CompressedSize > dataEnd - start)
            throw ParquetFault.Damaged($"The footer places the pages at byte {start} with {chunk.CompressedSize} bytes; data end at {dataEnd}.");
        Offset = position = start;
        chunkEnd = start + chunk.CompressedSize;
    }

    /// <summary>Whether the last step passed over a page of values, of which only the header was read.</summary>
    public bool IsPassed { get; private set; }

    /// <summary>Steps to the next data or dictionary page, and over it if it has at most so many values.</summary>
    public void Next(long passable)
    {
        IsPassed = false;
        do
        {
            if (position >= chunkEnd) throw ParquetFault.Damaged("The pages end before the last row.");
            Page++;
            Offset = position;
            Header = ReadHeader();
            Consume(Header.Length);
            if (Header.CompressedSize < 0 || Header.UncompressedSize < 0 || Header.CompressedSize > chunkEnd - position)
                throw ParquetFault.Damaged($"A page declares {Header.CompressedSize} bytes ({Header.UncompressedSize} unpacked); "
                    + $"its column has {chunkEnd - position} left.");
            if (Header.Kind is < 0 or > 3) throw ParquetFault.Damaged($"A page has the unknown kind {Header.Kind}.");
            IsPassed = Header.Kind is (int)PageKind.Data or (int)PageKind.DataV2 && Header.Values > 0 && Header.Values <= passable;
            if (IsPassed)
            {
                Pass(Header.CompressedSize);
                return;
            }
            Fill(Header.CompressedSize);
            VerifyChecksum();
            if (Header.Kind != (int)PageKind.Index) Unpack();
            Consume(Header.CompressedSize);
        }
        while (Header.Kind == (int)PageKind.Index);
    }

    private PageHeader ReadHeader()
    {
        for (var size = SmallestHeaderWindow; ; size *= 8)
        {
            var available = (int)Math.Min(size, chunkEnd - position);
            Fill(available);
            try
            {
                return MetadataReader.ReadPageHeader(window.AsSpan(windowStart, Math.Min(windowCount, size)));
            }
            catch (ParquetFault fault) when (fault.IsShort && available < chunkEnd - position && size < LargestHeader)
            {
                // The header is longer than most: try again with more of it.
            }
        }
    }

    private void VerifyChecksum()
    {
        if (Header.Crc is not { } expected) return;
        var found = (int)Crc32.Compute(window.AsSpan(windowStart, Header.CompressedSize));
        if (found != expected) throw new ParquetFault("PARQUET-CHECKSUM",
            $"A page's checksum is {found:x8} and not {expected:x8}: its bytes have changed.", "Copy or write the file again.");
    }

    private void Unpack()
    {
        // The levels of a v2 page lie unpacked in front of the values.
        var isV2 = Header.Kind == (int)PageKind.DataV2;
        var levels = isV2 ? (long)Header.DefinitionBytes + Header.RepetitionBytes : 0;
        if (levels < 0 || Header.DefinitionBytes < 0 || Header.RepetitionBytes < 0
            || levels > Header.CompressedSize || levels > Header.UncompressedSize)
            throw ParquetFault.Damaged($"A page declares {levels} bytes of levels and has {Header.CompressedSize}.");
        var front = (int)levels;
        var packed = Header.CompressedSize - front;
        var size = Header.UncompressedSize - front;
        if (codec == PageCodec.Uncompressed || (isV2 && !Header.IsCompressed))
        {
            if (packed != size) throw ParquetFault.Damaged($"An uncompressed page has {packed} bytes and declares {size}.");
            (Bytes, Start, End) = (window, windowStart, windowStart + Header.CompressedSize);
            return;
        }
        PageDecompressor.Grow(ref unpacked, 0, front);
        window.AsSpan(windowStart, front).CopyTo(unpacked);
        // Nothing but missing values: some writers then leave out even the empty packed block.
        if (packed > 0 || size > 0)
            PageDecompressor.Unpack(codec, new ArraySegment<byte>(window, windowStart + front, packed), ref unpacked, front, size);
        (Bytes, Start, End) = (unpacked, 0, front + size);
    }

    /// <summary>Makes at least <paramref name="count"/> bytes from the current position on stand in the window.</summary>
    private void Fill(int count)
    {
        if (windowCount >= count) return;
        var wanted = (int)Math.Min(Math.Max(count, ReadAhead), chunkEnd - position);
        if (window.Length < wanted + PageDecompressor.Slack)
        {
            var larger = GC.AllocateUninitializedArray<byte>(wanted + PageDecompressor.Slack);
            window.AsSpan(windowStart, windowCount).CopyTo(larger);
            window = larger;
        }
        else
        {
            window.AsSpan(windowStart, windowCount).CopyTo(window);
        }
        windowStart = 0;
        source.Read(position + windowCount, window.AsSpan(windowCount, wanted - windowCount));
        windowCount = wanted;
    }

    private void Pass(int count)
    {
        if (count <= windowCount) Consume(count);
        else
        {
            position += count;
            windowStart = windowCount = 0;
        }
    }

    private void Consume(int count)
    {
        windowStart += count;
        windowCount -= count;
        position += count;
    }
}
