namespace IoEngine.Reporting;

/// <summary>What a column of results holds.</summary>
public enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Floating-point numbers; NaN means there is no value.</summary>
    Number,
}

/// <summary>A named column of results. Immutable once its table is built.</summary>
public sealed class ResultColumn
{
    private readonly List<string>? texts;
    private readonly List<long>? integers;
    private readonly List<double>? numbers;

    internal ResultColumn(string name, ColumnKind kind)
    {
        Name = name;
        Kind = kind;
        switch (kind)
        {
            case ColumnKind.Text: texts = []; break;
            case ColumnKind.Integer: integers = []; break;
            default: numbers = []; break;
        }
    }

    /// <summary>Name, as in the files.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The texts of a text column.</summary>
    /// <exception cref="InvalidOperationException">The column is of another kind.</exception>
    public IReadOnlyList<string> Texts => TextList;

    /// <summary>The values of an integer column.</summary>
    /// <exception cref="InvalidOperationException">The column is of another kind.</exception>
    public IReadOnlyList<long> Integers => IntegerList;

    /// <summary>The values of a number column; NaN where there is none.</summary>
    /// <exception cref="InvalidOperationException">The column is of another kind.</exception>
    public IReadOnlyList<double> Numbers => NumberList;

    internal List<string> TextList => texts ?? throw Other();

    internal List<long> IntegerList => integers ?? throw Other();

    internal List<double> NumberList => numbers ?? throw Other();

    internal void Add(object? value)
    {
        switch (Kind)
        {
            case ColumnKind.Text: texts!.Add((string?)value ?? ""); break;
            case ColumnKind.Integer: integers!.Add(Convert.ToInt64(value)); break;
            default: numbers!.Add(value is null ? double.NaN : Convert.ToDouble(value)); break;
        }
    }

    internal void Clear()
    {
        texts?.Clear();
        integers?.Clear();
        numbers?.Clear();
    }

    private InvalidOperationException Other() => new($"Column {Name} holds {Kind}.");
}

/// <summary>A table of results: typed columns under the names that every format writes.</summary>
public sealed class ResultTable
{
    private readonly ResultColumn[] columns;

    /// <summary>An empty table.</summary>
    /// <param name="name">Name of the file without extension.</param>
    /// <param name="columns">Names and kinds, in order.</param>
    public ResultTable(string name, params (string Name, ColumnKind Kind)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Name = name;
        this.columns = columns.Select(c => new ResultColumn(c.Name, c.Kind)).ToArray();
    }

    /// <summary>Name of the file without extension.</summary>
    public string Name { get; }

    /// <summary>Columns in order.</summary>
    public IReadOnlyList<ResultColumn> Columns => columns;

    /// <summary>Number of rows.</summary>
    public int Rows { get; internal set; }

    /// <summary>Whether it is a part of a longer table, filled anew for the next part.</summary>
    internal bool IsFilledAnew { get; init; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="UnknownLabelException">There is none.</exception>
    public ResultColumn this[string name] =>
        columns.FirstOrDefault(c => c.Name == name) ?? throw new UnknownLabelException(name, $"columns of {Name}",
            columns.Select(c => c.Name));

    /// <summary>Adds a row; one value a column, null where there is none.</summary>
    /// <exception cref="ArgumentException">The number of values is not that of the columns.</exception>
    internal void Add(params ReadOnlySpan<object?> values)
    {
        if (values.Length != columns.Length)
            throw new ArgumentException($"{values.Length} values for {columns.Length} columns of {Name}.", nameof(values));
        for (var i = 0; i < values.Length; i++) columns[i].Add(values[i]);
        Rows++;
    }

    /// <summary>Takes all rows out, to be filled anew: the room stays.</summary>
    internal void Clear()
    {
        foreach (var column in columns) column.Clear();
        Rows = 0;
    }
}

/// <summary>Writes result tables in one format.</summary>
public interface IResultTableWriter
{
    /// <summary>Name of the format and extension of its files, such as <c>csv</c>.</summary>
    string Format { get; }

    /// <summary>Writes a table; the stream stays open.</summary>
    void Write(ResultTable table, Stream stream);

    /// <summary>Writes a table that comes in parts, and need never be in memory as a whole; the stream stays open.</summary>
    /// <param name="parts">
    /// At least one, all with the same columns; each is taken once, in order, and may be filled anew when the next is taken.
    /// </param>
    /// <param name="stream">Where to.</param>
    void Write(IEnumerable<ResultTable> parts, Stream stream);
}
