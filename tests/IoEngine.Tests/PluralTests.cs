namespace IoEngine.Tests;

public class PluralTests
{
    [TestCase(0, "order", "0 orders")]
    [TestCase(1, "order", "1 order")]
    [TestCase(2, "industry", "2 industries")]
    [TestCase(1, "industry", "1 industry")]
    [TestCase(3, "day", "3 days")]
    [TestCase(1_000_000, "row", "1000000 rows")]
    public void A_number_has_its_noun(long number, string noun, string expected) => Assert.That(Plural.Of(number, noun), Is.EqualTo(expected));

    [Test]
    public void Verbs_and_parts_of_one()
    {
        Assert.That((Plural.Noun(1, "is", "are"), Plural.Noun(2, "is", "are"), Plural.Noun(0.5, "order")), Is.EqualTo(("is", "are", "orders")));
        Assert.That(Plural.Of(2, "other country"), Is.EqualTo("2 other countries"));
    }
}
