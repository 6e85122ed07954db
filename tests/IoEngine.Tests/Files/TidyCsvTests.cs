using System.Text;
using IoEngine.Files.Lines;

namespace IoEngine.Tests.Files;

/// <summary>Small inputs in every way that people save them: the same values, or a finding; never another value.</summary>
public class TidyCsvTests
{
    private static readonly string[] Encodings = ["utf-8", "utf-8 with mark", "utf-16", "utf-16BE", "windows-1252"];

    [TestCaseSource(nameof(Encodings))]
    public void Every_encoding_that_orders_may_have(string name)
    {
        const string text = "year;country;amount\n2019;Österreich;1,5\n";
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name.Split(' ')[0]);
        byte[] bytes = [.. name is "utf-8" or "windows-1252" ? [] : encoding.GetPreamble(), .. encoding.GetBytes(text)];
        var (csv, findings) = Read(bytes);
        Assert.That(findings, Is.Empty);
        Assert.That(csv.Text(csv.Rows[0], "country"), Is.EqualTo("Österreich"));
        Assert.That(Number(csv, 0), Is.EqualTo(1.5));
    }

    [TestCase("year,country,amount\n2019,CHE,1234.5\n", 1234.5)]
    [TestCase("year,country,amount\n2019,CHE,1.234\n", 1.234, Description = "between commas the point is decimal")]
    [TestCase("year,country,amount\n2019,CHE,\"1,234.5\"\n", 1234.5)]
    [TestCase("year,country,amount\n2019,CHE,\"1,234\"\n2019,DEU,\"1,234,567\"\n", 1234)]
    [TestCase("year;country;amount\n2019;CHE;0,75\n", 0.75)]
    [TestCase("year;country;amount\n2019;CHE;1.234\n2019;DEU;2.500,50\n", 1234)]
    [TestCase("year;country;amount\n2019;CHE;1.234\n2019;DEU;1.234.567\n", 1234)]
    [TestCase("year;country;amount\n2019;CHE;1.234\n2019;DEU;12.5\n", 1.234)]
    [TestCase("year;country;amount\n2019;CHE;0.125\n2019;DEU;0.875\n", 0.125)]
    [TestCase("year\tcountry\tamount\n2019\tCHE\t1'234.50\n", 1234.5)]
    [TestCase("year;country;amount\n2019;CHE;850\n", 850)]
    [TestCase("sep=;\nyear;country;amount\n2019;CHE;850\n", 850)]
    [TestCase("Contributions\n\nyear;country;amount\n2019;CHE;850\n", 850)]
    [TestCase("year,country,amount\r2019,CHE,850\r", 850)]
    [TestCase("\"\";\"year\";\"country\";\"amount\"\n\"1\";2019;\"CHE\";850,5\n", 850.5, Description = "write.csv2")]
    [TestCase("\"year\" \"country\" \"amount\"\n\"1\" 2019 \"CHE\" 850.5\n", 850.5, Description = "write.table")]
    [TestCase("year;country;amount;;;\n2019;CHE;850;;;\n;;;;;\n", 850)]
    public void A_number_is_read_in_the_style_of_its_file(string text, double expected)
    {
        var (csv, findings) = Read(Encoding.UTF8.GetBytes(text));
        Assert.That(Number(csv, 0), Is.EqualTo(expected));
        Assert.That(findings, Is.Empty);
    }

    [TestCase("year;country;amount\n2019;CHE;234.567\n2019;DEU;834.567\n")]
    [TestCase("year;country;amount\n2019;CHE;0.893\n2019;DEU;23.050\n")]
    [TestCase("year;country;amount\n2019;CHE;1,234\n2019;DEU;850\n")]
    [TestCase("year\tcountry\tamount\n2019\tCHE\t1.234-\n2019\tDEU\t850\n")]
    [TestCase("year|country|amount\n2019|CHE|1.234\n2019|DEU|12.500\n")]
    [TestCase("year country amount\n2019 CHE 1.234\n2019 DEU 12.500\n")]
    public void A_column_that_fits_groups_of_thousands_is_one_question(string text)
    {
        var (csv, findings) = Read(Encoding.UTF8.GetBytes(text));
        var read = csv.Rows.Count(r => csv.TryNumber(r, "amount", out _));
        var question = findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(read, Is.LessThan(csv.Rows.Count));
            Assert.That((question.Code, question.Severity), Is.EqualTo(("CSV-NUMBER-QUESTION", Severity.Error)));
            Assert.That(question.Place, Does.StartWith("input.csv, line ").And.EndsWith("column amount"));
            Assert.That(question.Cure, Is.Not.Empty);
        });
    }

    [Test]
    public void Columns_that_are_written_alike_show_each_other_their_style()
    {
        const string text = "region;share;income\nCHE;0,75;12,500\nDEU;0,5;8,250\n";
        var (csv, findings) = Read(Encoding.UTF8.GetBytes(text), ["region"], "share", "income");
        Assert.That(csv.TryNumber(csv.Rows[0], "income", out var income), Is.True);
        Assert.That((income, findings.Count), Is.EqualTo((12.5, 0)));
    }

    [TestCase("year,country,amount\n2019,CHE,\"1,234\"\n", "CSV-NUMBER-QUESTION", "line 2, column amount")]
    [TestCase("year;country;amount\n2019;CHE;0,75\n2019;CHE;12.500\n", "CSV-NUMBER-QUESTION", "line 3, column amount")]
    [TestCase("year,country,amount\n2019,CHE,3.9%\n", "CSV-NUMBER", "line 2, column amount")]
    [TestCase("year,country,amount\n2019,CHE,12 €\n", "CSV-NUMBER", "line 2, column amount")]
    [TestCase("year;country;amount\n2019;CHE;1;5\n", "CSV-RAGGED", "line 2")]
    [TestCase("year,country,amount\n2019,\"CHE\"x,1\n", "CSV-QUOTE", "line 2")]
    [TestCase("year,country,amount\n2019,\"CHE,1\n", "CSV-QUOTE", "line 2")]
    [TestCase("year,country,amount,amount\n2019,CHE,1,2\n", "CSV-HEADER", "line 1")]
    [TestCase("Title\nyear,country,amount,Amount\n2019,CHE,1,2\n", "CSV-HEADER", "line 2")]
    [TestCase("year,country\n2019,CHE\n", "CSV-HEADER", "line 1")]
    [TestCase("year,country,amount\n2019,CHE,1\0\n", "FILE-ENCODING", "input.csv")]
    public void What_can_not_be_used_is_told_with_its_place(string text, string code, string place)
    {
        var (csv, findings) = Read(Encoding.UTF8.GetBytes(text));
        foreach (var row in csv.Rows) csv.TryNumber(row, "amount", out _);
        Assert.That(findings.Select(f => f.Code), Is.EqualTo(new[] { code }));
        Assert.That(findings[0].Place, Does.EndWith(place));
    }

    [Test]
    public void A_row_with_a_stray_quote_costs_that_row_alone()
    {
        var (csv, findings) = Read("year,country,amount\n2019,5\" pipe,1\n2019,\"5\" pipe\",2\n2019,plain \"x\",3\n"u8.ToArray());
        Assert.That(csv.Rows.Select(r => (r.Line, csv.Text(r, "country"))), Is.EqualTo(new[] { (2, "5\" pipe"), (4, "plain \"x\"") }));
        Assert.That(findings.Select(f => (f.Code, f.Place)), Is.EqualTo(new[] { ("CSV-QUOTE", "input.csv, line 3") }));
    }

    [TestCase("1.950,00 €", "EUR", 1950)]
    [TestCase("CHF 1'950.00", "CHF", 1950)]
    [TestCase("1.950,00 €", "CHF", null)]
    [TestCase("$ 12", "USD", 12)]
    [TestCase("$ 12", "EUR", null)]
    public void A_mark_must_be_of_the_currency_that_the_row_has(string amount, string currency, double? expected)
    {
        var (csv, findings) = Read(Encoding.UTF8.GetBytes($"year;country;amount\n2019;CHE;{amount}\n"));
        var known = csv.TryNumber(csv.Rows[0], "amount", out var value, currency);
        Assert.That(known ? value : (double?)null, Is.EqualTo(expected));
        Assert.That(findings, expected is null ? Has.Count.EqualTo(1) : Is.Empty);
    }

    [TestCase("1954-09-29", "1954-09-29")]
    [TestCase("29.09.1954", "1954-09-29")]
    [TestCase("29/09/1954", "1954-09-29")]
    [TestCase("1954-09-29+01:00", "1954-09-29")]
    [TestCase("29 Sep 1954", "1954-09-29")]
    [TestCase("31.12.9999", "9999-12-31")]
    [TestCase("", "")]
    [TestCase("03/04/1954", null, Description = "either may be the month")]
    [TestCase("1954", null, Description = "which day?")]
    [TestCase("NA", null)]
    [TestCase("soon", null)]
    public void Days_are_read_as_in_orders_and_must_be_days(string text, string? expected)
    {
        var (csv, findings) = Read(Encoding.UTF8.GetBytes($"year,country,amount\n{text},CHE,1\n"));
        var known = csv.TryDay(csv.Rows[0], "year", out var day);
        Assert.That(known ? day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "" : null, Is.EqualTo(expected));
        Assert.That(findings.Select(f => f.Code), expected is null ? Is.EqualTo(new[] { "CSV-DATE" }) : Is.Empty);
    }

    private static double Number(TidyCsv csv, int row) => csv.TryNumber(csv.Rows[row], "amount", out var value) ? value : double.NaN;

    private static (TidyCsv Csv, List<Finding> Findings) Read(byte[] bytes, string[]? required = null, params string[] numbers)
    {
        var findings = new List<Finding>();
        return (TidyCsv.Read(new MemoryStream(bytes), "input.csv", required ?? ["year", "country", "amount"], findings, numbers), findings);
    }
}
