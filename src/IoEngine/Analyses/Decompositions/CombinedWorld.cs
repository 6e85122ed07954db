using System.Numerics.Tensors;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Analyses.Decompositions;

/// <summary>One combination of trade shares, technology, closure and prices, ready for any orders. Immutable.</summary>
internal sealed class CombinedWorld
{
    private readonly MrioTable table;
    private readonly double[] perOutput;
    private readonly DenseMatrix? incomes;
    private readonly DenseMatrix? perIncome;
    private readonly IncomeRounds? rounds;

    /// <param name="system">Trade shares and technology.</param>
    /// <param name="p">Prices, n.</param>
    /// <param name="rates">e, G.</param>
    /// <param name="spending">The closure.</param>
    /// <param name="baskets">Cᶜ and Lᶜ Cᶜ of it; null: nothing is closed.</param>
    /// <param name="indicator">What is measured.</param>
    public CombinedWorld(CombinedSystem system, double[] p, double[] rates, SpendingVolumes spending,
        (DenseMatrix Purchases, DenseMatrix Output)? baskets, string indicator)
    {
        table = system.Coefficients.Source.Table;
        var v = new LabelledVector<Industry>(table.Industries, system.ValueAdded(p));
        var coefficients = system.Coefficients.With(v);
        var measured = new IndicatorSet(coefficients, spending.Closure)[indicator];
        perOutput = measured.PerOutput.ToArray();
        // What is no money is so much a volume.
        for (var j = 0; j < p.Length && !measured.IsMoney; j++) perOutput[j] /= p[j];
        if (baskets is not { } known) return;
        var accounts = spending.Accounts!;
        incomes = ClosureBuilder.IncomeRows(coefficients, spending.Closure, accounts.Accounts);
        var induced = new DenseMatrix(known.Output.Rows, known.Output.Columns, zeroed: false);
        var taxes = new double[accounts.Accounts.Count];
        for (var a = 0; a < taxes.Length; a++)
        {
            var cost = FixedOrder.Dot(p, known.Purchases.Column(a));
            var factor = spending.Factor(a, cost, rates);
            taxes[a] = spending.Taxes(a, cost * factor);
            TensorPrimitives.Multiply(known.Output.Column(a), p, induced.WritableColumn(a));
            TensorPrimitives.Multiply(induced.Column(a), factor, induced.WritableColumn(a));
        }

        var q = MatrixProducts.TransposedMultiply(incomes, induced);
        var transfers = ClosureBuilder.TaxTransfers(accounts.Accounts, taxes);
        rounds = new IncomeRounds(DenseMatrix.Create(q.Rows, q.Columns, (i, j) => q[i, j] + transfers[i, j]),
            accounts.Accounts, Closure.NameOf(spending.Closure.Kind));
        perIncome = DenseMatrix.Create(table.Regions.Count, taxes.Length,
            (r, a) => measured.CountsSpendingTaxes && spending.RegionOf(a) == r ? taxes[a] : 0);
        for (var a = 0; a < taxes.Length; a++) AddByRegion(induced.Column(a), perIncome.WritableColumn(a));
    }

    /// <summary>Effects by channel and region, 3 G values, channel by channel.</summary>
    /// <param name="x">x₁ = L f, n.</param>
    /// <param name="f">The orders, n.</param>
    public double[] Effects(double[] x, double[] f)
    {
        var regions = table.Regions.Count;
        var effects = new double[3 * regions];
        AddByRegion(f, effects.AsSpan((int)Channel.Direct * regions, regions));
        var indirect = effects.AsSpan((int)Channel.Indirect * regions, regions);
        for (var j = 0; j < x.Length; j++) indirect[table.RegionOf[j]] += perOutput[j] * (x[j] - f[j]);
        if (rounds is null) return effects;
        var income = rounds.Solve(MatrixProducts.TransposedMultiply(incomes!, DenseMatrix.FromVector(x)));
        MatrixProducts.Multiply(perIncome!, income).Column(0).CopyTo(effects.AsSpan((int)Channel.Induced * regions, regions));
        return effects;
    }

    private void AddByRegion(ReadOnlySpan<double> output, Span<double> sums)
    {
        for (var j = 0; j < output.Length; j++) sums[table.RegionOf[j]] += perOutput[j] * output[j];
    }
}
