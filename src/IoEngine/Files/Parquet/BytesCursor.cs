using System.Runtime.InteropServices;

namespace IoEngine.Files.Parquet;

/// <summary>Makes one value out of its bytes; <paramref name="isStable"/> tells a dictionary's value from one that stands alone.</summary>
internal delegate T FromBytes<T>(ReadOnlySpan<byte> bytes, bool isStable);

/// <summary>Columns whose values lie as bytes of any length, of one length, or as INT96.</summary>
internal class BytesCursor<T> : ColumnCursor
    where T : unmanaged
{
    private readonly FromBytes<T> convert;
    private readonly T[] values;

    /// <summary>Bytes of each value; 0 where each has its own length.</summary>
    private readonly int size;

    /// <summary>Texts as they are, many of which are taken at a time.</summary>
    private readonly bool isTexts;

    private T[] dictionary = [];
    private int position, end, splitCount, splitIndex;
    private DeltaDecoder lengths, prefixes;
    private byte[] text = [];
    private int textLength;

    public BytesCursor(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source, FromBytes<T> convert)
        : base(leaf, buffer, source)
    {
        this.convert = convert;
        values = buffer.Array<T>();
        isTexts = leaf.Physical == PhysicalType.ByteArray && leaf.Column.Type is ParquetType.Text or ParquetType.Binary && !leaf.IsUuid;
        size = leaf.Physical switch { PhysicalType.Int96 => 12, PhysicalType.FixedLenByteArray => leaf.TypeLength, _ => 0 };
    }

    /// <inheritdoc/>
    protected override void ReadDictionary(int start, int end, int count)
    {
        if ((long)count * Math.Max(size, size == 0 ? 4 : 1) > end - start)
            throw ParquetFault.Damaged($"A dictionary of {count} values has {end - start} bytes.");
        (position, this.end) = (start, end);
        dictionary = new T[count];
        for (var i = 0; i < count; i++) dictionary[i] = convert(NextPlain(), true);
    }

    /// <inheritdoc/>
    protected override void StartValues(int start, int end)
    {
        (position, this.end) = (start, end);
        switch (Encoding)
        {
            case PageEncoding.Plain: break;
            case PageEncoding.DeltaLengthByteArray when size == 0:
                StartLengths();
                break;
            case PageEncoding.DeltaByteArray when Leaf.Physical != PhysicalType.Int96:
                prefixes = default;
                textLength = 0;
                if (start == end) break;
                prefixes = new DeltaDecoder(Bytes, start, end);
                position = prefixes.FindEnd();
                StartLengths();
                break;
            case PageEncoding.ByteStreamSplit when size > 0:
                if ((end - start) % size != 0)
                    throw ParquetFault.Damaged($"A split page has {end - start} bytes, not whole values.");
                (splitCount, splitIndex) = ((end - start) / size, 0);
                break;
            default: throw Refuse();
        }
    }

    /// <inheritdoc/>
    protected override void ReadValues(int at, int count)
    {
        var into = values.AsSpan(at, count);
        switch (Encoding)
        {
            case PageEncoding.Plain when isTexts:
                position += Buffer.Texts.AddPlain(Bytes.AsSpan(position..end), MemoryMarshal.Cast<T, int>(into), Leaf.Column.Type == ParquetType.Text);
                break;
            case PageEncoding.Plain:
                foreach (ref var value in into) value = convert(NextPlain(), false);
                break;
            case PageEncoding.DeltaLengthByteArray:
                foreach (ref var value in into) value = convert(Take(NextLength(ref lengths)), false);
                break;
            case PageEncoding.DeltaByteArray:
                foreach (ref var value in into) value = convert(NextPrefixed(), false);
                break;
            default:
                ReadSplit(into);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void LookUp(ReadOnlySpan<int> codes, int at) => LookUp(codes, dictionary, values.AsSpan(at, codes.Length));

    /// <inheritdoc/>
    protected override void Spread(int at, ReadOnlySpan<bool> valid, int values) =>
        Gaps.Spread(this.values.AsSpan(at, valid.Length), valid, values);

    private void StartLengths()
    {
        lengths = position == end ? default : new DeltaDecoder(Bytes, position, end);
        if (position < end) position = lengths.FindEnd();
    }

    private ReadOnlySpan<byte> NextPlain()
    {
        if (size > 0) return Take(size);
        if (end - position < 4) throw ParquetFault.Damaged("A page has fewer values than it declares.");
        var length = BitConverter.ToInt32(Bytes, position);
        position += 4;
        return Take(length);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > end - position)
            throw ParquetFault.Damaged($"A value of {length} bytes lies where {end - position} are left.");
        position += length;
        return Bytes.AsSpan(position - length, length);
    }

    private static int NextLength(ref DeltaDecoder decoder)
    {
        long length = 0;
        decoder.Read(new Span<long>(ref length));
        // The sums may run on in 64 bits where the file counted in 32.
        return (int)length;
    }

    // Each value repeats the start of the one before it.
    private ReadOnlySpan<byte> NextPrefixed()
    {
        var prefix = NextLength(ref prefixes);
        if (prefix < 0 || prefix > textLength)
            throw ParquetFault.Damaged($"A value repeats {prefix} bytes of one that has {textLength}.");
        var suffix = Take(NextLength(ref lengths));
        if (suffix.Length > Array.MaxLength - prefix) throw ParquetFault.Unsupported("A value of more than 2 GiB");
        var length = prefix + suffix.Length;
        if (text.Length < length) Array.Resize(ref text, (int)Math.Min(Array.MaxLength, Math.Max(256, 2L * length)));
        suffix.CopyTo(text.AsSpan(prefix));
        textLength = length;
        if (size > 0 && length != size) throw ParquetFault.Damaged($"A value has {length} bytes where {size} belong.");
        return text.AsSpan(0, length);
    }

    private void ReadSplit(Span<T> into)
    {
        if (into.Length > splitCount - splitIndex) throw ParquetFault.Damaged("A page has fewer values than it declares.");
        if (text.Length < size) text = new byte[size];
        foreach (ref var value in into)
        {
            SplitBytes.Join(Bytes.AsSpan(position, splitCount * size), splitCount, splitIndex++, size, text.AsSpan(0, size));
            value = convert(text.AsSpan(0, size), false);
        }
    }
}
