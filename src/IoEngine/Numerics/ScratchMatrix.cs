namespace IoEngine.Numerics;

/// <summary>
/// A matrix that one computation puts aside, column-major: its memory is given back at the end, so it never leaves the solver.
/// </summary>
internal sealed unsafe class ScratchMatrix(int rows, int columns, bool zeroed = false) : IDisposable
{
    private readonly NativeBuffer buffer = new((long)rows * columns * sizeof(double), zeroed);

    /// <summary>Number of columns.</summary>
    public int Columns => columns;

    /// <summary>The first element.</summary>
    public double* Pointer => (double*)buffer.Pointer;

    /// <summary>One column; valid until the matrix is disposed.</summary>
    public Span<double> Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)columns, nameof(column));
        return new Span<double>(Pointer + ((long)column * rows), rows);
    }

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();
}
