using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using IoEngine.Households;
using IoEngine.Numerics;
using IoEngine.Reporting;
using IoEngine.Reporting.Layouts;
using IoEngine.Scenarios;
using IoEngine.Tables;

namespace IoEngine.Tests.Library;

/// <summary>The tables of the documentation name what the engine has, all of it and nothing else.</summary>
public partial class DocumentationTests
{
    private static string Text(params string[] parts) => File.ReadAllText(Path.Combine([SharedData.Repository(), .. parts])).ReplaceLineEndings("\n");

    /// <summary>A table of a page by hand: page, its heading, and what its first column names.</summary>
    private static IEnumerable<TestCaseData> Lists()
    {
        yield return Named("TABLES", "## Formats", TableReader.Formats);
        yield return Named("SCENARIOS", "## Kinds of change", typeof(Change).GetCustomAttribute<KindsAttribute>()!.Types
            .Select(t => ((Change)RuntimeHelpers.GetUninitializedObject(t)).Kind));
        yield return Named("CONCEPTS", "## What \"induced\" means", Enum.GetValues<ClosureKind>().Select(Closure.NameOf));
        yield return Named("SOLVER", "## Methods", SolveOptions.Methods);
        static TestCaseData Named(string page, string heading, IEnumerable<string> names) => new TestCaseData(page, heading, names.ToArray()).SetArgDisplayNames(page);
    }

    [TestCaseSource(nameof(Lists))]
    public void A_table_of_a_page_has_a_row_for_each_and_no_other(string page, string heading, string[] names)
    {
        var section = Section(page, heading);
        var named = Row().Matches(section).SelectMany(r => Code().Matches(r.Groups[1].Value)).Select(c => c.Groups[1].Value)
            .Where(n => n != "kind" && n != "solve.method");
        Assert.That(named, Is.EquivalentTo(names));
    }

    [Test]
    public void The_page_of_results_has_a_place_for_every_file()
    {
        var named = Row().Matches(Section("RESULTS", "## Where to look").Replace(".csv`", "`", StringComparison.Ordinal)).Select(r => r.Value).ToArray();
        Assert.That(ResultFiles.All.Select(f => f.Name).Where(n => n != "multipliers" && !named.Any(row => row.Contains($"`{n}`", StringComparison.Ordinal))), Is.Empty);
    }

    private static string Section(string page, string heading) => Text("docs", page + ".md").Split($"\n{heading}\n")[1].Split("\n## ")[0];

    [Test]
    public void The_page_of_results_is_made_from_the_declared_files()
    {
        var text = new StringBuilder("| file | written |\n|---|---|\n");
        foreach (var written in ResultFiles.All.GroupBy(f => f.Written))
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", written.Select(f => $"`{f.Name}`"))} | {written.Key} |\n");
        text.Append("| `manifest.json`, `report.html` | always; where `html` is among the formats |\n");
        foreach (var file in ResultFiles.All.Append(MultiplierFiles.Long).Append(AggregationFile.Bias))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {file.Title}\n\n{file.About}\n\n| column | meaning | unit |\n|---|---|---|\n");
            foreach (var column in file.Columns) text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {column.Meaning} | {column.Unit} |\n");
            if (file.Notes.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\n{file.Notes}\n");
        }

        new ReferencePage("results").Holds(text.ToString());
    }

    [Test]
    public void The_page_of_options_is_made_from_the_schema() => new ReferencePage("options").Holds(OptionsPage.Text());

    [Test]
    public void The_page_of_findings_is_made_from_the_catalogue()
    {
        var text = new StringBuilder("| code | severity | what it stands for | what helps |\n|---|---|---|---|\n");
        foreach (FindingKind kind in FindingCatalogue.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{kind.Code}` | {kind.Severity} | {Cell(kind.Meaning)} | {Cell(kind.Cure)} |\n");
        new ReferencePage("findings").Holds(text.ToString());

        static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
    }

    [Test]
    public void The_catalogue_holds_exactly_the_codes_that_the_sources_use()
    {
        var source = Path.Combine(SharedData.Repository(), "src");
        var used = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(s => s is "bin" or "obj") && Path.GetFileName(f) != "FindingCatalogue.cs")
            .SelectMany(f => FindingCode().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Except(["SHA-256", "UTF-8"]).ToHashSet(StringComparer.Ordinal);
        Assert.That(FindingCatalogue.All.Select(k => k.Code), Is.EquivalentTo(used).And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(FindingCatalogue.All.Where(k => !k.Meaning.EndsWith('.') || (k.Cure.Length > 0 && !k.Cure.EndsWith('.'))), Is.Empty, "sentences");
        Assert.That(FindingCatalogue.Find("ORDERS-UNMAPPED")!.Severity, Is.EqualTo("error or warning"));
        Assert.That(FindingCatalogue.Find("NO-SUCH-CODE"), Is.Null);
    }

    [Test]
    public void Every_declared_file_is_listed_and_no_column_twice()
    {
        // Every layout there is, wherever it is declared: a new one that the list lacks is missed here.
        var declared = typeof(ResultFiles).Assembly.GetTypes().Where(t => t.Namespace == typeof(ResultFiles).Namespace)
            .SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(p => typeof(ResultLayout).IsAssignableFrom(p.PropertyType)).Select(p => (ResultLayout)p.GetValue(null)!).ToArray();
        Assert.That(declared, Has.Length.GreaterThan(10));
        Assert.That(ResultFiles.All.Append(MultiplierFiles.Long).Append(AggregationFile.Bias).Select(f => f.Title), Is.EquivalentTo(declared.Select(f => f.Title).Append(MultiplierFiles.Name).Append(OrderEffectFiles.Layout([]).Name)));
        foreach (var file in ResultFiles.All.NotEmpty()) Assert.That(file.Columns.Select(c => c.Name), Is.Unique.And.Not.Empty, file.Name);
    }

    [Test]
    public void The_page_of_results_says_which_files_have_no_scenario_and_which_hold_sums_over_years()
    {
        var page = new ReferencePage("results").Introduction.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal);
        var without = ResultFiles.All.Where(f => f.Columns.All(c => c.Name != "scenario")).Select(f => f.Name);
        Assert.That(without, Is.EquivalentTo(new[] { "mapping", "findings", "rejected_orders", "multipliers" }));
        Assert.That(page, Does.Contain("`mapping`, `findings`, `rejected_orders` and `multipliers` have no such column"));
        var years = ResultFiles.All.SelectMany(f => f.Columns.Where(c => c.Name is "year" or "from_year" or "table_year")).ToArray();
        Assert.That(years, Has.Length.GreaterThan(10));
        Assert.That(years.Select(c => c.Kind), Is.All.EqualTo(ColumnKind.Integer), "a year is a number everywhere");
        var sums = ResultFiles.All.Where(f => f.Name.EndsWith("_all", StringComparison.Ordinal)).ToArray();
        Assert.That(sums.Select(f => f.Name), Is.EquivalentTo(new[] { "summary_all", "countries_all", "groups_all", "comparison_all" }));
        Assert.That(sums.SelectMany(f => f.Columns).Select(c => c.Name), Has.None.EqualTo("year"));
        Assert.That(page, Does.Contain("`summary_all`, `countries_all`, `groups_all` and `comparison_all` hold the sums over years"));
    }

    [GeneratedRegex("\"([A-Z][A-Z0-9]+(?:-[A-Z0-9]+)+)\"")]
    private static partial Regex FindingCode();

    [GeneratedRegex(@"^\| ([^|]*) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
