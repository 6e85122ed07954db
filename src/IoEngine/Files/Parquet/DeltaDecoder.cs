namespace IoEngine.Files.Parquet;

/// <summary>Reads DELTA_BINARY_PACKED: a first value, then blocks of packed differences. Streams; allocates nothing.</summary>
/// <remarks>Apache Parquet, "Encodings", DELTA_BINARY_PACKED = 5. 32 bit columns wrap round in the low half of the same sums.</remarks>
internal struct DeltaDecoder
{
    private readonly byte[] bytes;
    private readonly int end, miniBlocks, perMini;
    private int position, mini, miniLeft, widths, width, valuesLeft;
    private long last, step, bit;
    private bool hasFirst;

    /// <summary>Reads the header; the bytes have <see cref="PageDecompressor.Slack"/> more behind their end.</summary>
    public DeltaDecoder(byte[] bytes, int start, int end)
    {
        this = default;
        (this.bytes, position, this.end) = (bytes, start, end);
        var block = ReadVarint();
        var minis = ReadVarint();
        var total = ReadVarint();
        if (minis is 0 or > 1024 || block % minis != 0 || block / minis is 0 or > (1 << 24) || block / minis % 8 != 0 || total > int.MaxValue)
            throw ParquetFault.Damaged($"A delta page declares {block} values a block, {minis} parts, {total} values.");
        (miniBlocks, perMini, valuesLeft) = ((int)minis, (int)(block / minis), (int)total);
        mini = miniBlocks;
        last = ReadZigzag();
        hasFirst = true;
    }

    /// <summary>How many values there still are.</summary>
    public readonly int Left => valuesLeft;

    /// <summary>Fills with the next values.</summary>
    public void Read(Span<long> values)
    {
        if (values.Length > valuesLeft) throw ParquetFault.Damaged("A delta page has fewer values than it declares.");
        valuesLeft -= values.Length;
        if (hasFirst && values.Length > 0)
        {
            hasFirst = false;
            values[0] = last;
            values = values[1..];
        }
        while (values.Length > 0)
        {
            if (miniLeft == 0) NextMini();
            var part = values[..Math.Min(miniLeft, values.Length)];
            part.Fill(step);
            if (width > 0) BitReader.AddUnpacked(bytes, ref bit, width, part);
            var sum = last;
            foreach (ref var value in part) value = sum += value;
            last = sum;
            miniLeft -= part.Length;
            values = values[part.Length..];
        }
    }

    /// <summary>The position behind the last value, found by stepping over the blocks; the decoder is not moved.</summary>
    public readonly int FindEnd()
    {
        var copy = this;
        var left = copy.valuesLeft - (copy.hasFirst ? 1 : 0);
        while (left > 0)
        {
            copy.NextMini();
            left -= copy.perMini;
        }
        return copy.position;
    }

    private void NextMini()
    {
        if (mini == miniBlocks)
        {
            step = ReadZigzag();
            widths = position;
            if (miniBlocks > end - position) throw TooShort();
            position += miniBlocks;
            mini = 0;
        }
        width = bytes[widths + mini++];
        if (width > 64) throw ParquetFault.Damaged($"A delta page has differences of {width} bits.");
        var size = (long)width * perMini / 8;
        if (size > end - position) throw TooShort();
        bit = (long)position * 8;
        position += (int)size;
        miniLeft = perMini;
    }

    private long ReadZigzag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (position >= end) throw TooShort();
            var part = bytes[position++];
            if (shift < 64) value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
        throw ParquetFault.Damaged("A delta page has a number of more than 64 bits.");
    }

    private static ParquetFault TooShort() => ParquetFault.Damaged("A delta page is cut off.");
}
