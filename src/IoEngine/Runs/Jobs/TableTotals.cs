using IoEngine.Accounts;

namespace IoEngine.Runs.Jobs;

/// <summary>Grand totals of a table.</summary>
public static class TableTotals
{
    /// <summary>Σx (as published, else Z1 + Y1) and ΣY, in the table's money.</summary>
    public static (double Output, double FinalDemand) Of(MrioTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return (table.PublishedOutput?.Sum() ?? MrioTotals.Output(table).Sum(), MrioTotals.Columns(table.Y.Values).Sum());
    }
}
