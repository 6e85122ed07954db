using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Runs;

/// <summary>
/// Groups in the results of a run with an institution's own membership: names, inside and outside, years, orders that can't be
/// placed.
/// </summary>
public class GroupTests
{
    private const string Orders = """
        date,supplier_country,purchase_code,nace,value,currency
        2008-01-02,CHE,41,,1000000,CHF
        2008-02-03,DEU,61,,500000,CHF
        2008-02-03,FRA,61,,250000,CHF
        2008-02-03,USA,61,,125000,CHF
        2008-03-01,,41,,60000,CHF
        2008-03-02,Atlantis,41,,40000,CHF
        2009-01-02,CHE,41,,1000000,CHF
        2009-02-03,DEU,61,,500000,CHF

        """;

    private const string Membership = """
        country,group,from,to
        CHE,Host,,
        DEU,Third-Country,,2008-12-31
        DEU,member,2009-01-01,
        FRA,third-country,,
        USA,OBSERVER,2000-01-01,
        JPN,Non-Member,,

        """;

    private ScratchFolder scratch = null!;

    [SetUp]
    public void Create() => scratch = new ScratchFolder();

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void Names_are_compared_without_case_and_the_configuration_says_which_are_outside()
    {
        var results = Run("""groups.outside=["THIRD-COUNTRY","observer"]""");
        Assert.That(GroupsIn(results, 2008), Is.EqualTo(new[] { "Host", "Third-Country", "non-member", "observer", "unknown" }));
        Assert.That(GroupsIn(results, 2009), Is.SupersetOf(new[] { "Host", "Third-Country", "member", "non-member", "observer" }).And.Not.Contain("unknown"));
        Assert.That(results.Study.Baseline.OutsideGroups, Is.EqualTo(new[] { "Third-Country", "non-member", "observer" }));
        Assert.That(results.Summary[0].NonMemberOrders, Is.EqualTo(875_000).Within(1e-6), "Germany not yet, France, the United States");
        Assert.That(Run().Summary[0].NonMemberOrders, Is.EqualTo(125_000).Within(1e-6), "by themselves only observers, others and non-members are outside");
    }

    [Test]
    public void Orders_in_no_known_country_are_a_group_neither_inside_nor_outside()
    {
        var results = Run();
        var tables = results.Tables().ToDictionary(t => t.Name);
        Assert.That(Cell(tables["groups"], 2008, "group", "unknown", "orders"), Is.EqualTo(100_000).Within(1e-6));
        Assert.That(Cell(tables["groups"], 2008, "group", "unknown", "order_share"), Is.EqualTo(100_000 / 1_975_000.0).Within(1e-12));
        Assert.That(Cell(tables["groups"], 2008, "group", "unknown", "total"), Is.NaN, "nothing arises there");
        foreach (var country in new[] { "unknown", "Atlantis" }) Assert.That(GroupOf(tables["countries"], 2008, country), Is.EqualTo("unknown"));
        Assert.That(results.Summary[0].UnknownOrders, Is.EqualTo(100_000).Within(1e-6));
        Assert.That(results.Summary[0].NonMemberOrderShare, Is.EqualTo(125_000 / 1_975_000.0).Within(1e-12));
        var profile = tables["orders_profile"];
        Assert.That(Enumerable.Range(0, profile.Rows).Where(i => profile["group"].Texts[i] == "unknown").Sum(i => profile["value"].Numbers[i]), Is.EqualTo(100_000).Within(1e-6));
    }

