using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IoEngine.Acceptance;

/// <summary>The main job on sixteen years of real tables, with orders made from European contract awards.</summary>
[NonParallelizable]
public class RealTablesTests
{
    private const int FirstYear = 1995;
    private const int Years = 16;
    private static readonly string[] TedColumns = ["publication_date", "cpv_code", "lot_value_eur", "winner_name", "winner_country"];
    private TempFolder folder = null!;
    private (int Code, string Output, string Error) run;

    /// <summary>
    /// The sample's lots, re-dated one after the other into 1995–2010: the tables end before the sample begins.
    /// </summary>
    [OneTimeSetUp]
    public void RunOnce()
    {
        var tables = SharedData.Path("data", "wiod2013");
        folder = new TempFolder();
        WriteOrders(Csv.Read(SharedData.Path("data", "orders", "ted-sample.csv")));
        WriteRates(Csv.Read(SharedData.Path("data", "reference", "fx_oecd_natcur_per_usd.csv")));
        folder.Write("membership.csv", "country,group,from,to\nDEU,member,1954-09-29,\nFRA,host,1954-09-29,\nCHE,host,1954-09-29,\nPOL,member,1991-07-01,\nROU,member,2016-07-17,\n");
        var concordance = Path.Combine(SharedData.Repository(), "data", "concordances", "cpv_wiod2013.csv");
        folder.Write("run.json", $$"""
            {
              "name": "wiod2013-ted",
              "tables": { "path": {{Json(tables + "/{year}.zip")}}, "years": "1995-2010", "outside": "error",
                // the release as held here has one row for all primary inputs
                "roles": { "valueAdded": ["PRIMARY"], "household": ["c37_HH", "c38_NPISH"], "government": ["c39_GOV"], "investment": ["c41_GFCF"] } },
              "orders": { "path": "orders.csv", "columns": { "scheme": "=CPV" } },
              "mapping": { "codes": {{Json(concordance)}} },
              "valuation": { "wholesale": { "sectors": ["c20"], "margin": 0.25 } },
              "currency": { "rates": "fx.csv", "report": "EUR" },
              "groups": { "membership": "membership.csv" },
            }
            """);
        run = Ioe.RunProgram(folder.Path, "run", "run.json");
    }

    [OneTimeTearDown]
    public void Remove() => folder?.Dispose();

    [Test]
    public void Ends_well_with_all_years()
    {
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(Summary().Select(r => r["year"]),
            Is.EqualTo(Enumerable.Range(FirstYear, Years).Select(y => $"{y}")));
        Assert.That(Csv.Read(folder["results", "summary_all.csv"]).Single()["years"], Is.EqualTo($"{Years}"));
        Assert.That(Summary().Select(r => r["extrapolated"]).NotEmpty(), Is.All.EqualTo("no"));
    }

    [Test]
    public void Every_lot_is_mapped_unmapped_or_rejected_to_the_cent()
    {
        var lots = Csv.Read(folder["orders.csv"]);
        var rejected = Csv.Read(folder["results", "rejected_orders.csv"]);
        var manifest = JsonNode.Parse(File.ReadAllText(folder["results", "manifest.json"]))!["orders"]!;
        Assert.That(manifest["rows"]!.GetValue<int>(), Is.EqualTo(lots.Count));
        Assert.That(manifest["used"]!.GetValue<int>() + manifest["rejected"]!.GetValue<int>(), Is.EqualTo(lots.Count));
        Assert.That(rejected, Has.Count.EqualTo(manifest["rejected"]!.GetValue<int>()));

        // What a person would add up: every value that is a number.
        var readable = lots.Where(l => decimal.TryParse(l["value"], NumberStyles.Float, CultureInfo.InvariantCulture, out _)).ToList();
        Assert.That(rejected, Has.Count.EqualTo(lots.Count - readable.Count));
        foreach (var row in Summary().NotEmpty())
        {
            var expected = readable.Where(l => l["date"].StartsWith(row["year"], StringComparison.Ordinal))
                .Sum(l => decimal.Parse(l["value"], NumberStyles.Float, CultureInfo.InvariantCulture));
            Assert.That(row.Number("mapped") + row.Number("unmapped"), Is.EqualTo((double)expected).Within(0.005), row["year"]);
            Assert.That(row.Number("orders"), Is.EqualTo((double)expected).Within(0.005), row["year"]);
        }
    }

    [Test]
    public void Value_added_and_leaks_are_the_mapped_orders_in_every_year()
    {
        string[] leaks = ["leak_order_taxes", "leak_product_taxes", "leak_other_items", "leak_table_residual", "leak_unexplained"];
        foreach (var row in Summary().NotEmpty())
        {
            var explained = row.Number("direct") + row.Number("indirect") + leaks.Sum(row.Number);
            Assert.That(explained, Is.EqualTo(row.Number("mapped")).Within(1e-8 * row.Number("mapped")), row["year"]);

            // PRIMARY is output less inputs, so the columns of this release balance and nothing but orders to empty industries
            // may leak.
            Assert.That(Math.Abs(row.Number("leak_table_residual")), Is.LessThan(1e-6 * row.Number("mapped")), row["year"]);
        }
    }

