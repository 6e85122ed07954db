namespace IoEngine.Acceptance;

/// <summary>What verbs refuse before they work, how they end, and that nothing asked for is ignored.</summary>
public class CommandLineTests
{
    private SmallWorld world = null!;

    [SetUp]
    public void Make() => world = new SmallWorld();

    [TearDown]
    public void Remove() => world.Dispose();

    [Test]
    public void A_log_inside_the_results_is_refused()
    {
        Assert.That(world.Run("--log", "log.txt").Code, Is.Zero);
        var (code, _, error) = world.Run("--force", "--log", "results/log.txt");
        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("LOG-IN-OUTPUT at --log").And.Contain("Cure: "));
        Assert.That(File.Exists(world.Folder["results", "log.txt"]), Is.False);
        Assert.That(File.ReadAllText(world.Folder["log.txt"]), Does.Contain("writing summary"));
        Assert.That(world.Run("--out", "fresh", "--log", "fresh/log.txt").Code, Is.EqualTo(2));
        Assert.That(Directory.Exists(world.Folder["fresh"]), Is.False);
    }

    [Test]
    public void Import_and_aggregate_end_by_one_rule_and_store_roles()
    {
        foreach (var file in Directory.EnumerateFiles(world.Folder["tables", "2000"], "*", SearchOption.AllDirectories))
            File.WriteAllText(file, File.ReadAllText(file).Replace("COE", "First", StringComparison.Ordinal).Replace("NOS", "Second", StringComparison.Ordinal));
        world.Folder.Write("regions.csv", "region,to\nCHE,CHE\n*,REST\n");
        string[][] verbs = [["import", "tables/2000", "--out", "own"], ["aggregate", "tables/2000", "--map", "regions.csv", "--out", "own/less.mrio"]];
        foreach (var verb in verbs)
        {
            var (code, output, error) = Ioe.Run(world.Folder.Path, [.. verb]);
            Assert.That(code, Is.EqualTo(3), error);
            Assert.That(output, Does.Contain("with 1 error to be cured before it can be used (exit code 3)"));
            Assert.That(error, Does.Contain("ROLE-MISSING").And.Contain("--role valueAdded=ROW"));
            (code, _, error) = Ioe.Run(world.Folder.Path, [.. verb, "--force", "--role", "valueAdded=First,Third"]);
            Assert.That(code, Is.EqualTo(3), error);
            Assert.That(error, Does.Contain("ROLE-UNKNOWN").And.Contain("'Third'"));
            (code, output, error) = Ioe.Run(world.Folder.Path, [.. verb, "--force", "--role", "valueAdded=First,Second"]);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Not.Contain("error to be cured"));
        }

        foreach (var table in new[] { "own/2000.mrio", "own/less.mrio" }) Assert.That(Ioe.Run(world.Folder.Path, "inspect", table).Code, Is.Zero, table);
    }

    [Test]
    public void Results_without_a_number_in_common_are_no_comparison()
    {
        Assert.That(world.Run("--out", "a", "--years", "2000").Code, Is.Zero);
        Assert.That(world.Run("--out", "b", "--years", "2001").Code, Is.Zero);
        var (code, _, error) = Ioe.Run(world.Folder.Path, "compare", "a", "b");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("COMPARE-NOTHING").And.Contain("of 2000").And.Contain("of 2001"));
    }

    [Test]
    public void A_result_in_one_of_two_only_is_said_last()
    {
        Assert.That(world.Run("--out", "a", "--years", "2000").Code, Is.Zero);
        Assert.That(world.Run("--out", "b", "--years", "2000", "--set", "indicators=valueAdded").Code, Is.Zero);
        var (code, output, error) = Ioe.Run(world.Folder.Path, "compare", "a", "b", "--relative", "0.1");
        Assert.That(code, Is.EqualTo(5), error);
        Assert.That(output.TrimEnd().Split('\n')[^1], Does.Contain("in one of the two only").And.Contain("exit code 5"));
        Assert.That(output, Does.Contain("0 of "));
        Assert.That(Ioe.Run(world.Folder.Path, "compare", "a", "b").Code, Is.Zero);
    }

    [Test]
    public void No_part_of_a_question_is_passed_over()
    {
        Assert.That(world.Run().Code, Is.Zero);
        var (code, output, error) = Ioe.Run(world.Folder.Path, "explain", "results", "--supplier", "CHE", "--sector", "M", "--country", "FRA");
        Assert.That((code, output.Contains("FRA", StringComparison.Ordinal) || output.Contains("France", StringComparison.Ordinal)), Is.EqualTo((0, true)), error);
        Refused(2, "EXPLAIN-QUESTION at --amount", "explain", "results", "--amount", "5");
        Refused(2, "EXPLAIN-QUESTION at --cutoff", "explain", "results", "--country", "FRA", "--cutoff", "0.1");
        Refused(2, "EXPLAIN-QUESTION at --indicator", "explain", "results", "--indicator", "gdp");
        Refused(2, "EST is inside ROW: ", "explain", "results", "--country", "EST");
        Refused(2, "Estonia is inside ROW: ", "explain", "results", "--supplier", "Estonia", "--sector", "M");
        Refused(2, "The table has no such country.", "explain", "results", "--country", "Atlantis");
        Assert.That(Ioe.Run(world.Folder.Path, "explain", "results", "--year", "all").Code, Is.Zero);
        Assert.That(Ioe.Run(world.Folder.Path, "explain", "results", "--country", "FRA", "--year", "all").Code, Is.Zero);
        Refused(2, "EXPLAIN-YEAR", "explain", "results", "--supplier", "CHE", "--sector", "M", "--year", "all");
    }

    [Test]
    public void Results_away_from_their_inputs_ask_for_the_configuration()
    {
        Assert.That(world.Run("--out", "elsewhere/r").Code, Is.Zero);
        using var far = new TempFolder();
        Directory.Move(world.Folder["elsewhere", "r"], far["r"]);
        var (code, _, error) = Ioe.Run(far.Path, "explain", "r", "--supplier", "CHE", "--sector", "M");
        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("EXPLAIN-MULTIPLIERS").And.Contain("--config").And.StartWith("This can't be done"));
        Assert.That(Ioe.Run(far.Path, "explain", "r", "--supplier", "CHE", "--sector", "M", "--config", world.Folder["run.json"]).Code, Is.Zero);
    }

    [Test]
    public void Multipliers_look_at_their_file_before_they_compute_and_replace_nothing()
    {
        string[] verb = ["multipliers", "tables/2000", "--role", "valueAdded=COE,NOS", "--closure", "none", "--out"];
        Refused(2, "OUTPUT-FORMAT at --out m.xlsx", [.. verb, "m.xlsx"]);
        Assert.That(Ioe.Run(world.Folder.Path, [.. verb, "new/m.csv"]).Code, Is.Zero);
        world.Folder.Write("new/m.csv", "mine");
        Refused(2, "OUTPUT-EXISTS at --out new/m.csv", [.. verb, "new/m.csv"]);
        Assert.That(File.ReadAllText(world.Folder["new", "m.csv"]), Is.EqualTo("mine"));
        Assert.That(Ioe.Run(world.Folder.Path, [.. verb, "new/m.csv", "--force"]).Code, Is.Zero);
        Assert.That(File.ReadAllText(world.Folder["new", "m.csv"]), Does.StartWith("indicator,"));
        var help = Ioe.Run(world.Folder.Path, "multipliers", "--help").Output;
        foreach (var kind in Enum.GetValues<IoEngine.Households.ClosureKind>()) Assert.That(help, Does.Contain(IoEngine.Households.Closure.NameOf(kind)));
    }

    [TestCase("'abc'. Expected: digits only", "run", "run.json", "--threads", "abc")]
    [TestCase("Did you mean 1000?", "demo", "--orders", "1e3")]
    [TestCase("'1,5'. Expected: digits with '.'", "compare", "a", "b", "--relative", "1,5")]
    [TestCase("USAGE-NUMBER at --absolute: This is not a number.", "compare", "a", "b", "--absolute", "few")]
    public void Numbers_are_refused_in_words_of_ours(string words, params string[] args)
    {
        var error = Refused(2, words, args);
        Assert.That(error, Does.Contain("USAGE-NUMBER").And.Not.Contain("System."));
    }

    [Test]
    public void Help_is_a_verb_too()
    {
        foreach (var (words, option) in new (string[], string[])[] { (["help"], ["--help"]), (["help", "run"], ["run", "--help"]) })
        {
            var (code, output, _) = Ioe.Run(world.Folder.Path, words);
            Assert.That((code, output), Is.EqualTo((0, Ioe.Run(world.Folder.Path, option).Output)));
        }
    }

    [Test]
    public void The_hints_name_files_that_are_there()
    {
        var (code, output, error) = world.Run("--set", "output.formats=parquet", "--set", "currency.report=chf");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("summary.parquet").And.Contain("thousand CHF").And.Not.Contain(".csv"));
        Assert.That(error, Does.Contain("see findings.parquet"));
        Assert.That(world.Run("--set", "output.formats=html", "--out", "page").Output, Does.Not.Contain("summary."));
    }

    [Test]
    public void An_error_is_said_once_whether_verbose_or_not()
    {
        var error = Refused(3, "INDICATOR-UNKNOWN", "check", "run.json", "--verbose", "--set", "indicators=valueadded");
        Assert.That(error.Split("INDICATOR-UNKNOWN at"), Has.Length.EqualTo(2));
        Refused(2, "This can't be done: error RESULTS-MISSING", "report", "nowhere");
    }

    [TestCase(0, "version")]
    [TestCase(0, "check", "run.json")]
    [TestCase(2, "walk")]
    [TestCase(2, "run", "run.json", "--set", "closur.kind=none")]
    [TestCase(3, "run", "run.json", "--set", "orders.path=none.csv")]
    public void The_program_says_and_ends_as_the_command_line_does_within_the_tests(int expected, params string[] args)
    {
        var program = Ioe.RunProgram(world.Folder.Path, args);
        Assert.That(program.Code, Is.EqualTo(expected), program.Error);
        Assert.That(program, Is.EqualTo(Ioe.Run(world.Folder.Path, args)), "exit code, output and errors, to the last character");
    }

    private string Refused(int expected, string words, params string[] args)
    {
        var (code, _, error) = Ioe.Run(world.Folder.Path, args);
        Assert.That(code, Is.EqualTo(expected), error);
        Assert.That(error, Does.Contain(words));
        return error;
    }
}
