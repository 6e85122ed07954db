using IoEngine.Impact;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Valuation;
using IoEngine.Procurement;
using IoEngine.Scenarios;
using IoEngine.Studies;

namespace IoEngine.Tests.Scenarios;

/// <summary>Any partition of the orders adds up to all of their effects, whatever becomes of the orders on the way.</summary>
public class OrderAttributionInvariantTests
{
    private static readonly string[] Families = ["magnets", "civil", " civil ", "services", "", "n/a"];
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    private static readonly Scenario[] Worlds =
    [
        new("moved", [new RedirectOrders(new OrderSelection { Countries = ["R1"] }, new OrderDestination { Countries = ["R0", "R2"] }, 0.4)]),
        new("fewer", [new ScaleOrders(new OrderSelection { Codes = ["c1"] }, 0.25)]),
        new("more", [new PlaceOrders([new Order { Year = SmallWorld.First, SupplierCountry = "R2", Code = "c0", Value = 700_000 }])]),
        new("margin", [new ChangeValuation { WholesaleMargin = 0.35 }]),
        new("frozen", [new FreezeStructure(FrozenPart.TradeShares, SmallWorld.First)]),
    ];

    public static IEnumerable<TestCaseData> Rules()
    {
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r)).SetArgDisplayNames("as they are");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with { SpendProfile = [0.5m, 0.3m, 0.2m] })).SetArgDisplayNames("spend profile");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with
        {
            Valuation = r.Valuation with { Tax = 0.05, OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["R0"] = 0.7, ["R3"] = 0.3 }) },
        })).SetArgDisplayNames("on-site split and tax");
        yield return new TestCaseData(new Func<DemandRules, DemandRules>(r => r with { Include = new IncludedOrders { InKind = false } })).SetArgDisplayNames("without contributions in kind");
    }

    [TestCaseSource(nameof(Rules))]
    public void The_keys_of_every_dimension_add_up_to_the_attribution_and_the_effects(Func<DemandRules, DemandRules> rules)
    {
        var inputs = Inputs(["family", "project", "band"]);
        var study = SmallWorld.Run(inputs with { Rules = rules(inputs.Rules) }, Worlds);
        foreach (var world in study.Scenarios.Prepend(study.Baseline).NotEmpty())
        {
            foreach (var year in world.Years.NotEmpty())
            {
                var dimensions = year.ByOrders!.Groups.GroupBy(g => g.Dimension).ToArray();
                Assert.That(dimensions.Select(d => d.Key), Is.EqualTo(new[] { "family", "project", "band", "family x project x band" }));
                foreach (var dimension in dimensions.NotEmpty()) AddUp(year, year.ByOrders!, [.. dimension], $"{world.Name} {year.Assignment.Year} {dimension.Key}");
            }
        }
    }

    [Test]
    public void Orders_by_key_are_all_orders_of_the_year()
    {
        var study = SmallWorld.Run(Inputs(["family", "project"]), Worlds);
        foreach (var world in study.Scenarios.Prepend(study.Baseline).NotEmpty())
        {
            foreach (var year in world.Years.NotEmpty())
            {
                foreach (var dimension in OrderGroupTotals.Of(world.Priced, year.Assignment.Year).GroupBy(g => g.Group.Dimension).NotEmpty())
                    Assert.That(dimension.Sum(g => g.Sum.Value), Is.EqualTo(year.Demand.Reconciliation.Orders), $"{world.Name} {dimension.Key}");
            }
        }
    }

    [Test]
    public void Spellings_of_nothing_are_one_key_and_blanks_do_not_count()
    {
        var year = SmallWorld.Run(Inputs(["family"])).Baseline.Years[0];
        Assert.That(year.ByOrders!.Groups.Select(g => g.Key).Distinct(), Is.EqualTo(new[] { "(none)", "civil", "magnets", "services" }));
    }

    [Test]
    public void Without_columns_the_effects_are_the_same_and_nothing_is_kept_apart()
    {
        var (plain, told) = (SmallWorld.Run(Inputs([])).Baseline.Years[1], SmallWorld.Run(Inputs(["family", "band"])).Baseline.Years[1]);
        Assert.That(plain.ByOrders, Is.Null);
        Near.Equal(SmallWorld.Numbers(told), SmallWorld.Numbers(plain), "value added", 1e-12);
    }

    [Test]
    public void Demand_by_cell_is_the_demand_by_source()
    {
        var demand = SmallWorld.Run(Inputs(["family"])).Baseline.Years[2].Demand;
        var sums = new double[demand.Industries.Count, demand.Sources.Count];
        foreach (CellDemand entry in demand.ByCell.NotEmpty())
        {
            Assert.That(demand.Cells[entry.Cell].Year, Is.EqualTo(demand.Year));
            sums[entry.Industry, entry.Source] += entry.Value;
        }

        for (var s = 0; s < demand.Sources.Count; s++)
            Near.Equal([.. Enumerable.Range(0, demand.Industries.Count).Select(j => sums[j, s])], demand.BySource.Column(s).ToArray(), $"source {s}", 1e-12);
    }

    private static void AddUp(YearResult year, OrderAttribution found, OrderGroup[] groups, string what)
    {
        var bySource = groups.ToLookup(g => g.Source);
        foreach (var indicator in year.Indicators.NotEmpty())
        {
            foreach (var channel in Channels.NotEmpty())
            {
                var effects = indicator.ByRegion(channel);
                var scale = 1e-12 * effects.Sum(Math.Abs);
                for (var r = 0; r < effects.Length; r++)
                {
                    var sum = 0.0;
                    for (var s = 0; s < year.Demand.Sources.Count; s++)
                    {
                        var own = bySource[s].Sum(g => found.Value(indicator.Name, channel, r, g));
                        Assert.That(own, Is.EqualTo(indicator.Attribution(channel, r, s)).Within(scale), $"{what} {indicator.Name} {channel}, source {s}");
                        sum += own;
                    }

                    Assert.That(sum, Is.EqualTo(effects[r]).Within(scale), $"{what} {indicator.Name} {channel}, region {r}");
                }
            }
        }
    }

    private static StudyInputs Inputs(string[] dimensions)
    {
        var inputs = SmallWorld.Inputs();
        var random = new Random(7);
        var orders = Enumerable.Range(0, 300).Select(i => new Order
        {
            Year = random.Next(SmallWorld.First, SmallWorld.Last + 1),
            SupplierCountry = random.Next(20) == 0 ? "" : $"R{random.Next(4)}",
            Code = $"c{random.Next(6)}",
            Nace = random.Next(5) == 0 ? "46.1" : "",
            Currency = random.Next(3) == 0 ? "EUR" : "CHF",
            Flags = random.Next(6) switch { 0 => OrderFlags.OnSite, 1 => OrderFlags.InKind, _ => OrderFlags.None },
            Value = Math.Round((decimal)((random.NextDouble() * 3e5) - 2e4), 2),
            Dimensions = [.. new[] { Families[random.Next(Families.Length)], $"p{random.Next(3)}", "" }.Take(dimensions.Length)],
        }).ToArray();
        return inputs with { Orders = OrderLedger.FromOrders(orders, new OrderReadOptions { Rates = inputs.Rules.Rates, Dimensions = dimensions }) };
    }
}
