namespace IoEngine.Numerics;

/// <summary>Products of the matrices around a solve: tall and thin, so a plain loop over columns is enough.</summary>
internal static class MatrixProducts
{
    /// <summary>A B, for A m × k and B k × n.</summary>
    public static DenseMatrix Multiply(DenseMatrix a, DenseMatrix b)
    {
        if (a.Columns != b.Rows) throw new ArgumentException($"{a.Rows} × {a.Columns} times {b.Rows} × {b.Columns} does not fit.", nameof(b));
        var c = new DenseMatrix(a.Rows, b.Columns);
        for (var j = 0; j < b.Columns; j++)
        {
            var to = c.WritableColumn(j);
            var weights = b.Column(j);
            for (var k = 0; k < weights.Length; k++)
            {
                if (weights[k] == 0) continue;
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(a.Column(k), weights[k], to, to);
            }
        }

        return c;
    }

    /// <summary>A' B, for A k × m and B k × n.</summary>
    public static DenseMatrix TransposedMultiply(DenseMatrix a, DenseMatrix b)
    {
        if (a.Rows != b.Rows) throw new ArgumentException($"({a.Rows} × {a.Columns})' times {b.Rows} × {b.Columns} does not fit.", nameof(b));
        var c = new DenseMatrix(a.Columns, b.Columns, zeroed: false);
        for (var j = 0; j < b.Columns; j++)
        {
            var to = c.WritableColumn(j);
            for (var i = 0; i < to.Length; i++) to[i] = System.Numerics.Tensors.TensorPrimitives.Dot(a.Column(i), b.Column(j));
        }

        return c;
    }
}
