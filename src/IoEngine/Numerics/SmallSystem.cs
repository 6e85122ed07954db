using MathNet.Numerics.LinearAlgebra;

namespace IoEngine.Numerics;

/// <summary>S x = b for a small dense S of any kind (k × k, k a few hundred at most), both directions from one factorisation. Immutable.</summary>
/// <remarks>For the k × k systems of low-rank updates, whose spectral radius means nothing. Large systems belong to <see cref="LinearSystem"/>.</remarks>
internal sealed class SmallSystem
{
    // Beyond this growth of the solution fewer than about three digits are left.
    private const double LargestInverse = 1e13;

    private readonly Matrix<double> inverse;

    /// <exception cref="NumericalException">S is singular to working precision.</exception>
    public SmallSystem(DenseMatrix s, string what)
    {
        if (s.Rows != s.Columns) throw new ArgumentException($"S must be square, not {s.Rows} × {s.Columns}.", nameof(s));
        var m = Matrix<double>.Build.Dense(s.Rows, s.Columns, (i, j) => s[i, j]);
        inverse = m.LU().Inverse();
        var growth = s.Rows == 0 ? 0 : inverse.InfinityNorm() * m.InfinityNorm();
        if (!(growth <= LargestInverse))
            throw new NumericalException($"The updated system is singular to working precision ({what}; condition {growth:G3}).");
    }

    /// <summary>S⁻¹ B.</summary>
    public DenseMatrix Solve(DenseMatrix b) => Apply(inverse, b);

    /// <summary>S'⁻¹ B.</summary>
    public DenseMatrix SolveTransposed(DenseMatrix b) => Apply(inverse.Transpose(), b);

    private static DenseMatrix Apply(Matrix<double> inverse, DenseMatrix b)
    {
        var x = inverse * Matrix<double>.Build.Dense(b.Rows, b.Columns, (i, j) => b[i, j]);
        return DenseMatrix.Create(b.Rows, b.Columns, (i, j) => x[i, j]);
    }
}
