using IoEngine.Accounts;
using IoEngine.Places;

namespace IoEngine.Tests.Places;

public class CountryConcordanceTests
{
    private const string Header = "iso3,iso2,name,continent,other_spellings\n";

    private static CountryConcordance Read(string csv)
    {
        using var scratch = new ScratchFolder();
        return CountryConcordance.Read(scratch.Write("countries.csv", csv));
    }

    [Test]
    public void The_shipped_list_is_accepted_and_changes_nothing()
    {
        var own = CountryConcordance.Read(Path.Combine(SharedData.Repository(), "data", "concordances", "countries_iso3166.csv"));
        Assert.That(own.Lines, Is.Empty);
        var map = own.For([new Region("CHE"), new Region("WA"), new Region("WF"), new Region("WM")]);
        Assert.That(map.Find("Egypt"), Is.EqualTo((3, RegionRule.Rest)));
        Assert.That(own.CountryOf("Suisse"), Is.EqualTo("CHE"));
    }

    [Test]
    public void Spellings_and_continents_that_are_added_to_such_a_list_hold()
    {
        var own = Read(Header + "CHE,CH,Switzerland,Europe,Helvetia|Swiss\nEGY,EG,Egypt,Africa,Misr\n");
        Assert.That(new[] { "Helvetia", "swiss", "Misr", "Egypt" }.Select(own.CountryOf), Is.EqualTo(new[] { "CHE", "CHE", "EGY", "EGY" }));
        var map = own.For([new Region("CHE"), new Region("WA"), new Region("WF"), new Region("WM")]);
        Assert.That(map.Find("EGY"), Is.EqualTo((2, RegionRule.Rest)), "in Africa, as this list has it");
        Assert.That(map.Find("Helvetia"), Is.EqualTo((0, RegionRule.Concordance)));
    }

    [TestCase("code,region\nNorway,CHE\nNO,DEU\n", "COUNTRY-DUPLICATE")]
    [TestCase("code,region\nAtlantis,\n", "CSV-EMPTY")]
    [TestCase("spelling,country\nAtlantis,CHE\n", "CSV-HEADER CSV-HEADER")]
    [TestCase(Header + "CHE,CH,Switzerland,Mars,\n", "COUNTRY-CONTINENT")]
    [TestCase(Header + "CHE,CH,Switzerland,Europe,Helvetia\nDEU,DE,Germany,Europe,Helvetia\n", "COUNTRY-DUPLICATE")]
    [TestCase(Header + ",CH,Switzerland,Europe,\n", "CSV-EMPTY")]
    public void What_is_wrong_with_the_file_is_told(string csv, string codes)
    {
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Read(csv))!;
        Assert.That(fault.Findings.Select(f => f.Code), Is.EqualTo(codes.Split(' ')));
        Assert.That(fault.Findings.Select(f => f.Cure), Is.All.Not.Empty);
    }

    [Test]
    public void Further_columns_are_comments_and_one_country_may_be_written_twice()
    {
        var own = Read("code,region,found_in,orders\nNorway,CHE,orders,3\nNO,CHE,orders,1\n*,ROW,,\n");
        Assert.That(own.RestOfWorld, Is.EqualTo("ROW"));
        Assert.That(own.For([new Region("CHE"), new Region("ROW")]).Find("NOR"), Is.EqualTo((0, RegionRule.Concordance)));
    }
}
