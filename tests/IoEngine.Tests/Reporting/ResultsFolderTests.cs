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
            folder.Write("manifest.json", s => s.Write("{}"u8));
            Assert.That(Directory.Exists(path), Is.False);
            folder.Commit();
            Assert.That(folder.Files.Single(), Is.EqualTo(new WrittenFile("manifest.json", 2,
                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")));
        }

        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(root, "deep")).Select(Path.GetFileName), Is.EqualTo(new[] { "results" }));
        Assert.That(File.ReadAllText(Path.Combine(path, "manifest.json")), Is.EqualTo("{}"));
    }

    [Test]
    public void Leaves_nothing_when_not_committed()
    {
        using (var folder = ResultsFolder.Create(Path.Combine(root, "results"))) folder.Write("a", s => s.WriteByte(1));
        Assert.That(Directory.EnumerateFileSystemEntries(root), Is.Empty);
    }

    [Test]
    public void Existing_results_are_replaced_only_by_force()
    {
        var path = Path.Combine(root, "results");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "manifest.json"), "old");
        Assert.That(Code(() => ResultsFolder.Create(path)), Is.EqualTo("OUTPUT-EXISTS"));
        using (var folder = ResultsFolder.Create(path, force: true)) folder.Write("manifest.json", s => s.Write("never"u8));
        Assert.That(File.ReadAllText(Path.Combine(path, "manifest.json")), Is.EqualTo("old"));
        using (var folder = ResultsFolder.Create(path, force: true))
        {
            folder.Write("manifest.json", s => s.Write("new"u8));
            folder.Commit();
        }

        Assert.That(File.ReadAllText(Path.Combine(path, "manifest.json")), Is.EqualTo("new"));
        Assert.That(Directory.EnumerateFileSystemEntries(root), Has.Exactly(1).Items);
    }

    [Test]
    public void Force_never_replaces_what_is_not_results()
    {
        File.WriteAllText(Path.Combine(root, "thesis.txt"), "years of work");
        Assert.That(Code(() => ResultsFolder.Create(root, force: true)), Is.EqualTo("OUTPUT-NOT-RESULTS"));
        Assert.That(File.Exists(Path.Combine(root, "thesis.txt")), Is.True);
    }

    [Test]
    public void A_place_taken_meanwhile_is_not_overwritten()
    {
        var path = Path.Combine(root, "results");
        using var folder = ResultsFolder.Create(path);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "manifest.json"), "somebody else's");
        Assert.That(Code(folder.Commit), Is.EqualTo("OUTPUT-EXISTS"));
        Assert.That(File.ReadAllText(Path.Combine(path, "manifest.json")), Is.EqualTo("somebody else's"));
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
