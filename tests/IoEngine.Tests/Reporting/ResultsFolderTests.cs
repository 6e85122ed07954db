using System.Text.Json.Nodes;
using IoEngine.Files.Staging;
using IoEngine.Reporting;

namespace IoEngine.Tests.Reporting;

public class ResultsFolderTests
{
    private ScratchFolder scratch = null!;
    private string root = "";

    [SetUp]
    public void MakeFolder() => root = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void RemoveFolder() => scratch.Dispose();

    [Test]
    public void A_results_folder_appears_whole()
    {
        var path = Path.Combine(root, "deep", "results");
        using (var folder = ResultsFolder.Create(path))
        {
            folder.Write("a.csv", s => s.Write("{}"u8));
            Assert.That(Directory.Exists(path), Is.False);
            Assert.That(folder.Commit(new JsonObject { ["name"] = "x" }), Is.Empty);
            Assert.That(folder.Files[0], Is.EqualTo(new WrittenFile("a.csv", 2, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")));
        }

        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(root, "deep")).Select(Path.GetFileName), Is.EqualTo(new[] { "results" }));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(path, "manifest.json")))!;
        Assert.That((string?)manifest["kind"], Is.EqualTo("results"));
        Assert.That((string?)manifest["outputs"]![0]!["sha256"], Does.StartWith("44136fa3"));
    }

    [Test]
    public void Leaves_nothing_when_not_committed()
    {
        using (var folder = ResultsFolder.Create(Path.Combine(root, "results"))) folder.Write("a", s => s.WriteByte(1));
        Assert.That(Directory.EnumerateFileSystemEntries(root), Is.Empty);
    }

    [Test]
    public void A_place_taken_meanwhile_is_not_overwritten()
    {
        var path = Path.Combine(root, "results");
        using var folder = ResultsFolder.Create(path);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "manifest.json"), "somebody else's");
        Assert.That(Code(() => folder.Commit([])), Is.EqualTo("OUTPUT-EXISTS"));
        Assert.That(File.ReadAllText(Path.Combine(path, "manifest.json")), Is.EqualTo("somebody else's"));
    }

    [Test]
    public void What_is_put_into_earlier_results_during_the_work_is_not_lost()
    {
        var path = Path.Combine(root, "results");
        using (var first = ResultsFolder.Create(path)) first.Commit([]);
        using var second = ResultsFolder.Create(path, force: true);
        scratch.Write("results/notes.txt", "while you computed");
        Assert.That(Code(() => second.Commit([])), Is.EqualTo("OUTPUT-FOREIGN"));
        Assert.That(File.ReadAllText(scratch["results/notes.txt"]), Is.EqualTo("while you computed"));
    }

    [Test]
    public void An_unwritable_place_is_named()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "");
        Assert.That(Code(() => ResultsFolder.Create(Path.Combine(file, "results"))), Is.EqualTo("OUTPUT-UNWRITABLE"));
        Assert.That(Code(() => ResultsFolder.Create(file)), Is.EqualTo("OUTPUT-EXISTS"));
    }

    private static string Code(Action act) => Assert.Throws<ConfigException>(act)!.Findings.Single().Code;
}
