using IoEngine.Households;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Impact;

/// <summary>
/// x = A x + C y + f, y = R x + D y, solved without the extended matrix: K = (I − R L C − D)⁻¹ is a × a, y = K R L f, ξ = L C y.
/// Immutable; safe for concurrent use.
/// </summary>
/// <remarks>
/// Miyazawa (1976); Miller &amp; Blair (2009), § 6.4. Costs a adjoint solves once, then one forward solve a set of demands.
/// </remarks>
public sealed class ClosedSystem
{
    private readonly IncomeRounds rounds;

    /// <summary>Closes an open system.</summary>
    /// <param name="open">The open system.</param>
    /// <param name="accounts">R, C, D.</param>
    /// <param name="closure">Name of the closure, for messages.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="NumericalException">
    /// ρ(R L C + D) ≥ 1: each round of spending is as large as the one before; closure and account are named.
    /// </exception>
    public ClosedSystem(LeontiefSystem open, InstitutionAccounts accounts, string closure,
        CancellationToken cancellation = default)
        : this(open, accounts, closure, RequireOpen(open).SolveAdjoint(RequireAccounts(accounts).IncomeRows, cancellation))
    {
    }

    /// <summary>
    /// Closes an open system that was closed before: income rows that are the same, or the same times a factor, are not solved
    /// again.
    /// </summary>
    internal static ClosedSystem Close(LeontiefSystem open, InstitutionAccounts accounts, string closure, ClosedSystem? known,
        CancellationToken cancellation)
    {
        if (known is null || !ReferenceEquals(known.Open, open)) return new ClosedSystem(open, accounts, closure, cancellation);
        var multipliers = new DenseMatrix(accounts.Industries.Count, accounts.Accounts.Count);
        var unknown = new List<int>();
        for (var a = 0; a < accounts.Accounts.Count; a++)
        {
            if (known.Accounts.Accounts.TryIndexOf(accounts.Accounts[a], out var before)
                && Factor(known.Accounts.IncomeRows.Column(before), accounts.IncomeRows.Column(a)) is { } factor)
                System.Numerics.Tensors.TensorPrimitives.Multiply(known.IncomeMultipliers.Column(before), factor,
                    multipliers.WritableColumn(a));
            else unknown.Add(a);
        }

        if (unknown.Count > 0)
        {
            var rows = InstitutionAccounts.Columns(accounts.IncomeRows, [.. unknown]);
            var solved = open.SolveAdjoint(rows, cancellation);
            for (var k = 0; k < unknown.Count; k++) solved.Column(k).CopyTo(multipliers.WritableColumn(unknown[k]));
        }

        return new ClosedSystem(open, accounts, closure, multipliers);
    }

    /// <summary>
    /// k where <paramref name="now"/> = k · <paramref name="before"/> to the last digits; null where it is not.
    /// </summary>
    private static double? Factor(ReadOnlySpan<double> before, ReadOnlySpan<double> now)
    {
        var at = before.IsEmpty ? -1 : System.Numerics.Tensors.TensorPrimitives.IndexOfMaxMagnitude(before);
        if (at < 0 || before[at] == 0) return null;
        var factor = now[at] / before[at];
        for (var j = 0; j < now.Length; j++)
        {
            if (!(Math.Abs(now[j] - (factor * before[j])) <= 4e-16 * Math.Abs(now[j]))) return null;
        }

        return factor;
    }

    /// <summary>A system whose incomes per unit of output, R L, are known.</summary>
    internal ClosedSystem(LeontiefSystem open, InstitutionAccounts accounts, string closure, DenseMatrix incomeMultipliers)
    {
        Open = open;
        Accounts = accounts;
        Name = closure;
        IncomeMultipliers = incomeMultipliers;
        var q = MatrixProducts.TransposedMultiply(incomeMultipliers, accounts.Spending);
        rounds = new IncomeRounds(DenseMatrix.Create(q.Rows, q.Columns, (i, j) => q[i, j] + accounts.Transfers[i, j]),
            accounts.Accounts, closure);
    }

