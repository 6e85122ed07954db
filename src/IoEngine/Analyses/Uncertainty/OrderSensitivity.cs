using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Analyses.Uncertainty;

/// <summary>What gives way when an input coefficient changes.</summary>
public enum CostRule
{
    /// <summary>v stays: the column's costs no longer sum to 1; the difference is a leak.</summary>
    ValueAddedFixed,

    /// <summary>v of the using industry changes by the opposite amount, so that 1'A + v' + τ' + ω' stays 1'.</summary>
    ValueAddedAbsorbs,
}

/// <summary>A[from, to] + <paramref name="Delta"/>. Immutable.</summary>
/// <param name="From">Delivering industry i.</param>
/// <param name="To">Using industry j.</param>
/// <param name="Delta">Change of a_ij.</param>
public sealed record CoefficientChange(Industry From, Industry To, double Delta);

/// <summary>How much an effect in a region depends on one coefficient. Immutable.</summary>
/// <param name="From">Delivering industry i.</param>
/// <param name="To">Using industry j.</param>
/// <param name="Gradient">∂VA/∂a_ij.</param>
/// <param name="Coefficient">a_ij.</param>
public sealed record CellSensitivity(Industry From, Industry To, double Gradient, double Coefficient)
{
    /// <summary>
    /// ∂VA/∂ln a_ij: change of the effect if the coefficient grew by its own size; a tenth of it for ten per cent.
    /// </summary>
    public double PerRelativeChange => Gradient * Coefficient;
}

/// <summary>Effects after an exact change of coefficients. Immutable.</summary>
/// <param name="Output">x through all channels of the model, n.</param>
/// <param name="ByRegion">Value added through all channels of the model, G.</param>
public sealed record PerturbedEffect(LabelledVector<Industry> Output, LabelledVector<Region> ByRegion);

/// <summary>
/// How the value added of given orders, direct, indirect and (where the model has a closure) induced, reacts to the coefficients:
/// exact derivatives and exact changes. Immutable.
/// </summary>
/// <remarks>
/// ∂VA_r/∂a_ij = M[r,i] x_j with v fixed, (M[r,i] − 1_r(j)) x_j where value added absorbs the change, with M and x of all
/// channels; without a closure x = L f, M = (v ∘ 1_r)' L. C, D and wages, taxes and capital used up per unit of output stay;
/// where value added absorbs, operating surplus does, and with <c>labour-mixed</c> so does the income that is a share of it.
/// Miller and Blair (2009), § 12.3; Sherman and Morrison (1950).
/// </remarks>
public sealed class OrderSensitivity
{
    private readonly ImpactModel model;
    private readonly LabelledVector<Industry> orders;
    private readonly double[] x;
    private readonly DenseMatrix m;
    private readonly DenseMatrix lost;

