using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Files.Staging;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Csv;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Own;

/// <summary>Reads the engine's own folder (or a zip of it) that <see cref="MrioFolder"/> writes.</summary>
internal sealed class MrioFolderFormat : ITableFormat
{
    // Below this a second thread gains nothing.
    private const long SideBySideBytes = 16L << 20;

    /// <inheritdoc/>
    public string Name => "mrio";

    /// <inheritdoc/>
    public string LooksFor => "a table.json beside Z.npy and Y.npy";

    /// <inheritdoc/>
    /// <remarks>A descriptor of text may have the same name as our own description.</remarks>
    public bool Recognises(TableSource source) => source.Files.Find(MrioDescription.FileName) is { } description
        && !CsvDescription.IsOne(source, description);

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var (description, notes) = ReadDescription(source, options);
        var findings = new List<Finding>();
        var n = Same(description.IndustryRegions, description.IndustrySectors, "industryRegions, industrySectors", source,
            findings);
        var d = Same(description.DemandRegions, description.DemandCategories, "demandRegions, demandCategories", source,
            findings);
        var parts = new Dictionary<string, DenseMatrix?>();
        foreach (var (name, rows, columns, required) in Shapes(description, n, d))
        {
            cancellation.ThrowIfCancellationRequested();
            parts[name] = ReadPart(source, description, name, rows, columns, required, options, findings);
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException($"The table {source.Place} can't be read", findings);
        return Build(description, parts, options, source.Files.PlaceOf(MrioDescription.FileName), notes);
    }

    private static (string Name, int Rows, int Columns, bool Required)[] Shapes(MrioDescription t, int n, int d) =>
    [
        ("Z", n, n, true), ("Y", n, d, true), ("V", t.PrimaryInputs.Length, n, true), ("VY", t.PrimaryInputs.Length, d, false),
        ("F", t.Satellites.Length, n, t.Satellites.Length > 0), ("FY", t.Satellites.Length, d, false), ("x", n, 1, false),
    ];

    private static MrioTable Build(MrioDescription t, Dictionary<string, DenseMatrix?> parts, TableReadOptions options,
        string place, IEnumerable<Finding> notes)
    {
        List<Finding> findings = [.. t.Findings, .. notes];
        var industries = new Axis<Industry>("industries", t.IndustryRegions.Zip(t.IndustrySectors, (r, s) => new Industry(r, s)));
        var demand = new Axis<DemandColumn>("columns of final demand",
            t.DemandRegions.Zip(t.DemandCategories, (r, c) => new DemandColumn(r, c)));
        var v = new Axis<FlowRow>("primary inputs", t.PrimaryInputs);
        var f = new Axis<FlowRow>("satellite rows", t.Satellites);
        return new MrioTable(
            t.Identity(YearFiles.Agreed(t.Year, options, place, findings)),
            new LabelledMatrix<Industry, Industry>(industries, industries, parts["Z"]!),
            new LabelledMatrix<Industry, DemandColumn>(industries, demand, parts["Y"]!),
            new LabelledMatrix<FlowRow, Industry>(v, industries, parts["V"]!),
            parts["VY"] is { } vy ? new LabelledMatrix<FlowRow, DemandColumn>(v, demand, vy) : null,
            parts["F"] is { } flows ? new LabelledMatrix<FlowRow, Industry>(f, industries, flows) : null,
            parts["F"] is not null && parts["FY"] is { } fy ? new LabelledMatrix<FlowRow, DemandColumn>(f, demand, fy) : null,
            parts["x"] is { } x ? new LabelledVector<Industry>(industries, industries.Count == 0 ? [] : x.Column(0)) : null,
            t.Roles,
            findings,
            t.Names());
    }

    private static (MrioDescription Description, IReadOnlyList<Finding> Notes) ReadDescription(TableSource source,
        TableReadOptions options)
    {
        var place = source.Files.PlaceOf(MrioDescription.FileName);
        Finding fault;
        try
        {
            var bytes = source.Files.ReadAll(MrioDescription.FileName, int.MaxValue / 2);
            var json = JsonText.Checked(bytes);
            var description = JsonSerializer.Deserialize<MrioDescription>(json.Span, MrioDescription.Json);
            if (description is { Format: MrioDescription.FormatName, Version: MrioDescription.CurrentVersion })
            {
                if (options.VerifyHashes && source.Files.Folder is { } folder)
                    options.HashTaken?.Invoke(Path.GetFullPath(Path.Combine(folder, MrioDescription.FileName)),
                        Convert.ToHexStringLower(SHA256.HashData(bytes)));
                return (description, Notes(description, json, source, options));
            }

            fault = Finding.Error("MRIO-VERSION", place, "The folder has another format or version.",
                string.Create(CultureInfo.InvariantCulture, $"format '{description?.Format}', version {description?.Version}"),
                $"format '{MrioDescription.FormatName}', version {MrioDescription.CurrentVersion}",
                "Import the table again with this version of the engine.");
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } l ? $", line {l + 1}" : "";
            var words = JsonFault.Of(e, typeof(MrioDescription));
            fault = Finding.Error("MRIO-DESCRIPTION", place + line,
                $"The description of the table can't be understood. {words.Message}", words.Found,
                "table.json as the engine writes it", "Correct the file, or import the table again.");
        }

