using IoEngine.Accounts;
using IoEngine.Procurement.Demand;
using IoEngine.Runs.Inputs;
using IoEngine.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>One year of a plan. Immutable.</summary>
/// <param name="Assignment">Year and table.</param>
/// <param name="Table">Identity of the table.</param>
/// <param name="Regions">G.</param>
/// <param name="Sectors">N.</param>
/// <param name="Industries">n.</param>
/// <param name="Bytes">Memory that the year takes while it is solved.</param>
/// <param name="Imbalance">How far the table is from its identities.</param>
/// <param name="Reconciliation">Mapping coverage and the way of the money.</param>
public sealed record PlannedYear(
    YearAssignment Assignment, TableIdentity Table, int Regions, int Sectors, int Industries, long Bytes, Imbalance Imbalance,
    DemandReconciliation Reconciliation);

/// <summary>What a run would do. Immutable.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Years">The years.</param>
/// <param name="Findings">Warnings and notes.</param>
public sealed record RunPlan(RunInputs Inputs, IReadOnlyList<PlannedYear> Years, IReadOnlyList<Finding> Findings)
{
    /// <summary>Memory of the largest year with the next table read ahead, where the budget allows it.</summary>
    public long PeakBytes => Years.Count == 0 ? 0 : Years.Max(y => y.Bytes);
}
