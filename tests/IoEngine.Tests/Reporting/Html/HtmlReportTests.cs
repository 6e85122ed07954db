using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Reporting.Html;

/// <summary>The page from stored results: the same however they are stored, complete, inert.</summary>
public class HtmlReportTests
{
    private const string Hostile = "\"'></td></table></script><script>hit()</script><img src=x onerror=hit()>{{style}}";
    private static readonly Lazy<ScratchFolder> Folder = new(Run);

    [OneTimeTearDown]
    public void Remove() => Folder.Value.Dispose();

    [Test]
    public void Same_results_are_the_same_bytes_in_memory_csv_and_parquet()
    {
        var inRun = File.ReadAllBytes(Folder.Value["results/report.html"]);
        Assert.That(Page(Folder.Value["results"]), Is.EqualTo(inRun), "from the folder");
        Assert.That(Page(Folder.Value["results"]), Is.EqualTo(inRun), "once more");
        foreach (var csv in Directory.GetFiles(Folder.Value["results"], "*.csv").NotEmpty())
        {
            Assert.That(File.Exists(Path.ChangeExtension(csv, ".parquet")), csv);
            File.Move(csv, csv + ".aside");
        }

        Assert.That(Page(Folder.Value["results"]), Is.EqualTo(inRun), "from Parquet");
        foreach (var csv in Directory.GetFiles(Folder.Value["results"], "*.aside")) File.Move(csv, csv[..^".aside".Length]);
    }

    [Test]
    public void Sections_appear_where_their_tables_are()
    {
        var all = Sections(Parse(Page(Folder.Value["results"])));
        Assert.That(all, Is.SupersetOf(new[] { "headline", "calculator", "time", "groups", "countries", "sectors", "flows", "returns", "quality", "method", "provenance" }));
        var results = StoredResults.Open(Folder.Value["results"]);
        var without = StoredResults.Of(results.Manifest, [results.Find("summary")!, results.Find("summary_all")!, results.Find("mapping")!]);
        Assert.That(Sections(Parse(Page(without))), Is.EqualTo(new[] { "headline", "time", "groups", "boundaries", "quality", "method", "provenance" }));
        Assert.That(Sections(Parse(Page(StoredResults.Of([], [])))), Is.EqualTo(new[] { "method", "provenance" }), "an empty manifest is no crash");
    }