        throw new InvalidDataFindingsException($"The table {source.Place} can't be read", fault);
    }

    // A description that somebody wrote or changed is the user's business, unless it is in the cache; but it is said.
    private static List<Finding> Notes(MrioDescription description, ReadOnlyMemory<byte> json, TableSource source,
        TableReadOptions options)
    {
        var place = source.Files.PlaceOf(MrioDescription.FileName);
        if (!options.VerifyHashes)
            return description.Parts.Values.All(h => h is null) ? [] : [FolderMarker.Unverified(source.Place)];
        var intact = description.Seal is not null && FolderMarker.IsSealed(json);
        if (options.CacheKey is { } key && !(intact && description.CacheKey == key))
        {
            throw new InvalidDataFindingsException($"The table {source.Place} can't be read", Finding.Error("MRIO-CACHE", place,
                "The description is not the one that was kept here.",
                intact ? $"the key {description.CacheKey ?? "of no cache"}" : "another seal", $"the key {key}, sealed",
                "Remove the folder; the table is read from its source again."));
        }

        return intact || description.Seal is null
            ? []
            : [Finding.Warning("MRIO-CHANGED", place, "The description of the table was changed since the engine wrote it.",
                "another seal",
                "the description as it was written",
                "If the change is meant, remove the key 'seal'; else import the table again.")];
    }

    private static DenseMatrix? ReadPart(TableSource source, MrioDescription description, string name, int rows, int columns,
        bool required, TableReadOptions options, List<Finding> findings)
    {
        var entry = source.Files.Find(name + ".npy");
        var place = source.Files.PlaceOf(name + ".npy");
        if (entry is null)
        {
            if (required || description.Parts.ContainsKey(name))
            {
                findings.Add(Finding.Error("FILE-MISSING", place, "A part of the table is missing.", "no such file",
                    $"an array of {rows} × {columns}", "Restore the file, or import the table again."));
            }

            return null;
        }

        options.Progress?.Report(new TableReadProgress(entry.Path, 0, entry.Bytes));
        try
        {
            // Large files are read and hashed side by side; one that is not as it was written is told as that and nothing else.
            var expected = options.VerifyHashes ? description.Parts.GetValueOrDefault(name) : null;
            var reading = expected is not null && entry.Bytes >= SideBySideBytes && source.Files.Folder is not null
                ? Task.Run(() => Load(source, entry, place)) : null;
            if (expected is not null && HashFault(source, entry, expected, place, options) is { } fault)
            {
                Abandon(reading);
                findings.Add(fault);
                return null;
            }

            var matrix = reading is null ? Load(source, entry, place) : reading.GetAwaiter().GetResult();
            if (matrix.Rows == rows && matrix.Columns == columns) return matrix;
            findings.Add(Finding.Error("NPY-SHAPE", place, "The array has another shape than the labels.",
                $"{matrix.Rows} × {matrix.Columns}", $"{rows} × {columns}", "Restore the file, or import the table again."));
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Error("FILE-UNREADABLE", place, "The file can't be opened.", e.Message, "a readable file",
                "Check the permissions and that no other program holds it."));
        }

        return null;
    }

    private static DenseMatrix Load(TableSource source, FileEntry entry, string place)
    {
        if (source.Files.Folder is { } folder) return NpyMatrix.Read(Path.Combine(folder, entry.Path), place);
        using var stream = source.Files.OpenRead(entry.Path);
        return NpyMatrix.Read(stream, place);
    }

    private static void Abandon(Task<DenseMatrix>? reading) =>
        reading?.ContinueWith(r => _ = r.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).Wait(CancellationToken.None);

    private static Finding? HashFault(TableSource source, FileEntry entry, string expected, string place,
        TableReadOptions options)
    {
        using var stream = source.Files.OpenRead(entry.Path);
        var found = HashingStream.HashOf(stream);
        if (source.Files.Folder is { } folder)
            options.HashTaken?.Invoke(Path.GetFullPath(Path.Combine(folder, entry.Path)), found);
        return found == expected ? null : Finding.Error("MRIO-HASH", place, "The file is not the one that was written.",
            $"SHA-256 {found}", expected,
            "Import the table again; if the change is meant, read it with --no-verify (tables.verify), or write null for this "
                + "part in table.json.");
    }

    private static int Same(string[] first, string[] second, string what, TableSource source, List<Finding> findings)
    {
        if (first.Length != second.Length)
        {
            findings.Add(Finding.Error("MRIO-DESCRIPTION", $"{source.Files.PlaceOf(MrioDescription.FileName)}, {what}",
                "Two lists of labels differ in length.",
                $"{first.Length} and {second.Length}", "one of each for every label", "Import the table again."));
        }

        return Math.Min(first.Length, second.Length);
    }
}
