using System.Collections.Concurrent;
using System.Numerics.Tensors;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Impact;

/// <summary>
/// A table with its factorised system and one closure: asks effects and multipliers of it. Immutable; safe for concurrent use.
/// </summary>
/// <example><code>
/// var model = ImpactModel.Build(TableValidator.Validate(TableReader.Read("table.zip")), new Closure());
/// var effects = model.Evaluate(orders);                                   // n demands at basic prices, table currency
/// var inAustria = effects.ByRegion(model.Indicators["valueAdded"], Channel.Indirect)[new Region("AUT")];
/// </code></example>
public sealed class ImpactModel
{
    private readonly ConcurrentDictionary<Indicator, Multipliers> multipliers = new();

    // M₁' by indicator: shared by all closures of one system, since no closure changes it.
    private readonly ConcurrentDictionary<string, (Indicator Indicator, DenseMatrix Multipliers)> open;

    private ImpactModel(Coefficients coefficients, LeontiefSystem system, Closure closure, ClosedSystem? closed,
        ImpactModel? sibling = null)
    {
        open = sibling?.open ?? new ConcurrentDictionary<string, (Indicator, DenseMatrix)>(StringComparer.Ordinal);
        Coefficients = coefficients;
        System = system;
        Closure = closure;
        Closed = closed;
        Indicators = new IndicatorSet(coefficients, closure);
    }

    /// <summary>Coefficients and the table behind them.</summary>
    public Coefficients Coefficients { get; }

    /// <summary>The open system.</summary>
    public LeontiefSystem System { get; }

    /// <summary>The closure asked for.</summary>
    public Closure Closure { get; }

    /// <summary>The closed system; null for <see cref="ClosureKind.None"/>.</summary>
    public ClosedSystem? Closed { get; }

    /// <summary>What effects can be measured in.</summary>
    public IndicatorSet Indicators { get; }

    /// <summary>The table.</summary>
    public MrioTable Table => Coefficients.Source.Table;

    /// <summary>Factorises the table's system and closes it.</summary>
    /// <param name="table">A validated table.</param>
    /// <param name="closure">How income is spent; <see cref="Closure.None"/> for Type I only.</param>
    /// <param name="solve">Method, kernel, threads, largest residual.</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// The closure lacks a row, a category or a parameter; every lack is listed.
    /// </exception>
    /// <exception cref="NumericalException">The system is singular or not productive, or ρ(Q) ≥ 1.</exception>
    public static ImpactModel Build(ValidatedTable table, Closure closure, SolveOptions? solve = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(closure);
        closure = closure.In(table.Table);
        var coefficients = new Coefficients(table);
        var accounts = ClosureBuilder.Build(coefficients, closure);
        var system = new LeontiefSystem(coefficients.Industries, coefficients.A(), table.Output, solve, cancellation);
        return new ImpactModel(coefficients, system, closure, Close(system, accounts, closure, cancellation));
    }

    /// <summary>
    /// A model over a system that is already factorised: <paramref name="table"/> has the same A, and may differ in what final
    /// users buy.
    /// </summary>
    internal static ImpactModel Over(LeontiefSystem system, ValidatedTable table, Closure closure,
        CancellationToken cancellation = default)
    {
        closure = closure.In(table.Table);
        var coefficients = new Coefficients(table);
        var accounts = ClosureBuilder.Build(coefficients, closure);
        return new ImpactModel(coefficients, system, closure, Close(system, accounts, closure, cancellation));
    }

    /// <summary>
    /// This model's system and multipliers with a table that differs only in what final users buy, and with its closure.
    /// </summary>
    internal ImpactModel Over(ValidatedTable table, Closure closure, CancellationToken cancellation = default)
    {
        closure = closure.In(table.Table);
        var coefficients = new Coefficients(table);
        var accounts = ClosureBuilder.Build(coefficients, closure);
        var closed = accounts is null ? null : ClosedSystem.Close(System, accounts, Closure.NameOf(closure.Kind), Closed,
            cancellation);
        return new ImpactModel(coefficients, System, closure, closed, this);
    }

    /// <summary>The same table and factorisation with another closure.</summary>
    public ImpactModel With(Closure closure, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(closure);
        closure = closure.In(Table);
        var accounts = ClosureBuilder.Build(Coefficients, closure);
        var closed = accounts is null ? null : ClosedSystem.Close(System, accounts, Closure.NameOf(closure.Kind), Closed,
            cancellation);
        return new ImpactModel(Coefficients, System, closure, closed, this);
    }

    /// <summary>Effects of one demand vector f (n, basic prices, table currency).</summary>
    public Effects Evaluate(LabelledVector<Industry> f, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Require(Table.Industries);
        return Evaluate(f.Values, cancellation);
    }

    /// <summary>Effects of one demand vector f, in the order of the table's industries.</summary>
    public Effects Evaluate(ReadOnlySpan<double> f, CancellationToken cancellation = default)
    {
        var n = Coefficients.Industries.Count;
        if (f.Length != n) throw new ArgumentException($"{f.Length} demands for {n} industries.", nameof(f));
        var demand = DenseMatrix.FromVector(f);
        var x = System.Solve(demand, cancellation);
        var leaks = LeaksOf(x.Column(0));
        if (Closed is null) return new Effects(Table, f, x.Column(0), leaks);
        var y = Closed.Income(x);
        var induced = Closed.InducedOutput(y, cancellation);
        return new Effects(Table, f, x.Column(0), leaks,
            (induced.Column(0).ToArray(), Closed.Accounts, y.Column(0).ToArray()));
    }

