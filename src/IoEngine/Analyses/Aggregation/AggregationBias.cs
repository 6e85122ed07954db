using IoEngine.Accounts;
using IoEngine.Impact;

namespace IoEngine.Analyses.Aggregation;

/// <summary>What aggregating a table does to the answer for one demand: v'L'f' − M v L f by region. Immutable.</summary>
/// <remarks>
/// Zero for the table's own final demand and for any demand whose output is proportional to the table's; not for an order mix.
/// Miller &amp; Blair (2009), § 4.9.2 (first-order and total aggregation bias).
/// </remarks>
public sealed class AggregationBias
{
    private readonly LabelledVector<Region>[] full;
    private readonly LabelledVector<Region>[] aggregated;

    private AggregationBias(string indicator, Axis<Region> regions, LabelledVector<Region>[] full,
        LabelledVector<Region>[] aggregated)
    {
        Indicator = indicator;
        Regions = regions;
        this.full = full;
        this.aggregated = aggregated;
    }

    /// <summary>Name of the indicator.</summary>
    public string Indicator { get; }

    /// <summary>Regions of the aggregated table.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>Computes both answers.</summary>
    /// <param name="full">Model of the table before.</param>
    /// <param name="aggregated">Model of the table after, with the same closure.</param>
    /// <param name="mapping">From the one to the other.</param>
    /// <param name="f">Demand for the industries before, n, basic prices.</param>
    /// <param name="indicator">What is measured.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="ArgumentException">
    /// The mapping does not lead from the one table to the other, or f has other industries.
    /// </exception>
    public static AggregationBias Measure(
        ImpactModel full, ImpactModel aggregated, TableMapping mapping, LabelledVector<Industry> f,
        string indicator = "valueAdded", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(full);
        ArgumentNullException.ThrowIfNull(aggregated);
        ArgumentNullException.ThrowIfNull(mapping);
        if (!mapping.SourceIndustries.Equals(full.Table.Industries) || !mapping.Industries.Equals(aggregated.Table.Industries))
            throw new ArgumentException("The mapping does not lead from the one table to the other.", nameof(mapping));
        var before = full.Evaluate(f, cancellation);
        var after = aggregated.Evaluate(mapping.Apply(f), cancellation);
        var channels = Enum.GetValues<Channel>();
        return new AggregationBias(indicator, mapping.Regions,
            Array.ConvertAll(channels, c => mapping.Apply(before.ByRegion(full.Indicators[indicator], c))),
            Array.ConvertAll(channels, c => Ordered(after.ByRegion(aggregated.Indicators[indicator], c), mapping.Regions)));
    }

    /// <summary>The answer of the full table, summed to the regions of the aggregated one.</summary>
    /// <param name="channel">One channel; null: all.</param>
    public LabelledVector<Region> Full(Channel? channel = null) => Sum(full, channel);

    /// <summary>The answer of the aggregated table.</summary>
    /// <param name="channel">One channel; null: all.</param>
    public LabelledVector<Region> Aggregated(Channel? channel = null) => Sum(aggregated, channel);

    /// <summary>Aggregated − full, by region.</summary>
    /// <param name="channel">One channel; null: all.</param>
    public LabelledVector<Region> Bias(Channel? channel = null)
    {
        var (a, b) = (Aggregated(channel), Full(channel));
        return new LabelledVector<Region>(Regions, Enumerable.Range(0, Regions.Count).Select(r => a[r] - b[r]).ToArray());
    }

    private LabelledVector<Region> Sum(LabelledVector<Region>[] parts, Channel? channel) => channel is { } one
        ? parts[(int)one]
        : new LabelledVector<Region>(Regions, Enumerable.Range(0, Regions.Count).Select(r => parts.Sum(p => p[r])).ToArray());

    private static LabelledVector<Region> Ordered(LabelledVector<Region> values, Axis<Region> order) =>
        new(order, order.Select(r => values[r]).ToArray());
}
