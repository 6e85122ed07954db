using IoEngine.Numerics;

namespace IoEngine.Accounts;

/// <summary>Values with the labels of their rows and columns. Immutable.</summary>
public sealed class LabelledMatrix<TRow, TColumn>
    where TRow : notnull
    where TColumn : notnull
{
    /// <summary>Puts labels on values.</summary>
    /// <exception cref="ArgumentException">The shape differs from the axes.</exception>
    public LabelledMatrix(Axis<TRow> rows, Axis<TColumn> columns, DenseMatrix values)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rows != rows.Count || values.Columns != columns.Count)
            throw new ArgumentException(
                $"Values are {values.Rows} × {values.Columns}, but there are {rows.Count} {rows.Name} and {columns.Count} "
                    + $"{columns.Name}.", nameof(values));
        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>Labels of the rows.</summary>
    public Axis<TRow> Rows { get; }

    /// <summary>Labels of the columns.</summary>
    public Axis<TColumn> Columns { get; }

    /// <summary>The numbers.</summary>
    public DenseMatrix Values { get; }

    /// <summary>The cell of two labels.</summary>
    /// <exception cref="UnknownLabelException">A label is not on its axis.</exception>
    public double this[TRow row, TColumn column] => Values[Rows.IndexOf(row), Columns.IndexOf(column)];
}

/// <summary>One value a label. Immutable.</summary>
public sealed class LabelledVector<T>
    where T : notnull
{
    private readonly double[] values;

    /// <summary>Puts labels on a copy of the values.</summary>
    /// <exception cref="ArgumentException">As many values as labels are needed.</exception>
    public LabelledVector(Axis<T> axis, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(axis);
        if (values.Length != axis.Count)
            throw new ArgumentException($"{values.Length} values for {axis.Count} {axis.Name}.", nameof(values));
        Axis = axis;
        this.values = values.ToArray();
    }

    /// <summary>The labels.</summary>
    public Axis<T> Axis { get; }

    /// <summary>The numbers, in the order of the axis.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The value of a label.</summary>
    /// <exception cref="UnknownLabelException">The label is not on the axis.</exception>
    public double this[T label] => values[Axis.IndexOf(label)];

    /// <summary>The value at a position.</summary>
    public double this[int position] => values[position];

    /// <summary>Sum of all values.</summary>
    public double Sum() => values.Sum();

    /// <summary>Refuses values of other labels, or of the same in another order.</summary>
    /// <exception cref="ArgumentException">The axis is not <paramref name="axis"/>.</exception>
    internal void Require(Axis<T> axis, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(axis))] string name = "")
    {
        if (!Axis.Equals(axis))
            throw new ArgumentException($"The values have other {axis.Name} than {name}, or the same in another order.");
    }
}
