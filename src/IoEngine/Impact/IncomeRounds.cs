using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Numerics;

namespace IoEngine.Impact;

/// <summary>(I − Q), prepared: all rounds of incomes and spending. Immutable; safe for concurrent use.</summary>
internal sealed class IncomeRounds
{
    private readonly LinearSystem small;
    private readonly Axis<Account> accounts;

    /// <summary>Prepares the rounds.</summary>
    /// <param name="matrix">Q = R L C + D, a × a.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="closure">Name of the closure, for messages.</param>
    /// <exception cref="NumericalException">ρ(Q) ≥ 1; closure and account are named.</exception>
    public IncomeRounds(DenseMatrix matrix, Axis<Account> accounts, string closure)
    {
        (Matrix, this.accounts) = (matrix, accounts);
        SpectralRadius = Productive(closure);
        small = LinearSystem.Prepare(matrix, new int[matrix.Rows], SolveOptions.Default with { Method = "lu" },
            i => accounts[i].ToString());
    }

    /// <summary>Q, a × a.</summary>
    public DenseMatrix Matrix { get; }

    /// <summary>ρ(Q), below 1.</summary>
    public SpectralRadius SpectralRadius { get; }

    /// <summary>K b, a × m.</summary>
    public DenseMatrix Solve(DenseMatrix first) => small.Solve(first).Solution;

    /// <summary>K' b, a × m.</summary>
    public DenseMatrix SolveTransposed(DenseMatrix perRound) => small.SolveTransposed(perRound).Solution;

    private SpectralRadius Productive(string closure)
    {
        var radius = SpectralRadius.Of(Matrix);
        if (radius.Estimate < 1) return radius;
        throw new SpectralRadiusException(
            string.Create(CultureInfo.InvariantCulture,
                $"The closure '{closure}' does not converge: the spectral radius of the income rounds "
                    + $"Q = R L C is {radius.Estimate:G6}, and it must be below 1. ")
            + $"The largest part is account {accounts[radius.Index]}. Cure: lower its disposable share or propensity "
            + "to consume, check its compensation of employees against value added, or leave the region out with "
            + "closure.regions.", radius.Index, radius);
    }
}
