using IoEngine.Accounts;
using IoEngine.Validation;

namespace IoEngine.Analysis;

/// <summary>Value for any combination of old and new factors of two states; factorisations are made once and kept no longer than needed.</summary>
internal sealed class CombinedWorlds
{
    private readonly DecompositionState[] states;
    private readonly DecompositionOptions options;
    private readonly CancellationToken cancellation;
    private readonly OrderMixes orders;
    private readonly ValidatedTable newTradeOldTechnology;
    private (ValidatedTable Trade, ValidatedTable Technology, LeontiefSystem System)? current;
    private (int Key, ImpactModel Model)? model;

    /// <param name="from">Old state.</param>
    /// <param name="to">New state.</param>
    /// <param name="options">Indicator, factors, solve.</param>
    /// <param name="first">The system of the old state where a step before has it.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    public CombinedWorlds(DecompositionState from, DecompositionState to, DecompositionOptions options, LeontiefSystem? first, CancellationToken cancellation)
    {
        states = [from, to];
        this.options = options;
        this.cancellation = cancellation;
        if (first is not null) current = (from.Table, from.Table, first);
        orders = new OrderMixes(from.Orders.Values, to.Orders.Values, from.Table.Table.RegionOf, from.Table.Table.Regions.Count);
        newTradeOldTechnology = StructuralFreeze.Recombine(to.Table, from.Table);
    }

    /// <summary>The system used last; after the evaluation of all factors new it is that of the new state.</summary>
    public LeontiefSystem? Last => current?.System;

    /// <summary>The factors by bit. Technology and trade shares are the highest, so that ascending sets change the large system least often.</summary>
    public static DecompositionFactor[] Factors(bool splitOrderMix) => splitOrderMix
        ? [DecompositionFactor.ProductMix, DecompositionFactor.SupplierMix, DecompositionFactor.OrderLevel, DecompositionFactor.Closure,
            DecompositionFactor.TradeShares, DecompositionFactor.Technology]
        : [DecompositionFactor.OrderMix, DecompositionFactor.OrderLevel, DecompositionFactor.Closure, DecompositionFactor.TradeShares,
            DecompositionFactor.Technology];

    /// <summary>Effects by channel and region, 3 G values, channel by channel.</summary>
    public double[] Value(int mask)
    {
        var factors = Factors(options.SplitOrderMix);
        var f = orders.Combine(New(DecompositionFactor.OrderLevel),
            New(options.SplitOrderMix ? DecompositionFactor.SupplierMix : DecompositionFactor.OrderMix),
            New(options.SplitOrderMix ? DecompositionFactor.ProductMix : DecompositionFactor.OrderMix));
        var world = World(New(DecompositionFactor.TradeShares), New(DecompositionFactor.Technology), New(DecompositionFactor.Closure));
        var indicator = world.Indicators[options.Indicator];
        var effects = world.Evaluate(f, cancellation);
        return Enum.GetValues<Channel>().SelectMany(c => effects.ByRegion(indicator, c).Values.ToArray()).ToArray();

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

    private ImpactModel World(int trade, int technology, int closure)
    {
        var key = (technology << 2) | (trade << 1) | closure;
        if (model is { } known && known.Key == key) return known.Model;
        var (t, h, c) = (states[trade].Table, states[technology].Table, states[closure]);
        var table = (trade, technology, closure) == (1, 0, 0) ? newTradeOldTechnology : StructuralFreeze.Recombine(t, h, c.Table);
        var system = System(t, h, table);
        var built = ImpactModel.Over(system, table, c.Closure, cancellation);
        model = (key, built);
        return built;
    }

    private LeontiefSystem System(ValidatedTable trade, ValidatedTable technology, ValidatedTable table)
    {
        if (current is { } c && ReferenceEquals(c.Trade, trade) && ReferenceEquals(c.Technology, technology)) return c.System;
        var system = new LeontiefSystem(table.Table.Industries, new Coefficients(table).A(), options.Solve, cancellation);
        current = (trade, technology, system);
        return system;
    }
}
