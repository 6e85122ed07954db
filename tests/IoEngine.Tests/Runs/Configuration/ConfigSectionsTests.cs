using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Valuation;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Tables.Attached;

namespace IoEngine.Tests.Runs.Configuration;

/// <summary>
/// Every section of the configuration, option by option: what is written is read, and what is no option or of another type is
/// refused by its path.
/// </summary>
public class ConfigSectionsTests
{
    private static readonly (Type Type, string Path, string Required)[] Sections =
    [
        (typeof(RunConfig), "$", """{ "tables": { "path": "t" }, "orders": { "path": "o" } }"""),
        (typeof(TablesConfig), "$.tables", """{ "path": "t" }"""), (typeof(TableRoles), "$.tables.roles", "{}"),
        (typeof(ExtrapolationConfig), "$.tables.extrapolation", "{}"), (typeof(PreviousYearPricesConfig), "$.tables.previousYearPrices", """{ "path": "p" }"""),
        (typeof(PricesConfig), "$.prices", "{}"),
        (typeof(AccountsSource), "$.tables.accounts[0]", """{ "path": "a" }"""), (typeof(AccountColumns), "$.tables.accounts[0].columns", "{}"),
        (typeof(OrdersConfig), "$.orders", """{ "path": "o" }"""), (typeof(OrderColumns), "$.orders.columns", "{}"),
        (typeof(IncludedOrders), "$.orders.include", "{}"), (typeof(OrderDialect), "$.orders.dialect", "{}"),
        (typeof(MappingConfig), "$.mapping", "{}"), (typeof(ValuationConfig), "$.valuation", "{}"), (typeof(WholesaleRules), "$.valuation.wholesale", "{}"),
        (typeof(CurrencyConfig), "$.currency", "{}"), (typeof(ClosureConfig), "$.closure", "{}"), (typeof(GroupsConfig), "$.groups", "{}"),
        (typeof(AttributionConfig), "$.attribution", "{}"), (typeof(AnalysesConfig), "$.analyses", "{}"), (typeof(SolveOptions), "$.solve", "{}"), (typeof(OutputConfig), "$.output", "{}"),
        (typeof(DemoConfig), "$.demo", "{}"), (typeof(Scenario), "$.scenarios[0]", """{ "name": "s" }"""),
        (typeof(OrderSelection), "$.scenarios[0].changes[0].orders", "{}"), (typeof(OrderDestination), "$.scenarios[0].changes[0].to", "{}"),
        (typeof(Order), "$.scenarios[0].changes[0].orders[0]", """{ "year": 2005, "value": 1 }"""),
    ];

    // What stands around a section that is in a change.
    private static readonly Dictionary<Type, string> Changes = new()
    {
        [typeof(OrderSelection)] = """{ "kind": "scale", "factor": 2, "orders": § }""",
        [typeof(OrderDestination)] = """{ "kind": "redirect", "from": {}, "to": § }""",
        [typeof(Order)] = """{ "kind": "place", "orders": [ § ] }""",
    };

    private static IEnumerable<TestCaseData> Options() => from s in Sections
                                                          from option in ConfigOption.Of(s.Type)
                                                          where !option.IsSection && !OfSections(option.Type)
                                                          select new TestCaseData(s.Type, s.Path, option).SetArgDisplayNames($"{s.Path}.{option.Name}");

    [Test]
    public void Every_section_is_here()
    {
        var declared = typeof(RunConfig).Assembly.GetTypes().Where(t => !t.IsSubclassOf(typeof(Change)) && ConfigOption.IsSectionType(t));
        Assert.That(Sections.Select(s => s.Type), Is.EquivalentTo(declared), "the kinds of changes have tests of their own");
    }

    [TestCaseSource(nameof(Options))]
    public void What_is_written_is_read(Type section, string path, object declared)
    {
        var option = (ConfigOption)declared;
        var standard = ConfigOption.ToJson(option.Property.GetValue(Find(Parse(section, null, null), section)));
        var sample = Sample(option, standard);
        Assert.That(JsonNode.DeepEquals(sample, standard), Is.False, $"{path}: the sample must not be the default");
        var read = ConfigOption.ToJson(option.Property.GetValue(Find(Parse(section, option.Name, sample), section)));
        Assert.That(read!.ToJsonString(), Is.EqualTo(sample.ToJsonString()));
    }

