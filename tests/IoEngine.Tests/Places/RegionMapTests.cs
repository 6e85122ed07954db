using IoEngine.Accounts;
using IoEngine.Places;

namespace IoEngine.Tests.Places;

public class RegionMapTests
{
    private static RegionMap Map(string regions, CountryConcordance? own = null) => new([.. regions.Split(' ').Select(r => new Region(r))], own);

    [TestCase("WA WL WE WF WM CH", "Peru:WL Kenya:WF Norway:WE Qatar:WM Japan:WA Fiji:WA Switzerland:CH")]
    [TestCase("XAM XEU XAF XAS CHE", "Peru:XAM Kenya:XAF Norway:XEU Qatar:XAS Fiji:XAS Suisse:CHE")]
    [TestCase("CHE FIGW1", "Peru:FIGW1 CH:CHE")]
    [TestCase("WF CHE ROW", "WLF:WF Peru:ROW")]
    public void A_country_goes_to_its_region_else_to_its_rest_of_the_world(string regions, string expected)
    {
        var map = Map(regions);
        foreach (var pair in expected.Split(' ').Select(p => p.Split(':')).NotEmpty())
            Assert.That(map.Regions[map.Find(pair[0]).Region].Code, Is.EqualTo(pair[1]), pair[0]);
    }

    [TestCase("FR WA WF WM", "FRA WA WF WM")]
    [TestCase("FR WF", "FRA WLF", Description = "alone it is Wallis and Futuna")]
    [TestCase("ROM EL UK RoW R1", "ROU GRC GBR RoW R1")]
    public void A_region_is_called_as_its_country_else_as_in_the_table(string regions, string names)
    {
        var map = Map(regions);
        Assert.That(map.Regions.Select(map.NameOf), Is.EqualTo(names.Split(' ')));
    }

    [TestCase("ROM CH ROW", "Romania", "ROM")]
    [TestCase("ROM CH ROW", "ROU", "ROM")]
    [TestCase("ROM CH ROW", "ROW", "ROW")]
    [TestCase("ROM CH ROW", "Norway", null, Description = "it is inside ROW, and no region")]
    [TestCase("ROM CH ROW", "Atlantis", null)]
    [TestCase("FR WA WF WM", "WF", "WF")]
    [TestCase("FR WA WF WM", "WLF", null, Description = "WF is the rest of Africa there")]
    public void A_spelling_names_a_region_and_never_one_that_only_holds_the_country(string regions, string spelling, string? named) =>
        Assert.That(Map(regions).Named(spelling)?.Code, Is.EqualTo(named));

    [Test]
    public void The_users_word_goes_before_the_tables_own_region_and_the_rest()
    {
        var own = CountryConcordance.Of([("Norway", "CH"), ("Kenia", "ROW"), ("Chile", "nowhere")], "ROM");
        var map = Map("ROM CH NOR ROW", own);
        Assert.That(new[] { "NO", "Kenia", "Chile", "Peru", "Atlantis", "" }.Select(map.Find), Is.EqualTo(new[]
        {
            (1, RegionRule.Concordance), (3, RegionRule.Concordance), (0, RegionRule.Rest), (0, RegionRule.Rest), (-1, RegionRule.None), (-1, RegionRule.None),
        }));
    }

    [TestCase("Italien", "ITA", Description = "the user says that it is Italy")]
    [TestCase("Kenia", "Kenia", Description = "placed in a rest, which is no country")]
    [TestCase("Sahel", "Sahel", Description = "WF may be the rest of Africa")]
    [TestCase("Norway", "NOR", Description = "a country stays itself wherever it is placed")]
    [TestCase(" Atlantis ", "Atlantis")]
    public void A_spelling_that_the_user_places_in_a_country_is_that_country(string spelling, string country) =>
        Assert.That(CountryConcordance.Of([("Italien", "IT"), ("Kenia", "ROW"), ("Sahel", "WF"), ("Norway", "CHE")]).CountryOf(spelling), Is.EqualTo(country));

    [Test]
    public void A_table_without_a_rest_has_no_place_for_other_countries()
    {
        var map = Map("CHE DEU");
        Assert.That((map.HasRest, map.Find("Norway")), Is.EqualTo((false, (-1, RegionRule.None))));
        Assert.That(Map("CHE ROW").HasRest && Map("WA WE WF CHE").HasRest);
    }
}
