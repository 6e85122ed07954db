using System.Globalization;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// Block Gauss–Seidel: the diagonal block of every block is factorised, what lies outside is iterated. One pass over A a sweep,
/// for all right-hand sides together.
/// </summary>
/// <remarks>
/// A is column-major, so both directions walk along columns: forwards, the correction of a block is pushed through its columns
/// into the residual; transposed, the residual of a block is pulled out of its columns. For A ≥ 0 with ρ(A) &lt; 1 this is a
/// regular splitting, which converges (Varga, Matrix Iterative Analysis, § 3.6).
/// </remarks>
internal sealed unsafe class BlockMethod : SolveMethod
{
    private const int MaxSweeps = 2000;
    private const int Patience = 30;

    private readonly DenseComplement complement;
    private readonly BlockStructure structure;
    private readonly FactorKernel kernel;
    private readonly (NumberMemory<double> Lu, int[] Pivots)[] factors;

    private BlockMethod(DenseComplement complement, BlockStructure structure, FactorKernel kernel)
    {
        this.complement = complement;
        this.structure = structure;
        this.kernel = kernel;
        factors = new (NumberMemory<double>, int[])[structure.Blocks.Count];
    }

    public override string Name => "block";

    public override string Kernel => kernel.Name;

    public override bool Direct => false;

    /// <exception cref="SingularSystemException">A diagonal block is singular; block and index are named.</exception>
    public static BlockMethod Factorise(
        ThreadTeam team, DenseComplement complement, IReadOnlyList<int> blockOf, FactorKernel kernel, Func<int, string> label,
        Func<int, string> blockLabel)
    {
        var outside = BlockStructure.OutsideRows(team, complement.A, blockOf);
        var method = new BlockMethod(complement, BlockStructure.Of(blockOf, b => outside[b]), kernel);
        for (var g = 0; g < method.factors.Length; g++)
        {
            var block = method.structure.Blocks[g];
            var lu = block.IdentityMinus<double>(complement.A);
            var pivots = new int[block.Size];
            var failed = kernel.Factorise(team, block.Size, lu, pivots);
            if (failed >= 0)
            {
                var (start, _, offset) = block.Runs.Last(r => r.Offset <= failed);
                var index = start + failed - offset;
                throw new SingularSystemException(
                    $"The diagonal block of (I − A) for {blockLabel(block.Number)} is singular: the column of {label(index)} is "
                        + "a linear combination of those before it.",
                    index,
                    0);
            }

            method.factors[g] = (lu, pivots);
        }

        return method;
    }

    public override SolveEffort Solve(in SolveTask task)
    {
        var length = (long)task.Complement.Size * task.M;
        for (long i = 0; i < length; i++)
        {
            task.X[i] = 0;
            task.R[i] = task.B[i];
        }

        using var memory = new NativeBuffer((long)structure.Blocks.Max(b => b.Size) * task.M * sizeof(double), zeroed: false);
        var work = (double*)memory.Pointer;
        var (best, since, passes) = (double.PositiveInfinity, 0, 0.0);
        var (before, rate) = (double.PositiveInfinity, 1.0);
        for (var sweep = 1; sweep <= MaxSweeps; sweep++)
        {
            task.Team.Cancellation.ThrowIfCancellationRequested();
            double seen;
            if (task.Transposed)
            {
                // The sweep meets each block's residual just before it corrects it; what is left is smaller by about the last
                // rate.
                seen = SweepTransposed(task, work);
                rate = Math.Min(1, seen / before);
                before = seen;
                seen *= rate;
            }
            else
            {
                Sweep(task, work);
                seen = task.ScaledResidual();
            }

            passes++;
            if (seen <= task.StopAt)
            {
                var residual = task.UpdateResidual();
                passes++;
                if (residual <= task.StopAt) return new SolveEffort(residual, sweep, passes);
                seen = residual;
            }

            since = seen < best * 0.97 ? 0 : since + 1;
            best = Math.Min(best, seen);
            if (!double.IsFinite(seen) || since > Patience) Fail(sweep, seen, task.StopAt);
        }

        Fail(MaxSweeps, best, task.StopAt);
        return default;
    }

    /// <summary>For each block: d = (I − A)_gg⁻¹ r_g, x_g += d, r −= (I − A)[:, g] d.</summary>
    private void Sweep(in SolveTask task, double* work)
    {
        nint n = complement.Size;
        fixed (double* a = complement.A)
        {
            for (var g = 0; g < factors.Length; g++)
            {
                var block = structure.Blocks[g];
                block.Gather(task.R, n, work, task.M);
                kernel.Solve(task.Team, transposed: false, block.Size, task.M, factors[g].Lu, factors[g].Pivots, work);
                block.Add(1, work, task.X, n, task.M);
                block.Add(-1, work, task.R, n, task.M);
                foreach (var (start, count, offset) in block.Runs)
                    complement.Kernels.Gemm(task.Team, n, task.M, count, 1, a + (start * n), 1, n, work + offset, 1, block.Size,
                        task.R, n);
            }
        }
    }

    /// <summary>
    /// For each block: r_g = b_g − z_g + A[:, g]'z, z_g += (I − A)_gg'⁻¹ r_g. Returns the largest scaled residual met.
    /// </summary>
    private double SweepTransposed(in SolveTask task, double* work)
    {
        nint n = complement.Size;
        var residuals = new double[task.M];
        fixed (double* a = complement.A)
        {
            for (var g = 0; g < factors.Length; g++)
            {
                var block = structure.Blocks[g];
                new Span<double>(work, block.Size * task.M).Clear();
                foreach (var (start, count, offset) in block.Runs)
                    complement.Kernels.Gemm(task.Team, count, task.M, n, 1, a + (start * n), n, 1, task.X, 1, n, work + offset,
                        block.Size);
                AddOwn(block, task, work);
                for (var j = 0; j < task.M; j++)
                    residuals[j] = Math.Max(residuals[j], SolveTask.MaxAbs(work + ((nint)j * block.Size), block.Size));
                kernel.Solve(task.Team, transposed: true, block.Size, task.M, factors[g].Lu, factors[g].Pivots, work);
                block.Add(1, work, task.X, n, task.M);
            }
        }

        var worst = 0.0;
        for (nint j = 0; j < task.M; j++)
        {
            var scale = (complement.Norm(true) * SolveTask.MaxAbs(task.X + (j * n), n)) + SolveTask.MaxAbs(task.B + (j * n), n);
            if (residuals[j] > 0 || double.IsNaN(residuals[j])) worst = Math.Max(worst, residuals[j] / scale);
        }

        return worst;
    }

    /// <summary>work += b_g − z_g.</summary>
    private static void AddOwn(BlockStructure.Block block, in SolveTask task, double* work)
    {
        nint n = task.Complement.Size;
        for (nint j = 0; j < task.M; j++)
        {
            foreach (var (start, count, offset) in block.Runs)
            {
                for (nint i = 0; i < count; i++)
                    work[offset + i + (j * block.Size)] += task.B[start + i + (j * n)] - task.X[start + i + (j * n)];
            }
        }
    }

    private static void Fail(int sweeps, double residual, double target) => throw new NotConvergedException(
        string.Create(CultureInfo.InvariantCulture,
            $"Block iteration stands at a scaled residual of {residual:G3} after {sweeps} sweeps, "
                + $"{target:G3} is wanted; use method lu."),
        sweeps, residual);
}
