using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Configuration;

/// <summary>One option as declared: the single source of binding, schema and documentation.</summary>
internal sealed record ConfigOption(PropertyInfo Property, OptionAttribute Declared, bool Nullable)
{
    /// <summary>Name in the file.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(Property.Name);

    /// <summary>Type without the nullable wrapper.</summary>
    public Type Type => System.Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether the value is a section with options of its own.</summary>
    public bool IsSection => IsSectionType(Type);

    /// <summary>The options of a section, in the order of declaration.</summary>
    public static IReadOnlyList<ConfigOption> Of(Type section)
    {
        var context = new NullabilityInfoContext();
        return section.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => (Property: p, Declared: p.GetCustomAttribute<OptionAttribute>()))
            .Where(p => p.Declared is not null)
            .Select(
                p => new ConfigOption(p.Property, p.Declared!,
                    p.Property.PropertyType == typeof(YearSpan)
                        || context.Create(p.Property).WriteState == NullabilityState.Nullable))
            .ToArray();
    }

    /// <summary>Whether a type declares options.</summary>
    public static bool IsSectionType(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(p => p.IsDefined(typeof(OptionAttribute)));

    /// <summary>Name of a kind's section: the only choice of its option.</summary>
    public static string KindOf(Type type) => Of(type).Single(o => o.Name == "kind").Declared.Choices![0];

    /// <summary>The spellings of a closed list: those declared, or the names of an enumeration.</summary>
    public IReadOnlyList<string>? Choices =>
        Declared.Choices ?? (Type.IsEnum ? Enum.GetNames(Type).Select(Spelling.Kebab).Except(Declared.Except).ToArray() : null);

    /// <summary>
    /// A value as the file would spell it; sections with every option, so that defaults are spelled out, where naming them
    /// changes nothing.
    /// </summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => text,
        char sign => sign.ToString(),
        bool flag => flag,
        int number => number,
        double number => number,
        decimal number => (double)number,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        YearSpan span => span == YearSpan.All ? null : span.ToString(),
        Enum choice => Spelling.Kebab(choice.ToString()),
        YearSelection years => years.Text,
        RegionSelection regions => regions.Items is null ? "all" : ToJson(regions.Items),
        AlternativeSelection { Amount: AlternativeSelection.Funded } funded => funded.Mix,
        AlternativeSelection other => new JsonObject { ["mix"] = other.Mix, ["amount"] = other.Amount },
        ShareSelection shares => shares.Path ?? ToJson(shares.Shares),
        JsonNode node => node.DeepClone(),
        IReadOnlyDictionary<string, double> map => new JsonObject(map.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))),
        IEnumerable<decimal> numbers => new JsonArray(numbers.Select(n => (JsonNode?)(double)n).ToArray()),
        IEnumerable<object> items => new JsonArray(items.Select(ToJson).ToArray()),
        IGivenKeys section => new JsonObject(Of(value.GetType()).Where(o => section.Given.Contains(o.Name))
            .Select(o => KeyValuePair.Create(o.Name, ToJson(o.Property.GetValue(value))))),
        _ => new JsonObject(Of(value.GetType()).Select(o => KeyValuePair.Create(o.Name, ToJson(o.Property.GetValue(value))))),
    };
}
