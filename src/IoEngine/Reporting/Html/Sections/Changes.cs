namespace IoEngine.Reporting.Html.Sections;

/// <summary>Scenarios against the run as it is, and what moved the results over time.</summary>
internal static class Changes
{
    private const int Steps = 12;

    public static PageSection? Scenarios(ReportData data)
    {
        if (data.Results.Find("comparison") is not { } table) return null;
        var rows = Enumerable.Range(0, table.Rows).Select(i => new Row(table, i)).Where(r => r.Text("indicator") == "valueAdded")
            .ToArray();
        var parts = new List<IPagePart>();
        var number = 0;
        foreach (var scenario in rows.GroupBy(r => r.Text("scenario")))
        {
            number++;
            var waterfall = Waterfall(data, $"t-scenario-{number}", scenario.Key, scenario);
            parts.Add(new Figure($"From the baseline to “{scenario.Key}”",
                Text(data, waterfall), waterfall, waterfall.Rows.Count > 1 ? "waterfall" : null));
        }

        return parts.Count == 0 ? null : new PageSection("scenarios", "Scenarios", parts);
    }

    private static string Text(ReportData data, PageTable waterfall)
    {
        if (waterfall.Rows is not [.., [_, double baseline, double value, double difference, ..]]) return "";
        var relative = baseline == 0 ? "" : $" ({(difference > 0 ? "+" : "")}{HtmlText.Percent(difference / baseline)})";
        return $"Value added in the world, all years and channels: {HtmlText.Money(baseline, data.Money)} {data.Money} in the "
            + $"baseline, {HtmlText.Money(value, data.Money)} in the scenario{relative}. The steps: what each country gains or "
            + "loses, largest first; they add up to the change of the world.";
    }

    private static PageTable Waterfall(ReportData data, string id, string scenario, IEnumerable<Row> rows)
    {
        var money = data.Money;
        var table = new PageTable(id, $"{scenario}: value added by country, all years", new("step", "Country"),
            new("baseline", "Baseline", Show.Money, money),
            new("value", "Scenario", Show.Money, money), new("difference", "Difference", Show.Money, money),
            new("from", "Sum before", Show.Money, money),
            new("to", "Sum after", Show.Money, money), new("kind", "Change"));
        var countries = rows.GroupBy(r => r.Text("country"))
            .Select(
                g => (Country: g.Key, Baseline: g.Sum(r => r.Number("baseline")), Difference: g.Sum(r => r.Number("difference"))))
            .ToArray();
        var level = 0.0;
        var ordered = countries.Where(c => c.Difference != 0).OrderByDescending(c => Math.Abs(c.Difference))
            .ThenBy(c => c.Country, StringComparer.Ordinal).ToArray();
        foreach (var (country, was, difference) in ordered.Take(Steps)) Step(data.Country(country), was, difference);
        if (ordered.Length > Steps)
            Step(Plural.Of(ordered.Length - Steps, "other country"), ordered.Skip(Steps).Sum(c => c.Baseline),
                ordered.Skip(Steps).Sum(c => c.Difference));
        var baseline = countries.Sum(c => c.Baseline);
        table.Add("world", baseline, baseline + level, level, 0.0, level, "world");
        return table;

        void Step(string name, double was, double difference)
        {
            table.Add(name, was, was + difference, difference, level, level + difference, difference < 0 ? "less" : "more");
            level += difference;
        }
    }
}
