using System.Text.Json.Nodes;
using IoEngine.Files.Staging;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Files.Staging;

/// <summary>
/// Every verb, stopped at every operation on the disk, by a fault of the disk or by a kill: the old or the new output stands
/// whole, the verb says truly which, and after the next start nothing is left beside.
/// </summary>
public class KillTests
{
    private ScratchFolder scratch = null!;
    private ScratchFolder inputs = null!;

    [SetUp]
    public void Make() => (scratch, inputs) = (new ScratchFolder(), new ScratchFolder());

    [TearDown]
    public void Remove()
    {
        Disk.Use(null);
        scratch.Dispose();
        inputs.Dispose();
    }

    [OneTimeTearDown]
    public void Forget() => EveryOutput.Forget();

    [Test]
    public void The_old_or_the_new_results_stand_whole(
        [Values("run", "import")] string verb, [Values(Fault.Once, Fault.ForGood, Fault.KilledBefore, Fault.KilledAfter)] Fault fault,
        [Values] bool exchanges, [Values] bool replacing) => StopEverywhere(verb, fault, exchanges, replacing);

    [Test]
    public void The_old_or_the_new_demonstration_stands_whole([Values(Fault.Once, Fault.KilledAfter)] Fault fault) =>
        StopEverywhere("demo", fault, exchanges: true, replacing: true);

    private void StopEverywhere(string verb, Fault fault, bool exchanges, bool replacing)
    {
        PymrioWriter.Write(SmallTables.Random(2), inputs["t"]);
        void Write() => EveryOutput.WriteNew(verb, scratch["out"], inputs["t"]);
        void Reset()
        {
            if (Directory.Exists(scratch["out"])) Directory.Delete(scratch["out"], recursive: true);
            if (replacing) EveryOutput.WriteOld(verb, scratch["out"]);
        }

        Reset();
        var old = Content(scratch["out"]);
        var operations = Count(exchanges, Write);
        var @new = Content(scratch["out"]);
        Assert.That(@new, Is.Not.EqualTo(old));
        Assert.That(operations, Does.Contain("SyncFile").And.Contain(replacing ? "Exchange" : "MoveFolder"));
        foreach (var at in Interesting(operations).NotEmpty())
        {
            Reset();
            var done = Stopped(at, fault, exchanges, Write);
            var what = $"{fault} at operation {at}, {operations[at]}";
            if (exchanges) Assert.That(Content(scratch["out"]), Is.EqualTo(old).Or.EqualTo(@new), what);
            if (fault == Fault.Once || (fault == Fault.ForGood && exchanges)) Assert.That(Content(scratch["out"]), Is.EqualTo(done ? @new : old), what);
            Journal.Recover(scratch["out"]);
            Assert.That(Content(scratch["out"]), Is.EqualTo(old).Or.EqualTo(@new), what);
            if (done) Assert.That(Content(scratch["out"]), Is.EqualTo(@new), what);
            AssertTidy(what);
        }
    }

    [Test]
    public void The_old_or_the_new_page_stands_with_its_manifest(
        [Values(Fault.Once, Fault.ForGood, Fault.KilledBefore, Fault.KilledAfter)] Fault fault)
    {
        void Reset()
        {
            if (Directory.Exists(scratch["out"])) Directory.Delete(scratch["out"], recursive: true);
            EveryOutput.Copy("run", scratch["out"]);
            using var update = FolderUpdate.Of(scratch["out"], FolderKind.Results);
            update.Write(HtmlReport.FileName, s => s.Write("an older page"u8));
            update.Commit(StoredResults.Open(scratch["out"]).Manifest);
        }

        Reset();
        var old = Content(scratch["out"]);
        var operations = Count(true, () => ReportFile.Write(scratch["out"]));
        var @new = Content(scratch["out"]);
        Assert.That(@new, Is.Not.EqualTo(old));
        Assert.That(operations.Count(o => o == "MoveFile"), Is.EqualTo(2));
        for (var at = 0; at < operations.Count; at++)
        {
            Reset();
            var done = Stopped(at, fault, true, () => ReportFile.Write(scratch["out"]));
            var what = $"{fault} at operation {at}, {operations[at]}";
            StoredResults.Open(scratch["out"]);
            Assert.That(Content(scratch["out"]), Is.EqualTo(old).Or.EqualTo(@new), what);
            if (done) Assert.That(Content(scratch["out"]), Is.EqualTo(@new), what);
            Assert.That(FolderContents.Of(scratch["out"], "manifest.json").Changed, Is.Empty, what);
            AssertTidy(what);
        }
    }

