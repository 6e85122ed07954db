using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Tests.Procurement;

/// <summary>
/// method § 7, Orders and Attribution, on random orders and tables of varied shape: identities to 1e-12, totals exactly.
/// </summary>
public class OrderInvariantTests
{
    private static readonly string[] Countries = ["CHE", "FRA", "DEU", "ITA", "NOR", "USA"];
    private static readonly string[] Sectors = ["A", "B", "G46", "H49", "J62"];

    [ForAll(cases: 12)]
    public void Money_goes_in_and_comes_out(OrderWorld world)
    {
        var (builder, ledger, table) = World(world.Seed, world.Countries, world.Sectors);
        var rate = builder.Rules.Rates;
        var included = ledger.Cells.Where(c => (c.Flags & OrderFlags.Funding) == 0).Sum(c => rate.Convert(c.Value, c.Currency, "CHF", c.RateYear));
        YearDemand[] demands = [.. builder.Years.Select(y => builder.Build(y, table)).NotEmpty()];
        Assert.Multiple(() =>
        {
            Assert.That(demands.Sum(d => d.Reconciliation.Orders), Is.EqualTo(included), "all orders that count");
            Assert.That(demands.All(d => d.Reconciliation.Mapped + d.Reconciliation.Unmapped == d.Reconciliation.Orders));
            Assert.That(demands.All(d => d.SourceTotals.Sum(s => s.Value) == d.Reconciliation.Orders), "by source");
            Assert.That(demands.All(d => d.SourceTotals.Sum(s => s.Unmapped) == d.Reconciliation.Unmapped), "unmapped by source");
            Assert.That(demands.All(d => d.Mapping.Sum(m => m.Value) == d.Reconciliation.Orders), "by rule");
            Assert.That(demands.All(d => d.Mapping.Where(m => m.Rule == "unmapped").Sum(m => m.Value) == d.Reconciliation.Unmapped), "unmapped by reason");
        });
        foreach (var d in demands)
        {
            var scale = Math.Max(1.0, ledger.Of(d.Year).Sum(c => Math.Abs((double)c.Value)));
            var r = d.Reconciliation;
            Assert.That(r.Difference, Is.EqualTo(0).Within(1e-12 * scale), "basic + margins + taxes = purchasers' value");
            Assert.That(d.Total().Sum() + d.ProductTaxes().Sum(), Is.EqualTo((double)r.Mapped).Within(1e-12 * scale), "f + taxes = mapped");
            Assert.That(r.Basic + r.TradeMargins + r.TransportMargins, Is.EqualTo(d.Total().Sum()).Within(1e-12 * scale));
        }
    }

    [ForAll(cases: 12)]
    public void The_order_of_records_does_not_matter_and_neither_does_splitting_one(OrderWorld world)
    {
        var orders = Orders(world.Seed);
        var random = new Random(world.Seed);
        var shuffled = orders.OrderBy(_ => random.Next()).ToArray();
        var split = orders.SelectMany(o => new[] { o with { Value = o.Value - 1.17m }, o with { Value = 1.17m } }).ToArray();
        var (builder, _, table) = World(world.Seed, world.Countries, world.Sectors);
        foreach (var other in new[] { shuffled, split })
        {
            var changed = new DemandBuilder(OrderLedger.FromOrders(other, Options(builder.Rules)), builder.Rules);
            Assert.That(changed.Years, Is.EqualTo(builder.Years));
            foreach (var year in builder.Years.NotEmpty())
            {
                var (a, b) = (builder.Build(year, table), changed.Build(year, table));
                Assert.That(b.Sources, Is.EqualTo(a.Sources));
                if (other == shuffled)
                {
                    Assert.That(b.Entries, Is.EqualTo(a.Entries), "bit for bit");
                    Assert.That(b.Mapping, Is.EqualTo(a.Mapping));
                }

                // A split order may fall into another size band, and bands are converted apart, to nine decimals.
                Assert.That(b.Reconciliation.Orders, Is.EqualTo(a.Reconciliation.Orders).Within(1e-6m));
                Assert.That(b.Reconciliation.Unmapped, Is.EqualTo(a.Reconciliation.Unmapped).Within(1e-6m));
                var scale = orders.Sum(o => Math.Abs((double)o.Value));
                Assert.That(b.Total().Values.ToArray(), Is.EqualTo(a.Total().Values.ToArray()).Within(1e-12 * scale));
            }
        }
    }

