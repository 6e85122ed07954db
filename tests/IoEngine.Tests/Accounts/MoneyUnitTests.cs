using IoEngine.Accounts;

namespace IoEngine.Tests.Accounts;

public class MoneyUnitTests
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
    public void Spellings_of_tables_are_read(string text, string currency, double scale)
    {
        Assert.That(MoneyUnit.TryParse(text, out var unit), Is.True);
        Assert.That(unit, Is.EqualTo(new MoneyUnit(currency, scale)));
    }

    [TestCase("1000 FTE")]
    [TestCase("kt")]
    [TestCase("")]
    public void What_is_no_money_is_not_taken_for_it(string text) => Assert.That(MoneyUnit.TryParse(text, out _), Is.False);
}
