using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IoEngine.Files.Staging;

/// <summary>A kind of folder that the engine writes as a whole. Immutable.</summary>
/// <param name="Name">As its marker says it.</param>
/// <param name="Marker">The file that lists the others with their hashes.</param>
/// <param name="Noun">For messages.</param>
internal sealed record FolderKind(string Name, string Marker, string Noun)
{
    public static readonly FolderKind Results = new("results", "manifest.json", "results of a run");
    public static readonly FolderKind Comparison = new("comparison", "manifest.json", "a comparison");
    public static readonly FolderKind Demonstration = new("demonstration", "manifest.json", "a demonstration world");
    public static readonly FolderKind Table = new("mrio", "table.json", "a table of the engine");
    public static readonly FolderKind PymrioTable = new("pymrio", "manifest.json", "a table as pymrio saves it");
}

/// <summary>
/// What a folder says of itself in <c>manifest.json</c> or <c>table.json</c>: its kind, the files that the engine wrote with
/// their SHA-256, and a seal over all that, so that a marker which somebody else wrote or changed is not taken for the engine's.
/// Immutable.
/// </summary>
/// <remarks>
/// The seal is the SHA-256 of the compact JSON of all members but <c>seal</c> itself and <c>timings</c>, in the order in which
/// they stand: equal runs have equal seals. It guards against mistakes, not against somebody who means to deceive.
/// </remarks>
internal sealed class FolderMarker
{
    private const string Seal = "seal", Unsealed = "timings", Kind = "kind", Format = "format", Outputs = "outputs",
        Parts = "parts";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Readable = Compact with { Indented = true, NewLine = "\n" };
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    private FolderMarker(string kind, bool hasSeal, bool intact, IReadOnlyDictionary<string, string> files)
    {
        KindName = kind;
        HasSeal = hasSeal;
        IsIntact = intact;
        Files = files;
    }

    /// <summary>Name of the kind of folder; empty where the marker is somebody else's.</summary>
    public string KindName { get; }

    /// <summary>Whether the engine wrote it once.</summary>
    public bool HasSeal { get; }

    /// <summary>Whether the engine wrote it as it is now.</summary>
    public bool IsIntact { get; }

    /// <summary>SHA-256 by path inside the folder, with slashes; without the marker itself.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The marker of a folder; null where there is none, or it can't be read as one.</summary>
    public static FolderMarker? Read(string folder, string marker)
    {
        try
        {
            var path = Path.Combine(folder, marker);
            if (!SystemCalls.IsRegularFile(path)) return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonNode.Parse(stream, documentOptions: Lenient) is JsonObject content ? Of(content) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException
            or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the engine wrote the JSON as it is now.</summary>
    public static bool IsSealed(ReadOnlyMemory<byte> json) =>
        JsonNode.Parse(json.Span, documentOptions: Lenient) is JsonObject content && Of(content).IsIntact;

    /// <summary>What the content of a marker says.</summary>
    public static FolderMarker Of(JsonObject content)
    {
        var seal = TextOf(content[Seal]);
        return new FolderMarker(TextOf(content[Kind]) ?? TextOf(content[Format]) ?? "", seal is not null,
            seal is not null && seal == SealOf(content), FilesOf(content));
    }

    /// <summary>Names the kind and lists the files, where the marker has not its own list.</summary>
    public static void Complete(JsonObject content, FolderKind kind, IEnumerable<WrittenFile> files)
    {
        if (content.ContainsKey(Parts)) return;
        content[Kind] = kind.Name;
        content[Outputs] = new JsonArray([.. files.Select(f => (JsonNode)EntryOf(f))]);
    }

    /// <summary>The warning of everything that was read without comparing it.</summary>
    public static Finding Unverified(string place) =>
        Finding.Warning("VERIFY-OFF", place, "What is read here was not compared with the SHA-256 that it was written with.",
            "--no-verify or tables.verify", "the comparison", "Leave the option out to have it compared.");

    /// <summary>Enters files that were written again, or anew.</summary>
    /// <returns>Whether that changed anything.</returns>
    public static bool Enter(JsonObject content, IEnumerable<WrittenFile> files)
    {
        if (content[Outputs] is not JsonArray outputs) content[Outputs] = outputs = [];
        var changed = false;
        foreach (var file in files)
        {
            var entry = EntryOf(file);
            var known = outputs.FirstOrDefault(o => o is JsonObject written && TextOf(written["name"]) == file.Name);
            if (known is not null && JsonNode.DeepEquals(known, entry)) continue;
            if (known is null) outputs.Add(entry);
            else outputs[outputs.IndexOf(known)] = entry;
            changed = true;
        }

        return changed;
    }

    /// <summary>Seals a marker and writes it: indented, line feeds, readable text (it is a file, not HTML).</summary>
    public static void Write(JsonObject content, Stream stream)
    {
        content.Remove(Seal);
        content[Seal] = SealOf(content);
        using var writer = new Utf8JsonWriter(stream, Readable);
        content.WriteTo(writer);
    }

    private static JsonObject EntryOf(WrittenFile file) =>
        new() { ["name"] = file.Name, ["bytes"] = file.Bytes, ["sha256"] = file.Sha256 };

    private static string SealOf(JsonObject content)
    {
        using var hash = new HashingStream(Stream.Null);
        using var writer = new Utf8JsonWriter(hash, Compact);
        writer.WriteStartObject();
        foreach (var (name, value) in content)
        {
            if (name is Seal or Unsealed) continue;
            writer.WritePropertyName(name);
            if (value is null) writer.WriteNullValue();
            else value.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return hash.HashSoFar();
    }

    private static Dictionary<string, string> FilesOf(JsonObject content)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (content[Parts] is JsonObject parts)
        {
            foreach (var (name, hash) in parts)
            {
                if (TextOf(hash) is { } text) files[name + ".npy"] = text;
            }
        }
        else if (content[Outputs] is JsonArray outputs)
        {
            foreach (var entry in outputs.OfType<JsonObject>())
            {
                if (TextOf(entry["name"]) is { } name && TextOf(entry["sha256"]) is { } hash) files[name] = hash;
            }
        }

        return files;
    }

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>A file that was written into a folder. Immutable.</summary>
/// <param name="Name">Path inside the folder, with slashes.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256 of the content, hexadecimal.</param>
internal sealed record WrittenFile(string Name, long Bytes, string Sha256);
