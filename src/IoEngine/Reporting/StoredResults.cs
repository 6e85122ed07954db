using System.Text.Json.Nodes;
using IoEngine.Places;

namespace IoEngine.Reporting;

/// <summary>The tables and the manifest of a run, from its folder or as they are about to be written: what a report is made of. Immutable.</summary>
/// <remarks>Texts are taken as the CSV files hold them, so that a report made in the run and one made from its folder are the same bytes.</remarks>
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
    /// <exception cref="ConfigException">It is no results folder.</exception>
    public static StoredResults Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new StoredResults(ReadManifest(folder), name => ReadTable(folder, name));
    }

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

    /// <summary>The name of a sector for people, as the run knew it; empty where it did not, or where the code is the name.</summary>
    internal string SectorName(string code) => Name("sectors", code);

    /// <summary>The name of a region or country for people, as the run knew it, else the English one; empty where there is none, or where the code is the name.</summary>
    /// <remarks>A code like WF is the rest of Africa in one table and a country in another: the run's word comes first.</remarks>
    internal string RegionName(string code) => Name("regions", code) is { Length: > 0 } known ? known
        : CountryBook.Default.TryFind(code, out var country) && country.Iso3 == code ? country.Name : RestRegions.IsWorld(code) ? RestRegions.WorldName : "";

    private string Name(string of, string code) =>
        Manifest[of] is JsonObject names && names[code] is JsonValue value && value.TryGetValue<string>(out var name) && name != code ? name : "";

    /// <summary>A text of a result as the files show it.</summary>
    internal static string Text(string text) => CsvResultWriter.Unguarded(text);

    private static JsonObject ReadManifest(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is JsonObject manifest) return manifest;
            throw NotResults(path, "JSON of another shape");
        }
        catch (System.Text.Json.JsonException fault)
        {
            throw NotResults(path, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotResults(path, fault.Message);
        }
    }

    private static ConfigException NotResults(string path, string found) => new([Finding.Error("RESULTS-MISSING", path,
        "This is no folder of results.", found, "a folder that ioe run wrote, with its manifest.json", "Name a results folder.")]);

    private static ResultTable? ReadTable(string folder, string name)
    {
        var csv = Path.Combine(folder, name + ".csv");
        if (File.Exists(csv)) return CsvResultReader.Read(csv);
        var parquet = Path.Combine(folder, name + ".parquet");
        return File.Exists(parquet) ? ParquetResultReader.Read(parquet) : null;
    }
}
