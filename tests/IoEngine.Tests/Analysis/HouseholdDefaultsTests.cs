using IoEngine.Accounts;
using IoEngine.Analysis;

namespace IoEngine.Tests.Analysis;

public class HouseholdDefaultsTests
{
    [Test]
    public void Every_entry_is_a_share_and_names_its_source()
    {
        Assert.That(HouseholdDefaults.Countries, Has.Count.EqualTo(52));
        foreach (var country in HouseholdDefaults.Countries)
        {
            var p = HouseholdDefaults.For(country);
            Assert.That(p.DisposableShare, Is.InRange(0.4, 1), country);
            Assert.That(p.PropensityToConsume, Is.InRange(0.6, 1), country);
            Assert.That(p.LabourShare, Is.InRange(0.3, 0.7), country);
            Assert.That(p.Source, Does.StartWith("shipped default"), country);
        }
    }

    [Test]
    public void The_average_of_the_oecd_wedges_is_near_the_published_one()
    {
        var oecd = HouseholdDefaults.Countries.Where(c => HouseholdDefaults.For(c).Source.Contains("OECD", StringComparison.Ordinal)).ToList();
        Assert.That(oecd, Has.Count.EqualTo(38));
        Assert.That(oecd.Average(c => 1 - HouseholdDefaults.For(c).DisposableShare), Is.EqualTo(0.348).Within(0.005), "OECD Taxing Wages 2024: 34.8 %");
    }

    [Test]
    public void Regions_without_a_country_get_the_average()
    {
        Region[] regions = [new("DE"), new("FIGW1")];
        var parameters = HouseholdDefaults.ForRegions(regions, r => r.Code == "DE" ? "DEU" : null);
        Assert.That(parameters.For(regions[0]), Is.EqualTo(HouseholdDefaults.For("DEU")));
        Assert.That(parameters.For(regions[1]), Is.EqualTo(HouseholdParameters.Default));
    }
}
