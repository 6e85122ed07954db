using IoEngine.Accounts;
using IoEngine.Events;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Studies;
using IoEngine.Validation;
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

    private static Households.Closure WithRates(Golden e)
    {
        var rates = "parameters/rates_as_share_of_labour_cost";
        var (employers, employees, wage) = (e.Vector($"{rates}/employers_social_contributions"), e.Vector($"{rates}/employees_social_contributions"), e.Vector($"{rates}/wage_tax"));
        var (theta, mpc) = (e.Vector("parameters/disposable_share_of_compensation"), e.Vector("parameters/propensity_to_consume"));
        return new Households.Closure
        {
            Households = new(new[] { "ALP", "NEI" }.Index().ToDictionary(r => new Region(r.Item), r => new Households.HouseholdParameter(
                theta[r.Index], mpc[r.Index], 0.6, "E20", Fiscal: new(employers[r.Index], employees[r.Index], wage[r.Index])))),
        };
    }

    private static YearResult Solve(Golden e, bool events, bool funded = true)
    {
        var (table, closure) = (e.Validated(), WithRates(e));
        var model = ImpactModel.Build(table, closure);
        var contributions = new LabelledVector<Region>(table.Table.Regions, [e.Number("parameters/contributions/ALP"), e.Number("parameters/contributions/NEI")]);
        var budget = new SpendingBudget(new Dictionary<int, decimal> { [Year] = e["parameters/budget"].GetDecimal() });
        var alternative = new AlternativeSpending(Households.AccountKind.Government, contributions)
        {
            IsFunded = funded, FundedShare = counted => budget.FundedShare(Year, counted, contributions.Sum()),
        };
        return new YearEvaluator(model, alternative: alternative, spending: events ? EventDemand.Of(Ledger(e), Year, table, closure) : [])
            .Evaluate(OrdersOf(e, table), ["valueAdded", "gdp", "taxes", "socialContributions"], default);
    }

    // The orders of the example are demand at basic prices already.
    private static PreparedYear OrdersOf(Golden e, ValidatedTable table)
    {
        var f = e.Vector("input/orders_basic_prices");
        var industries = table.Table.Industries;
        var bySource = DenseMatrix.FromVector(f);
        var demand = new YearDemand
        {
            Year = Year, Currency = "CHF", Industries = industries, Regions = table.Table.Regions, Sources = ["ALP"], RegionOfSource = [0], BySource = bySource,
            Entries = [], ProductTaxesBySource = [0.0], SourceTotals = [new SourceTotal("ALP", 1, (decimal)f.Sum(), 0)],
            Reconciliation = new DemandReconciliation((decimal)f.Sum(), (decimal)f.Sum(), 0, 0, f.Sum(), 0, 0, 0, 0, 0), Mapping = [], Unexplained = [], Findings = [],
        };
        return new PreparedYear(new(Year, Year), table, DemandTable.Of(table.Table, table.Output.Values.ToArray()), demand, 1, true, 0);
    }

    [Test]
    public void E20_fiscal_statement_of_orders_events_and_pay()
    {
        var e = Read("E20");
        var year = Solve(e, true);
        YearFiscal fiscal = year.Fiscal;
        double[] Of(bool orders, params FiscalKind[] kinds) => [.. Enumerable.Range(0, 2).Select(r =>
            fiscal.Rows.Where((FiscalRow f) => f.Region == r && f.Source is null == orders && kinds.Contains(f.Kind)).Sum(f => f.Value))];
        double[] Sum(string path) => [.. path.Split('+').Select(p => e.Vector($"expected/fiscal/{p}")).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])];
        var kinds = new[]
        {
            (FiscalKind.ProductsOnSpending, "product_taxes_on_spending"), (FiscalKind.Production, "other_production_taxes"),
            (FiscalKind.IncomeTax, "wage_tax"), (FiscalKind.EmployeesSocial, "employees_social_contributions"), (FiscalKind.EmployersSocial, "employers_social_contributions"),
        };
        foreach (var (kind, name) in kinds.NotEmpty())
        {
            Near.Equal(Of(true, kind), e.Vector($"expected/fiscal/orders/{name}"), name);
            var pay = kind >= FiscalKind.IncomeTax ? $"+taxes_on_own_pay/{name}" : "";
            Near.Equal(Of(false, kind), Sum($"events/{name}{pay}"), $"events {name}");
        }

        foreach (var of in new[] { "orders", "events" }.NotEmpty())
            Near.Equal(Of(of == "orders", FiscalKind.Products), Sum($"{of}/product_taxes_on_intermediates+{of}/product_taxes_on_induced_consumption"), of);
        var all = Enum.GetValues<FiscalKind>();
        Near.Equal(Of(true, all).Zip(Of(false, all), (a, b) => a + b).ToArray(), e.Vector("expected/fiscal/total_by_country"), "by country");
        var (orders, counted) = (140.0, 140 + (double)year.Events!.Amount);
        Near.Equal(Of(true, all).Sum() / orders, e.Number("expected/fiscal/orders_per_franc_ordered"), "per franc ordered");
        Near.Equal(year.Fiscal.Rows.Sum(f => f.Value) / (390 * year.Net!.FundedShare), e.Number("expected/fiscal/all_per_franc_contributed"), "per franc contributed");
        Near.Equal(counted, e.Number("expected/budget/budget") - e.Number("expected/budget/rest"), "budget");
        Near.Equal([year.Find("taxes")!.Total(), year.Find("socialContributions")!.Total()],
            [Of(true, FiscalKind.Products, FiscalKind.Production, FiscalKind.IncomeTax).Sum(), Of(true, FiscalKind.EmployeesSocial, FiscalKind.EmployersSocial).Sum()], "indicators");
    }

    [TestCase("orders_funded", false, true)]
    [TestCase("orders_and_events_funded", true, true)]
    [TestCase("wrong_orders_against_all_contributions", false, false)]
    public void E20_net_on_a_perimeter(string perimeter, bool events, bool funded)
    {
        var e = Read("E20");
        var net = Solve(e, events, funded).Net!;
        var rows = net.Rows.Where(r => r.Indicator == "valueAdded").ToArray();
        var path = $"expected/net/{perimeter}";
        Near.Equal(net.Spending.ByRegion.Values.ToArray().Select(c => c * net.CountedShare).ToArray(), e.Vector($"{path}/alternative_amounts"), "amounts");
        Near.Equal(rows.Select(r => r.Alternative).ToArray(), e.Vector($"{path}/alternative_by_region"), "alternative");
        Near.Equal(rows.Select(r => r.Net).ToArray(), e.Vector(events ? $"{path}/net_with_own_by_region" : $"{path}/net_by_region"), "net");
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