    [Test]
    public void The_old_or_the_new_file_stands_whole([Values(Fault.Once, Fault.ForGood, Fault.KilledBefore, Fault.KilledAfter)] Fault fault, [Values] bool replacing)
    {
        void Write() => StagedFile.Write(scratch["m.csv"], replacing, s => s.Write("new"u8));
        void Reset()
        {
            File.Delete(scratch["m.csv"]);
            if (replacing) scratch.Write("m.csv", "old");
        }

        string? Text() => File.Exists(scratch["m.csv"]) ? File.ReadAllText(scratch["m.csv"]) : null;
        Reset();
        var old = Text();
        var operations = Count(true, Write);
        Assert.That(Text(), Is.EqualTo("new"));
        for (var at = 0; at < operations.Count; at++)
        {
            Reset();
            var done = Stopped(at, fault, true, Write);
            var what = $"{fault} at operation {at}, {operations[at]}";
            Assert.That(Text(), done ? Is.EqualTo("new") : fault is Fault.Once or Fault.ForGood ? Is.EqualTo(old) : Is.EqualTo(old).Or.EqualTo("new"), what);
            Journal.Recover(scratch["m.csv"]);
            Assert.That(Text(), Is.EqualTo(old).Or.EqualTo("new"), what);
            AssertTidy(what);
        }
    }

    [Test]
    public void Drafts_of_living_processes_of_other_machines_and_of_the_user_are_left_alone()
    {
        using var living = StagedFolder.Create(scratch["out"], FolderKind.Results, replace: false);
        living.Write("a.csv", s => s.WriteByte(1));
        var id = new string('a', 32);
        scratch.Write($"out.partial-{id}/a.csv", "of another machine");
        scratch.Write($"out.partial-{id}.journal", "IoEngine draft 1\nanother machine\nFolder\n");
        scratch.Write("out.partial-notes/mine.txt", "mine");
        scratch.Write("other.partial-" + id + ".journal", $"IoEngine draft 1\n{Environment.MachineName}\nFolder\n");
        var before = Content(scratch.Path);
        Journal.Recover(scratch["out"]);
        Assert.That(Content(scratch.Path), Is.EqualTo(before));
        Journal.Recover(scratch["other"]);
        Assert.That(File.Exists(scratch["other.partial-" + id + ".journal"]), Is.False);
    }

    [Test]
    public void What_somebody_puts_into_the_folder_while_it_is_exchanged_is_kept_and_named()
    {
        EveryOutput.Import(scratch["out"], false);
        Disk.Use(new MeddlingDisk(scratch["out/notes.txt"]));
        using var folder = MrioFolder.Stage(scratch["out"], replace: true);
        var finding = MrioFolder.Write(SmallTables.Random(2), folder, default).Single();
        Disk.Use(null);
        Assert.That((finding.Code, finding.Severity, finding.Found), Is.EqualTo(("OUTPUT-KEPT", Severity.Warning, "notes.txt")));
        SmallTables.AssertSame(TableReader.Read(scratch["out"]), SmallTables.Random(2));
        var kept = Directory.GetFiles(scratch.Path, "notes.txt", SearchOption.AllDirectories).Single();
        Assert.That(finding.Cure, Does.Contain(Path.GetDirectoryName(kept)!));
        Journal.Recover(scratch["out"]);
        Assert.That(File.Exists(kept), Is.True);
    }

    private static List<string> Count(bool exchanges, Action write)
    {
        var disk = new FaultyDisk(int.MaxValue, Fault.None, exchanges);
        Disk.Use(disk);
        write();
        Disk.Use(null);
        return disk.Operations;
    }

    /// <summary>Writes on a disk that fails; true where the verb says that it is done.</summary>
    private static bool Stopped(int at, Fault fault, bool exchanges, Action write)
    {
        Disk.Use(new FaultyDisk(at, fault, exchanges));
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (e is KilledException || (e is ConfigException { Findings: [{ Code: "OUTPUT-UNWRITABLE" }] } && fault is Fault.Once or Fault.ForGood))
        {
            return false;
        }
        finally
        {
            Disk.Use(null);
        }
    }

    // All of a short list; of a long one the first of each kind and the last: they are all alike, file after file.
    private static IEnumerable<int> Interesting(List<string> operations) =>
        Enumerable.Range(0, operations.Count).Where(i => operations.Count < 150 || operations.IndexOf(operations[i]) == i || i == operations.Count - 1);

    private void AssertTidy(string what)
    {
        // A kill between the making of a journal and its first line leaves it empty: it says nothing, so it is nobody's.
        var journals = Directory.GetFiles(scratch.Path, "*.journal", SearchOption.AllDirectories);
        Assert.That(journals.Where(j => new FileInfo(j).Length > 0), Is.Empty, what);
        foreach (var journal in journals) File.Delete(journal);

        Assert.That(Directory.GetFileSystemEntries(scratch.Path, "*", SearchOption.AllDirectories).Where(e => e.Contains(".partial-") || e.Contains(".replaced-")), Is.Empty, what);
    }

    // Equal runs differ in the timings of their manifests.
    private static string Content(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith(".journal", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(folder, f)} {HashOf(f)}"));

    private static string HashOf(string file)
    {
        if (Path.GetFileName(file) == "manifest.json" && FolderMarker.Read(Path.GetDirectoryName(file)!, "manifest.json") is { IsIntact: true })
            return (string)JsonNode.Parse(File.ReadAllText(file))!["seal"]!;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(stream));
    }

    // Somebody saves a file in the last moment.
    private sealed class MeddlingDisk(string file) : Disk
    {
        public override void CopyMode(string from, string to)
        {
            base.CopyMode(from, to);
            File.WriteAllText(file, "mine");
        }
    }
}
