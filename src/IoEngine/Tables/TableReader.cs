using IoEngine.Accounts;
using IoEngine.Tables.Formats;
using IoEngine.Tables.Formats.Csv;
using IoEngine.Tables.Formats.Eora;
using IoEngine.Tables.Formats.Excel;
using IoEngine.Tables.Formats.Exiobase;
using IoEngine.Tables.Formats.Figaro;
using IoEngine.Tables.Formats.Gloria;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Formats.LongRunWiod;
using IoEngine.Tables.Formats.OecdIcio;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables;

/// <summary>Reads a multi-regional input-output table from disk, whatever readable format it has.</summary>
public static class TableReader
{
    /// <summary>
    /// Formats in the order in which they are tried: the engine's own first, then a table that is described beside its files, the
    /// most general last.
    /// </summary>
    private static readonly ITableFormat[] Known =
    [
        new MrioFolderFormat(),
        new CsvFormat(),
        new OecdIcioFormat(),
        new FigaroFormat(),
        new LongRunWiodFormat(),
        new ExiobaseFormat(),
        new EoraFormat(),
        new GloriaFormat(),
        new PymrioFormat(),
        new WiodFormat(WiodEdition.Of2013),
        new WiodFormat(WiodEdition.Of2016),
        new WiodFormat(WiodEdition.Adb),
    ];

    /// <summary>Names of the formats that can be read.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. Known.Select(f => f.Name)];

    /// <summary>
    /// Reads the table at <paramref name="path"/>: a file, a folder, a .zip (not unpacked to disk) or a folder inside one.
    /// </summary>
    /// <param name="path">Where the table is.</param>
    /// <param name="options">Format, year, threads, progress; null: the defaults.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <returns>The table as published, with what was noticed in <see cref="MrioTable.Findings"/>; not yet validated.</returns>
    /// <exception cref="InvalidDataFindingsException">
    /// The input is missing, of no known format, or faulty: every finding.
    /// </exception>
    /// <exception cref="ConfigException">The options name a format that does not exist.</exception>
    public static MrioTable Read(string path, TableReadOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= TableReadOptions.Default;
        var forced = options.Format is null ? null : Named(options.Format);
        var source = TableSource.Open(path);
        return ReadAs(source, forced ?? Detect(source), options, cancellation);
    }

    /// <summary>The years of which the source at <paramref name="path"/> holds a table, ascending.</summary>
    /// <param name="path">Where the tables are: a folder, a zip, a workbook.</param>
    /// <param name="format">Name of the format; null: detected.</param>
    /// <returns>Empty where it is one table whose files don't state a year by their names.</returns>
    /// <exception cref="InvalidDataFindingsException">The source is missing, damaged or of no known format.</exception>
    /// <exception cref="ConfigException">There is no such format.</exception>
    public static IReadOnlyList<int> Years(string path, string? format = null) =>
        [.. Holding(path, format).Held.Select(h => h.Year).Distinct()];

    /// <summary>The format of a source and the tables of different years that it holds.</summary>
    internal static (string Format, IReadOnlyList<HeldTable> Held) Holding(string path, string? format)
    {
        var forced = format is null ? null : Named(format);
        var source = TableSource.Open(path);
        var known = forced ?? Detect(source);
        return (known.Name, known.Held(source));
    }

    internal static MrioTable ReadAs(TableSource source, ITableFormat format, TableReadOptions options,
        CancellationToken cancellation)
    {
        var table = TableNaming.Complete(format.Read(source, options, cancellation));
        if (options.Region is { } region && table.Regions.Any(r => r != region)) throw OwnRegions(source, table, region);
        if (options.YearMustAgree && table.Findings.Any(f => f.Code == YearFiles.Disagreement)) throw OtherYear(source, table);
        return table;
    }

    private static InvalidDataFindingsException OwnRegions(TableSource source, MrioTable table, Region region) =>
        new($"The table {source.Place} can't be read", Finding.Error("TABLE-REGION", source.Place,
            "A region is named for a table that has its own.", string.Join(", ", table.Regions.Take(6))
                + (table.Regions.Count > 6 ? $" … ({table.Regions.Count})" : ""), $"'{region}' alone, or labels without a region",
            "Leave --region (tables.region) out; it is for a national table whose labels name no region."));

    private static InvalidDataFindingsException OtherYear(TableSource source, MrioTable table) =>
        new($"The table {source.Place} can't be read for another year than its own",
            table.Findings.Where(f => f.Code == YearFiles.Disagreement).Select(f => f with
            {
                Severity = Severity.Error,
                Cure = "Leave the year out to have the one that the source states, or give the table of the year asked for. `ioe "
                    + "import --force` takes the year asked for.",
            }).ToList());

    /// <summary>Name of the format of the table at <paramref name="path"/>.</summary>
    /// <exception cref="InvalidDataFindingsException">The input is missing or of no known format.</exception>
    public static string DetectFormat(string path) => Detect(TableSource.Open(path)).Name;

    internal static ITableFormat Named(string name) =>
        Known.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ConfigException([Finding.Error("TABLE-FORMAT-UNKNOWN", "format", "There is no such table format.",
            $"'{name}'", string.Join(", ", Formats), "Name one of these, or leave the format out to have it detected.")]);

    internal static ITableFormat Detect(TableSource source) =>
        Known.FirstOrDefault(f => f.Recognises(source))
        ?? throw new InvalidDataFindingsException("The table can't be read", Finding.Error("TABLE-FORMAT-UNKNOWN", source.Place,
            "No known table format is recognised.", Seen(source), string.Join("; ", Known.Select(f => $"{f.Name}: {f.LooksFor}")),
            "Check the path, or name the format if you know it."));

    private static string Seen(TableSource source) => source.Entries.Count == 0
        ? "an empty folder"
        : string.Join(", ", source.Entries.Take(12).Select(e => e.Path))
            + (source.Entries.Count > 12 ? $" and {source.Entries.Count - 12} more files" : "");
}
