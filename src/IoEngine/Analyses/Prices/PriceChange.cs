using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Prices;

/// <summary>Which prices weigh in a consumer price index.</summary>
public enum ConsumerWeights
{
    /// <summary>Consumption at basic prices.</summary>
    BasicPrices,

    /// <summary>Consumption at purchasers' prices, with product taxes fixed in money.</summary>
    PurchasersPrices,
}

/// <summary>Relative changes of industry prices, and what they mean for consumers. Immutable.</summary>
public sealed class PriceChange
{
    private readonly ValidatedTable table;

    internal PriceChange(ValidatedTable table, LabelledVector<Industry> byIndustry)
    {
        this.table = table;
        ByIndustry = byIndustry;
    }

    /// <summary>Δp, n: 0.01 is + 1 %.</summary>
    public LabelledVector<Industry> ByIndustry { get; }

    /// <summary>Change of the consumer price index of each region: Σ_i HH[i, r] Δp_i / consumption of r.</summary>
    /// <returns>One value a region; 0 where nothing is consumed.</returns>
    /// <exception cref="InvalidDataFindingsException">The table names no household category.</exception>
    public LabelledVector<Region> ConsumerPrices(ConsumerWeights weights = ConsumerWeights.BasicPrices)
    {
        var households = table.Households ?? throw new InvalidDataFindingsException("Consumer prices can't be computed",
            Finding.Error("ROLE-MISSING", "tables.roles.household", "No household category is named.", "", "a category of Y",
                "Name it in roles.household."));
        var index = new double[table.Table.Regions.Count];
        for (var r = 0; r < index.Length; r++)
        {
            var bought = households.Purchases.Column(r);
            var (change, basic) = (0.0, 0.0);
            for (var i = 0; i < bought.Length; i++)
            {
                change += bought[i] * ByIndustry[i];
                basic += bought[i];
            }

            var all = weights == ConsumerWeights.BasicPrices ? basic : basic + households.Taxes[r];
            index[r] = all == 0 ? 0 : change / all;
        }

        return new LabelledVector<Region>(table.Table.Regions, index);
    }

    /// <summary>Σ_i Δp_i f_i: what a basket of final demand costs more.</summary>
    public double CostOf(LabelledVector<Industry> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Require(ByIndustry.Axis);
        return FixedOrder.Dot(ByIndustry.Values, f.Values);
    }
}
