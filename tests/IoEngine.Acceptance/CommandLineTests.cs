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
}
