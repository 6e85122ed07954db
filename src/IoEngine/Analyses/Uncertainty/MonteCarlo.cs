using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;
using MathNet.Numerics.Statistics;

namespace IoEngine.Analyses.Uncertainty;

/// <summary>How uncertain a table is taken to be. Immutable.</summary>
/// <remarks>
/// Relative standard deviation of a flow z: clamp(<see cref="Deviation"/> · (z / mean positive flow)^(−<see cref="Decline"/>),
/// <see cref="Smallest"/>, <see cref="Largest"/>): small flows are known worse than large ones (Lenzen, Wood and Wiedmann 2010
/// fit such power laws). The default numbers are round assumptions.
/// </remarks>
public sealed record TableUncertainty
{
    /// <summary>Relative standard deviation of a flow of mean size; 0: flows are certain. Default 0.2.</summary>
    public double Deviation { get; init; } = 0.2;

    /// <summary>Exponent by which the deviation falls with size. Default 0.2.</summary>
    public double Decline { get; init; } = 0.2;

    /// <summary>Smallest relative standard deviation. Default 0.02.</summary>
    public double Smallest { get; init; } = 0.02;

    /// <summary>Largest relative standard deviation. Default 0.6.</summary>
    public double Largest { get; init; } = 0.6;

    /// <summary>
    /// Concentration κ of the origins of each product: T ~ Dirichlet(κ T); null: origins are certain. Default 200.
    /// </summary>
    /// <remarks>The standard deviation of a share s is √(s (1 − s) / (κ + 1)): 3.5 percentage points for a half at 200.</remarks>
    public double? Concentration { get; init; } = 200;

    /// <summary>What gives way where the inputs of an industry change.</summary>
    public CostRule Rule { get; init; } = CostRule.ValueAddedAbsorbs;

    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or not a number.</exception>
    internal void Check()
    {
        NotNegative(Deviation, nameof(Deviation));
        if (!double.IsFinite(Decline)) throw new ArgumentOutOfRangeException(nameof(Decline), Decline, "Must be a number.");
        NotNegative(Smallest, nameof(Smallest));
        if (!(Largest >= Smallest && double.IsFinite(Largest)))
            throw new ArgumentOutOfRangeException(nameof(Largest), Largest, $"Must be a number of at least {nameof(Smallest)}.");
        if (Concentration is { } c && !(c > 0 && double.IsFinite(c)))
            throw new ArgumentOutOfRangeException(nameof(Concentration), c, "Must be a number above 0, or null.");
    }

    private static void NotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be a number of at least 0.");
    }
}

/// <summary>Value added by region, through all channels of a model, over many tables drawn around one. Immutable.</summary>
public sealed class MonteCarloResult
{
    private readonly double[][] draws;

    internal MonteCarloResult(Axis<Region> regions, LabelledVector<Region> central, double[][] draws, int factorised)
    {
        Regions = regions;
        Central = central;
        this.draws = draws;
        Factorised = factorised;
        Sorted = Enumerable.Range(0, regions.Count).Select(r => draws.Select(d => d[r]).Order().ToArray()).ToArray();
    }

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>The table's own result.</summary>
    public LabelledVector<Region> Central { get; }

    /// <summary>Number of draws.</summary>
    public int Draws => draws.Length;

    /// <summary>Draws too far from the table for its factorisation to serve, so that they were factorised themselves.</summary>
    public int Factorised { get; }

    private double[][] Sorted { get; }

    /// <summary>One draw, by region.</summary>
    public ReadOnlySpan<double> Draw(int number) => draws[number];

    /// <summary>Mean over the draws.</summary>
    public double Mean(int region) => ArrayStatistics.Mean(Sorted[region]);

    /// <summary>Standard deviation over the draws (divisor: draws − 1; 0 for a single draw).</summary>
    public double StandardDeviation(int region) => Draws == 1 ? 0 : ArrayStatistics.StandardDeviation(Sorted[region]);

    /// <summary>
    /// The value that a share <paramref name="p"/> of the draws does not exceed, interpolated as R (type 7), NumPy and Excel do.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    public double Quantile(int region, double p) => p is >= 0 and <= 1
        ? SortedArrayStatistics.QuantileCustom(Sorted[region], p, QuantileDefinition.R7)
        : throw new ArgumentOutOfRangeException(nameof(p), p, "Must be 0 to 1.");
}

/// <summary>
/// Draws tables around one and solves each: how far the noise of the cells moves the result. Pure: the seed decides.
/// </summary>
public static class MonteCarlo
{
    /// <summary>
    /// Value added by region for <paramref name="draws"/> random tables: direct, indirect and, where the model has a closure,
    /// induced.
    /// </summary>
    /// <param name="model">
    /// The table's model; its factorisation preconditions every draw. Its closure decides what is induced.
    /// </param>
    /// <param name="orders">f, n.</param>
    /// <param name="uncertainty">Log-normal on Z by cell size (mean kept), Dirichlet on origins.</param>
    /// <param name="draws">How many; one at least.</param>
    /// <param name="seed">Decides every number; the same on every machine.</param>
    /// <param name="cancellation">Cancels between draws.</param>
    /// <remarks>
    /// Z alone is drawn: what households buy (C), the transfers D and wages, taxes and capital used up per unit of output stay.
    /// Where value added gives way, operating surplus does, and so does the part of it that is income of households (closure
    /// <c>labour-mixed</c>).
    /// </remarks>
    /// <exception cref="NumericalException">A drawn table, or its closure, is not productive.</exception>
    public static MonteCarloResult Run(ImpactModel model, LabelledVector<Industry> orders, TableUncertainty uncertainty,
        int draws, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(uncertainty);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        uncertainty.Check();
        var factory = new RandomTables(model, uncertainty);
        var near = new NearbySystems(model, orders, cancellation);
        var n = model.Table.Industries.Count;
        var results = new double[draws][];
        var a = new DenseMatrix(n, n);
        var change = new double[n];
        for (var d = 0; d < draws; d++)
        {
            cancellation.ThrowIfCancellationRequested();
            var v = factory.Draw(a, seed, d);
            System.Numerics.Tensors.TensorPrimitives.Subtract(v, model.Coefficients.ValueAdded.Values, change);
            results[d] = ByRegion(model, near.Output(a, change, cancellation), v);
        }

        var central = new LabelledVector<Region>(model.Table.Regions,
            ByRegion(model, near.Central, model.Coefficients.ValueAdded.Values));
        return new MonteCarloResult(model.Table.Regions, central, results, near.Factorised);
    }

    private static double[] ByRegion(ImpactModel model, double[] x, ReadOnlySpan<double> v)
    {
        var sums = new double[model.Table.Regions.Count];
        for (var j = 0; j < x.Length; j++) sums[model.Table.RegionOf[j]] += v[j] * x[j];
        return sums;
    }
}
