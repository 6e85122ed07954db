using System.Text;
using Parquet.Schema;
using LibraryGroup = Parquet.ParquetRowGroupWriter;

namespace IoEngine.Files.Parquet;

/// <summary>Takes the values of one column, row by row, until a row group of them is written.</summary>
/// <remarks>One kind of value fits a column; any other, or a missing one where the column is not nullable, is an
/// <see cref="InvalidOperationException"/>: a fault of the caller.</remarks>
internal abstract class ParquetColumnWriter
{
    private readonly List<int> levels = [];

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

    /// <summary>Adds a row without a value.</summary>
    public void AddNull()
    {
        if (!Column.Nullable) throw new InvalidOperationException($"Column '{Column.Name}' takes no missing values.");
        Rows++;
        levels.Add(0);
    }

    /// <summary>Writes the row group's values and starts a new one.</summary>
    internal async Task FlushAsync(LibraryGroup group)
    {
        await WriteAsync(group, Column.Nullable ? levels.ToArray() : default(ReadOnlyMemory<int>?));
        Rows = 0;
        levels.Clear();
    }

    private protected abstract Task WriteAsync(LibraryGroup group, ReadOnlyMemory<int>? definitions);

    private protected void Count()
    {
        Rows++;
        if (Column.Nullable) levels.Add(1);
    }

    private InvalidOperationException Wrong(string what) => new($"Column '{Column.Name}' is {Column.Type} and takes no {what}.");
}

/// <summary>A column whose values the library takes as <typeparamref name="T"/>.</summary>
internal abstract class ParquetColumnWriter<T>(ParquetColumn column, Type type) : ParquetColumnWriter(column, type)
    where T : struct
{
    private readonly List<T> values = [];

    private protected void Store(T value)
    {
        values.Add(value);
        Count();
    }

    private protected override async Task WriteAsync(LibraryGroup group, ReadOnlyMemory<int>? definitions)
    {
        await group.WriteAllPartsAsync<T>(Field, values.ToArray(), definitions, null, CancellationToken.None);
        values.Clear();
    }
}

/// <summary>Whole numbers of 64 bits.</summary>
internal sealed class Int64ColumnWriter(ParquetColumn column) : ParquetColumnWriter<long>(column, typeof(long))
{
    public override void Add(long value) => Store(value);
}

/// <summary>Real numbers.</summary>
internal sealed class DoubleColumnWriter(ParquetColumn column) : ParquetColumnWriter<double>(column, typeof(double))
{
    public override void Add(double value)
    {
        if (double.IsNaN(value)) AddNull();
        else Store(value);
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
        ArgumentNullException.ThrowIfNull(value);
        if (!ReferenceEquals(value, last)) RefuseHalfPair(value);
        last = value;
        Store(value.AsMemory());
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
