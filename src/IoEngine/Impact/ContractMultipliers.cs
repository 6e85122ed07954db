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

    private readonly ContractIndicator valueAdded;
    private readonly int[] taxes;

    private ContractMultipliers(ContractIndicator valueAdded, int[] taxes, IReadOnlyList<ContractIndicator> others)
    {
        (this.valueAdded, this.taxes) = (valueAdded, taxes);
        Indicators = [valueAdded, .. others];
    }

    /// <summary>Value added, and the other indicators that are kept.</summary>
    public IReadOnlyList<ContractIndicator> Indicators { get; }

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions => valueAdded.Regions;

    /// <summary>Industries that receive orders.</summary>
    public Axis<Industry> Industries => valueAdded.Industries;

    /// <summary>Value added in a region per million ordered from an industry, through one channel.</summary>
    public int this[Channel channel, int region, int industry] => valueAdded[channel, region, industry];

    /// <summary>Taxes less subsidies on products along the chain, in the world, per million ordered from an industry.</summary>
    public int ProductTaxes(int industry) => taxes[industry];

    /// <summary>
    /// What is neither value added (direct or indirect) nor product tax: other items and imbalance of the table, unexplained,
    /// rounding.
    /// </summary>
    public int Other(int industry)
    {
        var rest = Whole - taxes[industry];
        for (var r = 0; r < Regions.Count; r++)
            rest -= valueAdded[Channel.Direct, r, industry] + valueAdded[Channel.Indirect, r, industry];
        return rest;
    }

    /// <summary>The multipliers of a model.</summary>
    /// <param name="model">Table, system and closure.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="NumericalException">A solve fails, or a multiplier is beyond 2,147 units per unit ordered.</exception>
    public static ContractMultipliers Of(ImpactModel model, CancellationToken cancellation = default) =>
        Of(model, [], cancellation);

    /// <summary>The multipliers of a model, with other indicators beside value added.</summary>
    /// <param name="model">Table, system and closure.</param>
    /// <param name="indicators">Names; value added is there in any case.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="NumericalException">A solve fails, or a multiplier is beyond 2,147 units per unit ordered.</exception>
    public static ContractMultipliers Of(ImpactModel model, IEnumerable<string> indicators,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var valueAdded = ContractIndicator.Of(model, model.Indicators[IndicatorNames.ValueAdded], cancellation);
        var row = DenseMatrix.FromVector(model.Coefficients.TaxesOnProducts.Values);
        var tau = model.System.SolveAdjoint(row, cancellation);
        var taxes = new int[valueAdded.Industries.Count];
        for (var j = 0; j < taxes.Length; j++) taxes[j] = ContractIndicator.Whole(tau[j, 0], Whole, valueAdded.Industries[j]);
        return new ContractMultipliers(valueAdded, taxes, [.. indicators.Where(name => name != IndicatorNames.ValueAdded)
            .Select(name => ContractIndicator.Of(model, model.Indicators[name], cancellation))]);
    }

    /// <summary>Puts stored multipliers together again.</summary>
    /// <param name="valueAdded">Value added.</param>
    /// <param name="taxes">n.</param>
    /// <param name="others">The other indicators.</param>
    internal static ContractMultipliers Stored(ContractIndicator valueAdded, int[] taxes,
        IReadOnlyList<ContractIndicator> others) => new(valueAdded, taxes, others);

    /// <summary>The same with value added alone.</summary>
    internal ContractMultipliers WithoutOthers() => new(valueAdded, taxes, []);
}
