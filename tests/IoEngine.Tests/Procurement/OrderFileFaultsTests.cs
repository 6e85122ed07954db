using System.Text;
using IoEngine.Procurement;
using IoEngine.Procurement.Orders;

namespace IoEngine.Tests.Procurement;

/// <summary>
/// Order files that are not what they are taken for: other formats, absent columns, dates that can be read two ways.
/// </summary>
public class OrderFileFaultsTests
{
    private static readonly OrderReadOptions Options = new() { AsOf = new DateOnly(2025, 1, 1) };

    [TestCase(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, (byte)'x', (byte)'l', (byte)'/' }, "ORDERS-WORKBOOK", "CSV UTF-8")]
    [TestCase(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, (byte)'o', (byte)'.', (byte)'c' }, "ORDERS-ARCHIVE", "Unpack")]
    [TestCase(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0 }, "ORDERS-WORKBOOK", "CSV UTF-8")]
    [TestCase(new byte[] { (byte)'P', (byte)'A', (byte)'R', (byte)'1', 21 }, "ORDERS-PARQUET", ".parquet")]
    [TestCase(new byte[] { 0x1F, 0x8B, 8, 0 }, "ORDERS-GZIP", ".csv.gz")]
    public void Files_of_other_formats_are_called_by_their_names(byte[] bytes, string code, string cure)
    {
        using var stream = new MemoryStream(bytes);
        var fault = Assert.Throws<InvalidDataFindingsException>(() => OrderReader.Read(stream, "orders.xlsx", Options))!.Findings.Single();
        Assert.That(fault.Code, Is.EqualTo(code));
        Assert.That(fault.Cure, Does.Contain(cure));
        Assert.That(fault.ToString().Any(char.IsControl), Is.False);
    }

    [TestCase("03/04/2004|5-6-2005|07/07/2006", "2 dates", "'03/04/2004'")]
    [TestCase("2004-01-01|12/3/2004 13:45", "1 date", "'12/3/2004 13:45'")]
    [TestCase("05/17/2004|05/06/2004", "1 date", "'05/06/2004'")]
    [TestCase("03/04/2004|17/04/2004", null, null)]
    [TestCase("03.04.2004|2004-03-04|2004/03/04|20040304|2004|3 May 2004|03-May-2004|2004-03", null, null)]
    public void Dates_that_may_have_the_month_first_are_noted(string dates, string? count, string? found)
    {
        var reading = Read("date,value,currency\n" + string.Concat(dates.Split('|').Select(d => $"{d},1,CHF\n")));
        Assert.That(reading.Rejected, Is.Empty);
        var notes = reading.Findings.Where(f => f.Code == "ORDERS-DATE-ORDER").ToArray();
        Assert.That(notes.Select(f => f.Found), Is.EqualTo(found is null ? [] : new[] { found }));
        if (count is not null) Assert.That(notes[0].Message, Is.EqualTo($"{count} may have the day or the month first: read with the day first."));
    }

    [Test]
    public void A_column_that_was_named_must_exist_under_its_default_name_too()
    {
        var options = Options with { Columns = new OrderColumns { Required = ["supplierCountry"] } };
        var error = Assert.Throws<InvalidDataFindingsException>(() => OrderReader.Read(Stream("date,value,country\n2004,1,CH\n"), "orders.csv", options));
        var fault = error!.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((fault.Code, fault.Place, fault.Found), Is.EqualTo(("ORDERS-COLUMN", "orders.csv, line 1", "'date', 'value', 'country'")));
        Assert.That((fault.Expected, fault.Cure), Is.EqualTo(("'supplier_country', which orders.columns.supplierCountry names",
            "Name the right column under orders.columns.supplierCountry, or set it to null if the file has none.")));
    }

    [Test]
    public void Columns_that_results_hang_on_are_missed_with_a_warning()
    {
        var missed = Absent("date,value\n2004,1\n", new OrderColumns());
        Assert.That(missed.Where(f => f.Severity == Severity.Warning).Select(f => f.Expected), Is.EqualTo(new[] { "'supplier_country'", "'purchase_code'", "'currency'" }));
        Assert.That(missed.Single(f => f.Expected == "'currency'").Message, Does.EndWith("every value is taken to be in CHF."));
        missed = Absent("date,value,origin,nace\n2004,1,CH,28\n", new OrderColumns { OriginCountry = "origin", Currency = "=EUR" });
        Assert.That(missed.Select(f => f.Severity).NotEmpty(), Is.All.EqualTo(Severity.Info), "the origin stands in for the supplier's country, NACE for the code");
        Assert.That(missed.Select(f => f.Expected), Does.Contain("'supplier_country'").And.Contain("'purchase_code'"));
        Assert.That(Absent("date,value\n2004,1\n", new OrderColumns { SupplierCountry = null, Code = null, Nace = null, Currency = null }).Select(f => f.Severity).NotEmpty(), Is.All.EqualTo(Severity.Info), "said to be absent");

        static Finding[] Absent(string csv, OrderColumns columns) =>
            OrderReader.Read(Stream(csv), "orders.csv", Options with { Columns = columns }).Findings.Where(f => f.Code == "ORDERS-COLUMN-ABSENT").ToArray();
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static OrderReading Read(string text) => OrderReader.Read(Stream(text), "orders.csv", Options);
}
