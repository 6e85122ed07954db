using System.Diagnostics;
using System.Text.Json.Nodes;
using IoEngine.Files.Staging;

namespace IoEngine.Tests.Files.Staging;

/// <summary>Every verb at every kind of content: only what the engine wrote, as it wrote it, is ever replaced.</summary>
public class ReplacingTests
{
    private const string Note = "years of work";

    private ScratchFolder scratch = null!;

    private static readonly Content[] Contents =
    [
        new("nothing", false, (_, _) => { }, null, ""),
        new("an empty folder", false, (s, _) => Directory.CreateDirectory(s["out"]), null, ""),
        new("own, unchanged", true, (_, _) => { }, null, ""),
        new("own, one file removed", true, (s, file) => File.Delete(s["out/" + file]), null, ""),
        new("own and a note", true, (s, _) => s.Write("out/notes.txt", Note), "OUTPUT-FOREIGN", "notes.txt"),
        new("own and a hidden note", true, (s, _) => s.Write("out/.notes", Note), "OUTPUT-FOREIGN", ".notes"),
        new("own and a folder", true, (s, _) => Directory.CreateDirectory(s["out/thesis"]), "OUTPUT-FOREIGN", "thesis/"),
        new("own with an edited file", true, (s, file) => File.AppendAllText(s["out/" + file], Note), "OUTPUT-CHANGED", "{file}"),
        new("own with a link in place of a file", true, Linked, "OUTPUT-FOREIGN", "{file}"),
        new("own with an edited marker", true, EditMarker, "OUTPUT-CHANGED", "{marker}"),
        new("a foreign manifest.json", false, (s, _) => s.Write("out/manifest.json", "{\"name\":\"my app\",\"outputs\":[]}"), "OUTPUT-FOREIGN", "manifest.json"),
        new("a marker without a seal", true, Unseal, "OUTPUT-FOREIGN", "{marker}"),
        new("a foreign folder", false, (s, _) => s.Write("out/thesis.txt", Note), "OUTPUT-FOREIGN", "thesis.txt"),
        new("a file", false, (s, _) => s.Write("out", Note), "OUTPUT-EXISTS", "a file"),
    ];

    private static IEnumerable<TestCaseData> FolderCases() => EveryOutput.Folders.SelectMany(verb => Contents.Select(content =>
        new TestCaseData(verb.Verb, content.Name).SetArgDisplayNames(verb.Verb, content.Name)));

    private static IEnumerable<string> Verbs() => EveryOutput.Folders.Select(v => v.Verb);

    private static IEnumerable<TestCaseData> Folders() => EveryOutput.Folders.Select(verb => new TestCaseData(verb.File, verb.Write).SetArgDisplayNames(verb.Verb));

    private static IEnumerable<TestCaseData> Files() => EveryOutput.Files.Select(verb => new TestCaseData(verb.Verb, verb.Write).SetArgDisplayNames(verb.Verb));

    [SetUp]
    public void Make() => scratch = new ScratchFolder();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [OneTimeTearDown]
    public void Forget() => EveryOutput.Forget();

    [TestCaseSource(nameof(FolderCases))]
    public void Only_own_folders_as_they_were_written_are_replaced(string verb, string name)
    {
        var (_, file, write) = EveryOutput.Folders.Single(v => v.Verb == verb);
        var (_, written, arrange, code, names) = Contents.Single(c => c.Name == name);
        if (written) EveryOutput.Copy(verb, scratch["out"]);
        arrange(scratch, file);
        var before = Tree();
        if (code is null)
        {
            write(scratch["out"], true);
            Assert.That(File.Exists(scratch["out/" + file]), Is.True);
        }
        else
        {
            var findings = Assert.Throws<ConfigException>(() => write(scratch["out"], true))!.Findings;
            var marker = File.Exists(scratch["out/table.json"]) ? "table.json" : "manifest.json";
            var named = names.Replace("{file}", file, StringComparison.Ordinal).Replace("{marker}", marker, StringComparison.Ordinal);
            Assert.That(findings.Select(f => f.Code).Distinct(), Is.EqualTo(new[] { code }));
            Assert.That(findings[0].Found.Split(", "), Does.Contain(named));
            Assert.That(findings[0].Cure, Is.Not.Empty);
            Assert.That(Tree(), Is.EqualTo(before));
        }

        Assert.That(Directory.GetFileSystemEntries(scratch.Path).Select(Path.GetFileName).Where(n => n!.Contains("partial") || n.Contains("replaced")), Is.Empty);
    }

