namespace IoEngine.Reporting;

/// <summary>The years of stored results and the tables that served them. Immutable.</summary>
internal sealed class StoredYears
{
    private readonly List<(string Year, int Table, double Rate)> years = [];

    public StoredYears(StoredResults results)
    {
        foreach (var year in results.Manifest["years"] as System.Text.Json.Nodes.JsonArray ?? [])
        {
            if (year?["year"] is { } name && year["tableYear"] is { } table)
                years.Add((name.ToJsonString(), table.GetValue<int>(),
                    year["tableMoneyPerUnitOfReport"]?.GetValue<double>() ?? 0));
        }
    }

    /// <summary>The years, as written.</summary>
    public IEnumerable<string> Names => years.Select(y => y.Year);

    /// <summary>The last year; null without any.</summary>
    public string? Last => years.Count == 0 ? null : years[^1].Year;

    /// <summary>Year of the table that served a year; null where the results do not have it.</summary>
    public int? TableOf(string year) => years.Any(y => y.Year == year) ? years.First(y => y.Year == year).Table : null;

    /// <summary>The table's money in one unit of the report currency, in a year of the results.</summary>
    public double TableMoneyPerUnit(string year) => years.First(y => y.Year == year).Rate;
}
