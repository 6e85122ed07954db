namespace IoEngine.Reporting.Layouts;

/// <summary>A column of a result file as declared: everything there is to know of it, in one place.</summary>
/// <param name="name">Name in the files: a contract with those who read them.</param>
/// <param name="kind">What it holds.</param>
/// <param name="unit">Its unit: one of <see cref="In"/>, or another in words.</param>
/// <param name="meaning">What it means, for the documentation.</param>
internal abstract class Column(string name, ColumnKind kind, string unit, string meaning)
{
    public string Name { get; } = name;

    public ColumnKind Kind { get; } = kind;

    public string Unit { get; } = unit;

    public string Meaning { get; } = meaning;
}

/// <summary>A column with the way from a row to its value.</summary>
internal sealed class Column<TRow> : Column
{
    private readonly Action<TRow, ResultColumn> add;

    public Column(string name, string meaning, Func<TRow, string> text)
        : base(name, ColumnKind.Text, In.Text, meaning) => add = (row, to) => to.Add(text(row));

    public Column(string name, string unit, string meaning, Func<TRow, long> integer)
        : base(name, ColumnKind.Integer, unit, meaning) => add = (row, to) => to.Add(integer(row));

    public Column(string name, string unit, string meaning, Func<TRow, double?> number)
        : base(name, ColumnKind.Number, unit, meaning) => add = (row, to) => to.Add(number(row) ?? double.NaN);

    /// <summary>Puts the row's value at the end of the column.</summary>
    public void Add(TRow row, ResultColumn to) => add(row, to);
}

/// <summary>Units of columns in words.</summary>
internal static class In
{
    public const string Text = "text";
    public const string Year = "year";
    public const string Money = "money";
    public const string Share = "share";
    public const string Ratio = "ratio";
    public const string Number = "number";

    /// <summary>The row says it in its column <c>unit</c>.</summary>
    public const string Row = "see `unit`";
}
