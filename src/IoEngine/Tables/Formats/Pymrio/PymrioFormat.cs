using IoEngine.Accounts;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>pymrio's saved folder or zip: file_parameters.json, tab-separated tables, one subfolder an extension.</summary>
internal sealed class PymrioFormat : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "pymrio";

    /// <inheritdoc/>
    public string LooksFor => "a file_parameters.json beside Z.txt and Y.txt";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) =>
        source.Entries.Any(e => e.Name == PymrioParameters.FileName)
        && PymrioParameters.ReadAll(source, []) is var all && (all.Any(IsSystem) || all.Count == 0);

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source) =>
        YearFiles.Held(Candidates(PymrioParameters.ReadAll(source, [])));

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var all = PymrioParameters.ReadAll(source, findings);
        var system = TheSystem(source, all, options, findings);
        var extensions =
            all.Where(p => p != system && !IsSystem(p) && p.Folder.StartsWith(system.Folder, StringComparison.Ordinal)).ToList();
        return new PymrioReader(source, system, extensions, options, findings, cancellation).Read();
    }

    private static bool IsSystem(PymrioParameters p) =>
        p.SystemType == "IOSystem" || (p.SystemType.Length == 0 && (p["Z"] is not null || p["A"] is not null));

    private static List<TableCandidate<PymrioParameters>> Candidates(IEnumerable<PymrioParameters> all) =>
        [.. all.Where(IsSystem).Select(p => new TableCandidate<PymrioParameters>(p, YearFiles.YearIn(p.Folder),
            p.Folder.Length == 0 ? "the root" : p.Folder.TrimEnd('/')))];

    private static PymrioParameters TheSystem(TableSource source, List<PymrioParameters> all, TableReadOptions options,
        List<Finding> findings)
    {
        if (Candidates(all) is { Count: > 0 } systems)
            return YearFiles.Select(source, systems, options, "folder with a file_parameters.json");
        findings.Add(Finding.Error("PYMRIO-PARAMETERS", source.Place, "No file_parameters.json describes a table.",
            $"{all.Count} file_parameters.json, none with systemtype IOSystem",
            "a file_parameters.json beside Z.txt and Y.txt", "Point to the folder or zip that pymrio's save_all wrote."));
        throw new InvalidDataFindingsException("The table can't be read", findings);
    }
}
