using System.Text.Json;
using System.Text.RegularExpressions;

namespace IoEngine.Tables;

/// <summary>
/// What is wrong with a JSON file of ours, in the user's words: the names of the engine's types say nothing to them.
/// </summary>
/// <param name="Message">What is the matter.</param>
/// <param name="Found">What the file has.</param>
/// <param name="Expected">What it should have; empty where only its writer knows.</param>
/// <param name="Cure">What to do; empty where there is no better word than to correct it.</param>
internal sealed partial record JsonFault(string Message, string Found, string Expected, string Cure)
{
    /// <summary>Puts a fault of the reader in words.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="root">Type of the whole document; its parts are in the same namespace.</param>
    public static JsonFault Of(JsonException fault, Type root)
    {
        var text = fault.Message;
        if (Unmapped().Match(text) is { Success: true } unknown)
            return Unknown(unknown.Groups["key"].Value, Keys(root, unknown.Groups["type"].Value));
        if (Required().Match(text) is { Success: true } missing)
            return new JsonFault("A required key is missing.", "nothing",
                string.Join(", ", Quoted().Matches(missing.Groups["keys"].Value).Select(m => m.Value)), "Add it.");
        if (Converted().Match(text) is { Success: true } wrong)
            return new JsonFault("The value is of the wrong kind.", $"a value of the wrong kind at {fault.Path}",
                Kind(root, wrong.Groups["type"].Value), "Write the value as expected.");
        var sentence = text.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.');
        return new JsonFault("This is not JSON as it should be.", sentence, "JSON; comments and trailing commas are allowed",
            "Correct the text at this place.");
    }

    private static JsonFault Unknown(string key, string[] keys) =>
        new("There is no such key.", $"'{key}'", keys.Length == 0 ? "" : "one of " + string.Join(", ", keys),
            Spelling.Suggest(key, keys));

    private static string[] Keys(Type root, string type) => root.Assembly.GetType(type)?.GetProperties()
        .Where(p => p.CanWrite).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToArray() ?? [];

    private static string Kind(Type root, string type) => type switch
    {
        "System.String" => "a text in quotes",
        "System.Boolean" => "true or false",
        _ when type.Contains("Int32", StringComparison.Ordinal) || type.Contains("Int64", StringComparison.Ordinal) =>
            "a whole number",
        _ when type.Contains("Double", StringComparison.Ordinal) => "a number",
        _ when type.EndsWith("[]", StringComparison.Ordinal) || type.Contains("List`1", StringComparison.Ordinal) =>
            "a list [ … ]",
        _ when root.Assembly.GetType(type) is { IsEnum: true } choices =>
            "one of " + string.Join(", ", Enum.GetNames(choices).Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ => "an object { … }",
    };

    [GeneratedRegex(@"property '(?<key>[^']*)' could not be mapped to any \.NET member contained in type '(?<type>[^']*)'")]
    private static partial Regex Unmapped();

    [GeneratedRegex("missing required properties including: (?<keys>.*)$")]
    private static partial Regex Required();

    [GeneratedRegex(@"could not be converted to (?<type>\S+?)\.( |$)")]
    private static partial Regex Converted();

    [GeneratedRegex("(?<=')[^',;]+(?=')")]
    private static partial Regex Quoted();
}