    [Test]
    public void The_files_agree_with_one_another()
    {
        var effects = Sum("effects", r => r["indicator"] == "valueAdded", r => $"{r["year"]} {r["channel"]} {r["country"]}");
        var attribution = Sum("attribution", r => r["indicator"] == "valueAdded", r => $"{r["year"]} {r["channel"]} {r["country"]}");
        var scale = effects.Values.Max(Math.Abs);
        foreach (var (key, value) in effects.NotEmpty()) Assert.That(attribution.GetValueOrDefault(key), Is.EqualTo(value).Within(1e-9 * scale), key);
        foreach (var row in Csv.Read(folder["results", "countries.csv"]).NotEmpty())
        {
            foreach (var channel in new[] { "direct", "indirect", "induced" })
                Assert.That(effects.GetValueOrDefault($"{row["year"]} {channel} {row["country"]}"), Is.EqualTo(row.Number(channel)).Within(1e-9 * scale));
        }

        var mapping = Sum("mapping", _ => true, r => r["year"]);
        foreach (var row in Summary().Take(Years).NotEmpty()) Assert.That(mapping[row["year"]], Is.EqualTo(row.Number("orders")).Within(0.005));
    }

    [Test]
    public void Codes_of_the_table_are_countries_and_composites_are_marked()
    {
        var countries = Csv.Read(folder["results", "countries.csv"]).Where(r => r["year"] == "2010").ToDictionary(r => r["country"]);
        Assert.That(countries, Does.ContainKey("ROU").And.Not.ContainKey("ROM"), "the table says ROM");
        Assert.That(countries["ROU"].Number("total"), Is.GreaterThan(0));
        Assert.That(countries["RoW"]["group"], Is.EqualTo("mixed"), "Switzerland is inside");
        var findings = Csv.Read(folder["results", "findings.csv"]);
        Assert.That(findings.Single(f => f["code"] == "GROUPS-MIXED")["found"], Is.EqualTo("CHE"));
    }

    [Test]
    public void The_manifest_names_every_byte_and_a_second_run_gives_the_same_ones()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(folder["results", "manifest.json"]))!;
        foreach (var output in manifest["outputs"]!.AsArray().NotEmpty())
            Assert.That(Sha256(folder["results", output!["name"]!.GetValue<string>()]), Is.EqualTo(output["sha256"]!.GetValue<string>()));
        var tables = manifest["inputs"]!.AsArray().Where(i => i!["role"]!.GetValue<string>() == "table").ToList();
        Assert.That(tables, Has.Count.EqualTo(Years));
        Assert.That(Sha256(SharedData.Path("data", "wiod2013", "1995.zip")), Is.EqualTo(tables[0]!["sha256"]!.GetValue<string>()));
        Assert.That(manifest["closure"]!["kind"]!.GetValue<string>(), Is.EqualTo("net-labour"));

        var again = Ioe.Run(folder.Path, "run", "run.json", "--out", "again", "--quiet");
        Assert.That((again.Code, again.Error), Is.EqualTo((0, "")));
        foreach (var file in Directory.GetFiles(folder["results"]).Select(Path.GetFileName).NotEmpty())
        {
            if (file != "manifest.json") Assert.That(Sha256(folder["again", file!]), Is.EqualTo(Sha256(folder["results", file!])), file);
        }

        var second = JsonNode.Parse(File.ReadAllText(folder["again", "manifest.json"]))!;
        manifest.AsObject().Remove("timings");
        second.AsObject().Remove("timings");
        Assert.That(second.ToJsonString(), Is.EqualTo(manifest.ToJsonString()));
    }

    [Test]
    public void Interrupted_it_leaves_nothing_and_exits_130()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("signals are sent with kill");
        using var process = Ioe.Start(folder.Path, "run", "run.json", "--out", "interrupted");
        var seen = new StringBuilder();
        while (process.StandardError.ReadLine() is { } line)
        {
            seen.AppendLine(line);
            if (line.StartsWith("[3/", StringComparison.Ordinal)) break;
        }

        Assert.That(process.HasExited, Is.False, seen.ToString());
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) kill.WaitForExit();
        var rest = process.StandardError.ReadToEnd();
        Assert.That(process.WaitForExit(TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(process.ExitCode, Is.EqualTo(130), rest);
        Assert.That(rest, Does.Contain("Cancelled; nothing was written."));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Where(n => n!.StartsWith("interrupted", StringComparison.Ordinal)),
            Is.Empty);
    }

    private static string Json(string text) => JsonValue.Create(text).ToJsonString();

    private static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private List<Dictionary<string, string>> Summary() => Csv.Read(folder["results", "summary.csv"]);

    private Dictionary<string, double> Sum(string file, Func<Dictionary<string, string>, bool> which, Func<Dictionary<string, string>, string> key) =>
        Csv.Read(folder["results", file + ".csv"]).Where(which).GroupBy(key).ToDictionary(g => g.Key, g => g.Sum(r => r.Number("value")));

    private void WriteOrders(List<Dictionary<string, string>> lots)
    {
        Assert.That(lots[0].Keys, Is.SupersetOf(TedColumns));
        var text = new StringBuilder("order_id,date,supplier_id,supplier_country,purchase_code,value,currency\n");
        for (var i = 0; i < lots.Count; i++)
        {
            var lot = lots[i];
            text.Append(CultureInfo.InvariantCulture, $"L{i},{FirstYear + (i % Years)}{lot["publication_date"][4..]},");
            text.Append(CultureInfo.InvariantCulture, $"\"{lot["winner_name"].Replace("\"", "\"\"", StringComparison.Ordinal)}\",");
            text.Append(CultureInfo.InvariantCulture, $"\"{lot["winner_country"].Replace("\"", "\"\"", StringComparison.Ordinal)}\",");
            text.Append(CultureInfo.InvariantCulture, $"{lot["cpv_code"]},{lot["lot_value_eur"]},EUR\n");
        }

        folder.Write("orders.csv", text.ToString());
    }

    private void WriteRates(List<Dictionary<string, string>> rates) => folder.Write("fx.csv", "year,currency,per_usd\n"
        + string.Concat(rates.Select(r => $"{r["year"]},EUR,{r["EA19"]}\n{r["year"]},CHF,{r["CHE"]}\n")));
}
