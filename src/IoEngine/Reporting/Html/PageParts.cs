using System.Text;

namespace IoEngine.Reporting.Html;

/// <summary>Something within a section.</summary>
internal interface IPagePart
{
    /// <summary>Writes it.</summary>
    void WriteTo(StringBuilder html);
}

/// <summary>A section of the page with its entry in the contents. Immutable.</summary>
/// <param name="Id">Anchor.</param>
/// <param name="Title">Heading.</param>
/// <param name="Parts">Paragraphs, figures, lists.</param>
internal sealed record PageSection(string Id, string Title, params IReadOnlyList<IPagePart> Parts);

/// <summary>Plain words. Immutable.</summary>
internal sealed record Paragraph(string Text, string Class = "") : IPagePart
{
    /// <inheritdoc/>
    public void WriteTo(StringBuilder html) =>
        html.Append(Class.Length > 0 ? $"<p class=\"{Class}\">" : "<p>").Append(HtmlText.Escape(Text)).Append("</p>\n");
}

/// <summary>A list of plain words, each with a lead in bold. Immutable.</summary>
internal sealed record Points(IReadOnlyList<(string Lead, string Text)> Items) : IPagePart
{
    /// <inheritdoc/>
    public void WriteTo(StringBuilder html)
    {
        html.Append("<ul>\n");
        foreach (var (lead, text) in Items)
            html.Append("<li><b>").Append(HtmlText.Escape(lead)).Append("</b> ").Append(HtmlText.Escape(text)).Append("</li>\n");
        html.Append("</ul>\n");
    }
}

/// <summary>Facts as label and value. Immutable.</summary>
internal sealed record Facts(IReadOnlyList<(string Label, string Value)> Items) : IPagePart
{
    /// <inheritdoc/>
    public void WriteTo(StringBuilder html)
    {
        html.Append("<dl class=\"facts\">\n");
        foreach (var (label, value) in Items)
            html.Append("<div><dt>").Append(HtmlText.Escape(label)).Append("</dt><dd>").Append(HtmlText.Escape(value))
                .Append("</dd></div>\n");
        html.Append("</dl>\n");
    }
}

/// <summary>A table, and where it has one, the chart that is drawn from its cells. Immutable.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Text">How to read it: also the chart's text alternative.</param>
/// <param name="Table">The numbers.</param>
/// <param name="Chart">Name of the chart; null for a table alone.</param>
/// <param name="Rows">Most rows that the chart draws; 0: all of them.</param>
/// <param name="ByYear">Values of single years, where one can be chosen.</param>
internal sealed record Figure(string Title, string Text, PageTable Table, string? Chart = null, int Rows = 0,
    YearValues? ByYear = null) : IPagePart
{
    /// <inheritdoc/>
    public void WriteTo(StringBuilder html)
    {
        html.Append("<figure class=\"").Append(Chart is null ? "table" : "chart").Append("\" data-table=\"").Append(Table.Id)
            .Append('"');
        if (Chart is not null) html.Append(" data-chart=\"").Append(Chart).Append('"');
        if (Rows > 0) html.Append(" data-rows=\"").Append(Rows).Append('"');
        html.Append(">\n<figcaption><h3>").Append(HtmlText.Escape(Title)).Append("</h3><p>").Append(HtmlText.Escape(Text))
            .Append("</p></figcaption>\n");
        if (ByYear is { Years.Count: > 1 } years) WriteChoice(html, years);
        if (Chart is null)
        {
            Table.WriteTo(html);
        }
        else
        {
            html.Append("<div class=\"plot\" role=\"img\" aria-label=\"")
                .Append(HtmlText.Escape($"Chart: {Title}. {Text} The table below has the numbers."))
                .Append("\"></div>\n<details><summary>Numbers</summary>\n");
            Table.WriteTo(html);
            html.Append("</details>\n");
        }

        html.Append("</figure>\n");
    }

    private void WriteChoice(StringBuilder html, YearValues years)
    {
        html.Append("<p class=\"choice\"><label>Years <select data-for=\"").Append(Table.Id).Append("\"><option value=\"\">all, ")
            .Append(HtmlText.Escape($"{years.Years[0].Year}–{years.Years[^1].Year}")).Append("</option>");
        foreach (var (year, label) in years.Years)
            html.Append("<option value=\"").Append(HtmlText.Escape(year)).Append("\">").Append(HtmlText.Escape(label))
                .Append("</option>");
        html.Append("</select></label></p>\n");
    }
}

/// <summary>Markup that is made here and holds nothing from outside that is not escaped. Immutable.</summary>
internal sealed record Markup(string Html) : IPagePart
{
    /// <inheritdoc/>
    public void WriteTo(StringBuilder html) => html.Append(Html);
}
