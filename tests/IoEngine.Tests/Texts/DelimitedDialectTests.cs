using System.Text;
using IoEngine.Texts;

namespace IoEngine.Tests.Texts;

/// <summary>What separates cells and rows, and where the header is, told from the first bytes.</summary>
public class DelimitedDialectTests
{
    private static readonly HashSet<string> Wanted = new(StringComparer.OrdinalIgnoreCase) { "year", "currency", "per_usd" };

    [TestCase("year,currency,per_usd\n2019,EUR,0.9\n", ',', 1)]
    [TestCase("year;currency;per_usd\n2019;EUR;0,9\n", ';', 1)]
    [TestCase("year\tcurrency\tper_usd\n", '\t', 1)]
    [TestCase("year|currency|per_usd\n", '|', 1)]
    [TestCase("year currency per_usd\n2019 EUR 0.9\n", ' ', 1)]
    [TestCase("year;currency;\"per_usd\";note, with, commas, in, it\n", ';', 1)]
    [TestCase("\n \nyear,currency,per_usd\n", ',', 3)]
    [TestCase("sep=;\nyear;currency;per_usd\n", ';', 2)]
    [TestCase("\"sep=,\"\r\nyear,currency,per_usd\r\n", ',', 2)]
    [TestCase("SEP=|\nyear|currency|per_usd\n", '|', 2)]
    [TestCase("Rates of the year\nPrinted on 31.12.2019, page 1\n\nyear;currency;per_usd\n", ';', 4)]
    [TestCase("Rates;;\n;;\nyear;currency;per_usd\n", ';', 3)]
    [TestCase("\"a title\nof two lines\"\nyear,currency,per_usd\n", ',', 3)]
    [TestCase("a \"title\" \"\nyear,currency,per_usd\n", ',', 2)]
    [TestCase("year,currency,per_usd\ryear,currency,per_usd\r", ',', 1, Description = "the first of two")]
    public void Delimiter_and_header_are_found(string text, char delimiter, int line)
    {
        var dialect = Detect(text);
        Assert.That(((char)dialect.Delimiter, dialect.HeaderLine), Is.EqualTo((delimiter, line)));
        Assert.That(dialect.Header.Take(3), Is.EqualTo(new[] { "year", "currency", "per_usd" }));
    }

    [TestCase("\u200Byear,currency\u00A0, per_usd \n")]
    [TestCase("year\u200C,cur\u00ADrency,\uFEFFper_usd\n")]
    [TestCase("year,\u2060currency,\"per_usd\u200E\"\n")]
    public void Names_have_no_blanks_around_and_nothing_that_is_not_seen(string text) =>
        Assert.That(Detect(text).Header, Is.EqualTo(new[] { "year", "currency", "per_usd" }));

    [TestCase("\"year\" \"currency\" \"per_usd\"\n\"1\" 2019 \"EUR\" 0.9\n\"2\" 2019 \"CHF\" NA\n", true, true)]
    [TestCase("year currency per_usd\n1 2019 EUR 0.9\n2 2019 CHF NA\n", true, false, Description = "without quotes NA may be a text")]
    [TestCase("\"year\",\"currency\",\"per_usd\"\n\"1\",2019,\"EUR\",0.9\n", true, true)]
    [TestCase("\"year\";\"currency\";\"per_usd\"\n2019;\"NA\";0,9\n", false, true)]
    [TestCase("\"year\";\"currency\";\"per_usd\"\n2019;EUR;0,9\n", false, false)]
    [TestCase("year,currency,per_usd\n2019,EUR,0,9\n2020,EUR,0,8\n", false, false, Description = "decimal commas between commas are no row names")]
    public void Tables_of_R_have_row_names_and_say_what_is_missing(string text, bool named, bool isNaEmpty)
    {
        var dialect = Detect(text);
        Assert.That((dialect.Header[0].Length == 0, dialect.IsNaEmpty), Is.EqualTo((named, isNaEmpty)));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("\"never closed")]
    public void A_text_without_a_header_has_none(string text) => Assert.That(Detect(text).Header, Is.Empty);

    private static DelimitedDialect Detect(string text) => DelimitedDialect.Detect(Encoding.UTF8.GetBytes(text), Wanted, null);
}
