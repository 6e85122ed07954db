using System.Text;
using System.Text.Json.Nodes;

namespace IoEngine.Reporting.Html;

/// <summary>Puts sections, style, scripts and data into the frame of the page.</summary>
internal sealed class PageWriter(ReportData data, IReadOnlyList<PageSection> sections, string? calculator)
{
    /// <summary>Writes the whole page.</summary>
    public void Write(TextWriter writer)
    {
        string[] scripts = [.. PageAssets.ChartScripts, PageAssets.Script];
        var template = PageAssets.Template;
        var position = 0;
        while (template.IndexOf("{{", position, StringComparison.Ordinal) is var start and >= 0)
        {
            var end = template.IndexOf("}}", start, StringComparison.Ordinal);
            writer.Write(template.AsSpan(position, start - position));
            writer.Write(Fill(template[(start + 2)..end], scripts));
            position = end + 2;
        }

        writer.Write(template.AsSpan(position));
    }

    private string Fill(string name, string[] scripts) => name switch
    {
        "policy" =>
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src "
                + string.Join(' ', scripts.Select(PageAssets.Digest)),
        "title" => HtmlText.Escape($"{data.Name} {data.Span}"),
        "name" => HtmlText.Escape(data.Name),
        "span" => HtmlText.Escape(data.Span),
        "style" => PageAssets.Style,
        "banner" => Banner(),
        "contents" => string.Concat(sections.Select(s => $"<li><a href=\"#{s.Id}\">{HtmlText.Escape(s.Title)}</a></li>\n")),
        "sections" => Sections(),
        "data" => Data(),
        "scripts" => string.Concat(scripts.Select(s => $"<script>{s}</script>\n")),
        "engine" => HtmlText.Escape(ReportData.Text(data.Manifest["versions"]?["engine"])),
        _ => throw new InvalidOperationException($"The frame of the page asks for {name}."),
    };

    private string Banner()
    {
        var html = new StringBuilder();
        if (data.Synthetic)
            html.Append("<p class=\"synthetic\" role=\"note\"><b>Synthetic data.</b> Invented for demonstration: no number on "
                + "this page is a statistic.</p>\n");
        if (!PageAssets.HasCharts)
            html.Append("<p class=\"note\" role=\"note\">This page has its tables but no charts: they are drawn with a library "
                + "that the build fetches with npm, and npm was not there. Install Node.js, build again, and run “ioe report” on "
                + "the results.</p>\n");
        return html.ToString();
    }

    private string Sections()
    {
        var html = new StringBuilder();
        foreach (var section in sections)
        {
            html.Append("<section id=\"").Append(section.Id).Append("\">\n<h2>").Append(HtmlText.Escape(section.Title))
                .Append("</h2>\n");
            foreach (var part in section.Parts) part.WriteTo(html);
            html.Append("</section>\n");
        }

        return html.ToString();
    }

    // Data blocks are not run, and their JSON has no character that could end them.
    private string Data()
    {
        var html = new StringBuilder();
        if (calculator is not null) Block("multipliers", calculator);
        var byYear = sections.SelectMany(s => s.Parts).OfType<Figure>().Where(f => f.ByYear is not null)
            .Select(f => KeyValuePair.Create(f.Table.Id, (JsonNode?)f.ByYear!.ToJson(f.Table))).ToArray();
        if (byYear.Length > 0) Block("years", new JsonObject(byYear).ToJsonString(HtmlText.Json));
        if (!PageAssets.HasCharts) return html.ToString();
        Block("charts", PageAssets.Charts(data.Money));
        if (PageAssets.World is { } world) Block("world", world);
        return html.ToString();

        void Block(string id, string json) =>
            html.Append("<script type=\"application/json\" id=\"").Append(id).Append("\">").Append(json).Append("</script>\n");
    }
}
