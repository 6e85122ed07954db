namespace IoEngine.Acceptance;

/// <summary>What is left out, taken for granted or misspelt is said, and every file speaks of the same orders.</summary>
public class NothingVanishesTests
{
    [Test]
    public void The_profile_holds_the_orders_that_the_run_counts()
    {
        using var world = new SmallWorld().With("orders.csv", t => t.Replace(",currency", ",currency,in_kind", StringComparison.Ordinal).Replace(",CHF\n", ",CHF,no\n", StringComparison.Ordinal)
            .Replace(",EUR\n", ",EUR,yes\n", StringComparison.Ordinal));
        var (code, _, error) = world.Run("--years", "2000", "--set", "orders.include.inKind=false");
        Assert.That(code, Is.Zero, error);
        var profile = Csv.Read(world.Folder["results", "orders_profile.csv"]);
        var all = Csv.Read(world.Folder["results", "summary_all.csv"]).Single();
        Assert.That(profile.Select(r => r["year"]).Distinct(), Is.EqualTo(new[] { "2000" }));
        Assert.That(profile.Sum(r => r.Number("value")), Is.EqualTo(1000).And.EqualTo(all.Number("orders")));
        Assert.That(profile.Sum(r => r.Number("number")), Is.EqualTo(1).And.EqualTo(all.Number("orders_number")));
        Assert.That(Findings(world).Single(f => f["code"] == "ORDERS-EXCLUDED")["found"], Is.EqualTo("783.19 CHF"), "500.50 EUR at 1.69 / 1.08");
    }

