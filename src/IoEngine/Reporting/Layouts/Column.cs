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

/// <summary>A column with the way from a row to its value, by its kind.</summary>
internal sealed class Column<TRow> : Column
{
    public Column(string name, string meaning, Func<TRow, string> text)
        : base(name, ColumnKind.Text, In.Text, meaning) => Text = text;

    public Column(string name, string unit, string meaning, Func<TRow, long> integer)
        : base(name, ColumnKind.Integer, unit, meaning) => Integer = integer;

    public Column(string name, string unit, string meaning, Func<TRow, double?> number)
        : base(name, ColumnKind.Number, unit, meaning) => Number = number;

    public Func<TRow, string>? Text { get; }

    public Func<TRow, long>? Integer { get; }

    public Func<TRow, double?>? Number { get; }
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
