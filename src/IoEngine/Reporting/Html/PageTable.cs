using System.Globalization;
using System.Text;

namespace IoEngine.Reporting.Html;

/// <summary>How a column's numbers are shown; the page keeps them in full.</summary>
internal enum Show
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Long text, such as a message.</summary>
    Prose,

    /// <summary>A year or another number that is a name.</summary>
    Label,

    /// <summary>Money in the scale of its column.</summary>
    Money,

    /// <summary>A share in per cent.</summary>
    Percent,

    /// <summary>A ratio with two decimals.</summary>
    Ratio,

    /// <summary>A whole number.</summary>
    Count,
}

/// <summary>A column of a table in the page. Immutable.</summary>
/// <param name="Name">Name in downloads and charts.</param>
/// <param name="Label">What people read.</param>
/// <param name="Show">How it is shown.</param>
/// <param name="Unit">Unit, under the label.</param>
internal sealed record PageColumn(string Name, string Label, Show Show = Show.Text, string Unit = "")
{
    /// <summary>A column of money.</summary>
    public PageColumn(string name, string label, Show show, MoneyScale money)
        : this(name, label, show, money.ToString()) => Money = money;

    /// <summary>The scale of the column's money.</summary>
    public MoneyScale Money { get; }
}

/// <summary>A table of the page: what people read, what its chart draws and what its download holds are the same cells.</summary>
internal sealed class PageTable(string id, string caption, params PageColumn[] columns)
{
    private readonly List<object?[]> rows = [];

    public string Id { get; } = id;

    public string Caption { get; } = caption;

    public IReadOnlyList<PageColumn> Columns => columns;

    public IReadOnlyList<object?[]> Rows => rows;

    /// <summary>Position of a column in the rows.</summary>
    public int At(string name) => Array.FindIndex(columns, c => c.Name == name);

    /// <summary>Adds a row: texts, numbers as double, null where there is none.</summary>
    public void Add(params object?[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns of {Id}.", nameof(cells));
        rows.Add(cells);
    }

    public void WriteTo(StringBuilder html)
    {
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(HtmlText.Escape(Caption))
            .Append("\">");
        html.Append("<table id=\"").Append(Id).Append("\"><caption>").Append(HtmlText.Escape(Caption))
            .Append("</caption>\n<thead><tr>");
        foreach (var column in columns) WriteHeader(html, column);
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < columns.Length; i++) WriteCell(html, columns[i], row[i], i == 0);
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static bool IsNumber(PageColumn column) => column.Show is not (Show.Text or Show.Prose);

    private static void WriteHeader(StringBuilder html, PageColumn column)
    {
        html.Append("<th scope=\"col\" data-name=\"").Append(HtmlText.Escape(column.Name)).Append('"');
        if (IsNumber(column)) html.Append(" class=\"n\"");
        if (column.Show is Show.Money)
            html.Append(" data-show=\"money\" data-scale=\"").Append(HtmlText.Raw(column.Money.Unit)).Append('"');
        else if (column.Show is Show.Percent) html.Append(" data-show=\"percent\"");
        html.Append('>').Append(HtmlText.Escape(column.Label));
        if (column.Unit.Length > 0) html.Append(" <small>").Append(HtmlText.Escape(column.Unit)).Append("</small>");
        html.Append("</th>");
    }

    private static void WriteCell(StringBuilder html, PageColumn column, object? cell, bool first)
    {
        var tag = first ? "th" : "td";
        html.Append('<').Append(tag);
        if (first) html.Append(" scope=\"row\"");
        switch (cell)
        {
            case null:
                html.Append(IsNumber(column) ? " class=\"n\"" : "").Append(" data-v=\"\">–");
                break;
            case double value:
                html.Append(" class=\"n\" data-v=\"").Append(HtmlText.Raw(value)).Append("\">").Append(Shown(column, value));
                break;
            default:
                if (IsNumber(column)) html.Append(" class=\"n\"");
                else if (column.Show == Show.Prose) html.Append(" class=\"p\"");
                html.Append('>').Append(HtmlText.Escape(Convert.ToString(cell, CultureInfo.InvariantCulture)!));
                break;
        }

        html.Append("</").Append(tag).Append('>');
    }

    internal static string Shown(PageColumn column, double value) => column.Show switch
    {
        Show.Money => HtmlText.Money(value, column.Money),
        Show.Percent => HtmlText.Percent(value),
        Show.Ratio => HtmlText.Number(value, 2),
        Show.Count => HtmlText.Number(value, 0),
        _ => HtmlText.Raw(value),
    };
}
