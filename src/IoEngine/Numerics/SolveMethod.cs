using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>One solve under way: B, X and the residual R, all n × m column-major.</summary>
internal readonly unsafe struct SolveTask(ThreadTeam team, Complement complement, bool transposed, double* b, double* x,
    double* r, int m, double stopAt)
{
    public readonly ThreadTeam Team = team;
    public readonly Complement Complement = complement;
    public readonly bool Transposed = transposed;
    public readonly double* B = b;
    public readonly double* X = x;
    public readonly double* R = r;
    public readonly int M = m;
    public readonly double StopAt = stopAt;

    /// <summary>R := B − (I − A) X from scratch; the largest scaled residual of a column.</summary>
    public double UpdateResidual()
    {
        Complement.Residual(Team, Transposed, X, B, R, M);
        return ScaledResidual();
    }

    /// <summary>The largest of ‖r‖∞ / (‖I − A‖∞‖x‖∞ + ‖b‖∞); NaN if anything is not a number.</summary>
    public double ScaledResidual()
    {
        var norms = new double[M];
        for (nint j = 0; j < M; j++) norms[j] = MaxAbs(R + (j * Complement.Size), Complement.Size);
        return Largest(norms);
    }

    /// <summary>‖I − A‖∞‖x‖∞ + ‖b‖∞ of a column: what a residual is measured by.</summary>
    public double Scale(nint column)
    {
        nint n = Complement.Size, offset = column * n;
        return (Complement.Norm(Transposed) * MaxAbs(X + offset, n)) + MaxAbs(B + offset, n);
    }

    /// <summary>‖r‖₂ of each column of R.</summary>
    public double[] ResidualNorms()
    {
        var norms = new double[M];
        for (var j = 0; j < M; j++)
        {
            var r = new ReadOnlySpan<double>(R + ((nint)j * Complement.Size), Complement.Size);
            norms[j] = Math.Sqrt(FixedOrder.Dot(r, r));
        }

        return norms;
    }

    /// <summary>
    /// The largest scaled residual where <paramref name="norms"/> has a norm of each column's; NaN if anything is not a number.
    /// </summary>
    public double Largest(double[] norms)
    {
        var worst = 0.0;
        for (var j = 0; j < M; j++)
        {
            var scale = Scale(j);
            worst = Math.Max(worst, norms[j] == 0 && scale == 0 ? 0 : norms[j] / scale);
        }

        return worst;
    }

    public static double MaxAbs(double* x, nint n)
    {
        var max = 0.0;
        for (nint i = 0; i < n; i++)
        {
            var v = Math.Abs(x[i]);
            if (!(v <= max)) max = v;
            if (double.IsNaN(v)) return double.NaN;
        }

        return max;
    }
}

/// <summary>What a method says about one solve.</summary>
/// <param name="ScaledResidual">As in <see cref="SolveReport.ScaledResidual"/>.</param>
/// <param name="Steps">As in <see cref="SolveReport.Steps"/>.</param>
/// <param name="Passes">As in <see cref="SolveReport.Passes"/>.</param>
internal readonly record struct SolveEffort(double ScaledResidual, int Steps, double Passes)
{
    /// <summary>For each column ‖r‖₂ as sampled; null: R is the residual.</summary>
    public double[]? SampledNorms { get; init; }

    /// <summary>The method that took over; null: the one that was asked.</summary>
    public SolveMethod? By { get; init; }

    /// <summary>Why.</summary>
    public string? Because { get; init; }
}

/// <summary>
/// A way to solve (I − A) X = B, prepared. On return R is the residual of X, computed from A itself, or its norms were sampled.
/// </summary>
internal abstract class SolveMethod
{
    /// <summary>As in <see cref="SolveReport.Method"/>.</summary>
    public abstract string Name { get; }

    /// <summary>As in <see cref="SolveReport.Kernel"/>.</summary>
    public abstract string Kernel { get; }

    /// <summary>Whether one more right-hand side while preparing costs next to nothing.</summary>
    public abstract bool Direct { get; }

    /// <exception cref="NotConvergedException">The residual does not fall to <see cref="SolveTask.StopAt"/>.</exception>
    public abstract SolveEffort Solve(in SolveTask task);
}
