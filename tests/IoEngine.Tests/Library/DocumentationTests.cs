using System.Text.RegularExpressions;
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

    [GeneratedRegex(@"^\| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
