using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>How a system is to be solved. Immutable.</summary>
/// <param name="Method">
/// <c>auto</c>, <c>lu</c>, <c>lu-float</c> (float factors, refined in double), <c>block</c> (block Gauss–Seidel) or
/// <c>series</c>.
/// </param>
/// <param name="Kernel">
/// <c>auto</c> (the managed kernels, the same everywhere), <c>managed</c>, <c>lapack</c> or <c>mkl</c>.
/// </param>
/// <param name="Threads">0: all processors.</param>
/// <param name="MaxResidual">Largest scaled residual that is accepted; above it the solve fails.</param>
public sealed record SolveOptions(string Method = "auto", string Kernel = "auto", int Threads = 0, double MaxResidual = 1e-9)
{
    /// <summary>The documented defaults.</summary>
    public static SolveOptions Default { get; } = new();

    /// <summary>The methods by name.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["auto", "lu", "lu-float", "block", "series"];

    /// <summary>The kernels by name.</summary>
    public static IReadOnlyList<string> Kernels { get; } = ["auto", "managed", "lapack", "mkl"];

    /// <summary>The scaled residual at which iterations and refinement stop; never above <see cref="MaxResidual"/>.</summary>
    public double TargetResidual { get; init; } = 1e-12;

    /// <summary>How many right-hand sides are to be expected in all, for <c>auto</c>; null where nobody knows.</summary>
    public int? RightHandSides { get; init; }

    /// <summary>Forces the vector width of the managed kernels, for tests and measurements.</summary>
    internal KernelVariant Variant { get; init; }

    internal double StopAt => Math.Min(TargetResidual, MaxResidual);

    /// <exception cref="ArgumentException">A name is unknown or a number out of range.</exception>
    internal void Check()
    {
        if (!Methods.Contains(Method)) throw new ArgumentException($"Method '{Method}' is unknown. Known: {string.Join(", ", Methods)}.");
        if (!Kernels.Contains(Kernel)) throw new ArgumentException($"Kernel '{Kernel}' is unknown. Known: {string.Join(", ", Kernels)}.");
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (!(MaxResidual > 0)) throw new ArgumentOutOfRangeException(nameof(MaxResidual), MaxResidual, "Must be above zero.");
        if (!(TargetResidual > 0)) throw new ArgumentOutOfRangeException(nameof(TargetResidual), TargetResidual, "Must be above zero.");
    }
}
