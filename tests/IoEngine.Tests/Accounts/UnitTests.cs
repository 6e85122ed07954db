using IoEngine.Accounts;

namespace IoEngine.Tests.Accounts;

public class UnitTests
{
    [TestCase("Mill USD", "USD", 1e6)]
    [TestCase("M.EUR", "EUR", 1e6)]
    [TestCase("million US$", "USD", 1e6)]
    [TestCase("1000 USD", "USD", 1e3)]
    [TestCase("(in millions of US$)", "USD", 1e6)]
    [TestCase("million usd", "USD", 1e6)]
    [TestCase("million USD, all prices", "USD", 1e6)]
    [TestCase("million EUR, top industries", "EUR", 1e6)]
    [TestCase("million ALL", "ALL", 1e6)]
    [TestCase("EUR", "EUR", 1)]
    [TestCase("USD million", "USD", 1e6)]
    [TestCase("millions of U.S. dollars at current prices", "USD", 1e6)]
    [TestCase("million USD, prices of 2010", "USD", 1e6)]
    [TestCase("MIO_EUR", "EUR", 1e6)]
    [TestCase("CP_MEUR", "EUR", 1e6)]
    // Joined to the currency.
    [TestCase("MEUR", "EUR", 1e6)]
    [TestCase("kEUR", "EUR", 1e3)]
    [TestCase("mio. EUR", "EUR", 1e6)]
    [TestCase("MioCHF", "CHF", 1e6)]
    [TestCase("mnUSD", "USD", 1e6)]
    [TestCase("EURm", "EUR", 1e6)]
    [TestCase("USDbn", "USD", 1e9)]
    [TestCase("€m", "EUR", 1e6)]
    [TestCase("US$bn", "USD", 1e9)]
    [TestCase("£ million", "GBP", 1e6)]
    // Words of other languages.
    [TestCase("Mrd EUR", "EUR", 1e9)]
    [TestCase("Mrd. €", "EUR", 1e9)]
    [TestCase("Millionen EUR", "EUR", 1e6)]
    [TestCase("Tsd. EUR", "EUR", 1e3)]
    [TestCase("Mio. Schweizer Franken", "CHF", 1e6)]
    [TestCase("Million Swiss francs", "CHF", 1e6)]
    [TestCase("mln PLN", "PLN", 1e6)]
    [TestCase("mld CZK", "CZK", 1e9)]
    [TestCase("tys. PLN", "PLN", 1e3)]
    [TestCase("bln RUB", "RUB", 1e9)]
    [TestCase("milliards d'euros", "EUR", 1e9)]
    [TestCase("milioni di euro", "EUR", 1e6)]
    [TestCase("millones de euros", "EUR", 1e6)]
    [TestCase("miles de millones de euros", "EUR", 1e9)]
    [TestCase("Mia. DKK", "DKK", 1e9)]
    [TestCase("Billionen EUR", "EUR", 1e12)]
    [TestCase("trillion VND", "VND", 1e12)]
    [TestCase("crore INR", "INR", 1e7)]
    [TestCase("₹ crore", "INR", 1e7)]
    [TestCase("lakh INR", "INR", 1e5)]
    [TestCase("lakh crore INR", "INR", 1e12)]
    [TestCase("百万円", "JPY", 1e6)]
    [TestCase("億円", "JPY", 1e8)]
    // Numbers.
    [TestCase("100 million JPY", "JPY", 1e8)]
    [TestCase("100M JPY", "JPY", 1e8)]
    [TestCase("100 MEUR", "EUR", 1e8)]
    [TestCase("10,000 yuan", "CNY", 1e4)]
    [TestCase("10 000 CNY", "CNY", 1e4)]
    [TestCase("10 thousand CNY", "CNY", 1e4)]
    [TestCase("1,000 EUR", "EUR", 1e3)]
    [TestCase("1.000 EUR", "EUR", 1e3)]
    [TestCase("1 000 EUR", "EUR", 1e3)]
    [TestCase("1'000'000 CHF", "CHF", 1e6)]
    [TestCase("1\u2019000 CHF", "CHF", 1e3)]
    [TestCase("1000000 EUR", "EUR", 1e6)]
    [TestCase("10^6 EUR", "EUR", 1e6)]
    [TestCase("10**6 EUR", "EUR", 1e6)]
    [TestCase("10⁶ EUR", "EUR", 1e6)]
    [TestCase("1e6 EUR", "EUR", 1e6)]
    [TestCase("1E+06 EUR", "EUR", 1e6)]
    [TestCase("EUR '000", "EUR", 1e3)]
    [TestCase("USD 000s", "USD", 1e3)]
    [TestCase("1000s of EUR", "EUR", 1e3)]
    [TestCase("thousand million EUR", "EUR", 1e9)]
    [TestCase("M.EUR (million euros)", "EUR", 1e6)]
    public void Money_is_read_with_its_scale(string text, string currency, double scale)
    {
        Assert.That(Unit.TryReadMoney(text, out var unit), Is.True);
        Assert.That(unit, Is.EqualTo(Unit.Money(currency, scale)));
        Assert.That(unit.Published, Is.EqualTo(text));
    }

