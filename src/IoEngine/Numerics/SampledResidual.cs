using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// The size of B − (I − A) X without a pass over A: ten random vectors v of ±1 against it, from (I − A')v, which is made once.
/// </summary>
/// <remarks>
/// E (v'r)² = ‖r‖₂², so the root mean square of ten draws is an unbiased estimate of ‖r‖₂², and ten times it falls short of ‖r‖₂
/// less often than once in 10⁹ columns (each draw would have to be below a tenth). The vectors depend on n alone.
/// </remarks>
internal sealed unsafe class SampledResidual
{
    /// <summary>Vectors drawn.</summary>
    public const int Vectors = 10;

    /// <summary>The estimate times this bounds the largest element of the residual.</summary>
    public const double Safety = 10;

    private readonly DenseMatrix v;
    private readonly DenseMatrix z;
    private readonly DenseKernels<double> kernels;

    private SampledResidual(DenseMatrix v, DenseMatrix z, DenseKernels<double> kernels) =>
        (this.v, this.z, this.kernels) = (v, z, kernels);

    /// <summary>Draws V and computes (I − A')V, or (I − A)V for the adjoint.</summary>
    public static SampledResidual Of(DenseComplement complement, ThreadTeam team, bool transposed)
    {
        var n = complement.Size;
        var bits = new RandomBits(n, transposed ? 2 : 1);
        var v = DenseMatrix.Create(n, Vectors, (_, _) => (bits.Next() >> 63) == 0 ? 1 : -1);
        var z = new DenseMatrix(n, Vectors);
        var zero = new DenseMatrix(n, Vectors);
        fixed (double* pv = v, pz = z, none = zero) complement.Residual(team, !transposed, pv, none, pz, Vectors);
        return new SampledResidual(v, z, complement.Kernels);
    }

    /// <summary>An estimate of ‖r‖₂ of each column of B − (I − A) X.</summary>
    public double[] Norms(in SolveTask task)
    {
        nint n = task.Complement.Size;
        var draws = new DenseMatrix(Vectors, task.M);
        fixed (double* pv = v, pz = z, d = draws)
        {
            // Z holds −(I − A')V.
            kernels.Gemm(task.Team, Vectors, task.M, n, 1, pv, n, 1, task.B, 1, n, d, Vectors);
            kernels.Gemm(task.Team, Vectors, task.M, n, 1, pz, n, 1, task.X, 1, n, d, Vectors);
        }

        var norms = new double[task.M];
        for (var j = 0; j < norms.Length; j++)
        {
            var column = draws.Column(j);
            norms[j] = Math.Sqrt(FixedOrder.Dot(column, column) / Vectors);
        }

        return norms;
    }
}
