using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Places;
using IoEngine.Procurement.Money;

namespace IoEngine.Tests.Events;

/// <summary>What events, baskets and rates must not be: each with its line, all at once.</summary>
public class EventFaultTests
{
    private const string Header = "id,year,country,kind,amount,currency,basket,disposable_share,nights,spending_per_night,category,label\n";

    [TestCase("a,2019,CHE,wages,1,CHF,,,,,,", "EVENT-KIND", "column kind")]
    [TestCase("a,2019,Atlantis,institution,1,CHF,,,,,,", "EVENT-COUNTRY", "column country")]
    [TestCase("a,2019,CHE,visitor-spending,,CHF,trip,,600,,,", "EVENT-NIGHTS", "column spending_per_night")]
    [TestCase("a,2019,CHE,visitor-spending,,CHF,trip,,,200,,", "EVENT-NIGHTS", "column nights")]
    [TestCase("a,2019,CHE,visitor-spending,5,CHF,trip,,600,200,,", "EVENT-NIGHTS", "column spending_per_night")]
    [TestCase("a,2019,CHE,labour-income,1,CHF,,1.2,,,,", "EVENT-SHARE", "column disposable_share")]
    [TestCase("a,2019,CHE,institution,1,CHF,,0.5,,,,", "EVENT-CELL", "column disposable_share")]
    [TestCase("a,2019,CHE,bill-of-goods,1,CHF,none,,,,,", "EVENT-BASKET", "column basket")]
    [TestCase("a,2019,CHE,visitor-spending,1,CHF,,,,,,", "EVENT-BASKET", "column basket")]
    [TestCase("a,2019,CHE,institution,1,XXX,,,,,,", "CURRENCY-RATE-MISSING", "column currency")]
    [TestCase("a,2019,CHE,institution,,CHF,,,,,,", "CSV-NUMBER", "column amount")]
    [TestCase("ok,2019,CHE,institution,1,CHF,,,,,,", "EVENT-DUPLICATE", "column id")]
    public void An_event_that_can_not_be_is_told_with_its_line(string line, string code, string column)
    {
        var findings = Read(Header + "ok,2019,CHE,institution,1,CHF,,,,,,\n" + line + "\n");
        Assert.That(findings.Select(f => f.Code), Has.Some.EqualTo(code));
        var found = findings.First(f => f.Code == code);
        Assert.That(found.Place, Does.Contain("line 3").And.Contain(column));
        Assert.That(found.Severity, Is.EqualTo(Severity.Error));
    }

    [Test]
    public void All_faults_are_told_at_once()
    {
        var findings = Read(Header + "a,2019,CHE,wages,1,CHF,,,,,,\nb,2019,Atlantis,institution,1,CHF,,,,,,\nc,2019,CHE,labour-income,1,CHF,,7,,,,\n");
        Assert.That(findings.Select(f => f.Code), Is.EqualTo(new[] { "EVENT-KIND", "EVENT-COUNTRY", "EVENT-SHARE" }));
    }

    [TestCase("trip,,A,0.5\ntrip,,B,0.4\n", "don't sum")]
    [TestCase("trip,,A,1.5\ntrip,,B,-0.5\n", "out of range")]
    public void Shares_of_a_basket_are_shares(string rows, string message)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "baskets.csv");
        File.WriteAllText(path, "basket,region,sector,share\n" + rows);
        var findings = new List<Finding>();
        new EventFile(CountryConcordance.Default, CurrencyRates.None, "CHF", findings).Baskets(path);
        Assert.That(findings.Select(f => f.Code), Is.Not.Empty.And.All.EqualTo("EVENT-BASKET"));
        Assert.That(findings.Select(f => f.Message), Has.Some.Contains(message));
    }

    [TestCase("0.6,0.16,0.12,0.12,,", "")]
    [TestCase("0.6,0.16,0.12,0.1295,,", "HOUSEHOLD-WEDGE")]
    [TestCase("0.6,0.16,0.12,0.1209,,", "")]
    [TestCase("0.6,0.16,0.12,0.05,0.07,", "")]
    [TestCase("0.6,0.16,0.12,0.14,,-0.02", "")]
    [TestCase("0.6,1.16,0.12,0.12,,", "HOUSEHOLD-SHARE HOUSEHOLD-WEDGE")]
    [TestCase("0.6,0.16,0.12,0.14,,0.02", "HOUSEHOLD-SHARE HOUSEHOLD-WEDGE")]
    [TestCase("0.6,0.16,,,,", "")]
    public void Parts_of_a_wedge_add_up_to_it(string cells, string codes)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "households.csv");
        var row = cells.Split(',');
        File.WriteAllText(path, "region,disposable_share,employers_social,employees_social,wage_tax,compulsory_in_wedge,cash_benefits,propensity_to_consume,labour_share,source\n"
            + $"CHE,{string.Join(',', row)},0.9,0.6,x\n");
        var findings = new List<Finding>();
        HouseholdFile.Read(path, CountryConcordance.Default, findings);
        Assert.That(string.Join(' ', findings.Select(f => f.Code).Order()), Is.EqualTo(codes));
        Assert.That(findings.Select(f => f.Place), Has.All.Contains("line 2"));
    }

    [Test]
    public void Shipped_rates_of_every_year_add_up_to_the_wedge_of_the_year()
    {
        var countries = HouseholdDefaults.Countries.Where(c => HouseholdDefaults.For(c).Fiscal is not null).ToArray();
        Assert.That(countries, Has.Length.EqualTo(37).Or.Length.EqualTo(38));
        foreach (var (country, year) in countries.SelectMany(c => Enumerable.Range(1995, 31).Select(y => (c, y))).NotEmpty())
        {
            var p = HouseholdDefaults.For(country, year);
            Assert.That(p.Fiscal!.Wedge, Is.EqualTo(1 - p.DisposableShare).Within(FiscalRate.WedgeTolerance), $"{country} {year}");
        }

        Assert.That(HouseholdDefaults.For("BRA").Fiscal, Is.Null, "no row, no figure");
    }

    [Test]
    public void Benefits_of_one_year_are_no_part_of_the_wedge_of_another()
    {
        // cash benefits of 2020 and 2021 alone
        var rates = HouseholdDefaults.For("USA", 2019).Fiscal!;
        Assert.That((rates.CashBenefits, HouseholdDefaults.For("USA", 2020).Fiscal!.CashBenefits < -0.01), Is.EqualTo((0.0, true)));
        const string header = "region,year,disposable_share,propensity_to_consume,labour_share,employers_social,employees_social,wage_tax,cash_benefits,source\n";
        using var folder = new ScratchFolder();
        var findings = new List<Finding>();
        var path = folder.Write("households.csv", header + "CHE,2019,0.6,0.9,0.6,0.16,0.12,0.12,,x\nCHE,2020,0.65,,,0.16,0.12,0.12,-0.05,x\n");
        var read = HouseholdFile.Read(path, CountryConcordance.Default, findings).In(2019).For(new("CHE"));
        Assert.That((findings.Count, read.Fiscal), Is.EqualTo((0, new FiscalRate(0.16, 0.12, 0.12))));
    }

    private static List<Finding> Read(string text)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "events.csv");
        File.WriteAllText(path, text);
        var findings = new List<Finding>();
        var baskets = new Dictionary<string, IReadOnlyList<BasketShare>> { ["trip"] = [new("", "A", 1)] };
        new EventFile(CountryConcordance.Default, CurrencyRates.None, "CHF", findings).Events(path, baskets);
        return findings;
    }
}
