using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Configuration;

/// <summary>Turns a parsed document into typed options and collects every fault on the way.</summary>
internal sealed class ConfigBinder
{
    private const double LargestDecimal = 1e28;

    private readonly List<Finding> faults = [];
    private readonly List<Finding> inScenarios = [];

    /// <summary>Unknown keys, duplicates, wrong types, values out of range.</summary>
    public IReadOnlyList<Finding> Faults => faults;

    /// <summary>
    /// What is written well and means nothing: dates and spans of scenarios, by path. They are told with the faults of the
    /// scenarios' labels.
    /// </summary>
    public IReadOnlyList<Finding> InScenarios => inScenarios;

    /// <summary>A section with the document's values over the declared defaults.</summary>
    public object Section(Type type, ConfigNode node, string path)
    {
        var section = Activator.CreateInstance(type)!;
        if (node.Kind != ConfigKind.Object)
        {
            Wrong(node, path, "an object { … }");
            return section;
        }

        var options = ConfigOption.Of(type);
        var seen = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        foreach (var (name, value) in node.Members)
        {
            var place = $"{path}.{name}";
            var option = options.FirstOrDefault(o => o.Name == name);
            if (option is null) Unknown(value, place, name, options);
            else if (!seen.TryAdd(name, value))
                faults.Add(Finding.Error("CONFIG-DUPLICATE", value.Place(place), "The key occurs twice.",
                    $"first at line {seen[name].Line}", "each key once", "Remove one of the two."));
            else if (Value(option, value, place) is (true, var bound) && option.Property.CanWrite)
                option.Property.SetValue(section, bound);
        }

        if (section is IGivenKeys)
            typeof(IGivenKeys).GetProperty(nameof(IGivenKeys.Given))!.SetValue(section, seen.Keys.ToArray());
        foreach (var option in options.Where(o => o.Declared.Required && !seen.ContainsKey(o.Name)))
            faults.Add(Finding.Error("CONFIG-MISSING", node.Place($"{path}.{option.Name}"), "A required key is missing.",
                "nothing", option.Declared.Text, $"Add \"{option.Name}\" to {path}."));
        return section;
    }

    private (bool Bound, object? Value) Value(ConfigOption option, ConfigNode node, string path)
    {
        if (node.Kind == ConfigKind.Null)
        {
            if (option.Nullable) return (true, option.Type == typeof(YearSpan) ? YearSpan.All : null);
            return Wrong(node, path, Expected(option));
        }

        if (option.IsSection) return (true, Section(option.Type, node, path));
        var type = option.Type;
        if (type == typeof(string)) return Text(option, node, path);
        if (type == typeof(char)) return Text(option, node, path) is not (true, string text) ? (false, null)
            : text.Length == 1 ? (true, text[0]) : Wrong(node, path, "a text of one character");
        if (type == typeof(bool))
            return node.Kind == ConfigKind.Boolean ? (true, node.Text == "true") : Wrong(node, path, "true or false");
        if (type == typeof(int) || type == typeof(double) || type == typeof(decimal)) return Number(option, node, path);
        if (type.IsEnum) return Choice(option, node, path);
        if (type == typeof(DateOnly)) return Day(option, node, path);
        if (type == typeof(YearSpan)) return Span(node, path);
        if (type == typeof(YearSelection)) return Years(node, path);
        if (type == typeof(RegionSelection)) return Regions(node, path);
        if (type == typeof(IReadOnlyDictionary<string, double>)) return Map(node, path);
        if (type == typeof(AlternativeSelection)) return Alternative(node, path);
        if (type == typeof(ShareSelection))
            return node.Kind == ConfigKind.Text ? (true, new ShareSelection(null, node.Text))
                : Map(node, path) is (true, IReadOnlyDictionary<string, double> shares) ? (true, new ShareSelection(shares, null))
                : (false, null);
        return List(option, node, path);
    }

    private (bool, object?) Text(ConfigOption option, ConfigNode node, string path)
    {
        if (node.Kind != ConfigKind.Text) return Wrong(node, path, Expected(option));
        if (option.Declared.Choices is { } choices && !choices.Contains(node.Text)) return NoChoice(node, path, choices);
        if (option.Declared.Required && node.Text.Length == 0) return Wrong(node, path, "a text that is not empty");
        return (true, node.Text);
    }

    private (bool, object?) Number(ConfigOption option, ConfigNode node, string path)
    {
        if (node.Kind != ConfigKind.Number) return Wrong(node, path, Expected(option));
        var value = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var type = option.Type.IsGenericType ? option.Type.GetGenericArguments()[0] : option.Type;
        var whole = type == typeof(int);
        if (!double.IsFinite(value) || value < option.Declared.Minimum || value > option.Declared.Maximum
            || (whole && (value != Math.Floor(value) || Math.Abs(value) > int.MaxValue))
            || (type == typeof(decimal) && Math.Abs(value) > LargestDecimal))
        {
            faults.Add(Finding.Error("CONFIG-RANGE", node.Place(path), "The number is out of range.", node.Text, Expected(option),
                "Choose a number in the range."));
            return (false, null);
        }

        return (true, whole ? (object)(int)value : type == typeof(decimal) ? (decimal)value : value);
    }

