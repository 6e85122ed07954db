using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Impact;

/// <summary>The way in which an order reaches a country.</summary>
public enum Channel
{
    /// <summary>In the industry that delivers the order.</summary>
    Direct,

    /// <summary>In its suppliers and theirs.</summary>
    Indirect,

    /// <summary>Through the spending of incomes earned on the way.</summary>
    Induced,
}

/// <summary>
/// One indicator's multipliers: effect in receiving region r per unit of order to industry sj, by channel. Immutable.
/// </summary>
/// <remarks>
/// direct[r, sj] = e_sj where s = r; M₁[r, ·] = (e ∘ 1_r)' L by adjoint solves; indirect = M₁ − direct; induced = M₁ C K R L.
/// Effects of any list of orders are one sparse product with these.
/// </remarks>
public sealed class Multipliers
{
    private readonly MrioTable table;
    private readonly Func<int, bool> hasOutput;
    private readonly DenseMatrix open;
    private readonly DenseMatrix? induced;

    internal Multipliers(MrioTable table, Func<int, bool> hasOutput, Indicator indicator, DenseMatrix open, DenseMatrix? induced)
    {
        this.table = table;
        this.hasOutput = hasOutput;
        Indicator = indicator;
        this.open = open;
        this.induced = induced;
    }

    /// <summary>What is measured.</summary>
    public Indicator Indicator { get; }

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions => table.Regions;

    /// <summary>Industries that receive orders.</summary>
    public Axis<Industry> Industries => table.Industries;

    /// <summary>
    /// Whether an industry has output; where it has none, all multipliers are zero, since orders there can't be explained.
    /// </summary>
    public bool HasOutput(int industry) => hasOutput(industry);

    /// <summary>
    /// Effect in region <paramref name="region"/> of a unit ordered from industry <paramref name="industry"/>, through one
    /// channel.
    /// </summary>
    public double this[Channel channel, int region, int industry] => channel switch
    {
        Channel.Direct => Direct(region, industry),
        Channel.Indirect => open[industry, region] - Direct(region, industry),
        Channel.Induced => induced?[industry, region] ?? 0,
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>The G × n matrix of one channel.</summary>
    public LabelledMatrix<Region, Industry> Matrix(Channel channel) =>
        new(Regions, Industries, DenseMatrix.Create(Regions.Count, Industries.Count, (r, j) => this[channel, r, j]));

    /// <summary>
    /// The sum over all channels in region <paramref name="region"/> per unit ordered from <paramref name="industry"/>.
    /// </summary>
    public double Total(int region, int industry) => open[industry, region] + (induced?[industry, region] ?? 0);

    /// <summary>
    /// V[r, s], G × S: effect in r of the orders of each source s, one column of <paramref name="orders"/> (n × S) a source.
    /// </summary>
    public DenseMatrix Attribute(Channel channel, DenseMatrix orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (channel == Channel.Induced)
            return induced is null ? new DenseMatrix(Regions.Count, orders.Columns) : MatrixProducts.TransposedMultiply(induced,
                orders);
        var direct = DirectEffects(orders);
        if (channel == Channel.Direct) return direct;
        var total = MatrixProducts.TransposedMultiply(open, orders);
        for (var s = 0; s < total.Columns; s++)
            System.Numerics.Tensors.TensorPrimitives.Subtract(total.Column(s), direct.Column(s), total.WritableColumn(s));
        return total;
    }

    private double Direct(int region, int industry) => table.RegionOf[industry] == region ? Indicator.PerOutput[industry] : 0;

    private DenseMatrix DirectEffects(DenseMatrix orders)
    {
        var effects = new DenseMatrix(Regions.Count, orders.Columns);
        for (var s = 0; s < orders.Columns; s++)
        {
            var from = orders.Column(s);
            var to = effects.WritableColumn(s);
            for (var j = 0; j < from.Length; j++) to[table.RegionOf[j]] += Indicator.PerOutput[j] * from[j];
        }

        return effects;
    }
}
