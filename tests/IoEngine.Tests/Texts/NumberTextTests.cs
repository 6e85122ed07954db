using System.Text;
using IoEngine.Texts;

namespace IoEngine.Tests.Texts;

/// <summary>The one reader of numbers: what a text means, what it shows of its column, and what is never guessed at.</summary>
public class NumberTextTests
{
    [TestCase("1234.50", "1234.50")]
    [TestCase("1,234.50", "1234.50")]
    [TestCase("1.234,50", "1234.50")]
    [TestCase("1.234.567", "1234567")]
    [TestCase("1,234,567", "1234567")]
    [TestCase("1.234.567,8", "1234567.8")]
    [TestCase("12,34,567.50", "1234567.50", Description = "Indian")]
    [TestCase("1,00,000", "100000", Description = "Indian")]
    [TestCase("12,34,56,789", "123456789", Description = "Indian")]
    [TestCase("1'234.50", "1234.50", Description = "Swiss")]
    [TestCase("1\u2019234\u2019567", "1234567")]
    [TestCase("1\u02BC234.50", "1234.50")]
    [TestCase("1 234,5", "1234.5")]
    [TestCase("1\u00A0234,5", "1234.5")]
    [TestCase("1\u202F234\u202F567", "1234567")]
    [TestCase("1\u2009234.567", "1234.567", Description = "blanks group, so the point is decimal")]
    [TestCase("12\u2007000", "12000")]
    [TestCase("0.893", "0.893")]
    [TestCase("0,893", "0.893")]
    [TestCase("1234,567", "1234.567", Description = "no group has four digits")]
    [TestCase("12,5", "12.5")]
    [TestCase(".5", ".5")]
    [TestCase("1.2E+05", "1.2E+05")]
    [TestCase("1,2e5", "1.2e5")]
    [TestCase("1.234E+05", "1.234E+05")]
    [TestCase("+7", "7")]
    [TestCase("-7", "-7")]
    [TestCase("\u22127", "-7")]
    [TestCase("(12.00)", "-12.00")]
    [TestCase("( 1.250,00 )", "-1250.00")]
    [TestCase("12.00-", "-12.00")]
    [TestCase("1.234,50-", "-1234.50")]
    [TestCase("250.-", "250.", Description = "Swiss: no cents, not negative")]
    [TestCase("1'250.\u2013", "1250.")]
    [TestCase("250,--", "250.")]
    [TestCase("-250.-", "-250.")]
    [TestCase("=\"1234.50\"", "1234.50")]
    [TestCase("\u200B1234\uFEFF", "1234")]
    [TestCase("  42\t", "42")]
    public void A_number_that_means_one_thing_is_read_whatever_the_style(string text, string expected)
    {
        foreach (var style in new[] { NumberStyle.Undecided, NumberStyle.Point, new((byte)',', false), NumberStyle.Stated('.'), NumberStyle.Stated(',') })
        {
            var (reading, plain) = Read(text, style);
            Assert.That((reading.Status, plain), Is.EqualTo((NumberStatus.Ok, expected)), style.ToString());
        }
    }

