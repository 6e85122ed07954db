using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IoEngine.Demonstration;

namespace IoEngine.Tests.Demonstration;

public class DemonstrationOrdersTests
{
    private static readonly DemonstrationWorld World = DemonstrationWorld.Create();
    private static readonly DemonstrationOrder[] Orders = World.Orders().ToArray();

    [Test]
    public void Yearly_totals_are_the_given_ones()
    {
        var rates = ExchangeRates.Embedded;
        foreach (var year in Orders.GroupBy(o => o.Date.Year).NotEmpty())
        {
            var total = year.Sum(o => (double)o.Value / rates.PerFranc(o.Currency, year.Key));
            Assert.That(total, Is.EqualTo(1e6 * OrderBook.YearlyMillions[year.Key - 1999]).Within(1000), $"{year.Key}");
        }

        Assert.That(OrderBook.YearlyMillions, Has.Length.EqualTo(26));
        Assert.That(OrderBook.YearlyMillions.Average(), Is.EqualTo(543).Within(1));
    }

    [Test]
    public void Orders_peak_in_2004_and_2018_and_dip_in_2020()
    {
        var m = OrderBook.YearlyMillions;
        Assert.That(m.Max(), Is.EqualTo(m[2004 - 1999]));
        Assert.That(m[10..].Max(), Is.EqualTo(m[2018 - 1999]));
        Assert.That(m[2020 - 1999], Is.EqualTo(m.Min()));
    }

    [Test]
    public void Small_ones_are_many_and_large_ones_are_worth_most()
    {
        var francs = Orders.Select(InFrancs).ToArray();
        var total = francs.Sum();
        Assert.That(francs.Count(v => v < 50_000) / (double)francs.Length, Is.GreaterThan(0.5));
        Assert.That(francs.Where(v => v < 50_000).Sum() / total, Is.LessThan(0.1));
        Assert.That(francs.Where(v => v >= 750_000).Sum() / total, Is.GreaterThan(0.5));
        Assert.That(francs.Count(v => v < 0), Is.InRange(1, 500), "a few credit notes");
        Assert.That(francs.Max(), Is.LessThan(50e6));
    }

    [Test]
    public void Countries_are_in_the_documented_proportions()
    {
        var total = Orders.Sum(InFrancs);
        double Share(params string[] codes) => Orders.Where(o => codes.Contains(o.SupplierCountry)).Sum(InFrancs) / total;
        Assert.That(Share("CHE", "FRA"), Is.InRange(0.5, 0.7));
        Assert.That(Share("CHE"), Is.GreaterThan(Share("DEU")));
        Assert.That(Share("USA", "JPN", "RUS", "CHN", "CAN", "KOR", "TWN"), Is.InRange(0.008, 0.03));
        Assert.That(SupplierCountry.All.Select(c => c.Code).Distinct().Count(), Is.EqualTo(92));
        Assert.That(Orders.Where(o => o.OnSite).Sum(InFrancs) / total, Is.InRange(0.1, 0.3));
        Assert.That(new SupplierPool().Count, Is.EqualTo(30_000).Within(1500));
    }

    [Test]
    public void They_come_in_the_order_of_time_on_working_days()
    {
        Assert.That(Orders, Has.Length.EqualTo(DemonstrationWorld.DefaultOrders));
        Assert.That(Orders.Select(o => o.Number), Is.EqualTo(Enumerable.Range(1, Orders.Length)));
        Assert.That(Orders.Zip(Orders.Skip(1)).All(p => p.First.Date <= p.Second.Date), Is.True);
        Assert.That(Orders.All(o => o.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)), Is.True);
    }

    [Test]
    public void A_supplier_keeps_its_country() =>
        Assert.That(Orders.Where(o => o.SupplierCountry.Length > 0).GroupBy(o => o.SupplierNumber).All(g => g.Select(o => o.SupplierCountry).Distinct().Count() == 1), Is.True);

    [Test]
    public void The_CSV_says_what_the_records_say()
    {
        var rows = Csv(500).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(rows[0], Is.EqualTo("order_id,date,supplier_id,supplier_country,purchase_code,nace,value,currency,on_site,in_kind,funding"));
        var expected = World.Orders(500).Select(o => string.Join(',', o.OrderId, o.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), o.SupplierId, o.SupplierCountry,
            o.PurchaseCode, o.Nace, o.Value.ToString(CultureInfo.InvariantCulture), o.Currency, o.OnSite ? "true" : "false", o.InKind ? "true" : "false", o.Funding ? "true" : "false"));
        Assert.That(rows[1..], Is.EqualTo(expected));
    }

    [Test]
    public void The_full_size_has_the_same_total_all_countries_and_most_suppliers()
    {
        var full = World.Orders(1_300_000);
        var (sum, count) = (0.0, 0);
        var suppliers = new HashSet<int>();
        var countries = new HashSet<string>();
        foreach (var order in full)
        {
            sum += InFrancs(order);
            count++;
            suppliers.Add(order.SupplierNumber);
            countries.Add(order.SupplierCountry);
        }

        Assert.That(count, Is.EqualTo(1_300_000));
        Assert.That(sum, Is.EqualTo(14_118e6).Within(0.05e6));
        Assert.That(countries, Has.Count.EqualTo(93), "92 and the blank");
        Assert.That(suppliers.Count, Is.InRange(27_000, 31_000));
    }

    [TestCase(1)]
    [TestCase(30)]
    public void Few_orders_are_still_orders(int count)
    {
        var few = World.Orders(count).ToArray();
        Assert.That(few, Has.Length.EqualTo(count));
        Assert.That(few.Select(o => o.Number), Is.EqualTo(Enumerable.Range(1, count)));
    }

    [Test]
    public void No_orders_are_refused() => Assert.That(() => World.Orders(0).ToArray(), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Writing_can_be_cancelled() =>
        Assert.That(() => World.WriteOrders(Stream.Null, 100_000, null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    internal static string Csv(int count, long seed = DemonstrationWorld.DefaultSeed)
    {
        using var stream = new MemoryStream();
        DemonstrationWorld.Create(seed).WriteOrders(stream, count);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static double InFrancs(DemonstrationOrder order) => (double)order.Value / ExchangeRates.Embedded.PerFranc(order.Currency, order.Date.Year);
}
