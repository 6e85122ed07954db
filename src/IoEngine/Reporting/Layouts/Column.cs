using System.Runtime.InteropServices;

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

/// <summary>Puts the values of some rows into the room for them.</summary>
internal delegate void ColumnValues<TRow, TValue>(ReadOnlySpan<TRow> rows, Span<TValue> to);

/// <summary>A column with the way from rows to its values, by its kind.</summary>
internal sealed class Column<TRow> : Column
{
    public Column(string name, string meaning, Func<TRow, string> text)
        : base(name, ColumnKind.Text, In.Text, meaning) => Texts = Each(text);

    public Column(string name, string unit, string meaning, Func<TRow, long> integer)
        : base(name, ColumnKind.Integer, unit, meaning) => Integers = Each(integer);

    public Column(string name, string unit, string meaning, Func<TRow, double?> number)
        : this(name, unit, meaning, Each<double>(row => number(row) ?? double.NaN))
    {
    }

    /// <summary>A column of which many values are put at once: files of millions of rows.</summary>
    public Column(string name, string unit, string meaning, ColumnValues<TRow, double> numbers)
        : base(name, ColumnKind.Number, unit, meaning) => Numbers = numbers;

    private ColumnValues<TRow, string>? Texts { get; }

    private ColumnValues<TRow, long>? Integers { get; }

    private ColumnValues<TRow, double>? Numbers { get; }

    /// <summary>Puts the values of some rows behind those of the column.</summary>
    public void Fill(ReadOnlySpan<TRow> rows, ResultColumn to)
    {
        Texts?.Invoke(rows, More(to.TextList, rows.Length));
        Integers?.Invoke(rows, More(to.IntegerList, rows.Length));
        Numbers?.Invoke(rows, More(to.NumberList, rows.Length));
    }

    private static ColumnValues<TRow, TValue> Each<TValue>(Func<TRow, TValue> of) => (rows, to) =>
    {
        for (var i = 0; i < rows.Length; i++) to[i] = of(rows[i]);
    };

    private static Span<TValue> More<TValue>(List<TValue> values, int count)
    {
        CollectionsMarshal.SetCount(values, values.Count + count);
        return CollectionsMarshal.AsSpan(values)[^count..];
    }
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
