using System.Text.Json.Nodes;

namespace IoEngine.Reporting.Html;

/// <summary>
/// What columns of a figure's table hold in single years, so that a reader can choose one; without a choice the table shows all
/// years. Immutable.
/// </summary>
/// <param name="Years">Years, ascending, with what they are called.</param>
/// <param name="Columns">
/// By column: a row's value in each year. Money is rounded to whole units, shares to a hundredth of a per cent: the page must
/// stay small.
/// </param>
internal sealed record YearValues(IReadOnlyList<(string Year, string Label)> Years,
    IReadOnlyList<(string Column, Func<int, int, double?> Value)> Columns)
{
    /// <summary>{"years": […], "columns": {name: [[of each row] of each year]}}.</summary>
    public JsonObject ToJson(PageTable table) => new()
    {
        ["years"] = new JsonArray(Years.Select(y => (JsonNode?)y.Year).ToArray()),
        ["columns"] = new JsonObject(Columns.Select(c => KeyValuePair.Create(c.Column, (JsonNode?)new JsonArray(
            Enumerable.Range(0, Years.Count)
                .Select(
                    y =>
                        (JsonNode?)new JsonArray(Enumerable.Range(0, table.Rows.Count)
                            .Select(r => Number(table, c.Column, c.Value(r, y))).ToArray())).ToArray())))),
    };

    private static JsonValue? Number(PageTable table, string column, double? value)
    {
        if (value is not { } v) return null;
        var decimals = table.Columns.Single(c => c.Name == column).Show == Show.Percent ? 7 : 0;
        return JsonValue.Create(Math.Round(v, decimals) + 0.0); // no "-0"
    }
}
