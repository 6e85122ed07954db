using IoEngine.Impact;
using IoEngine.Runs.Configuration;
using IoEngine.Validation;

namespace IoEngine.Runs.Checks;

/// <summary>What a year takes of the memory while it is solved, in bytes.</summary>
internal static class YearMemory
{
    /// <summary>
    /// Z, Y, V, F and A, the factors of (I − A), and as many right-hand sides as regions and indicators ask for. A decomposition
    /// holds the year before as well, and one that is neither. A capital-use matrix K takes itself, A + K and its factors.
    /// </summary>
    public static long Of(ValidatedTable table, RunConfig config)
    {
        var indicators = config.Indicators?.Count ?? IndicatorNames.Default.Count;
        var (n, d) = ((long)table.Table.Industries.Count, (long)table.Table.DemandColumns.Count);
        var rows = (long)table.Table.V.Rows.Count + table.Table.F.Rows.Count;
        var sides = (long)table.Table.Regions.Count * (indicators + 2);
        var capital = config.Closure is { Levels: true, Capital: not null } ? sizeof(double) * 4 * n * n : 0;
        var year = sizeof(double) * ((n * (n + d + rows)) + (2 * n * n) + (3 * n * sides));
        return capital + ((config.Analyses.Decomposition ? 3 : 1) * year);
    }

    /// <summary>The same for the table alone, as it waits for its turn.</summary>
    public static long OfTable(ValidatedTable table)
    {
        var (n, d) = ((long)table.Table.Industries.Count, (long)table.Table.DemandColumns.Count);
        return sizeof(double) * n * (n + d + table.Table.V.Rows.Count + table.Table.F.Rows.Count);
    }
}
