using IoEngine.Numerics.Kernels;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace IoEngine.Numerics.Native;

/// <summary>
/// Factorises with a linear algebra provider of Math.NET, made for its Intel MKL provider; the factors are then solved with by
/// the managed kernels.
/// </summary>
/// <remarks>
/// The provider is found by Math.NET's own probe, which looks for its assembly by name, so the packages are needed at run time
/// only (build with <c>-p:UseMkl=true</c>). Providers take arrays: n is at most 46,340, and they solve in one direction only.
/// </remarks>
internal sealed class MathNetFactorKernel(ILinearAlgebraProvider provider, KernelVariant variant) : FactorKernel(variant)
{
    private static readonly Lazy<(ILinearAlgebraProvider? Found, string Detail)> Mkl = new(Probe);

    /// <summary>What helps where there is none.</summary>
    public const string Cure = "Build with -p:UseMkl=true where the packages MathNet.Numerics.Providers.MKL and "
        + "MathNet.Numerics.MKL.* can be had.";

    // With and without a separator at its end, as the program or something else hosts the library.
    private static readonly string Folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    public override string Name => $"mkl ({provider})";

    /// <summary>The MKL provider, looked for once, or why there is none.</summary>
    public static (ILinearAlgebraProvider? Found, string Detail) GetMkl() => Mkl.Value;

    public override int Factorise(ThreadTeam team, int n, NumberMemory<double> a, int[] pivots) =>
        Factorise(team, n, a, values => provider.LUFactor(values, n, pivots));

    public override int Factorise(ThreadTeam team, int n, NumberMemory<float> a, int[] pivots) =>
        Factorise(team, n, a, values => provider.LUFactor(values, n, pivots));

    // Providers take whole arrays, so the elements go into one and come back: n² copied twice beside n³/3 multiply-adds.
    private static int Factorise<T>(ThreadTeam team, int n, NumberMemory<T> a, Action<T[]> factor)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (a.Length > Array.MaxLength)
            throw new NumericalException($"The mkl kernel takes at most 46,340 indices, not {n}: use managed or lapack.");
        team.Cancellation.ThrowIfCancellationRequested();
        var values = GC.AllocateUninitializedArray<T>((int)a.Length);
        a.Span(0, values.Length).CopyTo(values);
        factor(values);
        values.CopyTo(a.Span(0, values.Length));
        team.Cancellation.ThrowIfCancellationRequested();
        return FirstBadPivot(n, a);
    }

    // The provider reports nothing; a zero or infinite pivot stands in the diagonal of U.
    private static int FirstBadPivot<T>(int n, NumberMemory<T> a)
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
                return (null,
                    "Math.NET finds no MKL provider: looked for MathNet.Numerics.Providers.MKL.dll "
                        + $"and its native library in {Folder}");
            var provider = LinearAlgebraControl.Provider;
            return (provider, provider.ToString() ?? "MKL");
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeLoadException
            or FileNotFoundException)
        {
            return (null, $"Math.NET's probe for MKL in {Folder} fails ({e.Message})");
        }
    }
}
