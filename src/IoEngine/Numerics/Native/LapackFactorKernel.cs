using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics.Native;

/// <summary>
/// Factorises and solves with the machine's LAPACK. Cancellation is seen before and after a factorisation only: a library call
/// can't be left.
/// </summary>
internal sealed unsafe class LapackFactorKernel(LapackLibrary library, KernelVariant variant) : FactorKernel(variant)
{
    public override string Name => $"lapack ({library.Version})";

    public override int Factorise(ThreadTeam team, int n, NumberMemory<double> a, int[] pivots)
    {
        team.Cancellation.ThrowIfCancellationRequested();
        int failed;
        fixed (double* f = a) failed = library.Factorise(n, f, pivots, team.Threads);
        team.Cancellation.ThrowIfCancellationRequested();
        return failed;
    }

    public override int Factorise(ThreadTeam team, int n, NumberMemory<float> a, int[] pivots)
    {
        team.Cancellation.ThrowIfCancellationRequested();
        int failed;
        fixed (float* f = a) failed = library.Factorise(n, f, pivots, team.Threads);
        team.Cancellation.ThrowIfCancellationRequested();
        return failed;
    }

    public override void Solve(ThreadTeam team, bool transposed, int n, int m, NumberMemory<double> lu, int[] pivots, double* b)
    {
        fixed (double* f = lu) library.Solve(transposed, n, m, f, pivots, b, team.Threads);
    }

    public override void Solve(ThreadTeam team, bool transposed, int n, int m, NumberMemory<float> lu, int[] pivots, float* b)
    {
        fixed (float* f = lu) library.Solve(transposed, n, m, f, pivots, b, team.Threads);
    }
}
