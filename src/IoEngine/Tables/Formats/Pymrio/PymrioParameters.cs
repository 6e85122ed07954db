using System.Globalization;
using System.Text.Json;
using IoEngine.Files;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>One table named by a file_parameters.json. Immutable.</summary>
internal sealed record PymrioPart(string Entry, int IndexColumns, int HeaderRows);

/// <summary>A file_parameters.json of pymrio: which tables a folder holds and how they are laid out. Immutable.</summary>
internal sealed record PymrioParameters(string Folder, string SystemType, string Name,
    IReadOnlyDictionary<string, PymrioPart> Parts)
{
    public const string FileName = "file_parameters.json";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The part of that name, or null.</summary>
    public PymrioPart? this[string part] => Parts.GetValueOrDefault(part);

    /// <summary>All file_parameters.json of a source that can be read; faults of others are added to the findings.</summary>
    public static List<PymrioParameters> ReadAll(TableSource source, List<Finding> findings)
    {
        var all = new List<PymrioParameters>();
        foreach (var entry in source.Entries.Where(e => e.Name == FileName))
        {
            var place = source.Files.PlaceOf(entry.Path);
            try
            {
                using var json = JsonDocument.Parse(JsonText.Checked(source.Files.ReadAll(entry.Path)), Lenient);
                if (Read(entry, json.RootElement, place, findings) is { } parameters) all.Add(parameters);
            }
            catch (JsonException e)
            {
                findings.Add(Finding.Error("PYMRIO-PARAMETERS", $"{place}, line {e.LineNumber + 1}",
                    "The file is not valid JSON.",
                    $"a fault at byte {e.BytePositionInLine + 1} of the line", "JSON as pymrio writes it",
                    "Correct the file, or save the table with pymrio again."));
            }
        }

        return all;
    }

    private static PymrioParameters? Read(FileEntry entry, JsonElement root, string place, List<Finding> findings)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("files", out var files)
            || files.ValueKind != JsonValueKind.Object)
        {
            findings.Add(Finding.Error("PYMRIO-PARAMETERS", place, "The file names no tables.", "no object 'files'",
                "\"files\": { \"Z\": { \"name\": \"Z.txt\", \"nr_index_col\": \"2\", \"nr_header\": \"2\" }, … }",
                "Save the table with pymrio again."));
            return null;
        }

        var parts = new Dictionary<string, PymrioPart>(StringComparer.Ordinal);
        foreach (var file in files.EnumerateObject())
        {
            var name = Text(file.Value, "name");
            var indexColumns = Number(file.Value, "nr_index_col");
            var headerRows = Number(file.Value, "nr_header");
            if (name.Length == 0 || indexColumns is null or < 0 or > 20 || headerRows is null or < 1 or > 20)
            {
                findings.Add(Finding.Error("PYMRIO-PARAMETERS", $"{place}, files.{file.Name}", "The table is not described.",
                    file.Value.GetRawText(),
                    "\"name\", \"nr_index_col\" and \"nr_header\"", "Complete the entry, or save the table with pymrio again."));
                continue;
            }

            parts[file.Name] = new PymrioPart(entry.Folder + name, indexColumns.Value, headerRows.Value);
        }

        return new PymrioParameters(entry.Folder, Text(root, "systemtype"), Text(root, "name"), parts);
    }

    internal static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var p)
            && p.ValueKind == JsonValueKind.String
            ? p.GetString()! : "";

    private static int? Number(JsonElement element, string property)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out var p)) return null;
        // pymrio writes the counts as strings; a number means the same.
        var text = p.ValueKind == JsonValueKind.String ? p.GetString() : p.ValueKind == JsonValueKind.Number ? p.GetRawText()
            : null;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : null;
    }
}
