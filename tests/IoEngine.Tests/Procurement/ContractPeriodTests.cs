using System.Text;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Orders;

namespace IoEngine.Tests.Procurement;

/// <summary>Contract periods: pro rata by days, both ends included, at the rate of the order's year.</summary>
public class ContractPeriodTests
{
    [TestCase("2001-03-01", "2001-03-01", new[] { "2001 731" }, TestName = "{m}(one day)")]
    [TestCase("2001-12-31", "2002-01-01", new[] { "2001 365.5", "2002 365.5" }, TestName = "{m}(two days around the turn of a year)")]
    [TestCase("2000", "2001", new[] { "2000 366", "2001 365" }, TestName = "{m}(years alone, the first of 366 days)")]
    [TestCase("2000-12", "2001-01", new[] { "2000 365.5", "2001 365.5" }, TestName = "{m}(months alone)")]
    [TestCase("2000-07-01", "2002-06-30", new[] { "2000 184.252054794521", "2001 365.5", "2002 181.247945205479" }, TestName = "{m}(two years of 730 days)")]
    [TestCase("", "", new[] { "2001 731" }, TestName = "{m}(no period: the order's own year)")]
    [TestCase("n/a", "-", new[] { "2001 731" }, TestName = "{m}(marks of no data)")]
    public void An_order_is_spent_by_the_days_of_its_contract(string start, string end, string[] expected)
    {
        var ledger = Read($"1,2001-05-06,731,{start},{end}\n").Ledger;
        Assert.That(ledger.Cells.Select(c => FormattableString.Invariant($"{c.Year} {decimal.Round(c.Value, 12) / 1.000000000000m:0.############}")), Is.EqualTo(expected));
        Assert.That(ledger.Cells.Select(c => c.RateYear), Is.All.EqualTo(2001), "the rate is that of the order's year");
        Assert.That((ledger.Cells.Sum(c => c.Value), Math.Round(ledger.Number, 9)), Is.EqualTo((731m, 1.0)), "nothing is lost");
    }

    [TestCase("2001-03-02", "2001-03-01", "ends on 2001-03-01, before its start on 2001-03-02")]
    [TestCase("2001-03-02", "", "a start and no end")]
    [TestCase("", "2001-03-02", "an end and no start")]
    [TestCase("soon", "2001-03-02", "the start of the contract: 'soon' is not a date")]
    [TestCase("2001-03-02", "2201-03-02", "the end of the contract: '2201-03-02' is not a date")]
    [TestCase("03/04/2001", "2001-12-31", "may be day and month or month and day")]
    public void A_period_that_is_none_is_a_rejected_row_with_its_reason(string start, string end, string reason)
    {
        var reading = Read($"1,2001-05-06,731,{start},{end}\n2,2001-05-06,5,,\n");
        Assert.That(reading.Rejected.Single().Reason, Does.Contain(reason));
        Assert.That((reading.Rejected[0].Line, reading.Ledger.Cells.Single().Value), Is.EqualTo((2, 5m)));
        Assert.That(reading.Findings.Select(f => f.Code), Does.Contain("ORDERS-REJECTED"));
    }

    [Test]
    public void An_end_before_the_start_is_told_with_its_place()
    {
        var found = Read("1,2001-05-06,731,2002-01-01,2001-01-01\n2,2001-05-06,5,,\n").Findings.Single(f => f.Code == "ORDERS-PERIOD");
        Assert.That((found.Severity, found.Place), Is.EqualTo((Severity.Warning, "orders.csv, line 2")));
        Assert.That(found.Found, Does.Contain("731"));
    }

    [Test]
    public void The_period_wins_over_the_spend_profile()
    {
        var ledger = Read("1,2001-05-06,100,2003-01-01,2003-12-31\n2,2001-05-06,10,,\n").Ledger.Spread([0.5m, 0.5m]);
        Assert.That(ledger.Cells.Select(c => (c.Year, c.Value)), Is.EquivalentTo(new[] { (2003, 100m), (2001, 5m), (2002, 5m) }));
    }

    [Test]
    public void The_rate_is_that_of_the_year_of_the_order()
    {
        var rates = CurrencyRates.Of([(2001, "CHF", 1m), (2001, "EUR", 0.5m), (2003, "CHF", 1m), (2003, "EUR", 0.1m)]);
        var order = new Order { Year = 2001, Currency = "EUR", Value = 100m, Start = new DateOnly(2003, 1, 1), End = new DateOnly(2003, 6, 30) };
        var priced = new PricedLedger(OrderLedger.FromOrders([order], new OrderReadOptions { Rates = rates }), new DemandRules { Rates = rates });
        Assert.That(priced.Of(2003).Values, Is.EqualTo(new decimal?[] { 200m }));
        Assert.That(Assert.Throws<ArgumentException>(() => OrderLedger.FromOrders([order with { End = new DateOnly(2002, 1, 1) }]))!.Message, Does.Contain("before its start"));
    }

    [Test]
    public void Splitting_the_file_among_threads_does_not_matter()
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},2001-05-06,{i % 97},20{i % 10:00}-0{1 + (i % 9)}-11,201{i % 5}-03-1{i % 10}\n"));
        var ledgers = new[] { 1, 4 }.Select(threads => Read(text, threads).Ledger.Cells.ToArray()).ToArray();
        Assert.That(ledgers[0], Is.EqualTo(ledgers[1]));
        Assert.That(ledgers[0].Sum(c => c.Value), Is.EqualTo(Enumerable.Range(0, 30_000).Sum(i => i % 97)));
    }

    private static OrderReading Read(string rows, int threads = 0)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("order_id,date,value,from,to\n" + rows));
        return OrderReader.Read(stream, "orders.csv", new OrderReadOptions { Columns = new OrderColumns { Start = "from", End = "to" }, Threads = threads });
    }
}
