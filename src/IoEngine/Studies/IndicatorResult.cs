using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Studies;

/// <summary>One indicator's effects in one year: by channel, receiving industry and region, and by source. Immutable.</summary>
/// <remarks>Money is in the report currency, everything else in the table's unit.</remarks>
public sealed class IndicatorResult
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();
    private readonly double[][] byIndustry;
    private readonly double[] onSpending;
    private readonly double[][] byRegion;
    private readonly DenseMatrix[] attribution;
    private readonly bool[] imputed;
    private readonly bool[] imputedIn;

    /// <param name="indicator">The indicator.</param>
    /// <param name="effects">Effects in the table's units.</param>
    /// <param name="table">The table.</param>
    /// <param name="unit">Unit of the results.</param>
    /// <param name="back">Units of the results in one of the indicator's.</param>
    /// <param name="attribution">By channel: receiving region × source, in the unit of the results.</param>
    internal IndicatorResult(Indicator indicator, Effects effects, MrioTable table, string unit, double back,
        DenseMatrix[] attribution)
    {
        var (n, regions) = (table.Industries.Count, table.Regions.Count);
        onSpending = [.. Enumerable.Range(0, regions).Select(r => effects.OnSpending(indicator, Channel.Induced, r) * back)];
        (byIndustry, byRegion) = (new double[Channels.Length][], new double[Channels.Length][]);
        foreach (var channel in Channels)
        {
            var (values, sums) = (new double[n], new double[regions]);
            var output = effects.Output(channel);
            for (var j = 0; j < n; j++)
            {
                values[j] = indicator.PerOutput[j] * output[j] * back;
                sums[table.RegionOf[j]] += values[j];
            }

            for (var r = 0; r < regions; r++) sums[r] += channel == Channel.Induced ? onSpending[r] : 0;
            (byIndustry[(int)channel], byRegion[(int)channel]) = (values, sums);
        }

        ByChannel = Array.ConvertAll(byRegion, sums => sums.Sum());
        this.attribution = attribution;
        Measured = indicator;
        Name = indicator.Name;
        Unit = unit;
        IsMoney = indicator.IsMoney;
        (imputed, imputedIn) = ([.. Enumerable.Range(0, n).Select(indicator.IsImputed)], new bool[regions]);
        for (var j = 0; j < n; j++) imputedIn[table.RegionOf[j]] |= imputed[j];
    }

    /// <summary>Effect in the whole world by channel, in the order of <see cref="Channel"/>.</summary>
    public IReadOnlyList<double> ByChannel { get; }

    /// <summary>
    /// The indicator as the year has it: where the table is another year's, what is no money is per volume of the table's year.
    /// </summary>
    internal Indicator Measured { get; }

    /// <summary>Name, as in the configuration.</summary>
    public string Name { get; }

    /// <summary>Unit of every number here.</summary>
    public string Unit { get; }

    /// <summary>Whether it is money.</summary>
    public bool IsMoney { get; }

    /// <summary>
    /// Whether the numbers of an industry rest on compensation that is imputed, not published, or on a hole that a rule filled.
    /// </summary>
    public bool IsImputed(int industry) => imputed[industry];

    /// <summary>Whether those of a region do, in part or all.</summary>
    public bool IsImputedIn(int region) => imputedIn[region];

    /// <summary>Effect in one industry through one channel.</summary>
    public double Value(Channel channel, int industry) => byIndustry[(int)channel][industry];

    /// <summary>
    /// Product taxes on induced household spending in a region, where the indicator counts them; in no industry.
    /// </summary>
    public double OnSpending(Channel channel, int region) => channel == Channel.Induced ? onSpending[region] : 0;

    /// <summary>
    /// Effect in region <paramref name="region"/> caused by the orders of source <paramref name="source"/>, through one channel.
    /// </summary>
    public double Attribution(Channel channel, int region, int source) => attribution[(int)channel][region, source];

    /// <summary>Effect by receiving region through one channel, G.</summary>
    public double[] ByRegion(Channel channel) => [.. byRegion[(int)channel]];

    /// <summary>Effect in one region, all channels.</summary>
    internal double Total(int region) => Channels.Sum(c => byRegion[(int)c][region]);

    /// <summary>Effect in the whole world through one channel.</summary>
    public double Total(Channel channel) => ByChannel[(int)channel];

    /// <summary>Effect in the whole world, all channels.</summary>
    public double Total() => Channels.Sum(Total);
}
