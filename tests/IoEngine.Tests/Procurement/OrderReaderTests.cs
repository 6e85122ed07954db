using System.IO.Compression;
using System.Text;
using IoEngine.Files.Parquet;
using IoEngine.Procurement;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;
using IoEngine.Texts;

namespace IoEngine.Tests.Procurement;

/// <summary>Reading orders: dialects, encodings, bad rows. Every row is used or listed, none vanishes, nothing crashes.</summary>
public class OrderReaderTests
{
    private const string Header = "order_id,date,supplier_id,supplier_country,purchase_code,nace,value,currency,on_site,in_kind,funding\n";

    private static readonly OrderReadOptions Options = new() { AsOf = new DateOnly(2025, 1, 1) };

    [Test]
    public void Plain_rows_become_cells_with_exact_sums()
    {
        var reading = Read(Header + "1,2004-05-17,S1,CH,100,28.1,0.10,CHF,0,0,0\n2,2004-12-31,S1,Switzerland,100,28.1,0.20,CHF,false,no,\n3,2005,S2,DEU,,,-5,EUR,x,1,true\n");
        Assert.That(reading.Ledger.Cells, Has.Count.EqualTo(2));
        OrderCell first = reading.Ledger.Cells[0];
        SupplierLedger suppliers = reading.Ledger.Suppliers;
        Assert.Multiple(() =>
        {
            Assert.That(first.SupplierCountry, Is.EqualTo("CHE"), "two spellings are one country");
            Assert.That(first.Value, Is.EqualTo(0.30m));
            Assert.That(first.Number, Is.EqualTo(2));
            Assert.That(reading.Ledger.Cells[1].Flags, Is.EqualTo(OrderFlags.OnSite | OrderFlags.InKind | OrderFlags.Funding));
            Assert.That(suppliers.Rows, Is.EquivalentTo(new SupplierYear[] { new("S1", 2004, "CHF", 2, 0.30m), new("S2", 2005, "EUR", 1, -5m) }));
            Assert.That(SupplierLedger.Empty.Rows, Is.Empty);
            Assert.That(reading.Findings.Select(f => f.Code), Is.EquivalentTo(new[] { "ORDERS-NEGATIVE" }));
        });
    }

    [TestCase("1234.5", '.', 1234.5)]
    [TestCase("1,234.50", '.', 1234.5)]
    [TestCase("1.234,50", '.', 1234.5)]
    [TestCase("1'234.50", '.', 1234.5)]
    [TestCase("1 234,50", ',', 1234.5)]
    [TestCase("1.234.567", ',', 1234567)]
    [TestCase("(12.00)", '.', -12)]
    [TestCase("12.00-", '.', -12)]
    [TestCase("+7", '.', 7)]
    [TestCase("1.2E+05", '.', 120000)]
    [TestCase("0.30000000000000004", '.', 0.3)]
    [TestCase("12,5", '.', 12.5)]
    [TestCase("1.234", '.', 1.234)]
    [TestCase("1,234", ',', 1.234)]
    public void Amounts_in_the_styles_of_exports(string text, char sign, double expected)
    {
        var evidence = default(NumberEvidence);
        var status = new Amount(new NumberStyle((byte)sign, false)).Parse(Encoding.UTF8.GetBytes(text), ref evidence, out var value, out _, out _);
        Assert.That(status, Is.EqualTo(AmountStatus.Ok));
        Assert.That(value, Is.EqualTo((decimal)expected));
    }

    [TestCase("", "Empty")]
    [TestCase("abc", "NotNumber")]
    [TestCase("NaN", "NotNumber")]
    [TestCase("Infinity", "NotNumber")]
    [TestCase("1,234", "Ambiguous")]
    [TestCase("1.2.3", "NotNumber")]
    [TestCase("12 3", "NotNumber")]
    [TestCase("1,23,4.5", "NotNumber")]
    [TestCase("--5", "NotNumber")]
    [TestCase("1000000000000000", "TooLarge")]
    [TestCase("1e300", "TooLarge")]
    [TestCase("12 KCHF", "NotNumber")]
    public void Amounts_that_are_not_guessed_at(string text, string expected)
    {
        var evidence = default(NumberEvidence);
        var status = new Amount(NumberStyle.Point).Parse(Encoding.UTF8.GetBytes(text), ref evidence, out _, out _, out _);
        Assert.That(status.ToString(), Is.EqualTo(expected));
    }

