using System.Text.RegularExpressions;

namespace IoEngine.Tests.Goldens;

/// <summary>
/// Every worked example in the folder is either read by a test beside this one, or on the list of those that wait: none is both,
/// none neither.
/// </summary>
public partial class EveryGoldenTests
{
    private const int Examples = 26;

    private static readonly string[] Ids = [.. Directory.GetFiles(Golden.Folder, "*.json").Select(f => Path.GetFileName(f).Split('_')[0]).Order()];

    private static readonly string[] Waiting = [.. File.ReadLines(Path.Combine(Golden.Folder, "not-yet-met.txt")).Where(l => l.Length > 0)];

    private static readonly string[] Tested = [.. Directory.GetFiles(Path.Combine(SharedData.Repository(), "tests", "IoEngine.Tests", "Goldens"), "*.cs")
        .SelectMany(f => ReadPattern().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().Order()];

    [Test]
    public void All_are_there() => Assert.That(Ids, Is.EqualTo(Enumerable.Range(1, Examples).Select(i => $"E{i:00}")));

    [Test]
    public void Each_is_tested_or_waits_and_none_does_both() => Assert.That(Tested.Concat(Waiting).Order(), Is.EqualTo(Ids));

    [Test]
    public void The_page_about_them_names_each()
    {
        var page = File.ReadAllText(Path.Combine(Golden.Folder, "README.md"));
        Assert.That(Ids.Where(id => !Regex.IsMatch(page, $@"(?m)^\|[^|]*\b{id}\b[^|]*\|")), Is.Empty);
    }

    [Test]
    public void Each_states_its_name_and_numbers_to_expect()
    {
        foreach (var id in Ids)
        {
            var example = Golden.Read(id);
            Assert.That(example["id"].GetString(), Is.EqualTo(id));
            Assert.That(example["expected"].EnumerateObject().Count(), Is.Positive, id);
        }
    }

    [GeneratedRegex("""\bRead\("(E\d\d)"\)""")]
    private static partial Regex ReadPattern();
}
