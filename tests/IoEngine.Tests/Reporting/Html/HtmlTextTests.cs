using IoEngine.Reporting;
using IoEngine.Reporting.Html;

namespace IoEngine.Tests.Reporting.Html;

public class HtmlTextTests
{
    [TestCase("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [TestCase("a \"b\" & 'c'", "a &quot;b&quot; &amp; &#39;c&#39;")]
    [TestCase("x\u202egnp.exe", "x\ufffdgnp.exe")]
    [TestCase("\u2066a\u2069", "\ufffda\ufffd")]
    [TestCase("a\0b\u0007", "a\ufffdb\ufffd")]
    [TestCase("two\r\nlines\tand tab", "two  lines and tab")]
    [TestCase("Côte d’Ivoire 中国", "Côte d’Ivoire 中国")]
    public void Text_is_inert(string text, string escaped) => Assert.That(HtmlText.Escape(text), Is.EqualTo(escaped));

    [TestCase(1234567.891, 1, "1\u202f234\u202f567.9")]
    [TestCase(-0.04, 1, "0.0")]
    [TestCase(-1.35, 1, "\u22121.4")]
    [TestCase(0, 0, "0")]
    public void Numbers_are_grouped_and_never_minus_zero(double value, int decimals, string shown) => Assert.That(HtmlText.Number(value, decimals), Is.EqualTo(shown));

    [TestCase(14_118_000_000, "14\u202f118.0")]
    [TestCase(1_000_000, "1.0")]
    [TestCase(50_000, "0.05")]
    [TestCase(500, "0.0005")]
    [TestCase(1e-8, "0")]
    [TestCase(-2_500_000, "\u22122.5")]
    public void Millions_have_the_digits_that_they_need(double value, string shown) => Assert.That(HtmlText.Money(value, MoneyScale.For(5e8, "CHF")), Is.EqualTo(shown));

    [TestCase(470e6, 470e6, "470.0", "million CHF")]
    [TestCase(470e6, 610_074.79, "0.61", "million CHF")]
    [TestCase(470e6, 8_579.17, "0.01", "million CHF")]
    [TestCase(470e6, 4_579.17, "0.0046", "million CHF")]
    [TestCase(1e6, 1e6, "1.0", "million CHF")]
    [TestCase(999_999, 12_345.6, "12.3", "thousand CHF")]
    [TestCase(-80_000, -250, "\u22120.25", "thousand CHF")]
    [TestCase(999, 999, "999.00", "CHF")]
    [TestCase(0.5, 0.05, "0.05", "CHF")]
    [TestCase(0, 0, "0", "million CHF")]
    public void Money_is_shown_in_the_unit_that_fits_the_largest_amount(double largest, double value, string shown, string unit)
    {
        var scale = MoneyScale.For(largest, "CHF");
        Assert.That((HtmlText.Money(value, scale), scale.ToString()), Is.EqualTo((shown, unit)));
        Assert.That((scale.Currency, value == 0 || shown.AsSpan().IndexOfAnyInRange('1', '9') >= 0), Is.EqualTo(("CHF", true)), "what is not zero does not look so");
    }

    [TestCase(0.611, "61.1")]
    [TestCase(0, "0.0")]
    [TestCase(0.0005, "0.1")]
    [TestCase(0.00014, "0.01")]
    [TestCase(-0.000012, "\u22120.0012")]
    [TestCase(1e-9, "0")]
    public void Shares_that_are_small_have_the_digits_that_they_need(double share, string shown) =>
        Assert.That(HtmlText.Percent(share), Is.EqualTo(shown + "\u202f%"));

    [Test]
    public void Json_in_a_script_element_can_not_end_it()
    {
        var json = System.Text.Json.JsonSerializer.Serialize("</script><!--\u2028\u2029&'\"", HtmlText.Json);
        Assert.That(json.Intersect("<>&'\u2028\u2029"), Is.Empty);
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<string>(json), Is.EqualTo("</script><!--\u2028\u2029&'\""));
    }
}
