using System.Globalization;
using System.Text;
using IoEngine.Procurement;
using IoEngine.Procurement.Orders;

namespace IoEngine.Tests.Procurement;

/// <summary>How a whole file of orders is written: the same amounts, or a question; never another amount.</summary>
public class OrderStyleTests
{
    private static readonly OrderReadOptions Options = new() { AsOf = new DateOnly(2025, 1, 1), ReportCurrency = "EUR" };

    [TestCase("1.234|12.500|850", "850", 2)]
    [TestCase("1,234|12,500|850", "850", 2)]
    [TestCase("1.234-|12.500|850", "850", 2)]
    [TestCase("(1.234)|12.500", "0", 2)]
    [TestCase("0.893|23.050", "0.893", 1)]
    [TestCase("1.234|12,50", "12.5", 1)]
    [TestCase("1.5|2,5|1.234", "4", 1)]
    [TestCase("1.234|12.500|1.234.567", "1248301", 0)]
    [TestCase("1.234|2.500,50", "3734.5", 0)]
    [TestCase("1.234-|2.500-|3.750-|12,50|1.000", "-6471.5", 0)]
    [TestCase("1,234|2,500.50", "3734.5", 0)]
    [TestCase("1,00,000|12,34,567.50|1,234", "1335801.5", 0)]
    [TestCase("1'234.50|1\u02BC000", "2234.5", 0)]
    [TestCase("1\u202F234,5|1\u2009000|1\u00A0000", "3234.5", 0)]
    [TestCase("=\"1234.50\"|1.234", "1235.734", 0)]
    [TestCase("12.5|1.234", "13.734", 0)]
    [TestCase("250.-|1.000", "251", 0)]
    public void Amounts_are_read_or_asked_for(string amounts, string sum, int questions)
    {
        foreach (var delimiter in ";\t".NotEmpty())
        {
            var reading = Read($"date{delimiter}value{delimiter}currency\n" + string.Concat(amounts.Split('|').Select(a => $"2019{delimiter}{a}{delimiter}EUR\n")));
            Assert.That(Sum(reading), Is.EqualTo(decimal.Parse(sum, CultureInfo.InvariantCulture)));
            Assert.That(reading.Rejected, Has.Count.EqualTo(questions));
            var question = reading.Findings.SingleOrDefault(f => f.Code == "ORDERS-AMOUNT-QUESTION");
            Assert.That(question?.Cure, questions > 0 ? Does.Contain("orders.dialect.decimal") : Is.Null);
        }
    }

    [TestCase("1.234|12.500|850", '.', "863.734")]
    [TestCase("1.234|12.500|850", ',', "14584")]
    [TestCase("1,234|12,500|850", '.', "14584")]
    [TestCase("1.234-|0.893", ',', "-1233.107")]
    public void A_stated_sign_answers_the_question(string amounts, char sign, string sum)
    {
        var text = "date;value;currency\n" + string.Concat(amounts.Split('|').Select(a => $"2019;{a};EUR\n"));
        var reading = Read(text, Options with { Dialect = new OrderDialect { Decimal = sign } });
        Assert.That((Sum(reading), reading.Rejected.Count), Is.EqualTo((decimal.Parse(sum, CultureInfo.InvariantCulture), 0)));
    }

    [TestCase("1.234.567", 1_234_567)]
    [TestCase("2.500,50", 2500.5)]
    public void Evidence_beyond_the_first_block_counts(string last, double value)
    {
        foreach (var threads in new[] { 1, 4 })
        {
            var (reading, rows) = ReadLong("1.234", last, threads);
            Assert.That(Sum(reading), Is.EqualTo((rows * 1234m) + (decimal)value));
            Assert.That(reading.Files.Single().Dialect, Does.Contain("decimal sign ','"));
            Assert.That(reading.Rejected, Is.Empty);
        }
    }

    [Test]
    public void Without_evidence_in_the_whole_file_every_open_amount_is_asked_for()
    {
        var (reading, rows) = ReadLong("1.234", "850", 4);
        Assert.That((Sum(reading), reading.Rejected.Count), Is.EqualTo((850m, rows)));
        Assert.That(reading.Rows, Is.EqualTo(rows + 1));
        Assert.That(reading.Findings.Single(f => f.Code == "ORDERS-AMOUNT-QUESTION").Place, Is.EqualTo(string.Join("; ", Enumerable.Range(2, 5).Select(l => $"orders.csv, line {l}"))));
    }

    [Test]
    public void A_beginning_that_the_rest_of_the_file_contradicts_is_refused()
    {
        var text = new StringBuilder("date;value;currency\n2019;12.5;EUR\n2019;1.234;EUR\n");
        for (var i = 0; i < 100_000; i++) text.Append("2019;1000;EUR\n");
        for (var i = 0; i < 3; i++) text.Append("2019;12,5;EUR\n");
        var error = Assert.Throws<InvalidDataFindingsException>(() => Read(text.ToString()))!;
        Assert.That(error.Findings.Single(f => f.Severity == Severity.Error).Code, Is.EqualTo("ORDERS-AMOUNT-SIGN"));
        Assert.That(Sum(Read(text.ToString(), Options with { Dialect = new OrderDialect { Decimal = ',' } })), Is.EqualTo(12.5m + 1234m + 100_000_000m + 37.5m));
    }

