using System.Diagnostics;
using IoEngine.Procurement.Demand;
using IoEngine.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Studies;

/// <summary>A year with its validated table and its demand, before anything is solved. Immutable.</summary>
/// <param name="Assignment">Year and year of the table.</param>
/// <param name="Table">The table.</param>
/// <param name="Labels">What orders are placed in.</param>
/// <param name="Demand">The orders of the year in the table's labels.</param>
/// <param name="TableMoneyPerUnit">Units of the table's money in one unit of the report currency.</param>
/// <param name="IsTableNew">Whether the table was read for this year, and not for the year before.</param>
/// <param name="ReadSeconds">What reading the table took; 0 where it is that of the year before.</param>
/// <param name="Rows">
/// What rows that are no money mean in a year whose table is another year's; null: what they are in the table.
/// </param>
internal sealed record PreparedYear(
    YearAssignment Assignment, ValidatedTable Table, DemandTable Labels, YearDemand Demand, double TableMoneyPerUnit,
    bool IsTableNew, double ReadSeconds, ExtrapolatedRows? Rows = null)
{
    /// <summary>An indicator of the table as the year has it; null: it is left out.</summary>
    public Impact.Indicator? Told(Impact.Indicator indicator) => Rows is null ? indicator : Rows.Of(indicator);
}

/// <summary>
/// Reads and validates tables and builds demand, year by year; a table serves as many years as follow one another on it.
/// </summary>
/// <param name="tables">The validated table of a table year.</param>
/// <param name="rows">Rows that are no money, where the table is another year's; null: as they are in the table.</param>
internal sealed class YearPreparation(Func<int, CancellationToken, ValidatedTable> tables,
    Func<ValidatedTable, YearAssignment, ExtrapolatedRows?>? rows = null)
{
    private (int Year, ValidatedTable Table, DemandTable Labels)? held;

    /// <summary>Prepares a year. Called one year at a time, in order.</summary>
    /// <param name="demand">The orders, priced, and their demand.</param>
    /// <param name="assignment">Year and year of the table.</param>
    /// <param name="cancellation">Cancels while the table is read.</param>
    /// <exception cref="InvalidDataFindingsException">The table is invalid, or its money can't be converted.</exception>
    public PreparedYear Prepare(DemandBuilder demand, YearAssignment assignment, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        cancellation.ThrowIfCancellationRequested();
        var isNew = held?.Year != assignment.TableYear;
        if (isNew)
        {
            var read = tables(assignment.TableYear, cancellation);
            held = (assignment.TableYear, read, DemandTable.Of(read.Table, read.Output.Values.ToArray()));
        }

        var (_, table, labels) = held!.Value;
        var readSeconds = isNew ? clock.Elapsed.TotalSeconds : 0;
        var money = demand.Rules.TableMoneyPerUnit(table.Table.Identity.Unit, assignment.Year);
        return new PreparedYear(assignment, table, labels, demand.Build(assignment.Year, labels), money, isNew, readSeconds,
            assignment.Extrapolated ? rows?.Invoke(table, assignment) : null);
    }
}
