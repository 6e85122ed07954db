using IoEngine.Numerics.Kernels;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace IoEngine.Numerics.Native;

/// <summary>Factorises with a linear algebra provider of Math.NET, made for its Intel MKL provider; the factors are then solved with by the managed kernels.</summary>
/// <remarks>
/// The provider is found by Math.NET's own probe, which looks for its assembly by name, so the packages are needed at run time only
/// (build with <c>-p:UseMkl=true</c>). Providers take arrays: n is at most 46,340, and they solve in one direction only.
/// </remarks>
internal sealed unsafe class MathNetFactorKernel(ILinearAlgebraProvider provider, KernelVariant variant) : FactorKernel(variant)
{
    private static readonly Lazy<(ILinearAlgebraProvider? Found, string Detail)> Mkl = new(Probe);

    /// <summary>What helps where there is none.</summary>
    public const string Cure = "Build with -p:UseMkl=true where the packages MathNet.Numerics.Providers.MKL and MathNet.Numerics.MKL.* can be had.";

    public override string Name => $"mkl ({provider})";

    /// <summary>The MKL provider, looked for once, or why there is none.</summary>
    public static (ILinearAlgebraProvider? Found, string Detail) GetMkl() => Mkl.Value;

    public override FactorStorage<T> Allocate<T>(int n)
    {
        if ((long)n * n > Array.MaxLength) throw new NumericalException($"The mkl kernel takes at most 46,340 indices, not {n}: use managed or lapack.");
        return FactorStorage<T>.Pinned((long)n * n);
    }

    public override int Factorise(ThreadTeam team, int n, FactorStorage<double> a, int[] pivots)
    {
        team.Cancellation.ThrowIfCancellationRequested();
        provider.LUFactor(a.Array!, n, pivots);
        team.Cancellation.ThrowIfCancellationRequested();
        return FirstBadPivot(n, a.Pointer);
    }

    public override int Factorise(ThreadTeam team, int n, FactorStorage<float> a, int[] pivots)
    {
        team.Cancellation.ThrowIfCancellationRequested();
        provider.LUFactor(a.Array!, n, pivots);
        team.Cancellation.ThrowIfCancellationRequested();
        return FirstBadPivot(n, a.Pointer);
    }

    // The provider reports nothing; a zero or infinite pivot stands in the diagonal of U.
    private static int FirstBadPivot<T>(int n, T* a)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < n; i++)
        {
            var pivot = a[i + ((long)i * n)];
            if (pivot == T.Zero || !T.IsFinite(pivot)) return i;
        }

        return -1;
    }

    private static (ILinearAlgebraProvider? Found, string Detail) Probe()
    {
        try
        {
            if (!Control.TryUseNativeMKL())
                return (null, $"Math.NET finds no MKL provider: looked for MathNet.Numerics.Providers.MKL.dll and its native library in {AppContext.BaseDirectory}");
            var provider = LinearAlgebraControl.Provider;
            return (provider, provider.ToString() ?? "MKL");
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeLoadException or FileNotFoundException)
        {
            return (null, $"Math.NET's probe for MKL in {AppContext.BaseDirectory} fails ({e.Message})");
        }
    }
}