    [TestCase("p", 1)]
    [TestCase("persons", 1)]
    [TestCase("People", 1)]
    [TestCase("jobs", 1)]
    [TestCase("persons employed", 1)]
    [TestCase("number of persons", 1)]
    [TestCase("PER", 1)]
    [TestCase("1000 p", 1e3)]
    [TestCase("1000 p.", 1e3)]
    [TestCase("1,000 persons", 1e3)]
    [TestCase("THS_PER", 1e3)]
    [TestCase("thousand persons", 1e3)]
    [TestCase("persons (thousands)", 1e3)]
    [TestCase("thousands of people", 1e3)]
    [TestCase("'000 persons", 1e3)]
    [TestCase("000 persons", 1e3)]
    [TestCase("10^3 persons", 1e3)]
    [TestCase("Tsd. Personen", 1e3)]
    [TestCase("milliers de personnes", 1e3)]
    [TestCase("1000 persons engaged", 1e3)]
    [TestCase("M.p", 1e6)]
    [TestCase("million jobs", 1e6)]
    [TestCase("10 thousand persons", 1e4)]
    public void Persons_are_read_with_their_scale(string text, double scale) =>
        Assert.That(Unit.Read(text), Is.EqualTo(new Unit(UnitKind.Persons, "persons", scale)));

    [TestCase("FTE", 1)]
    [TestCase("1000 FTE", 1e3)]
    [TestCase("THS_FTE", 1e3)]
    [TestCase("full-time equivalents", 1)]
    [TestCase("thousand full time equivalent jobs", 1e3)]
    [TestCase("full-time employee equivalents", 1)]
    [TestCase("person-years", 1)]
    [TestCase("1000 annual work units", 1e3)]
    [TestCase("Tsd. Vollzeitäquivalente", 1e3)]
    [TestCase("milliers d'équivalents temps plein", 1e3)]
    public void Full_time_equivalents_are_read_with_their_scale(string text, double scale) =>
        Assert.That(Unit.Read(text), Is.EqualTo(new Unit(UnitKind.FullTimeEquivalents, "FTE", scale)));

    [TestCase("hours", 1)]
    [TestCase("M.hr", 1e6)]
    [TestCase("million hours worked", 1e6)]
    [TestCase("million hours of employees", 1e6)]
    [TestCase("THS_HW", 1e3)]
    [TestCase("1000 person-hours", 1e3)]
    [TestCase("Mio. Stunden", 1e6)]
    public void Hours_are_hours(string text, double scale) => Assert.That(Unit.Read(text), Is.EqualTo(new Unit(UnitKind.Hours, "hours", scale)));

