namespace IoEngine.Events;

/// <summary>What an organisation spends in all, by year, in the report currency. Immutable.</summary>
/// <remarks>Orders + events + rest = budget.</remarks>
public sealed class SpendingBudget
{
    private readonly IReadOnlyDictionary<int, decimal> amounts;

    /// <summary>Budgets by year.</summary>
    public SpendingBudget(IReadOnlyDictionary<int, decimal> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        this.amounts = amounts;
    }

    /// <summary>No budget is known.</summary>
    public static SpendingBudget Unknown { get; } = new(new Dictionary<int, decimal>());

    /// <summary>The budget of a year; null where it is not known.</summary>
    public decimal? Of(int year) => amounts.TryGetValue(year, out var amount) ? amount : null;

    /// <summary>
    /// The part of the contributions that funds what is counted: counted spending / all spending, at most 1. All spending is the
    /// budget of the year, else the contributions.
    /// </summary>
    /// <param name="year">The year.</param>
    /// <param name="counted">Orders and events that are counted.</param>
    /// <param name="contributions">All contributions of the year.</param>
    /// <returns>0 where nothing is spent.</returns>
    public double FundedShare(int year, decimal counted, double contributions)
    {
        var all = Of(year) is { } budget ? (double)budget : contributions;
        return all > 0 ? Math.Clamp((double)counted / all, 0, 1) : 0;
    }
}
