using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// (M − U V')⁻¹ = M⁻¹ + M⁻¹U (I − V'M⁻¹U)⁻¹ V'M⁻¹ with M = I − A already prepared: k solves once, then one solve with M and small
/// products each.
/// </summary>
/// <remarks>
/// Sherman–Morrison–Woodbury; Golub &amp; Van Loan, Matrix Computations, 4th ed., § 2.1.4. Checked against the changed matrix,
/// and refined.
/// </remarks>
internal sealed unsafe class LowRankMethod : SolveMethod
{
    private const int MaxRefinements = 3;

    private readonly SolveMethod original;
    private readonly Complement complement;
    private readonly DenseMatrix u;
    private readonly DenseMatrix v;
    private readonly DenseKernels<double> kernels;
    private readonly DenseMatrix solvedU;
    private readonly DenseMatrix capacitance;
    private readonly int[] pivots;
    private readonly double stopAt;
    private readonly Lock solvingV = new();
    private DenseMatrix? solvedV;

    private LowRankMethod(
        SolveMethod original,
        Complement complement,
        DenseMatrix u,
        DenseMatrix v,
        DenseMatrix solvedU,
        DenseMatrix capacitance,
        int[] pivots,
        DenseKernels<double> kernels,
        double stopAt)
    {
        this.original = original;
        this.complement = complement;
        this.u = u;
        this.v = v;
        this.solvedU = solvedU;
        this.kernels = kernels;
        this.stopAt = stopAt;
        this.capacitance = capacitance;
        this.pivots = pivots;
    }

    public override string Name => $"{original.Name} + rank {u.Columns}";

    public override string Kernel => original.Kernel;

    public override bool Direct => original.Direct;

    /// <exception cref="SingularSystemException">
    /// The changed system is singular; the index with the largest change is named.
    /// </exception>
    public static LowRankMethod Prepare(
        ThreadTeam team, SolveMethod original, Complement complement, DenseMatrix u, DenseMatrix v, SolveOptions options,
        Func<int, string> label)
    {
        var kernels = DenseKernels<double>.For(options.Variant);
        var solvedU = SolveOriginal(team, original, complement, false, u, options.StopAt);
        nint n = u.Rows, k = u.Columns;
        var c = DenseMatrix.Create(u.Columns, u.Columns, (i, j) => i == j ? 1 : 0);
        var pivots = new int[u.Columns];
        int failed;
        fixed (double* right = v, solved = solvedU, inner = c)
        fixed (int* p = pivots)
        {
            kernels.Gemm(team, k, k, n, -1, right, n, 1, solved, 1, n, inner, k);
            failed = kernels.Factorise(team, k, k, inner, k, p);
        }

        if (failed >= 0)
        {
            var index = LargestOf(u.Column(failed));
            throw new SingularSystemException($"The changed (I − A) is singular; {label(index)} is changed most in the step that "
                + "makes it so.", index, 0);
        }

        return new LowRankMethod(original, complement, u, v, solvedU, c, pivots, kernels, options.StopAt);
    }

    public override SolveEffort Solve(in SolveTask task)
    {
        var length = (long)task.Complement.Size * task.M;
        var effort = Apply(task, task.B, task.X, task.R);
        var residual = task.UpdateResidual();
        var (steps, passes) = (effort.Steps, effort.Passes + 1);
        for (var step = 0; step < MaxRefinements && residual > task.StopAt; step++)
        {
            using var before = Copy(task.X, length);
            using var correction = new NativeBuffer(length * sizeof(double), zeroed: true);
            using var rest = new NativeBuffer(length * sizeof(double), zeroed: true);
            var d = (double*)correction.Pointer;
            passes += Apply(task, task.R, d, (double*)rest.Pointer).Passes + 1;
            for (long i = 0; i < length; i++) task.X[i] += d[i];
            var refined = task.UpdateResidual();
            if (!(refined < residual))
            {
                Buffer.MemoryCopy(before.Pointer, task.X, length * sizeof(double), length * sizeof(double));
                residual = task.UpdateResidual();
                break;
            }

            residual = refined;
            steps++;
        }

        return new SolveEffort(residual, steps, passes);
    }

    /// <summary>X := (M − U V')⁻¹ B, unchecked; R is overwritten.</summary>
    private SolveEffort Apply(in SolveTask task, double* b, double* x, double* r)
    {
        var (team, m) = (task.Team, task.M);
        nint n = u.Rows, k = u.Columns;
        var effort = original.Solve(new SolveTask(team, complement, task.Transposed, b, x, r, m, task.StopAt));
        using var inner = new ScratchMatrix(u.Columns, m, zeroed: true);
        fixed (double* right = task.Transposed ? u : v, solved = task.Transposed ? SolvedV(team) : solvedU, c = capacitance)
        fixed (int* p = pivots)
        {
            kernels.Gemm(team, k, m, n, 1, right, n, 1, x, 1, n, inner.Pointer, k);
            kernels.SolveFactored(team, task.Transposed, k, m, c, k, p, inner.Pointer, k);
            kernels.Gemm(team, n, m, k, 1, solved, 1, n, inner.Pointer, 1, k, x, n);
        }

        return effort;
    }

    /// <summary>M'⁻¹ V, made when the first adjoint asks for it.</summary>
    private DenseMatrix SolvedV(ThreadTeam team)
    {
        lock (solvingV) return solvedV ??= SolveOriginal(team, original, complement, true, v, stopAt);
    }

    private static DenseMatrix SolveOriginal(ThreadTeam team, SolveMethod original, Complement complement, bool transposed,
        DenseMatrix b, double stopAt)
    {
        var x = new DenseMatrix(b.Rows, b.Columns, zeroed: true);
        using var r = new ScratchMatrix(b.Rows, b.Columns);
        fixed (double* pb = b, px = x)
            original.Solve(new SolveTask(team, complement, transposed, pb, px, r.Pointer, b.Columns, stopAt));
        return x;
    }

    private static NativeBuffer Copy(double* x, long length)
    {
        var copy = new NativeBuffer(length * sizeof(double), zeroed: false);
        Buffer.MemoryCopy(x, copy.Pointer, length * sizeof(double), length * sizeof(double));
        return copy;
    }

    private static int LargestOf(ReadOnlySpan<double> x)
    {
        var best = 0;
        for (var i = 1; i < x.Length; i++)
        {
            if (Math.Abs(x[i]) > Math.Abs(x[best])) best = i;
        }

        return best;
    }
}
