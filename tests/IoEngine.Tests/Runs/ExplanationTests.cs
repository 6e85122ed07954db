using IoEngine.Accounts;
using IoEngine.Analyses.Paths;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Explanations;

namespace IoEngine.Tests.Runs;

/// <summary>Numbers of stored results explained from their own tables: every part adds up to the number it explains.</summary>
public class ExplanationTests
{
    private ScratchFolder files = null!;
    private RunResults results = null!;

    private string Folder => files["results"];

    [OneTimeSetUp]
    public void Run()
    {
        files = new ScratchFolder();
        results = IoEngine.Runs.Run.Execute(ConfigReader.Read(Path.Combine(SharedData.Repository(), "models", "demo", "run.json"),
            ["orders.years=2008-2009", "demo.orders=600", "output.formats=csv,html"]));
        using var folder = ResultsFolder.Create(Folder);
        results.Write(folder);
    }

    [OneTimeTearDown]
    public void Remove() => files?.Dispose();

    [TestCase("2008")]
    [TestCase("2009")]
    [TestCase("all")]
    public void The_identity_of_a_year_adds_up_to_its_orders(string year)
    {
        RunIdentity identity = ResultExplanation.Identity(Folder, year);
        SummaryRow row = results.Summary.Append(results.All).Single(s => (s.Year is { } one ? $"{one}" : "all") == year);
        Assert.That((identity.Year, identity.Unit, identity.Closure), Is.EqualTo((year, "CHF", "net-labour")));
        Near.Equal(identity.Parts.Sum(p => p.Value) + identity.Unmapped, (double)row.Orders, "value added, leaks and what is not mapped", 1e-8);
        Near.Equal([identity.Orders, identity.Induced], [(double)row.Orders, row.ValueAdded[(int)Channel.Induced]], "orders, induced", 1e-9);
        Assert.That(identity.Parts.Select(p => p.Name), Is.Unique.And.Contains("value added, direct"));
    }

    [TestCase("CHE", 2008)]
    [TestCase("Switzerland", 2009)]
    public void What_a_country_receives_is_the_same_by_channel_source_and_sector(string asked, int year)
    {
        CountryExplanation explained = ResultExplanation.Country(Folder, asked, $"{year}");
        var result = results.Years.Single(y => y.Assignment.Year == year);
        var expected = Enum.GetValues<Channel>().Sum(c => result.ValueAdded.ByRegion(c)[result.Regions.IndexOf(new Region("CHE"))]);
        Assert.That((explained.Country, explained.CountryName, explained.Indicator, explained.Unit), Is.EqualTo(("CHE", "Switzerland", "valueAdded", "CHF")));
        Assert.That(explained.Channels.Select(c => c.Name), Is.EqualTo(new[] { "direct", "indirect", "induced" }));
        Near.Equal([Sum(explained.Channels), Sum(explained.Sources), Sum(explained.Sectors)], [expected, expected, expected], "channels, sources, sectors", 1e-9);
        Assert.That(explained.Sources.Select(s => s.Value), Is.Ordered.Descending);
        Assert.That(explained.Sectors.Select(s => s.Value), Is.Ordered.Descending);
        Assert.That(explained.Sources.Single(s => s.Name == "DEU").Label, Is.EqualTo("Germany"));

        static double Sum(IReadOnlyList<NamedValue> parts) => parts.Sum(p => p.Value);
    }

    [Test]
    public void What_the_results_do_not_hold_is_refused_with_what_they_hold()
    {
        Assert.That(Fault(() => ResultExplanation.Identity(Folder, "2010")), Is.EqualTo(("EXPLAIN-YEAR", "2010", "2008, 2009, all")));
        Assert.That(Fault(() => ResultExplanation.Country(Folder, "Switzerland", "2008", "rent")).Found, Is.EqualTo("rent of CHE in 2008"));
        Assert.That(Fault(() => ContractExplanation.Of(Folder, new ContractQuestion("1066", "CHE", "C26", 1))), Is.EqualTo(("EXPLAIN-YEAR", "1066", "2008, 2009")));
        var sector = Fault(() => ContractExplanation.Of(Folder, new ContractQuestion("2008", "CHE", "Z99", 1)));
        Assert.That((sector.Code, sector.Found), Is.EqualTo(("EXPLAIN-SECTOR", "Z99")));
        Assert.That(sector.Expected.Split(", "), Has.Length.EqualTo(22).And.Contain("C26"));

        static (string Code, string Found, string Expected) Fault(Action action)
        {
            var fault = Assert.Throws<ConfigException>(() => action())!.Findings.Single();
            return (fault.Code, fault.Found, fault.Expected);
        }
    }

    [Test]
    public void A_folder_says_what_it_is()
    {
        var (name, years, synthetic, currency, closure) = ResultExplanation.Describe(Folder);
        Assert.That((name, synthetic, currency, closure), Is.EqualTo(("synthetic-demonstration-1999-2024", true, "CHF", "net-labour")));
        Assert.That(years, Is.EqualTo(new[] { "2008", "2009" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_contract_is_answered_by_the_multipliers_of_the_run_and_its_paths_lead_there(bool induced)
    {
        var question = new ContractQuestion("2008", "Germany", "c26", 250_000m, induced);
        var explained = ContractExplanation.Of(Folder, question, options: new PathOptions { RelativeCutoff = 1e-4 });
        var multipliers = results.Contracts[2008];
        var industry = new Industry("DEU", "C26");
        Assert.That((explained.Question, explained.TableYear, explained.Industry), Is.EqualTo((question, 2008, industry)));
        Assert.That((explained.NameOf(industry.Region), explained.PathsMissing), Is.EqualTo(("Germany", "")));
        Assert.That(explained.SectorName, Is.Not.Empty);
        var expected = new ContractAnswer(multipliers, industry, 250_000m);
        for (var r = 0; r < multipliers.Regions.Count; r++) Assert.That(explained.Answer.ValueAdded(r), Is.EqualTo(expected.ValueAdded(r)), multipliers.Regions[r].Code);
        SupplyPath strongest = explained.Paths!.Paths[0];
        Assert.That(strongest.Nodes[0], Is.EqualTo(new PathNode(industry)), "the order itself");
        Assert.That(explained.Paths.Paths.Any(p => p.Induced), Is.EqualTo(induced));
        Near.Equal(explained.Paths.Paths.Where(p => p.Deliveries == 0).Sum(p => p.Value) * 250_000, (double)expected.World(Channel.Direct), "direct", 1e-4);
    }
}
