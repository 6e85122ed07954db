using System.Text.RegularExpressions;
using IoEngine.Files.Lines;

namespace IoEngine.Tests.Library;

/// <summary>Every figure that is shipped has its source: data/README.md, the files under data and models, and the constants of the library.</summary>
public partial class ShippedDataTests
{
    private static readonly string Root = SharedData.Repository();
    private static readonly string ReadMe = File.ReadAllText(Path.Combine(Root, "data", "README.md"));

    [Test]
    public void Every_shipped_file_is_described()
    {
        var files = Files("data", "models").Select(f => Path.GetFileName(f)!).ToArray();
        Assert.That(files, Has.Length.GreaterThan(20));
        Assert.That(Undescribed(ReadMe, files), Is.Empty);
    }

    [TestCase("wages_new.csv")]
    [TestCase("cpv_nace2.csv")]
    public void A_new_file_is_not_described_by_itself(string file) => Assert.That(Undescribed(ReadMe, [file]), Is.EqualTo(new[] { file }));

    [Test]
    public void Every_reference_figure_names_its_source()
    {
        foreach (var name in Directory.GetFiles(Path.Combine(Root, "data", "reference")).Select(f => Path.GetFileName(f)!).NotEmpty())
        {
            var csv = ShippedCsv.Read(name, ["source"]);
            Assert.That(csv.Rows, Is.Not.Empty, name);
            Assert.That(csv.Rows.Where(r => csv.Text(r, "source").Length == 0).Select(r => csv.Place(r)), Is.Empty);
            if (csv.Has("kind")) Assert.That(csv.Rows.Select(r => csv.Text(r, "kind")).Distinct(), Is.EquivalentTo(new[] { "published", "assumption" }), name);
        }
    }

    [TestCase("membership.csv")]
    [TestCase("contributions.csv")]
    [TestCase("deflator.csv")]
    public void Every_row_of_the_demonstration_with_a_figure_of_the_real_world_names_its_source(string name)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(Path.Combine(Root, "models", "demo", name), ["source"], findings);
        Assert.That(findings, Is.Empty);
        Assert.That(csv.Rows, Has.Count.GreaterThan(20));
        Assert.That(csv.Rows.Where(r => csv.Text(r, "source").Length < 10).Select(r => csv.Place(r)), Is.Empty);
    }

    [Test]
    public void Nothing_shipped_was_written_down_without_the_publication_at_hand()
    {
        var lines = Files("data", "models").Concat(Sources()).SelectMany(f => File.ReadLines(f).Select((text, i) => (File: Path.GetRelativePath(Root, f), Line: i + 1, Text: text))).ToArray();
        Assert.That(lines, Has.Length.GreaterThan(20_000));
        Assert.That(lines.Where(l => Recalled().IsMatch(l.Text)).Select(l => $"{l.File}, line {l.Line}: {l.Text}"), Is.Empty);
    }

    [TestCase("date from memory; check before publication")]
    [TestCase("OECD Taxing Wages 2024, recalled, rounded")]
    [TestCase("written by heart")]
    public void Such_words_are_found(string text) => Assert.That(Recalled().IsMatch(text), Is.True);

    [Test]
    public void Files_with_assumptions_are_those_of_the_list_of_assumptions()
    {
        var assumptions = ReadMe[ReadMe.IndexOf("## Assumptions", StringComparison.Ordinal)..];
        var listed = FileName().Matches(assumptions[..assumptions.IndexOf("\n## ", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value).ToArray();
        var assuming = Files("data/reference", "models").Where(f => f.EndsWith(".csv", StringComparison.Ordinal) && File.ReadLines(f).Any(l => Assumed().IsMatch(l)))
            .Select(f => Path.GetFileName(f)!).ToArray();
        Assert.That(assuming, Is.Not.Empty);
        Assert.That(listed.Where(f => f.EndsWith(".csv", StringComparison.Ordinal)).Distinct(), Is.EquivalentTo(assuming));
        Assert.That(listed.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !Sources().Any(s => Path.GetFileName(s) == f)), Is.Empty, "constants that are there");
    }

    private static string[] Undescribed(string readMe, string[] files)
    {
        var named = FileName().Matches(readMe).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(f => !named.Contains(f))];
    }

    private static IEnumerable<string> Files(params string[] folders) => folders
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*", SearchOption.AllDirectories))
        .Where(f => Path.GetFileName(f) != "README.md" && !Ignored().IsMatch(Path.GetRelativePath(Root, f).Replace('\\', '/')));

    // Kernels and readers of files hold no figure of the economy; they speak of the machine's memory.
    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root, "src", "IoEngine"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !Mechanical().IsMatch(f.Replace('\\', '/')) && !Ignored().IsMatch(f.Replace('\\', '/')));

    [GeneratedRegex(@"\b(recalled|from memory|by heart|remembered)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Recalled();

    [GeneratedRegex(@"\b(assum\w+|synthetic|invented)\b|beginning not found", RegexOptions.IgnoreCase)]
    private static partial Regex Assumed();

    [GeneratedRegex(@"`(?:[\w./-]*/)?([\w-]+\.(?:csv|cs|json))`")]
    private static partial Regex FileName();

    [GeneratedRegex("/src/IoEngine/(Numerics|Files|Texts|Tables)/")]
    private static partial Regex Mechanical();

    // What runs and builds leave behind.
    [GeneratedRegex("/(results|bin|obj|cache)[^/]*/")]
    private static partial Regex Ignored();
}
