namespace IoEngine.Files.Parquet;

/// <summary>Unpacks one Snappy block (the raw format, as in Parquet pages).</summary>
/// <remarks>google/snappy, "format_description.txt": a length, then literals and copies of what has been written.</remarks>
internal static class SnappyDecoder
{
    /// <summary>Fills <paramref name="output"/> exactly, or reports the block as damaged.</summary>
    public static void Decode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int read = 0, written = 0;
        var length = ReadLength(input, ref read);
        if (length != output.Length)
            throw ParquetFault.Damaged($"A Snappy page holds {length} bytes and not the {output.Length} of its header.");
        while (read < input.Length)
        {
            var tag = input[read++];
            if ((tag & 3) == 0)
            {
                var count = LiteralLength(input, ref read, tag);
                if (count > input.Length - read || count > output.Length - written) throw Damaged();
                // Short literals are the rule: one fixed copy of 16 bytes beats a call that looks at the length.
                if (count <= 16 && input.Length - read >= 16 && output.Length - written >= 16)
                    input.Slice(read, 16).CopyTo(output[written..]);
                else
                    input.Slice(read, (int)count).CopyTo(output[written..]);
                read += (int)count;
                written += (int)count;
            }
            else
            {
                var (count, offset) = CopyOf(input, ref read, tag);
                if (offset == 0 || offset > written || count > output.Length - written) throw Damaged();
                Repeat(output, written, (int)offset, count);
                written += count;
            }
        }
        if (written != output.Length) throw Damaged();
    }

    private static long LiteralLength(ReadOnlySpan<byte> input, ref int read, byte tag)
    {
        var count = tag >> 2;
        if (count < 60) return count + 1;
        var bytes = count - 59;
        if (bytes > input.Length - read) throw Damaged();
        uint length = 0;
        for (var i = 0; i < bytes; i++) length |= (uint)input[read++] << (8 * i);
        return length + 1L;
    }

    private static (int Count, long Offset) CopyOf(ReadOnlySpan<byte> input, ref int read, byte tag)
    {
        var left = input.Length - read;
        switch (tag & 3)
        {
            case 1 when left >= 1:
                return (((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | input[read++]);
            case 2 when left >= 2:
                read += 2;
                return ((tag >> 2) + 1, input[read - 2] | (input[read - 1] << 8));
            case 3 when left >= 4:
                read += 4;
                return ((tag >> 2) + 1, BitConverter.ToUInt32(input.Slice(read - 4, 4)));
            default:
                throw Damaged();
        }
    }

    private static void Repeat(Span<byte> output, int written, int offset, int count)
    {
        var from = written - offset;
        if (offset >= 16 && count <= 64 && output.Length - written >= 64)
        {
            // In steps of 16 the source is always written before it is read, as the offset is at least 16.
            for (var i = 0; i < count; i += 16) output.Slice(from + i, 16).CopyTo(output[(written + i)..]);
        }
        else if (offset >= count)
        {
            output.Slice(from, count).CopyTo(output[written..]);
        }
        else
        {
            for (var i = 0; i < count; i++) output[written + i] = output[from + i];
        }
    }

    private static uint ReadLength(ReadOnlySpan<byte> input, ref int read)
    {
        ulong value = 0;
        for (var shift = 0; shift < 35 && read < input.Length; shift += 7)
        {
            var part = input[read++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value <= uint.MaxValue ? (uint)value : throw Damaged();
        }
        throw Damaged();
    }

    private static ParquetFault Damaged() => ParquetFault.Damaged("A Snappy page can't be unpacked.");
}
