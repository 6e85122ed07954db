using IoEngine.Accounts;
using IoEngine.Analyses.Net;
using IoEngine.Households;
using IoEngine.Impact;

namespace IoEngine.Studies;

/// <summary>What a year's contributions would have bought otherwise, and by whose mix. Immutable.</summary>
/// <param name="Kind">Whose usual purchases: government, households or investment.</param>
/// <param name="ByRegion">Contributions by table region, report currency.</param>
public sealed record AlternativeSpending(AccountKind Kind, LabelledVector<Region> ByRegion)
{
    /// <summary>Whether the part of the contributions counts that funds what is counted; else all of them.</summary>
    public bool IsFunded { get; init; } = true;

    /// <summary>That part as a share, from what is counted; default: all of them.</summary>
    internal Func<decimal, double> FundedShare { get; init; } = static _ => 1;

    /// <summary>The same, but for what only the counted spending tells.</summary>
    internal bool IsAs(AlternativeSpending other) => Kind == other.Kind && IsFunded == other.IsFunded
        && ByRegion.Axis.Equals(other.ByRegion.Axis) && ByRegion.Values.SequenceEqual(other.ByRegion.Values);
}

/// <summary>One indicator in one region: gross, alternative, net. Immutable.</summary>
/// <param name="Indicator">Name.</param>
/// <param name="Unit">Unit of the numbers.</param>
/// <param name="Region">Position of the region in the table.</param>
/// <param name="Gross">Effect of the orders, all channels; with events theirs too, and pay itself.</param>
/// <param name="Alternative">Effect of the contributions spent otherwise, of the part that counts.</param>
public readonly record struct NetRow(string Indicator, string Unit, int Region, double Gross, double Alternative)
{
    /// <summary>Effect of all contributions spent otherwise.</summary>
    public double AlternativeOfAll { get; init; } = Alternative;

    /// <summary>Effect of the part of the contributions that funds what is counted.</summary>
    public double AlternativeOfFunded { get; init; } = Alternative;

    /// <summary>effect(f − f_alt) = effect(f) − effect(f_alt), by linearity; may be negative.</summary>
    public double Net => Gross - Alternative;
}

/// <summary>
/// A year's net effect: what the orders bring beyond what the contributions would have brought. Never mixed with the gross
/// effect. Immutable.
/// </summary>
public sealed class YearNet
{
    private YearNet(AlternativeSpending spending, double fundedShare, IReadOnlyList<NetRow> rows)
    {
        Spending = spending;
        FundedShare = fundedShare;
        Rows = rows;
    }

    /// <summary>The contributions and whose mix they would have followed.</summary>
    public AlternativeSpending Spending { get; }

    /// <summary>The part of the contributions that funds what is counted: counted spending / all spending.</summary>
    public double FundedShare { get; }

    /// <summary>The part of the contributions that counts in the alternative.</summary>
    public double CountedShare => Spending.IsFunded ? FundedShare : 1;

    /// <summary>By indicator and region.</summary>
    public IReadOnlyList<NetRow> Rows { get; }

    /// <summary>Compares the orders' effects with those of the alternative.</summary>
    /// <param name="model">The model of the year.</param>
    /// <param name="gross">Effects of the orders, table money.</param>
    /// <param name="spending">The alternative.</param>
    /// <param name="indicators">What to report.</param>
    /// <param name="tableMoneyPerUnit">The table's money for one unit of report currency.</param>
    /// <param name="currency">Report currency.</param>
    /// <param name="orders">Value of the orders, report currency.</param>
    /// <param name="events">What is spent besides, of the same indicators; null: nothing.</param>
    /// <param name="cancellation">Cancels inside the solve.</param>
    public static YearNet Of(
        ImpactModel model, Effects gross, AlternativeSpending spending, IReadOnlyList<Indicator> indicators,
        double tableMoneyPerUnit, string currency, decimal orders = 0, YearEvents? events = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(indicators);
        var inTableMoney = new LabelledVector<Region>(spending.ByRegion.Axis,
            spending.ByRegion.Values.ToArray().Select(v => v * tableMoneyPerUnit).ToArray());
        var alternative = model.Evaluate(AlternativeUse.Demand(model.Coefficients, spending.Kind, inTableMoney), cancellation);
        var funded = spending.FundedShare(orders + (events?.Amount ?? 0));
        var counted = spending.IsFunded ? funded : 1;
        var rows = new List<NetRow>();
        foreach (var (at, indicator) in indicators.Index())
        {
            var back = indicator.IsMoney ? 1 / tableMoneyPerUnit : 1;
            var (with, without) = (gross.AllChannels(indicator), alternative.AllChannels(indicator));
            for (var r = 0; r < with.Length; r++)
                rows.Add(new NetRow(indicator.Name, indicator.IsMoney ? currency : indicator.Unit.ToString(), r,
                    (with[r] * back) + (events?.Total(at, r) ?? 0), without[r] * back * counted)
                {
                    AlternativeOfAll = without[r] * back, AlternativeOfFunded = without[r] * back * funded,
                });
        }

        return new YearNet(spending, funded, rows);
    }
}
