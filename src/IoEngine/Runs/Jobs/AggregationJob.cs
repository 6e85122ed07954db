using IoEngine.Accounts;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Naming;
using IoEngine.Validation;

namespace IoEngine.Runs.Jobs;

/// <summary>A table in other regions or sectors.</summary>
public static class AggregationJob
{
    /// <summary>Reads a table, applies maps and writes the result as the engine's own folder.</summary>
    /// <param name="source">File, folder or zip.</param>
    /// <param name="maps">
    /// CSV files (see <see cref="ConcordanceReader"/>) or names of sector lists, such as <c>nace-sections</c>.
    /// </param>
    /// <param name="target">The <c>*.mrio</c> folder to write.</param>
    /// <param name="sizes">
    /// A table whose outputs are the sizes where a named list needs sectors split; null: nothing is split by name.
    /// </param>
    /// <param name="replace">Whether a table that is there, as the engine wrote it, may be replaced.</param>
    /// <param name="roles">Roles that the format does not say, stored with the table; null: none.</param>
    /// <param name="options">Format, year, region of a national table; null: the defaults.</param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    /// <returns>Both tables and all findings about the second.</returns>
    /// <exception cref="InvalidDataFindingsException">Table or maps can't be used: every fault.</exception>
    /// <exception cref="ConfigException">
    /// A map is neither a file nor a list, two maps are of one kind, or the table's sectors are of no known list.
    /// </exception>
    public static (MrioTable Before, MrioTable After, IReadOnlyList<Finding> Findings) Aggregate(
        string source, IReadOnlyList<string> maps, string target, string? sizes = null, bool replace = false,
        TableRoles? roles = null, TableReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(maps);
        using var folder = MrioFolder.Stage(target, replace);
        var files = maps.ToDictionary(m => m, m => File.Exists(m) ? ConcordanceReader.Read(m) : null);
        RequireKnown(files.Where(m => m.Value is null).Select(m => m.Key));
        var table = ImportJob.WithRoles(TableReader.Read(source, options, cancellation), roles);
        var fine = sizes is null ? null : TableReader.Read(sizes, OfSizes(options), cancellation);
        var concordances = maps.Select(m => files[m] ?? Named(m, table, fine)).ToList();
        foreach (var twice in concordances.GroupBy(c => c.Axis).Where(g => g.Count() > 1))
        {
            throw new ConfigException(
                [Finding.Error("MAP-TWICE", "--map", $"Two maps are of {twice.Key.ToString().ToLowerInvariant()}.",
                    string.Join(", ", twice.Select(c => c.Name)), "at most one of regions and one of sectors",
                    "Apply one after the other.")]);
        }

        var after = TableAggregation.Apply(table, concordances);
        var leftovers = MrioFolder.Write(after, folder, cancellation);
        return (table, after, [.. TableValidator.Examine(after).Findings, .. leftovers]);
    }

    // Sizes may come from another source than the table: of the same year where it has several, else of whichever it is.
    private static TableReadOptions OfSizes(TableReadOptions? options) =>
        (options ?? TableReadOptions.Default) with { Format = null, Region = null, YearMustAgree = false };

    private static void RequireKnown(IEnumerable<string> names)
    {
        var unknown = names.Where(n => !SectorLists.Names.Contains(n)).ToList();
        if (unknown.Count == 0) return;
        throw new ConfigException(
            unknown.ConvertAll(n => Finding.Error("MAP-UNKNOWN", "--map", "A map is neither a file nor a list of sectors.",
                $"'{n}'", $"a CSV file or one of {string.Join(", ", SectorLists.Names)}", "Correct the path or the name.")));
    }

    private static Concordance Named(string list, MrioTable table, MrioTable? sizes)
    {
        var from = SectorLists.Detect(table.Sectors) ?? throw new ConfigException([Finding.Error("SECTOR-LIST-UNKNOWN", "--map",
            "The table's sectors are of no known list, so that a map can't be named.",
            string.Join(", ", table.Sectors.Take(8).Select(s => s.Code)) + " …",
            string.Join(", ", SectorLists.Names), "Write a map: a CSV with the columns sector,to.")]);
        return list == "nace-sections" ? SectorLists.ToSections(from) : SectorLists.Between(from, list, sizes);
    }
}
