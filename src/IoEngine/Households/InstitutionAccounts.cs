using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Households;

/// <summary>The kinds of account that a closure adds to production.</summary>
public enum AccountKind
{
    /// <summary>K: fixed capital used up is replaced.</summary>
    Capital,

    /// <summary>H: households spend their income.</summary>
    Household,

    /// <summary>G: government spends its revenue.</summary>
    Government,
}

/// <summary>One endogenous account: its kind and its region. Immutable.</summary>
public readonly record struct Account(AccountKind Kind, Region Region)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}.{Region.Code}";
}

/// <summary>
/// y = R x + D y; x = A x + C y + f: the accounts that turn income into demand. Immutable.
/// </summary>
/// <remarks>The extended matrix [[A, C],[R, D]] is never formed: a × a is all that is inverted (Miyazawa).</remarks>
public sealed class InstitutionAccounts
{
    /// <summary>Puts the blocks together.</summary>
    /// <param name="accounts">The a accounts.</param>
    /// <param name="industries">The n industries.</param>
    /// <param name="incomeRows">R' (n × a): income of each account per unit of output, one column an account.</param>
    /// <param name="spending">C (n × a): purchases per unit of income, basic prices.</param>
    /// <param name="transfers">D (a × a): income of account i per unit of income of account j; null: none.</param>
    /// <param name="productTaxes">Product taxes paid per unit of income of each account; null: none.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public InstitutionAccounts(
        Axis<Account> accounts,
        Axis<Industry> industries,
        DenseMatrix incomeRows,
        DenseMatrix spending,
        DenseMatrix? transfers = null,
        IReadOnlyList<double>? productTaxes = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(industries);
        ArgumentNullException.ThrowIfNull(incomeRows);
        ArgumentNullException.ThrowIfNull(spending);
        var (n, a) = (industries.Count, accounts.Count);
        if (incomeRows.Rows != n || incomeRows.Columns != a)
            throw new ArgumentException($"R' must be {n} × {a}.", nameof(incomeRows));
        if (spending.Rows != n || spending.Columns != a) throw new ArgumentException($"C must be {n} × {a}.", nameof(spending));
        Accounts = accounts;
        Industries = industries;
        IncomeRows = incomeRows;
        Spending = spending;
        Transfers = transfers ?? new DenseMatrix(a, a);
        if (Transfers.Rows != a || Transfers.Columns != a)
            throw new ArgumentException($"D must be {a} × {a}.", nameof(transfers));
        ProductTaxes = productTaxes ?? new double[a];
        if (ProductTaxes.Count != a)
            throw new ArgumentException($"One rate of product taxes an account is needed: {a}.", nameof(productTaxes));
    }

    /// <summary>The accounts.</summary>
    public Axis<Account> Accounts { get; }

    /// <summary>The industries.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>R', n × a.</summary>
    public DenseMatrix IncomeRows { get; }

    /// <summary>C, n × a.</summary>
    public DenseMatrix Spending { get; }

    /// <summary>D, a × a.</summary>
    public DenseMatrix Transfers { get; }

    /// <summary>Product taxes on the spending of each account, per unit of its income.</summary>
    public IReadOnlyList<double> ProductTaxes { get; }

    /// <summary>
    /// ∂R'/∂v, n × a: how much of a change of an industry's operating surplus is income of each account (mixed income); null:
    /// none of it is.
    /// </summary>
    internal DenseMatrix? SurplusIncome { get; init; }

    /// <summary>
    /// Capital goods per unit of output that production itself replaces, n, see <see cref="CapitalUse"/>; null: none.
    /// </summary>
    internal IReadOnlyList<double>? CapitalPlaced { get; init; }

    /// <summary>
    /// The accounts where the value added per unit of output of each industry is <paramref name="change"/> more, all of it
    /// operating surplus.
    /// </summary>
    internal InstitutionAccounts WithSurplus(ReadOnlySpan<double> change)
    {
        if (SurplusIncome is null || !change.ContainsAnyExcept(0.0)) return this;
        var rows = IncomeRows.Copy();
        for (var a = 0; a < rows.Columns; a++)
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(SurplusIncome.Column(a), change, rows.Column(a),
                rows.WritableColumn(a));
        return new InstitutionAccounts(Accounts, Industries, rows, Spending, Transfers, ProductTaxes)
        {
            SurplusIncome = SurplusIncome,
            CapitalPlaced = CapitalPlaced,
        };
    }

    /// <summary>The accounts for which <paramref name="keep"/> holds; income of the others leaks.</summary>
    public InstitutionAccounts Where(Func<Account, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var kept = Enumerable.Range(0, Accounts.Count).Where(i => keep(Accounts[i])).ToArray();
        return new InstitutionAccounts(
            new Axis<Account>(Accounts.Name, kept.Select(i => Accounts[i])),
            Industries,
            Columns(IncomeRows, kept),
            Columns(Spending, kept),
            DenseMatrix.Create(kept.Length, kept.Length, (i, j) => Transfers[kept[i], kept[j]]),
            kept.Select(i => ProductTaxes[i]).ToArray())
        {
            SurplusIncome = SurplusIncome is null ? null : Columns(SurplusIncome, kept),
            CapitalPlaced = CapitalPlaced,
        };
    }

    internal static DenseMatrix Columns(DenseMatrix m, int[] kept)
    {
        var to = new DenseMatrix(m.Rows, kept.Length, zeroed: false);
        for (var k = 0; k < kept.Length; k++) m.Column(kept[k]).CopyTo(to.WritableColumn(k));
        return to;
    }
}
