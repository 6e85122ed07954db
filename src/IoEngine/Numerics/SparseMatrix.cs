using System.Numerics.Tensors;

namespace IoEngine.Numerics;

/// <summary>A matrix of few nonzero elements, by columns: market shares, concordances. Immutable.</summary>
internal sealed class SparseMatrix
{
    private readonly int[] start;
    private readonly int[] index;
    private readonly double[] value;

    private SparseMatrix(int rows, int[] start, int[] index, double[] value)
    {
        Rows = rows;
        this.start = start;
        this.index = index;
        this.value = value;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => start.Length - 1;

    /// <summary>A matrix from its elements, column by column.</summary>
    public static SparseMatrix FromColumns(int rows, IReadOnlyList<IReadOnlyList<(int Row, double Value)>> columns)
    {
        var start = new int[columns.Count + 1];
        for (var j = 0; j < columns.Count; j++) start[j + 1] = start[j] + columns[j].Count;
        return new SparseMatrix(rows, start, columns.SelectMany(c => c.Select(e => e.Row)).ToArray(),
            columns.SelectMany(c => c.Select(e => e.Value)).ToArray());
    }

    /// <summary>The elements of a column.</summary>
    public IEnumerable<(int Row, double Value)> Column(int j)
    {
        for (var e = start[j]; e < start[j + 1]; e++) yield return (index[e], value[e]);
    }

    /// <summary>S b.</summary>
    public double[] Times(ReadOnlySpan<double> b)
    {
        var c = new double[Rows];
        Add(b, c);
        return c;
    }

    /// <summary>S B.</summary>
    public DenseMatrix Times(DenseMatrix b)
    {
        var c = new DenseMatrix(Rows, b.Columns);
        for (var j = 0; j < b.Columns; j++) Add(b.Column(j), c.WritableColumn(j));
        return c;
    }

    /// <summary>B S.</summary>
    public DenseMatrix After(DenseMatrix b)
    {
        var c = new DenseMatrix(b.Rows, Columns);
        for (var j = 0; j < Columns; j++)
        {
            var to = c.WritableColumn(j);
            for (var e = start[j]; e < start[j + 1]; e++) TensorPrimitives.MultiplyAdd(b.Column(index[e]), value[e], to, to);
        }

        return c;
    }

    /// <summary>B S'.</summary>
    public DenseMatrix TransposedAfter(DenseMatrix b)
    {
        var c = new DenseMatrix(b.Rows, Rows);
        for (var k = 0; k < Columns; k++)
        {
            for (var e = start[k]; e < start[k + 1]; e++)
            {
                var to = c.WritableColumn(index[e]);
                TensorPrimitives.MultiplyAdd(b.Column(k), value[e], to, to);
            }
        }

        return c;
    }

    private void Add(ReadOnlySpan<double> b, Span<double> c)
    {
        for (var k = 0; k < b.Length; k++)
        {
            if (b[k] == 0) continue;
            for (var e = start[k]; e < start[k + 1]; e++) c[index[e]] += value[e] * b[k];
        }
    }
}
