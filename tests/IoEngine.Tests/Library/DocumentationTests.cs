using System.Reflection;
using System.Text.RegularExpressions;
using IoEngine.Reporting;
using IoEngine.Tables;

namespace IoEngine.Tests.Library;

/// <summary>The tables of the documentation name what the engine has, all of it and nothing else.</summary>
public partial class DocumentationTests
{
    private static string Text(params string[] parts) => File.ReadAllText(Path.Combine([SharedData.Repository(), .. parts])).ReplaceLineEndings("\n");

    [Test]
    public void Readme_NamesEveryTableFormat()
    {
        var section = Text("README.md").Split("### Tables that are read\n")[1].Split("A **descriptor**")[0];
        var named = Row().Matches(section).SelectMany(r => Code().Matches(r.Groups[1].Value)).Select(c => c.Groups[1].Value);
        Assert.That(named, Is.EquivalentTo(TableReader.Formats));
    }

    [Test]
    public void ResultsPage_DescribesEveryFileAndColumnInOrder()
    {
        // Every layout there is: a new one is missed here until the page has it.
        var layouts = typeof(ResultLayouts).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.ReturnType == typeof(ResultTable) && m.GetParameters().Length == 0).Select(m => (ResultTable)m.Invoke(null, null)!)
            .Append(ResultLayouts.Multipliers([]));
        var inCode = layouts.Select(l => $"{l.Name}: {string.Join(", ", l.Columns.Select(c => c.Name))}");

        var sections = Text("data", "RESULTS.md").Split("\n## ").Skip(1).Select(s => (Name: s[..s.IndexOf('\n')].Split(' ')[0], Text: s)).ToArray();
        var described = sections.Select(s => $"{s.Name}: {string.Join(", ", FilledRow().Matches(s.Text).Select(r => r.Groups[1].Value))}");
        Assert.That(described, Is.EquivalentTo(inCode));
        var written = Code().Matches(Text("data", "RESULTS.md").Split("\n## ")[0].Split("| file |")[1]).Select(c => c.Groups[1].Value).ToHashSet();
        Assert.That(sections.Select(s => s.Name).Where(n => !written.Contains(n)), Is.Empty, "the table of files says when each is written");
    }

    [Test]
    public void ResultsPage_SaysWhichFilesHaveNoScenarioAndWhereAllIs()
    {
        var page = Text("data", "RESULTS.md").ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal);
        foreach (var layout in new[] { ResultLayouts.Mapping(), ResultLayouts.Findings(), ResultLayouts.RejectedOrders(), ResultLayouts.Multipliers([]) })
            Assert.That(layout.Columns.Select(c => c.Name), Does.Not.Contain("scenario"), layout.Name);
        Assert.That(page, Does.Contain("`mapping`, `findings`, `rejected_orders` and `multipliers` have no such column"));
        foreach (var layout in new[] { ResultLayouts.Summary(), ResultLayouts.Countries(), ResultLayouts.Groups(), ResultLayouts.Comparison() })
            Assert.That(layout["year"].Kind, Is.EqualTo(ColumnKind.Text), layout.Name);
        Assert.That(page, Does.Contain("`summary`, `countries`, `groups` and `comparison` hold a row for every year and one more with `all`"));
    }

    [GeneratedRegex(@"^\| `([a-z_]+)` \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex FilledRow();

    [GeneratedRegex(@"^\| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
