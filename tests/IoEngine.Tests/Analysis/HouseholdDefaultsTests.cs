using IoEngine.Accounts;
using IoEngine.Households;

namespace IoEngine.Tests.Analysis;

public class HouseholdDefaultsTests
{
    [TestCase(null)]
    [TestCase(1965)]
    [TestCase(1999)]
    [TestCase(2010)]
    [TestCase(2024)]
    public void Every_entry_is_a_share_and_names_its_source(int? year)
    {
        Assert.That(HouseholdDefaults.Countries, Has.Count.EqualTo(52));
        foreach (var country in HouseholdDefaults.Countries.NotEmpty())
        {
            var p = HouseholdDefaults.For(country, year);
            Assert.That(p.DisposableShare, Is.InRange(0.4, 1), country);
            Assert.That(p.PropensityToConsume, Is.InRange(0.6, 1), country);
            Assert.That(p.LabourShare, Is.InRange(0.3, 0.85), country);
            Assert.That(p.Source, Does.Contain("Penn World Table 10.01").And.Contain("round assumptions"), country);
        }
    }

    [Test]
    public void The_average_of_the_oecd_wedges_is_near_the_published_one()
    {
        var oecd = HouseholdDefaults.Countries.Where(c => HouseholdDefaults.For(c).Source.Contains("OECD Taxing Wages", StringComparison.Ordinal)).ToList();
        Assert.That(oecd, Has.Count.EqualTo(38));
        Assert.That(oecd.Average(c => 1 - HouseholdDefaults.For(c, 2022).DisposableShare), Is.EqualTo(0.34585822).Within(1e-6), "the average of Taxing Wages 2023");
    }

    [Test]
    public void Regions_in_any_spelling_take_their_country_and_others_the_average()
    {
        foreach (var spelling in new[] { "DE", "DEU", "Germany", "GER" })
            Assert.That(HouseholdParameters.Shipped.For(new Region(spelling)), Is.EqualTo(HouseholdDefaults.For("DEU")), spelling);
        Assert.That(HouseholdParameters.Shipped.For(new Region("FIGW1")), Is.EqualTo(HouseholdParameters.Average));
    }

    [Test]
    public void Factors_reach_rows_others_and_shipped_rows_alike_and_stop_at_one()
    {
        var row = new HouseholdParameter(0.5, 0.8, 0.6, "test");
        var scaled = new HouseholdParameters(new Dictionary<Region, HouseholdParameter> { [new("CHE")] = row }).Scaled(0.8, 1.1).Scaled(2, 0.5);
        Assert.That(scaled.For(new Region("Switzerland")), Is.EqualTo(row with { DisposableShare = 0.8, PropensityToConsume = 0.5 * Math.Min(1, 0.8 * 1.1) }));
        var shipped = HouseholdDefaults.For("DEU");
        Assert.That(scaled.For(new Region("DEU")).DisposableShare, Is.EqualTo(Math.Min(1, shipped.DisposableShare * 0.8 * 2)));
        Assert.That((scaled.OriginOf(new Region("CHE")), scaled.OriginOf(new Region("DEU"))), Is.EqualTo((HouseholdOrigin.Row, HouseholdOrigin.Shipped)));
        Assert.That(HouseholdParameters.Uniform(row).Scaled(0.5, 1).For(new Region("X")).DisposableShare, Is.EqualTo(0.25));
        Assert.That(() => scaled.Scaled(-1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Two_spellings_of_one_country_are_refused_by_name()
    {
        var row = new HouseholdParameter(0.5, 0.8, 0.6, "test");
        var refused = Assert.Throws<InvalidDataFindingsException>(() => _ = new HouseholdParameters(
            new Dictionary<Region, HouseholdParameter> { [new("ROU")] = row, [new("ROM")] = row, [new("CHE")] = row with { LabourShare = 2 } }));
        Assert.That(refused!.Findings.Select(f => (f.Code, f.Found)), Is.EquivalentTo(new[] { ("HOUSEHOLD-DUPLICATE", "ROM, ROU"), ("HOUSEHOLD-SHARE", "2") }));
    }
}
