using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>Who factorises: the managed kernels, or a library of the machine. All keep their factors as LAPACK's getrf does, pivots from zero.</summary>
internal abstract unsafe class FactorKernel(KernelVariant variant)
{
    /// <summary>As in <see cref="SolveReport.Kernel"/>.</summary>
    public abstract string Name { get; }

    /// <summary>The managed kernels that do what the library does not.</summary>
    protected DenseKernels<double> Managed { get; } = DenseKernels<double>.For(variant);

    /// <summary>The same for float.</summary>
    protected DenseKernels<float> ManagedSingle { get; } = DenseKernels<float>.For(variant);

    /// <summary>Memory for n × n factors, not zeroed.</summary>
    public virtual FactorStorage<T> Allocate<T>(int n)
        where T : unmanaged => FactorStorage<T>.Unmanaged((long)n * n);

    /// <summary>P A = L U in place; −1, or the first column without a pivot.</summary>
    public abstract int Factorise(ThreadTeam team, int n, FactorStorage<double> a, int[] pivots);

    /// <summary>The same in float.</summary>
    public abstract int Factorise(ThreadTeam team, int n, FactorStorage<float> a, int[] pivots);

    /// <summary>B := A⁻¹ B or A'⁻¹ B.</summary>
    public virtual void Solve(ThreadTeam team, bool transposed, int n, int m, FactorStorage<double> lu, int[] pivots, double* b)
    {
        fixed (int* p = pivots) Managed.SolveFactored(team, transposed, n, m, lu.Pointer, n, p, b, n);
        GC.KeepAlive(lu);
    }

    /// <summary>The same in float.</summary>
    public virtual void Solve(ThreadTeam team, bool transposed, int n, int m, FactorStorage<float> lu, int[] pivots, float* b)
    {
        fixed (int* p = pivots) ManagedSingle.SolveFactored(team, transposed, n, m, lu.Pointer, n, p, b, n);
        GC.KeepAlive(lu);
    }
}

/// <summary>The managed kernels.</summary>
internal sealed unsafe class ManagedFactorKernel(KernelVariant variant) : FactorKernel(variant)
{
    public override string Name => $"managed ({Managed.Variant})";

    public override int Factorise(ThreadTeam team, int n, FactorStorage<double> a, int[] pivots)
    {
        fixed (int* p = pivots) return Managed.Factorise(team, n, n, a.Pointer, n, p);
    }

    public override int Factorise(ThreadTeam team, int n, FactorStorage<float> a, int[] pivots)
    {
        fixed (int* p = pivots) return ManagedSingle.Factorise(team, n, n, a.Pointer, n, p);
    }
}
