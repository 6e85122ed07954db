using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Studies;

/// <summary>One indicator's effects in one year: by channel, receiving industry and region, and by source. Immutable.</summary>
/// <remarks>Money is in the report currency, everything else in the table's unit.</remarks>
public sealed class IndicatorResult
{
    private readonly double[][] byIndustry;
    private readonly double[] onSpending;
    private readonly DenseMatrix[] attribution;
    private readonly MrioTable table;

    internal IndicatorResult(MrioTable table, Indicator indicator, string unit, double[][] byIndustry, double[] onSpending,
        DenseMatrix[] attribution)
    {
        this.table = table;
        this.byIndustry = byIndustry;
        this.onSpending = onSpending;
        this.attribution = attribution;
        Name = indicator.Name;
        Unit = unit;
        IsMoney = indicator.IsMoney;
    }

    /// <summary>Name, as in the configuration.</summary>
    public string Name { get; }

    /// <summary>Unit of every number here.</summary>
    public string Unit { get; }

    /// <summary>Whether it is money.</summary>
    public bool IsMoney { get; }

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
    public double[] ByRegion(Channel channel)
    {
        var sums = new double[table.Regions.Count];
        for (var j = 0; j < table.Industries.Count; j++) sums[table.RegionOf[j]] += Value(channel, j);
        for (var r = 0; r < sums.Length; r++) sums[r] += OnSpending(channel, r);
        return sums;
    }

    /// <summary>Effect in the whole world through one channel.</summary>
    public double Total(Channel channel) => ByRegion(channel).Sum();

    /// <summary>Effect in the whole world, all channels.</summary>
    public double Total() => Enum.GetValues<Channel>().Sum(Total);
}
