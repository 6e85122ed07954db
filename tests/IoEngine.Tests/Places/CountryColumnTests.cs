using IoEngine.Places;
using IoEngine.Texts;

namespace IoEngine.Tests.Places;

public class CountryColumnTests
{
    private static CountryColumn Column(string spellings, CountryConcordance? own = null) => new(spellings.Split(','), own ?? CountryConcordance.Default);

    [TestCase("N/A", "n.a.", "#N/A", "<NA>", "N.A.", "n / a", "(NA)")]
    [TestCase("s/d", "b.d.", "N/I", "n.r.", "N/R", "n/d", "n.d.", "S.D.")]
    [TestCase("-", "--", "–", "?", "...", ".", ":", "*", "#")]
    [TestCase("null", "NULL", "(null)", "<null>", "\\N", "nil", "None", "nan", "NaN")]
    [TestCase("k.A.", "K. A.", "keine Angabe", "unbekannt", "unknown", "Not known", "not specified", "inconnu", "sconosciuto", "tbd", "n/k")]
    [TestCase("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NV", "(blank)", "", " ")]
    public void A_mark_of_no_data_is_no_country(params string[] marks)
    {
        Assert.That(marks, Has.Length.GreaterThanOrEqualTo(5));
        foreach (var mark in marks.NotEmpty())
        {
            Assert.That(NoData.Is(mark), mark);
            Assert.That(Column("CH,DE").CountryOf(mark), Is.Empty, mark);
            Assert.That(CountryBook.Default.TryFind(mark, out _), Is.False, mark);
        }
    }

    [TestCase("No", "NOR")]
    [TestCase("NO.", "NOR")]
    [TestCase("SD", "SDN")]
    [TestCase("NI", "NIC")]
    [TestCase("NR", "NRU")]
    [TestCase("ND", "ND")]
    [TestCase("BD", "BGD")]
    [TestCase("NC", "NCL")]
    [TestCase("Nein", "Nein")]
    public void What_only_looks_like_a_mark_is_none(string cell, string country)
    {
        Assert.That(NoData.Is(cell), Is.False);
        Assert.That(Column(cell).CountryOf(cell), Is.EqualTo(country));
    }

    [TestCase("NA,CH,No,N/A,-", "NAM", Description = "two-letter codes")]
    [TestCase("na,de,fr", "NAM")]
    [TestCase("NA,CH,DE,France,Atlantis", "NAM", Description = "two of three")]
    [TestCase("NA,CHE,DEU", "", Description = "three-letter codes")]
    [TestCase("NA,Germany,France,CH", "", Description = "names, mostly")]
    [TestCase("NA,Atlantis,XX", "", Description = "nothing known")]
    [TestCase("NA", "")]
    public void NA_alone_is_Namibia_only_among_two_letter_codes(string column, string country)
    {
        var read = Column(column);
        Assert.That(read.CountryOf("NA"), Is.EqualTo(country));
        Assert.That(read.NaFinding("orders.csv")!.Message, Does.Contain(country.Length > 0 ? "Namibia" : "no data"));
    }

    [TestCase("NAM,CHE", "NAM", "NAM")]
    [TestCase("Namibia,Germany", "Namibia", "NAM")]
    public void Namibia_by_another_spelling_is_not_touched(string column, string cell, string country)
    {
        Assert.That(Column(column).CountryOf(cell), Is.EqualTo(country));
        Assert.That(Column(column).NaFinding(""), Is.Null);
    }

    [Test]
    public void The_user_may_say_what_a_mark_stands_for()
    {
        var own = CountryConcordance.Of([("N/A", "DEU"), ("-", "ROW")]);
        var codes = Column("N/A,n/a,NA,CH,-,?", own);
        Assert.That(new[] { "N/A", "n/a", "NA", "CH", "-", "?" }.Select(codes.CountryOf), Is.EqualTo(new[] { "DEU", "DEU", "NAM", "CHE", "-", "" }));
        var named = Column("NA,Germany,France", CountryConcordance.Of([("NA", "CHE")]));
        Assert.That(named.CountryOf("NA"), Is.EqualTo("CHE"));
        Assert.That(named.NaFinding(""), Is.Null, "nothing was decided for the user");
    }
}