    [TestCaseSource(nameof(Options))]
    public void A_value_of_another_type_is_refused_by_its_path(Type section, string path, object declared)
    {
        var option = (ConfigOption)declared;
        var fault = Assert.Throws<ConfigException>(() => Parse(section, option.Name, JsonNode.Parse("[[1]]")))!.Findings.Single();
        Assert.That(fault.Code, Is.EqualTo("CONFIG-TYPE"));
        Assert.That(fault.Place, Does.Match($@", {System.Text.RegularExpressions.Regex.Escape($"{path}.{option.Name}")}(\[0\])?$"));
        Assert.That(new[] { fault.Found, fault.Expected, fault.Cure }, Has.None.Empty);
    }

    [Test]
    public void An_unknown_key_is_refused_in_every_section([ValueSource(nameof(Types))] Type section)
    {
        var path = Sections.Single(s => s.Type == section).Path;
        var fault = Assert.Throws<ConfigException>(() => Parse(section, "nope", JsonValue.Create(1)))!.Findings.Single();
        Assert.That((fault.Code, fault.Place.EndsWith($", {path}.nope", StringComparison.Ordinal)), Is.EqualTo(("CONFIG-UNKNOWN-KEY", true)), fault.Place);
    }

    [Test]
    public void Every_option_says_what_it_does([ValueSource(nameof(Types))] Type section)
    {
        OptionAttribute[] options = [.. ConfigOption.Of(section).Select(o => o.Declared)];
        Assert.That(options, Is.Not.Empty);
        Assert.That(options.Where(o => !o.Text.TrimEnd().EndsWith('.') || o.Text.Length < 8).Select(o => o.Text), Is.Empty, "a sentence each");
        Assert.That(options.Where(o => o.Minimum > o.Maximum).Select(o => o.Text), Is.Empty);
    }

