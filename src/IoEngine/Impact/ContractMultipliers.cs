using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Impact;

/// <summary>
/// What an order to any industry brings where, in millionths of its value at basic prices: value added by channel and receiving
/// region, product taxes along the chain, and the rest. Immutable.
/// </summary>
/// <remarks>
/// Whole numbers, so that everybody who multiplies them with an amount gets the same digits: the page's calculator, <c>ioe
/// explain</c>, a spreadsheet. Σ_r (direct + indirect) + product taxes + other = 1,000,000 for every industry, exactly; rounding
/// is within other.
/// </remarks>
public sealed class ContractMultipliers
{
    /// <summary>One: the value ordered.</summary>
    public const int Whole = 1_000_000;

    private readonly int[] direct;
    private readonly int[] indirect;
    private readonly int[] induced;
    private readonly int[] taxes;

    private ContractMultipliers(Axis<Region> regions, Axis<Industry> industries, int[] direct, int[] indirect, int[] induced,
        int[] taxes)
    {
        Regions = regions;
        Industries = industries;
        this.direct = direct;
        this.indirect = indirect;
        this.induced = induced;
        this.taxes = taxes;
    }

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>Industries that receive orders.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>Value added in a region per million ordered from an industry, through one channel.</summary>
    public int this[Channel channel, int region, int industry] => channel switch
    {
        Channel.Direct => Regions[region] == Industries[industry].Region ? direct[industry] : 0,
        Channel.Indirect => indirect[(region * Industries.Count) + industry],
        Channel.Induced => induced[(region * Industries.Count) + industry],
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>Taxes less subsidies on products along the chain, in the world, per million ordered from an industry.</summary>
    public int ProductTaxes(int industry) => taxes[industry];

    /// <summary>
    /// What is neither value added (direct or indirect) nor product tax: other items and imbalance of the table, unexplained,
    /// rounding.
    /// </summary>
    public int Other(int industry)
    {
        var rest = Whole - direct[industry] - taxes[industry];
        for (var r = 0; r < Regions.Count; r++) rest -= indirect[(r * Industries.Count) + industry];
        return rest;
    }

    /// <summary>The multipliers of a model.</summary>
    /// <param name="model">Table, system and closure.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="NumericalException">A solve fails, or a multiplier is beyond 2,147 units per unit ordered.</exception>
    public static ContractMultipliers Of(ImpactModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var m = model.Multipliers(model.Indicators["valueAdded"], cancellation);
        var (regions, industries) = (model.Table.Regions, model.Table.Industries);
        var n = industries.Count;
        var (direct, indirect, induced) = (new int[n], new int[regions.Count * n], new int[regions.Count * n]);
        for (var r = 0; r < regions.Count; r++)
        {
            for (var j = 0; j < n; j++)
            {
                if (industries[j].Region == regions[r]) direct[j] = Millionths(m[Channel.Direct, r, j], industries[j]);
                indirect[(r * n) + j] = Millionths(m[Channel.Indirect, r, j], industries[j]);
                induced[(r * n) + j] = Millionths(m[Channel.Induced, r, j], industries[j]);
            }
        }

        var row = DenseMatrix.FromVector(model.Coefficients.TaxesOnProducts.Values);
        var tau = model.System.SolveAdjoint(row, cancellation);
        var taxes = new int[n];
        for (var j = 0; j < n; j++) taxes[j] = Millionths(tau[j, 0], industries[j]);
        return new ContractMultipliers(regions, industries, direct, indirect, induced, taxes);
    }

    /// <summary>Puts stored multipliers together again.</summary>
    /// <param name="regions">Receiving regions, G.</param>
    /// <param name="industries">Industries, n.</param>
    /// <param name="direct">n.</param>
    /// <param name="indirect">G × n, a region after the other.</param>
    /// <param name="induced">G × n, a region after the other.</param>
    /// <param name="taxes">n.</param>
    internal static ContractMultipliers Stored(Axis<Region> regions, Axis<Industry> industries, int[] direct, int[] indirect,
        int[] induced, int[] taxes) =>
            new(regions, industries, direct, indirect, induced, taxes);

    private static int Millionths(double multiplier, Industry industry)
    {
        var rounded = Math.Round(multiplier * Whole, MidpointRounding.AwayFromZero);
        if (Math.Abs(rounded) > int.MaxValue)
            throw new NumericalException(
                FormattableString.Invariant($"The multiplier of {industry} is {multiplier:G6}; no order causes that much."));
        return (int)rounded;
    }
}
