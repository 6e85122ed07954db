using IoEngine.Households;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Runs.Configuration;

public class ConfigReaderTests
{
    private const string Smallest = """{ "tables": { "path": "t/{year}.zip" }, "orders": { "path": "o.csv" } }""";

    [Test]
    public void Reads_comments_and_trailing_commas()
    {
        var config = ConfigReader.Parse("""
            {
              // where the tables are
              "name": "x", /* and so on */
              "tables": { "path": "a", "years": "1995-1997,2000", },
              "orders": { "path": "b", "columns": { "originCountry": null, "code": "cpv" } },
              "valuation": { "onSite": { "CHE": 0.5, "FRA": 0.25 } },
              "closure": { "kind": "gross-wage", "regions": ["CHE"] },
            }
            """);
        Assert.Multiple(() =>
        {
            Assert.That(config.Name, Is.EqualTo("x"));
            Assert.That(config.Tables.Years!.Years, Is.EqualTo(new[] { 1995, 1996, 1997, 2000 }));
            Assert.That(config.Orders.Columns.Code, Is.EqualTo("cpv"));
            Assert.That(config.Orders.Columns.OriginCountry, Is.Null);
            Assert.That(config.Valuation.OnSite.Shares!["FRA"], Is.EqualTo(0.25));
            Assert.That(config.Closure.Kind, Is.EqualTo(ClosureKind.GrossWage));
            Assert.That(config.Closure.Regions.Items, Is.EqualTo(new[] { "CHE" }));
        });
    }

    [Test]
    public void Assignments_take_lists_with_commas()
    {
        string[] assignments = ["output.formats=csv, html", "closure.regions=CHE,FRA", "valuation.wholesale.sectors=G46", "indicators=valueAdded", "tables.roles.fte=1", "tables.roles.government=[\"GOV, all\"]"];
        var config = ConfigReader.Parse(Smallest, "run.json", assignments);
        Assert.Multiple(() =>
        {
            Assert.That(config.Output.Formats, Is.EqualTo(new[] { "csv", "html" }));
            Assert.That(config.Closure.Regions.Items, Is.EqualTo(new[] { "CHE", "FRA" }));
            Assert.That(config.Valuation.Wholesale.Sectors, Is.EqualTo(new[] { "G46" }));
            Assert.That(config.Indicators, Is.EqualTo(new[] { "valueAdded" }));
            Assert.That(config.Tables.Roles.Fte, Is.EqualTo(new[] { "1" }));
            Assert.That(config.Tables.Roles.Government, Is.EqualTo(new[] { "GOV, all" }));
            Assert.That(ConfigReader.Parse(Smallest, "run.json", ["closure.regions=all"]).Closure.Regions.Items, Is.Null);
        });
        Assert.That(Assert.Throws<ConfigException>(() => ConfigReader.Parse(Smallest, "run.json", ["output.formats=csv,xml"]))!.Message, Does.Contain("CONFIG-CHOICE").And.Contain("\"xml\""));
    }

    [Test]
    public void The_report_currency_is_taken_without_case() =>
        Assert.That(ConfigReader.Parse(Smallest, "run.json", ["currency.report=usd"]).Currency.Report, Is.EqualTo("USD"));

    [Test]
    public void In_the_file_lists_have_brackets() =>
        Assert.That(Assert.Throws<ConfigException>(() => ConfigReader.Parse("""{ "tables": { "path": "t" }, "orders": { "path": "o" }, "output": { "formats": "csv,html" } }"""))!.Message,
            Does.Contain("CONFIG-TYPE").And.Contain("$.output.formats"));

    [Test]
    public void All_faults_are_listed_with_line_and_path()
    {
        const string json = """
            {
              "tables": { "pth": "a", "outside": "nearst" },
              "orders": { "path": "b", "path": "c" },
              "closure": { "kind": "type-two" },
              "solve": { "threads": -1, "maxResidual": "small" },
              "valuation": { "onSite": { "CHE": 1.5 } },
              "colour": "red"
            }
            """;
        var found = Assert.Throws<ConfigException>(() => ConfigReader.Parse(json, "run.json"))!.Findings;
        Assert.That(found.Select(f => (f.Code, f.Place)), Is.EquivalentTo(new[]
        {
            ("CONFIG-UNKNOWN-KEY", "run.json, line 2, $.tables.pth"),
            ("CONFIG-CHOICE", "run.json, line 2, $.tables.outside"),
            ("CONFIG-MISSING", "run.json, line 2, $.tables.path"),
            ("CONFIG-DUPLICATE", "run.json, line 3, $.orders.path"),
            ("CONFIG-CHOICE", "run.json, line 4, $.closure.kind"),
            ("CONFIG-RANGE", "run.json, line 5, $.solve.threads"),
            ("CONFIG-TYPE", "run.json, line 5, $.solve.maxResidual"),
            ("CONFIG-TYPE", "run.json, line 6, $.valuation.onSite.CHE"),
            ("CONFIG-UNKNOWN-KEY", "run.json, line 7, $.colour"),
        }));
        Assert.That(found.Single(f => f.Place.EndsWith("pth", StringComparison.Ordinal)).Cure, Is.EqualTo("Did you mean \"path\"?"));
    }

