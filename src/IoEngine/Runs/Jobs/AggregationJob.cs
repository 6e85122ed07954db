using IoEngine.Accounts;
using IoEngine.Analyses.Aggregation;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Reporting.Layouts;
using IoEngine.Runs.Inputs;
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
    /// <param name="demand">
    /// CSV region,sector,value: a demand, in the table's money, for which the bias of aggregating is measured; null: none.
    /// </param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    /// <returns>
    /// Both tables, all findings about the second, and what aggregating does to value added at Type I; null without a demand.
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">Table or maps can't be used: every fault.</exception>
    /// <exception cref="ConfigException">
    /// A map is neither a file nor a list, two maps are of one kind, or the table's sectors are of no known list.
    /// </exception>
    public static (MrioTable Before, MrioTable After, IReadOnlyList<Finding> Findings, AggregationBias? Bias) Aggregate(
        string source, IReadOnlyList<string> maps, string target, string? sizes = null, bool replace = false,
        TableRoles? roles = null, TableReadOptions? options = null, string? demand = null,
        CancellationToken cancellation = default)
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

        var f = demand is null ? null : SmallInputs.Demand(demand, table.Industries);
        var mapping = TableMapping.Of(table, concordances);
        var after = TableAggregation.Apply(table, mapping);
        var bias = f is null ? null : AggregationBias.Measure(Model(table, cancellation), Model(after, cancellation), mapping, f,
            cancellation: cancellation);
        var leftovers = MrioFolder.Write(after, folder, cancellation);
        return (table, after, [.. TableValidator.Examine(after).Findings, .. leftovers], bias);
    }

    /// <summary>Writes a bias as CSV or Parquet, by the extension; the file appears whole or not at all.</summary>
    /// <param name="bias">The bias.</param>
    /// <param name="unit">Unit of the table's money.</param>
    /// <param name="file">The file to write; its folder is made where there is none.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <returns>What could not be tidied away afterwards; the file is in its place all the same.</returns>
    /// <exception cref="ConfigException">The extension is neither, the file exists, or it can't be written.</exception>
    public static IReadOnlyList<Finding> Write(AggregationBias bias, Unit unit, string file, bool replace = false)
    {
        ArgumentNullException.ThrowIfNull(bias);
        return ResultFile.Write(AggregationFile.Of(bias, unit.ToString()), file, replace);
    }

    /// <summary>Refuses a file that <see cref="Write"/> would refuse, before anything is computed.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <exception cref="ConfigException">The extension is neither, or the file exists.</exception>
    public static void RequireWritable(string file, bool replace = false) => ResultFile.Require(file, replace, "--bias");

    private static ImpactModel Model(MrioTable table, CancellationToken cancellation) =>
        ImpactModel.Build(TableValidator.Validate(table), Closure.None, cancellation: cancellation);

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
