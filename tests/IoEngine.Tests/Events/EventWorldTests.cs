using IoEngine.Events;
using IoEngine.Impact;
using IoEngine.Reporting.Layouts;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Tests.Scenarios;

namespace IoEngine.Tests.Events;

/// <summary>Identities of events in a world of orders: budget, audit, attribution; and the orders stay what they were.</summary>
public class EventWorldTests
{
    private static readonly EventKind[] Kinds = Enum.GetValues<EventKind>();

    private static EventLedger Ledger(int seed)
    {
        var random = new Random(seed);
        var events = Enumerable.Range(0, 24).Select(i =>
        {
            var kind = Kinds[i % Kinds.Length];
            return new SpendingEvent($"{i}", SmallWorld.First + random.Next(3), $"R{random.Next(4)}", kind, Math.Round((decimal)(random.NextDouble() * 1e6), 2))
            {
                DisposableShare = kind == EventKind.LabourIncome && random.Next(2) == 0 ? random.NextDouble() : null,
                Basket = kind is EventKind.VisitorSpending or EventKind.BillOfGoods || (kind == EventKind.Institution && random.Next(2) == 0) ? "basket" : "",
            };
        });
        return new EventLedger(events, new Dictionary<string, IReadOnlyList<BasketShare>> { ["basket"] = [new("", "S0", 0.25), new("R1", "S1", 0.5), new("", "S2", 0.25)] });
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Every_franc_of_every_kind_is_accounted_for_and_orders_stay_to_the_last_bit(int seed)
    {
        var inputs = SmallWorld.Inputs(seed);
        var without = SmallWorld.Run(inputs).Baseline;
        var with = SmallWorld.Run(inputs with { Events = Ledger(seed) }).Baseline;
        Assert.That(with.Years.SelectMany(y => y.Events?.Kinds ?? []).Select(k => k.Kind).Distinct().Order(), Is.EqualTo(Kinds), "every kind occurs");
        foreach (var (before, after) in without.Years.Zip(with.Years).NotEmpty())
        {
            Assert.That(SmallWorld.Numbers(after), Is.EqualTo(SmallWorld.Numbers(before)));
            Assert.That(after.Leaks, Is.EqualTo(before.Leaks));
            YearEvents events = after.Events!;
            foreach (EventSpending spending in events.Spending.NotEmpty())
                Assert.That(spending.Difference, Is.EqualTo(0).Within(1e-9 * Math.Abs((double)spending.Event.Amount)), spending.Event.Id);
            foreach (var kind in events.Kinds.NotEmpty()) CheckKind(after, kind);
        }
    }

    private static void CheckKind(YearResult year, EventEffects kind)
    {
        var va = kind.Indicators.Single(i => i.Name == "valueAdded");
        var spent = year.Events!.Spending.Where(s => s.Event.Kind == kind.Kind).ToArray();
        foreach (var channel in Enum.GetValues<Channel>().NotEmpty())
        {
            var attributed = Enumerable.Range(0, year.Regions.Count).Select(r => Enumerable.Range(0, kind.Sources.Count).Sum(s => va.Attribution(channel, r, s)));
            Near.Equal(attributed.ToArray(), va.ByRegion(channel), $"{kind.Kind} {channel}", 1e-10);
        }

        var leaks = kind.Effects.Leaks.Total / year.TableMoneyPerUnit;
        Near.Equal(va.Total(Channel.Direct) + va.Total(Channel.Indirect) + leaks, spent.Sum(s => s.Demand.Sum()), $"{kind.Kind}: value added and leaks", 1e-10);
        Near.Equal(Enumerable.Range(0, year.Regions.Count).Sum(r => kind.Own(0, r)), spent.Sum(s => s.Own), "own");
        Assert.That(spent.Sum(s => s.Own), kind.Kind == EventKind.LabourIncome ? Is.Positive : Is.Zero);
    }

    [Test]
    public void Orders_and_events_and_the_rest_are_the_budget_to_the_cent()
    {
        var budget = new SpendingBudget(Enumerable.Range(SmallWorld.First, 3).ToDictionary(y => y, y => 123_456_789.01m + y));
        var world = SmallWorld.Run(SmallWorld.Inputs() with { Events = Ledger(1).With(budget) }).Baseline;
        var table = EventFiles.Of([world]);
        foreach (var year in Enumerable.Range(SmallWorld.First, 3).NotEmpty())
        {
            var rows = Enumerable.Range(0, table.Rows).Where(i => table["year"].Integers[i] == year).ToLookup(i => table["line"].Texts[i], i => table["amount"].Numbers[i]);
            var parts = rows["orders"].Concat(rows["event"]).Concat(rows["rest"]).Sum();
            Assert.That(parts, Is.EqualTo(rows["budget"].Single()).Within(0.005), $"{year}");
        }
    }

    [Test]
    public void A_scenario_of_orders_leaves_the_events_alone()
    {
        var results = SmallWorld.Run(SmallWorld.Inputs() with { Events = Ledger(1) }, new Scenario { Name = "half", Changes = [new ScaleOrders { Factor = 0.5 }] });
        foreach (var (a, b) in results.Baseline.Years.Zip(results["half"].Years).NotEmpty())
        {
            Assert.That(b.ValueAdded.Total(), Is.Not.EqualTo(a.ValueAdded.Total()));
            Assert.That(b.Events!.Kinds.Select(k => k.Indicators[0].Total()), Is.EqualTo(a.Events!.Kinds.Select(k => k.Indicators[0].Total())));
        }
    }
}
