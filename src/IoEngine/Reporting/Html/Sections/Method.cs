using System.Text.Json.Nodes;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>Method and limits in plain words, and where every number comes from.</summary>
internal static class Method
{
    public static PageSection Limits(ReportData data)
    {
        var extrapolated = data.ByYear.Where(r => r.Text("extrapolated") == "yes")
            .Select(r => $"{r.Text("year")} ({r.Text("table_year")})").ToArray();
        List<(string, string)> points =
        [
            ("What is computed.",
                "Each order is placed with an industry of a country. A multi-regional input–output table says what that industry "
                    + "buys from every other industry in the world, what those buy in turn, and so on; in every industry on the "
                    + "way, value added (wages, profits, taxes on production) arises. Direct: in the industry that delivers. "
                    + "Indirect: in its supply chain. Induced: through the spending of wages earned on the way."),
            ("Gross effects.",
                "The orders are already part of the final demand in the tables. The effects mark what these orders support; they "
                    + "are not added to the economy, and they do not say what the money would have bought otherwise."),
            ("Fixed coefficients.",
                "Industries buy inputs in the proportions of their table, whatever the size of the order: no capacity limits, no "
                    + "prices that react, no substitution, no economies of scale."),
            ("Averages.",
                "A supplier is taken for the average of its industry in its country. Supplier countries are where the "
                    + "contracting establishment is, which need not be where the goods are made or where the owner sits."),
            ("Induced effects are an assumption.",
                $"They depend on the household closure, here “{data.Closure}”. No two packages of the field agree on it; compare "
                    + "the level without them."),
            ("Extrapolated years.", extrapolated.Length == 0 ? "None: every year has a table of its own."
                : $"Years without a table of their own use another year’s: {string.Join(", ", extrapolated)}."),
            ("Jobs.",
                "Person-years supported at the productivity of the table’s year; not new jobs, and not comparable over time."),
            ("Money.",
                $"Nominal {data.Currency} at the average exchange rate of each order’s year, unless a deflator is named below."),
        ];
        if (data.Synthetic)
            points.Insert(0,
                ("Synthetic data.",
                    "Tables or orders of this run are invented for demonstration. No number on this page is a statistic about "
                        + "any country or organisation."));
        return new PageSection("method", "Method and limits", new Points(points),
            new Figure("Household parameters",
                "What of a unit of labour cost reaches households (disposable share) and what of it they spend.",
                Households(data)));
    }

    public static PageSection Provenance(ReportData data)
    {
        var m = data.Manifest;
        var parts = new List<IPagePart>
        {
            new Facts(
            [
                ("Run", data.Name), ("Engine", ReportData.Text(m["versions"]?["engine"])),
                ("Runtime", ReportData.Text(m["versions"]?["runtime"])), ("System", ReportData.Text(m["versions"]?["os"])),
                ("Order rows read", Count(m["orders"]?["rows"])), ("used", Count(m["orders"]?["used"])),
                ("rejected", Count(m["orders"]?["rejected"])),
                ("Deflator", ReportData.Text(m["config"]?["currency"]?["deflator"], "none")),
            ]),
            new Figure("Tables by year",
                "Which table served which year, and how well its equations were solved: the residual is what the least exact "
                    + "solve left of its equations, relative to their size.", Years(data)),
            new Figure("Inputs", "Every file that was read, by content.", Inputs(data)),
        };
        if (PageAssets.Licences.Count > 0)
        {
            var html = new System.Text.StringBuilder("<details><summary>Licences of the libraries in this page</summary>\n");
            foreach (var (package, text) in PageAssets.Licences)
                html.Append("<h4>").Append(HtmlText.Escape(package)).Append("</h4><pre>")
                    .Append(string.Join('\n', text.Split('\n').Select(HtmlText.Escape))).Append("</pre>\n");
            parts.Add(new Markup(html.Append("</details>\n").ToString()));
        }

        return new PageSection("provenance", "Provenance", parts);
    }

    private static string Count(JsonNode? node) => ReportData.Number(node) is { } n ? HtmlText.Number(n, 0) : "–";

    private static PageTable Households(ReportData data)
    {
        var table = new PageTable("t-households", $"Parameters of the closure {data.Closure}", new("region", "Region"),
            new("disposable", "Disposable share", Show.Percent),
            new("propensity", "Propensity to consume", Show.Percent), new("labour", "Labour share of value added", Show.Percent),
            new("source", "Source", Show.Prose));
        var closure = data.Manifest["closure"];
        Add("every other region", closure?["default"]);
        foreach (var (region, parameter) in closure?["households"] as JsonObject ?? []) Add(data.Country(region), parameter);
        return table;

        void Add(string region, JsonNode? p)
        {
            if (p is not null)
                table.Add(region, ReportData.Number(p["disposableShare"]), ReportData.Number(p["propensityToConsume"]),
                    ReportData.Number(p["labourShare"]), ReportData.Text(p["source"]));
        }
    }

    private static PageTable Years(ReportData data)
    {
        var table = new PageTable("t-tables", "Tables", new("year", "Year", Show.Label), new("table", "Table"),
            new("table_year", "of", Show.Label), new("regions", "Regions", Show.Count),
            new("industries", "Industries", Show.Count), new("method", "Solved by"), new("residual", "Residual"),
            new("source", "Source", Show.Prose));
        foreach (var year in data.Manifest["years"] as JsonArray ?? [])
        {
            var solves = (year?["solves"] as JsonArray ?? []).Where(s => s is not null).ToArray();
            table.Add(ReportData.Text(year?["year"]), ReportData.Text(year?["table"]), ReportData.Text(year?["tableYear"]),
                ReportData.Number(year?["regions"]), ReportData.Number(year?["industries"]),
                string.Join(", ", solves.Select(s => $"{ReportData.Text(s!["method"])}/{ReportData.Text(s["kernel"])}")
                    .Distinct()),
                solves.Length == 0 ? "–" : solves.Max(s => ReportData.Number(s!["scaledResidual"]) ?? 0).ToString("0.0E+0",
                    System.Globalization.CultureInfo.InvariantCulture),
                ReportData.Text(year?["source"], ""));
        }

        return table;
    }

    private static PageTable Inputs(ReportData data)
    {
        var table = new PageTable("t-inputs", "Inputs", new("role", "Role"), new("path", "File"), new("rows", "Rows", Show.Count),
            new("bytes", "Bytes", Show.Count), new("sha256", "SHA-256", Show.Prose));
        foreach (var input in data.Manifest["inputs"] as JsonArray ?? [])
            table.Add(ReportData.Text(input?["role"]), ReportData.Text(input?["path"]), ReportData.Number(input?["rows"]),
                ReportData.Number(input?["bytes"]), ReportData.Text(input?["sha256"]));
        return table;
    }
}
