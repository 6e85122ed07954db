using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Analyses.Uncertainty;

/// <summary>
/// x = A x + C y + f, y = R x + D y for tables near a model's: solved with the model's factors and refined, in n² work a step
/// instead of n³.
/// </summary>
internal sealed class NearbySystems
{
    private const int MostSteps = 40;

    private readonly ImpactModel model;
    private readonly LabelledVector<Industry> orders;
    private readonly double[] centralIncome;
    private readonly double scale;

    public NearbySystems(ImpactModel model, LabelledVector<Industry> orders, CancellationToken cancellation)
    {
        this.model = model;
        this.orders = orders;
        var effects = model.Evaluate(orders, cancellation);
        Central = effects.AllOutput();
        centralIncome = effects.Income.ToArray();
        scale = orders.Values.ToArray().Select(Math.Abs).DefaultIfEmpty().Max();
    }

    /// <summary>x of the model itself, all channels.</summary>
    public double[] Central { get; }

    /// <summary>How many systems were too far for the model's factors, so that they were factorised themselves.</summary>
    public int Factorised { get; private set; }

    /// <summary>
    /// x, all channels, for another A; operating surplus per unit of output is <paramref name="surplus"/> more than in the model.
    /// </summary>
    /// <exception cref="NumericalException">The system is not productive.</exception>
    public double[] Output(DenseMatrix a, ReadOnlySpan<double> surplus, CancellationToken cancellation)
    {
        var accounts = model.Closed?.Accounts.WithSurplus(surplus);
        if (TryRefine(a, accounts, cancellation) is { } x) return x;
        Factorised++;
        return model.OutputOver(new LeontiefSystem(model.Table.Industries, a, model.System.Options, cancellation), accounts,
            orders, cancellation);
    }

    /// <summary>
    /// Adds the model's own answer to what is still missing until nothing is; null where that does not converge.
    /// </summary>
    private double[]? TryRefine(DenseMatrix a, InstitutionAccounts? accounts, CancellationToken cancellation)
    {
        var (x, y) = ((double[])Central.Clone(), (double[])centralIncome.Clone());
        var last = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var output = DenseMatrix.FromVector(x);
            var missing = MatrixProducts.Multiply(a, output);
            Subtract(missing, x, orders.Values);
            var unpaid = accounts is null ? null : Missing(accounts, output, y, missing);
            var worst = Math.Max(Largest(missing), unpaid is null ? 0 : Largest(unpaid));
            if (worst <= 1e-12 * scale) return x;
            if (!(worst < 0.9 * last)) return null;
            last = worst;
            var change = model.System.Solve(missing, cancellation);
            Add(x, change);
            if (unpaid is null) continue;
            var income = MoreIncome(change, unpaid);
            var induced = model.Closed!.InducedOutput(income, cancellation);
            Add(y, income);
            Add(x, induced);
        }

        return null;
    }

    /// <summary>R x + D y − y; what y buys is added to what is missing of the output.</summary>
    private static DenseMatrix Missing(InstitutionAccounts accounts, DenseMatrix output, double[] y, DenseMatrix missing)
    {
        var income = DenseMatrix.FromVector(y);
        var bought = MatrixProducts.Multiply(accounts.Spending, income);
        Add(missing.WritableColumn(0), bought);
        var transferred = MatrixProducts.Multiply(accounts.Transfers, income);
        var unpaid = MatrixProducts.TransposedMultiply(accounts.IncomeRows, output);
        Subtract(unpaid, y, transferred.Column(0));
        return unpaid;
    }

    private DenseMatrix MoreIncome(DenseMatrix change, DenseMatrix unpaid)
    {
        var earned = MatrixProducts.TransposedMultiply(model.Closed!.Accounts.IncomeRows, change);
        Add(earned.WritableColumn(0), unpaid);
        return model.Closed.AllRounds(earned);
    }

    private static void Add(Span<double> to, DenseMatrix column) =>
        System.Numerics.Tensors.TensorPrimitives.Add(to, column.Column(0), to);

    // column ← column − minus + plus
    private static void Subtract(DenseMatrix column, ReadOnlySpan<double> minus, ReadOnlySpan<double> plus)
    {
        var c = column.WritableColumn(0);
        for (var i = 0; i < c.Length; i++) c[i] += plus[i] - minus[i];
    }

    private static double Largest(DenseMatrix column)
    {
        var worst = 0.0;
        foreach (var value in column.Column(0)) worst = Math.Max(worst, Math.Abs(value));
        return worst;
    }
}
