using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Validation;

namespace IoEngine.Analyses.Decompositions;

/// <summary>p = q e with each part of the old state, where it is 1, or of the new one. Immutable.</summary>
internal sealed class PriceMixes
{
    private const double Rounding = 1e-13;
    private readonly RelativePrices? change;
    private readonly double[] ones;
    private readonly double[][] p = new double[4][];
    private readonly double[] rates;

    /// <param name="table">The table of the new state.</param>
    /// <param name="change">Its prices; null: none are known, and all are 1.</param>
    public PriceMixes(ValidatedTable table, RelativePrices? change)
    {
        this.change = change;
        var industries = table.Table.Industries;
        change?.Local.Require(industries);
        ones = [.. Enumerable.Repeat(1.0, industries.Count)];
        rates = change switch
        {
            null => [.. Enumerable.Repeat(1.0, table.Table.Regions.Count)],
            { Exchange: { } e } => [.. table.Table.Regions.Select(r => e.Axis.TryIndexOf(r, out var at) ? e[at] : 1)],
            _ => MeanByRegion(table, change),
        };
        for (var k = 0; k < p.Length; k++) p[k] = Mixed(k >> 1, k & 1, table.Table.RegionOf);
    }

    /// <summary>Whether q, or p where the two are not told apart, differs from 1.</summary>
    public bool LocalChanged => change is not null && change.Local.Values.ToArray().Any(q => Math.Abs(q - 1) > Rounding);

    /// <summary>Whether e differs from 1.</summary>
    public bool ExchangeChanged => change?.Exchange is { } e && e.Values.ToArray().Any(rate => Math.Abs(rate - 1) > Rounding);

    /// <summary>All four p, n; the same object where they are the same for want of prices.</summary>
    public IReadOnlyList<double[]> All => p;

    /// <summary>p, n, with q and e each of state 0 or 1.</summary>
    public double[] Of(int local, int exchange) => p[(local << 1) | exchange];

    /// <summary>
    /// e, G: table currency per unit of local money. Where the source tells no rates, the mean price of the region stands for it.
    /// </summary>
    public double[] Exchange(int local, int exchange) =>
        (change is { Exchange: null } ? local : exchange) == 1 ? rates : [.. rates.Select(_ => 1.0)];

    /// <summary>The new state's table at the old state's prices; the table itself without prices.</summary>
    public ValidatedTable InVolumes(ValidatedTable table) =>
        change is null ? table : TableRevaluation.At(table, TableRevaluation.Inverse(change.InTableMoney));

    private double[] Mixed(int local, int exchange, IReadOnlyList<int> regionOf) => change is null ? ones
        : change.Exchange is null ? local == 1 ? [.. change.Local.Values] : ones
        : local == 1 && exchange == 1 ? [.. change.InTableMoney.Values]
        : [.. ones.Select((_, j) => (local == 1 ? change.Local[j] : 1) * (exchange == 1 ? rates[regionOf[j]] : 1))];

    private static double[] MeanByRegion(ValidatedTable table, RelativePrices change)
    {
        var (now, before) = (new double[table.Table.Regions.Count], new double[table.Table.Regions.Count]);
        for (var j = 0; j < table.Table.Industries.Count; j++)
        {
            now[table.Table.RegionOf[j]] += table.Output[j];
            before[table.Table.RegionOf[j]] += table.Output[j] / change.Local[j];
        }

        return [.. now.Zip(before, (a, b) => b > 0 ? a / b : 1)];
    }
}