    [TestCase("1.950,00 €", "EUR", "EUR", 1950)]
    [TestCase("1.950,00 €", "", "EUR", 1950)]
    [TestCase("$ 5,50", "CAD", "CAD", 5.5)]
    [TestCase("CHF 5,50", "CHF", "CHF", 5.5)]
    [TestCase("5,50 £", "", "GBP", 5.5)]
    [TestCase("5,50 €", "USD", null, 0)]
    [TestCase("5,50 $", "", null, 0)]
    [TestCase("5,50 XYZ", "EUR", null, 0)]
    public void A_currency_beside_the_amount_agrees_with_the_order_or_says_it(string amount, string currency, string? expected, double value)
    {
        var reading = Read($"date;value;currency\n2019;{amount};{currency}\n2020;100;EUR\n");
        var cells = reading.Ledger.Cells.Where(c => c.Value != 100m).Select(c => (c.Currency, (double)c.Value));
        Assert.That(cells, Is.EqualTo(expected is null ? [] : new[] { (expected, value) }));
        Assert.That(reading.Rejected, Has.Count.EqualTo(expected is null ? 1 : 0));
        Assert.That(reading.Findings.Select(f => f.Code), Does.Not.Contain("ORDERS-NO-CURRENCY"));
    }

    [TestCase("sep=;\ndate;value;currency\n2019;1,5;EUR\n", 1.5)]
    [TestCase("Liste des documents d'achat\n\n\t\t\ndate\tvalue\tcurrency\n2019\t1,5\tEUR\n", 1.5)]
    [TestCase("Report;;\nPrinted;31.12.2019;\ndate;value;currency\n2019;1,5;EUR\n", 1.5)]
    [TestCase("date,\u200Bvalue,currency\u00A0\n2019,1.5,EUR\n", 1.5)]
    [TestCase("\"date\" \"value\" \"currency\"\n\"1\" \"2019\" 1.5 \"EUR\"\n\"2\" \"2019\" NA NA\n", 1.5)]
    [TestCase("\"\";\"date\";\"value\";\"currency\"\n\"1\";\"2019\";1,5;NA\n\"2\";NA;7;\"EUR\"\n", 1.5)]
    [TestCase("date;value;currency\r2019;1,5;EUR\r", 1.5)]
    public void Layouts_of_exports(string text, double expected) => Assert.That(Sum(Read(text)), Is.EqualTo((decimal)expected));

    [TestCase("date,value,value\n2019,1000,900\n", "column 2 'value', column 3 'value'")]
    [TestCase("date,Value,VALUE\n2019,1000,900\n", "column 2 'Value', column 3 'VALUE'")]
    [TestCase("Date,date,date,value\n2018,2019,2020,900\n", "column 1 'Date', column 2 'date', column 3 'date'")]
    [TestCase("date,value,currency,currency\u200B\n2019,1000,EUR,USD\n", "column 3 'currency', column 4 'currency'")]
    [TestCase("Title\ndate,value,supplier_id,supplier_id\n2019,1000,A,B\n", "column 3 'supplier_id', column 4 'supplier_id'")]
    public void Of_two_columns_of_a_name_none_is_taken(string text, string found)
    {
        var error = Assert.Throws<InvalidDataFindingsException>(() => Read(text))!;
        var finding = error.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((finding.Code, finding.Found), Is.EqualTo(("ORDERS-COLUMN-TWICE", found)));
    }

    [Test]
    public void Two_columns_of_a_name_that_nobody_asks_for_do_no_harm()
    {
        Assert.That(Sum(Read("date,value,note,note\n2019,1000,a,b\n")), Is.EqualTo(1000m));
        Assert.That(Sum(Read("Value,date,value\n1,2019,1000\n")), Is.EqualTo(1000m), "the name as it is spelled comes first");
    }

    [TestCase("NA", true)]
    [TestCase("\"NA\"", false)]
    public void Only_without_quotes_is_NA_missing_where_texts_have_them(string country, bool isMissing)
    {
        var reading = Read($"\"date\",\"value\",\"supplier_country\"\n\"2019\",1,\"DE\"\n\"2019\",2,{country}\n");
        Assert.That(reading.Ledger.Cells.Single(c => c.Value == 2m).SupplierCountry, Is.EqualTo(isMissing ? "" : "NAM"));
    }

    private static (OrderReading Reading, int Rows) ReadLong(string amount, string last, int threads)
    {
        var text = new StringBuilder("date;value;currency\n");
        var rows = 0;
        for (; text.Length < 2_000_000; rows++) text.Append("2019;").Append(amount).Append(";EUR\n");
        text.Append("2019;").Append(last).Append(";EUR\n");
        return (Read(text.ToString(), Options with { Threads = threads }), rows);
    }

    private static decimal Sum(OrderReading reading) => reading.Ledger.Cells.Sum(c => c.Value);

    private static OrderReading Read(string text, OrderReadOptions? options = null) =>
        OrderReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "orders.csv", options ?? Options);
}
