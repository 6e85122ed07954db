using System.Globalization;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// Factors in float, refined in double until the residual is that of double: half the memory and about half the time of the
/// factorisation.
/// </summary>
/// <remarks>
/// Converges while the condition stays well below 10⁷. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., § 12.1.
/// </remarks>
internal sealed unsafe class SingleMethod : SolveMethod
{
    private const int MaxSteps = 40;
    private const double Largest = 1e30;

    private readonly DenseComplement complement;
    private readonly FactorKernel kernel;
    private readonly NumberMemory<float> lu;
    private readonly int[] pivots;
    private readonly int n;

    private SingleMethod(DenseComplement complement, FactorKernel kernel, NumberMemory<float> lu, int[] pivots)
    {
        this.complement = complement;
        this.kernel = kernel;
        this.lu = lu;
        this.pivots = pivots;
        n = pivots.Length;
    }

    public override string Name => "lu-float";

    public override string Kernel => kernel.Name;

    public override bool Direct => true;

    /// <exception cref="SingularSystemException">A pivot is zero; its column is named.</exception>
    public static SingleMethod Factorise(ThreadTeam team, DenseComplement complement, FactorKernel kernel,
        Func<int, string> label)
    {
        var n = complement.Size;
        if (Math.Max(complement.RowNorm, complement.ColumnNorm) > Largest)
            throw new NumericalException($"An element near {label(complement.Rows.Largest)} is too large for float factors: "
                + "use method lu.");
        var lu = new NumberMemory<float>((long)n * n, zeroed: false);
        var pivots = new int[n];
        IdentityMinus(team, complement.A, lu);
        var failed = kernel.Factorise(team, n, lu, pivots);
        if (failed >= 0)
        {
            throw new SingularSystemException(
                $"(I − A) is singular to the precision of float: the column of {label(failed)} is a linear combination of the "
                    + "columns before it. Method lu may still solve it.",
                failed,
                0);
        }

        return new SingleMethod(complement, kernel, lu, pivots);
    }

    public override SolveEffort Solve(in SolveTask task)
    {
        var length = (long)n * task.M;
        using var memory = new NativeBuffer(length * sizeof(float), zeroed: false);
        var correction = (float*)memory.Pointer;
        for (long i = 0; i < length; i++)
        {
            task.X[i] = 0;
            task.R[i] = task.B[i];
        }

        var previous = double.PositiveInfinity;
        for (var (step, passes) = (1, 0.0); ; step++)
        {
            Correct(task, correction);
            passes += 0.5;
            if (step > 1)
            {
                var effort = complement.Judge(task, step - 1, passes);
                if (effort.ScaledResidual <= task.StopAt) return effort;
            }

            var residual = task.UpdateResidual();
            passes++;
            if (residual <= task.StopAt) return new SolveEffort(residual, step - 1, passes);
            if (!(residual < previous / 2) || step == MaxSteps)
            {
                throw new NotConvergedException(
                    string.Create(CultureInfo.InvariantCulture,
                        $"Refinement of float factors stands at a scaled residual of {residual:G3} after {step} steps, "
                            + $"{task.StopAt:G3} is wanted: the system is too ill-conditioned for float; use method lu."),
                    step,
                    residual);
            }

            previous = residual;
        }
    }

    /// <summary>X += (LU)⁻¹ R, each column scaled to 1 so that float's range does not matter.</summary>
    private void Correct(in SolveTask task, float* correction)
    {
        var scales = new double[task.M];
        for (var j = 0; j < task.M; j++)
        {
            double* r = task.R + ((long)j * n), end = r + n;
            var scale = scales[j] = SolveTask.MaxAbs(r, n);
            var inverse = scale > 0 ? 1 / scale : 0;
            var c = correction + ((long)j * n);
            while (r < end) *c++ = (float)(*r++ * inverse);
        }

        kernel.Solve(task.Team, task.Transposed, n, task.M, lu, pivots, correction);
        for (var j = 0; j < task.M; j++)
        {
            var x = task.X + ((long)j * n);
            var c = correction + ((long)j * n);
            for (var i = 0; i < n; i++) x[i] += scales[j] * c[i];
        }
    }

    private static void IdentityMinus(ThreadTeam team, DenseMatrix a, NumberMemory<float> target)
    {
        var n = a.Rows;
        const int each = 64;
        team.Run((n + each - 1) / each, (t, _) =>
        {
            for (var j = t * each; j < Math.Min(n, (t + 1) * each); j++)
            {
                var source = a.Column(j);
                var column = target.Span((long)j * n, n);
                for (var i = 0; i < n; i++) column[i] = -(float)source[i];
                column[j] = (float)(1 - source[j]);
            }
        });
    }
}
