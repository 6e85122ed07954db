using System.Text.Json.Nodes;

namespace IoEngine.Acceptance;

/// <summary>Accounts from elsewhere on the command line: run, inspect, multipliers, explain.</summary>
public class AccountsTests
{
    private const string Jobs = "account,year,region,sector,value,unit,quality\n"
        + "employment,2000,CHE,M,4,1000 p,\nemployment,2000,Switzerland,S,9,1000 p,e\nemployment,2000,FR,M,20,1000 p,\nemployment,2000,FR,S,50,1000 p,p\n"
        + "employment,2001,CHE,M,5,1000 p,\nemployment,2001,CHE,S,9,1000 p,\nemployment,2001,FR,M,21,1000 p,\nemployment,2001,FR,S,50,1000 p,\n";

    private static SmallWorld World(string holes = "sector-mean")
    {
        var world = new SmallWorld().With("run.json", t => t.Replace("\"roles\":", $$"""
            "accounts": [ { "path": "jobs.csv", "holes": "{{holes}}" } ], "roles":
            """, StringComparison.Ordinal));
        world.Folder.Write("jobs.csv", Jobs);
        return world;
    }

    [Test]
    public void Jobs_that_are_attached_reach_the_results_with_their_quality()
    {
        using var world = World();
        var (code, _, error) = world.Run();
        Assert.That(code, Is.Zero, error);
        var rows = Csv.Read(world.Folder["results", "accounts.csv"]);
        Assert.That(rows.Select(r => (r["year"], r["role"], r["quality"], r["industries"])), Is.EquivalentTo(new[]
        {
            ("2000", "employment", "published", "2"), ("2000", "employment", "e", "1"), ("2000", "employment", "p", "1"), ("2000", "employment", "filled: sector-mean", "2"),
            ("2001", "employment", "published", "4"), ("2001", "employment", "filled: sector-mean", "2"),
        }));
        Assert.That(rows.Select(r => r["effect_unit"]).NotEmpty(), Is.All.EqualTo("persons"));
        var effects = Csv.Read(world.Folder["results", "effects.csv"]).Where(r => r["indicator"] == "employment").ToList();
        Assert.That(effects.Sum(r => r.Number("value")), Is.EqualTo(rows.Sum(r => r.Number("effect"))).Within(1e-9));
        Assert.That(effects.NotEmpty().All(r => (r["imputed"] == "yes") == (r["country"] == "ROW")));
        var inputs = JsonNode.Parse(File.ReadAllText(world.Folder["results", "manifest.json"]))!["inputs"]!.AsArray();
        Assert.That((int)inputs.Single(i => (string?)i!["role"] == "accounts")!["rows"]!, Is.EqualTo(8));
    }

    [Test]
    public void Holes_without_a_rule_refuse_the_run_and_name_the_cure()
    {
        using var world = World("error");
        var (code, _, error) = world.Run();
        Assert.That(code, Is.EqualTo(3));
        Assert.That(error, Does.Contain("ACCOUNTS-MISSING").And.Contain("ROW.M, ROW.S").And.Contain("zero, region-mean or sector-mean"));
        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
    }

    [Test]
    public void Inspect_and_multipliers_take_a_file_or_a_list()
    {
        using var world = World();
        world.Folder.Write("lists/accounts.json", """[ { "path": "../jobs.csv", "holes": "zero" } ]""");
        string[] roles = ["--role", "valueAdded=COE,NOS", "--role", "taxesOnProducts=TLS", "--role", "household=HH", "--year", "2000"];
        var (code, output, error) = Ioe.Run(world.Folder.Path, ["inspect", "tables/2000", "--accounts", "lists/accounts.json", .. roles]);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("satellites: employment [thousand persons]").And.Contain("ACCOUNTS-MISSING"));
        (code, output, error) = Ioe.Run(world.Folder.Path, ["multipliers", "tables/2000", "--accounts", "lists/accounts.json", "--indicator", "employment", "--closure", "none", .. roles]);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("employment per unit ordered"));
        (code, _, error) = Ioe.Run(world.Folder.Path, ["inspect", "tables/2000", "--accounts", "jobs.csv", .. roles]);
        Assert.That((code, error.Contains("ACCOUNTS-MISSING", StringComparison.Ordinal)), Is.EqualTo((3, true)), "no rule is named for a plain file");
    }

    [Test]
    public void Explain_uses_the_accounts_of_the_run_and_no_others()
    {
        using var world = World();
        Assert.That(world.Run("--set", "output.formats=csv,html").Code, Is.Zero);
        Assert.That(File.ReadAllText(world.Folder["results", "report.html"]), Does.Contain("Accounts from elsewhere").And.Contain("filled: sector-mean"));
        string[] ask = ["explain", "results", "--supplier", "CHE", "--sector", "M", "--amount", "1000", "--year", "2000"];
        Assert.That(Ioe.Run(world.Folder.Path, ask).Output, Does.Contain("Strongest supply paths"));
        world.Folder.Write("jobs.csv", Jobs.Replace(",4,1000 p", ",400,1000 p", StringComparison.Ordinal));
        Assert.That(Ioe.Run(world.Folder.Path, ask).Output, Does.Contain("jobs.csv is not the file of accounts that was used"));
    }
}
