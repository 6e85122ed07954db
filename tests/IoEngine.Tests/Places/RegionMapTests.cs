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

    // EXIOBASE 3 as published: the Middle East is these fifteen, and the far south goes with Asia and the Pacific.
    [TestCase("WM", "ARE BHR EGY IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR YEM")]
    [TestCase("WA", "AFG ARM ATA AZE BGD BTN BVT FJI GEO HKG HMD IOT KAZ KGZ LAO MAC MMR MNG MYS NZL PAK PHL PNG PRK SGP SGS THA TJK TKM TLS UMI UZB VNM WLF WSM")]
    [TestCase("WE", "ALA ALB AND BIH BLR FRO GGY GIB IMN ISL JEY LIE MCO MDA MKD MNE SJM SMR SRB UKR VAT XKX")]
    [TestCase("WF", "AGO ATF BEN CIV COD CPV DZA ESH ETH GHA KEN LBY MAR MYT NAM NGA REU SDN SHN SSD TUN TZA ZWE")]
    [TestCase("WL", "ARG BES BLM BMU CHL COL CUW FLK GRL GUF JAM MAF PER PRI SPM SXM TTO URY VEN VGB VIR")]
    public void Each_rest_of_EXIOBASE_takes_the_countries_that_are_its_own(string rest, string countries)
    {
        var map = Map("AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GR HR HU ID IE IN IT JP KR LT LU LV MT MX NL NO PL PT RO RU SE SI SK TR TW US WA WE WF WL WM ZA");
        foreach (var country in countries.Split(' ').NotEmpty())
        {
            var (region, rule) = map.Find(country);
            Assert.That((map.Regions[region].Code, rule), Is.EqualTo((rest, RegionRule.Rest)), country);
        }
    }

    [Test]
    public void Every_country_has_a_place_in_a_table_with_rests_and_in_one_with_a_rest_of_the_world()
    {
        foreach (var map in new[] { Map("CH WA WE WF WL WM"), Map("CHE XAM XEU XAF XAS"), Map("CHE ROW") })
            Assert.That(CountryBook.Default.Countries.Where(c => map.Find(c.Iso3).Rule == RegionRule.None).Select(c => c.Iso3), Is.Empty);
    }

    [TestCase("ROM CHE ROW", "Roumania,ROU", "Roumania", "ROM", "ROU", Description = "the code of the list where the table has another")]
    [TestCase("ROM CHE ROW", "Roumania,Romania", "Roumania", "ROM", "ROU")]
    [TestCase("DEU CHE ROW", "Hrvatskaa,HRV", "Hrvatskaa", "ROW", "HRV", Description = "the country is inside the rest")]
    [TestCase("FR WA WE WF WM", "Aegyptus,EGY", "Aegyptus", "WM", "EGY", Description = "and inside the right one of several")]
    [TestCase("DEU CHE FIGW1", "Elsewhere,ROW", "Elsewhere", "FIGW1", "Elsewhere", Description = "the rest by another name")]
    [TestCase("DEU CHE ROW", "Liechtenstein,CHE", "LI", "CHE", "LIE", Description = "a country placed elsewhere stays itself")]
    [TestCase("DEU CHE ROW", "Serbia and Montenegro,SRB", "Serbia and Montenegro", "ROW", "SRB")]
    [TestCase("DEU CHE ROW", "CS,CZ", "CS", "ROW", "CZE")]
    public void The_user_may_aim_at_a_region_or_at_a_country(string regions, string pair, string cell, string region, string country)
    {
        var own = CountryConcordance.Of([(pair.Split(',')[0], pair.Split(',')[1])]);
        var map = Map(regions, own);
        Assert.That(own.CountryOf(cell), Is.EqualTo(country));
        Assert.That(map.Regions[map.Find(own.CountryOf(cell)).Region].Code, Is.EqualTo(region));
        Assert.That(map.Regions[map.Find(cell).Region].Code, Is.EqualTo(region));
        Assert.That(map.HasTarget(pair.Split(',')[1]));
    }

    [TestCase("CHX")]
    [TestCase("NORD")]
    [TestCase("Yugoslavia")]
    [TestCase("DE---CH")]
    [TestCase("N/A")]
    public void A_target_that_is_no_region_and_no_country_is_none(string target) => Assert.That(Map("DEU CHE ROW").HasTarget(target), Is.False);

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
    [TestCase("Zembla", "Zembla", Description = "placed in a rest, which is no country")]
    [TestCase("Sahel", "Sahel", Description = "WF may be the rest of Africa")]
    [TestCase("Norway", "NOR", Description = "a country stays itself wherever it is placed")]
    [TestCase(" Atlantis ", "Atlantis")]
    public void A_spelling_that_the_user_places_in_a_country_is_that_country(string spelling, string country) =>
        Assert.That(CountryConcordance.Of([("Italien", "IT"), ("Zembla", "ROW"), ("Sahel", "WF"), ("Norway", "CHE")]).CountryOf(spelling), Is.EqualTo(country));

    [Test]
    public void A_table_without_a_rest_has_no_place_for_other_countries()
    {
        var map = Map("CHE DEU");
        Assert.That((map.HasRest, map.Find("Norway")), Is.EqualTo((false, (-1, RegionRule.None))));
        Assert.That(Map("CHE ROW").HasRest && Map("WA WE WF CHE").HasRest);
    }
}
