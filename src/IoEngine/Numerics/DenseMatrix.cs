namespace IoEngine.Numerics;

/// <summary>
/// A dense matrix of doubles, column-major: element (i, j) stands at i + j · Rows. Immutable to callers of the library.
/// </summary>
/// <remarks>
/// The memory belongs to the garbage collector, so a span of a column keeps it and can't outlive it. Offsets are computed in 64
/// bits: n² may pass 2³¹, up to n = 131,071.
/// </remarks>
public sealed class DenseMatrix
{
    private readonly NumberMemory<double> memory;

    /// <exception cref="NumericalException">Too large.</exception>
    internal DenseMatrix(int rows, int columns, bool zeroed = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rows = rows;
        Columns = columns;
        memory = new NumberMemory<double>(Length, zeroed);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of elements, Rows · Columns.</summary>
    public long Length => (long)Rows * Columns;

    /// <summary>The element in row <paramref name="row"/> and column <paramref name="column"/>, both from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the matrix.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return memory[row + ((long)column * Rows)];
        }

        internal set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            memory[row + ((long)column * Rows)] = value;
        }
    }

    /// <summary>A matrix whose element (i, j) is <paramref name="value"/>(i, j).</summary>
    public static DenseMatrix Create(int rows, int columns, Func<int, int, double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var m = new DenseMatrix(rows, columns, zeroed: false);
        for (var j = 0; j < columns; j++)
        {
            var c = m.WritableColumn(j);
            for (var i = 0; i < rows; i++) c[i] = value(i, j);
        }

        return m;
    }

    /// <summary>A copy of the rows given as arrays: <c>rows[i][j]</c> is element (i, j).</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static DenseMatrix FromRows(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Count == 0 ? 0 : rows[0].Count;
        if (rows.Any(r => r.Count != columns)) throw new ArgumentException("All rows must have the same length.", nameof(rows));
        return Create(rows.Count, columns, (i, j) => rows[i][j]);
    }

    /// <summary>A copy of column-major values.</summary>
    /// <exception cref="ArgumentException">The number of values is not rows · columns.</exception>
    public static DenseMatrix FromColumnMajor(int rows, int columns, ReadOnlySpan<double> values)
    {
        if (values.Length != (long)rows * columns)
            throw new ArgumentException("The number of values must be rows · columns.", nameof(values));
        var m = new DenseMatrix(rows, columns, zeroed: false);
        for (var j = 0; j < columns; j++) values.Slice(j * rows, rows).CopyTo(m.WritableColumn(j));
        return m;
    }

    /// <summary>A matrix of one column.</summary>
    public static DenseMatrix FromVector(ReadOnlySpan<double> values) => FromColumnMajor(values.Length, 1, values);

    /// <summary>Column <paramref name="column"/>, read-only; it keeps the memory of the matrix.</summary>
    public ReadOnlySpan<double> Column(int column) => WritableColumn(column);

    /// <summary>A copy of row <paramref name="row"/>.</summary>
    public double[] Row(int row)
    {
        var values = new double[Columns];
        for (var j = 0; j < Columns; j++) values[j] = this[row, j];
        return values;
    }

    /// <summary>Column <paramref name="column"/> for the engine's own writers, before the matrix is handed out.</summary>
    internal Span<double> WritableColumn(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        return memory.Span((long)column * Rows, Rows);
    }

    /// <summary>A deep copy.</summary>
    public DenseMatrix Copy()
    {
        var m = new DenseMatrix(Rows, Columns, zeroed: false);
        for (var j = 0; j < Columns; j++) Column(j).CopyTo(m.WritableColumn(j));
        return m;
    }

    /// <summary>
    /// The first element, for <c>fixed</c>: the only way to a pointer, and the pointer's block keeps the memory.
    /// </summary>
    internal ref double GetPinnableReference() => ref memory.GetPinnableReference();
}
