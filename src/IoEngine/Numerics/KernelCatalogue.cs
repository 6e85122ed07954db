using IoEngine.Numerics.Kernels;
using IoEngine.Numerics.Native;

namespace IoEngine.Numerics;

/// <summary>One kernel, found or not. Immutable.</summary>
/// <param name="Name">As in <see cref="SolveOptions.Kernel"/>.</param>
/// <param name="Available">Found and tried out.</param>
/// <param name="Threads">Threads that it uses by default; 0 if it is not there.</param>
/// <param name="Detail">Version and variant, or why it is not there and what would help.</param>
public sealed record KernelDescription(string Name, bool Available, int Threads, string Detail);

/// <summary>The kernels of this machine.</summary>
public static class KernelCatalogue
{
    /// <summary>All kernels, the default first; looks for native libraries at the first call.</summary>
    public static IReadOnlyList<KernelDescription> Describe()
    {
        var threads = Environment.ProcessorCount;
        var (lapack, lapackDetail) = LapackLibrary.Get();
        var (mkl, mklDetail) = MathNetFactorKernel.GetMkl();
        var variants = KernelVariants.Available;
        return
        [
            new("managed", true, threads, $"{variants[0]} (also runs {string.Join(", ", variants.Skip(1))}); the default"),
            new("lapack", lapack is not null, lapack is null ? 0 : lapack.SetsThreads ? threads : 1, lapackDetail),
            new("mkl", mkl is not null, mkl is null ? 0 : threads, mklDetail),
        ];
    }

    /// <summary>The kernel by name.</summary>
    /// <exception cref="NumericalException">It is not on this machine; says why and what would help.</exception>
    internal static FactorKernel Get(string name, KernelVariant variant) => name switch
    {
        "auto" or "managed" => new ManagedFactorKernel(variant),
        "lapack" => LapackLibrary.Get() is (not null, _) found
            ? new LapackFactorKernel(found.Found!, variant)
            : throw Missing("lapack", LapackLibrary.Get().Detail),
        "mkl" => MathNetFactorKernel.GetMkl() is (not null, _) found
            ? new MathNetFactorKernel(found.Found!, variant)
            : throw Missing("mkl", MathNetFactorKernel.GetMkl().Detail),
        _ => throw new ArgumentException($"Kernel '{name}' is unknown. Known: {string.Join(", ", SolveOptions.Kernels)}."),
    };

    private static NumericalException Missing(string name, string detail) => new($"The kernel {name} is not on this machine. {detail}");
}