    /// <summary>Solves once for x and G times, adjoint, for M.</summary>
    /// <param name="model">A model; its closure decides what is induced.</param>
    /// <param name="orders">f, n.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    public OrderSensitivity(ImpactModel model, LabelledVector<Industry> orders, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(orders);
        this.model = model;
        this.orders = orders;
        x = model.Evaluate(orders, cancellation).AllOutput();
        var multipliers = model.Multipliers(model.Indicators["valueAdded"], cancellation);
        m = DenseMatrix.Create(x.Length, Regions.Count, (i, r) => multipliers.Total(r, i));
        lost = Lost(multipliers);
    }

    /// <summary>
    /// n × G: what a unit of output of j with a unit less of value added loses in r: the unit itself, and what households would
    /// have bought of it.
    /// </summary>
    private DenseMatrix Lost(Multipliers multipliers)
    {
        var own = DenseMatrix.Create(x.Length, Regions.Count, (j, r) => model.Table.RegionOf[j] == r ? 1 : 0);
        if (model.Closed?.Accounts.SurplusIncome is not { } mixed) return own;
        var open = DenseMatrix.Create(x.Length, Regions.Count,
            (i, r) => multipliers[Channel.Direct, r, i] + multipliers[Channel.Indirect, r, i]);
        var ofIncome = model.Closed.MultipliersOfIncome(open);
        var spent = MatrixProducts.Multiply(mixed, ofIncome);
        for (var r = 0; r < own.Columns; r++)
            System.Numerics.Tensors.TensorPrimitives.Add(own.Column(r), spent.Column(r), own.WritableColumn(r));
        return own;
    }

    private Axis<Industry> Industries => model.Table.Industries;

    private Axis<Region> Regions => model.Table.Regions;

    /// <summary>Value added by region, all channels of the model, before any change.</summary>
    public LabelledVector<Region> ValueAdded() => ByRegion(x, model.Coefficients.ValueAdded.Values);

    /// <summary>∂VA_r/∂A, n × n, for one region; null: the world.</summary>
    public LabelledMatrix<Industry, Industry> Gradient(CostRule rule, Region? region = null)
    {
        var r = region is { } one ? Regions.IndexOf(one) : -1;
        var (row, absorbed) = (Of(m, r), Absorbed(rule, r));
        return new LabelledMatrix<Industry, Industry>(Industries, Industries,
            DenseMatrix.Create(x.Length, x.Length, (i, j) => (row[i] - absorbed[j]) * x[j]));
    }

    /// <summary>
    /// The coefficients on which the effect in a region depends most, by the effect of an equal relative change.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="rule">What gives way.</param>
    /// <param name="region">Receiving region; null: the world.</param>
    public IReadOnlyList<CellSensitivity> Strongest(int count, CostRule rule, Region? region = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var r = region is { } one ? Regions.IndexOf(one) : -1;
        var (row, absorbed) = (Of(m, r), Absorbed(rule, r));
        var best = new PriorityQueue<(int I, int J), double>();
        for (var j = 0; j < x.Length; j++)
        {
            if (x[j] == 0) continue;
            var a = model.System.A.Column(j);
            for (var i = 0; i < x.Length; i++)
            {
                var size = Math.Abs((row[i] - absorbed[j]) * x[j] * a[i]);
                if (size == 0) continue;
                best.Enqueue((i, j), size);
                if (best.Count > count) best.Dequeue();
            }
        }

        return best.UnorderedItems.OrderByDescending(c => c.Priority).ThenBy(c => c.Element.J).ThenBy(c => c.Element.I)
            .Select(c => c.Element)
            .Select(c => new CellSensitivity(Industries[c.I], Industries[c.J], (row[c.I] - absorbed[c.J]) * x[c.J],
                model.System.A[c.I, c.J])).ToArray();
    }

    /// <summary>
    /// First-order variance of VA by region if every a_ij errs independently: Σ_ij (∂VA_r/∂a_ij · a_ij · σ_ij)².
    /// </summary>
    /// <param name="relativeError">
    /// σ_ij: relative standard deviation of a coefficient, from its two industries and its size.
    /// </param>
    /// <param name="rule">What gives way.</param>
    public LabelledVector<Region> Variance(Func<Industry, Industry, double, double> relativeError, CostRule rule)
    {
        ArgumentNullException.ThrowIfNull(relativeError);
        var sums = new double[Regions.Count];
        for (var j = 0; j < x.Length; j++)
        {
            if (x[j] == 0) continue;
            var a = model.System.A.Column(j);
            for (var i = 0; i < x.Length; i++)
            {
                if (a[i] == 0) continue;
                var error = a[i] * relativeError(Industries[i], Industries[j], a[i]) * x[j];
                for (var r = 0; r < sums.Length; r++)
                {
                    var part = (m[i, r] - (rule == CostRule.ValueAddedAbsorbs ? lost[j, r] : 0)) * error;
                    sums[r] += part * part;
                }
            }
        }

        return new LabelledVector<Region>(Regions, sums);
    }

    /// <summary>
    /// The exact effect of changed coefficients: one rank for each using industry concerned, no new factorisation.
    /// </summary>
    /// <param name="changes">The changes; several in one cell add up.</param>
    /// <param name="rule">What gives way.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="UnknownLabelException">An industry is not in the table.</exception>
    /// <exception cref="NumericalException">The changed system is singular.</exception>
    public PerturbedEffect Change(IReadOnlyList<CoefficientChange> changes, CostRule rule,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var columns = changes.Select(c => Industries.IndexOf(c.To)).Distinct().Order().ToArray();
        var change = new double[x.Length];
        var u = new DenseMatrix(x.Length, columns.Length);
        var w = new DenseMatrix(x.Length, columns.Length);
        for (var k = 0; k < columns.Length; k++) w[columns[k], k] = 1;
        foreach (var cell in changes)
        {
            var j = Industries.IndexOf(cell.To);
            u[Industries.IndexOf(cell.From), Array.IndexOf(columns, j)] += cell.Delta;
            if (rule == CostRule.ValueAddedAbsorbs) change[j] -= cell.Delta;
        }

        if (columns.Length == 0) return new PerturbedEffect(new LabelledVector<Industry>(Industries, x), ValueAdded());
        var output = new LabelledVector<Industry>(Industries, model.OutputOver(
            model.System.Updated(u, w, cancellation), model.Closed?.Accounts.WithSurplus(change), orders, cancellation));
        var v = model.Coefficients.ValueAdded.Values.ToArray();
        System.Numerics.Tensors.TensorPrimitives.Add(v, change, v);
        return new PerturbedEffect(output, ByRegion(output.Values, v));
    }

    /// <summary>
    /// Moves <paramref name="amount"/> of the coefficient of one product from one origin to another; costs and v stay.
    /// </summary>
    /// <param name="user">Using industry j.</param>
    /// <param name="from">Origin that loses.</param>
    /// <param name="to">Origin that gains.</param>
    /// <param name="amount">Input per unit of output that moves.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    public PerturbedEffect ShiftOrigin(Industry user, Industry from, Industry to, double amount,
        CancellationToken cancellation = default) =>
            Change([new CoefficientChange(from, user, -amount), new CoefficientChange(to, user, amount)],
                CostRule.ValueAddedFixed, cancellation);

    /// <summary>A column of a matrix by region; the sum of all for the world.</summary>
    private double[] Of(DenseMatrix byRegion, int region)
    {
        if (region >= 0) return byRegion.Column(region).ToArray();
        return Enumerable.Range(0, x.Length).Select(i => Enumerable.Range(0, Regions.Count).Sum(r => byRegion[i, r])).ToArray();
    }

    private double[] Absorbed(CostRule rule, int region) =>
        rule == CostRule.ValueAddedAbsorbs ? Of(lost, region) : new double[x.Length];

    private LabelledVector<Region> ByRegion(ReadOnlySpan<double> output, ReadOnlySpan<double> v)
    {
        var sums = new double[Regions.Count];
        for (var j = 0; j < output.Length; j++) sums[model.Table.RegionOf[j]] += v[j] * output[j];
        return new LabelledVector<Region>(Regions, sums);
    }
}
