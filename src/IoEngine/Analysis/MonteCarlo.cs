using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Analysis;

/// <summary>How uncertain a table is taken to be. Immutable.</summary>
/// <remarks>
/// Relative standard deviation of a flow z: clamp(<see cref="Deviation"/> · (z / mean positive flow)^(−<see cref="Decline"/>), <see cref="Smallest"/>, <see cref="Largest"/>):
/// small flows are known worse than large ones (Lenzen, Wood and Wiedmann 2010 fit such power laws). The default numbers are round assumptions.
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

    /// <summary>Concentration κ of the origins of each product: T ~ Dirichlet(κ T); null: origins are certain. Default 200.</summary>
    /// <remarks>The standard deviation of a share s is √(s (1 − s) / (κ + 1)): 3.5 percentage points for a half at 200.</remarks>
    public double? Concentration { get; init; } = 200;

    /// <summary>What gives way where the inputs of an industry change.</summary>
    public CostRule Rule { get; init; } = CostRule.ValueAddedAbsorbs;
}

/// <summary>Direct and indirect value added by region over many tables drawn around one. Immutable.</summary>
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
    public double Mean(int region) => Sorted[region].Average();

    /// <summary>Standard deviation over the draws.</summary>
    public double StandardDeviation(int region)
    {
        var mean = Mean(region);
        return Math.Sqrt(Sorted[region].Sum(v => (v - mean) * (v - mean)) / Math.Max(1, draws.Length - 1));
    }

    /// <summary>The value that a share <paramref name="p"/> of the draws does not exceed, interpolated.</summary>
    public double Quantile(int region, double p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        var (values, at) = (Sorted[region], p * (draws.Length - 1));
        var low = (int)Math.Floor(at);
        return values[low] + ((at - low) * (values[Math.Min(low + 1, values.Length - 1)] - values[low]));
    }
}

/// <summary>Draws tables around one and solves each: how far the noise of the cells moves the result. Pure: the seed decides.</summary>
public static class MonteCarlo
{
    private const int MostSteps = 40;

    /// <summary>Direct and indirect value added by region for <paramref name="draws"/> random tables.</summary>
    /// <param name="model">The table's model; its factorisation preconditions every draw.</param>
    /// <param name="orders">f, n.</param>
    /// <param name="uncertainty">Log-normal on Z by cell size (mean kept), Dirichlet on origins.</param>
    /// <param name="draws">How many; one at least.</param>
    /// <param name="seed">Decides every number; the same on every machine.</param>
    /// <param name="cancellation">Cancels between draws.</param>
    public static MonteCarloResult Run(ImpactModel model, LabelledVector<Industry> orders, TableUncertainty uncertainty, int draws, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(uncertainty);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var factory = new RandomTables(model, uncertainty);
        var central = model.System.Solve(orders).Values.ToArray();
        var results = new double[draws][];
        var factorised = 0;
        using var a = new DenseMatrix(central.Length, central.Length);
        for (var d = 0; d < draws; d++)
        {
            cancellation.ThrowIfCancellationRequested();
            var v = factory.Draw(a, seed, d);
            if (!Refine(model.System, a, orders, central, out var x))
            {
                x = new LeontiefSystem(model.Table.Industries, a, cancellation: cancellation).Solve(orders).Values.ToArray();
                factorised++;
            }

            results[d] = ByRegion(model, x, v);
        }

        var own = new LabelledVector<Region>(model.Table.Regions, ByRegion(model, central, model.Coefficients.ValueAdded.Values));
        return new MonteCarloResult(model.Table.Regions, own, results, factorised);
    }

    /// <summary>x ← x + L (f − x + A x): converges while the draw is near the table, in n² work a step instead of n³.</summary>
    private static bool Refine(LeontiefSystem near, DenseMatrix a, LabelledVector<Industry> f, double[] start, out double[] x)
    {
        x = (double[])start.Clone();
        var scale = f.Values.ToArray().Max(Math.Abs);
        var last = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            using var now = DenseMatrix.FromVector(x);
            using var r = MatrixProducts.Multiply(a, now);
            var worst = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                r[i, 0] += f[i] - x[i];
                worst = Math.Max(worst, Math.Abs(r[i, 0]));
            }

            if (worst <= 1e-12 * scale) return true;
            if (!(worst < 0.9 * last)) return false;
            last = worst;
            using var change = near.Solve(r);
            for (var i = 0; i < x.Length; i++) x[i] += change[i, 0];
        }

        return false;
    }

    private static double[] ByRegion(ImpactModel model, double[] x, ReadOnlySpan<double> v)
    {
        var sums = new double[model.Table.Regions.Count];
        for (var j = 0; j < x.Length; j++) sums[model.Table.RegionOf[j]] += v[j] * x[j];
        return sums;
    }
}