    [Test]
    public void The_documentation_of_an_option_is_a_sentence_of_its_own_or_what_the_option_says()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(OptionAttribute).Assembly.Location, ".xml")).Descendants("member")
            .ToDictionary(m => (string)m.Attribute("name")!, m => string.Join(' ', (m.Element("summary")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var options = typeof(OptionAttribute).Assembly.GetTypes().SelectMany(t => t.GetProperties())
            .Where(p => p.DeclaringType == p.ReflectedType && p.IsDefined(typeof(OptionAttribute)) && p.GetMethod!.GetBaseDefinition() == p.GetMethod).ToArray();
        Assert.That(options, Has.Length.GreaterThan(100));
        var poor = options.Select(p => (Name: $"P:{p.DeclaringType!.FullName}.{p.Name}", p.GetCustomAttribute<OptionAttribute>()!.Text))
            .Where(o => documented[o.Name] is var summary && summary.Count(c => c == ' ') < 3 && summary != o.Text).Select(o => $"{o.Name}: {documented[o.Name]}");
        Assert.That(poor, Is.Empty);
    }

    [TestCase("\"\\t\"", '\t')]
    [TestCase("\"|\"", '|')]
    [TestCase("null", null)]
    public void A_delimiter_is_one_character(string written, char? delimiter) =>
        Assert.That(ConfigReader.Parse(Dialect(written)).Orders.Dialect.Delimiter, Is.EqualTo(delimiter));

    [TestCase("\"\"")]
    [TestCase("\"||\"")]
    [TestCase("\"tab\"")]
    [TestCase("9")]
    public void A_delimiter_of_none_or_more_characters_is_refused(string written)
    {
        var fault = Assert.Throws<ConfigException>(() => ConfigReader.Parse(Dialect(written)))!.Findings.Single();
        Assert.That((fault.Code, fault.Place), Is.EqualTo(("CONFIG-TYPE", "configuration, line 1, $.orders.dialect.delimiter")));
        Assert.That(fault.Expected, Does.StartWith("a text"));
    }

    private static string Dialect(string delimiter) =>
        $$"""{ "tables": { "path": "t" }, "orders": { "path": "o", "dialect": { "delimiter": {{delimiter}} } } }""";

    [TestCase(typeof(OrderCountry), "supplier, origin")]
    [TestCase(typeof(OutsideRule), "nearest, error")]
    [TestCase(typeof(HoleRule), "error, zero, region-mean, sector-mean")]
    [TestCase(typeof(AccountScale), "none, value-added")]
    [TestCase(typeof(UnknownCountry), "distribute, report")]
    [TestCase(typeof(UnmappedRule), "report, error")]
    [TestCase(typeof(PhysicalRule), "leave-out, as-is")]
    [TestCase(typeof(PreviousYearRates), "previous, current")]
    [TestCase(typeof(SpreadRule), "same-code, orders, contributions, equal")]
    public void Rules_have_the_names_that_the_configuration_writes(Type rule, string names) =>
        Assert.That(string.Join(", ", Enum.GetNames(rule).Select(Spelling.Kebab)), Is.EqualTo(names));

    [Test]
    public void A_selection_of_regions_is_all_or_a_list()
    {
        RegionSelection one = new(["CHE", "FRA"]), same = new(["CHE", "FRA"]);
        Assert.That(one, Is.EqualTo(same).And.Not.EqualTo(new RegionSelection(["FRA", "CHE"])));
        Assert.That(RegionSelection.All, Is.EqualTo(new RegionSelection((IReadOnlyList<string>?)null)).And.Not.EqualTo(new RegionSelection([])));
    }

    private static IEnumerable<Type> Types() => Sections.Select(s => s.Type);

    private static bool OfSections(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && (type.GetGenericArguments()[0] == typeof(Change) || ConfigOption.IsSectionType(type.GetGenericArguments()[0]));

    // A document whose section has this key with this value besides what it must have.
    private static RunConfig Parse(Type section, string? key, JsonNode? value)
    {
        var (_, path, required) = Sections.Single(s => s.Type == section);
        var body = JsonNode.Parse(required)!.AsObject();
        if (key is not null) body[key] = value?.DeepClone();
        if (section == typeof(RunConfig)) return ConfigReader.Parse(body.ToJsonString());
        var document = JsonNode.Parse(Sections[0].Required)!.AsObject();
        if (path.StartsWith("$.scenarios", StringComparison.Ordinal))
        {
            var scenario = Changes.TryGetValue(section, out var change) ? $$"""{ "name": "s", "changes": [ {{change.Replace("§", body.ToJsonString(), StringComparison.Ordinal)}} ] }""" : body.ToJsonString();
            document["scenarios"] = new JsonArray(JsonNode.Parse(scenario));
            return ConfigReader.Parse(document.ToJsonString());
        }

        var steps = path.Split('.')[1..];
        var at = document;
        foreach (var step in steps[..^1]) at = Step(at, step);
        if (steps[^1].EndsWith("[0]", StringComparison.Ordinal)) at[steps[^1][..^3]] = new JsonArray(body);
        else at[steps[^1]] = body;
        return ConfigReader.Parse(document.ToJsonString());
    }

    // The object of a step; the first of a list of accounts, which needs a path.
    private static JsonObject Step(JsonObject at, string step) => step.EndsWith("[0]", StringComparison.Ordinal)
        ? (at[step[..^3]] ??= new JsonArray(new JsonObject { ["path"] = "a" }))[0]!.AsObject() : (at[step] ??= new JsonObject()).AsObject();

    private static object Find(object from, Type type) => Search(from, type) ?? throw new InvalidOperationException($"{type.Name} is nowhere in the configuration.");

    private static object? Search(object? from, Type type)
    {
        if (from is null || from.GetType() == type) return from;
        if (from is not string and System.Collections.IEnumerable items) return items.Cast<object?>().Select(i => Search(i, type)).FirstOrDefault(f => f is not null);
        return ConfigOption.IsSectionType(from.GetType())
            ? ConfigOption.Of(from.GetType()).Select(o => Search(o.Property.GetValue(from), type)).FirstOrDefault(f => f is not null) : null;
    }

    private static JsonNode Sample(ConfigOption option, JsonNode? standard)
    {
        var type = option.Type;
        if (type == typeof(bool)) return !standard!.GetValue<bool>();
        if (type == typeof(char)) return option.Declared.Choices?.First(c => c != (string?)standard) ?? "|";
        if (type == typeof(string)) return option.Declared.Choices?.First(c => c != (string?)standard) ?? "XYZ";
        if (type == typeof(int) || type == typeof(double) || type == typeof(decimal))
            return new[] { 2, 1, 0.5, 1e-6, 2010 }.First(n => n >= option.Declared.Minimum && n <= option.Declared.Maximum && $"{n}" != standard?.ToJsonString() && (type != typeof(int) || n % 1 == 0));
        if (type.IsEnum) return Enum.GetNames(type).Select(Spelling.Kebab).First(n => n != (string?)standard);
        if (type == typeof(AlternativeSelection)) return new JsonObject { ["mix"] = "household", ["amount"] = "all" };
        if (type == typeof(YearSelection)) return "2001-2003";
        if (type == typeof(RegionSelection)) return new JsonArray("CHE", "FRA");
        if (type == typeof(IReadOnlyDictionary<string, double>) || type == typeof(ShareSelection)) return new JsonObject { ["CHE"] = 0.25 };
        if (type == typeof(IReadOnlyList<decimal>)) return new JsonArray(0.25, 0.75);
        if (type == typeof(IReadOnlyList<string>)) return new JsonArray([.. (option.Declared.Choices?.Reverse() ?? ["XYZ", "ABC"]).Select(c => JsonValue.Create(c))]);
        throw new NotSupportedException($"No sample for {type}.");
    }
}
