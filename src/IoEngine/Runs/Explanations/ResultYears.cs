using IoEngine.Reporting;

namespace IoEngine.Runs.Explanations;

/// <summary>The years of stored results and the tables that served them. Immutable.</summary>
internal sealed class ResultYears
{
    private readonly List<(string Year, int Table)> years = [];

    public ResultYears(StoredResults results)
    {
        foreach (var year in results.Manifest["years"] as System.Text.Json.Nodes.JsonArray ?? [])
        {
            if (year?["year"] is { } name && year["tableYear"] is { } table)
                years.Add((name.ToJsonString(), table.GetValue<int>()));
        }
    }

    /// <summary>The years, as written.</summary>
    public IEnumerable<string> Names => years.Select(y => y.Year);

    /// <summary>The last year; null without any.</summary>
    public string? Last => years.Count == 0 ? null : years[^1].Year;

    /// <summary>Year of the table that served a year; null where the results do not have it.</summary>
    public int? TableOf(string year) => years.Any(y => y.Year == year) ? years.First(y => y.Year == year).Table : null;
}
