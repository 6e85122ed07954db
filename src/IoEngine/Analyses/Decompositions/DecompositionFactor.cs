namespace IoEngine.Analyses.Decompositions;

/// <summary>What can change between two years of orders.</summary>
/// <remarks>
/// With prices of the years trade shares, technology and closure are those of volumes, and prices and exchange rates are factors
/// of their own. Without, they are those of money: a dearer currency and dearer goods change them where no quantity changed.
/// </remarks>
public enum DecompositionFactor
{
    /// <summary>Hᶜ, w, τ, ω: what industries need, in volumes, and pay per unit of output.</summary>
    Technology,

    /// <summary>Tᶜ: from which countries inputs and consumption goods come, in volumes; the world's integration.</summary>
    TradeShares,

    /// <summary>How income is spent: consumption mix in volumes, disposable shares, propensities to consume.</summary>
    Closure,

    /// <summary>
    /// Technology, prices and exchange rates, as money shows them together: H and everything per unit of output.
    /// </summary>
    TechnologyInMoney,

    /// <summary>Trade shares, prices and exchange rates, as money shows them together: T.</summary>
    TradeSharesInMoney,

    /// <summary>The closure, prices and exchange rates, as money shows them together.</summary>
    ClosureInMoney,

    /// <summary>q: prices of the industries in local currency.</summary>
    Prices,

    /// <summary>e: table currency per unit of each region's.</summary>
    ExchangeRates,

    /// <summary>p = q e, where the source of prices tells no rates apart.</summary>
    PricesAndExchangeRates,

    /// <summary>The total of the orders.</summary>
    OrderLevel,

    /// <summary>Shares of the supplier countries in the orders, in money: the buyer's own sourcing.</summary>
    SupplierMix,

    /// <summary>Shares of the products in the orders from each supplier country, in money.</summary>
    ProductMix,

    /// <summary>Supplier and product mix together, where they are not split.</summary>
    OrderMix,
}
