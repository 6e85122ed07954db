namespace IoEngine.Acceptance;

/// <summary>Scenarios from the command line: result files, and bad scenarios in one message.</summary>
public class ScenarioTests
{
    private static string With(string config, string scenarios) => config.TrimEnd().TrimEnd('}').TrimEnd() + $",\n  \"scenarios\": [\n{scenarios}\n  ]\n}}\n";

    [Test]
    public void Results_hold_every_scenario_and_the_differences_add_up()
    {
        using var world = new SmallWorld().With("run.json", c => With(c, """
            { "name": "home", "changes": [ { "kind": "redirect", "from": { "group": "non-member" }, "to": { "countries": ["CHE"] } } ] },
            { "name": "nothing", "changes": [ { "kind": "scale", "orders": {}, "factor": 1 } ] },
            { "name": "bids", "changes": [ { "kind": "tender", "order": { "year": 2000, "code": "10", "value": 1000 }, "suppliers": ["CHE", "FRA"] } ] },
            { "name": "frozen", "base": "home", "changes": [ { "kind": "freeze", "baseYear": 2000 } ] }
            """));
        var (code, output, error) = world.Run();
        Assert.That(code, Is.Zero, error);
        string[] names = ["home", "nothing", "bids: CHE", "bids: FRA", "frozen"];
        foreach (var name in names) Assert.That(output, Does.Contain($"Scenario {name}: "));
        var summary = Csv.Read(world.Folder["results", "summary_all.csv"]);
        Assert.That(summary.Select(r => r["scenario"]).Distinct(), Is.EqualTo(names.Prepend("baseline")));
        foreach (var file in new[] { "effects", "attribution", "summary", "countries", "countries_all", "groups", "groups_all", "orders_profile" })
            Assert.That(Csv.Read(world.Folder["results", file + ".csv"]).Select(r => r["scenario"]).Distinct(), Is.EquivalentTo(names.Prepend("baseline")), file);

        var comparison = Csv.Read(world.Folder["results", "comparison.csv"]);
        Assert.That(comparison.Where(r => r["scenario"] == "nothing").Select(r => r["difference"]).NotEmpty(), Is.All.EqualTo("0"));
        foreach (var name in names)
        {
            var total = summary.Single(r => r["scenario"] == name).Number("total") - summary.Single(r => r["scenario"] == "baseline").Number("total");
            foreach (var file in new[] { "comparison", "comparison_all" })
            {
                var rows = Csv.Read(world.Folder["results", file + ".csv"]).Where(r => r["scenario"] == name && r["indicator"] == "valueAdded");
                Assert.That(rows.Sum(r => r.Number("difference")), Is.EqualTo(total).Within(1e-6), $"{name}, {file}");
            }
        }
    }

    [Test]
    public void Bad_scenarios_are_one_message_with_every_fault_and_its_path()
    {
        using var world = new SmallWorld().With("run.json", c => With(c, """
            { "name": "a", "base": "b", "changes": [ { "kind": "redirect", "from": { "countries": ["Atlantis"] }, "to": { "group": "member" }, "share": 1.5 } ] },
            { "name": "b", "base": "a" },
            { "name": "c", "changes": [ { "kind": "freeze", "baseYear": 1900 }, { "kind": "scale", "orders": {}, "factor": 2 }, { "kind": "scale", "orders": { "codes": ["1"] }, "factor": 2 } ] },
            { "name": "d", "changes": [ { "kind": "membership", "country": "JPN", "group": "host", "from": "soon" } ] }
            """));
        foreach (var verb in new[] { "run", "check" })
        {
            var (code, _, error) = Ioe.Run(world.Folder.Path, verb, "run.json");
            Assert.That(code, Is.EqualTo(2), error);
            foreach (var path in new[]
            {
                "$.scenarios[0].changes[0].from.countries", "$.scenarios[0].changes[0].to.group", "$.scenarios[0].changes[0].share", "$.scenarios[0].base",
                "$.scenarios[2].changes[0].baseYear", "$.scenarios[2].changes[2]", "$.scenarios[3].changes[0].from",
            }) Assert.That(error, Does.Contain("run.json, " + path), verb);
            Assert.That(error, Does.Contain("a → b → a").And.Contain("7 errors").And.Not.Contain("   at "));
        }

        Assert.That(Directory.Exists(world.Folder["results"]), Is.False);
    }

    [Test]
    public void Stored_results_are_compared_with_limits()
    {
        using var world = new SmallWorld();
        Assert.That(world.Run("--out", "a").Code, Is.Zero);
        Assert.That(world.Run("--out", "b").Code, Is.Zero);
        Assert.That(world.Run("--out", "c", "--set", "closure.kind=none").Code, Is.Zero);
        Assert.That(world.Run("--out", "d", "--years", "2000").Code, Is.Zero);
        (int Code, string Output, string Error) Compare(params string[] args) => Ioe.Run(world.Folder.Path, ["compare", .. args]);

        var same = Compare("a", "b", "--absolute", "0");
        Assert.That(same.Code, Is.Zero, same.Error);
        Assert.That(same.Output, Does.Contain("0 of ").And.Contain("differ by more than the absolute limit, 0 in the unit of the row."));
        var other = Compare("a", "c", "--out", "diff");
        Assert.That(other.Code, Is.Zero, "without limits nothing is beyond them");
        Assert.That(other.Output, Does.Contain("A: a: small, 2000-2001, closure net-labour, CHF").And.Contain("B: c: small, 2000-2001, closure none, CHF"));
        var rows = Csv.Read(world.Folder["diff", "comparison.csv"]);
        foreach (var row in rows.Where(r => r["channel"] != "induced").NotEmpty()) Assert.That(row["difference"], Is.EqualTo("0"), "the closure changes induced effects only");
        double Total(string folder) => Csv.Read(world.Folder[folder, "summary_all.csv"]).Single().Number("induced");
        Assert.That(rows.Where(r => r["indicator"] == "valueAdded").Sum(r => r.Number("difference")), Is.EqualTo(Total("c") - Total("a")).Within(1e-9), "differences add up");
        var relative = Compare("a", "c", "--relative", "0.001");
        Assert.That(relative.Code, Is.EqualTo(5));
        Assert.That(relative.Output, Does.Contain("numbers differ by more than the relative limit, 0.1 % of A."));
        Assert.That(Compare("a", "c", "--relative", "0.001", "--absolute", "2.5").Output,
            Does.Contain("differ by more than the absolute and the relative limit together, 2.5 in the unit of the row and 0.1 % of A."));
        Assert.That(Compare("a", "c", "--relative", "1000").Code, Is.Zero);
        var oneSided = Compare("a", "d", "--absolute", "1e12");
        Assert.That(oneSided.Code, Is.EqualTo(5), "a year that only one of the two has can't be within limits");
        Assert.That(oneSided.Error, Does.Contain("year 2001"));
        Assert.That(Compare("a", "nowhere").Code, Is.EqualTo(2));
        Assert.That(Compare("a", "b", "--relative", "-1").Code, Is.EqualTo(2));
    }
}