    private (bool, object?) Choice(ConfigOption option, ConfigNode node, string path)
    {
        var choices = option.Choices!;
        if (node.Kind != ConfigKind.Text) return Wrong(node, path, "one of " + string.Join(", ", choices));
        return !choices.Contains(node.Text) ? NoChoice(node, path, choices)
            : (true, Enum.Parse(option.Type, Enum.GetNames(option.Type).Single(n => Spelling.Kebab(n) == node.Text)));
    }

    private (bool, object?) Day(ConfigOption option, ConfigNode node, string path)
    {
        if (Text(option, node, path) is not (true, string text)) return (false, null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (true, day);
        inScenarios.Add(Finding.Error("SCENARIO-DATE", path, "This is no date.", $"'{text}'", "yyyy-MM-dd"));
        return (false, null);
    }

    private (bool, object?) Span(ConfigNode node, string path)
    {
        if (Years(node, path) is not (true, YearSelection { Years: var years } selection)) return (false, null);
        if (years[^1] - years[0] + 1 != years.Count)
            inScenarios.Add(Finding.Error("SCENARIO-YEARS", path, "The years of a change must be one span.", selection.Text,
                "such as \"2005-2010\"", "Write one change a span."));
        return (true, new YearSpan(years[0], years[^1]));
    }

    private (bool, object?) Years(ConfigNode node, string path)
    {
        var text = node.Kind == ConfigKind.Array ? string.Join(',', node.Items.Select(i => i.Text)) : node.Text;
        var scalar = node.Kind is ConfigKind.Text or ConfigKind.Number or ConfigKind.Array;
        if (scalar && YearSelection.TryParse(text, out var years)) return (true, years);
        if (scalar && YearSelection.Reversed(text) is { } reversed)
        {
            faults.Add(Finding.Error("CONFIG-RANGE", node.Place(path), "A range of years is reversed.", reversed.Found,
                reversed.Expected, "Write the earlier year first."));
            return (false, null);
        }

        return Wrong(node, path, "years such as \"1995-2010\", \"1995-2000,2005\" or [1995, 1996]",
            text.Length > 0 ? text : null);
    }

    private (bool, object?) Regions(ConfigNode node, string path)
    {
        if (node is { Kind: ConfigKind.Text, Text: "all" }) return (true, RegionSelection.All);
        node = node.AsList();
        if (node.Kind != ConfigKind.Array || node.Items.Any(i => i.Kind != ConfigKind.Text))
            return Wrong(node, path, "\"all\" or a list of regions");
        return (true, new RegionSelection(node.Items.Select(i => i.Text).ToArray()));
    }

    // A text alone is the mix.
    private (bool, object?) Alternative(ConfigNode node, string path)
    {
        if (node.Kind == ConfigKind.Text)
            return AlternativeSelection.Mixes.Contains(node.Text) ? (true, new AlternativeSelection(node.Text))
                : NoChoice(node, path, AlternativeSelection.Mixes);
        if (node.Kind != ConfigKind.Object)
            return Wrong(node, path, "a mix, or an object { \"mix\": \"government\", \"amount\": \"funded\" }");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var (bound, choices) = (true, new Dictionary<string, string[]>
        {
            ["mix"] = AlternativeSelection.Mixes, ["amount"] = AlternativeSelection.Amounts,
        });
        foreach (var (name, value) in node.Members)
        {
            if (!choices.TryGetValue(name, out var of))
                (bound, _) = Wrong(value, $"{path}.{name}", "mix and amount", name);
            else if (value.Kind != ConfigKind.Text || !of.Contains(value.Text))
                (bound, _) = NoChoice(value, $"{path}.{name}", of);
            else if (!found.TryAdd(name, value.Text))
                (bound, _) = Wrong(value, $"{path}.{name}", "each key once", name);
        }

        if (!bound) return (false, null);
        return found.TryGetValue("mix", out var mix)
            ? (true, new AlternativeSelection(mix, found.GetValueOrDefault("amount", AlternativeSelection.Funded)))
            : Wrong(node, path, "an object with \"mix\"");
    }

    private (bool, object?) Map(ConfigNode node, string path)
    {
        if (node.Kind != ConfigKind.Object) return Wrong(node, path, "an object of shares, such as { \"CHE\": 0.5 }");
        var map = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in node.Members)
        {
            if (value.Kind != ConfigKind.Number || !double.TryParse(value.Text, CultureInfo.InvariantCulture, out var share)
                || share is not (>= 0 and <= 1))
                Wrong(value, $"{path}.{name}", "a share between 0 and 1");
            else if (!map.TryAdd(name, share))
                faults.Add(Finding.Error("CONFIG-DUPLICATE", value.Place($"{path}.{name}"), "The key occurs twice.", name,
                    "each key once", "Remove one of the two."));
        }

        return (true, map);
    }

