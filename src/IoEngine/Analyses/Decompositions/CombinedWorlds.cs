using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Validation;
using static IoEngine.Analyses.Decompositions.DecompositionFactor;

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
    private readonly PriceMixes prices;
    private readonly SpendingVolumes[] spending;

    // Both tables at the prices of the old year; with one trade and the other technology in between.
    private readonly ValidatedTable[] volumes;
    private readonly ValidatedTable newTradeOldTechnology;
    private (int Key, CombinedSystem System)? current;
    private (int Key, CombinedWorld World)? world;

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
        var table = from.Table.Table;
        orders = new OrderMixes(from.Orders.Values, to.Orders.Values, table.RegionOf, table.Regions.Count);
        prices = new PriceMixes(to.Table, to.Prices);
        volumes = [from.Table, prices.InVolumes(to.Table)];
        newTradeOldTechnology = StructuralFreeze.Recombine(volumes[1], volumes[0]);
        spending = [.. states.Select((s, i) => new SpendingVolumes(s.Model!, volumes[i], prices.Exchange(i, i)))];
        Factors = FactorsOf(options.SplitOrderMix, to.Prices);
    }

    /// <summary>
    /// The factors by bit. Technology and trade shares are the highest, so that ascending sets change the large system least
    /// often.
    /// </summary>
    public IReadOnlyList<DecompositionFactor> Factors { get; }

    /// <summary>
    /// The solver's options with what it may count on: baskets of the accounts of two closures, and the mixes of the orders at
    /// each mix of prices.
    /// </summary>
    public static SolveOptions Expecting(DecompositionState state, DecompositionOptions options) =>
        (options.Solve ?? SolveOptions.Default) with { RightHandSides = 2 * state.Table.Table.Regions.Count };

    /// <summary>Effects by channel and region, 3 G values, channel by channel.</summary>
    public double[] Value(int mask)
    {
        var (trade, technology, closure) = (New(TradeShares, mask), New(Technology, mask), New(Closure, mask));
        var (local, exchange) = (New(DecompositionFactor.Prices, mask), New(ExchangeRates, mask));
        var system = System(trade, technology);
        var at = World(mask, system, closure, local, exchange);
        return at.Effects(system.Output(prices.Of(local, exchange), orders, Mix(mask)), orders.Combine(Mix(mask)));
    }

    /// <summary>Whether a factor differs between the two states by more than rounding.</summary>
    public bool Changed(DecompositionFactor factor)
    {
        var closed = spending.Any(s => s.Accounts is not null);
        return factor switch
        {
            OrderLevel => orders.LevelChanged,
            SupplierMix => orders.SupplierMixChanged,
            ProductMix => orders.ProductMixChanged,
            OrderMix => orders.SupplierMixChanged || orders.ProductMixChanged,
            TradeShares or TradeSharesInMoney => TableRounding.CoefficientsDiffer(volumes[0], newTradeOldTechnology)
                || (closed && TableRounding.SpendingDiffers(volumes[0], newTradeOldTechnology)),
            Technology or TechnologyInMoney => TableRounding.CoefficientsDiffer(volumes[1], newTradeOldTechnology),
            Closure or ClosureInMoney => closed && (!states[0].Closure.Equals(states[1].Closure)
                || !states[0].Model!.Closure.Equals(states[1].Model!.Closure)
                || TableRounding.SpendingDiffers(volumes[1], newTradeOldTechnology)
                || SpendingVolumes.Differ(spending[0], spending[1])),
            DecompositionFactor.Prices or PricesAndExchangeRates => prices.LocalChanged,
            ExchangeRates => prices.ExchangeChanged,
            _ => throw new ArgumentOutOfRangeException(nameof(factor)),
        };
    }

    private static DecompositionFactor[] FactorsOf(bool splitOrderMix, RelativePrices? prices)
    {
        DecompositionFactor[] mixes = splitOrderMix ? [ProductMix, SupplierMix, OrderLevel] : [OrderMix, OrderLevel];
        return prices switch
        {
            null => [.. mixes, ClosureInMoney, TradeSharesInMoney, TechnologyInMoney],
            { Exchange: null } => [.. mixes, PricesAndExchangeRates, Closure, TradeShares, Technology],
            _ => [.. mixes, ExchangeRates, DecompositionFactor.Prices, Closure, TradeShares, Technology],
        };
    }

    // Bit of a factor, by whichever name it goes; a factor that there is not moves with none.
    private int New(DecompositionFactor factor, int mask)
    {
        for (var i = 0; i < Factors.Count; i++)
        {
            if (Factors[i] == factor || Alias(Factors[i]) == factor) return (mask >> i) & 1;
        }

        return 0;

        static DecompositionFactor Alias(DecompositionFactor named) => named switch
        {
            TechnologyInMoney => Technology,
            TradeSharesInMoney => TradeShares,
            ClosureInMoney => Closure,
            PricesAndExchangeRates => DecompositionFactor.Prices,
            _ => named,
        };
    }

    private OrderParts Mix(int mask) => options.SplitOrderMix
        ? new(New(OrderLevel, mask), New(SupplierMix, mask), New(ProductMix, mask))
        : new(New(OrderLevel, mask), New(OrderMix, mask), New(OrderMix, mask));

    private CombinedSystem System(int trade, int technology)
    {
        var key = (technology << 1) | trade;
        if (current is { } known && known.Key == key) return known.System;
        CombinedSystem built;
        if (trade == technology)
        {
            built = new CombinedSystem(volumes[trade], states[trade].Model!.System, trade == 0 ? null : prices.Of(1, 1),
                prices.All, cancellation);
        }
        else
        {
            var table = trade == 1 ? newTradeOldTechnology : StructuralFreeze.Recombine(volumes[0], volumes[1]);
            var system = new Leontief.LeontiefSystem(table.Table.Industries, new Leontief.Coefficients(table).A(), table.Output,
                Expecting(states[technology], options), cancellation);
            built = new CombinedSystem(table, system, null, prices.All, cancellation);
        }

        (current, world) = ((key, built), null);
        return built;
    }

    private CombinedWorld World(int mask, CombinedSystem system, int closure, int local, int exchange)
    {
        var key = mask >> (options.SplitOrderMix ? 3 : 2);
        if (world is { } known && known.Key == key) return known.World;
        var trade = New(TradeShares, mask);
        (DenseMatrix, DenseMatrix)? baskets = spending[closure].Accounts is null ? null
            : system.Spending(closure, () => spending[closure].InVolumes(Bought(trade, closure)));
        var built = new CombinedWorld(system, prices.Of(local, exchange), prices.Exchange(local, exchange), spending[closure],
            baskets, options.Indicator);
        world = (key, built);
        return built;
    }

    // What final users buy by the mix of one state, with the origins of one.
    private ValidatedTable Bought(int trade, int closure) => trade == closure ? volumes[closure]
        : trade == 1 ? newTradeOldTechnology : StructuralFreeze.Consuming(volumes[0], volumes[0], volumes[1]);
}
