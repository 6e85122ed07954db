using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IoEngine.Tests.Tables;
using IoEngine.Tests.Tables.Excel;

namespace IoEngine.Acceptance;

/// <summary>Archives of several years, as publishers give them, serve runs of several years and every verb that reads a table.</summary>
[NonParallelizable]
public class YearsInOneSourceTests
{
    private static readonly int[] Years = [2016, 2017, 2018];
    private TempFolder folder = null!;

    /// <summary>What a publisher gives: a name, the tables as {year} paths, and the same as one source with its member of 2017.</summary>
    private static readonly (string Name, string Source, string Member)[] Sources =
    [
        ("oecd", "2016-2018_SML.zip", "2017_SML.csv"),
        ("oecd", "zip of zips/ICIO-2016-2018-small.zip", "2017_SML.zip"),
        ("oecd", "icio", "2017-2018_SML.zip/2017_SML.csv"),
        ("oecd", "csv", "2017_SML.csv"),
        ("wiod", "WIOTS_in_EXCEL.zip", "WIOT2017_Nov16_ROW.xlsx"),
        ("wiod", "wiots", "WIOT2017_Nov16_ROW.xlsx"),
        ("wiod", "all.xlsx", "sheet 2017"),
    ];

    [OneTimeSetUp]
    public void Write()
    {
        folder = new TempFolder();
        var layout = new IcioText(2023);
        var icio = Years.ToDictionary(y => y, y =>
        {
            using var memory = new MemoryStream();
            layout.Write(layout.Table(["CHE", "DEU", "ROW"], ["A01_02", "C26", "F"], y).Build(), memory);
            return memory.ToArray();
        });
        var wiod = Years.ToDictionary(y => y, y => WiodLayout.Of2016(y, ["CHE", "DEU", "ROW"], ["A01", "C26", "F"], y));
        foreach (var year in Years)
        {
            Put($"oecd/{year}.csv", icio[year]);
            Put($"csv/{year}_SML.csv", icio[year]);
            Put($"wiod/{year}.xlsx", wiod[year].Workbook().Bytes());
            Put($"wiots/WIOT{year}_Nov16_ROW.xlsx", wiod[year].Workbook().Bytes());
        }

        Put("2016-2018_SML.zip", Zip([.. icio.Select(i => ($"{i.Key}_SML.csv", i.Value))]));
        Put("zip of zips/ICIO-2016-2018-small.zip", Zip([.. icio.Select(i => ($"{i.Key}_SML.zip", Zip(($"{i.Key}_SML.csv", i.Value))))]));
        Put("icio/2016_SML.zip", Zip(("2016_SML.csv", icio[2016])));
        Put("icio/2017-2018_SML.zip", Zip(("2017_SML.csv", icio[2017]), ("2018_SML.csv", icio[2018])));
        Put("WIOTS_in_EXCEL.zip", Zip([.. wiod.Select(w => ($"WIOT{w.Key}_Nov16_ROW.xlsx", w.Value.Workbook().Bytes()))]));
        Put("all.xlsx", wiod.Aggregate(new Workbook(), (book, w) => book.Sheet(w.Value.Sheet, w.Value.Rows)).Bytes());
        folder.Write("orders.csv", "date,supplier_country,sector,value,currency\n2016-03-01,CHE,C26,1000,USD\n2017-03-01,DEU,F,500.5,USD\n2018-03-01,FRA,C26,250.25,USD\n");
        folder.Write("codes.csv", "scheme,code,sector,weight\nX,C26,C26,1\nX,F,F,1\n");
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [TestCaseSource(nameof(Runs))]
    public void A_run_of_several_years_is_the_same_as_on_a_file_a_year(string name, string source, string member)
    {
        var apart = Run($"{name}/{{year}}.{(name == "oecd" ? "csv" : "xlsx")}", null);
        foreach (var years in new[] { null, "\"2016-2018\"" })
        {
            var together = Run(source, years);
            foreach (var file in Directory.GetFiles(apart, "*.csv").Select(f => Path.GetFileName(f)).Where(f => f != "findings.csv").ToArray().NotEmpty())
                Assert.That(File.ReadAllText(Path.Combine(together, file)), Is.EqualTo(File.ReadAllText(Path.Combine(apart, file))), $"{source}: {file}");
            var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(together, "manifest.json")))!;
            var tables = manifest["inputs"]!.AsArray().Where(i => (string?)i!["role"] == "table").Select(i => i!).ToArray();
            Assert.That(tables.Select(t => (string?)t["path"]), Is.EqualTo(new[] { source, source, source }));
            Assert.That((string?)tables[1]["member"], Is.EqualTo(member));
            if (File.Exists(folder[source])) Assert.That(tables.Select(t => (string?)t["sha256"]).Distinct().Single(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder[source])))));
        }
    }

    private static IEnumerable<TestCaseData> Runs() => Sources.Select(s => new TestCaseData(s.Name, s.Source, s.Member).SetArgDisplayNames(s.Source));

    [Test]
    public void A_cache_keeps_each_year_of_an_archive_and_gives_the_same()
    {
        var direct = Run("2016-2018_SML.zip", null);
        foreach (var round in new[] { "filled", "read" })
        {
            var cached = Run("2016-2018_SML.zip", null, ", \"cache\": \"cache\"");
            Assert.That(File.ReadAllText(Path.Combine(cached, "effects.csv")), Is.EqualTo(File.ReadAllText(Path.Combine(direct, "effects.csv"))), round);
            Assert.That(Directory.GetDirectories(folder["cache"]), Has.Length.EqualTo(3), round);
        }
    }

    [Test]
    public void A_result_of_an_archive_is_explained_from_the_year_that_it_used()
    {
        var results = Run("2016-2018_SML.zip", null);
        var (code, output, error) = Ioe.Run(folder.Path, "explain", results, "--supplier", "DEU", "--sector", "C26", "--amount", "1000", "--year", "2017", "--config", "run.json");
        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("2017"));
    }

    // A table is read when its year comes: a faulty one is a fault of its year, and none where its year is not asked for.
    [Test]
    public void A_faulty_year_in_an_archive_disturbs_no_other()
    {
        var bad = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(folder["oecd/2017.csv"])).Replace("\nCHE_C26,", "\nCHE_C26,oops", StringComparison.Ordinal);
        Put("2016-2017_SML.zip", Zip(("2016_SML.csv", File.ReadAllBytes(folder["oecd/2016.csv"])), ("2017_SML.csv", System.Text.Encoding.UTF8.GetBytes(bad))));
        Configure("2016-2017_SML.zip", "[2016]");
        Assert.That(Ioe.Run(folder.Path, "run", "run.json", "--out", Fresh()).Code, Is.Zero);
        Configure("2016-2017_SML.zip", "\"2016-2017\"");
        var (code, _, error) = Ioe.Run(folder.Path, "run", "run.json", "--out", Fresh());
        Assert.That(code, Is.EqualTo(3));
        Assert.That(error, Does.Contain("2016-2017_SML.zip/2017_SML.csv").And.Contain("'oops"));
    }

    [TestCase("2016-2018_SML.zip", "\"2016-2020\", \"outside\": \"error\"", "The tables of 2019-2020 are missing. Found: tables of 2016-2018.")]
    [TestCase("WIOTS_in_EXCEL.zip", "[2014]", "The table of 2014 is missing. Found: tables of 2016-2018.")]
    [TestCase("csv/2016_SML.csv", "\"2016-2017\"", "One table can't serve several years of tables.")]
    public void Years_that_a_source_has_not_are_told_with_those_that_it_has(string path, string years, string says)
    {
        Configure(path, years);
        var (code, _, error) = Ioe.Run(folder.Path, "check", "run.json");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain(says));
    }

    [Test]
    public void Two_tables_of_one_year_are_a_question()
    {
        Put("both/2016-2017_SML.zip", Zip(("2016_SML.csv", File.ReadAllBytes(folder["oecd/2016.csv"])), ("2017_SML.csv", File.ReadAllBytes(folder["oecd/2017.csv"]))));
        Put("both/2016-2017_EXT.zip", Zip(("2016.csv", File.ReadAllBytes(folder["oecd/2016.csv"]))));
        Configure("both", "\"2016-2017\"");
        var (code, _, error) = Ioe.Run(folder.Path, "check", "run.json");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("TABLE-SEVERAL").And.Contain("2016-2017_EXT.zip/2016.csv, 2016-2017_SML.zip/2016_SML.csv"));
        Assert.That(Ioe.Run(folder.Path, "inspect", "both", "--year", "2017").Code, Is.Zero);
    }

    private static readonly string[][] Verbs = [["inspect"], ["multipliers", "--closure", "none"], ["aggregate", "--map", "nace-sections", "--out", "OUT.mrio"], ["import", "--out", "OUT"]];

    [Test]
    public void Every_verb_that_reads_a_table_takes_the_year([ValueSource(nameof(Verbs))] string[] verb, [Values("2016-2018_SML.zip", "WIOTS_in_EXCEL.zip")] string source)
    {
        (int Code, string Output, string Error) On(string path, params string[] year) =>
            Ioe.Run(folder.Path, [verb[0], path, .. verb[1..].Select(a => a.Replace("OUT", Fresh(), StringComparison.Ordinal)), .. year]);
        var (code, output, error) = On(source, "--year", "2017");
        Assert.That(code, Is.Zero, error);
        var alone = On(source[0] == 'W' ? "wiod/2017.xlsx" : "oecd/2017.csv");
        Assert.That(Numbers(output), Is.EqualTo(Numbers(alone.Output)), "the table of that year");
        var other = On(source, "--year", "2018");
        Assert.That(verb[0] == "import" || Numbers(output) != Numbers(other.Output), "another year is another table");
        var several = On(source);
        Assert.That((several.Code, several.Error), Is.EqualTo((3, several.Error)));
        Assert.That(several.Error, Does.Contain("TABLE-SEVERAL").And.Contain("Found: 2016-2018.").And.Contain("--year"));
        var none = On(source, "--year", "2030");
        Assert.That(none.Code, Is.EqualTo(3));
        Assert.That(none.Error, Does.Contain("of 2030. Found: 2016-2018."));
    }

    // The rows of regions and totals; what names files and folders differs.
    private static string Numbers(string output) => string.Join('\n', output.Split('\n').Where(l => l.StartsWith("CHE ", StringComparison.Ordinal)
        || l.StartsWith("DEU ", StringComparison.Ordinal) || l.StartsWith("ROW ", StringComparison.Ordinal) || l.StartsWith("before", StringComparison.Ordinal)
        || l.StartsWith("after", StringComparison.Ordinal)));

    private string Run(string path, string? years, string more = "")
    {
        Configure(path, years, more);
        var results = Fresh();
        var (code, _, error) = Ioe.Run(folder.Path, "run", "run.json", "--out", results);
        Assert.That(code, Is.Zero, $"{path}: {error}");
        return results;
    }

    private void Configure(string path, string? years, string more = "") => folder.Write("run.json", $$"""
        { "name": "years", "tables": { "path": "{{path}}"{{(years is null ? "" : $", \"years\": {years}")}}{{more}} },
          "orders": { "path": "orders.csv", "columns": { "code": "sector" } }, "mapping": { "codes": "codes.csv" },
          "valuation": { "wholesale": { "sectors": [] } }, "currency": { "report": "USD" }, "closure": { "kind": "none" }, "output": { "formats": ["csv"] } }
        """);

    private string Fresh() => folder[$"out-{Guid.NewGuid():N}"];

    private void Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        File.WriteAllBytes(folder[path], bytes);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return memory.ToArray();
    }
}
