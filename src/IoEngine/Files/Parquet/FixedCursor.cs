using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IoEngine.Files.Parquet;

/// <summary>Columns whose values lie as <typeparamref name="TFile"/> and are handed out as <typeparamref name="T"/>.</summary>
/// <typeparam name="TFile">int, long, float or double.</typeparam>
/// <typeparam name="T">The same, or what <paramref name="convert"/> makes of it.</typeparam>
internal class FixedCursor<TFile, T>(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source, Func<TFile, T>? convert)
    : ColumnCursor(leaf, buffer, source)
    where TFile : unmanaged, INumber<TFile>
    where T : unmanaged
{
    private readonly T[] values = buffer.Array<T>();
    private readonly TFile[] raw = convert is null ? (TFile[])(Array)buffer.Array<T>() : new TFile[buffer.ValidArray.Length];
    private static readonly int Size = Unsafe.SizeOf<TFile>();
    private T[] dictionary = [];
    private int position, end, splitCount, splitIndex;
    private DeltaDecoder delta;
    private long[] sums = [];

    /// <inheritdoc/>
    protected override void ReadDictionary(int start, int end, int count)
    {
        if ((long)count * Size > end - start)
            throw ParquetFault.Damaged($"A dictionary of {count} values has {end - start} bytes.");
        var from = MemoryMarshal.Cast<byte, TFile>(Bytes.AsSpan(start, count * Size));
        dictionary = new T[count];
        if (convert is null) MemoryMarshal.Cast<TFile, T>(from).CopyTo(dictionary);
        else Convert(from, dictionary);
    }

    /// <inheritdoc/>
    protected override void StartValues(int start, int end)
    {
        (position, this.end) = (start, end);
        switch (Encoding)
        {
            case PageEncoding.Plain: break;
            case PageEncoding.DeltaBinaryPacked when typeof(TFile) == typeof(int) || typeof(TFile) == typeof(long):
                // A page with nothing but missing values may lack even the header.
                delta = start == end ? default : new DeltaDecoder(Bytes, start, end);
                break;
            case PageEncoding.ByteStreamSplit:
                if ((end - start) % Size != 0)
                    throw ParquetFault.Damaged($"A split page has {end - start} bytes, not whole values.");
                (splitCount, splitIndex) = ((end - start) / Size, 0);
                break;
            default: throw Refuse();
        }
    }

    /// <inheritdoc/>
    protected override void ReadValues(int at, int count)
    {
        var into = raw.AsSpan(at, count);
        switch (Encoding)
        {
            case PageEncoding.Plain:
                if ((long)count * Size > end - position) throw ParquetFault.Damaged("A page has fewer values than it declares.");
                Bytes.AsSpan(position, count * Size).CopyTo(MemoryMarshal.AsBytes(into));
                position += count * Size;
                break;
            case PageEncoding.ByteStreamSplit:
                if (count > splitCount - splitIndex) throw ParquetFault.Damaged("A page has fewer values than it declares.");
                SplitBytes.Join(Bytes.AsSpan(position, splitCount * Size), splitCount, splitIndex, Size, MemoryMarshal.AsBytes(into));
                splitIndex += count;
                break;
            default:
                ReadDelta(into);
                break;
        }
        if (convert is not null) Convert(into, values.AsSpan(at, count));
    }

    /// <inheritdoc/>
    protected override void LookUp(ReadOnlySpan<int> codes, int at) => LookUp(codes, dictionary, values.AsSpan(at, codes.Length));

    /// <inheritdoc/>
    protected override void Spread(int at, ReadOnlySpan<bool> valid, int values) =>
        Gaps.Spread(this.values.AsSpan(at, valid.Length), valid, values);

    private void ReadDelta(Span<TFile> into)
    {
        if (sums.Length < into.Length) sums = new long[raw.Length];
        var from = sums.AsSpan(0, into.Length);
        delta.Read(from);
        for (var i = 0; i < into.Length; i++) into[i] = TFile.CreateTruncating(from[i]);
    }

    private void Convert(ReadOnlySpan<TFile> from, Span<T> into)
    {
        for (var i = 0; i < from.Length; i++) into[i] = convert!(from[i]);
    }
}

/// <summary>Puts values that lie without gaps to the rows that have one.</summary>
internal static class Gaps
{
    /// <summary>From the end on, so that no value is overwritten before it has moved; rows without a value get 0.</summary>
    public static void Spread<T>(Span<T> rows, ReadOnlySpan<bool> valid, int values) where T : unmanaged
    {
        for (var row = rows.Length - 1; row >= 0; row--) rows[row] = valid[row] ? rows[--values] : default;
    }
}

/// <summary>BYTE_STREAM_SPLIT: all first bytes of the values, then all second bytes and so on.</summary>
internal static class SplitBytes
{
    /// <summary>Puts the bytes of values from <paramref name="first"/> on together.</summary>
    public static void Join(ReadOnlySpan<byte> streams, int count, int first, int size, Span<byte> into)
    {
        for (var part = 0; part < size; part++)
        {
            var stream = streams.Slice((part * count) + first, into.Length / size);
            for (var i = 0; i < stream.Length; i++) into[(i * size) + part] = stream[i];
        }
    }
}
