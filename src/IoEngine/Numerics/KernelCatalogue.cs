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
        if (lapack is null) lapackDetail += $". {LapackLibrary.Cure}";
        if (mkl is null) mklDetail += $". {MathNetFactorKernel.Cure}";
        var variants = KernelVariants.Available;
        var also = variants.Count > 1 ? $" (also runs {string.Join(", ", variants.Skip(1))})" : "";
        var slow = SoftwareMultiplyAdd.Needed
            ? "; this processor has no fused multiply-add: made of other operations, the same bits take about thirty "
                + "times as long" : "";
        return
        [
            new("managed", true, threads, $"{variants[0]}{also}; the default{slow}"),
            new("lapack", lapack is not null, lapack is null ? 0 : lapack.SetsThreads ? threads : 1, lapackDetail),
            new("mkl", mkl is not null, mkl is null ? 0 : threads, mklDetail),
        ];
    }

    /// <summary>The kernel by name.</summary>
    /// <exception cref="ConfigException">
    /// It is not on this machine: what was looked for and where, and what would help.
    /// </exception>
    internal static FactorKernel Get(string name, KernelVariant variant) => name switch
    {
        "auto" or "managed" => new ManagedFactorKernel(variant),
        "lapack" => LapackLibrary.Get() is (not null, _) found
            ? new LapackFactorKernel(found.Found!, variant)
            : throw new ConfigException([Missing(name)!]),
        "mkl" => MathNetFactorKernel.GetMkl() is (not null, _) found
            ? new MathNetFactorKernel(found.Found!, variant)
            : throw new ConfigException([Missing(name)!]),
        _ => throw new ArgumentException($"Kernel '{name}' is unknown. Known: {string.Join(", ", SolveOptions.Kernels)}."),
    };

    /// <summary>What is missing for a kernel; null where it is on this machine, or no kernel.</summary>
    internal static Finding? Missing(string name) => name switch
    {
        "lapack" when LapackLibrary.Get() is (null, var detail) =>
            Missing(name, detail, "OpenBLAS, MKL or Accelerate as a library that the system's loader finds", LapackLibrary.Cure),
        "mkl" when MathNetFactorKernel.GetMkl() is (null, var detail) =>
            Missing(name, detail, "Math.NET's provider of Intel MKL", MathNetFactorKernel.Cure),
        _ => null,
    };

    private static Finding Missing(string name, string detail, string expected, string cure) =>
        Finding.Error("KERNEL-MISSING", "$.solve.kernel", $"The kernel {name} is not on this machine.", detail, expected,
            $"{cure} Or choose managed, which needs nothing.");
}
