using System.Diagnostics;
using System.Numerics.Tensors;
using IoEngine.Numerics;

namespace IoEngine.Analysis;

/// <summary>(I − A − U W')⁻¹ from (I − A)⁻¹: k solves instead of a factorisation, where U and W are n × k. Immutable; safe for concurrent use.</summary>
/// <remarks>
/// Sherman and Morrison (1950), Woodbury (1950): x = x₀ + L U (I − W'L U)⁻¹ W'x₀. One step of refinement and the residual against A + U W' follow,
/// so that a solve proves itself like any other.
/// </remarks>
internal sealed class LowRankUpdate
{
    private readonly LinearSystem system;
    private readonly DenseMatrix a;
    private readonly DenseMatrix u;
    private readonly DenseMatrix w;
    private readonly DenseMatrix throughU;
    private readonly Lazy<DenseMatrix> throughW;
    private readonly SmallSystem small;
    private readonly double rowNorm;
    private readonly double columnNorm;

    public LowRankUpdate(LinearSystem system, DenseMatrix a, DenseMatrix u, DenseMatrix w, CancellationToken cancellation)
    {
        if (u.Rows != a.Rows || w.Rows != a.Rows || u.Columns != w.Columns)
            throw new ArgumentException($"U and W must both be {a.Rows} × k, not {u.Rows} × {u.Columns} and {w.Rows} × {w.Columns}.", nameof(w));
        (this.system, this.a, this.u, this.w) = (system, a, u, w);
        throughU = system.Solve(u, cancellation).Solution;
        throughW = new Lazy<DenseMatrix>(() => system.SolveTransposed(w, CancellationToken.None).Solution);
        using var round = MatrixProducts.TransposedMultiply(w, throughU);
        small = new SmallSystem(DenseMatrix.Create(u.Columns, u.Columns, (i, j) => (i == j ? 1 : 0) - round[i, j]), $"rank {u.Columns}");
        (rowNorm, columnNorm) = Norms();
    }

    /// <summary>A + U W', n × n: a new matrix.</summary>
    public DenseMatrix Matrix()
    {
        var m = a.Copy();
        for (var j = 0; j < m.Columns; j++)
        {
            var column = m.WritableColumn(j);
            for (var k = 0; k < u.Columns; k++)
                if (w[j, k] != 0) TensorPrimitives.MultiplyAdd(u.Column(k), w[j, k], column, column);
        }

        return m;
    }

    /// <summary>X = (I − A − U W')⁻¹ B or its adjoint.</summary>
    /// <exception cref="NumericalException">The residual is above the limit.</exception>
    public (DenseMatrix Solution, SolveReport Report) Solve(DenseMatrix b, bool transposed, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (x, report) = Once(b, transposed, cancellation);
        using var first = Residual(b, x, transposed);
        using var step = Once(first, transposed, cancellation).X;
        for (var j = 0; j < x.Columns; j++) TensorPrimitives.Add(x.Column(j), step.Column(j), x.WritableColumn(j));
        using var last = Residual(b, x, transposed);
        var scaled = Scaled(b, x, last, transposed ? columnNorm : rowNorm);
        if (!(scaled <= system.Options.MaxResidual))
            throw new NumericalException($"The updated system (rank {u.Columns}) leaves a scaled residual of {scaled:G3}; at most {system.Options.MaxResidual:G3} is accepted.");
        return (x, new SolveReport(report.Method + "+update", report.Kernel, report.Threads, scaled, 1, watch.Elapsed.TotalSeconds,
            $"rank-{u.Columns} update of a factorised system"));
    }

    private (DenseMatrix X, SolveReport Report) Once(DenseMatrix b, bool transposed, CancellationToken cancellation)
    {
        var (x, report) = transposed ? system.SolveTransposed(b, cancellation) : system.Solve(b, cancellation);
        using var seen = MatrixProducts.TransposedMultiply(transposed ? u : w, x);
        using var t = transposed ? small.SolveTransposed(seen) : small.Solve(seen);
        using var change = MatrixProducts.Multiply(transposed ? throughW.Value : throughU, t);
        for (var j = 0; j < x.Columns; j++) TensorPrimitives.Add(x.Column(j), change.Column(j), x.WritableColumn(j));
        return (x, report);
    }

    /// <summary>B − X + (A + U W') X, or with the transposed matrix.</summary>
    private DenseMatrix Residual(DenseMatrix b, DenseMatrix x, bool transposed)
    {
        var (left, right) = transposed ? (w, u) : (u, w);
        using var inner = MatrixProducts.TransposedMultiply(right, x);
        using var outer = MatrixProducts.Multiply(left, inner);
        var r = transposed ? MatrixProducts.TransposedMultiply(a, x) : MatrixProducts.Multiply(a, x);
        for (var j = 0; j < x.Columns; j++)
        {
            var to = r.WritableColumn(j);
            TensorPrimitives.Add(to, outer.Column(j), to);
            TensorPrimitives.Subtract(to, x.Column(j), to);
            TensorPrimitives.Add(to, b.Column(j), to);
        }

        return r;
    }

    private static double Scaled(DenseMatrix b, DenseMatrix x, DenseMatrix r, double norm)
    {
        var worst = 0.0;
        for (var j = 0; j < x.Columns; j++)
        {
            var size = (norm * Largest(x.Column(j))) + Largest(b.Column(j));
            if (size > 0) worst = Math.Max(worst, Largest(r.Column(j)) / size);
        }

        return worst;
    }

    /// <summary>1 + ‖A‖∞ and 1 + ‖A‖₁. Without the update, so at most too small: the scaled residual errs on the strict side.</summary>
    private (double Row, double Column) Norms()
    {
        var rows = new double[a.Rows];
        var magnitudes = new double[a.Rows];
        var largest = 0.0;
        for (var j = 0; j < a.Columns; j++)
        {
            TensorPrimitives.Abs(a.Column(j), magnitudes);
            TensorPrimitives.Add(rows, magnitudes, rows);
            largest = Math.Max(largest, TensorPrimitives.Sum<double>(magnitudes));
        }

        return (1 + rows.Max(), 1 + largest);
    }

    private static double Largest(ReadOnlySpan<double> v) => v.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(v));
}