    [TestCaseSource(nameof(Verbs))]
    public void Without_force_nothing_is_replaced(string verb)
    {
        var (_, _, write) = EveryOutput.Folders.Single(v => v.Verb == verb);
        EveryOutput.Copy(verb, scratch["out"]);
        var before = Tree();
        Assert.That(Assert.Throws<ConfigException>(() => write(scratch["out"], false))!.Findings.Single().Code, Is.EqualTo("OUTPUT-EXISTS"));
        Assert.That(Tree(), Is.EqualTo(before).And.Not.Empty);
    }

    [TestCaseSource(nameof(Folders))]
    public void The_working_folder_and_those_around_it_are_refused(string file, Action<string, bool> write)
    {
        foreach (var place in new[] { ".", "..", Environment.CurrentDirectory, Path.GetPathRoot(Environment.CurrentDirectory)! })
        {
            var code = Assert.Throws<ConfigException>(() => write(place, true))!.Findings.Single().Code;
            Assert.That(code, Is.EqualTo("OUTPUT-WORKING-FOLDER"), $"{place} {file}");
        }
    }

    [TestCaseSource(nameof(Folders))]
    public void A_link_stays_a_link_and_its_folder_is_filled_and_replaced(string file, Action<string, bool> write)
    {
        Directory.CreateSymbolicLink(scratch["link"], scratch["far/real"]);
        Directory.CreateSymbolicLink(scratch["out"], scratch["link"]);
        foreach (var force in new[] { false, true })
        {
            write(scratch["out"], force);
            Assert.That(new DirectoryInfo(scratch["out"]).LinkTarget, Is.EqualTo(scratch["link"]));
            Assert.That(new DirectoryInfo(scratch["link"]).LinkTarget, Is.EqualTo(scratch["far/real"]));
            Assert.That(File.Exists(scratch["far/real/" + file]), Is.True);
            Assert.That(Directory.GetFileSystemEntries(scratch["far"]), Has.Length.EqualTo(1));
        }
    }

    [TestCaseSource(nameof(Folders))]
    public void An_empty_name_is_refused(string file, Action<string, bool> write)
    {
        foreach (var name in new[] { "", " " })
            Assert.That(Assert.Throws<ConfigException>(() => write(name, true))!.Findings.Single().Code, Is.EqualTo("OUTPUT-NAME"), file);
    }

    [TestCaseSource(nameof(Verbs))]
    public void Own_folders_of_another_kind_are_not_replaced(string verb)
    {
        var (_, file, write) = EveryOutput.Folders.Single(v => v.Verb == verb);
        var others = EveryOutput.Folders.Where(v => v.Verb != verb && !(IsTable(v.File) && IsTable(file))).ToArray();
        Assert.That(others, Has.Length.AtLeast(4));
        foreach (var other in others.NotEmpty())
        {
            EveryOutput.Copy(other.Verb, scratch[other.Verb]);
            Assert.That(Assert.Throws<ConfigException>(() => write(scratch[other.Verb], true))!.Findings[0].Code, Is.EqualTo("OUTPUT-FOREIGN"), other.Verb);
            Assert.That(File.Exists(scratch[$"{other.Verb}/{other.File}"]), Is.True);
        }

        static bool IsTable(string file) => file.EndsWith(".npy", StringComparison.Ordinal);
    }

