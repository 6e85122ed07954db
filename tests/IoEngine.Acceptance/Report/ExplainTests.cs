using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Acceptance.Report;

/// <summary>
/// ioe explain: sums that add up, the same contract with and without stored multipliers, supply paths from the unchanged table
/// only.
/// </summary>
public partial class ExplainTests
{
    private static readonly string Config = Path.Combine(SharedData.Repository(), "models", "demo", "run.json");
    private TempFolder folder = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TempFolder();
        Run("with", "csv", "html");
        Run("without", "csv");
    }

    [OneTimeTearDown]
    public void Remove() => folder?.Dispose();

    [Test]
    public void Every_explanation_adds_up()
    {
        var (code, output, error) = Ioe.Run(folder.Path, "explain", "without");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("SYNTHETIC").And.Contain("closure net-labour"));
        var parts = Amounts(output, @"^(?:value added|taxes|product|other|imbalance|unexplained).*?  +([\d .-]+?)  ");
        Assert.That(parts.Sum(), Is.EqualTo(Amounts(output, @"^= mapped orders +([\d .]+?)  ").Single()).Within(0.35), "seven lines of one decimal");

        (code, output, error) = Ioe.Run(folder.Path, "explain", "without", "--country", "Austria", "--year", "2010");
        Assert.That(code, Is.Zero, error);
        var totals = Amounts(output, @"^total +([\d .]+?)  ");
        Assert.That(totals, Has.Length.EqualTo(3));
        Assert.That(totals.Distinct().Count(), Is.EqualTo(1), "by channel, by source and by sector");
        var stored = Csv.Read(folder["without", "countries.csv"]).Single(r => r["country"] == "AUT" && r["year"] == "2010" && r["scenario"] == "baseline");
        Assert.That(totals[0], Is.EqualTo(stored.Number("total") / 1e6).Within(0.05));
    }

    [Test]
    public void A_contract_is_the_same_from_stored_multipliers_and_from_the_table()
    {
        Assert.That(File.Exists(folder["without", "multipliers.csv"]), Is.False);
        string[] question = ["--year", "2009", "--supplier", "Germany", "--sector", "c28", "--amount", "250000", "--verbose"];
        var stored = Ioe.Run(folder.Path, ["explain", "with", .. question]);
        var computed = Ioe.Run(folder.Path, ["explain", "without", .. question, "--config", Config]);
        Assert.That((stored.Code, computed.Code), Is.EqualTo((0, 0)), stored.Error + computed.Error);
        Assert.That(computed.Output, Is.EqualTo(stored.Output));
        Assert.That(stored.Output, Does.Contain("250 000 CHF ordered from C28 (Machinery) in DEU Germany, 2009").And.Contain("DEU.C28 ← DEU."));
        var identity = Identity().Match(stored.Output);
        Assert.That(identity.Success, stored.Output);
        var n = identity.Groups.Values.Skip(1).Select(g => decimal.Parse(g.Value.Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).ToArray();
        Assert.That(n[2] + n[3], Is.EqualTo(n[1]).Within(1));
        Assert.That(n[1] + n[4] + n[5], Is.EqualTo(n[0]).Within(2), "three rounded numbers");
    }

    [Test]
    public void A_contract_says_what_it_brings_to_one_country_and_to_all_by_every_indicator()
    {
        string[] question = ["explain", "with", "--supplier", "DEU", "--sector", "C26", "--amount", "250'000"];
        var (code, one, error) = Ioe.Run(folder.Path, [.. question, "--country", "AUT"]);
        Assert.That(code, Is.Zero, error);
        Assert.That(one, Does.Contain("250 000 CHF ordered").And.Contain("every indicator, in AUT Austria").And.Not.Contain("million CHF"));
        foreach (var name in new[] { "valueAdded", "gdp", "compensation", "employment", "fte" })
            Assert.That(one, Does.Match($@"(?m)^{name}( +[\d. ]+\d){{4}}  +(CHF|persons|full-time equivalents)$"), name);
        Assert.That(Amounts(one, @"^employment .* ([\d.]+)  +persons$").Single(), Is.GreaterThan(0).And.LessThan(1), "a part of a job is not none");
        var all = Ioe.Run(folder.Path, [.. question, "--country", "all"]).Output;
        var austria = Regex.Matches(all, @"(?m)^AUT Austria .*$").Select(m => Regex.Split(m.Value, "  +")[4]).ToArray();
        Assert.That(austria, Is.EqualTo(Regex.Matches(one, @"(?m)^(?:valueAdded|gdp|compensation|employment|fte)  .*$").Select(m => Regex.Split(m.Value, "  +")[4])));
        Assert.That(Regex.Count(all, @"(?m)^world "), Is.EqualTo(5));
    }

    [TestCase("--amount", "much", "EXPLAIN-AMOUNT")]
    [TestCase("--amount", "-5", "EXPLAIN-AMOUNT")]
    [TestCase("--country", "Atlantis", "EXPLAIN-COUNTRY")]
    [TestCase("--supplier", "Atlantis", "EXPLAIN-COUNTRY")]
    [TestCase("--sector", "Z99", "EXPLAIN-SECTOR")]
    [TestCase("--year", "1066", "EXPLAIN-YEAR")]
    public void A_contract_that_cannot_be_asked_for_is_refused_with_its_option(string option, string value, string code)
    {
        var options = new Dictionary<string, string> { ["--supplier"] = "DEU", ["--sector"] = "C26", ["--amount"] = "1", [option] = value };
        var (exit, _, error) = Ioe.Run(folder.Path, ["explain", "with", .. options.SelectMany(o => new[] { o.Key, o.Value })]);
        Assert.That(exit, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain(code).And.Contain(option));
    }

    [Test]
    public void Another_table_than_the_one_used_gives_no_paths()
    {
        using var world = new SmallWorld();
        Assert.That(world.Run("--out", "results", "--set", "output.formats=[\"csv\",\"html\"]").Code, Is.Zero);
        string[] question = ["explain", "results", "--year", "2001", "--supplier", "CHE", "--sector", "M"];
        var (code, output, error) = Ioe.Run(world.Folder.Path, question);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("Strongest supply paths").And.Contain("CHE.M ← "));
        Directory.Delete(world.Folder["tables", "2001"], recursive: true);
        Tables.Formats.Pymrio.PymrioWriter.Write(SmallWorld.Table(2001, ownUse: 1), world.Folder["tables", "2001"]);
        (code, output, _) = Ioe.Run(world.Folder.Path, question);
        Assert.That((code, output.Contains("SHA-256 is another", StringComparison.Ordinal), output.Contains("CHE.M ←", StringComparison.Ordinal)), Is.EqualTo((0, true, false)));
        Directory.Delete(world.Folder["tables", "2001"], recursive: true);
        (code, output, _) = Ioe.Run(world.Folder.Path, question);
        Assert.That((code, output.Contains("--config", StringComparison.Ordinal)), Is.EqualTo((0, true)), output);
    }

    [Test]
    public void Induced_paths_sum_with_their_remainder_to_all_channels()
    {
        string[] question = ["explain", "with", "--year", "2010", "--supplier", "CHE", "--sector", "C26", "--cutoff", "0.01"];
        var (code, output, error) = Ioe.Run(folder.Path, [.. question, "--induced"]);
        Assert.That(code, Is.Zero, error);
        var world = Amounts(output, @"^world +[\d ]+?  +[\d ]+?  +[\d ]+?  +([\d ]+?)  ").Single();
        var multiplier = Amounts(output, @"paths above the cut-off hold [\d.]+ % of ([\d.]+) per unit").Single();
        Assert.That(multiplier * 1e6, Is.EqualTo(world).Within(G), "Type II, as the stored multipliers have it, in millionths by country");
        Assert.That(output, Does.Contain("direct, indirect and induced").And.Contain("CHE.C26 ← CHE.(households) ← CHE."));
        var shares = Amounts(output, @"cut-off hold ([\d.]+) %").Single() + Amounts(output, @"all others together ([\d.]+) %").Single();
        Assert.That(shares, Is.EqualTo(100).Within(0.011), "two rounded shares");
        Assert.That(Amounts(Ioe.Run(folder.Path, question).Output, @"of ([\d.]+) per unit").Single(), Is.LessThan(1.0), "Type I without --induced");

        Assert.That(Ioe.Run(folder.Path, "run", Config, "--out", "open", "--years", "2010", "--quiet", "--set", "demo.orders=800", "--set", "closure.kind=none").Code, Is.Zero);
        (code, _, error) = Ioe.Run(folder.Path, "explain", "open", "--supplier", "CHE", "--sector", "C26", "--induced");
        Assert.That((code, error.Contains("EXPLAIN-INDUCED", StringComparison.Ordinal)), Is.EqualTo((2, true)), error);
    }

    [Test]
    public void A_rest_of_a_continent_keeps_its_code_and_is_no_country()
    {
        using var world = new SmallWorld();
        foreach (var file in Directory.GetFiles(world.Folder["tables"], "*.txt", SearchOption.AllDirectories))
            File.WriteAllText(file, CodesOfTables().Replace(File.ReadAllText(file), m => m.Value switch { "CHE" => "WA", "FRA" => "WF", _ => "WM" }));
        world.With("orders.csv", t => t.Replace("CHE", "CHN", StringComparison.Ordinal).Replace("Switzerland", "CHN", StringComparison.Ordinal)
            .Replace("FRA", "ZAF", StringComparison.Ordinal).Replace(",DE,", ",ZAF,", StringComparison.Ordinal));
        var (code, _, error) = world.Run("--set", "output.formats=[\"csv\",\"html\"]");
        Assert.That(code, Is.Zero, error);
        foreach (var file in new[] { "effects.csv", "attribution.csv" })
            Assert.That(Csv.Read(world.Folder["results", file]).Select(r => r["country"]).Distinct().Order(StringComparer.Ordinal), Is.EqualTo(new[] { "WA", "WF", "WM" }), file);
        Assert.That(File.ReadAllText(world.Folder["results", "report.html"]), Does.Contain("Rest of Africa").And.Not.Contain("Wallis"));
        using (var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(world.Folder["results", "manifest.json"])))
        {
            Assert.That(manifest.RootElement.GetProperty("regions").EnumerateObject().Select(r => $"{r.Name} {r.Value}"),
                Is.EqualTo(new[] { "WA Rest of Asia, Oceania", "WF Rest of Africa", "WM Rest of Middle East" }));
        }

        foreach (var question in new[] { new[] { "--supplier", "WF", "--sector", "M" }, ["--country", "WF"] })
        {
            (code, var output, error) = Ioe.Run(world.Folder.Path, ["explain", "results", .. question]);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("WF Rest of Africa").And.Not.Contain("WLF").And.Not.Contain("Wallis"));
        }
    }

    [GeneratedRegex(@"\b(CHE|FRA|ROW)\b")]
    private static partial Regex CodesOfTables();

    private const int G = 30; // regions: each rounds its millionths

    [TestCase("--year", "1850", "2009")]
    [TestCase("--country", "Atlantis", "AUT")]
    [TestCase("--supplier", "CHE", "--sector")]
    [TestCase("--sector", "C28", "--supplier")]
    public void A_question_without_answer_says_what_can_be_asked(string option, string value, string helps)
    {
        var (code, _, error) = Ioe.Run(folder.Path, "explain", "without", option, value);
        Assert.That((code, error.Contains(helps, StringComparison.Ordinal)), Is.EqualTo((2, true)), error);
        Assert.That(Ioe.Run(folder.Path, "explain", ".").Code, Is.EqualTo(2), "no results");
    }

    private void Run(string name, params string[] formats)
    {
        var (code, _, error) = Ioe.Run(folder.Path, "run", Config, "--out", name, "--years", "2009-2010", "--quiet", "--set", "demo.orders=800",
            "--set", $"output.formats=[{string.Join(',', formats.Select(f => $"\"{f}\""))}]");
        Assert.That(code, Is.Zero, error);
    }

    private static double[] Amounts(string output, string pattern) => Regex.Matches(output, pattern, RegexOptions.Multiline)
        .Select(m => double.Parse(m.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).ToArray();

    [GeneratedRegex(@"^([\d ]+) = ([\d ]+) value added \(([\d ]+) direct \+ ([\d ]+) indirect\) \+ ([\d ]+) product taxes ([+-] \d+) other items", RegexOptions.Multiline)]
    private static partial Regex Identity();
}