    [Test]
    public void Orders_value_added_and_contributions_of_a_group_are_those_of_the_same_countries()
    {
        // The demonstration's tables show Serbia, Thailand and Chile only within the rest of the world; Serbia leaves after 2008.
        var orders = scratch.Write("rest.csv", "date,supplier_country,purchase_code,value,currency\n" + string.Concat(new[] { 2008, 2009 }.Select(y =>
            $"{y}-01-02,CHE,41,1000000,CHF\n{y}-01-02,USA,61,64000,CHF\n{y}-01-02,SRB,61,32000,CHF\n{y}-01-02,THA,41,16000,CHF\n{y}-01-02,CHL,41,8000,CHF\n")));
        var membership = scratch.Write("inside.csv", "country,group,from,to\nCHE,member,,\nSRB,member,,2008-12-31\nCHL,observer,,\n");
        var paid = scratch.Write("paid.csv", "year,country,amount,currency\n2008,CHE,700,CHF\n2008,SRB,300,CHF\n2009,CHE,1000,CHF\n");
        var results = Run($"orders.path={orders}", $"groups.membership={membership}", $"groups.contributions={paid}");
        var tables = results.Tables().ToDictionary(t => t.Name);
        string[] inRest = ["SRB", "THA", "CHL", "ROW"];
        Assert.That(inRest.Select(c => GroupOf(tables["countries"], 2008, c)), Is.All.EqualTo("mixed"));
        Assert.That(inRest.Select(c => GroupOf(tables["countries"], 2009, c)), Is.All.EqualTo("non-member"), "the region's own, of which no other can be told");
        Assert.That(Cell(tables["groups"], 2008, "group", "mixed", "orders"), Is.EqualTo(56_000).Within(1e-6));
        Assert.That(Cell(tables["groups"], 2008, "group", "mixed", "contribution"), Is.EqualTo(300).Within(1e-6));
        Assert.That(Cell(tables["groups"], 2008, "group", "mixed", "total"), Is.EqualTo(Cell(tables["countries"], 2008, "country", "ROW", "total")).Within(1e-6).And.GreaterThan(0));
        Assert.That(results.Summary.Select(s => s.NonMemberOrders), Is.EqualTo(new[] { 64_000.0, 120_000.0 }).Within(1e-6));
        Assert.That(results.Summary.Select(s => s.MixedOrders), Is.EqualTo(new[] { 56_000.0, 0.0 }).Within(1e-6));
        foreach (var (year, group) in new[] { 2008, 2009 }.SelectMany(y => GroupsIn(results, y).Select(g => (y, g))).NotEmpty())
        {
            var (countries, profile) = (tables["countries"], tables["orders_profile"]);
            double Sum(ResultTable table, string column) => Enumerable.Range(0, table.Rows).Where(i => table["year"].Integers[i] == year && table["group"].Texts[i] == group)
                .Sum(i => double.IsNaN(table[column].Numbers[i]) ? 0 : table[column].Numbers[i]);
            foreach (var column in new[] { "orders", "direct", "indirect", "induced", "contribution" }) Assert.That(Cell(tables["groups"], year, "group", group, column), Is.EqualTo(Sum(countries, column)).Within(1e-6), $"{year} {group} {column}");
            Assert.That(Sum(profile, "value"), Is.EqualTo(Sum(countries, "orders")).Within(1e-6), $"{year} {group}");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_rests_on_imputed_compensation_is_marked_wherever_it_shows(bool whole)
    {
        // The demonstration's table of 2008 with Germany's compensation, or all, unknown: the rows that rest on it say so.
        var table = IoEngine.Demonstration.DemonstrationWorld.Create().Table(2008);
        var without = Enumerable.Range(0, table.Regions.Count).Where(r => whole || table.Regions[r].Code == "DEU")
            .Aggregate(table, IoEngine.Tests.Validation.BalanceChecksTests.Without);
        IoEngine.Tables.Formats.Own.MrioFolder.Write(without, scratch["2008.mrio"]);
        var results = Run($"tables.path={scratch["2008.mrio"]}", "tables.years=2008", "orders.years=2008");
        var tables = results.Tables().ToDictionary(t => t.Name);
        foreach (var name in new[] { "effects", "attribution" })
        {
            var rows = tables[name];
            var marked = Enumerable.Range(0, rows.Rows).Where(i => rows["imputed"].Texts[i] == "yes").Select(i => (rows["indicator"].Texts[i], rows["country"].Texts[i])).Distinct().ToArray();
            var expected = Enumerable.Range(0, rows.Rows).Select(i => (Indicator: rows["indicator"].Texts[i], Country: rows["country"].Texts[i]))
                .Where(r => r.Indicator == "compensation" && (whole || r.Country == "DEU")).Distinct().ToArray();
            Assert.That(marked, Is.EquivalentTo(expected).And.Not.Empty, name);
        }

        foreach (var name in new[] { "countries", "countries_all" })
        {
            var rows = tables[name];
            foreach (var i in Enumerable.Range(0, rows.Rows).NotEmpty())
                Assert.That(rows["imputed"].Texts[i], Is.EqualTo(double.IsNaN(rows["total"].Numbers[i]) ? "" : whole || rows["country"].Texts[i] == "DEU" ? "yes" : "no"));
        }

        Assert.That(results.Findings.Single(f => f.Code == "COMPENSATION-NONE").Found, Is.Not.Empty);
    }

    [Test]
    public void A_scenario_selects_by_the_same_rule()
    {
        const string scenario = """scenarios=[{"name":"home","changes":[{"kind":"redirect","from":{"group":"Non-Member"},"to":{"group":"HOST"}}]}]""";
        var moved = Run("""groups.outside=["third-country"]""", scenario).Study.Scenarios[0].Countries[0];
        Assert.That(moved.Countries["CHE"].Orders, Is.EqualTo(1_750_000).Within(1e-6), "Germany's and France's came, not those of nowhere");
        Assert.That((moved.Countries["USA"].Orders, moved.Groups["unknown"].Orders), Is.EqualTo((125_000.0, 100_000.0)));
    }

    [Test]
    public void Over_all_years_a_country_whose_group_changed_is_in_several()
    {
        var results = Run();
        var tables = results.Tables().ToDictionary(t => t.Name);
        var (countries, all, groups) = (tables["countries"], tables["countries_all"], tables["groups_all"]);
        Assert.That((GroupOf(countries, 2008, "DEU"), GroupOf(countries, 2009, "DEU"), GroupOf(all, null, "DEU")), Is.EqualTo(("Third-Country", "member", "several")));
        Assert.That((GroupOf(all, null, "FRA"), GroupOf(all, null, "JPN"), GroupOf(all, null, "Atlantis")), Is.EqualTo(("Third-Country", "non-member", "unknown")));

        // What stayed in one group all the time adds up to the group, but for the part of those in several.
        double InCountries(string group) => Enumerable.Range(0, all.Rows).Where(i => all["group"].Texts[i] == group).Sum(i => all["orders"].Numbers[i]);
        Assert.That(InCountries("Third-Country"), Is.EqualTo(Cell(groups, null, "group", "Third-Country", "orders") - 500_000).Within(1e-6));
        Assert.That(InCountries("Host"), Is.EqualTo(Cell(groups, null, "group", "Host", "orders")).Within(1e-6));
    }

    [Test]
    public void A_group_outside_that_no_country_has_is_an_error_with_a_proposal()
    {
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Run("""groups.outside=["other","third-contry"]"""))!.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((fault.Code, fault.Place, fault.Found, fault.Cure), Is.EqualTo(("CONFIG-GROUP", "$.groups.outside", "'third-contry'", "Did you mean \"Third-Country\"?")));
    }

    [Test]
    public void Without_membership_nothing_is_said_of_groups()
    {
        var results = Run("groups.membership=null");
        var tables = results.Tables().ToDictionary(t => t.Name);
        Assert.That(tables, Does.Not.ContainKey("groups"));
        Assert.That(tables["countries"]["group"].Texts.Concat(tables["orders_profile"]["group"].Texts).NotEmpty(), Is.All.Empty);
        Assert.That(tables["summary"]["non_member_order_share"].Numbers.Concat(tables["summary"]["non_member_share"].Numbers).NotEmpty(), Is.All.NaN);
        Assert.That(results.Findings.Count(f => f.Code == "GROUPS-NONE"), Is.EqualTo(1));
    }

    private RunResults Run(params string[] overrides)
    {
        var (orders, membership) = (scratch.Write("orders.csv", Orders), scratch.Write("membership.csv", Membership));
        string[] all = [$"orders.path={orders}", $"groups.membership={membership}", "groups.contributions=null", "orders.columns={}", "orders.unknownCountry=report", .. overrides];
        return IoEngine.Runs.Run.Execute(ConfigReader.Read(Path.Combine(SharedData.Repository(), "models", "demo", "run.json"), all));
    }

    private static string[] GroupsIn(RunResults results, int year)
    {
        var groups = results.Tables().Single(t => t.Name == "groups");
        return Enumerable.Range(0, groups.Rows).Where(i => groups["year"].Integers[i] == year).Select(i => groups["group"].Texts[i]).ToArray();
    }

    private static string GroupOf(ResultTable countries, int? year, string country) => countries["group"].Texts[Row(countries, year, "country", country)];

    private static double Cell(ResultTable table, int? year, string key, string name, string column) => table[column].Numbers[Row(table, year, key, name)];

    private static int Row(ResultTable table, int? year, string key, string name) =>
        Enumerable.Range(0, table.Rows).Single(i => (year is null || table["year"].Integers[i] == year) && table[key].Texts[i] == name);
}
