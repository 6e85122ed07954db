using System.Diagnostics;
using IoEngine.Numerics;
using IoEngine.Procurement;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>A year with its validated table and its demand, before anything is solved. Immutable.</summary>
internal sealed record PreparedYear(
    YearAssignment Assignment, ValidatedTable Table, DemandTable Labels, YearDemand Demand, double TableMoneyPerUnit, double ReadSeconds, InputFile? Input)
{
    /// <summary>
    /// Z, Y, V, F and A, the factors of (I − A), and as many right-hand sides as regions and indicators ask for; in bytes. A decomposition holds the year
    /// before as well, and one that is neither.
    /// </summary>
    public static long MemoryOf(ValidatedTable table, RunConfig config)
    {
        var indicators = config.Indicators?.Count ?? Run.DefaultIndicators.Count;
        var (n, d) = ((long)table.Table.Industries.Count, (long)table.Table.DemandColumns.Count);
        var rows = (long)table.Table.V.Rows.Count + table.Table.F.Rows.Count;
        var sides = (long)table.Table.Regions.Count * (indicators + 2);
        return (config.Analyses.Decomposition ? 3 : 1) * sizeof(double) * ((n * (n + d + rows)) + (2 * n * n) + (3 * n * sides));
    }

    /// <summary>The same for the table alone, as it waits for its turn.</summary>
    public static long TableMemoryOf(ValidatedTable table)
    {
        var (n, d) = ((long)table.Table.Industries.Count, (long)table.Table.DemandColumns.Count);
        return sizeof(double) * n * (n + d + table.Table.V.Rows.Count + table.Table.F.Rows.Count);
    }
}

/// <summary>Reads and validates tables and builds demand, year by year; a table serves as many years as follow one another on it.</summary>
internal sealed class YearPreparation(RunInputs inputs)
{
    private (int Year, ValidatedTable Table, DemandTable Demand, InputFile? Input)? held;

    /// <summary>The orders, priced, and their demand.</summary>
    public DemandBuilder Demand { get; } = new(inputs.Orders.Ledger, inputs.Rules);

    /// <summary>Prepares a year. Called one year at a time, in order.</summary>
    /// <exception cref="InvalidDataFindingsException">The table is invalid, or its money can't be converted.</exception>
    public PreparedYear Prepare(YearAssignment assignment, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        cancellation.ThrowIfCancellationRequested();
        var fresh = held?.Year != assignment.TableYear;
        if (fresh)
        {
            var table = inputs.ReadTable(assignment.TableYear, cancellation);
            held = (assignment.TableYear, table, DemandTable.Of(table.Table, table.Output.Values.ToArray()), inputs.Tables.Input(assignment.TableYear));
        }

        var (_, validated, demandTable, input) = held!.Value;
        var readSeconds = fresh ? clock.Elapsed.TotalSeconds : 0;
        var demand = Demand.Build(assignment.Year, demandTable);
        var money = inputs.Rules.TableMoneyPerUnit(validated.Table.Identity.Unit, assignment.Year);
        return new PreparedYear(assignment, validated, demandTable, demand, money, readSeconds, fresh ? input : null);
    }
}