    /// <summary>The open system.</summary>
    public LeontiefSystem Open { get; }

    /// <summary>R, C, D.</summary>
    public InstitutionAccounts Accounts { get; }

    /// <summary>Name of the closure.</summary>
    public string Name { get; }

    /// <summary>(R L)', n × a: income of each account per unit of final demand, open system.</summary>
    public DenseMatrix IncomeMultipliers { get; }

    /// <summary>
    /// Q = R L C + D, a × a: income of account i from one round of spending of one unit of income of account j.
    /// </summary>
    public DenseMatrix RoundMatrix => rounds.Matrix;

    /// <summary>ρ(Q), with bounds; below 1.</summary>
    public SpectralRadius SpectralRadius => rounds.SpectralRadius;

    /// <summary>K = (I − Q)⁻¹, a × a: the interrelational income multiplier.</summary>
    public DenseMatrix K()
    {
        var identity = DenseMatrix.Create(Accounts.Accounts.Count, Accounts.Accounts.Count, (i, j) => i == j ? 1 : 0);
        return rounds.Solve(identity);
    }

    /// <summary>y = K R x₁, a × m: income of the accounts, all rounds, from the open system's output x₁ (n × m).</summary>
    public DenseMatrix Income(DenseMatrix openOutput)
    {
        ArgumentNullException.ThrowIfNull(openOutput);
        var first = MatrixProducts.TransposedMultiply(Accounts.IncomeRows, openOutput);
        return AllRounds(first);
    }

    /// <summary>K b, a × m: all rounds of incomes b that come from outside the accounts.</summary>
    internal DenseMatrix AllRounds(DenseMatrix first) => rounds.Solve(first);

    /// <summary>ξ = L C y, n × m: output induced by the spending of incomes y (a × m).</summary>
    public DenseMatrix InducedOutput(DenseMatrix income, CancellationToken cancellation = default)
    {
        var purchases = MatrixProducts.Multiply(Accounts.Spending, income);
        return Open.Solve(purchases, cancellation);
    }

    /// <summary>(M C K R L)', n × q, from M' (n × q): what a unit of final demand adds through the accounts.</summary>
    /// <param name="openMultipliers">M₁', n × q, of the open system.</param>
    /// <param name="perIncome">
    /// a × q: what the indicator gains directly per unit of income (product taxes of spending); null: nothing.
    /// </param>
    public DenseMatrix InducedMultipliers(DenseMatrix openMultipliers, DenseMatrix? perIncome = null)
    {
        var allRounds = MultipliersOfIncome(openMultipliers, perIncome);
        return MatrixProducts.Multiply(IncomeMultipliers, allRounds);
    }

    /// <summary>K' (C' M' + perIncome), a × q: what a unit of income of each account adds, all rounds.</summary>
    internal DenseMatrix MultipliersOfIncome(DenseMatrix openMultipliers, DenseMatrix? perIncome = null)
    {
        ArgumentNullException.ThrowIfNull(openMultipliers);
        var perRound = MatrixProducts.TransposedMultiply(Accounts.Spending, openMultipliers);
        if (perIncome is not null)
        {
            for (var j = 0; j < perRound.Columns; j++)
                System.Numerics.Tensors.TensorPrimitives.Add(perRound.Column(j), perIncome.Column(j), perRound.WritableColumn(j));
        }

        return rounds.SolveTransposed(perRound);
    }

    /// <summary>
    /// The same system with only the accounts for which <paramref name="keep"/> holds; no new solve of the large system.
    /// </summary>
    public ClosedSystem Where(Func<Account, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var kept = Enumerable.Range(0, Accounts.Accounts.Count).Where(i => keep(Accounts.Accounts[i])).ToArray();
        return new ClosedSystem(Open, Accounts.Where(keep), Name, InstitutionAccounts.Columns(IncomeMultipliers, kept));
    }

    private static LeontiefSystem RequireOpen(LeontiefSystem open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return open;
    }

    private static InstitutionAccounts RequireAccounts(InstitutionAccounts accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return accounts;
    }
}
