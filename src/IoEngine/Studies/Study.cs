using IoEngine.Households;
using IoEngine.Procurement.Ledger;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>One world's results over the years. Immutable.</summary>
public sealed class ScenarioResult
{
    internal ScenarioResult()
    {
    }

    /// <summary>Name of the scenario.</summary>
    public required string Name { get; init; }

    /// <summary>Results by year; a year that does not differ from the baseline is the baseline's own object.</summary>
    public required IReadOnlyList<YearResult> Years { get; init; }

    /// <summary>Orders, value added, retention and contributions by country and by group of that world, by year.</summary>
    public required IReadOnlyList<CountryYear> Countries { get; init; }

    /// <summary>Groups that count as non-members and occur in that world's years, in ordinal order.</summary>
    public IReadOnlyList<string> OutsideGroups =>
        Countries.SelectMany(y => y.Groups.Keys).Distinct(StringComparer.Ordinal).Where(Membership.IsOutside)
            .Order(StringComparer.Ordinal).ToArray();

    /// <summary>Who belongs to what in that world.</summary>
    public Membership.MembershipRegister Membership => State.Membership;

    /// <summary>Contributions in that world.</summary>
    public Membership.ContributionLedger Contributions => State.Contributions;

    /// <summary>Orders in that world, as they are placed.</summary>
    public OrderLedger Orders => State.Orders;

    /// <summary>The same in the report currency, as they are spent: what its years count.</summary>
    public required PricedLedger Priced { get; init; }

    /// <summary>What households spend in that world.</summary>
    public required ClosureKind Closure { get; init; }

    /// <summary>Whether events stand beside the orders, in whichever year.</summary>
    public required bool HasEvents { get; init; }

    /// <summary>All that is spent in a year: the budget, else the contributions; null where neither is known.</summary>
    public decimal? BudgetOf(int year) =>
        Budget.Of(year) ?? (Contributions.Total(year) is > 0 and var paid ? (decimal)paid : null);

    /// <summary>The part of a year's contributions that funds so much spending.</summary>
    internal double FundedShare(int year, decimal counted) => Budget.FundedShare(year, counted, Contributions.Total(year));

    internal Events.SpendingBudget Budget { get; init; } = Events.SpendingBudget.Unknown;

    internal WorldState State { get; init; } = null!;
}

/// <summary>The baseline and every scenario. Immutable.</summary>
/// <param name="Plan">What was asked.</param>
/// <param name="Baseline">The world as it is.</param>
/// <param name="Scenarios">The others, in the order of the plan.</param>
public sealed record StudyResults(StudyPlan Plan, ScenarioResult Baseline, IReadOnlyList<ScenarioResult> Scenarios)
{
    /// <summary>A scenario by name; the baseline by <see cref="Scenario.Baseline"/>.</summary>
    /// <exception cref="UnknownLabelException">There is none of this name.</exception>
    public ScenarioResult this[string name] => name == Scenario.Baseline ? Baseline
        : Scenarios.FirstOrDefault(s => s.Name == name)
            ?? throw new UnknownLabelException(name, "scenarios", Scenarios.Select(s => s.Name).Prepend(Scenario.Baseline));
}

/// <summary>Runs the baseline and scenarios over the years without any file. Pure.</summary>
/// <remarks>
/// A year's factorisation and multipliers are made once. Scenarios of orders alone cost a few solves and sparse products each;
/// other closures cost small solves; other tables are updates of low rank where few rows or columns differ, and new
/// factorisations only where they must be.
/// </remarks>
public static class Study
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">Baseline and scenarios, checked.</param>
    /// <param name="progress">Year just begun.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    /// <exception cref="InvalidDataFindingsException">Demand or a table can't be used.</exception>
    /// <exception cref="NumericalException">A system can't be solved, or an audit fails.</exception>
    public static StudyResults Run(StudyPlan plan, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var years = new StudyYears(plan);
        var preparation = new YearPreparation(plan.Inputs.Tables);
        var results = new List<IReadOnlyList<YearResult>>();
        foreach (var assignment in plan.Inputs.Years)
        {
            progress?.Report(assignment.Year);
            results.Add(years.Add(preparation.Prepare(plan.Demand, assignment, cancellation), cancellation).Results);
        }

        return StudyYears.Collect(plan, results);
    }
}
