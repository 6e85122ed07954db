using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics.Native;

/// <summary>Factorises and solves with the machine's LAPACK. Cancellation is seen before and after a factorisation only: a library call can't be left.</summary>
internal sealed unsafe class LapackFactorKernel(LapackLibrary library, KernelVariant variant) : FactorKernel(variant)
{
    public override string Name => $"lapack ({library.Version})";

    public override int Factorise(ThreadTeam team, int n, FactorStorage<double> a, int[] pivots)
    {
        team.Cancellation.ThrowIfCancellationRequested();
        var failed = library.Factorise(n, a.Pointer, pivots, team.Threads);
        team.Cancellation.ThrowIfCancellationRequested();
        return failed;
    }

    public override int Factorise(ThreadTeam team, int n, FactorStorage<float> a, int[] pivots)
    {
        team.Cancellation.ThrowIfCancellationRequested();
        var failed = library.Factorise(n, a.Pointer, pivots, team.Threads);
        team.Cancellation.ThrowIfCancellationRequested();
        return failed;
    }

    public override void Solve(ThreadTeam team, bool transposed, int n, int m, FactorStorage<double> lu, int[] pivots, double* b)
    {
        library.Solve(transposed, n, m, lu.Pointer, pivots, b, team.Threads);
        GC.KeepAlive(lu);
    }

    public override void Solve(ThreadTeam team, bool transposed, int n, int m, FactorStorage<float> lu, int[] pivots, float* b)
    {
        library.Solve(transposed, n, m, lu.Pointer, pivots, b, team.Threads);
        GC.KeepAlive(lu);
    }
}
