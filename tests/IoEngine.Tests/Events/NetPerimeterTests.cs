using System.Text;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Outputs;

namespace IoEngine.Tests.Events;

/// <summary>Which contributions are set against what is counted is said, and where it decides the sign, on the page and in findings.</summary>
public class NetPerimeterTests
{
    private static readonly string Perimeter = Path.Combine(SharedData.Repository(), "models", "perimeter", "run.json");

    private static RunResults Run(params string[] settings) => IoEngine.Runs.Run.Execute(ConfigReader.Read(Perimeter,
        ["orders.years=2012", "demo.orders=2000", .. settings]));

    [Test]
    public void Where_the_sign_of_net_depends_on_the_perimeter_page_and_findings_name_the_countries()
    {
        var results = Run("events=null", "baskets=null");
        var table = results.Tables().Single(t => t.Name == "net");
        var rows = Enumerable.Range(0, table.Rows).Where(i => table["indicator"].Texts[i] == "valueAdded").ToArray();
        var differ = rows.Where(i => table["net_funded"].Numbers[i] * table["net_all"].Numbers[i] < 0).Select(i => table["country"].Texts[i]).ToArray();
        Assert.That(differ, Is.Not.Empty, "orders alone against all contributions: payers lose by construction");
        var finding = results.Findings.Single(f => f.Code == "NET-SIGN");
        foreach (var country in differ.NotEmpty()) Assert.That(finding.Found, Does.Contain(country + ": "));
        using var page = new MemoryStream();
        HtmlReport.Write(StoredResults.Of(Manifest.Create(results), [.. results.Tables()]), page);
        Assert.That(Encoding.UTF8.GetString(page.ToArray()), Does.Contain("The sign of net differs between the two for"));
        foreach (var i in rows.NotEmpty()) Assert.That(table["net"].Numbers[i], Is.EqualTo(table["net_funded"].Numbers[i]), "funded is the default");
    }

    [Test]
    public void All_contributions_against_a_part_of_the_spending_is_a_finding_and_the_amount_that_is_asked_for()
    {
        var results = Run("groups.alternative={\"mix\":\"household\",\"amount\":\"all\"}");
        Assert.That(results.Findings.Select(f => f.Code), Has.Some.EqualTo("NET-PERIMETER"));
        var net = results.Years[0].Net!;
        Assert.That((net.CountedShare, net.FundedShare), Is.EqualTo((1.0, net.FundedShare)));
        Assert.That(net.FundedShare, Is.InRange(0.5, 0.99));
    }

    [TestCase("groups.alternative=\"nobody\"")]
    [TestCase("groups.alternative={\"mix\":\"government\",\"amount\":\"some\"}")]
    [TestCase("groups.alternative={\"amount\":\"all\"}")]
    [TestCase("groups.alternative={\"mix\":\"government\",\"share\":\"all\"}")]
    public void An_alternative_that_is_none_is_refused(string setting) =>
        Assert.That(() => ConfigReader.Read(Perimeter, [setting]), Throws.TypeOf<ConfigException>());

    [TestCase("groups.alternative=\"household\"", "household")]
    [TestCase("groups.alternative={\"mix\":\"investment\"}", "investment")]
    public void A_mix_alone_takes_the_contributions_that_fund_what_is_counted(string setting, string mix) =>
        Assert.That(ConfigReader.Read(Perimeter, [setting]).Config.Groups.Alternative, Is.EqualTo(new AlternativeSelection(mix, "funded")));

    [Test]
    public void The_headline_of_orders_is_the_same_with_events_and_without()
    {
        var (with, without) = (Run(), Run("events=null", "baskets=null"));
        foreach (var name in new[] { "summary", "countries", "groups" }.NotEmpty())
        {
            var (a, b) = (with.Tables().Single(t => t.Name == name), without.Tables().Single(t => t.Name == name));
            foreach (var column in a.Columns.Where(c => c.Kind == ColumnKind.Number).NotEmpty())
                Assert.That(column.Numbers, Is.EqualTo(b[column.Name].Numbers), $"{name} {column.Name}");
        }

        string[] Columns(RunResults of, string table) => [.. of.Tables().Single(t => t.Name == table).Columns.Select(c => c.Name)];
        Assert.That(Columns(without, "effects"), Has.No.Member("source_kind"));
        Assert.That(Columns(with, "effects")[^1], Is.EqualTo("source_kind"));
        Assert.That(Columns(with, "attribution")[^1], Is.EqualTo("source_kind"));
    }
}
