using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IoEngine.Reporting.Html;

/// <summary>Style, scripts, charts and the world map, as the build embedded them. Immutable.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";
    private const string ChartPrefix = Prefix + "charts/";
    private const string LicencePrefix = Prefix + "licences/";
    private static readonly Assembly Here = typeof(PageAssets).Assembly;
    private static readonly string ChartsInAnyScale = AllCharts();
    private static readonly string[] Libraries = ["vega.min.js", "vega-lite.min.js", "vega-embed.min.js"];

    /// <summary>The frame of the page.</summary>
    public static string Template { get; } = Text("template.html");

    /// <summary>The style sheet.</summary>
    public static string Style { get; } = Text("page.css");

    /// <summary>Our script; sorting, downloads, the choice of years and the calculator need nothing else.</summary>
    public static string Script { get; } = "\"use strict\";\n(() => {\n"
        + string.Concat(new[] { "tables", "charts", "years", "calculator", "page" }.Select(s => Text($"{s}.js"))) + "})();\n";

    /// <summary>Whether the build found the charting library.</summary>
    public static bool HasCharts { get; } = Libraries.All(l => Here.GetManifestResourceInfo(Prefix + l) is not null);

    /// <summary>The charting library, safe within script elements; empty where the build had no npm.</summary>
    public static IReadOnlyList<string> ChartScripts { get; } = HasCharts
        ? Libraries.Select(l => WithinScript(Text(l))).ToArray() : [];

    /// <summary>Borders of countries, topojson; null where the build had no npm.</summary>
    public static string? World { get; } = Here.GetManifestResourceInfo(Prefix + "countries-110m.json") is null
        ? null : Compact(Text("countries-110m.json"));

    /// <summary>The Vega-Lite specifications by name, as one JSON object, with values and titles in a scale of money.</summary>
    public static string Charts(MoneyScale money) =>
        ChartsInAnyScale.Replace("@money", JsonValue.Create(money.ToString()).ToJsonString(HtmlText.Json)[1..^1],
            StringComparison.Ordinal).Replace("@scale", HtmlText.Raw(money.Unit), StringComparison.Ordinal);

    /// <summary>Licences of what the page carries, by package.</summary>
    public static IReadOnlyList<(string Package, string Text)> Licences { get; } = Here.GetManifestResourceNames()
        .Where(n => n.StartsWith(LicencePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(n => (n[LicencePrefix.Length..], Text(n[Prefix.Length..]))).ToArray();

    /// <summary>ISO 3166 numeric code by alpha-3 code: the map's names of countries.</summary>
    public static IReadOnlyDictionary<string, string> Numeric { get; } = Text("iso3166_numeric.csv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(l => l.Trim().Split(',')).ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);

    /// <summary>'sha256-…': lets a content security policy admit exactly this script.</summary>
    public static string Digest(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    // A script element ends at the first end tag, in a string too, and "<!--" changes how it is read; in a string a backslash
    // changes nothing.
    private static string WithinScript(string script) =>
        script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--",
            StringComparison.Ordinal);

    private static string AllCharts()
    {
        var charts = new JsonObject();
        foreach (var name in Here.GetManifestResourceNames().Where(n => n.StartsWith(ChartPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
            charts[Path.GetFileNameWithoutExtension(name[ChartPrefix.Length..])] = JsonNode.Parse(Text(name[Prefix.Length..]));
        return charts.ToJsonString(HtmlText.Json);
    }

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(HtmlText.Json);

    private static string Text(string name)
    {
        using var stream = Here.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"The build left out {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
