using IoEngine.Numerics;

namespace IoEngine.Validation;

/// <summary>What one kind of final user (households, government, investment) buys, region by region. Immutable.</summary>
/// <remarks>
/// Column r of <see cref="Purchases"/> is at basic prices; product taxes and the other column items (purchases abroad, margins)
/// stand apart, so purchases + taxes + other = spending at purchasers' prices.
/// </remarks>
public sealed class FinalUse
{
    internal FinalUse(IReadOnlyList<string> categories, DenseMatrix purchases, double[] taxes, double[] other)
    {
        Categories = categories;
        Purchases = purchases;
        this.taxes = taxes;
        this.other = other;
        totals = new double[purchases.Columns];
        for (var r = 0; r < totals.Length; r++)
        {
            foreach (var cell in purchases.Column(r)) totals[r] += cell;
            totals[r] += taxes[r] + other[r];
        }
    }

    private readonly double[] taxes;
    private readonly double[] other;
    private readonly double[] totals;

    /// <summary>The categories of Y that were added.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>n × G: product i bought by the final users of region r, basic prices, table currency.</summary>
    public DenseMatrix Purchases { get; }

    /// <summary>Product taxes on these purchases, by region.</summary>
    public ReadOnlySpan<double> Taxes => taxes;

    /// <summary>Other column items under these purchases (net purchases abroad, margins), by region.</summary>
    public ReadOnlySpan<double> Other => other;

    /// <summary>Spending at purchasers' prices by region: Σ purchases + taxes + other.</summary>
    public ReadOnlySpan<double> Totals => totals;
}