    [TestCase("{ \"tables\": }", "line 1")]
    [TestCase("{\n \"tables\": {} \n", "line 3")]
    [TestCase("{}\n{}", "line 2")]
    [TestCase("", "line 1")]
    public void What_is_not_JSON_is_refused_with_its_line(string json, string place)
    {
        var found = Assert.Throws<ConfigException>(() => ConfigReader.Parse(json, "run.json"))!.Findings.Single();
        Assert.That(found.Code, Is.EqualTo("CONFIG-SYNTAX"));
        Assert.That(found.Place, Does.Contain(place));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        var found = Assert.Throws<ConfigException>(() => ConfigReader.Read("no/such/run.json"))!.Findings.Single();
        Assert.That((found.Code, found.Place), Is.EqualTo(("CONFIG-FILE", "no/such/run.json")));
    }

    [Test]
    public void Overrides_are_applied_in_order_and_checked_like_the_file()
    {
        var config = ConfigReader.Parse(Smallest, "run.json",
            ["solve.threads=2", "solve.threads=3", "currency.report=EUR", "tables.years=1999-2001", "indicators=[\"gdp\"]"]);
        Assert.That((config.Solve.Threads, config.Currency.Report, config.Tables.Years!.Text), Is.EqualTo((3, "EUR", "1999-2001")));
        Assert.That(config.Indicators, Is.EqualTo(new[] { "gdp" }));
        var found = Assert.Throws<ConfigException>(() => ConfigReader.Parse(Smallest, "run.json",
            ["solve.threds=2", "nonsense", "name.x=1", "solve.kernel=fast"]))!.Findings;
        Assert.That(found.Select(f => f.Code), Is.EquivalentTo(
            new[] { "CONFIG-SET", "CONFIG-UNKNOWN-KEY", "CONFIG-CHOICE", "CONFIG-TYPE" }));
        Assert.That(found.Single(f => f.Code == "CONFIG-CHOICE").Place, Is.EqualTo("--set solve.kernel=fast, $.solve.kernel"));
    }

    [Test]
    public void Options_of_the_command_line_are_named_as_the_user_wrote_them()
    {
        var config = ConfigReader.Parse(Smallest, "run.json", ["--years=2005-2010", "--cache=a \"b\"/c", "--threads=2", "--kernel=managed"]);
        Assert.That((config.Orders.Years!.Text, config.Tables.Cache, config.Solve.Threads), Is.EqualTo(("2005-2010", "a \"b\"/c", 2)));
        var found = Assert.Throws<ConfigException>(() => ConfigReader.Parse(Smallest, "run.json",
            ["--years=2001,2030-2020", "tables.years=2010-1995", "--kernel=fast", "--threads=x"]))!.Findings;
        var years = found.Single(f => f.Place == "--years 2001,2030-2020, $.orders.years");
        Assert.That((years.Code, years.Found, years.Expected), Is.EqualTo(("CONFIG-RANGE", "2030-2020", "2020-2030")));
        Assert.That(years.Message, Does.Contain("reversed"));
        Assert.That(found.Single(f => f.Place.StartsWith("--set tables.years=2010-1995", StringComparison.Ordinal)).Message, Does.Contain("reversed"));
        Assert.That(found.Select(f => f.Place), Does.Contain("--kernel fast, $.solve.kernel").And.Contain("--threads x, $.solve.threads"));
        foreach (var bad in new[] { "null", "x", "2030-", "[2001" })
            Assert.That(Assert.Throws<ConfigException>(() => ConfigReader.Parse(Smallest, "run.json", [$"--years={bad}"]))!.Findings.Single().Place, Does.StartWith($"--years {bad}, "), bad);
    }

    [TestCase("1995-2010", 16)]
    [TestCase("1995", 1)]
    [TestCase("1995 - 1996, 2000", 3)]
    public void Years_are_read(string text, int count)
    {
        Assert.That(YearSelection.TryParse(text, out var years), Is.True);
        Assert.That(years!.Years, Has.Count.EqualTo(count));
    }

    [TestCase("2010-1995")]
    [TestCase("95-99")]
    [TestCase("1995-")]
    [TestCase("x")]
    [TestCase("1000-9999")]
    public void Bad_years_are_refused(string text) => Assert.That(YearSelection.TryParse(text, out _), Is.False);
}