    [TestCaseSource(nameof(Files))]
    public void Single_files_replace_plain_files_only_and_follow_links(string verb, Action<string, bool> write)
    {
        var ending = verb switch { "multipliers" => ".csv", "report" => ".html", _ => "" };
        string At(string name) => scratch[name + ending];
        string OnDisk(string name) => At(name) + (verb == "pymrio" ? ".zip" : "");
        write(At("deep/new"), false);
        Assert.That(new FileInfo(OnDisk("deep/new")).Length, Is.Positive);
        File.WriteAllText(OnDisk("mine"), Note);
        Assert.That(Code(() => write(At("mine"), false)), Is.EqualTo("OUTPUT-EXISTS"));
        Assert.That(File.ReadAllText(OnDisk("mine")), Is.EqualTo(Note));
        write(At("mine"), true);
        Assert.That(File.ReadAllBytes(OnDisk("mine")), Is.EqualTo(File.ReadAllBytes(OnDisk("deep/new"))));

        File.WriteAllText(scratch["target"], Note);
        File.CreateSymbolicLink(OnDisk("link"), scratch["target"]);
        write(At("link"), true);
        Assert.That(new FileInfo(OnDisk("link")).LinkTarget, Is.EqualTo(scratch["target"]));
        Assert.That(File.ReadAllBytes(scratch["target"]), Is.EqualTo(File.ReadAllBytes(OnDisk("deep/new"))));

        Directory.CreateDirectory(OnDisk("folder"));
        Assert.That(Code(() => write(At("folder"), true)), Is.EqualTo("OUTPUT-EXISTS"));
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(OnDisk("null"), "/dev/null");
        Assert.That(Code(() => write(At("null"), true)), Is.EqualTo("OUTPUT-FOREIGN"));
        using (var made = Process.Start("mkfifo", OnDisk("pipe"))) made.WaitForExit();
        Assert.That(Code(() => write(At("pipe"), true)), Is.EqualTo("OUTPUT-FOREIGN"), "nobody writes into it: opening it would wait for ever");
        Assert.That(Directory.GetFileSystemEntries(scratch.Path).Where(n => n.Contains("partial")), Is.Empty);
    }

    [Test]
    public void Permissions_of_the_folder_that_is_replaced_are_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Permissions are of another kind there.");
            return;
        }

        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(scratch["out"], Private);
        EveryOutput.Import(scratch["out"], true);
        EveryOutput.Import(scratch["out"], true);
        Assert.That(File.GetUnixFileMode(scratch["out"]), Is.EqualTo(Private));
    }

    private static void Linked(ScratchFolder scratch, string file)
    {
        File.Move(scratch["out/" + file], scratch["elsewhere"]);
        File.CreateSymbolicLink(scratch["out/" + file], scratch["elsewhere"]);
    }

    private static string MarkerOf(ScratchFolder scratch) => File.Exists(scratch["out/table.json"]) ? scratch["out/table.json"] : scratch["out/manifest.json"];

    private static void EditMarker(ScratchFolder scratch, string file)
    {
        var marker = (JsonObject)JsonNode.Parse(File.ReadAllText(MarkerOf(scratch)))!;
        marker["name"] = Note;
        File.WriteAllText(MarkerOf(scratch), marker.ToJsonString());
    }

    private static void Unseal(ScratchFolder scratch, string file)
    {
        var marker = (JsonObject)JsonNode.Parse(File.ReadAllText(MarkerOf(scratch)))!;
        Assert.That(marker.Remove("seal"), Is.True);
        File.WriteAllText(MarkerOf(scratch), marker.ToJsonString());
    }

    private static string Code(Action act) => Assert.Throws<ConfigException>(act)!.Findings.Single().Code;

    private sealed record Content(string Name, bool Written, Action<ScratchFolder, string> Arrange, string? Code, string Names);

    private List<string> Tree() => [.. Directory.GetFileSystemEntries(scratch.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(e => e + (SystemCalls.IsRegularFile(e) ? " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(e))) : ""))];
}
