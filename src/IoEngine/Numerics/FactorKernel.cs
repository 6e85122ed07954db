using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// Who factorises: the managed kernels, or a library of the machine. All keep their factors as LAPACK's getrf does, pivots from
/// zero.
/// </summary>
internal abstract unsafe class FactorKernel(KernelVariant variant)
{
    /// <summary>As in <see cref="SolveReport.Kernel"/>.</summary>
    public abstract string Name { get; }

    /// <summary>The managed kernels that do what the library does not.</summary>
    protected DenseKernels<double> Managed { get; } = DenseKernels<double>.For(variant);

    /// <summary>The same for float.</summary>
    protected DenseKernels<float> ManagedSingle { get; } = DenseKernels<float>.For(variant);

    /// <summary>P A = L U in place; −1, or the first column without a pivot.</summary>
    public abstract int Factorise(ThreadTeam team, int n, NumberMemory<double> a, int[] pivots);

    /// <summary>The same in float.</summary>
    public abstract int Factorise(ThreadTeam team, int n, NumberMemory<float> a, int[] pivots);

    /// <summary>B := A⁻¹ B or A'⁻¹ B.</summary>
    public virtual void Solve(ThreadTeam team, bool transposed, int n, int m, NumberMemory<double> lu, int[] pivots, double* b)
    {
        fixed (double* f = lu)
        fixed (int* p = pivots) Managed.SolveFactored(team, transposed, n, m, f, n, p, b, n);
    }

    /// <summary>The same in float.</summary>
    public virtual void Solve(ThreadTeam team, bool transposed, int n, int m, NumberMemory<float> lu, int[] pivots, float* b)
    {
        fixed (float* f = lu)
        fixed (int* p = pivots) ManagedSingle.SolveFactored(team, transposed, n, m, f, n, p, b, n);
    }
}

/// <summary>The managed kernels.</summary>
internal sealed unsafe class ManagedFactorKernel(KernelVariant variant) : FactorKernel(variant)
{
    public override string Name => $"managed ({Managed.Variant})";

    public override int Factorise(ThreadTeam team, int n, NumberMemory<double> a, int[] pivots)
    {
        fixed (double* f = a)
        fixed (int* p = pivots) return Managed.Factorise(team, n, n, f, n, p);
    }

    public override int Factorise(ThreadTeam team, int n, NumberMemory<float> a, int[] pivots)
    {
        fixed (float* f = a)
        fixed (int* p = pivots) return ManagedSingle.Factorise(team, n, n, f, n, p);
    }
}
