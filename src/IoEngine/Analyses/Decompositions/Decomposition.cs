using IoEngine.Accounts;
using IoEngine.Impact;

namespace IoEngine.Analyses.Decompositions;

/// <summary>The change of an indicator from one year to the next, by factor, channel and receiving region. Immutable.</summary>
public sealed class DecompositionStep
{
    private readonly double[] before;
    private readonly double[] after;
    private readonly IReadOnlyList<double[]> parts;

    internal DecompositionStep((int From, int To) years, string indicator, Axis<Region> regions,
        IReadOnlyList<DecompositionFactor> factors, RelativePrices? prices, double[] before, double[] after,
        IReadOnlyList<double[]> parts, DecompositionMethod method)
    {
        (From, To) = years;
        Prices = prices;
        Indicator = indicator;
        Regions = regions;
        Factors = [.. factors.Reverse()];
        Method = method;
        this.before = before;
        this.after = after;
        this.parts = [.. parts.Reverse()];
    }

    /// <summary>Old year.</summary>
    public int From { get; }

    /// <summary>New year.</summary>
    public int To { get; }

    /// <summary>What is explained.</summary>
    public string Indicator { get; }

    /// <summary>
    /// Prices of the new year relative to the old one; null: the step is one of money, and its factors are called so.
    /// </summary>
    public RelativePrices? Prices { get; }

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>The factors.</summary>
    public IReadOnlyList<DecompositionFactor> Factors { get; }

    /// <summary>Shapley or polar, as it was done.</summary>
    public DecompositionMethod Method { get; }

    /// <summary>Contribution of a factor to the change in a region through one channel, in the indicator's unit.</summary>
    public double Contribution(DecompositionFactor factor, Channel channel, int region) =>
        parts[IndexOf(factor)][At(channel, region)];

    /// <summary>Contribution of a factor to the change in every region, all channels, G.</summary>
    public LabelledVector<Region> Contribution(DecompositionFactor factor) => AllChannels(parts[IndexOf(factor)]);

    /// <summary>Effect in the old year, all channels, G.</summary>
    public LabelledVector<Region> Before() => AllChannels(before);

    /// <summary>Effect in the new year, all channels, G.</summary>
    public LabelledVector<Region> After() => AllChannels(after);

    /// <summary>new − old − Σ contributions, the largest over channels and regions: rounding.</summary>
    public double Residual()
    {
        var worst = 0.0;
        for (var c = 0; c < before.Length; c++) worst = Math.Max(worst, Math.Abs(after[c] - before[c] - parts.Sum(p => p[c])));
        return worst;
    }

    private int IndexOf(DecompositionFactor factor)
    {
        for (var i = 0; i < Factors.Count; i++)
        {
            if (Factors[i] == factor) return i;
        }

        throw new ArgumentException($"{factor} is not a factor of this decomposition: {string.Join(", ", Factors)}.",
            nameof(factor));
    }

    private int At(Channel channel, int region) => ((int)channel * Regions.Count) + region;

    private LabelledVector<Region> AllChannels(double[] values) => new(Regions,
        Enumerable.Range(0, Regions.Count).Select(r => Enum.GetValues<Channel>().Sum(c => values[At(c, r)])).ToArray());
}

/// <summary>A chain of steps. Immutable.</summary>
/// <param name="Steps">One step a pair of neighbouring years.</param>
public sealed record Decomposition(IReadOnlyList<DecompositionStep> Steps)
{
    /// <summary>The factors of any step, in order.</summary>
    public IReadOnlyList<DecompositionFactor> Factors => [.. Steps.SelectMany(s => s.Factors).Distinct().Order()];

    /// <summary>Sum of a factor's contributions over the steps that have it, by region.</summary>
    public LabelledVector<Region> Cumulated(DecompositionFactor factor)
    {
        var sum = new double[Steps[0].Regions.Count];
        foreach (var step in Steps.Where(s => s.Factors.Contains(factor)))
        {
            var part = step.Contribution(factor);
            for (var r = 0; r < sum.Length; r++) sum[r] += part[r];
        }

        return new LabelledVector<Region>(Steps[0].Regions, sum);
    }
}
