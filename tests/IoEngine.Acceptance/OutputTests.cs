namespace IoEngine.Acceptance;

/// <summary>What the program replaces, what becomes of a killed run, and what it says of a log that can't be written.</summary>
public class OutputTests
{
    private SmallWorld world = null!;

    [SetUp]
    public void Make() => world = new SmallWorld();

    [TearDown]
    public void Remove() => world.Dispose();

    private static readonly string[][] Verbs =
    [
        ["run", "run.json", "--out"], ["compare", "a", "a", "--out"], ["demo", "--orders", "10", "--out"],
        ["aggregate", "tables/2000", "--map", "regions.csv", "--role", "valueAdded=COE,NOS", "--out"],
    ];

    [TestCaseSource(nameof(Verbs))]
    public void Only_own_folders_are_replaced(params string[] verb)
    {
        Arrange();
        Assert.That(Ioe.Run(world.Folder.Path, [.. verb, "out"]).Code, Is.Zero);
        Assert.That(Ioe.Run(world.Folder.Path, [.. verb, "out", "--force"]).Code, Is.Zero);
        world.Folder.Write("out/notes.txt", "mine");
        Refused("OUTPUT-FOREIGN", "notes.txt", [.. verb, "out", "--force"]);
        Assert.That(File.ReadAllText(world.Folder["out", "notes.txt"]), Is.EqualTo("mine"));
        Refused("OUTPUT-WORKING-FOLDER", "folder in which you work", [.. verb, ".", "--force"]);
        Refused("OUTPUT-WORKING-FOLDER", "or of one around it", [.. verb, "..", "--force"]);
        Assert.That(File.Exists(world.Folder["run.json"]), Is.True);
    }

    [Test]
    public void An_import_replaces_only_tables()
    {
        Assert.That(Ioe.Run(world.Folder.Path, "import", "tables/2000", "--out", "own", "--role", "valueAdded=COE,NOS").Code, Is.Zero);
        Assert.That(Ioe.Run(world.Folder.Path, "import", "tables/2000", "--out", "own", "--role", "valueAdded=COE,NOS", "--force").Code, Is.Zero);
        world.Folder.Write("own/2000.mrio/notes.txt", "mine");
        Refused("OUTPUT-FOREIGN", "notes.txt", "import", "tables/2000", "--out", "own", "--force");
        Refused("OUTPUT-TWICE", "2000.mrio", "import", "tables/2000", "tables/2000", "--out", "other");
        Assert.That(Directory.Exists(world.Folder["other"]), Is.False);
    }

    [TestCase("run", "run.json", "--out")]
    [TestCase("demo", "--out")]
    [TestCase("import", "tables/2000", "--out")]
    [TestCase("compare", "a", "b", "--out")]
    [TestCase("multipliers", "tables/2000", "--out")]
    [TestCase("report", "a", "--out")]
    [TestCase("run", "run.json", "--cache")]
    [TestCase("run", "run.json", "--log")]
    [TestCase("check")]
    public void An_empty_value_is_refused_and_so_is_an_option_in_its_place(params string[] words)
    {
        Refused("USAGE-EMPTY", words.Length == 1 ? "CONFIG" : words[^1], [.. words, ""]);
        if (words.Length > 1) Refused("USAGE-VALUE", words[^1], [.. words, "--quiet"]);
        Assert.That(Directory.Exists(world.Folder["--quiet"]), Is.False);
    }

    [Test]
    public void A_log_that_can_not_be_opened_is_told_before_the_work()
    {
        foreach (var verb in new string[][] { ["run", "run.json"], ["check", "run.json"], ["demo", "--out", "w"], ["version"] })
            Refused("LOG-UNWRITABLE", "run.json/log.txt", [.. verb, "--log", "run.json/log.txt"]);
        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
        Refused("LOG-UNWRITABLE", "tables", "check", "run.json", "--log", "tables");
    }

