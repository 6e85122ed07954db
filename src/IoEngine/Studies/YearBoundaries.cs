using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;

namespace IoEngine.Studies;

/// <summary>One indicator within one nested boundary, in one region. Immutable.</summary>
/// <param name="Indicator">Name.</param>
/// <param name="Unit">Unit of the numbers.</param>
/// <param name="Level">1 direct, 2 + indirect, 3 + capital, 4 + households, 5 + government.</param>
/// <param name="Region">Receiving region, by its position in the table.</param>
/// <param name="Value">Everything within the boundary.</param>
/// <param name="Increment">What this level adds to the one before; depends on the order of closing.</param>
/// <param name="Shapley">From level 3: the account's mean contribution over all orders of closing, null before.</param>
public readonly record struct BoundaryRow(string Indicator, string Unit, int Level, int Region, double Value, double Increment,
    double? Shapley);

/// <summary>A year's effects within every nested boundary, and what leaks there, in the report currency. Immutable.</summary>
public sealed class YearBoundaries
{
    private YearBoundaries(IReadOnlyList<BoundaryRow> rows, IReadOnlyList<(int Level, string Item, double Value)> leakages)
    {
        Rows = rows;
        Leakages = leakages;
    }

    /// <summary>Effects by indicator, level and region.</summary>
    public IReadOnlyList<BoundaryRow> Rows { get; }

    /// <summary>Leakages by level from 2 on; of each level they add up to the mapped orders at basic prices.</summary>
    public IReadOnlyList<(int Level, string Item, double Value)> Leakages { get; }

    /// <summary>Everything within a boundary in the whole world.</summary>
    public double Total(string indicator, int level) =>
        Rows.Where(r => r.Indicator == indicator && r.Level == level).Sum(r => r.Value);

    /// <summary>Evaluates one demand vector.</summary>
    /// <param name="boundaries">The closed systems.</param>
    /// <param name="model">The model that they were built on.</param>
    /// <param name="f">Demand in the table's money, n.</param>
    /// <param name="indicators">What to report.</param>
    /// <param name="back">Report currency for one unit of the table's money.</param>
    /// <param name="currency">Report currency.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    public static YearBoundaries Of(
        SystemBoundaries boundaries, ImpactModel model, LabelledVector<Industry> f, IReadOnlyList<Indicator> indicators,
        double back, string currency, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(indicators);
        var effects = boundaries.Evaluate(f, cancellation);
        var rows = indicators.SelectMany(i => RowsOf(i, effects, i.IsMoney ? back : 1, i.IsMoney ? currency : i.Unit.ToString()))
            .ToArray();
        var leakages = new List<(int, string, double)>();
        for (var level = 2; level <= SystemBoundaries.Levels; level++)
        {
            var closed = SystemBoundaries.ClosedAt(level);
            var statement = LeakageStatement.Of(model, effects.Closing(closed),
                closed == AccountKinds.None ? null : boundaries.System(closed).Accounts);
            foreach (var (item, value) in statement.Items) leakages.Add((level, item, value * back));
        }

        return new YearBoundaries(rows, leakages);
    }

    private static IEnumerable<BoundaryRow> RowsOf(Indicator indicator, BoundaryEffects effects, double factor, string unit)
    {
        LabelledVector<Region>? before = null;
        for (var level = 1; level <= SystemBoundaries.Levels; level++)
        {
            var value = effects.AtLevel(indicator, level);
            var shapley = level < 3 ? null : effects.Shapley(indicator, (AccountKind)(level - 3));
            for (var r = 0; r < value.Axis.Count; r++)
                yield return new BoundaryRow(indicator.Name, unit, level, r, value[r] * factor,
                    (value[r] - (before?[r] ?? 0)) * factor, shapley?[r] * factor);
            before = value;
        }
    }
}