    [TestCase("2004-05-17", 2004)]
    [TestCase("2004-05-17T13:45:00Z", 2004)]
    [TestCase("17.05.2004", 2004)]
    [TestCase("17.05.2004 13:45", 2004)]
    [TestCase("05/17/2004", 2004)]
    [TestCase("20040517", 2004)]
    [TestCase("2004", 2004)]
    [TestCase("17 May 2004", 2004)]
    [TestCase("2004-02-30", 0)]
    [TestCase("17.05.04", 0)]
    [TestCase("2004-13-01", 0)]
    [TestCase("0000-00-00", 0)]
    [TestCase("1899-12-31", 0)]
    [TestCase("yesterday", 0)]
    [TestCase("", 0)]
    public void Dates_in_the_styles_of_exports(string text, int year)
    {
        var known = OrderDate.TryParse(Encoding.UTF8.GetBytes(text), out var date);
        Assert.That(known ? date.Year : 0, Is.EqualTo(year));
    }

    [TestCase(';', ',')]
    [TestCase('\t', '.')]
    [TestCase('|', ',')]
    public void Delimiter_and_decimal_sign_are_detected(char delimiter, char sign)
    {
        var text = (Header + "1,2004-05-17,S1,CH,100,,10@50,CHF,,,\n2,2004-05-17,S1,CH,100,,1@25,CHF,,,\n").Replace(',', delimiter).Replace('@', sign);
        Assert.That(Read(text).Ledger.Cells.Sum(c => c.Value), Is.EqualTo(11.75m));
    }

    [TestCase("utf-8", true)]
    [TestCase("utf-8", false)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16", false)]
    [TestCase("utf-16BE", true)]
    [TestCase("utf-16BE", false)]
    [TestCase("windows-1252", false)]
    public void Encodings_are_detected(string name, bool mark)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        var text = encoding.GetBytes(Header + "1,2004-05-17,Böhm & Söhne,Österreich,é1,,10.50,CHF,,,\n");
        byte[] bytes = mark ? [.. encoding.GetPreamble(), .. text] : text;
        var cell = OrderReader.Read(new MemoryStream(bytes), "orders.csv", Options).Ledger.Cells.Single();
        Assert.Multiple(() =>
        {
            Assert.That(cell.SupplierCountry, Is.EqualTo("AUT"));
            Assert.That(cell.Code, Is.EqualTo("é1"));
            Assert.That(cell.Value, Is.EqualTo(10.50m));
        });
    }

