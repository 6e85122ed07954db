using System.Text.Json;
using System.Text.Json.Nodes;
using IoEngine.Files;
using IoEngine.Files.Staging;
using IoEngine.Places;

namespace IoEngine.Reporting;

/// <summary>
/// The tables and the manifest of a run, from its folder or as they are about to be written: what a report is made of. Immutable.
/// </summary>
/// <remarks>
/// Texts are taken as the CSV files hold them, so that a report made in the run and one made from its folder are the same bytes.
/// </remarks>
public sealed class StoredResults
{
    private readonly Func<string, ResultTable?> find;
    private readonly Dictionary<string, ResultTable?> read = new(StringComparer.Ordinal);

    private StoredResults(JsonObject manifest, Func<string, ResultTable?> find)
    {
        Manifest = manifest;
        this.find = find;
    }

    /// <summary>manifest.json.</summary>
    internal JsonObject Manifest { get; }

    /// <summary>Opens a results folder; tables are read when asked for.</summary>
    /// <param name="folder">The folder, with its manifest.</param>
    /// <param name="verify">
    /// Whether the manifest is compared with its seal, and every file that is read with the manifest.
    /// </param>
    /// <exception cref="ConfigException">It is no results folder.</exception>
    /// <exception cref="InvalidDataFindingsException">The manifest was changed since it was written.</exception>
    public static StoredResults Open(string folder, bool verify = true)
    {
        ArgumentNullException.ThrowIfNull(folder);
        FolderUpdate.Recover(folder);
        var path = Path.Combine(folder, FolderKind.Results.Marker);
        var manifest = ReadManifest(path);
        var marker = FolderMarker.Of(manifest);
        if (marker.KindName.Length > 0 && marker.KindName != FolderKind.Results.Name)
            throw NotResults(path, $"kind '{marker.KindName}'");
        if (verify && !marker.IsIntact)
            throw Changed(path, "The manifest was changed since it was written.", marker.HasSeal ? "another seal" : "no seal");
        return new StoredResults(manifest, name => ReadTable(folder, name, verify ? marker : null));
    }

    /// <summary>
    /// Reads something out of a results folder. What was changed by hand, and is not compared, may contradict itself: that is no
    /// fault of the engine.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">
    /// The results were changed, are damaged, or contradict themselves.
    /// </exception>
    internal static T Read<T>(string folder, bool verify, Func<StoredResults, T> read)
    {
        try
        {
            return read(Open(folder, verify));
        }
        catch (Exception e) when (!verify && e is InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or KeyNotFoundException or FormatException or OverflowException
            or NullReferenceException)
        {
            throw new InvalidDataFindingsException("The results can't be used",
                Finding.Error("RESULTS-DAMAGED", folder,
                    "The results contradict themselves; they were not compared with their hashes.",
                    e.Message, "results as they were written",
                    "Run again; without --no-verify the files that were changed are named."));
        }
    }

    /// <summary>The warning of everything that was read without comparing it.</summary>
    /// <param name="place">What was read.</param>
    public static Finding Unverified(string place) => FolderMarker.Unverified(place);

    /// <summary>Results in memory, with the manifest as it will be written.</summary>
    internal static StoredResults Of(JsonObject manifest, IEnumerable<ResultTable> tables)
    {
        var byName = tables.ToDictionary(t => t.Name, StringComparer.Ordinal);
        return new StoredResults((JsonObject)JsonNode.Parse(manifest.ToJsonString())!, byName.GetValueOrDefault);
    }

    /// <summary>The table of a name; null where the run wrote none, or one without rows.</summary>
    /// <exception cref="InvalidDataFindingsException">The file is damaged.</exception>
    internal ResultTable? Find(string name)
    {
        if (!read.TryGetValue(name, out var table)) read[name] = table = find(name) is { Rows: > 0 } some ? some : null;
        return table;
    }

    /// <summary>
    /// The name of a sector for people, as the run knew it; empty where it did not, or where the code is the name.
    /// </summary>
    internal string SectorName(string code) => Name("sectors", code);

    /// <summary>
    /// The name of a region or country for people, as the run knew it, else the English one; empty where there is none, or where
    /// the code is the name.
    /// </summary>
    /// <remarks>A code like WF is the rest of Africa in one table and a country in another: the run's word comes first.</remarks>
    internal string RegionName(string code) => Name("regions", code) is { Length: > 0 } known ? known
        : CountryBook.Default.TryFind(code, out var country) && country.Iso3 == code ? country.Name
        : RestRegions.IsWorld(code) ? RestRegions.WorldName : "";

    private string Name(string of, string code) =>
        Manifest[of] is JsonObject names && names[code] is JsonValue value && value.TryGetValue<string>(out var name)
            && name != code ? name : "";

    /// <summary>A text of a result as the files show it.</summary>
    internal static string Text(string text) => CsvResultWriter.Unguarded(text);

    private static JsonObject ReadManifest(string path)
    {
        try
        {
            if (JsonNode.Parse(JsonText.Checked(File.ReadAllBytes(path)).Span,
                documentOptions: new() { AllowDuplicateProperties = false }) is JsonObject manifest)
                return manifest;
            throw NotResults(path, "JSON of another shape");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw NotResults(path, fault.Message);
        }
    }

    private static ConfigException NotResults(string path, string found) => new([Finding.Error("RESULTS-MISSING", path,
        "This is no folder of results.", found, "a folder that ioe run wrote, with its manifest.json",
        "Name a results folder.")]);

    private static ResultTable? ReadTable(string folder, string name, FolderMarker? marker)
    {
        (string File, Func<string, ResultTable> Read)[] formats = [($"{name}.csv", CsvResultReader.Read),
            ($"{name}.parquet", ParquetResultReader.Read)];
        foreach (var (file, read) in formats)
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) continue;
            if (marker is not null) RequireAsWritten(path, file, marker);
            return read(path);
        }

        return formats.Select(f => f.File).FirstOrDefault(f => marker?.Files.ContainsKey(f) == true) is { } lost
            ? throw Changed(Path.Combine(folder, lost), "A file of the results is missing.", "no such file") : null;
    }

    private static void RequireAsWritten(string path, string file, FolderMarker marker)
    {
        if (!marker.Files.TryGetValue(file, out var hash))
            throw Changed(path, "The manifest does not list the file: the run did not write it.", "a file of another origin");
        if (!FolderContents.IsAsWritten(path, hash))
            throw Changed(path, "The file was changed since it was written.", "another SHA-256 than in manifest.json");
    }

    private static InvalidDataFindingsException Changed(string place, string message, string found) =>
        new("The results can't be used", Finding.Error("RESULTS-CHANGED", place, message,
            found, "the file as ioe run wrote it", "Run again; --no-verify reads the results as they are."));
}
