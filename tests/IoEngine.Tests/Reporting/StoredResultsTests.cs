using System.Text;
using System.Text.Json.Nodes;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Runs.Explanations;
using IoEngine.Tests.Files.Staging;

namespace IoEngine.Tests.Reporting;

/// <summary>
/// Results that were changed, cut or damaged since they were written: noticed by their hashes, and never taken for a fault of the
/// engine.
/// </summary>
public class StoredResultsTests
{
    private ScratchFolder scratch = null!;

    private static readonly (string Name, Func<byte[], byte[]> Change)[] Damages =
    [
        ("a flipped bit", b => [.. b[..(b.Length / 2)], (byte)(b[b.Length / 2] ^ 1), .. b[((b.Length / 2) + 1)..]]),
        ("cut in the middle", b => b[..(b.Length / 2)]),
        ("emptied", _ => []),
        ("a line cut off", b => Text(b, t => string.Join('\n', t.TrimEnd('\n').Split('\n')[..^1]) + "\n")),
        ("a line twice", b => Text(b, t => t + t.TrimEnd('\n').Split('\n')[^1] + "\n")),
        ("only the header", b => Text(b, t => t.Split('\n')[0] + "\n")),
        ("a column less", b => Text(b, t => string.Join('\n', t.Split('\n').Select(l => string.Join(',', l.Split(',').Skip(1)))))),
        ("words for numbers", b => Text(b, t => t.Replace('1', 'x').Replace('0', 'y'))),
        ("invalid UTF-8", b => [.. b[..20], 0xFF, .. b[20..]]),
    ];

    // Who reads which file.
    private static readonly (string File, string[] Questions)[] Readers =
    [
        ("manifest.json", ["report", "compare", "describe", "identity", "country", "contract"]), ("summary.csv", ["report", "identity"]),
        ("effects.csv", ["report", "compare", "country"]), ("attribution.csv", ["report", "country"]), ("multipliers.csv", ["report", "contract"]), ("countries.csv", ["report"]),
    ];

    private static readonly (string Name, Action<string, bool> Ask)[] Questions =
    [
        ("report", (folder, verify) => ReportFile.Write(folder, Path.Combine(folder, "page.html"), replace: true, verify)),
        ("compare", (folder, verify) => ResultComparison.Of(folder, folder, verify)),
        ("describe", (folder, verify) => ResultExplanation.Describe(folder, verify)),
        ("identity", (folder, verify) => ResultExplanation.Identity(folder, "2009", verify)),
        ("country", (folder, verify) => ResultExplanation.Country(folder, "CHE", "2009", verify: verify)),
        ("contract", (folder, verify) => ContractExplanation.Of(folder, new ContractQuestion("2009", "CHE", "C26", 1000), verify: verify)),
    ];

    private static IEnumerable<TestCaseData> Cases() => Readers.SelectMany(f => Damages.Select(d => new TestCaseData(f.File, d.Name).SetArgDisplayNames(f.File, d.Name)));

    [SetUp]
    public void Make() => EveryOutput.Copy("run", (scratch = new ScratchFolder())["r"]);

    [TearDown]
    public void Remove() => scratch.Dispose();

    [OneTimeTearDown]
    public void Forget() => EveryOutput.Forget();

    [TestCaseSource(nameof(Cases))]
    public void Damage_is_noticed_and_never_a_fault_of_the_engine(string file, string damage)
    {
        var bytes = File.ReadAllBytes(scratch["r/" + file]);
        var changed = Damages.Single(d => d.Name == damage).Change(bytes);
        Assert.That(changed, Is.Not.EqualTo(bytes));
        File.WriteAllBytes(scratch["r/" + file], changed);
        var readers = Readers.Single(r => r.File == file).Questions;
        foreach (var (name, ask) in Questions.Where(q => readers.Contains(q.Name)).NotEmpty())
        {
            Assert.That(Asked(() => ask(scratch["r"], true)), Does.Contain("RESULTS-").And.Contain(file).And.Contain("Cure: "), name);
            Asked(() => ask(scratch["r"], false));
        }
    }

    [Test]
    public void Members_of_the_manifest_of_any_other_kind_are_no_fault_of_the_engine()
    {
        var manifest = (JsonObject)JsonNode.Parse(File.ReadAllText(scratch["r/manifest.json"]))!;
        JsonNode?[] others = [null, JsonValue.Create(5), JsonValue.Create("x"), new JsonObject(), new JsonArray(new JsonObject())];
        string[] deep = ["config", "years", "closure", "inputs"];
        var tried = 0;
        foreach (var member in manifest.Select(m => m.Key).ToArray())
        {
            foreach (var other in others)
            {
                var copy = (JsonObject)manifest.DeepClone();
                copy[member] = other?.DeepClone();
                File.WriteAllText(scratch["r/manifest.json"], copy.ToJsonString());
                foreach (var (name, ask) in Questions.Where(q => q.Name != "contract" || deep.Contains(member))) Asked(() => ask(scratch["r"], false));
                tried++;
            }
        }

        Assert.That(tried, Is.AtLeast(50));
    }

    [Test]
    public void Results_as_they_were_written_are_read_either_way()
    {
        foreach (var (name, ask) in Questions)
        {
            Assert.DoesNotThrow(() => ask(scratch["r"], true), name);
            Assert.DoesNotThrow(() => ask(scratch["r"], false), name);
        }
    }

    [Test]
    public void Without_the_comparison_the_findings_say_so()
    {
        var comparison = ResultComparison.Of(scratch["r"], scratch["r"], verify: false);
        Assert.That(comparison.Notes.Select(f => f.Code), Is.EqualTo(new[] { "VERIFY-OFF", "VERIFY-OFF" }));
        Assert.That(comparison.FindingsTable()["code"].Texts, Does.Contain("VERIFY-OFF"));
        Assert.That(comparison.Findings, Is.Empty, "nothing is in one of the two only");
        Assert.That(ResultComparison.Of(scratch["r"], scratch["r"]).Notes, Is.Empty);
    }

    [Test]
    public void A_file_that_is_missing_or_not_listed_is_named()
    {
        File.Delete(scratch["r/effects.csv"]);
        Assert.That(Asked(() => ResultComparison.Of(scratch["r"], scratch["r"])), Does.Contain("RESULTS-CHANGED").And.Contain("effects.csv"));
        scratch.Write("r/net.csv", "scenario,year\n");
        Assert.That(Asked(() => ReportFile.Write(scratch["r"])), Does.Contain("RESULTS-CHANGED"));
    }

    [Test]
    public void Folders_of_other_kinds_are_no_results()
    {
        foreach (var verb in new[] { "compare", "demo", "pymrio" })
        {
            EveryOutput.Copy(verb, scratch[verb]);
            Assert.That(Assert.Throws<ConfigException>(() => StoredResults.Open(scratch[verb]))!.Findings.Single().Code, Is.EqualTo("RESULTS-MISSING"), verb);
        }
    }

    /// <summary>
    /// The message of a fault that the engine reports on purpose; null where there is none. Anything else fails the test.
    /// </summary>
    private static string? Asked(Action ask)
    {
        try
        {
            ask();
            return null;
        }
        catch (IoEngineException fault)
        {
            return fault.Message;
        }
    }

    private static byte[] Text(byte[] bytes, Func<string, string> change) => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes)));
}
