using IoEngine.Impact;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;
using IoEngine.Procurement.Valuation;
using IoEngine.Procurement;
using IoEngine.Studies;
using System.Text;

namespace IoEngine.Tests.Scenarios;

/// <summary>Effects order by order: their sums, their order, and what stands where a number is missing or given twice.</summary>
public class OrderEffectsTests
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    public static IEnumerable<TestCaseData> Rules()
    {
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r)).SetArgDisplayNames("as they are");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with { SpendProfile = [0.6m, 0.4m] })).SetArgDisplayNames("spend profile");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with
        {
            Valuation = r.Valuation with { Tax = 0.1, OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["R0"] = 0.7, ["R3"] = 0.3 }) },
        })).SetArgDisplayNames("on-site split and tax");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with { Valuation = r.Valuation with { Wholesale = null } })).SetArgDisplayNames("without wholesale split");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with { Include = new IncludedOrders { InKind = false } })).SetArgDisplayNames("without contributions in kind");
    }

    [TestCaseSource(nameof(Rules))]
    public void The_orders_of_a_year_add_up_to_its_effects(Func<DemandRules, DemandRules> rules)
    {
        var inputs = SmallWorld.Inputs();
        var orders = OrderLedger.FromOrders(Orders(), Options(inputs.Rules));
        var study = SmallWorld.Run(inputs with { Orders = orders, Rules = rules(inputs.Rules) }).Baseline;
        foreach (var year in study.Years.NotEmpty())
        {
            var multipliers = Multipliers(year, inputs);
            var rows = OrderEffects.Of(study.Priced, year.Demand, multipliers).ToArray();
            foreach (var indicator in year.Indicators.NotEmpty())
            {
                foreach (var channel in Channels.NotEmpty())
                {
                    var effects = indicator.ByRegion(channel);
                    for (var r = 0; r < effects.Length; r++)
                    {
                        var column = (multipliers.Receivers.ToList().IndexOf($"R{r}") * Channels.Length) + (int)channel;
                        Assert.That(rows.Where(row => row.Indicator.Name == indicator.Name).Sum(row => row[column]),
                            Is.EqualTo(effects[r]).Within(1e-12 * effects.Sum(Math.Abs)), $"{year.Assignment.Year} {indicator.Name} {channel} R{r}");
                    }
                }
            }
        }
    }

    [Test]
    public void An_order_has_a_row_an_indicator_in_the_order_of_records()
    {
        var inputs = SmallWorld.Inputs();
        var orders = OrderLedger.FromOrders(Orders(), Options(inputs.Rules));
        var study = SmallWorld.Run(inputs with { Orders = orders }).Baseline;
        var rows = OrderEffects.Of(study.Priced, study.Years[0].Demand, Multipliers(study.Years[0], inputs)).ToArray();
        var expected = Orders().Select((o, i) => (o.Id, o.Year, Start: o.Start?.Year, End: o.End?.Year, i))
            .Where(o => o.Start is { } start ? start <= SmallWorld.First && o.End >= SmallWorld.First : o.Year == SmallWorld.First)
            .Select(o => o.Id.Length == 0 ? $"line {o.i + 1}" : o.Id).ToArray();
        Assert.That(rows.Where(r => r.Indicator.Name == "valueAdded").Select(r => r.Order.Number), Is.EqualTo(expected));
        Assert.That(rows.GroupBy(r => r.Indicator).Select(g => g.Count()).Distinct(), Is.EqualTo(new[] { expected.Length }));
        Assert.That(rows.Select(r => r.Order.Source), Does.Contain("unknown").And.Contain("R1"));
    }

    [Test]
    public void A_credit_note_that_cancels_an_order_leaves_both_their_effects()
    {
        var inputs = SmallWorld.Inputs();
        Order[] pair = [.. new[] { 1000m, -1000m }.Select((value, i) => new Order { Id = $"{i}", Year = SmallWorld.First, SupplierCountry = "R1", Code = "c1", Value = value })];
        var study = SmallWorld.Run(inputs with { Orders = OrderLedger.FromOrders(pair, Options(inputs.Rules)) }).Baseline;
        var rows = OrderEffects.Of(study.Priced, study.Years[0].Demand, Multipliers(study.Years[0], inputs)).Where(r => r.Indicator.Name == "valueAdded").ToArray();
        Assert.That(rows.Select(r => r.Order.Number), Is.EqualTo(new[] { "0", "1" }));
        var column = (1 * Channels.Length) + (int)Channel.Direct;
        Assert.That(rows[0][column], Is.GreaterThan(1));
        Assert.That(rows[1][column], Is.EqualTo(-rows[0][column]));
    }

    [Test]
    public void Numbers_come_back_from_a_file_whatever_the_threads_and_twice_where_they_are_given_twice()
    {
        var text = "order_id,date,supplier_country,purchase_code,value\n"
            + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{(i == 7 ? "" : i == 8 ? "PO9" : $"PO{i}")},200{i % 3}-01-01,R{i % 4},c{i % 5},{(i % 11) - 3}\n"));
        var byThreads = new[] { 1, 4 }.Select(threads =>
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var reading = OrderReader.Read(stream, "orders.csv", new OrderReadOptions { KeepOrders = true, Threads = threads });
            Assert.That(reading.Findings.Single(f => f.Code == "ORDERS-DUPLICATE").Place, Is.EqualTo("orders.csv, line 11"));
            var numbers = reading.Ledger.Numbers!;
            return Enumerable.Range(2000, 3).SelectMany(y => numbers.Of(y).ToArray())
                .Select(o => (Number: numbers.NumberOf(o), o.Value, numbers.CellOf(o).SupplierCountry, Share: numbers.ShareOf(o))).ToArray();
        }).ToArray();
        Assert.That(byThreads[0], Is.EqualTo(byThreads[1]));
        Assert.That(byThreads[0], Has.Length.EqualTo(50_000));
        Assert.That(byThreads[0].Where(o => o.Number is "line 9" or "PO9").Select(o => o.Number).Order(StringComparer.Ordinal), Is.EqualTo(new[] { "PO9", "PO9", "line 9" }));
    }

    [Test]
    public void Numbers_of_many_years_come_back_whole_however_often_they_are_read()
    {
        var text = Encoding.UTF8.GetBytes("order_id,date,supplier_country,purchase_code,value\n"
            + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"PO{i},{1950 + (i % 100)}-01-01,R{i % 4},c{i % 5},7\n")));
        for (var again = 0; again < 50; again++)
        {
            using var stream = new MemoryStream(text);
            var numbers = OrderReader.Read(stream, "orders.csv", new OrderReadOptions { KeepOrders = true, Threads = 4 }).Ledger.Numbers!;
            foreach (var y in Enumerable.Range(0, 100))
            {
                Assert.That(numbers.Of(1950 + y).ToArray().Select(o => numbers.NumberOf(o)),
                    Is.EqualTo(Enumerable.Range(0, 50).Select(i => $"PO{(i * 100) + y}")));
            }
        }
    }

    private static ReceiverMultipliers Multipliers(YearResult year, IoEngine.Scenarios.StudyInputs inputs)
    {
        var model = ImpactModel.Build(inputs.Tables(year.Assignment.TableYear, CancellationToken.None), inputs.Closure);
        return ReceiverMultipliers.Of(model, year, [.. year.Regions.Select(r => r.Code)], CancellationToken.None);
    }

    private static OrderReadOptions Options(DemandRules rules) => new() { Rates = rules.Rates, KeepOrders = true };

    private static Order[] Orders()
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, 200).Select(i => new Order
        {
            Id = i % 50 == 3 ? "" : $"PO{i}",
            Year = random.Next(SmallWorld.First, SmallWorld.Last + 1),
            SupplierCountry = random.Next(20) == 0 ? "" : $"R{random.Next(4)}",
            Code = $"c{random.Next(6)}",
            Nace = random.Next(5) == 0 ? "46.1" : "",
            Currency = random.Next(3) == 0 ? "EUR" : "CHF",
            Flags = random.Next(6) switch { 0 => OrderFlags.OnSite, 1 => OrderFlags.InKind, _ => OrderFlags.None },
            Start = i % 4 == 0 ? new DateOnly(SmallWorld.First, 1 + (i % 12), 3) : null,
            End = i % 4 == 0 ? new DateOnly(SmallWorld.First + (i % 3), 12, 20) : null,
            Value = Math.Round((decimal)((random.NextDouble() * 3e5) - 4e4), 2),
        })];
    }
}
