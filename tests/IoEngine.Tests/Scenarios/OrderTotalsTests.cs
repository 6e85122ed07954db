using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Reporting;
using IoEngine.Reporting.Layouts;
using IoEngine.Scenarios;
using IoEngine.Studies;
using static IoEngine.Tests.Scenarios.SmallWorld;

namespace IoEngine.Tests.Scenarios;

/// <summary>
/// Orders are priced once a world: whatever a scenario changes and however orders are spent, all result files count the same.
/// </summary>
public class OrderTotalsTests
{
    private static readonly OrderSelection Outside = new() { Group = "non-member" };
    private static readonly Order Purchase = new() { Year = First, SupplierCountry = "R1", Code = "c0", Value = 123_456.78m, Currency = "EUR" };

    private static IReadOnlyList<Scenario> EveryKind() =>
    [
        Scenario.Of("nothing"), Scenario.Of("moved", new RedirectOrders(Outside, new OrderDestination { Group = "member" }, 0.6)),
        Scenario.Of("twice", new ScaleOrders(new OrderSelection { Countries = ["R2"] }, 2)), Scenario.Of("placed", new PlaceOrders([Purchase])),
        Scenario.Of("bids", new TenderPurchase(Purchase, ["R0", "R3"])), Scenario.Of("joins", new ChangeMembership("R3", "member", new DateOnly(2001, 1, 1))),
        Scenario.Of("pays", new ChangeContribution("R0", null, 2, true, YearSpan.All)), Scenario.Of("euro", new ChangeExchangeRate("EUR", 1.25, YearSpan.All)),
        Scenario.Of("franc", new ChangeExchangeRate("CHF", 0.8, new YearSpan(Last, Last))), Scenario.Of("frozen", new FreezeStructure(FrozenPart.Table, First)),
        Scenario.Of("shifted", new ShiftTrade("R1", "R2", 0.5)), Scenario.Of("gone", new ExtractIndustries { Regions = ["R3"] }),
        Scenario.Of("thrifty", new ChangeClosure { PropensityFactor = 0.9 }), Scenario.Of("origin", new ChangeValuation { Tax = 0.1, Country = OrderCountry.Origin }),
        new Scenario("euro, moved", [new RedirectOrders(Outside, new OrderDestination { Group = "member", Spread = SpreadRule.Orders })], "euro"),
    ];

    private static IEnumerable<TestCaseData> Spending() => new decimal[][] { [], [0.5m, 0.5m], [0m, 1m], [0.7m, 0.2m, 0.1m] }
        .SelectMany(p => new[] { true, false }.Select(all => new TestCaseData(p, all).SetArgDisplayNames($"[{string.Join(", ", p)}] {(all ? "all" : "without funding")}")));

    [TestCaseSource(nameof(Spending))]
    public void Profile_summary_countries_and_mapping_count_the_same_orders_in_every_world(decimal[] spendProfile, bool funding)
    {
        var inputs = Inputs();
        inputs = inputs with
        {
            Orders = inputs.Orders.Transform(c => [c.Code == "c2" ? c with { Flags = OrderFlags.Funding } : c]),
            Rules = inputs.Rules with { SpendProfile = spendProfile, Include = new IncludedOrders { Funding = funding } },
        };
        var results = Run(inputs, EveryKind());
        ScenarioResult[] worlds = [results.Baseline, .. results.Scenarios];
        Assert.That(worlds, Has.Length.EqualTo(EveryKind().Count + 2), "the tender is two");
        var (profile, summary) = (OrderFiles.ProfileOf(worlds), SummaryFile.Layout.Fill(worlds.SelectMany(SummaryRow.Of)));
        foreach (var world in worlds)
        {
            for (var y = 0; y < 3; y++)
            {
                var what = $"{world.Name} {First + y}";
                var orders = world.Years[y].Demand.Reconciliation.Orders;
                var own = OrderProfile.Of(world.Priced, [First + y], (c, _) => world.Countries[y].GroupOf(c));
                Assert.That(own.Sum(r => r.Value), Is.EqualTo(orders), what);
                Assert.That(world.Years[y].Demand.Mapping.Sum(m => m.Value), Is.EqualTo(orders), what);
                Near.Equal(world.Countries[y].Countries.Values.Sum(c => c.Orders), (double)orders, what, 1e-12);
                Near.Equal(Sum(profile, "value", world.Name, First + y), Sum(summary, "orders", world.Name, First + y), what, 1e-12);
                Near.Equal(Sum(profile, "number", world.Name, First + y), Sum(summary, "orders_number", world.Name, First + y), what, 1e-5);
            }
        }

        Assert.That(worlds.Select(w => w.Years.Sum(y => y.Demand.Reconciliation.Orders)).Distinct().Count(), Is.GreaterThanOrEqualTo(5), "kinds that change the total");
    }

    private static double Sum(ResultTable table, string column, string world, int year) => Enumerable.Range(0, table.Rows)
        .Where(i => table["scenario"].Texts[i] == world && table["year"].Integers[i] == year)
        .Sum(i => table[column].Numbers[i]);
}
