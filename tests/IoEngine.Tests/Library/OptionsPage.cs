using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Library;

/// <summary>The page of options, from the configuration's JSON Schema: a table a section, a section a kind of change.</summary>
internal static class OptionsPage
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text()
    {
        var text = new StringBuilder();
        Section(text, "The document", "", ConfigSchema.Create());
        return text.ToString().TrimStart('\n');
    }

    private static void Section(StringBuilder text, string title, string path, JsonNode schema)
    {
        var required = schema["required"]?.AsArray().Select(r => r!.GetValue<string>()).ToHashSet() ?? [];
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| option | may be | default | what it does |\n|---|---|---|---|\n");
        var below = new List<(string Title, string Path, JsonNode Schema)>();
        foreach (var (name, option) in schema["properties"]!.AsObject())
        {
            var full = path.Length == 0 ? name : $"{path}.{name}";
            text.Append(CultureInfo.InvariantCulture,
                $"| `{name}` | {Allowed(option!)} | {(required.Contains(name) ? "must be given" : Default(option!))} | {option!["description"]} |\n");
            if (option["properties"] is not null) below.Add(($"`{full}`", full, option));
            if (option["items"]?["properties"] is not null) below.Add(($"`{full}[]`", $"{full}[]", option["items"]!));
            foreach (var kind in option["items"]?["oneOf"]?.AsArray() ?? [])
                below.Add(($"`{full}[]` of kind `{Kind(kind!)}`", $"{full}[]", kind!));
        }

        foreach (var (heading, where, node) in below) Section(text, heading, where, node);
    }

    private static string Kind(JsonNode schema) => schema["properties"]!["kind"]!["enum"]![0]!.GetValue<string>();

    private static string Allowed(JsonNode option)
    {
        if (option["properties"] is not null) return "a section, see below";
        if (option["enum"] is JsonArray choices) return string.Join(", ", choices.Select(c => $"`{c?.ToJsonString(Readable) ?? "null"}`"));
        var types = option["type"] switch { JsonArray several => several.Select(t => $"{t}"), { } one => [$"{one}"], null => ["any"] };
        var range = (option["minimum"], option["maximum"]) switch
        {
            ({ } low, { } high) => $", {low} to {high}",
            ({ } low, null) => $", {low} or more",
            (null, { } high) => $", up to {high}",
            _ => "",
        };
        return string.Join(" or ", types) + range;
    }

    private static string Default(JsonNode option) => option["properties"] is not null ? "" : $"`{option["default"]?.ToJsonString(Readable) ?? "null"}`";
}
