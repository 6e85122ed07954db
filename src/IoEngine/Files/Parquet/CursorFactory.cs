using System.Buffers.Binary;
using System.Text;

namespace IoEngine.Files.Parquet;

/// <summary>Chooses the cursor and the conversion for a column.</summary>
internal static class CursorFactory
{
    // INT96 counts days from noon of 4713 BC, and nanoseconds within the day.
    private const int JulianDayOfEpoch = 2_440_588;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>A cursor for the column with a buffer for so many rows.</summary>
    public static ColumnCursor Create(SchemaLeaf leaf, ParquetSource source, int capacity)
    {
        var buffer = new ParquetBuffer(leaf.Column, capacity);
        var scale = (byte)leaf.Column.Scale;
        return (leaf.Physical, leaf.Column.Type) switch
        {
            (PhysicalType.Boolean, _) => new BooleanCursor(leaf, buffer, source),
            (PhysicalType.Int32, ParquetType.Decimal) => new FixedCursor<int, decimal>(leaf, buffer, source, v => Scaled(v, scale)),
            (PhysicalType.Int32, ParquetType.Int64) => new FixedCursor<int, long>(leaf, buffer, source, v => (uint)v),
            (PhysicalType.Int32, _) => new Int32Cursor(leaf, buffer, source),
            (PhysicalType.Int64, ParquetType.Decimal) => new FixedCursor<long, decimal>(leaf, buffer, source, v => Scaled(v, scale)),
            (PhysicalType.Int64, _) => new FixedCursor<long, long>(leaf, buffer, source, leaf.IsUnsigned ? Unsigned : null),
            (PhysicalType.Float, _) => new FixedCursor<float, float>(leaf, buffer, source, null),
            (PhysicalType.Double, _) => new DoubleCursor(leaf, buffer, source),
            (PhysicalType.Int96, _) => new BytesCursor<long>(leaf, buffer, source, (bytes, _) => Int96(bytes)),
            (_, ParquetType.Decimal) => new BytesCursor<decimal>(leaf, buffer, source, (bytes, _) => BigEndian(bytes, scale)),
            _ => new TextCursor(leaf, buffer, source, TextsOf(buffer, leaf)),
        };
    }

    private static FromBytes<int> TextsOf(ParquetBuffer buffer, SchemaLeaf leaf)
    {
        var texts = buffer.Texts;
        var isText = leaf.Column.Type == ParquetType.Text;
        if (!leaf.IsUuid) return (bytes, isStable) => isStable ? texts.AddStable(bytes, isText) : texts.AddLoose(bytes, isText);
        return (bytes, isStable) =>
        {
            Span<byte> text = stackalloc byte[36];
            Encoding.ASCII.GetBytes(new Guid(bytes, bigEndian: true).ToString(), text);
            return isStable ? texts.AddStable(text, false) : texts.AddLoose(text, false);
        };
    }

    private static decimal Scaled(long value, byte scale)
    {
        var size = value < 0 ? 0UL - (ulong)value : (ulong)value;
        return new decimal((int)size, (int)(size >> 32), 0, value < 0, scale);
    }

    private static long Unsigned(long value) => value >= 0
        ? value
        : throw ParquetFault.Unsupported($"The unsigned number {(ulong)value} (the limit is {long.MaxValue})");

    private static long Int96(ReadOnlySpan<byte> bytes)
    {
        var nanoseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var days = (long)BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) - JulianDayOfEpoch;
        var sum = ((Int128)days * NanosecondsPerDay) + nanoseconds;
        return sum >= long.MinValue && sum <= long.MaxValue
            ? (long)sum
            : throw ParquetFault.Unsupported($"An INT96 time {days} days from 1970 (the years 1678 to 2261 fit)");
    }

    private static decimal BigEndian(ReadOnlySpan<byte> bytes, byte scale)
    {
        var fill = bytes.Length > 0 && (sbyte)bytes[0] < 0 ? (byte)0xff : (byte)0;
        var excess = bytes.Length - 16;
        if (excess > 0 && bytes[..excess].ContainsAnyExcept(fill)) throw TooLarge();
        var value = (Int128)(fill == 0 ? 0 : -1);
        foreach (var b in bytes[Math.Max(excess, 0)..]) value = (value << 8) | b;
        var size = value < 0 ? UInt128.Zero - (UInt128)value : (UInt128)value;
        if (size >> 96 != 0) throw TooLarge();
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), value < 0, scale);
    }

    private static ParquetFault TooLarge() => ParquetFault.Unsupported("A decimal of more than 96 bits (about 28 digits)");
}
