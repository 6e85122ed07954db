using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IoEngine.Files.Parquet;

/// <summary>Reads the RLE / bit-packing hybrid, in which levels, dictionary codes and truth values lie, bit by bit as asked for.</summary>
/// <remarks>Apache Parquet, "Encodings", RLE = 3. Nothing is allocated, so a damaged count costs nothing.</remarks>
internal struct HybridDecoder
{
    private readonly byte[] bytes;
    private readonly int end, width;
    private int position, runLeft;
    private uint repeated;
    private long bit;
    private bool isPacked;

    /// <summary>Starts on bytes that have <see cref="PageDecompressor.Slack"/> more bytes behind their end.</summary>
    public HybridDecoder(byte[] bytes, int start, int end, int width)
    {
        if (width is < 0 or > 32) throw ParquetFault.Damaged($"A page has codes of {width} bits.");
        if (start < 0 || start > end || end > bytes.Length - PageDecompressor.Slack)
            throw ParquetFault.Damaged("A page's levels or codes reach over its end.");
        this = default;
        (this.bytes, position, this.end, this.width) = (bytes, start, end, width);
    }

    /// <summary>Fills with the next values.</summary>
    public void Read(Span<int> values)
    {
        while (values.Length > 0)
        {
            if (runLeft == 0) NextRun();
            var count = Math.Min(runLeft, values.Length);
            if (isPacked) BitReader.Unpack(bytes, ref bit, width, values[..count]);
            else values[..count].Fill((int)repeated);
            runLeft -= count;
            values = values[count..];
        }
    }

    /// <summary>Fills with the next values of one bit; returns how many are true.</summary>
    public int Read(Span<bool> values)
    {
        var trues = 0;
        while (values.Length > 0)
        {
            if (runLeft == 0) NextRun();
            var count = Math.Min(runLeft, values.Length);
            if (isPacked)
            {
                trues += UnpackBits(values[..count]);
            }
            else
            {
                if (repeated > 1) throw ParquetFault.Damaged($"A page has the level {repeated} where 0 or 1 belongs.");
                values[..count].Fill(repeated == 1);
                trues += repeated == 1 ? count : 0;
            }
            runLeft -= count;
            values = values[count..];
        }
        return trues;
    }

    private int UnpackBits(Span<bool> values)
    {
        var trues = 0;
        ref var source = ref MemoryMarshal.GetArrayDataReference(bytes);
        for (var i = 0; i < values.Length; i++, bit++)
        {
            var value = (Unsafe.Add(ref source, (nint)(bit >> 3)) >> (int)(bit & 7)) & 1;
            values[i] = value != 0;
            trues += value;
        }
        return trues;
    }

    private void NextRun()
    {
        while (runLeft == 0)
        {
            var header = ReadHeader();
            isPacked = (header & 1) != 0;
            if (isPacked)
            {
                // The last group may be cut off where the writer did not pad it.
                var groups = (long)(header >> 1);
                var size = Math.Min(groups * width, end - position);
                var count = width == 0 ? groups * 8 : Math.Min(groups * 8, size * 8 / width);
                runLeft = (int)Math.Min(count, int.MaxValue);
                bit = (long)position * 8;
                position += (int)size;
            }
            else
            {
                var size = (width + 7) / 8;
                if (size > end - position) throw TooShort();
                repeated = 0;
                for (var i = 0; i < size; i++) repeated |= (uint)bytes[position++] << (8 * i);
                runLeft = (int)(header >> 1);
            }
        }
    }

    private uint ReadHeader()
    {
        ulong value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (position >= end) throw TooShort();
            var part = bytes[position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80 && value <= uint.MaxValue) return (uint)value;
            if (part < 0x80) break;
        }
        throw ParquetFault.Damaged("A page has a run of an impossible length.");
    }

    private static ParquetFault TooShort() => ParquetFault.Damaged("A page has fewer levels or codes than it declares values.");
}

/// <summary>Takes numbers of any number of bits out of bytes, lowest bit first.</summary>
internal static class BitReader
{
    /// <summary>Fills with the next values of <paramref name="width"/> (0 to 32) bits from bit <paramref name="bit"/> on.</summary>
    /// <remarks>Loads eight bytes a value, so eight bytes behind the last value must exist; callers keep them as slack.</remarks>
    public static void Unpack(byte[] bytes, ref long bit, int width, Span<int> values)
    {
        RefuseOutside(bytes, bit, width, values.Length);
        ref var source = ref MemoryMarshal.GetArrayDataReference(bytes);
        var mask = (1UL << width) - 1;
        var at = bit;
        for (var i = 0; i < values.Length; i++, at += width)
            values[i] = (int)((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, (nint)(at >> 3))) >> (int)(at & 7)) & mask);
        bit = at;
    }

    /// <summary>Adds to each of <paramref name="values"/> the next number of <paramref name="width"/> (0 to 64) bits.</summary>
    public static void AddUnpacked(byte[] bytes, ref long bit, int width, Span<long> values)
    {
        RefuseOutside(bytes, bit, width, values.Length);
        ref var source = ref MemoryMarshal.GetArrayDataReference(bytes);
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var at = bit;
        for (var i = 0; i < values.Length; i++, at += width)
        {
            var shift = (int)(at & 7);
            ref var first = ref Unsafe.Add(ref source, (nint)(at >> 3));
            var value = Unsafe.ReadUnaligned<ulong>(ref first) >> shift;
            // More than 56 bits may end in the ninth byte.
            if (shift + width > 64) value |= (ulong)Unsafe.Add(ref first, 8) << (64 - shift);
            values[i] += (long)(value & mask);
        }
        bit = at;
    }

    private static void RefuseOutside(byte[] bytes, long bit, int width, int count)
    {
        if (bit + ((long)width * count) > (bytes.Length - (long)PageDecompressor.Slack) * 8)
            throw ParquetFault.Damaged("A page has fewer bits than it declares values.");
    }
}
