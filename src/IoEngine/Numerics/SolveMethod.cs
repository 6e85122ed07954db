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
        var worst = 0.0;
        var n = Complement.Size;
        for (nint j = 0; j < M; j++)
        {
            var r = MaxAbs(R + (j * n), n);
            var scale = (Complement.Norm(Transposed) * MaxAbs(X + (j * n), n)) + MaxAbs(B + (j * n), n);
            var scaled = r == 0 && scale == 0 ? 0 : r / scale;
            if (!(scaled <= worst)) worst = scaled;
            if (double.IsNaN(worst)) return worst;
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
internal readonly record struct SolveEffort(double ScaledResidual, int Steps, double Passes);

/// <summary>A way to solve (I − A) X = B, prepared. On return R must be the residual of X, computed from A itself.</summary>
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
