using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Decompositions;

/// <summary>
/// Value for any combination of old and new factors of two states; factorisations are made once and kept no longer than needed.
/// </summary>
internal sealed class CombinedWorlds
{
    private readonly DecompositionState[] states;
    private readonly DecompositionOptions options;
    private readonly CancellationToken cancellation;
    private readonly OrderMixes orders;
    private readonly ValidatedTable newTradeOldTechnology;
    private (int Key, ImpactModel Model)? current;

    /// <param name="from">Old state, with its model.</param>
    /// <param name="to">New state, with its model.</param>
    /// <param name="options">Indicator, factors, solve.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    public CombinedWorlds(DecompositionState from, DecompositionState to, DecompositionOptions options,
        CancellationToken cancellation)
    {
        states = [from, to];
        this.options = options;
        this.cancellation = cancellation;
        orders = new OrderMixes(from.Orders.Values, to.Orders.Values, from.Table.Table.RegionOf, from.Table.Table.Regions.Count);
        newTradeOldTechnology = StructuralFreeze.Recombine(to.Table, from.Table);
    }

    /// <summary>
    /// The solver's options with what it may count on: multipliers of one indicator and of the incomes, by region.
    /// </summary>
    public static SolveOptions Expecting(DecompositionState state, DecompositionOptions options) =>
        (options.Solve ?? SolveOptions.Default) with { RightHandSides = 2 * state.Table.Table.Regions.Count };

    /// <summary>
    /// The factors by bit. Technology and trade shares are the highest, so that ascending sets change the large system least
    /// often.
    /// </summary>
    public static DecompositionFactor[] Factors(bool splitOrderMix) => splitOrderMix
        ? [DecompositionFactor.ProductMix, DecompositionFactor.SupplierMix, DecompositionFactor.OrderLevel,
            DecompositionFactor.Closure, DecompositionFactor.TradeShares, DecompositionFactor.Technology]
        : [DecompositionFactor.OrderMix, DecompositionFactor.OrderLevel, DecompositionFactor.Closure,
            DecompositionFactor.TradeShares, DecompositionFactor.Technology];

    /// <summary>Effects by channel and region, 3 G values, channel by channel.</summary>
    public double[] Value(int mask)
    {
        var factors = Factors(options.SplitOrderMix);
        var f = orders.Combine(New(DecompositionFactor.OrderLevel),
            New(options.SplitOrderMix ? DecompositionFactor.SupplierMix : DecompositionFactor.OrderMix),
            New(options.SplitOrderMix ? DecompositionFactor.ProductMix : DecompositionFactor.OrderMix));
        var world = World(New(DecompositionFactor.TradeShares), New(DecompositionFactor.Technology),
            New(DecompositionFactor.Closure));
        var multipliers = world.Multipliers(world.Indicators[options.Indicator], cancellation);
        var demand = DenseMatrix.FromVector(f);
        return Enum.GetValues<Channel>().SelectMany(c => multipliers.Attribute(c, demand).Column(0).ToArray()).ToArray();

        int New(DecompositionFactor factor) => (mask >> Array.IndexOf(factors, factor)) & 1;
    }

    /// <summary>Whether a factor differs between the two states by more than rounding.</summary>
    public bool Changed(DecompositionFactor factor)
    {
        var (from, to) = (states[0], states[1]);
        var closed = from.Closure.Kind != ClosureKind.None || to.Closure.Kind != ClosureKind.None;
        return factor switch
        {
            DecompositionFactor.OrderLevel => orders.LevelChanged,
            DecompositionFactor.SupplierMix => orders.SupplierMixChanged,
            DecompositionFactor.ProductMix => orders.ProductMixChanged,
            DecompositionFactor.OrderMix => orders.SupplierMixChanged || orders.ProductMixChanged,
            DecompositionFactor.TradeShares => TableRounding.CoefficientsDiffer(from.Table, newTradeOldTechnology)
                || (closed && TableRounding.SpendingDiffers(from.Table, newTradeOldTechnology)),
            DecompositionFactor.Technology => TableRounding.CoefficientsDiffer(to.Table, newTradeOldTechnology),
            DecompositionFactor.Closure => closed
                && (!from.Closure.Equals(to.Closure) || TableRounding.SpendingDiffers(to.Table, newTradeOldTechnology)),
            _ => throw new ArgumentOutOfRangeException(nameof(factor)),
        };
    }

    // The two corners are the states' own models; between them, one system serves both closures.
    private ImpactModel World(int trade, int technology, int closure)
    {
        if (trade == technology && technology == closure) return states[closure].Model!;
        var key = (technology << 2) | (trade << 1) | closure;
        if (current is { } known && known.Key == key) return known.Model;
        var sibling = trade == technology ? states[trade].Model : current is { } last && last.Key >> 1 == key >> 1 ? last.Model
            : null;
        var built = Build(states[trade].Table, states[technology].Table, states[closure], sibling);
        current = (key, built);
        return built;
    }

    private ImpactModel Build(ValidatedTable trade, ValidatedTable technology, DecompositionState closure, ImpactModel? sibling)
    {
        if (sibling is not null)
            return sibling.Over(StructuralFreeze.Consuming(sibling.Coefficients.Source, trade, closure.Table), closure.Closure,
                cancellation);
        var table = ReferenceEquals(trade, states[1].Table) && ReferenceEquals(closure.Table, technology)
            ? newTradeOldTechnology : StructuralFreeze.Recombine(trade, technology, closure.Table);
        return ImpactModel.Build(table, closure.Closure, Expecting(closure, options), cancellation);
    }
}
