using System.Reflection;
using System.Text.Json.Nodes;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Configuration;

/// <summary>The configuration's JSON Schema, with the text, range and default of every option.</summary>
public static class ConfigSchema
{
    /// <summary>JSON Schema, draft 2020-12.</summary>
    public static JsonObject Create()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "IoEngine run configuration",
        };
        foreach (var (name, value) in Section(typeof(RunConfig)).ToArray()) schema[name] = value?.DeepClone();
        return schema;
    }

    /// <summary>The options as a document: every key with its value, defaults spelled out.</summary>
    public static JsonObject ToJson(RunConfig config) => (JsonObject)ConfigOption.ToJson(config)!;

    private static JsonObject Section(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        var options = ConfigOption.Of(type);
        var properties = new JsonObject();
        foreach (var option in options)
        {
            var node = Value(option);
            node["description"] = option.Declared.Text;
            if (!option.IsSection && !option.Declared.Required)
                node["default"] = ConfigOption.ToJson(option.Property.GetValue(defaults));
            properties[option.Name] = node;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(options.Where(o => o.Declared.Required).Select(o => (JsonNode?)o.Name).ToArray()),
            ["properties"] = properties,
        };
    }

    private static JsonObject Value(ConfigOption option)
    {
        var type = option.Type;
        if (option.IsSection)
        {
            var section = Section(type);
            if (option.Nullable) section["type"] = Types("object", "null");
            return section;
        }

        if (type == typeof(string) || type == typeof(char) || type == typeof(DateOnly) || type.IsEnum)
            return option.Choices is { } choices ? Texts(choices, option.Nullable) : Of("string", option.Nullable);
        if (type == typeof(bool)) return Of("boolean", option.Nullable);
        if (type == typeof(int) || type == typeof(double) || type == typeof(decimal)) return Number(option);
        if (type == typeof(YearSelection) || type == typeof(YearSpan))
            return new JsonObject { ["type"] = Types("string", "integer", "array", option.Nullable ? "null" : null) };
        if (type == typeof(AlternativeSelection))
            return new JsonObject { ["type"] = option.Nullable ? Types("string", "object", "null") : Types("string", "object") };
        if (type == typeof(RegionSelection)) return new JsonObject { ["type"] = Types("string", "array") };
        if (type == typeof(IReadOnlyDictionary<string, double>) || type == typeof(ShareSelection))
        {
            var shares = type == typeof(ShareSelection) ? new JsonObject { ["type"] = Types("string", "object") }
                : Of("object", option.Nullable);
            shares["additionalProperties"] = Share();
            return shares;
        }


        var list = Of("array", option.Nullable);
        var item = type.GetGenericArguments()[0];
        list["items"] = item == typeof(JsonNode) ? new JsonObject { ["type"] = "object" }
            : item == typeof(decimal) ? Number(option)
            : item.GetCustomAttribute<KindsAttribute>() is { } kinds ? new JsonObject
            {
                ["oneOf"] = new JsonArray(kinds.Types.Select(t => (JsonNode?)Section(t)).ToArray()),
            }
            : ConfigOption.IsSectionType(item) ? Section(item)
            : option.Declared.Choices is { } allowed ? Texts(allowed, nullable: false)
            : Of("string", nullable: false);
        return list;
    }

    private static JsonObject Number(ConfigOption option)
    {
        var number = Of(option.Type == typeof(int) ? "integer" : "number", option.Nullable && option.Type.IsValueType);
        if (double.IsFinite(option.Declared.Minimum)) number["minimum"] = option.Declared.Minimum;
        if (double.IsFinite(option.Declared.Maximum)) number["maximum"] = option.Declared.Maximum;
        return number;
    }

    private static JsonObject Share() => new() { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 };

    private static JsonObject Texts(IEnumerable<string> choices, bool nullable)
    {
        var texts = Of("string", nullable);
        var allowed = new JsonArray(choices.Select(c => (JsonNode?)c).ToArray());
        if (nullable) allowed.Add(null);
        texts["enum"] = allowed;
        return texts;
    }

    private static JsonObject Of(string type, bool nullable) =>
        new() { ["type"] = nullable ? Types(type, "null") : JsonValue.Create(type) };

    private static JsonArray Types(params string?[] types) =>
        new(types.Where(t => t is not null).Select(t => (JsonNode?)t).ToArray());
}