    [Test]
    public void Quotes_and_line_ends_inside_fields_keep_the_line_numbers()
    {
        var reading = Read("date,value,note,supplier_country\r\n2004-01-01,1,\"a \"\"b\"\", c\r\nd\",CH\r\n2004-01-01,x,\"\",CH\r\n\r\n2004-01-01,3,\"e\",\"CH\"\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(reading.Ledger.Cells.Sum(c => c.Value), Is.EqualTo(4m));
            Assert.That(reading.Rows, Is.EqualTo(3));
            RejectedOrder rejected = reading.Rejected.Single();
            Assert.That((rejected.Line, rejected.Value, rejected.Reason), Is.EqualTo((4L, (decimal?)null, "the value 'x' is not a number")));
            Assert.That(rejected.Text, Does.Contain("2004-01-01,x"));
        });
    }

    [Test]
    public void Broken_quotes_cost_one_line_each()
    {
        var reading = Read("date,value,note\n2004,1,\"open\n2004,2,ok\n2004,3,\"x\"y\n2004,4,5\" pipe\n2004,5,\"closed\"\n2004,6,\"never\n");
        Assert.Multiple(() =>
        {
            Assert.That(reading.Rejected.Select(r => r.Line), Is.EqualTo(new[] { 2, 4, 7 }));
            Assert.That(reading.Ledger.Cells.Sum(c => c.Value), Is.EqualTo(2m + 4m + 5m));
            Assert.That(reading.Rows, Is.EqualTo(6));
        });
    }

    [Test]
    public void A_field_of_ten_megabytes_and_zero_bytes()
    {
        var big = new string('z', 10_000_000);
        var reading = Read($"date,value,purchase_code,note\n2004,1,A,\"{big}\n{big}\"\n2004,2,{big},\n2004,3,B\0,\n2004,4,C,a\0b\n");
        Assert.Multiple(() =>
        {
            Assert.That(reading.Ledger.Cells.Select(c => c.Code), Is.EqualTo(new[] { "A", "C" }), "a long note does no harm, a long code is no code");
            Assert.That(reading.Rejected.Select(r => (r.Line, r.Value)), Is.EqualTo(new (long, decimal?)[] { (4, 2m), (5, 3m) }));
            Assert.That(reading.Rejected.Max(r => r.Text.Length), Is.LessThanOrEqualTo(201));
        });
    }

    [Test]
    public void Duplicates_absurd_values_and_future_dates_are_kept_and_flagged()
    {
        var reading = Read(Header + "7,2004-01-01,S,CH,1,,1,CHF,,,\n7,2004-01-01,S,CH,1,,1,CHF,,,\n7,2004-01-01,S,CH,1,,1,CHF,,,\n8,2030-01-01,S,CH,1,,0,CHF,,,\n9,2004-01-01,S,CH,1,,99999999999,CHF,,,\n");
        Assert.Multiple(() =>
        {
            Assert.That(reading.Ledger.Number, Is.EqualTo(5));
            Assert.That(reading.Findings.Select(f => f.Code), Is.EquivalentTo(new[] { "ORDERS-ZERO", "ORDERS-ABSURD", "ORDERS-FUTURE", "ORDERS-DUPLICATE" }));
            Assert.That(reading.Findings.Single(f => f.Code == "ORDERS-DUPLICATE").Message, Does.StartWith("2 orders"));
            Assert.That(reading.Findings.Single(f => f.Code == "ORDERS-DUPLICATE").Place, Is.EqualTo("orders.csv, line 3; orders.csv, line 4"));
        });
    }

    [TestCase("", "ORDERS-COLUMN", "an empty file")]
    [TestCase("date,amount\n2004,1\n", "ORDERS-COLUMN", "'date', 'amount'")]
    [TestCase("date,value\n", "ORDERS-EMPTY", "a header without rows")]
    [TestCase("date,value\n\n \n", "ORDERS-EMPTY", "a header without rows")]
    public void Files_that_are_no_orders(string text, string code, string found)
    {
        var error = Assert.Throws<InvalidDataFindingsException>(() => Read(text));
        var finding = error!.Findings.First(f => f.Severity == Severity.Error);
        Assert.That((finding.Code, finding.Found), Is.EqualTo((code, found)));
        Assert.That(finding.Cure, Is.Not.Empty);
    }

    [Test]
    public void A_column_that_was_configured_must_exist()
    {
        var options = Options with { Columns = new OrderColumns { Code = "cpv", Currency = "=EUR" } };
        var error = Assert.Throws<InvalidDataFindingsException>(() => OrderReader.Read(Stream("date,value\n2004,1\n"), "orders.csv", options));
        Assert.That(error!.Message, Does.Contain("'cpv' for code"));
        var reading = OrderReader.Read(Stream("DATE,Value\n2004,1\n"), "orders.csv", options with { Columns = new OrderColumns { Currency = "=EUR" } });
        Assert.That(reading.Ledger.Cells.Single().Currency, Is.EqualTo("EUR"));
    }

    [Test]
    public void Missing_files_and_damaged_archives()
    {
        using var scratch = new ScratchFolder();
        var gz = scratch["orders.csv.gz"];
        File.WriteAllBytes(gz, [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => OrderReader.Read(gz, Options))!.Findings.Single().Code, Is.EqualTo("FILE-CORRUPT"));
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => OrderReader.Read(scratch["x*.csv"], Options))!.Findings.Single().Code,
            Is.EqualTo("FILE-MISSING"));
        var parquet = scratch["orders.parquet"];
        File.WriteAllText(parquet, "date,value\n2004,1\n");
        Assert.Throws<InvalidDataFindingsException>(() => OrderReader.Read(parquet, Options));
    }

    /// <summary>
    /// A thousand good and a thousand bad rows of every kind, as CSV, GZIP, a glob of three files and Parquet, on one and on
    /// three threads.
    /// </summary>
    [Test]
    public void A_corpus_of_bad_rows_reconciles_in_every_format()
    {
        var (text, good, value) = Corpus();
        var expected = Read(text, 1);
        Assert.That((expected.Ledger.Number, expected.Ledger.Cells.Sum(c => c.Value)), Is.EqualTo((good, value)));
        Assert.That(expected.Rows, Is.EqualTo(expected.Ledger.Number + expected.Rejected.Count));
        Assert.That(expected.Rejected, Has.Count.EqualTo(1000));
        Assert.That(expected.Rejected.Select(r => r.Line).NotEmpty(), Is.Ordered.Ascending);
        Same(Read(text, 3), expected);

        using var scratch = new ScratchFolder();
        var gz = scratch["orders.csv.gz"];
        using (var zip = new GZipStream(File.Create(gz), CompressionLevel.Fastest)) zip.Write(Encoding.UTF8.GetBytes(text));
        Same(OrderReader.Read(gz, Options), expected);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var part = 0; part < 3; part++)
            File.WriteAllLines(scratch[$"part{part}.csv"], [lines[0], .. lines.Skip(1).Where((_, i) => i % 3 == part)]);
        var parts = OrderReader.Read(scratch["part*.csv"], Options);
        Assert.That(parts.Files, Has.Count.EqualTo(3));
        Assert.That(parts.Ledger.Cells, Is.EqualTo(expected.Ledger.Cells));
        Assert.That(parts.Rejected, Has.Count.EqualTo(1000));
    }

    [Test]
    public void Parquet_gives_the_same_ledger()
    {
        var (text, _, _) = Corpus();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.Count(c => c == ',') == 10).Select(l => l.Split(',')).ToArray();
        var csv = Read(string.Join('\n', lines.Select(l => string.Join(',', l))) + "\n");
        using var scratch = new ScratchFolder();
        var path = scratch["orders.parquet"];
        using (var writer = ParquetWriter.Create(path, lines[0].Select(h => new ParquetColumn(h, ParquetType.Text, true)).ToArray(), new ParquetWriteOptions(RowGroupRows: 300)))
        {
            foreach (var line in lines.Skip(1))
            {
                for (var i = 0; i < line.Length; i++)
                {
                    if (line[i].Length == 0) writer[i].AddNull();
                    else writer[i].Add(line[i]);
                }

                writer.EndRow();
            }

            writer.Complete();
        }

        var parquet = OrderReader.Read(path, Options);
        Assert.Multiple(() =>
        {
            Assert.That(parquet.Ledger.Cells, Is.EqualTo(csv.Ledger.Cells));
            Assert.That(parquet.Ledger.Suppliers.Rows, Is.EqualTo(csv.Ledger.Suppliers.Rows));
            Assert.That(parquet.Rejected.Select(r => (r.Reason, r.Value)), Is.EqualTo(csv.Rejected.Select(r => (r.Reason, r.Value))));
            Assert.That(parquet.Rejected.Select(r => r.Line + 1), Is.EqualTo(csv.Rejected.Select(r => r.Line)), "rows are counted from 1, without a header");
            Assert.That(parquet.Findings.Single(f => f.Code == "ORDERS-REJECTED").Found, Does.Contain("orders.parquet, row ").And.Not.Contain(", line "));
            Assert.That(parquet.Findings.Select(f => f.Place).NotEmpty(), Has.None.Contains(", line "));
            Assert.That(NoCurrency(parquet), Is.EqualTo(NoCurrency(csv)).And.Contains("orders have no currency"));
        });
    }

    private static string NoCurrency(OrderReading reading) => reading.Findings.Single(f => f.Code == "ORDERS-NO-CURRENCY").Message;

    private static (string Text, double Good, decimal Value) Corpus()
    {
        string[] bad =
        [
            "{0},,S1,CH,100,28,10.00,CHF,,,", "{0},2004-02-30,S1,CH,100,28,10.00,CHF,,,", "{0},17.5.04,S1,CH,100,28,10.00,CHF,,,", "{0},2004-05-17,S1,CH,100,28,,CHF,,,",
            "{0},2004-05-17,S1,CH,100,28,ten,CHF,,,", "{0},2004-05-17,S1,CH,100,28,10.00,C?F,,,", "{0},2004-05-17,S1,CH,100,28,10.00,CHF,maybe,,", "{0},2004-05-17,S1,CH,100,28",
            "{0},2004-05-17,S1,CH,100,28,10.00,CHF,,,,surplus", "{0},2004-05-17,S1,C\u0001H,100,28,10.00,CHF,,,",
        ];
        var random = new Random(7);
        var text = new StringBuilder(Header);
        var (good, value) = (0.0, 0m);
        for (var i = 0; i < 2000; i++)
        {
            if (i % 2 == 1)
            {
                text.Append(string.Format(bad[i / 2 % bad.Length], i)).Append('\n');
                continue;
            }

            var amount = random.Next(-100, 100_000) / 100m;
            good++;
            value += amount;
            text.Append($"{i},{random.Next(1999, 2025)}-0{random.Next(1, 10)}-1{random.Next(0, 10)},S{random.Next(50)},{new[] { "CH", "France", "DEU", "" }[random.Next(4)]},")
                .Append($"{random.Next(10)},{random.Next(10, 33)},{amount},{new[] { "CHF", "EUR", "" }[random.Next(3)]},{random.Next(2)},,\n");
        }

        return (text.ToString(), good, value);
    }

    private static void Same(OrderReading found, OrderReading expected)
    {
        Assert.Multiple(() =>
        {
            Assert.That(found.Ledger.Cells, Is.EqualTo(expected.Ledger.Cells));
            Assert.That(found.Ledger.Suppliers.Rows, Is.EqualTo(expected.Ledger.Suppliers.Rows));
            Assert.That(found.Rejected.Select(r => (r.Line, r.Reason, r.Value, r.Currency, r.Text)), Is.EqualTo(expected.Rejected.Select(r => (r.Line, r.Reason, r.Value, r.Currency, r.Text))));
            Assert.That(found.Findings.Select(f => (f.Code, f.Message)), Is.EqualTo(expected.Findings.Select(f => (f.Code, f.Message))));
        });
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static OrderReading Read(string text, int threads = 2) => OrderReader.Read(Stream(text), "orders.csv", Options with { Threads = threads });
}