    /// <summary>x, n, all channels, of a changed system closed by changed accounts; null accounts: Type I.</summary>
    internal double[] OutputOver(LeontiefSystem system, InstitutionAccounts? accounts, LabelledVector<Industry> f,
        CancellationToken cancellation)
    {
        var demand = DenseMatrix.FromVector(f.Values);
        var first = system.Solve(demand, cancellation);
        var x = first.Column(0).ToArray();
        if (accounts is null) return x;
        var closed = new ClosedSystem(system, accounts, Closure.NameOf(Closure.Kind), cancellation);
        var income = closed.Income(first);
        var induced = closed.InducedOutput(income, cancellation);
        TensorPrimitives.Add(x, induced.Column(0), x);
        return x;
    }

    /// <summary>Multipliers of one indicator by receiving region: G adjoint solves, kept for later calls.</summary>
    public Multipliers Multipliers(Indicator indicator, CancellationToken cancellation = default)
    {
        Prepare([indicator], cancellation);
        return multipliers[indicator];
    }

    /// <summary>Computes the multipliers of several indicators in one block of adjoint solves.</summary>
    public void Prepare(IReadOnlyList<Indicator> indicators, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        var missing = indicators.Distinct().Where(i => !multipliers.ContainsKey(i)).ToList();
        if (missing.Count == 0) return;
        var known = missing.Select(i => (Indicator: i, Multipliers: Known(i))).Where(k => k.Multipliers is not null)
            .ToDictionary(k => k.Indicator, k => k.Multipliers!);
        SolveOpen(missing.Where(i => !known.ContainsKey(i)).ToList(), known, cancellation);
        foreach (var (indicator, m1) in known)
        {
            multipliers.TryAdd(indicator, new Multipliers(Table, Coefficients.HasOutput, indicator, m1,
                Closed?.InducedMultipliers(m1, PerIncome(indicator))));
        }
    }

    /// <summary>M₁' of an indicator where this model or a sibling with another closure has solved for it.</summary>
    private DenseMatrix? Known(Indicator indicator) =>
        open.TryGetValue(indicator.Name, out var known) && known.Indicator.PerOutput.SequenceEqual(indicator.PerOutput)
            ? known.Multipliers : null;

    private void SolveOpen(List<Indicator> indicators, Dictionary<Indicator, DenseMatrix> solutions,
        CancellationToken cancellation)
    {
        if (indicators.Count == 0) return;
        var (n, regions) = (Coefficients.Industries.Count, Table.Regions.Count);
        var different = Different(indicators);
        var rows = new DenseMatrix(n, regions * different.Count);
        for (var q = 0; q < different.Count; q++)
        {
            for (var j = 0; j < n; j++) rows[j, (q * regions) + Table.RegionOf[j]] = different[q].PerOutput[j];
        }

        var solved = System.SolveAdjoint(rows, cancellation);
        foreach (var indicator in indicators)
        {
            var q = different.FindIndex(d => d.PerOutput.SequenceEqual(indicator.PerOutput));
            var m1 = InstitutionAccounts.Columns(solved, Enumerable.Range(q * regions, regions).ToArray());
            solutions[indicator] = m1;
            open[indicator.Name] = (indicator, m1);
        }
    }

    /// <summary>One of those that are the same per unit of output, as value added and gdp are where nothing is taxed.</summary>
    internal static List<Indicator> Different(IEnumerable<Indicator> indicators)
    {
        var different = new List<Indicator>();
        foreach (var indicator in indicators)
        {
            if (!different.Exists(d => d.PerOutput.SequenceEqual(indicator.PerOutput))) different.Add(indicator);
        }

        return different;
    }

    private static ClosedSystem? Close(LeontiefSystem system, InstitutionAccounts? accounts, Closure closure,
        CancellationToken cancellation) =>
            accounts is null ? null : new ClosedSystem(system, accounts, Closure.NameOf(closure.Kind), cancellation);

    /// <summary>a × G: product taxes of the spending of each account, in its region.</summary>
    private DenseMatrix? PerIncome(Indicator indicator)
    {
        if (!indicator.CountsSpendingTaxes || Closed is null) return null;
        var accounts = Closed.Accounts;
        return DenseMatrix.Create(accounts.Accounts.Count, Table.Regions.Count,
            (a, r) => accounts.Accounts[a].Region == Table.Regions[r] ? accounts.ProductTaxes[a] : 0);
    }

    /// <summary>Where the value goes besides value added, from x = L f.</summary>
    internal Leaks LeaksOf(ReadOnlySpan<double> x)
    {
        var taxes = new double[Table.Regions.Count];
        var (other, residual, unexplained) = (0.0, 0.0, 0.0);
        for (var j = 0; j < x.Length; j++)
        {
            taxes[Table.RegionOf[j]] += Coefficients.TaxesOnProducts[j] * x[j];
            other += Coefficients.OtherItems[j] * x[j];
            residual += Coefficients.Residual[j] * x[j];
            if (!Coefficients.HasOutput(j)) unexplained += x[j];
        }

        return new Leaks(new LabelledVector<Region>(Table.Regions, taxes), other, residual, unexplained);
    }
}