    [Test]
    public void Numbers_are_kept_in_full_under_what_is_shown()
    {
        var page = Parse(Page(Folder.Value["results"]));
        var summary = StoredResults.Open(Folder.Value["results"]).Find("summary")!;
        var rows = page.QuerySelectorAll("#t-time tbody tr");
        Assert.That(rows, Has.Length.EqualTo(summary.Rows));
        for (var i = 0; i < rows.Length; i++)
            Assert.That(rows[i].Children[7].GetAttribute("data-v"), Is.EqualTo(HtmlText.Raw(summary["total"].Numbers[i])));
        Assert.That(page.QuerySelector("header .synthetic"), Is.Not.Null);
        Assert.That(page.QuerySelectorAll("#t-sectors tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent)),
            Does.Contain(("C26 Electronic and optical products, instruments", "C26")), "name beside code");
        Assert.That(page.QuerySelector(".lead")!.TextContent, Does.StartWith("Of each CHF ordered, 1."));
    }

    [Test]
    public void Years_with_a_mixed_region_are_said_not_to_be_comparable()
    {
        var results = StoredResults.Open(Folder.Value["results"]);
        Assert.That(Parse(Page(results)).QuerySelector("#groups")!.TextContent, Does.Not.Contain("not comparable"));
        var page = Parse(Page(StoredResults.Of(results.Manifest, [results.Find("summary")!, results.Find("summary_all")!, Mixed("groups", 2010), Mixed("decomposition", null)])));
        Assert.That(page.QuerySelector("#groups")!.TextContent, Does.Contain("In 2010 a region of the tables holds members and non-members together").And.Contain("not comparable with the others"));
        Assert.That(page.QuerySelector("#decomposition")!.TextContent, Does.Contain("without regions that hold members too"));

        ResultTable Mixed(string name, int? year)
        {
            var table = results.Find(name)!;
            var copy = new ResultTable(name, table.Columns.Select(c => (c.Name, c.Kind)).ToArray());
            for (var row = 0; row < table.Rows; row++)
            {
                var isMixed = table["group"].Texts[row] == "observer" && (year is null || table["year"].Integers[row] == year);
                copy.Add(table.Columns.Select(c => c.Kind switch
                {
                    ColumnKind.Text => isMixed && c.Name == "group" ? "mixed" : c.Texts[row],
                    ColumnKind.Integer => c.Integers[row],
                    _ => (object?)c.Numbers[row],
                }).ToArray());
            }

            return copy;
        }
    }

    [Test]
    public void Axes_name_the_currency()
    {
        if (!HtmlReport.HasCharts) Assert.Ignore("needs a build with npm");
        var titles = Titles(JsonNode.Parse(Parse(Page(Folder.Value["results"])).QuerySelector("#charts")!.TextContent)).Where(t => t.Contains("million", StringComparison.Ordinal)).ToArray();
        Assert.That(titles, Has.Length.GreaterThan(10).And.All.Contain("million CHF").And.None.Contain("@"));

        static IEnumerable<string> Titles(JsonNode? node) => node switch
        {
            JsonObject o => o.Where(p => p.Key == "title" && p.Value is JsonValue).Select(p => (string)p.Value!).Concat(o.SelectMany(p => Titles(p.Value))),
            JsonArray a => a.SelectMany(Titles),
            _ => [],
        };
    }

    [Test]
    public void Hostile_names_are_text()
    {
        var results = StoredResults.Open(Folder.Value["results"]);
        var tables = new[] { "summary", "summary_all", "effects", "attribution", "countries", "countries_all", "groups", "groups_all", "orders_profile", "mapping", "findings", "multipliers", "decomposition" }.Select(n => Poisoned(results.Find(n)!)).ToArray();
        var manifest = (JsonObject)results.Manifest.DeepClone();
        manifest["name"] = Hostile;
        manifest["sectors"] = new JsonObject { [Hostile + "C26"] = Hostile + "name", ["F"] = 7 };
        manifest["orders"]!["currency"] = Hostile;
        manifest["inputs"]![0]!["path"] = Hostile;
        var page = Parse(Page(StoredResults.Of(manifest, tables)));
        var clean = Parse(Page(Folder.Value["results"]));
        Assert.That(page.QuerySelectorAll("script").Length, Is.EqualTo(clean.QuerySelectorAll("script").Length));
        Assert.That(page.QuerySelectorAll("img, iframe, object, embed, link, base").Length, Is.Zero);
        Assert.That(page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo(Hostile));
        Assert.That(page.QuerySelector("#t-sectors tbody th")!.TextContent, Does.Contain(Hostile));
        Assert.That(page.QuerySelectorAll("#t-sectors tbody th").Select(c => c.TextContent), Does.Contain($"{Hostile}C26 {Hostile}name"));
        Assert.That(page.QuerySelector("#t-groups tbody th")!.TextContent, Does.Contain(Hostile));
        foreach (var block in page.QuerySelectorAll("script[type='application/json']").NotEmpty())
            Assert.That(() => JsonNode.Parse(block.TextContent), Throws.Nothing, block.Id);
        Assert.That(Sections(page), Is.EqualTo(Sections(clean)));
    }

    [Test]
    public void Every_script_is_admitted_by_its_hash_and_nothing_else_is()
    {
        var page = Parse(Page(Folder.Value["results"]));
        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.That(policy, Does.StartWith("default-src 'none';").And.Contain("form-action 'none'"));
        Assert.That(policy[policy.IndexOf("script-src", StringComparison.Ordinal)..], Does.Not.Contain("unsafe"));
        foreach (var script in page.QuerySelectorAll("script:not([type])").NotEmpty())
        {
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent)));
            Assert.That(policy, Does.Contain($"'sha256-{hash}'"));
        }

        Assert.That(page.QuerySelectorAll("[src], link[href]").Length, Is.Zero);
    }

    [Test]
    public void A_folder_without_results_and_damaged_results_are_said()
    {
        using var files = new ScratchFolder();
        Assert.That(Assert.Throws<ConfigException>(() => StoredResults.Open(files.Path))!.Findings[0].Code, Is.EqualTo("RESULTS-MISSING"));
        files.Write("manifest.json", "{ no json");
        Assert.That(Assert.Throws<ConfigException>(() => StoredResults.Open(files.Path))!.Findings[0].Code, Is.EqualTo("RESULTS-MISSING"));
        files.Write("manifest.json", "{}");
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => StoredResults.Open(files.Path))!.Findings[0].Code, Is.EqualTo("RESULTS-CHANGED"));
        files.Write("effects.csv", "scenario,year,indicator,channel,country,sector,value,unit\nbaseline,1999,valueAdded,direct,AUT,A,oops,CHF\nbaseline,x,valueAdded,direct,AUT,A,1,CHF\n");
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Page(StoredResults.Open(files.Path, verify: false)));
        Assert.That(fault!.Findings.Select(f => f.Place), Is.EqualTo(new[] { $"{files["effects.csv"]}, line 2, column value", $"{files["effects.csv"]}, line 3, column year" }));
    }

    [Test]
    public void The_manifest_knows_the_page_that_was_written_again()
    {
        using var copy = new ScratchFolder();
        foreach (var file in Directory.GetFiles(Folder.Value["results"])) File.Copy(file, copy[Path.GetFileName(file)]);
        var before = File.ReadAllBytes(copy["manifest.json"]);
        Assert.That(ReportFile.Write(copy["."]).File, Is.EqualTo(Path.GetFullPath(copy["report.html"])));
        Assert.That(File.ReadAllBytes(copy["manifest.json"]), Is.EqualTo(before), "nothing changed");
        copy.Write("findings.csv", "code,severity,place,message,found,expected,tolerance,cure\nX,info,p,m,,,,\n");
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => ReportFile.Write(copy["."]))!.Findings.Single().Code, Is.EqualTo("RESULTS-CHANGED"));
        ReportFile.Write(copy["."], verify: false);
        Assert.That(File.ReadAllBytes(copy["manifest.json"]), Is.Not.EqualTo(before), "the page has another finding");
        var other = copy.Write("other.html", "kept");
        Assert.That(Assert.Throws<ConfigException>(() => ReportFile.Write(copy["."], other))!.Findings.Single().Code, Is.EqualTo("OUTPUT-EXISTS"));
        Assert.That(File.ReadAllText(other), Is.EqualTo("kept"));
        Assert.That(ReportFile.Write(copy["."], other, replace: true, verify: false).File, Is.EqualTo(Path.GetFullPath(other)));
        var entry = StoredResults.Open(copy["."], verify: false).Manifest["outputs"]!.AsArray().Single(o => (string?)o!["name"] == "report.html")!;
        Assert.That((string?)entry["sha256"], Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(copy["report.html"])))));
    }

    private static ScratchFolder Run()
    {
        var files = new ScratchFolder();
        var loaded = ConfigReader.Read(Path.Combine(SharedData.Repository(), "models", "demo", "run.json"),
            ["orders.years=\"2009-2010\"", "demo.orders=800", "output.formats=[\"csv\",\"parquet\",\"html\"]"]);
        using var folder = ResultsFolder.Create(files["results"]);
        IoEngine.Runs.Run.Execute(loaded).Write(folder);
        return files;
    }

    // A hostile prefix on every text that is no key of the layout.
    private static ResultTable Poisoned(ResultTable table)
    {
        string[] keys = ["scenario", "year", "indicator", "channel", "country", "source", "unit", "table_year", "extrapolated", "closure", "rule", "severity", "supplier_country"];
        var copy = new ResultTable(table.Name, table.Columns.Select(c => (c.Name, c.Kind)).ToArray());
        for (var row = 0; row < table.Rows; row++)
        {
            copy.Add(table.Columns.Select(c => c.Kind switch
            {
                ColumnKind.Text => keys.Contains(c.Name) ? c.Texts[row] : Hostile + c.Texts[row],
                ColumnKind.Integer => c.Integers[row],
                _ => (object?)c.Numbers[row],
            }).ToArray());
        }

        return copy;
    }

    private static byte[] Page(string folder) => Page(StoredResults.Open(folder));

    private static byte[] Page(StoredResults results)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(results, stream);
        return stream.ToArray();
    }

    private static IHtmlDocument Parse(byte[] page) => new HtmlParser().ParseDocument(new MemoryStream(page));

    private static string?[] Sections(IHtmlDocument page) => page.QuerySelectorAll("main > section").Select(s => s.Id).ToArray();
}
