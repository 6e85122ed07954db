using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Parquet.Schema;
using LibraryGroup = Parquet.ParquetRowGroupWriter;

namespace IoEngine.Files.Parquet;

/// <summary>Takes the values of one column, row by row, until a row group of them is written.</summary>
/// <remarks>One kind of value fits a column; any other, or a missing one where the column is not nullable, is an
/// <see cref="InvalidOperationException"/>: a fault of the caller.</remarks>
internal abstract class ParquetColumnWriter : IDisposable
{
    private int[] levels = [];

    private protected ParquetColumnWriter(ParquetColumn column, Type type)
    {
        Column = column;
        Field = new DataField(column.Name, type, column.Nullable);
    }

    /// <summary>Name and type.</summary>
    public ParquetColumn Column { get; }

    /// <summary>The column for the library.</summary>
    public DataField Field { get; }

    /// <summary>Rows of the current row group so far.</summary>
    public int Rows { get; private set; }

    /// <summary>The writer for a column.</summary>
    /// <exception cref="ArgumentException">
    /// Columns of that type are not written: the library cuts decimals, and its times lead readers astray by wrong statistics.
    /// </exception>
    public static ParquetColumnWriter Of(ParquetColumn column) => column.Type switch
    {
        ParquetType.Text => new TextColumnWriter(column),
        ParquetType.Int64 => new Int64ColumnWriter(column),
        ParquetType.Double => new DoubleColumnWriter(column),
        ParquetType.Date => new DateColumnWriter(column),
        _ =>
            throw new ArgumentException($"Column '{column.Name}': {column.Type} is not written; texts, whole numbers, doubles "
                + "and dates are.", nameof(column)),
    };

    /// <summary>Adds an integer.</summary>
    public virtual void Add(long value) => throw Wrong("a whole number");

    /// <summary>
    /// Adds a number; what is not a number counts as missing, since it would confuse what readers make of smallest and largest
    /// values.
    /// </summary>
    public virtual void Add(double value) => throw Wrong("a double");

    /// <summary>Adds a date.</summary>
    public virtual void Add(DateOnly value) => throw Wrong("a date");

    /// <summary>Adds a text.</summary>
    public virtual void Add(string value) => throw Wrong("a text");

    /// <summary>Adds integers, a row each.</summary>
    public virtual void Add(ReadOnlySpan<long> many) => throw Wrong("whole numbers");

    /// <summary>Adds numbers, a row each; those that are not numbers count as missing.</summary>
    public virtual void Add(ReadOnlySpan<double> many) => throw Wrong("doubles");

    /// <summary>Adds texts, a row each.</summary>
    public virtual void Add(ReadOnlySpan<string> many) => throw Wrong("texts");

    /// <summary>Adds a row without a value.</summary>
    public void AddNull()
    {
        if (!Column.Nullable) throw new InvalidOperationException($"Column '{Column.Name}' takes no missing values.");
        Count(1, 0);
    }

    /// <summary>Writes the row group's values and starts a new one.</summary>
    internal async Task FlushAsync(LibraryGroup group)
    {
        await WriteAsync(group, Column.Nullable ? levels.AsMemory(0, Rows) : default(ReadOnlyMemory<int>?));
        Rows = 0;
    }

    private protected abstract Task WriteAsync(LibraryGroup group, ReadOnlyMemory<int>? definitions);

    // Rows with a value have level 1, those without 0. The room stays for the next row group.
    private protected void Count(int count, int level = 1)
    {
        if (Column.Nullable)
        {
            Room(ref levels, Rows, count);
            levels.AsSpan(Rows, count).Fill(level);
        }

        Rows += count;
    }

    /// <summary>Gives back the room for values.</summary>
    public void Dispose()
    {
        Give(ref levels);
        GiveValues();
    }

    private protected abstract void GiveValues();

    /// <summary>
    /// Room for more values behind those that are there. It is rented: a run writes many files one after the other, and their
    /// columns are large objects, which only a full collection would free.
    /// </summary>
    private protected static void Room<T>(ref T[] values, int used, int more)
    {
        if (used + more <= values.Length) return;
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(used + more, 2 * values.Length));
        values.AsSpan(0, used).CopyTo(larger);
        Give(ref values);
        values = larger;
    }

    private protected static void Give<T>(ref T[] values)
    {
        if (values.Length > 0) ArrayPool<T>.Shared.Return(values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        values = [];
    }

    private InvalidOperationException Wrong(string what) => new($"Column '{Column.Name}' is {Column.Type} and takes no {what}.");
}

/// <summary>A column whose values the library takes as <typeparamref name="T"/>.</summary>
internal abstract class ParquetColumnWriter<T>(ParquetColumn column, Type type) : ParquetColumnWriter(column, type)
    where T : struct
{
    private T[] values = [];
    private int used;

    private protected void Store(T value) => Next(1)[0] = value;

    /// <summary>Room for so many values, a row each, to be filled.</summary>
    private protected Span<T> Next(int count)
    {
        Room(ref values, used, count);
        Count(count);
        used += count;
        return values.AsSpan(used - count, count);
    }

    private protected override void GiveValues() => Give(ref values);

    private protected override async Task WriteAsync(LibraryGroup group, ReadOnlyMemory<int>? definitions)
    {
        await group.WriteAllPartsAsync<T>(Field, values.AsMemory(0, used), definitions, null, CancellationToken.None);
        used = 0;
    }
}

/// <summary>Whole numbers of 64 bits.</summary>
internal sealed class Int64ColumnWriter(ParquetColumn column) : ParquetColumnWriter<long>(column, typeof(long))
{
    public override void Add(long value) => Store(value);

    public override void Add(ReadOnlySpan<long> many) => many.CopyTo(Next(many.Length));
}

/// <summary>Real numbers.</summary>
internal sealed class DoubleColumnWriter(ParquetColumn column) : ParquetColumnWriter<double>(column, typeof(double))
{
    public override void Add(double value)
    {
        if (double.IsNaN(value)) AddNull();
        else Store(value);
    }

    public override void Add(ReadOnlySpan<double> many)
    {
        var missing = false;
        foreach (var value in many) missing |= double.IsNaN(value);
        if (!missing) many.CopyTo(Next(many.Length));
        else
        {
            foreach (var value in many) Add(value);
        }
    }
}

/// <summary>Dates.</summary>
internal sealed class DateColumnWriter(ParquetColumn column) : ParquetColumnWriter<DateOnly>(column, typeof(DateOnly))
{
    public override void Add(DateOnly value) => Store(value);
}

/// <summary>Texts.</summary>
internal sealed class TextColumnWriter(ParquetColumn column) : ParquetColumnWriter<ReadOnlyMemory<char>>(column, typeof(string))
{
    private static readonly UTF8Encoding Strict = new(false, true);
    private string? last;

    public override void Add(string value)
    {
        Check(value);
        Store(value.AsMemory());
    }

    public override void Add(ReadOnlySpan<string> many)
    {
        foreach (var value in many) Check(value);
        var next = Next(many.Length);
        for (var i = 0; i < many.Length; i++) next[i] = many[i].AsMemory();
    }

    private void Check(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!ReferenceEquals(value, last)) RefuseHalfPair(value);
        last = value;
    }

    // The library would write a question mark.
    private void RefuseHalfPair(string value)
    {
        try
        {
            Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException($"Column '{Column.Name}' can't take {value}: it has half a surrogate pair.",
                nameof(value));
        }
    }
}
