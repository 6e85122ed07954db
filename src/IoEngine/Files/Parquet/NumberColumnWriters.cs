using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace IoEngine.Files.Parquet;

/// <summary>Whole numbers, real numbers by their bits, and decimals as whole numbers of their last digit.</summary>
/// <typeparam name="TBits">int or long.</typeparam>
/// <typeparam name="TReal">The real number of as many bits.</typeparam>
internal abstract class NumberColumnWriter<TBits, TReal>(ParquetColumn column) : FixedColumnWriter<TBits>(column, Unsafe.SizeOf<TBits>())
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Whether the bits are those of a real number.</summary>
    private protected bool IsReal { get; } = column.Type is ParquetType.Float or ParquetType.Double;

    public override void Add(decimal value)
    {
        if (Column.Type != ParquetType.Decimal) base.Add(value);
        Store(Decimals.TryUnscale(value, Column, out var unscaled) ? TBits.CreateTruncating(unscaled) : throw Unfit(value, Decimals.Why(Column)));
    }

    private protected override bool IsLess(TBits first, TBits second) => IsReal ? Real(first) < Real(second) : first < second;

    private protected override bool IsOrdered(TBits value) => !IsReal || !TReal.IsNaN(Real(value));

    private protected override TBits AsBound(TBits value, bool isSmallest) => IsReal && Real(value) == TReal.Zero
        ? Unsafe.BitCast<TReal, TBits>(isSmallest ? TReal.NegativeZero : TReal.Zero)
        : value;

    private static TReal Real(TBits bits) => Unsafe.BitCast<TBits, TReal>(bits);
}

/// <summary>Integers of 32 bits, dates, floats by their bits, and decimals of up to 9 digits.</summary>
internal sealed class Int32ColumnWriter(ParquetColumn column) : NumberColumnWriter<int, float>(column)
{
    public override void Add(int value)
    {
        if (Column.Type is ParquetType.Int32 or ParquetType.Date) Store(value);
        else base.Add(value);
    }

    public override void Add(DateOnly value)
    {
        if (Column.Type == ParquetType.Date) Store(value.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        else base.Add(value);
    }

    public override void Add(double value)
    {
        if (!IsReal) base.Add(value);
        var single = (float)value;
        if (single != value && !double.IsNaN(value)) throw Unfit(value, "a float does not hold it exactly");
        Store(BitConverter.SingleToInt32Bits(single));
    }
}

/// <summary>Integers of 64 bits, timestamps, doubles by their bits, and decimals of up to 18 digits.</summary>
internal sealed class Int64ColumnWriter(ParquetColumn column) : NumberColumnWriter<long, double>(column)
{
    public override void Add(int value) => Add((long)value);

    public override void Add(long value)
    {
        if (Column.Type is ParquetType.Int64 or ParquetType.Timestamp) Store(value);
        else base.Add(value);
    }

    public override void Add(double value)
    {
        if (!IsReal) base.Add(value);
        Store(BitConverter.DoubleToInt64Bits(value));
    }

    public override void Add(DateTime value)
    {
        if (Column.Type != ParquetType.Timestamp) base.Add(value);
        if (Column.IsUtc && value.Kind == DateTimeKind.Local) throw Unfit(value, "it is no UTC time");
        var ticks = value.Ticks - DateTime.UnixEpoch.Ticks;
        var perUnit = Column.Unit switch
        {
            ParquetTimeUnit.Milliseconds => TimeSpan.TicksPerMillisecond,
            ParquetTimeUnit.Microseconds => TimeSpan.TicksPerMicrosecond,
            _ => 1,
        };
        if (ticks % perUnit != 0) throw Unfit(value, $"it is no whole number of {Column.Unit}");
        if (Column.Unit == ParquetTimeUnit.Nanoseconds && Math.Abs(ticks) > long.MaxValue / 100)
            throw Unfit(value, "it passes 64 bits");
        Store(Column.Unit == ParquetTimeUnit.Nanoseconds ? ticks * 100 : ticks / perUnit);
    }
}

/// <summary>Decimals of 19 to 28 digits, as the fewest bytes that hold the precision, highest first.</summary>
internal sealed class WideDecimalColumnWriter(ParquetColumn column) : FixedColumnWriter<Int128>(column, Decimals.BytesOf(column.Precision))
{
    private readonly int size = Decimals.BytesOf(column.Precision);

    public override void Add(decimal value) =>
        Store(Decimals.TryUnscale(value, Column, out var unscaled) ? unscaled : throw Unfit(value, Decimals.Why(Column)));

    private protected override bool IsLess(Int128 first, Int128 second) => first < second;

    private protected override void WritePlain(ByteBuffer output, ReadOnlySpan<Int128> from)
    {
        Span<byte> whole = stackalloc byte[16];
        foreach (var value in from)
        {
            BinaryPrimitives.WriteInt128BigEndian(whole, value);
            output.Add(whole[(16 - size)..]);
        }
    }
}

/// <summary>Truth values, one bit each.</summary>
internal sealed class BooleanColumnWriter(ParquetColumn column) : ParquetColumnWriter(column)
{
    private readonly List<bool> values = [];
    private readonly ByteBuffer body = new();

    public override void Add(bool value)
    {
        values.Add(value);
        Count();
    }

    private protected override void WritePages(WrittenChunk chunk, PageWriter pages)
    {
        WriteLevels(body, 0, Rows);
        var bits = body.Next((values.Count + 7) / 8);
        bits.Clear();
        for (var i = 0; i < values.Count; i++)
            if (values[i]) bits[i >> 3] |= (byte)(1 << (i & 7));
        pages.WriteData(chunk, body.Span, Rows, PageEncoding.Plain);
        if (values.Count > 0)
        {
            chunk.Smallest = [values.Contains(false) ? (byte)0 : (byte)1];
            chunk.Largest = [values.Contains(true) ? (byte)1 : (byte)0];
        }
        values.Clear();
        body.Clear();
    }
}

/// <summary>Decimals as whole numbers of their last digit.</summary>
internal static class Decimals
{
    /// <summary>Most digits that <see cref="decimal"/> holds for every value.</summary>
    public const int MaxPrecision = 28;

    private static readonly Int128[] Powers = MakePowers();

    /// <summary>value × 10^scale, where that is a whole number of at most so many digits.</summary>
    public static bool TryUnscale(decimal value, ParquetColumn column, out Int128 unscaled)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        unscaled = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var shift = column.Scale - ((bits[3] >> 16) & 0xff);
        for (; shift < 0; shift++)
        {
            (unscaled, var rest) = Int128.DivRem(unscaled, 10);
            if (rest != 0) return false;
        }
        // u × 10^shift < 10^precision, asked in a way that can't overflow.
        if (unscaled >= Powers[column.Precision - shift]) return false;
        unscaled *= Powers[shift];
        if (bits[3] < 0) unscaled = -unscaled;
        return true;
    }

    /// <summary>What an unfit value should have been.</summary>
    public static string Why(ParquetColumn column) => $"it takes {column.Precision} digits, {column.Scale} of them after the point";

    /// <summary>Fewest bytes for so many digits and a sign.</summary>
    public static int BytesOf(int precision)
    {
        var bytes = 1;
        while ((Int128.One << ((8 * bytes) - 1)) < Powers[precision]) bytes++;
        return bytes;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[MaxPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