    private (bool, object?) List(ConfigOption option, ConfigNode node, string path)
    {
        var item = option.Type.GetGenericArguments()[0];
        if (item == typeof(string)) node = node.AsList();
        if (node.Kind != ConfigKind.Array) return Wrong(node, path, "a list [ … ]");
        if (item == typeof(JsonNode)) return (true, node.Items.Select(ToJson).ToArray());
        if (item.GetCustomAttribute<KindsAttribute>() is { } kinds) return (true, Kinds(kinds, item, node, path));
        if (ConfigOption.IsSectionType(item))
        {
            var sections = Array.CreateInstance(item, node.Items.Count);
            for (var i = 0; i < node.Items.Count; i++) sections.SetValue(Section(item, node.Items[i], $"{path}[{i}]"), i);
            return (true, sections);
        }

        if (item == typeof(decimal))
        {
            var numbers = node.Items.Select((n, i) => Number(option, n, $"{path}[{i}]")).ToArray();
            return numbers.All(n => n.Item1) ? (true, numbers.Select(n => (decimal)n.Item2!).ToArray()) : (false, null);
        }

        var texts = new List<string>();
        for (var i = 0; i < node.Items.Count; i++)
            if (Text(option, node.Items[i], $"{path}[{i}]") is (true, string text)) texts.Add(text);
        return (true, texts.ToArray());
    }

    // Sections of several kinds in one list; those whose kind is not known are faults and left out.
    private Array Kinds(KindsAttribute kinds, Type item, ConfigNode node, string path)
    {
        var sections = new List<object>();
        for (var i = 0; i < node.Items.Count; i++)
        {
            var (element, place) = (node.Items[i], $"{path}[{i}]");
            if (element.Kind != ConfigKind.Object)
            {
                Wrong(element, place, "an object { \"kind\": … }");
                continue;
            }

            var name = element.Members.FirstOrDefault(m => m.Name == "kind").Value;
            var names = kinds.Types.Select(ConfigOption.KindOf).ToArray();
            if (name is null)
                faults.Add(Finding.Error("CONFIG-MISSING", element.Place($"{place}.kind"), "A required key is missing.",
                    "nothing", "one of " + string.Join(", ", names), $"Add \"kind\" to {place}."));
            else if (name.Kind != ConfigKind.Text || Array.IndexOf(names, name.Text) < 0) NoChoice(name, $"{place}.kind", names);
            else sections.Add(Section(kinds.Types[Array.IndexOf(names, name.Text)], element, place));
        }

        var array = Array.CreateInstance(item, sections.Count);
        for (var i = 0; i < sections.Count; i++) array.SetValue(sections[i], i);
        return array;
    }

    private static JsonNode ToJson(ConfigNode node) => node.Kind switch
    {
        ConfigKind.Object =>
            new JsonObject(node.Members.DistinctBy(m => m.Name)
                .Select(m => KeyValuePair.Create(m.Name, (JsonNode?)ToJson(m.Value)))),
        ConfigKind.Array => new JsonArray(node.Items.Select(i => (JsonNode?)ToJson(i)).ToArray()),
        ConfigKind.Text => JsonValue.Create(node.Text),
        _ => JsonNode.Parse(node.Text) ?? JsonValue.Create("null"),
    };

    private static string Expected(ConfigOption option)
    {
        var bounds = (double.IsFinite(option.Declared.Minimum), double.IsFinite(option.Declared.Maximum)) switch
        {
            (true, true) => $" from {option.Declared.Minimum} to {option.Declared.Maximum}",
            (true, false) => $" of at least {option.Declared.Minimum}",
            (false, true) => $" of at most {option.Declared.Maximum}",
            _ => "",
        };
        return option.Type == typeof(int) ? "a whole number" + bounds
            : option.Type == typeof(double) || option.Type == typeof(decimal) || option.Type == typeof(IReadOnlyList<decimal>)
            ? "a number" + bounds
            : option.Type == typeof(string) || option.Type == typeof(char) || option.Type == typeof(DateOnly) ? "a text in quotes"
            : option.IsSection ? "an object { … }"
            : "a value";
    }

    private (bool, object?) NoChoice(ConfigNode node, string path, IReadOnlyList<string> choices)
    {
        faults.Add(Finding.Error("CONFIG-CHOICE", node.Place(path), "The value is not one of those allowed.", node.Describe(),
            "one of " + string.Join(", ", choices), Spelling.Suggest(node.Text, choices)));
        return (false, null);
    }

    private (bool, object?) Wrong(ConfigNode node, string path, string expected, string? found = null)
    {
        faults.Add(Finding.Error("CONFIG-TYPE", node.Place(path), "The value is of the wrong kind.", found ?? node.Describe(),
            expected, "Write the value as expected."));
        return (false, null);
    }

    private void Unknown(ConfigNode node, string path, string name, IReadOnlyList<ConfigOption> options)
    {
        var names = options.Select(o => o.Name).ToArray();
        faults.Add(Finding.Error("CONFIG-UNKNOWN-KEY", node.Place(path), "There is no such key.", name,
            "one of " + string.Join(", ", names), Spelling.Suggest(name, names)));
    }
}
