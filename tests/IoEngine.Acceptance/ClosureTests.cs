using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Acceptance;

/// <summary>The table of closures of docs/CONCEPTS.md and nested boundaries, and what the files say of them.</summary>
public partial class ClosureTests
{
    private static readonly string Config = Path.Combine(SharedData.Repository(), "models", "demo", "run.json");

    private static IEnumerable<TestCaseData> Rows() =>
        File.ReadLines(Path.Combine(SharedData.Repository(), "docs", "CONCEPTS.md"))
            .SkipWhile(line => !line.StartsWith("| closure | 1 direct |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new TestCaseData(cells[1].Trim('`'), cells[2..8]).SetArgDisplayNames(cells[1].Trim('`')));

    [TestCaseSource(nameof(Rows))]
    public void The_page_of_concepts_says_what_the_run_prints(string closure, string[] cells)
    {
        using var folder = new TempFolder();
        var levels = closure == "none" ? "false" : "true";
        var (code, output, error) = Ioe.Run(folder.Path, "run", Config, "--out", "results", "--years", "2018", "--quiet",
            "--set", $"closure.kind={closure}", "--set", $"closure.levels={levels}");
        Assert.That(code, Is.Zero, error);
        var total = Total().Match(output).Groups[1].Value;
        var nested = Levels().Matches(output).Select(m => m.Groups[1].Value).ToArray();
        if (closure == "none")
        {
            Assert.That(cells, Is.EqualTo(new[] { "0.45", total, total, "", "", "" }));
            return;
        }

        Assert.That(nested, Has.Length.EqualTo(5), output);
        Assert.That(cells, Is.EqualTo(new[] { nested[0], nested[1], total, nested[2], nested[3], nested[4] }));
        Check(folder, closure == "sam");
    }

    private static void Check(TempFolder folder, bool sam)
    {
        var summary = Csv.Read(folder["results", "summary.csv"])[0];
        var levels = Csv.Read(folder["results", "levels.csv"]).Where(r => r["indicator"] == "valueAdded").ToList();
        double World(string column, int level) => levels.Where(r => r["level"] == level.ToString(CultureInfo.InvariantCulture)).Sum(r => r.Number(column));
        Assert.That(World("value", 1), Is.EqualTo(summary.Number("direct")).Within(1e-9).Percent);
        Assert.That(World("value", 2), Is.EqualTo(summary.Number("direct") + summary.Number("indirect")).Within(1e-9).Percent);
        if (sam) Assert.That(World("value", 5), Is.EqualTo(summary.Number("total")).Within(1e-9).Percent);
        Assert.That(Enumerable.Range(1, 5).Sum(l => World("increment", l)), Is.EqualTo(World("value", 5)).Within(1e-9).Percent);
        Assert.That(Enumerable.Range(3, 3).Sum(l => World("shapley", l)), Is.EqualTo(World("value", 5) - World("value", 2)).Within(1e-7).Percent);
        var atBasicPrices = summary.Number("mapped") - summary.Number("leak_order_taxes");
        foreach (var level in Csv.Read(folder["results", "leakages.csv"]).GroupBy(r => r["level"]).NotEmpty())
            Assert.That(level.Sum(r => r.Number("value")), Is.EqualTo(atBasicPrices).Within(1e-8).Percent, $"leakages of level {level.Key}");
    }

    [Test]
    public void Capital_goods_from_a_file_change_level_three_and_no_sum()
    {
        using var folder = new TempFolder();
        string[] run = ["run", Config, "--years", "2018", "--quiet", "--set", "closure.levels=true", "--set", "output.formats=csv"];
        File.WriteAllText(folder["capital.csv"], "region,sector,using_region,using_sector,value,unit\n"
            + "CHN,C28,DEU,C28,0.02,1\nDEU,C28,CHE,F,0.01,1\nFRA,F,FRA,C28,0.02,1\n");
        var capital = $"closure.capital=\"{folder["capital.csv"].Replace('\\', '/')}\"";
        var (code, _, error) = Ioe.Run(folder.Path, [.. run, "--out", "results", "--set", capital]);
        Assert.That(code, Is.Zero, error);
        Check(folder, sam: false);
        var (refused, _, message) = Ioe.Run(folder.Path, ["run", Config, "--out", "r", "--set", "closure.levels=false", "--set", capital]);
        Assert.That(refused, Is.EqualTo(2));
        Assert.That(message, Does.Contain("CONFIG-CAPITAL"));
        File.WriteAllText(folder["capital.csv"], "region,sector,using_region,using_sector,value,unit\nCHN,C28,DEU,C28,0.9,1\nXXX,C28,DEU,C28,0.01,1\n");
        Assert.That(Ioe.Run(folder.Path, [.. run, "--out", "r", "--set", capital]).Error, Does.Contain("INDUSTRY-UNKNOWN").And.Contain("line 3"));
        File.WriteAllText(folder["capital.csv"], "region,sector,using_region,using_sector,value,unit\nCHN,C28,DEU,C28,0.9,1\n");
        Assert.That(Ioe.Run(folder.Path, [.. run, "--out", "r", "--set", capital]).Error, Does.Contain("CAPITAL-EXCEEDS-CFC").And.Contain("DEU.C28"));
    }

    [Test]
    public void Levels_need_a_closure()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.Run(folder.Path, "run", Config, "--out", "r", "--set", "closure.kind=none", "--set", "closure.levels=true");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("CONFIG-LEVELS").And.Contain("$.closure.levels").And.Contain("net-labour"));
        Assert.That(Directory.Exists(folder["r"]), Is.False);
    }

    [GeneratedRegex(@"Of each CHF ordered, ([\d.]+) CHF")]
    private static partial Regex Total();

    [GeneratedRegex(@"[1-5] (?:direct|indirect|capital|households|government) ([\d.]+\d)")]
    private static partial Regex Levels();
}
