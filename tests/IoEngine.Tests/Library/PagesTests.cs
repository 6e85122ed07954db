using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using IoEngine.Runs;

namespace IoEngine.Tests.Library;

/// <summary>The pages by hand: links lead somewhere, the first page is short, names of the code are those of the code.</summary>
public partial class PagesTests
{
    private static readonly string Root = SharedData.Repository();

    /// <summary>Every page of the repository, without what is built or brought.</summary>
    private static IEnumerable<string> Pages() => new[] { "*.md", "docs/*.md", "docs/reference/*.md", "data/*.md", "tests/goldens/*.md", "tests/IoEngine.Benchmarks/results/*.md" }
        .SelectMany(pattern => Directory.GetFiles(Path.Combine(Root, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));

    [Test]
    public void The_README_has_at_most_150_lines_and_leads_to_every_page()
    {
        Assert.That(File.ReadAllLines(Path.Combine(Root, "README.md")), Has.Length.LessThanOrEqualTo(150));
        var linked = LinksOf("README.md").Select(l => l.Target).ToHashSet(StringComparer.Ordinal);
        Assert.That(Pages().Where(p => p.StartsWith("docs/", StringComparison.Ordinal)).Where(p => !linked.Contains(p)), Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file_and_to_a_heading_that_it_has(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        Assert.That(LinksOf(page).Select(l => Fault(l.Target, l.Anchor)).Where(fault => fault is not null), Is.Empty);

        string? Fault(string target, string anchor)
        {
            var path = target.Length == 0 ? Path.Combine(Root, page) : Path.GetFullPath(Path.Combine(folder, target));
            if (!File.Exists(path) && !Directory.Exists(path)) return $"{target} is nowhere";
            return anchor.Length > 0 && !AnchorsOf(path).Contains(anchor) ? $"{target} has no #{anchor}" : null;
        }
    }

    [TestCase("see [a](docs/A.md) and [b\nc](B.md#one-two), [site](https://example.org/x), [here](#top)", "docs/A.md", "B.md#one-two", "#top")]
    [TestCase("`[no](link)` [![image](a.png)](b.md)", "a.png", "b.md")]
    [TestCase("```\n[no](link)\n```\n[yes](c.md)", "c.md")]
    public void Relative_links_are_found_and_no_others(string text, params string[] expected) =>
        Assert.That(Links(text).Select(l => l.Anchor.Length > 0 ? $"{l.Target}#{l.Anchor}" : l.Target), Is.EquivalentTo(expected));

    [Test]
    public void The_way_of_a_value_names_what_the_code_has()
    {
        var section = Way();
        var types = typeof(Run).Assembly.GetTypes().Select(t => t.Name.Split('`')[0]).Zip(typeof(Run).Assembly.GetTypes()).ToLookup(t => t.First, t => t.Second);
        var names = MemberName().Matches(section).Select(Named).Where(n => n.Type != "RunVerb").Distinct().ToArray();
        Assert.That(names, Has.Length.GreaterThan(40));
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Assert.That(names.Where(n => !types[n.Type].Any(t => t.GetMember(n.Member, all).Length > 0)), Is.Empty);
    }

    [Test]
    public void The_way_of_a_value_has_at_most_40_hops_of_at_most_40_lines()
    {
        var hops = Hop().Matches(Way()).Select(m => (Number: int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), Hop: Named(MemberName().Match(m.Groups[2].Value)))).ToArray();
        Assert.That(hops.Select(h => h.Number), Is.EqualTo(Enumerable.Range(1, 40)));
        var files = new[] { "IoEngine", "IoEngine.Cli" }.SelectMany(p => Directory.GetFiles(Path.Combine(Root, "src", p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllLines).ToArray();
        foreach (var (type, member) in hops.Select(h => h.Hop).NotEmpty())
        {
            var declaration = new Regex($@"^(public|internal) .*(class|record|struct) {type}\b");
            var lengths = files.Where(lines => lines.Any(declaration.IsMatch)).SelectMany(lines => LengthsOf(lines, member == ".ctor" ? type : member)).ToArray();
            Assert.That(lengths, Is.Not.Empty, $"{type}.{member}");
            Assert.That(lengths.Max(), Is.LessThanOrEqualTo(40), $"{type}.{member}");
        }
    }

    private static string Way() =>
        File.ReadAllText(Path.Combine(Root, "docs", "ARCHITECTURE.md")).Split("\n## One value's way\n")[1].Split("\n## ")[0];

    private static (string Type, string Member) Named(Match m) => (m.Groups[2].Value, m.Groups[1].Success ? ".ctor" : m.Groups[3].Value);

    // From the line that names a method to its closing brace, or to the semicolon where it has none.
    private static IEnumerable<int> LengthsOf(string[] lines, string method)
    {
        var signature = new Regex($@"^    (public|internal|private) [^=;]*\b{method}\(");
        for (var first = 0; first < lines.Length; first++)
        {
            if (!signature.IsMatch(lines[first])) continue;
            var last = first;
            while (lines[last] != "    }" && !(lines[last].EndsWith(';') && Array.IndexOf(lines, "    {", first, last - first + 1) < 0)) last++;
            yield return last - first + 1;
        }
    }

    private static (string Target, string Anchor)[] LinksOf(string page) => Links(File.ReadAllText(Path.Combine(Root, page))).ToArray();

    private static IEnumerable<(string Target, string Anchor)> Links(string text) => Target().Matches(Verbatim().Replace(text, "")).Select(m => m.Groups[1].Value)
        .Where(t => !t.Contains("://", StringComparison.Ordinal)).Select(t => t.Split('#')).Select(t => (t[0], t.Length > 1 ? t[1] : ""));

    // As GitHub makes them: small letters, no punctuation, hyphens for blanks.
    private static IEnumerable<string> AnchorsOf(string path) => Heading().Matches(File.ReadAllText(path))
        .Select(m => NoAnchor().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"```.*?```|`[^`]*`", RegexOptions.Singleline)]
    private static partial Regex Verbatim();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^\| (\d+) \| (`[^`]+`) \|", RegexOptions.Multiline)]
    private static partial Regex Hop();

    [GeneratedRegex(@"`(?:(new) )?([A-Z]\w+)(?(1)|\.(\w+))`")]
    private static partial Regex MemberName();
}
