using System.Text;
using IoEngine.Procurement;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Procurement;

/// <summary>Columns of the orders that effects are attributed by: found by name or key, kept apart, refused where they are not.</summary>
public class OrderDimensionsTests
{
    private const string Orders = "order_id;date;supplier_country;purchase_code;value;Family;on_site\n"
        + "1;2001-02-03;CHE;1;10;magnets;yes\n2;2001-02-03;CHE;1;20000;magnets ;no\n3;2001-02-03;CHE;1;30;;no\n4;2001-02-03;CHE;1;-5;\"a | b\";no\n";

    [TestCase("family", new[] { "(none) 30", "a | b -5", "magnets 20010" }, TestName = "{m}(a column in any case)")]
    [TestCase("onSite", new[] { "no 20025", "yes 10" }, TestName = "{m}(a key of orders.columns)")]
    [TestCase("supplier_country", new[] { "CHE 20035" }, TestName = "{m}(a column that has another use too)")]
    [TestCase("band", new[] { "10000-50000 20000", "< 10000 35" }, TestName = "{m}(the size band of the engine)")]
    public void Orders_are_kept_apart_by_a_column(string dimension, string[] expected)
    {
        var ledger = Read(Orders, dimension).Ledger;
        Assert.That(ledger.Dimensions.Names, Is.EqualTo(new[] { dimension }));
        Assert.That(Sums(ledger), Is.EqualTo(expected));
    }

    [Test]
    public void A_column_called_band_comes_before_the_size_band()
    {
        Assert.That(Sums(Read("date,value,band\n2001,5,huge\n2001,6,\n", "band").Ledger), Is.EqualTo(new[] { "(none) 6", "huge 5" }));
    }

    [Test]
    public void An_unknown_column_is_refused_with_the_one_that_may_be_meant()
    {
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Read(Orders, "famly", "budget"))!;
        var found = fault.Findings.Where(f => f.Code == "ATTRIBUTION-COLUMN").ToArray();
        Assert.That(found.Select(f => f.Place), Is.All.EqualTo("orders.csv, line 1"));
        Assert.That(found.Select(f => f.Expected), Is.EqualTo(new[] { "'famly'", "'budget'" }));
        Assert.That(found[0].Found, Does.Contain("'Family'"));
        Assert.That(found[0].Cure, Does.Contain("\"Family\""));
    }

    [Test]
    public void Two_columns_of_one_name_are_refused()
    {
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Read("date,value,family,FAMILY\n2001,5,a,b\n", "Family"))!;
        Assert.That(fault.Findings.Select(f => f.Code), Does.Contain("ORDERS-COLUMN-TWICE"));
    }

    [Test]
    public void A_text_with_a_control_character_is_a_rejected_row()
    {
        var reading = Read("date,value,family\n2001,5,a\u001Fb\n2001,6,c\n", "family");
        Assert.That(reading.Rejected.Single().Reason, Does.Contain("attribution.by").And.Contain("control character"));
        Assert.That(Sums(reading.Ledger), Is.EqualTo(new[] { "c 6" }));
    }

    [Test]
    public void More_combinations_than_anybody_reads_are_refused()
    {
        var text = "date,value,order_id\n" + string.Concat(Enumerable.Range(0, OrderDimensions.MostKeys + 1).Select(i => $"2001,5,n{i}\n"));
        Assert.That(Read(text, "order_id").Ledger.TooManyKeys()!.Code, Is.EqualTo("ATTRIBUTION-KEYS"));
        Assert.That(Read(Orders, "family").Ledger.TooManyKeys(), Is.Null);
    }

    [Test]
    public void No_column_is_named_unless_asked_for() =>
        Assert.That(new AttributionConfig().By.Concat(new OrderReadOptions().Dimensions).Concat(OrderDimensions.None.Names), Is.Empty);

    [TestCase("family,Family")]
    [TestCase("family, ")]
    public void A_name_that_says_nothing_or_says_it_twice_is_refused(string names) =>
        Assert.That(OrderDimensions.Fault(names.Split(','))!.Code, Is.EqualTo("CONFIG-ATTRIBUTION"));

    [TestCase(1)]
    [TestCase(4)]
    public void The_number_of_threads_does_not_matter(int threads)
    {
        var text = "date,value,family,project\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{2000 + (i % 3)},{i},f{i % 7},{(i % 5 == 0 ? "" : $"p{i % 11}")}\n"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var ledger = OrderReader.Read(stream, "orders.csv", new OrderReadOptions { Dimensions = ["family", "project"], Threads = threads }).Ledger;
        Assert.That(ledger.Cells.SequenceEqual(OrderLedger.FromCells(ledger.Cells.Reverse(), ledger.Bands).Cells), "canonical order");
        Assert.That(ledger.Cells.Select(c => c.Dimensions).Distinct().Count(), Is.EqualTo(7 * 12), "eleven projects and none");
    }

    private static OrderReading Read(string text, params string[] dimensions)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return OrderReader.Read(stream, "orders.csv", new OrderReadOptions { Dimensions = dimensions });
    }

    private static string[] Sums(OrderLedger ledger) => [.. ledger.Cells.GroupBy(c => ledger.Dimensions.Of(c, ledger.Bands)[0])
        .Select(g => $"{g.Key} {g.Sum(c => c.Value)}").Order(StringComparer.Ordinal)];
}
