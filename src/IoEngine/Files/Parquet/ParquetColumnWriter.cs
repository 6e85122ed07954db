namespace IoEngine.Files.Parquet;

/// <summary>Takes the values of one column, row by row; knows what a row group's worth of them is on disk.</summary>
/// <remarks>One kind of value fits a column; any other, or a missing one where the column is not nullable, is an
/// <see cref="InvalidOperationException"/>: a fault of the caller.</remarks>
internal abstract class ParquetColumnWriter(ParquetColumn column)
{
    // Spark, DuckDB and Arrow aim at about 1 MiB a page too.
    private protected const int PageBytes = 1 << 20;

    private readonly List<bool> valid = [];

    /// <summary>Name and type.</summary>
    public ParquetColumn Column => column;

    /// <summary>Rows of the current row group so far.</summary>
    public int Rows { get; private set; }

    /// <summary>How many of them have no value.</summary>
    private protected int Nulls { get; private set; }

    /// <summary>Adds a truth value.</summary>
    public virtual void Add(bool value) => throw Wrong("a truth value");

    /// <summary>Adds an integer; also the days of a date.</summary>
    public virtual void Add(int value) => throw Wrong("an integer");

    /// <summary>Adds an integer; also the count of a timestamp in its unit.</summary>
    public virtual void Add(long value) => throw Wrong("a long integer");

    /// <summary>Adds a number; a float column takes it only where nothing is lost.</summary>
    public virtual void Add(double value) => throw Wrong("a double");

    /// <summary>Adds a decimal that the column's precision and scale hold exactly.</summary>
    public virtual void Add(decimal value) => throw Wrong("a decimal");

    /// <summary>Adds a date.</summary>
    public virtual void Add(DateOnly value) => throw Wrong("a date");

    /// <summary>Adds a moment that the column's unit holds exactly.</summary>
    public virtual void Add(DateTime value) => throw Wrong("a time");

    /// <summary>Adds a text.</summary>
    public virtual void Add(ReadOnlySpan<char> value) => throw Wrong("a text");

    /// <summary>Adds a text; the same object as before is recognised without looking into it.</summary>
    public virtual void Add(string value) => throw Wrong("a text");

    /// <summary>Adds bytes, in a text column as UTF-8.</summary>
    public virtual void AddBytes(ReadOnlySpan<byte> value) => throw Wrong("bytes");

    /// <summary>Adds a row without a value.</summary>
    public void AddNull()
    {
        if (!column.Nullable) throw new InvalidOperationException($"Column '{column.Name}' takes no missing values.");
        Rows++;
        Nulls++;
        valid.Add(false);
    }

    /// <summary>Writes the row group's pages and starts a new one.</summary>
    internal WrittenChunk Flush(PageWriter pages)
    {
        var chunk = new WrittenChunk { Start = pages.Position, Values = Rows, Nulls = Nulls };
        WritePages(chunk, pages);
        (Rows, Nulls) = (0, 0);
        valid.Clear();
        return chunk;
    }

    private protected abstract void WritePages(WrittenChunk chunk, PageWriter pages);

    private protected void Count()
    {
        Rows++;
        if (column.Nullable) valid.Add(true);
    }

    /// <summary>Writes the levels of some rows: whether each has a value.</summary>
    private protected void WriteLevels(ByteBuffer body, int row, int rows)
    {
        if (!column.Nullable) return;
        var at = body.Count;
        body.AddInt32(0);
        var levels = new int[rows];
        for (var i = 0; i < rows; i++) levels[i] = valid[row + i] ? 1 : 0;
        HybridEncoder.Write(body, levels, 1);
        body.SetInt32(at, body.Count - at - 4);
    }

    private protected int ValuesIn(int row, int rows)
    {
        if (Nulls == 0) return rows;
        var values = 0;
        for (var i = row; i < row + rows; i++) values += valid[i] ? 1 : 0;
        return values;
    }

    /// <summary>How many rows from <paramref name="row"/> on make a page; <paramref name="value"/> is the first row's value.</summary>
    private protected int RowsOfPage(int row, int value, Func<int, int> sizeOf)
    {
        long bytes = 0;
        var end = row;
        for (; end < Rows && (bytes < PageBytes || end == row); end++)
            if (!column.Nullable || valid[end]) bytes += sizeOf(value++);
        return end - row;
    }

    private protected ArgumentException Unfit(object value, string why) =>
        new($"Column '{column.Name}' can't take {FormattableString.Invariant($"{value}")}: {why}.", nameof(value));

    private InvalidOperationException Wrong(string what) => new($"Column '{column.Name}' is {column.Type} and takes no {what}.");
}
