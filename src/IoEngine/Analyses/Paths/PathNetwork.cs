using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Analyses.Paths;

/// <summary>
/// Who is paid by whom, for walks along paths: industries, and with a closure its accounts behind them. Immutable.
/// </summary>
/// <remarks>
/// Node i &lt; n is industry i, node n + a account a; a column of [[A, C],[R, D]] at a time, so that the extended matrix is never
/// formed. Its multipliers are those of Miyazawa: μ' = m₁' C K for accounts, m' = m₁' + μ' R L for industries.
/// </remarks>
internal sealed class PathNetwork(LeontiefSystem open, ClosedSystem? closed)
{
    private readonly InstitutionAccounts? accounts = closed?.Accounts;
    private readonly int n = open.Industries.Count;

    /// <summary>n industries and a accounts.</summary>
    public int Count => n + (accounts?.Accounts.Count ?? 0);

    /// <summary>What a node is called.</summary>
    public PathNode this[int node] => node < n ? new PathNode(open.Industries[node]) : new PathNode(accounts!.Accounts[node - n]);

    /// <summary>Position of an industry.</summary>
    public int IndexOf(Industry industry) => open.Industries.IndexOf(industry);

    /// <summary>What a node pays to others per unit of its own output or income; zeros are left out.</summary>
    public IEnumerable<(int Node, double Share)> Payments(int node)
    {
        var inputs = (node < n ? open.A.Column(node) : accounts!.Spending.Column(node - n)).ToArray();
        for (var i = 0; i < n; i++)
        {
            if (inputs[i] != 0) yield return (i, inputs[i]);
        }

        for (var a = 0; a < Count - n; a++)
        {
            var income = node < n ? accounts!.IncomeRows[node, a] : accounts!.Transfers[a, node - n];
            if (income != 0) yield return (n + a, income);
        }
    }

    /// <summary>m' = e' (I − [[A, C],[R, D]])⁻¹.</summary>
    /// <param name="e">Effect per unit of output or income, one a node.</param>
    /// <param name="cancellation">Cancels the solve.</param>
    public double[] Multipliers(double[] e, CancellationToken cancellation)
    {
        var rows = DenseMatrix.FromVector(e.AsSpan(0, n));
        var m = open.SolveAdjoint(rows, cancellation);
        if (closed is null) return m.Column(0).ToArray();
        var perIncome = DenseMatrix.FromVector(e.AsSpan(n));
        var incomes = closed.MultipliersOfIncome(m, perIncome);
        var induced = MatrixProducts.Multiply(closed.IncomeMultipliers, incomes);
        var (direct, further) = (m.Column(0).ToArray(), induced.Column(0).ToArray());
        return [.. direct.Select((value, i) => value + further[i]), .. incomes.Column(0).ToArray()];
    }

    /// <summary>Whether any payment is negative.</summary>
    public bool HasNegative() => Negative(open.A)
        || (accounts is not null
            && (Negative(accounts.Spending) || Negative(accounts.IncomeRows) || Negative(accounts.Transfers)));

    /// <summary>The same with every payment as its size.</summary>
    /// <exception cref="NumericalException">Sizes do not shrink from round to round, so nothing bounds the paths.</exception>
    public PathNetwork Absolute(CancellationToken cancellation)
    {
        var system = new LeontiefSystem(open.Industries, Sizes(open.A), open.Options, cancellation);
        if (accounts is null) return new PathNetwork(system, null);
        var sized = new InstitutionAccounts(accounts.Accounts, accounts.Industries, Sizes(accounts.IncomeRows),
            Sizes(accounts.Spending), Sizes(accounts.Transfers));
        return new PathNetwork(system, new ClosedSystem(system, sized, closed!.Name, cancellation));
    }

    private static bool Negative(DenseMatrix m)
    {
        for (var j = 0; j < m.Columns; j++)
        {
            if (m.Rows > 0 && System.Numerics.Tensors.TensorPrimitives.Min(m.Column(j)) < 0) return true;
        }

        return false;
    }

    private static DenseMatrix Sizes(DenseMatrix m) => DenseMatrix.Create(m.Rows, m.Columns, (i, j) => Math.Abs(m[i, j]));
}
