using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// P (I − A) = L U in double: one factorisation for both directions, one step of refinement where it is needed.
/// </summary>
internal sealed unsafe class DirectMethod : SolveMethod
{
    private readonly FactorKernel kernel;
    private readonly NumberMemory<double> lu;
    private readonly int[] pivots;
    private readonly int n;

    private DirectMethod(FactorKernel kernel, NumberMemory<double> lu, int[] pivots)
    {
        this.kernel = kernel;
        this.lu = lu;
        this.pivots = pivots;
        n = pivots.Length;
    }

    public override string Name => "lu";

    public override string Kernel => kernel.Name;

    public override bool Direct => true;

    /// <exception cref="SingularSystemException">A pivot is zero; its column is named.</exception>
    public static DirectMethod Factorise(ThreadTeam team, DenseComplement complement, FactorKernel kernel,
        Func<int, string> label)
    {
        var n = complement.Size;
        var lu = new NumberMemory<double>((long)n * n, zeroed: false);
        var pivots = new int[n];
        IdentityMinus(team, complement.A, lu);
        var failed = kernel.Factorise(team, n, lu, pivots);
        if (failed >= 0) throw Singular(failed, label);
        return new DirectMethod(kernel, lu, pivots);
    }

    /// <summary>B := (I − A)⁻¹ B as the factors give it, unchecked.</summary>
    public void Apply(ThreadTeam team, bool transposed, double* b, int m) => kernel.Solve(team, transposed, n, m, lu, pivots, b);

    public override SolveEffort Solve(in SolveTask task)
    {
        var length = (long)n * task.M;
        Buffer.MemoryCopy(task.B, task.X, length * sizeof(double), length * sizeof(double));
        Apply(task.Team, task.Transposed, task.X, task.M);
        var residual = task.UpdateResidual();
        if (residual <= task.StopAt || !double.IsFinite(residual)) return new SolveEffort(residual, 0, 2);

        // One step of refinement; kept only if it helps.
        using var before = new NativeBuffer(length * sizeof(double), zeroed: false);
        Buffer.MemoryCopy(task.X, before.Pointer, length * sizeof(double), length * sizeof(double));
        Apply(task.Team, task.Transposed, task.R, task.M);
        for (long i = 0; i < length; i++) task.X[i] += task.R[i];
        var refined = task.UpdateResidual();
        if (refined < residual) return new SolveEffort(refined, 1, 4);
        Buffer.MemoryCopy(before.Pointer, task.X, length * sizeof(double), length * sizeof(double));
        return new SolveEffort(task.UpdateResidual(), 0, 5);
    }

    /// <summary>The error for a zero pivot in a column.</summary>
    public static SingularSystemException Singular(int column, Func<int, string> label) => new(
        $"(I − A) is singular: the column of {label(column)} is a linear combination of the columns before it.", column, 0);

    private static void IdentityMinus(ThreadTeam team, DenseMatrix a, NumberMemory<double> target)
    {
        var n = a.Rows;
        const int each = 64;
        team.Run((n + each - 1) / each, (t, _) =>
        {
            for (var j = t * each; j < Math.Min(n, (t + 1) * each); j++)
            {
                var source = a.Column(j);
                var column = target.Span((long)j * n, n);
                for (var i = 0; i < n; i++) column[i] = -source[i];
                column[j] = 1 - source[j];
            }
        });
    }
}
