using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Tests.Architecture;

/// <summary>Sources keep within the length of lines that .editorconfig states.</summary>
public partial class LineLengthTests
{
    /// <summary>Files that hold a table in text: a line of it is a row, and can't be broken.</summary>
    private static readonly string[] Data = ["ThriftCheck.cs"];

    [Test]
    public void No_line_of_a_source_is_longer_than_the_editor_is_told()
    {
        var root = SharedData.Repository();
        var limit = int.Parse(Limit().Match(File.ReadAllText(Path.Combine(root, ".editorconfig"))).Groups[1].Value,
            CultureInfo.InvariantCulture);
        var longer = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal)).NotEmpty()
            .SelectMany(
                path => File.ReadLines(path).Select((line, i) => (File: Path.GetFileName(path), Line: i + 1, line.Length)))
            .Where(l => l.Length > limit).ToArray();
        Assert.That(longer.Where(l => !Data.Contains(l.File)).Select(l => $"{l.File}, line {l.Line}: {l.Length}"), Is.Empty);
        Assert.That(Data.Except(longer.Select(l => l.File)), Is.Empty, "no longer needs to be excepted");
    }

    [GeneratedRegex(@"^max_line_length = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Limit();
}