    [Test]
    public void Rows_that_cannot_be_used_stand_in_the_headline()
    {
        using var world = new SmallWorld().With("orders.csv", t => t.Replace("2000-05-01", "2000-13-01", StringComparison.Ordinal));
        var (code, output, error) = world.Run("--quiet");
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("Not in these numbers: 1 of the orders' rows"));
    }

    [Test]
    public void Orders_without_a_currency_are_a_warning()
    {
        using var world = new SmallWorld().With("orders.csv", t => t.Replace("100,CHF", "100,", StringComparison.Ordinal));
        Assert.That(world.Run().Code, Is.Zero);
        Assert.That(Findings(world).Single(f => f["code"] == "ORDERS-NO-CURRENCY")["place"], Does.Contain("line 5"));
    }

    [Test]
    public void Names_that_meet_nothing_are_warnings()
    {
        using var world = new SmallWorld().With("membership.csv", t => t + "ATLANTIS,member,1990-01-01,\n").With("run.json", t => t
            .Replace("\"membership.csv\"", "\"membership.csv\", \"contributions\": \"contributions.csv\"", StringComparison.Ordinal)
            .Replace("\"net-labour\"", "\"net-labour\", \"households\": \"households.csv\"", StringComparison.Ordinal));
        world.Folder.Write("contributions.csv", "year,country,amount,currency\n2000,CHE,5,CHF\n2000,FRA,-3,CHF\n2000,XX,1,CHF\n");
        world.Folder.Write("households.csv", "region,disposable_share,propensity_to_consume,labour_share,source\nSwitzerland,0.7,0.8,0.6,test\nFRANKRYK,0.7,0.8,0.6,test\n");
        var (code, _, error) = world.Run();
        Assert.That(code, Is.Zero, error);
        var findings = Findings(world).ToLookup(f => f["code"], f => f["found"]);
        Assert.Multiple(() =>
        {
            Assert.That(findings["MEMBERSHIP-COUNTRY"], Is.EqualTo(new[] { "'ATLANTIS'" }));
            Assert.That(findings["CONTRIBUTION-COUNTRY"], Is.EqualTo(new[] { "'XX'" }));
            Assert.That(findings["CONTRIBUTION-NEGATIVE"], Is.EqualTo(new[] { "'-3" }), "guarded against formulas");
            Assert.That(findings["HOUSEHOLD-REGION"], Is.EqualTo(new[] { "FRANKRYK" }));
            Assert.That(findings["HOUSEHOLD-SHIPPED"], Is.EqualTo(new[] { "FRA" }));
            Assert.That(findings["HOUSEHOLD-AVERAGE"], Is.EqualTo(new[] { "ROW" }));
        });
    }

    [Test]
    public void A_scenario_reports_what_it_moves_within_the_years_of_the_run()
    {
        using var world = new SmallWorld().With("run.json", c => c.TrimEnd().TrimEnd('}') + """
            , "scenarios": [ { "name": "home", "changes": [ { "kind": "redirect", "from": { "countries": ["CHE"] }, "to": { "countries": ["FRA"] } } ] } ] }
            """);
        Assert.That(world.Run("--years", "2001").Code, Is.Zero);
        Assert.That(Findings(world).Single(f => f["code"] == "SCENARIO-TOUCHED")["found"], Does.StartWith("1 order worth 250.25 CHF"));
    }

    [Test]
    public void What_distributors_sell_can_be_said_in_the_configuration()
    {
        using var unsaid = Wholesale("");
        using var said = Wholesale(", \"goods\": { \"M\": 1 }");
        Assert.That(unsaid.Run().Code, Is.Zero);
        Assert.That(said.Run().Code, Is.Zero);
        Assert.That(Findings(unsaid).Select(f => f["code"]), Does.Contain("VALUATION-NO-GOODS"));
        Assert.That(Findings(said).Select(f => f["code"]), Does.Not.Contain("VALUATION-NO-GOODS"));
        Assert.That(Direct(said), Is.LessThan(Direct(unsaid)), "the goods no longer count as the distributor's own service");

        static SmallWorld Wholesale(string goods) => new SmallWorld().With("run.json", t => t.Replace("\"sectors\": []", "\"sectors\": [\"S\"]" + goods, StringComparison.Ordinal));

        static double Direct(SmallWorld world) => Csv.Read(world.Folder["results", "effects.csv"])
            .Where(r => r["indicator"] == "valueAdded" && r["channel"] == "direct" && r["sector"] == "S").Sum(r => r.Number("value"));
    }

    [Test]
    public void A_folder_in_place_of_a_file_is_named_as_such()
    {
        using var world = new SmallWorld();
        Directory.CreateDirectory(world.Folder["folder"]);
        var (config, _, first) = Ioe.Run(world.Folder.Path, "run", "folder");
        var (orders, _, second) = world.Run("--set", "orders.path=folder");
        var (small, _, third) = world.Run("--set", "currency.rates=folder");
        Assert.That((config, orders, small), Is.EqualTo((2, 3, 3)));
        foreach (var error in new[] { first, second, third }) Assert.That(error, Does.Contain("Found: a folder").And.Contain("Cure: "));
    }

    [Test]
    public void The_same_inputs_in_another_folder_give_the_same_bytes()
    {
        using var here = new SmallWorld();
        using var there = new SmallWorld();
        foreach (var world in new[] { here, there })
        {
            world.With("orders.csv", t => t + "5,2000-03-01,S1,CHE,10,much,CHF\n");
            world.With("fx.csv", t => t + "2001,XXX,1\n");
            var (code, _, error) = world.Run("--set", "output.formats=[\"csv\",\"html\"]");
            Assert.That(code, Is.Zero, error);
            Assert.That(File.ReadAllText(world.Folder["results", "findings.csv"]), Does.Contain("orders.csv").And.Not.Contain(world.Folder.Path));
        }

        foreach (var file in Directory.GetFiles(here.Folder["results"]).Select(f => Path.GetFileName(f)).Where(f => f != "manifest.json").NotEmpty())
            Assert.That(File.ReadAllText(here.Folder["results", file]), Is.EqualTo(File.ReadAllText(there.Folder["results", file])), file);
    }

    private static List<Dictionary<string, string>> Findings(SmallWorld world) => Csv.Read(world.Folder["results", "findings.csv"]);
}
