using IoEngine.Procurement.Valuation;

namespace IoEngine.Tests.Procurement;

/// <summary>Host countries of services on site, by sector and year.</summary>
public class OnSiteSharesTests
{
    private const string Rows = "country,share,sector,from,to\nCHE,0.5,,,\nFRA,0.3,,,2009\nFRA,0.5,,2010,\nCHE,0.9,F,2005,2006\n";

    [TestCase(2004, "F", new[] { "CHE 0.5", "FRA 0.3" })]
    [TestCase(2005, "F", new[] { "CHE 0.9" })]
    [TestCase(2006, "N", new[] { "CHE 0.5", "FRA 0.3" })]
    [TestCase(2007, "F", new[] { "CHE 0.5", "FRA 0.3" })]
    [TestCase(2010, "F", new[] { "CHE 0.5", "FRA 0.5" })]
    public void A_sector_takes_its_own_rows_of_the_year_else_those_of_all_sectors(int year, string sector, string[] expected)
    {
        var (shares, findings) = Read(Rows);
        Assert.That(findings, Is.Empty);
        Assert.That(shares.Of(year, sector).Select(s => FormattableString.Invariant($"{s.Country} {s.Share}")), Is.EqualTo(expected));
    }

    [TestCase("CHE,0.6,,,\nFRA,0.5,,2010,\n", "VALUATION-ON-SITE", "2010")]
    [TestCase("CHE,0.5,,2000,2010\nCHE,0.4,,2010,\n", "VALUATION-ON-SITE", "2010")]
    [TestCase("CHE,-0.1,,,\n", "VALUATION-ON-SITE", "onsite.csv")]
    [TestCase("CHE,0.6,F,,\nFRA,0.6,F,,\n", "VALUATION-ON-SITE", "sector F")]
    [TestCase("CHE,0.5,,2010,2009\n", "VALUATION-PERIOD", "line 2")]
    [TestCase("CHE,x,,,\n", "CSV-NUMBER", "line 2")]
    [TestCase("CHE,0.5,,soon,\n", "CSV-YEAR", "line 2")]
    public void What_can_not_be_is_told_with_its_place(string rows, string code, string place)
    {
        var finding = Read("country,share,sector,from,to\n" + rows).Findings.Single();
        Assert.That((finding.Severity, finding.Code), Is.EqualTo((Severity.Error, code)));
        Assert.That(finding.Place, Does.Contain(place));
    }

    private static (OnSiteShares Shares, List<Finding> Findings) Read(string text)
    {
        using var folder = new ScratchFolder();
        var findings = new List<Finding>();
        return (OnSiteShares.Read(folder.Write("onsite.csv", text), findings), findings);
    }
}
