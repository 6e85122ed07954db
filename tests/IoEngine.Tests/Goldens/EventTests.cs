using IoEngine.Accounts;
using IoEngine.Events;
using IoEngine.Impact;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E20: pay, households, visitors, institutes and a bill of goods beside the orders.</summary>
public class EventTests
{
    private const int Year = 2020;

    internal static EventLedger Ledger(Golden e)
    {
        var events = new List<SpendingEvent>();
        var baskets = new Dictionary<string, IReadOnlyList<BasketShare>>();
        foreach (var of in e["input/events"].EnumerateArray())
        {
            string Text(string name) => of.TryGetProperty(name, out var value) ? value.GetString()! : "";
            decimal? Number(string name) => of.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
            var id = Text("id");
            foreach (var name in new[] { "basket", "shares" })
            {
                if (!of.TryGetProperty(name, out var shares)) continue;
                baskets[id] = [.. shares.EnumerateObject().Select(s => new BasketShare(name == "shares" ? Parse(s.Name).Region.Code : "",
                    name == "shares" ? Parse(s.Name).Sector.Code : s.Name, s.Value.GetDouble()))];
            }

            var kind = Enum.GetValues<EventKind>().Single(k => SpendingEvent.NameOf(k) == Text("kind"));
            events.Add(new SpendingEvent(id, Year, Text("country"), kind, Number("amount") ?? Number("nights")!.Value * Number("spending_a_night")!.Value / 1e6m)
            {
                Basket = baskets.ContainsKey(id) ? id : "", DisposableShare = (double?)Number("disposable_share"),
            });
        }

        return new EventLedger(events, baskets);
    }

    [Test]
    public void E20_demand_and_effects_of_each_event()
    {
        var e = Read("E20");
        var model = ImpactModel.Build(e.Validated(), NetLabour);
        var va = model.Indicators["valueAdded"];
        var found = EventDemand.Of(Ledger(e), Year, e.Validated(), NetLabour);
        Assert.That(found.Select(s => s.Event.Id), Is.EqualTo(e["expected/events"].EnumerateObject().Select(p => p.Name)));
        var sum = new double[model.Table.Industries.Count];
        foreach (var of in found.NotEmpty())
        {
            var path = $"expected/events/{of.Event.Id}";
            Near.Equal(of.Demand.Values.ToArray(), e.Vector($"{path}/final_demand"), path);
            Near.Equal(model.Table.Regions.Select((_, r) => r == of.Region ? of.ProductTaxes : 0).ToArray(), e.Vector($"{path}/product_taxes_on_spending"), path);
            Near.Equal([of.Saving, of.Levy, of.WageTaxes, of.Own],
                [e.Number($"{path}/saving"), e.Number($"{path}/organisation_levy"), e.Number($"{path}/wage_taxes_and_contributions"), e.Number($"{path}/own")], path);
            Assert.That(of.Difference, Is.EqualTo(0).Within(1e-12));
            var effects = model.Evaluate(of.Demand);
            foreach (var channel in Enum.GetValues<Channel>().NotEmpty())
            {
                Near.Equal(effects.ByRegion(va, channel).Values.ToArray(),
                    e.Vector($"{path}/value_added/{channel.ToString().ToLowerInvariant()}"), $"{path} {channel}");
            }

            for (var j = 0; j < sum.Length; j++) sum[j] += of.Demand[j];
        }

        var all = model.Evaluate(sum);
        foreach (var channel in Enum.GetValues<Channel>().NotEmpty())
        {
            Near.Equal(all.ByRegion(va, channel).Values.ToArray(),
                e.Vector($"expected/value_added/events/{channel.ToString().ToLowerInvariant()}"), $"all events {channel}");
        }

        Assert.That(found.Sum(s => s.Event.Amount), Is.EqualTo(e["expected/budget/events"].GetDecimal()));
    }

    [Test]
    public void A_levy_of_the_organisation_is_no_tax_and_pay_under_the_rates_of_a_country_is_taxed()
    {
        var e = Read("E20");
        var found = EventDemand.Of(Ledger(e), Year, e.Validated(), NetLabour).ToDictionary(s => s.Event.Id);
        Assert.That((found["pay-ALP"].WageTaxes, found["pay-NEI"].Levy), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void Pay_is_spent_alike_under_every_closure()
    {
        var e = Read("E20");
        var expected = EventDemand.Of(Ledger(e), Year, e.Validated(), NetLabour);
        foreach (var kind in Enum.GetValues<Households.ClosureKind>().NotEmpty())
        {
            var found = EventDemand.Of(Ledger(e), Year, e.Validated(), NetLabour with { Kind = kind, Regions = [new Region("ALP")] });
            Assert.That(found.Select(f => f.Demand.Sum()), Is.EqualTo(expected.Select(f => f.Demand.Sum())), $"{kind}");
        }
    }
}