    [TestCase("1.234", "1.234", "1234")]
    [TestCase("1,234", "1234", "1.234")]
    [TestCase("12.500", "12.500", "12500")]
    [TestCase("850.000", "850.000", "850000")]
    [TestCase("-1.234", "-1.234", "-1234")]
    [TestCase("1.234-", "-1.234", "-1234")]
    [TestCase("(1,234)", "-1234", "-1.234")]
    public void A_number_that_two_readings_fit_takes_the_style_or_is_a_question(string text, string withPoint, string withComma)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read(text, NumberStyle.Undecided).Reading.Status, Is.EqualTo(NumberStatus.Ambiguous));
            Assert.That(Read(text, NumberStyle.Stated('.')).Plain, Is.EqualTo(withPoint));
            Assert.That(Read(text, NumberStyle.Stated(',')).Plain, Is.EqualTo(withComma));
            var other = new NumberStyle((byte)(text.Contains('.') ? ',' : '.'), false);
            Assert.That(Read(text, other).Reading.Status, Is.EqualTo(NumberStatus.Ambiguous), "the other sign may be a slip as well as a group");
        });
    }

    [TestCase("€ 2.034.550", "2034550", "€")]
    [TestCase("1.950,00 €", "1950.00", "€")]
    [TestCase("€1,950.00", "1950.00", "€")]
    [TestCase("-$5.5", "-5.5", "$")]
    [TestCase("$(5.5)", "-5.5", "$")]
    [TestCase("US$ 12", "12", "US$")]
    [TestCase("CHF 1'234.50", "1234.50", "CHF")]
    [TestCase("1 234,50 zł", "1234.50", "zł")]
    [TestCase("12 EUR-", "-12", "EUR")]
    [TestCase("Fr. 12.-", "12.", "Fr.")]
    public void Currency_signs_and_codes_may_stand_before_or_behind(string text, string expected, string mark)
    {
        var (reading, plain) = Read(text, NumberStyle.Undecided);
        Assert.That((plain, reading.Mark), Is.EqualTo((expected, mark)));
    }

    [TestCase("")]
    [TestCase(" \u00A0")]
    public void Nothing_but_blanks_is_empty(string text) => Assert.That(Read(text, NumberStyle.Undecided).Reading.Status, Is.EqualTo(NumberStatus.Empty));

    [TestCase("abc")]
    [TestCase("NaN")]
    [TestCase("-")]
    [TestCase("€")]
    [TestCase("1.2.3")]
    [TestCase("1.23.456")]
    [TestCase("1,23,4.5")]
    [TestCase("12,345,67")]
    [TestCase("1.234.567.8,9")]
    [TestCase("12 3")]
    [TestCase("1.234 567")]
    [TestCase("1'234.567.890")]
    [TestCase("--5")]
    [TestCase("(5")]
    [TestCase("5 TEUR", Description = "thousands")]
    [TestCase("5 Mio. €", Description = "millions")]
    [TestCase("5 M€")]
    [TestCase("€ 5 CHF")]
    [TestCase("3.9%")]
    [TestCase("12.3 p")]
    [TestCase("1e")]
    [TestCase("1.234.567E3")]
    [TestCase("2019-05-17")]
    public void What_is_no_number_is_none_in_any_style(string text)
    {
        foreach (var style in new[] { NumberStyle.Undecided, NumberStyle.Stated('.'), NumberStyle.Stated(',') })
            Assert.That(Read(text, style).Reading.Status, Is.EqualTo(NumberStatus.NotNumber), style.ToString());
    }

    [TestCase("1.234|12.500|850", ' ', false, Description = "nothing shows it")]
    [TestCase("1,234|12,500|850", ' ', false)]
    [TestCase("1.234-|12.500|850", ' ', false, Description = "SAP's minus is no vote for the point")]
    [TestCase("(1.234)|12.500", ' ', false)]
    [TestCase("0.893|0.994|23.050", ' ', false, Description = "rates below one beside thousands")]
    [TestCase("1.5|2,5", ' ', false, Description = "as many of each")]
    [TestCase("850|12", ' ', false)]
    [TestCase("1.234|1.234.567", ',', true)]
    [TestCase("1.234|2.500,50", ',', true)]
    [TestCase("1,234|2,500.50", '.', true)]
    [TestCase("1,234|12,34,567", '.', true)]
    [TestCase("1.234|12,50", ',', false, Description = "a point may be a slip where no group is seen")]
    [TestCase("1.234-|2.500-|12,50", ',', true, Description = "a program with the minus behind groups always")]
    [TestCase("12.5|13.5|1.234,50", '.', false, Description = "the majority")]
    [TestCase("1'234.500|1.234", '.', false)]
    [TestCase("1234.500", '.', false)]
    public void The_numbers_of_a_column_show_their_style(string column, char sign, bool grouped)
    {
        var evidence = default(NumberEvidence);
        foreach (var text in column.Split('|')) evidence.Add(Read(text, NumberStyle.Undecided).Reading);
        Assert.That(evidence.Style, Is.EqualTo(sign == ' ' ? NumberStyle.Undecided : new NumberStyle((byte)sign, grouped)));
    }

    [Test]
    public void Long_text_is_no_number_and_does_no_harm()
    {
        Assert.That(Read(new string('1', 200), NumberStyle.Point).Reading.Status, Is.EqualTo(NumberStatus.NotNumber));
        Assert.That(Read(new string('1', 62), NumberStyle.Point).Plain, Has.Length.EqualTo(62));
    }

    private static (NumberReading Reading, string Plain) Read(string text, NumberStyle style)
    {
        var plain = new byte[NumberText.Longest];
        var reading = NumberText.Read(Encoding.UTF8.GetBytes(text), style, plain);
        return (reading, Encoding.ASCII.GetString(plain, 0, reading.Length));
    }
}
