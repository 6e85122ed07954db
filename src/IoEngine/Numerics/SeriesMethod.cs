using System.Globalization;

namespace IoEngine.Numerics;

/// <summary>x = b + A b + A² b + …: the reference, with no factorisation at all. One pass over A a term.</summary>
internal sealed unsafe class SeriesMethod(string kernel) : SolveMethod
{
    private const int MaxSteps = 20_000;
    private const int Patience = 100;

    public override string Name => "series";

    public override string Kernel => kernel;

    public override bool Direct => false;

    public override SolveEffort Solve(in SolveTask task)
    {
        var length = (long)task.Complement.Size * task.M;
        for (long i = 0; i < length; i++) task.X[i] = task.B[i];

        // The residual of a partial sum is the next term, so it costs nothing to know and to add.
        var (best, since) = (double.PositiveInfinity, 0);
        for (var step = 1; step <= MaxSteps; step++)
        {
            task.Team.Cancellation.ThrowIfCancellationRequested();
            var residual = task.UpdateResidual();
            if (residual <= task.StopAt) return new SolveEffort(residual, step - 1, step);
            since = residual < best ? 0 : since + 1;
            best = Math.Min(best, residual);
            if (double.IsNaN(residual) || since > Patience) return Fail(step, residual, task.StopAt);
            for (long i = 0; i < length; i++) task.X[i] += task.R[i];
        }

        return Fail(MaxSteps, best, task.StopAt);
    }

    private static SolveEffort Fail(int steps, double residual, double target) => throw new NotConvergedException(
        string.Create(CultureInfo.InvariantCulture,
            $"The power series stands at a scaled residual of {residual:G3} after {steps} terms, "
                + $"{target:G3} is wanted; use method lu."),
        steps, residual);
}
