using IoEngine.Accounts;
using IoEngine.Impact;

namespace IoEngine.Studies;

/// <summary>
/// What rows that are no money (jobs, emissions) mean in a year whose table is another year's: ε of the table is per unit of its
/// money, and money of the year buys x / p of it. Immutable.
/// </summary>
/// <remarks>METHOD.md, section 7: row = Σ_j ε_j(T) · x_j / (p_j(T→t) · g_j(T→t)).</remarks>
/// <param name="Prices">p of the year relative to the table's; null: not known, and the rows are left out.</param>
/// <param name="Productivity">
/// g by name of an indicator: real output per unit of that very row, relative to the table's year, n; null: 1.
/// </param>
public sealed record ExtrapolatedRows(RelativePrices? Prices, Func<string, LabelledVector<Industry>?> Productivity)
{
    /// <summary>An indicator of the table's model in the year; null: it is left out.</summary>
    public Indicator? Of(Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        if (indicator.IsMoney) return indicator;
        if (Prices is null) return null;
        var (p, g) = (Prices.InTableMoney, Productivity(indicator.Name));
        return indicator.Per([.. p.Values.ToArray().Select((price, j) => price * (g?[j] ?? 1))]);
    }
}
