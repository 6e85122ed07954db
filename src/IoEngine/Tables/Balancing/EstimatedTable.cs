using IoEngine.Accounts;

namespace IoEngine.Tables.Balancing;

/// <summary>A cell of a table that estimating moved, in the table's money. Immutable.</summary>
/// <param name="Row">Industry that sells, or primary input.</param>
/// <param name="Column">Industry or final user that buys.</param>
/// <param name="Before">Value in the prior.</param>
/// <param name="After">Value in the estimate.</param>
public sealed record MovedFlow(string Row, string Column, double Before, double After);

/// <summary>A table that was estimated, and what it took.</summary>
/// <param name="Table">The table, marked as estimated.</param>
/// <param name="Matrix">The balanced matrix: industries, primary inputs and what columns lack,
/// by industries and final demand.</param>
/// <param name="Moved">The cells that moved most from the prior.</param>
public sealed record EstimatedTable(MrioTable Table, BalancedMatrix Matrix, IReadOnlyList<MovedFlow> Moved);
