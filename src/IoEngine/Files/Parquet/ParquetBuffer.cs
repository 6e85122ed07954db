using System.Runtime.CompilerServices;

namespace IoEngine.Files.Parquet;

/// <summary>The values of one column in some rows, in the array that fits its type. Overwritten by the next row group.</summary>
internal sealed class ParquetBuffer
{
    private readonly int first;
    private Array values;
    private bool[] valid;

    /// <summary>Without rows.</summary>
    internal ParquetBuffer(ParquetColumn column)
    {
        Column = column;
        Texts = new ParquetTexts();
        (values, valid) = (Room(0), []);
    }

    private ParquetBuffer(ParquetBuffer whole, int first, int count)
    {
        (Column, Texts, values, valid, this.first, Count) = (whole.Column, whole.Texts, whole.values, whole.valid,
            whole.first + first, count);
        CountValues();
    }

    /// <summary>Name and type.</summary>
    public ParquetColumn Column { get; }

    /// <summary>How many rows.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them have no value.</summary>
    public int NullCount { get; private set; }

    /// <summary>Whether each row has a value. Where it has none, the value arrays hold 0.</summary>
    public ReadOnlySpan<bool> Valid => valid.AsSpan(first, Count);

    /// <summary>The values of a <see cref="ParquetType.Boolean"/> column.</summary>
    public ReadOnlySpan<bool> Booleans => Typed<bool>();

    /// <summary>
    /// The values of an <see cref="ParquetType.Int32"/> column, the days of a <see cref="ParquetType.Date"/> column.
    /// </summary>
    public ReadOnlySpan<int> Int32s => Column.Type is ParquetType.Int32 or ParquetType.Date ? Typed<int>() : throw Wrong("Int32");

    /// <summary>
    /// The values of an <see cref="ParquetType.Int64"/> column, the counts of a <see cref="ParquetType.Timestamp"/> one.
    /// </summary>
    public ReadOnlySpan<long> Int64s => Typed<long>();

    /// <summary>The values of a <see cref="ParquetType.Float"/> column.</summary>
    public ReadOnlySpan<float> Floats => Typed<float>();

    /// <summary>The values of a <see cref="ParquetType.Double"/> column.</summary>
    public ReadOnlySpan<double> Doubles => Typed<double>();

    /// <summary>The values of a <see cref="ParquetType.Decimal"/> column.</summary>
    public ReadOnlySpan<decimal> Decimals => Typed<decimal>();

    /// <summary>
    /// The codes of a <see cref="ParquetType.Text"/> or <see cref="ParquetType.Binary"/> column; 0 also where there is no value.
    /// </summary>
    public ReadOnlySpan<int> Codes => Column.Type is ParquetType.Text or ParquetType.Binary ? Typed<int>() : throw Wrong("text");

    /// <summary>What the codes stand for.</summary>
    public ParquetTexts Texts { get; }

    /// <summary>Whether a row has no value.</summary>
    public bool IsNull(int row) => !Valid[row];

    /// <summary>The text of a row with a value; a new string only for text that is not in the file's dictionary.</summary>
    public string TextAt(int row) => Texts.Text(Codes[row]);

    /// <summary>
    /// The day of a row with a value, of a date or timestamp column: that of the stored zone's clock where there is one.
    /// </summary>
    /// <returns>False where the day lies outside the years 1 to 9999, the range of <see cref="DateOnly"/>.</returns>
    public bool TryDateAt(int row, out DateOnly date)
    {
        DateTime time;
        var isInRange = Column.Type == ParquetType.Date
            ? TryMoment(Int32s[row], TimeSpan.TicksPerDay, 1, out time) : TryTimeAt(row, out time);
        date = DateOnly.FromDateTime(isInRange && Column.Clock is { } clock
            ? TimeZoneInfo.ConvertTimeFromUtc(time, clock) : time);
        return isInRange;
    }

    /// <summary>The moment of a row with a value, of a timestamp column; nanoseconds are cut to 100 ns.</summary>
    /// <returns>False where the moment lies outside the years 1 to 9999, the range of <see cref="DateTime"/>.</returns>
    public bool TryTimeAt(int row, out DateTime time)
    {
        if (Column.Type != ParquetType.Timestamp) throw Wrong("a timestamp");
        return Column.Unit switch
        {
            ParquetTimeUnit.Milliseconds => TryMoment(Int64s[row], TimeSpan.TicksPerMillisecond, 1, out time),
            ParquetTimeUnit.Microseconds => TryMoment(Int64s[row], TimeSpan.TicksPerMicrosecond, 1, out time),
            _ => TryMoment(Int64s[row], 1, 100, out time),
        };
    }

    /// <summary>The same column in fewer rows.</summary>
    internal ParquetBuffer Slice(int first, int count) => new(this, first, count);

    /// <summary>The array to be filled, first without gaps.</summary>
    internal T[] Array<T>() where T : unmanaged => (T[])values;

    /// <summary>Which rows have a value, to be filled.</summary>
    internal bool[] ValidArray => valid;

    /// <summary>Begins a row group: room for so many rows, and no texts but those of dictionaries.</summary>
    internal void Start(int rows)
    {
        if (valid.Length < rows) (values, valid) = (Room(rows), new bool[rows]);
        Texts.EndGroup();
        Count = rows;
    }

    /// <summary>No row has a value.</summary>
    internal void SetAllMissing()
    {
        NullCount = Count;
        System.Array.Clear(valid, 0, Count);
        System.Array.Clear(values, 0, Count);
    }

    /// <summary>Counts the rows that have a value, once all are marked.</summary>
    /// <returns>How many.</returns>
    internal int CountValues()
    {
        var count = Valid.Count(true);
        NullCount = Count - count;
        return count;
    }

    /// <summary>Puts values that lie without gaps to the rows that have one; rows without a value get 0.</summary>
    internal void Spread()
    {
        if (NullCount == 0) return;
        switch (values)
        {
            case bool[] v: Spread(v); break;
            case int[] v: Spread(v); break;
            case long[] v: Spread(v); break;
            case float[] v: Spread(v); break;
            case double[] v: Spread(v); break;
            case decimal[] v: Spread(v); break;
        }
    }

    // From the end on, so that no value is overwritten before it has moved.
    private void Spread<T>(T[] rows) where T : unmanaged
    {
        var value = Count - NullCount;
        for (var row = Count - 1; row >= 0; row--) rows[row] = valid[row] ? rows[--value] : default;
    }

    private Array Room(int rows) => Column.Type switch
    {
        ParquetType.Boolean => new bool[rows],
        ParquetType.Int32 or ParquetType.Date or ParquetType.Text or ParquetType.Binary => new int[rows],
        ParquetType.Int64 or ParquetType.Timestamp => new long[rows],
        ParquetType.Float => new float[rows],
        ParquetType.Double => new double[rows],
        _ => new decimal[rows],
    };

    private bool TryMoment(long count, long ticksPerUnit, long unitsPerTick, out DateTime time)
    {
        // Division rounds towards the past, before 1970 too.
        var units = Math.DivRem(count, unitsPerTick, out var rest) - (rest < 0 ? 1 : 0);
        var ticks = ((Int128)units * ticksPerUnit) + DateTime.UnixEpoch.Ticks;
        var isInRange = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        time = isInRange ? new DateTime((long)ticks, Column.IsUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified) : default;
        return isInRange;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<T> Typed<T>() where T : unmanaged =>
        values is T[] typed ? typed.AsSpan(first, Count) : throw Wrong(typeof(T).Name);

    private InvalidOperationException Wrong(string asked) => new($"Column '{Column.Name}' is {Column.Type}, not {asked}.");
}