    [Test]
    public void A_full_disk_ends_the_log_and_not_the_run()
    {
        if (!File.Exists("/dev/full")) Assert.Ignore("This system has no disk that is always full.");
        var (code, _, error) = world.Run("--log", "/dev/full");
        Assert.That(code, Is.Zero, error);
        Assert.That(error.Split("LOG-ENDED"), Has.Length.EqualTo(2), error);
        Assert.That(error, Does.Contain("No space left on device").And.Not.Contain("   at "));
        Assert.That(File.Exists(world.Folder["results", "summary.csv"]), Is.True);
    }

    [Test]
    public void Results_that_were_changed_are_refused_unless_that_is_wanted()
    {
        Arrange();
        var effects = world.Folder["a", "effects.csv"];
        File.WriteAllText(effects, File.ReadAllText(effects).Replace("CHE", "FRA", StringComparison.Ordinal));
        foreach (var verb in new string[][] { ["compare", "a", "a"], ["explain", "a", "--country", "FRA"], ["report", "a"] })
        {
            var (code, _, error) = Ioe.Run(world.Folder.Path, verb);
            Assert.That(code, Is.EqualTo(3), error);
            Assert.That(error, Does.Contain("RESULTS-CHANGED").And.Contain("effects.csv").And.Contain("--no-verify"));
            (code, _, error) = Ioe.Run(world.Folder.Path, [.. verb, "--no-verify"]);
            Assert.That(code, Is.Zero, error);
            Assert.That(error, Does.Contain("VERIFY-OFF"));
        }
    }

    [Test]
    public void A_flipped_bit_of_a_table_is_refused_unless_that_is_wanted()
    {
        foreach (var year in new[] { "2000", "2001" })
            Assert.That(Ioe.Run(world.Folder.Path, "import", $"tables/{year}", "--out", "own", "--role", "valueAdded=COE,NOS").Code, Is.Zero);
        var z = world.Folder["own", "2001.mrio", "Z.npy"];
        var bytes = File.ReadAllBytes(z);
        bytes[^20] ^= 1;
        File.WriteAllBytes(z, bytes);
        string[] path = ["--set", "tables.path=own/{year}.mrio"];
        var (code, _, error) = world.Run(path);
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("MRIO-HASH").And.Contain("2001.mrio/Z.npy"));
        (code, _, error) = world.Run([.. path, "--no-verify"]);
        Assert.That(code, Is.Zero, error);
        Assert.That(File.ReadAllText(world.Folder["results", "findings.csv"]), Does.Contain("VERIFY-OFF"));
    }

    [Test]
    public void Killed_at_any_moment_the_old_or_the_new_demonstration_stands_and_the_next_start_tidies()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("A kill is of another kind there.");
        string[] verb = ["demo", "--out", "w", "--force", "--quiet", "--orders"];
        Assert.That(Ioe.Run(world.Folder.Path, [.. verb, "50"]).Code, Is.Zero);
        var killed = 0;
        foreach (var wait in new[] { 0, 60, 150, 300 })
        {
            using var process = Ioe.Start(world.Folder.Path, [.. verb, "60"]);
            while (!process.HasExited && Directory.GetFileSystemEntries(world.Folder.Path, "w.partial-*").Length == 0) Thread.Sleep(5);
            Thread.Sleep(wait);
            if (!process.HasExited) killed++;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            Assert.That(File.ReadLines(world.Folder["w", "orders.csv"]).Count(), Is.EqualTo(51).Or.EqualTo(61));
            Assert.That(Ioe.Run(world.Folder.Path, "inspect", "w/tables/2024.mrio").Code, Is.Zero);
        }

        Assert.That(killed, Is.Positive);
        Assert.That(Ioe.Run(world.Folder.Path, [.. verb, "70"]).Code, Is.Zero);
        Assert.That(Directory.GetFileSystemEntries(world.Folder.Path).Select(Path.GetFileName), Has.None.StartsWith("w."));
    }

    private void Arrange()
    {
        world.Folder.Write("regions.csv", "region,to\nCHE,CHE\n*,REST\n");
        Assert.That(world.Run("--out", "a", "--set", "output.formats=csv,html").Code, Is.Zero);
    }

    private void Refused(string finding, string words, params string[] args)
    {
        var (code, _, error) = Ioe.Run(world.Folder.Path, args);
        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain(finding).And.Contain(words).And.Contain("Cure: ").And.Not.Contain("   at "));
    }
}