    [TestCase("kt", UnitKind.Mass, "t", 1e3)]
    [TestCase("Gg", UnitKind.Mass, "t", 1e3)]
    [TestCase("1000 t", UnitKind.Mass, "t", 1e3)]
    [TestCase("tonnes", UnitKind.Mass, "t", 1)]
    [TestCase("kg CO2-eq", UnitKind.Mass, "t CO2-eq", 1e-3)]
    [TestCase("Mt CO2", UnitKind.Mass, "t CO2", 1e6)]
    [TestCase("TJ", UnitKind.Energy, "TJ", 1)]
    [TestCase("GWh", UnitKind.Energy, "TJ", 3.6)]
    [TestCase("million kWh", UnitKind.Energy, "TJ", 3.6)]
    public void Masses_and_energies_have_a_size_and_are_shown_as_published(string text, UnitKind kind, string of, double scale)
    {
        var unit = Unit.Read(text);
        Assert.That((unit.Kind, unit.Of), Is.EqualTo((kind, of)));
        Near.Equal(unit.Scale, scale, text, 1e-15);
        Assert.That(unit.ToString(), Is.EqualTo(text));
    }

    [TestCase("1000 FTE")]
    [TestCase("kt")]
    [TestCase("")]
    // A word that is not understood is never dropped, and what has two readings has none.
    [TestCase("zillion EUR")]
    [TestCase("Fantastillionen EUR")]
    [TestCase("EUR per person")]
    [TestCase("M.EUR/M.EUR")]
    [TestCase("MM USD")]
    [TestCase("TEUR")]
    [TestCase("mil. CZK")]
    [TestCase("bio. EUR")]
    [TestCase("million $")]
    [TestCase("million rupees")]
    [TestCase("250 million EUR")]
    [TestCase("million USD (EUR)")]
    [TestCase("million EUR, 1000 EUR")]
    [TestCase("million PPS")]
    [TestCase("MIO_NAC")]
    [TestCase("% of GDP")]
    public void What_is_no_money_is_not_taken_for_it(string text) => Assert.That(Unit.TryReadMoney(text, out _), Is.False);

    [TestCase("ha")]
    [TestCase("km2")]
    [TestCase("m3")]
    [TestCase("1000 m3")]
    [TestCase("MT")]
    [TestCase("tons")]
    [TestCase("kg/M.EUR")]
    [TestCase("kg per person")]
    [TestCase("persons per km2")]
    public void What_is_not_understood_is_left_as_it_stands(string text)
    {
        var unit = Unit.Read(text);
        Assert.That((unit.Kind, unit.Of, unit.Scale, unit.ToString()), Is.EqualTo((UnitKind.Other, text, 1.0, text)));
    }

    [TestCase("Mrd EUR", "billion EUR")]
    [TestCase("100 million JPY", "100 million JPY")]
    [TestCase("crore INR", "10 million INR")]
    [TestCase("EUR", "EUR")]
    [TestCase("1000 p", "thousand persons")]
    [TestCase("M.hr", "million hours")]
    public void A_unit_is_shown_in_one_way(string text, string shown)
    {
        Assert.That(Unit.Read(text).ToString(), Is.EqualTo(shown));
        Assert.That(Unit.Read(shown), Is.EqualTo(Unit.Read(text)), "what is shown is read again");
    }

    [Test]
    public void Units_convert_where_they_count_the_same()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Unit.Read("1000 p").In(Unit.Persons), Is.EqualTo(1e3));
            Assert.That(Unit.Read("Mrd EUR").In(Unit.Money("EUR", 1e6)), Is.EqualTo(1e3));
            Assert.That(Unit.Read("M.hr").In(Unit.Persons), Is.Null, "hours are no persons");
            Assert.That(Unit.Read("FTE").In(Unit.Persons), Is.Null);
            Assert.That(Unit.Read("million USD").In(Unit.Money("EUR", 1e6)), Is.Null);
            Assert.That(Unit.Read("").In(Unit.Money("EUR", 1e6)), Is.EqualTo(1), "no unit: that of the table");
            Assert.That(Unit.Read("thousand").In(Unit.Persons), Is.EqualTo(1e3), "a scale alone: so many of what is asked for");
            Assert.That(default(Unit).In(Unit.Persons), Is.EqualTo(1));
        });
    }
}