    [ForAll(cases: 12)]
    public void Any_detail_adds_up_to_the_same_demand(OrderWorld world)
    {
        var (builder, ledger, table) = World(world.Seed, world.Countries, world.Sectors);
        var year = builder.Years[0];
        var plain = builder.Build(year, table);
        var fine = builder.Build(year, table, DemandDetail.Code | DemandDetail.Band);
        var scale = ledger.Cells.Sum(c => Math.Abs((double)c.Value));
        Assert.That(fine.Entries.Select(e => e.Code).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(fine.Entries.Select(e => e.Band).Distinct().Count(), Is.GreaterThan(1));
        var (a, b) = (plain.BySource, fine.BySource);
        for (var s = 0; s < a.Columns; s++) Assert.That(b.Column(s).ToArray(), Is.EqualTo(a.Column(s).ToArray()).Within(1e-12 * scale));
    }

    [ForAll(cases: 12)]
    public void A_distributors_order_is_worth_what_it_costs(OrderWorld world)
    {
        var (builder, _, table) = World(world.Seed, world.Countries, world.Sectors);
        var wholesale = builder.Rules with { Valuation = new ValuationRules { Wholesale = new WholesaleRules { Sectors = ["G46"], Margin = 0.3 } } };
        var ledger = OrderLedger.FromOrders([new Order { Year = 2001, SupplierCountry = "CHE", Code = "1", Nace = "4669", Value = 1000m }]);
        var d = new DemandBuilder(ledger, wholesale).Build(2001, table);
        Assert.Multiple(() =>
        {
            Assert.That(d.Total()[new Industry("CHE", "G46")], Is.EqualTo(300).Within(1e-9), "the margin");
            Assert.That(d.Total().Sum(), Is.EqualTo(1000).Within(1e-9), "value is conserved");
            Assert.That(d.Sources, Is.EqualTo(new[] { "CHE" }), "the contracting supplier's");
        });
        for (var r = 0; r < table.Regions.Count; r++)
            Assert.That(table.Trade.Origins(new Sector("A"), r).Sum(o => o.Share), Is.EqualTo(1).Within(1e-12), "origins add to 1");
    }

    [ForAll(cases: 12)]
    public void Moving_orders_keeps_their_sum_and_moving_none_changes_nothing(OrderWorld world)
    {
        var (builder, ledger, _) = World(world.Seed, world.Countries, world.Sectors);
        Assert.That(ledger.Redirect(c => c.SupplierCountry == "CHE", "DEU", 0m), Is.SameAs(ledger));
        Assert.That(ledger.Scale(_ => true, 1m), Is.SameAs(ledger));
        Assert.That(ledger.Transform(c => [c]), Is.SameAs(ledger));
        var moved = ledger.Redirect(c => c.SupplierCountry == "CHE", [("DEU", 0.25m), ("ITA", 0.75m)], 0.3m);
        var spread = ledger.Spread([0.5m, 0.3m, 0.2m]);
        Assert.Multiple(() =>
        {
            Assert.That(moved.Totals().Select(t => (t.Currency, t.Value)), Is.EqualTo(ledger.Totals().Select(t => (t.Currency, t.Value))));
            Assert.That(spread.Totals().Select(t => (t.Currency, t.Value)), Is.EqualTo(ledger.Totals().Select(t => (t.Currency, t.Value))));
            Assert.That(moved.Number, Is.EqualTo(ledger.Number).Within(1e-9));
            Assert.That(moved.Cells.Where(c => c.SupplierCountry == "CHE").Sum(c => (double)c.Value),
                Is.EqualTo(0.7 * ledger.Cells.Where(c => c.SupplierCountry == "CHE").Sum(c => (double)c.Value)).Within(1e-6));
            Assert.That(ledger.Redirect(c => c.SupplierCountry == "CHE", "DEU", 1m).Cells.Any(c => c.SupplierCountry == "CHE"), Is.False);
            Assert.That(ledger.Plus(ledger).Totals().Select(t => t.Value), Is.EqualTo(ledger.Totals().Select(t => 2 * t.Value)));
            Assert.That(spread.Years, Is.EqualTo(Enumerable.Range(ledger.Years[0], ledger.Years[^1] - ledger.Years[0] + 3)));
            Assert.That(builder.Years, Is.EqualTo(ledger.Years));
        });
    }

    [ForAll(cases: 12)]
    public void The_profile_of_a_year_is_exactly_its_orders_under_any_spend_profile(OrderWorld world)
    {
        var (builder, ledger, table) = World(world.Seed, world.Countries, world.Sectors);
        foreach (var spent in new decimal[][] { [], [0.5m, 0.5m], [0m, 1m], [0.2m, 0.3m, 0.5m] })
        {
            var demand = new DemandBuilder(ledger, builder.Rules with { SpendProfile = spent });
            var rows = OrderProfile.Of(demand.Orders, demand.Years, (c, y) => c == "CHE" && y < 2003 ? "host" : "other");
            Assert.That(demand.Years, Has.Count.EqualTo(builder.Years.Count + Math.Max(0, spent.Length - 1)));
            foreach (var year in demand.Years.NotEmpty())
            {
                var built = demand.Build(year, table);
                var own = rows.Where(r => r.Year == year).ToArray();
                Assert.That(own.Sum(r => r.Value), Is.EqualTo(built.Reconciliation.Orders), $"{year}");
                Assert.That(own.Sum(r => r.Number), Is.EqualTo(built.SourceTotals.Sum(t => t.Number)).Within(1e-9), $"{year}");
            }

            Assert.That(rows.GroupBy(r => (r.Band, r.Group)).Sum(g => g.Last().Cumulated), Is.EqualTo(rows.Sum(r => r.Value)));
            Assert.That(rows.Where(r => r.Group == "host").Select(r => r.Year).Distinct(),
                Is.EquivalentTo(demand.Orders.Orders.Cells.Where(c => c.SupplierCountry == "CHE" && c.Year < 2003 && demand.Rules.Include.Counts(c.Flags))
                    .Select(c => c.Year).Distinct()), "the group of the year in which it is spent");
        }
    }

    [Test]
    public void Orders_without_a_rate_have_no_value_and_are_found()
    {
        Order[] orders = [new() { Year = 2001, SupplierCountry = "CHE", Value = 5m }, new() { Year = 2001, SupplierCountry = "CHE", Value = 7m, Currency = "XAU" }];
        PricedOrders priced = new PricedLedger(OrderLedger.FromOrders(orders), new DemandRules()).Of(2001);
        Assert.That(priced.Values, Is.EqualTo(new decimal?[] { 5m, null }));
        Assert.That(priced.Missing.Select(f => f.Code), Is.All.EqualTo("CURRENCY-RATE-MISSING").And.Not.Empty);
        Assert.That(OrderProfile.Of(new PricedLedger(OrderLedger.FromOrders(orders), new DemandRules()), [2001], (_, _) => "").Sum(r => r.Value), Is.EqualTo(5m));
    }

    [Test]
    public void Bands_have_lower_ends_and_take_credit_notes_by_size()
    {
        var options = new OrderReadOptions { Rates = CurrencyRates.Of([(2000, "EUR", 1m), (2000, "CHF", 2m)]) };
        decimal[] values = [9_999.99m, 10_000m, -49_999m, 50_000m, 750_000m];
        var ledger = OrderLedger.FromOrders(values.Select(v => new Order { Year = 2000, SupplierCountry = "CHE", Value = v })
            .Append(new Order { Year = 2000, SupplierCountry = "CHE", Value = 5_000m, Currency = "EUR" })
            .Append(new Order { Year = 2001, SupplierCountry = "CHE", Value = 5_000m, Currency = "EUR" }), options);
        Assert.That(ledger.Cells.Select(c => (c.Band, c.Number)), Is.EquivalentTo(new[] { (0, 1.0), (1, 2.0), (2, 1.0), (5, 1.0), (1, 1.0), (-1, 1.0) }));
        OrderBands bands = ledger.Bands;
        Assert.That(values.Select(bands.Of), Is.EqualTo(new[] { 0, 1, 1, 2, 5 }));
        Assert.That(Enumerable.Range(-1, 7).Select(bands.Name), Is.EqualTo(new[] { "no rate", "< 10000", "10000-50000", "50000-200000", "200000-400000", "400000-750000", ">= 750000" }));
    }

    [Test]
    public void A_deflator_divides_by_the_index()
    {
        var deflator = Deflator.Of([(2000, 80), (2001, 100), (2002, 125)], 2001);
        Assert.That(new[] { deflator.Deflate(8, 2000), deflator.Deflate(8, 2001), deflator.Deflate(8, 2002) }, Is.EqualTo(new[] { 10, 8, 6.4 }).Within(1e-12));
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => deflator.Factor(2010))!.Findings.Single().Found, Is.EqualTo("nearest: 2002"));
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => Deflator.Of([(2000, 0)]))!.Findings.Single().Code, Is.EqualTo("DEFLATOR-VALUE"));
    }

    private static (DemandBuilder Builder, OrderLedger Ledger, DemandTable Table) World(int seed, int regions, int sectors)
    {
        var random = new Random(seed * 31);
        var industries = new Axis<Industry>("industries", from r in Countries.Take(regions).Append("ROW") from s in Sectors.Take(sectors) select new Industry(r, s));
        var n = industries.Count;
        var columns = new Axis<DemandColumn>("demand columns", industries.Select(i => i.Region).Distinct().SelectMany(r => new[] { new DemandColumn(r, "HH"), new DemandColumn(r, "INV") }));
        var z = DenseMatrix.Create(n, n, (i, j) => random.Next(4) == 0 ? 0 : random.NextDouble());
        var y = DenseMatrix.Create(n, columns.Count, (i, c) => columns[c].Category == "INV" ? random.NextDouble() - 0.5 : random.NextDouble());
        var v = DenseMatrix.Create(1, n, (_, _) => 1);
        var table = new MrioTable(new TableIdentity { Name = "random", Unit = Unit.Money("USD", 1e6) }, new(industries, industries, z), new(industries, columns, y),
            new(new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "USD")]), industries, v));
        var rules = Rules(random, sectors);
        var ledger = OrderLedger.FromOrders(Orders(seed), Options(rules));
        return (new DemandBuilder(ledger, rules), ledger, DemandTable.Of(table));
    }

    private static OrderReadOptions Options(DemandRules rules) => new() { Rates = rules.Rates, Overrides = rules.Mapping.Overrides };

    private static DemandRules Rules(Random random, int sectors) => new()
    {
        Include = new IncludedOrders { Funding = false },
        Rates = CurrencyRates.Of(Enumerable.Range(2000, 8).SelectMany(y => new[] { (y, "CHF", 1.1m + (y / 10000m)), (y, "EUR", 0.83m + (y / 7000m)) })),
        Mapping = new MappingRules
        {
            Overrides = ContractOverrides.Of([("7", "B", 0.5), ("7", "A", 0.5)]),
            Codes = CodeConcordance.Of([("", "1", "A", 1), ("", "12", "B", 1 / 3.0), ("", "12", "A", 2 / 3.0), ("", "2", Sectors[sectors - 1], 0.4), ("", "2", "A", 0.6), ("", "3", "G46", 1)]),
            Nace = NaceConcordance.Of([("46", "G46", 1), ("28", "B", 1), ("J", "A", 0.7), ("J", "B", 0.3)]),
        },
        Valuation = new ValuationRules
        {
            Tax = random.NextDouble() / 10,
            Margins = MarginTable.Of(new Dictionary<string, MarginShares> { ["A"] = new(0.1, 0.05, 0.02), ["B"] = new(random.NextDouble() / 3, 0.01, -0.01) }),
            TransportSectors = sectors > 3 ? new Dictionary<string, double> { ["H49"] = 1 } : null,
            Wholesale = new WholesaleRules { Sectors = ["G46"], Margin = random.NextDouble() },
            OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["CHE"] = 0.5, ["FRA"] = random.NextDouble() / 2 }),
        },
    };

    private static Order[] Orders(int seed)
    {
        var random = new Random(seed);
        string[] codes = ["1", "123", "2", "3", "99", "98", ""];
        string[] naces = ["", "46.7", "28", "62", "01"];
        string[] countries = [.. Countries, "", "Atlantis", "BRA"];
        return Enumerable.Range(0, 400).Select(i => new Order
        {
            Id = $"{i}",
            Year = random.Next(2000, 2006),
            Supplier = $"S{random.Next(40)}",
            SupplierCountry = countries[random.Next(countries.Length)],
            Code = codes[random.Next(codes.Length)],
            Nace = naces[random.Next(naces.Length)],
            Value = Math.Round((decimal)Math.Exp(random.NextDouble() * 12), 2) * (random.Next(12) == 0 ? -1 : 1),
            Currency = random.Next(3) == 0 ? "EUR" : "",
            Flags = (OrderFlags)random.Next(8),
        }).ToArray();
    }
}
