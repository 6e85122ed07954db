using System.Globalization;
using System.Text.Json.Nodes;
using IoEngine.Membership;
using IoEngine.Reporting.Layouts;

namespace IoEngine.Reporting.Html;

/// <summary>What several sections need of the stored results. Immutable.</summary>
internal sealed class ReportData
{
    private readonly Lazy<ValueAddedFlows?> flows;
    private readonly HashSet<string> outside;

    public ReportData(StoredResults results)
    {
        Results = results;
        Manifest = results.Manifest;
        Name = Text(Manifest["name"], "results");
        Synthetic = Manifest["synthetic"]?.GetValue<bool>() ?? false;
        Currency = Text(Manifest["orders"]?["currency"], "");
        Closure = Text(Manifest["closure"]?["kind"], "unknown");
        if (results.Find("summary") is { } summary)
        {
            var rows = Rows(summary).ToArray();
            ByYear = rows.Select(i => new Row(summary, i)).ToArray();
        }

        if (results.Find("summary_all") is { } sum) All = Rows(sum).Select(i => new Row(sum, i)).SingleOrDefault();

        Money = MoneyScale.For(All is { } all ? Math.Max(Math.Abs(all.Number("orders")), Math.Abs(all.Number("total"))) : 0,
            Currency);
        flows = new(() => ValueAddedFlows.Of(results));
        HasGroups = Manifest["config"]?["groups"]?["membership"] is not null && All?.Find("non_member_share") is not null;
        var named = Manifest["config"]?["groups"]?["outside"] as JsonArray;
        outside = MembershipRegister.OutsideOf(named?.Select(n => Text(n)));
    }

    public StoredResults Results { get; }

    public JsonObject Manifest { get; }

    public string Name { get; }

    public bool Synthetic { get; }

    public string Currency { get; }

    /// <summary>The scale of all money of the page, so that its tables and charts can be compared.</summary>
    public MoneyScale Money { get; }

    public string Closure { get; }

    public bool HasGroups { get; }

    /// <summary>Whether the countries of a group count as non-members.</summary>
    public bool IsOutside(string group) => outside.Contains(group);

    /// <summary>
    /// Which groups the non-members are, where they are others than those without any; else empty: " (non-member, observer)".
    /// </summary>
    public string NonMembers =>
        Of("groups").Select(r => r.Text("group")).Where(IsOutside).Distinct().Order(StringComparer.Ordinal)
            .ToArray() is { Length: > 0 } groups
            && groups is not [MembershipRegister.NonMember] ? $" ({string.Join(", ", groups)})" : "";

    /// <summary>What "several" means, where rows of countries over all years have that group; else empty.</summary>
    public static string Several(IEnumerable<Row> rows) =>
        rows.Any(r => r.Text("group") == MembershipRegister.Several) ? " Group “several”: it changed over the years." : "";

    /// <summary>All years in one row of the summary; null without a summary.</summary>
    public Row? All { get; }

    /// <summary>The summary by year.</summary>
    public IReadOnlyList<Row> ByYear { get; } = [];

    public string Span => ByYear.Count switch
    {
        0 => "",
        1 => ByYear[0].Text("year"),
        _ => $"{ByYear[0].Text("year")}–{ByYear[^1].Text("year")}",
    };

    /// <summary>What stands after the unit of a sum over years where some years lack it; else nothing.</summary>
    /// <param name="some">Rows of the sum.</param>
    /// <param name="all">Rows of what every year has.</param>
    public static string InYears(IEnumerable<Row> some, IEnumerable<Row> all)
    {
        var (with, years) = (Years(some), Years(all));
        return with < years ? $", in {with} of {Plural.Of(years, "year")}" : "";

        static int Years(IEnumerable<Row> rows) => rows.Select(r => r.Text("year")).Distinct().Count();
    }

    /// <summary>A year as choices show it: with a word where it uses another year's table.</summary>
    public string YearLabel(string year) =>
        ByYear.Any(r => r.Text("year") == year && r.Text("extrapolated") == "yes") ? $"{year} (extrapolated)" : year;

    /// <summary>Value added by source and receiver; null without attribution.</summary>
    public ValueAddedFlows? Flows => flows.Value;

    /// <summary>Rows of a table that belong to the run without changes, and count orders alone.</summary>
    public static IEnumerable<int> Rows(ResultTable table)
    {
        var scenarios = table.Columns.Any(c => c.Name == "scenario") ? table["scenario"].Texts : null;
        return EventFiles.RowsOfOrders(table).Where(i => scenarios is null || scenarios[i] == ResultTerms.Baseline);
    }

    /// <summary>The rows of a table without changes; none where the run has no such table.</summary>
    public IEnumerable<Row> Of(string table) =>
        Results.Find(table) is { } found ? Rows(found).Select(i => new Row(found, i)) : [];

    /// <summary>The name of a country or region; its code where none is known.</summary>
    public string Country(string code) => Results.RegionName(code) is { Length: > 0 } name ? name : StoredResults.Text(code);

    /// <summary>A sector's code and its name.</summary>
    public string Sector(string code) => Results.SectorName(code) is { Length: > 0 } name ? $"{code} {name}" : code;

    /// <summary>A text of the manifest.</summary>
    public static string Text(JsonNode? node, string otherwise = "–") => node switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(HtmlText.Json),
    };

    /// <summary>A number of the manifest.</summary>
    public static double? Number(JsonNode? node) =>
        node is JsonValue value && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var n) ? n : null;
}

/// <summary>One row of a result table. Immutable.</summary>
internal readonly record struct Row(ResultTable Table, int Index)
{
    /// <summary>A text; years as integers are texts too.</summary>
    public string Text(string column) => Table[column] switch
    {
        { Kind: ColumnKind.Text } texts => StoredResults.Text(texts.Texts[Index]),
        { Kind: ColumnKind.Integer } whole => whole.Integers[Index].ToString(CultureInfo.InvariantCulture),
        var numbers => HtmlText.Raw(numbers.Numbers[Index]),
    };

    /// <summary>A number; null where there is none.</summary>
    public double? Find(string column) => Table[column] is { Kind: ColumnKind.Integer } whole ? whole.Integers[Index]
        : Table[column].Numbers[Index] is var value && double.IsNaN(value) ? null : value;

    /// <summary>A number; 0 where there is none.</summary>
    public double Number(string column) => Find(column) ?? 0;
}
