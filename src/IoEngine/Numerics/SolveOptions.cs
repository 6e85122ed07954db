using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>How a system is to be solved. Immutable.</summary>
public sealed record SolveOptions
{
    /// <summary>The documented defaults.</summary>
    public SolveOptions()
    {
    }

    /// <summary>A method, and the kernel and threads that it is run with.</summary>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    /// <param name="kernel">One of <see cref="Kernels"/>; null: <c>auto</c>.</param>
    /// <param name="threads">0: all processors.</param>
    public SolveOptions(string method, string? kernel = null, int threads = 0) =>
        (Method, Kernel, Threads) = (method, kernel ?? Kernel, threads);

    /// <summary>
    /// <c>auto</c>, <c>lu</c>, <c>lu-float</c> (float factors, refined in double), <c>structure</c> (trade shares as
    /// preconditioner), <c>block</c> (block Gauss–Seidel) or <c>series</c>.
    /// </summary>
    [Option("Method: auto chooses by size and right-hand sides, the same on every machine that has the memory, and says why.",
        Choices = ["auto", "lu", "lu-float", "structure", "block", "series"])]
    public string Method { get; init; } = "auto";

    /// <summary>
    /// <c>auto</c> (the managed kernels, the same everywhere), <c>managed</c>, <c>lapack</c> or <c>mkl</c>.
    /// </summary>
    [Option("Kernel: managed needs nothing; lapack takes OpenBLAS, MKL or Accelerate of the machine; mkl is Math.NET's provider; "
        + "auto is managed.", Choices = ["auto", "managed", "lapack", "mkl"])]
    public string Kernel { get; init; } = "auto";

    /// <summary>Threads that solve; 0: all processors.</summary>
    [Option("Threads; 0 takes all processors.", Minimum = 0, Maximum = 1024)]
    public int Threads { get; init; }

    /// <summary>Largest scaled residual that is accepted; above it the solve fails.</summary>
    [Option("Largest scaled residual that is accepted; above it the run fails.", Minimum = 1e-15, Maximum = 1e-3)]
    public double MaxResidual { get; init; } = 1e-9;

    /// <summary>The documented defaults.</summary>
    public static SolveOptions Default { get; } = new();

    /// <summary>The methods by name.</summary>
    public static IReadOnlyList<string> Methods { get; } = OptionAttribute.ChoicesOf(typeof(SolveOptions), nameof(Method));

    /// <summary>The kernels by name.</summary>
    public static IReadOnlyList<string> Kernels { get; } = OptionAttribute.ChoicesOf(typeof(SolveOptions), nameof(Kernel));

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
        if (!Methods.Contains(Method))
            throw new ArgumentException($"Method '{Method}' is unknown. Known: {string.Join(", ", Methods)}.");
        if (!Kernels.Contains(Kernel))
            throw new ArgumentException($"Kernel '{Kernel}' is unknown. Known: {string.Join(", ", Kernels)}.");
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (!(MaxResidual > 0)) throw new ArgumentOutOfRangeException(nameof(MaxResidual), MaxResidual, "Must be above zero.");
        if (!(TargetResidual > 0))
            throw new ArgumentOutOfRangeException(nameof(TargetResidual), TargetResidual, "Must be above zero.");
    }
}
