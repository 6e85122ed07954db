using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Tests.Goldens;

namespace IoEngine.Tests.Scenarios;

/// <summary>What is stated of a year beside its effects: net, nested boundaries, countries and groups.</summary>
public class YearStatementsTests
{
    private const double FrancsADollar = 0.8;

    [Test]
    public void Net_in_the_report_currency_is_the_worked_example()
    {
        var e = Golden.Read("E15");
        var model = ImpactModel.Build(e.Validated(), Golden.NetLabour);
        // The example's money is the table's; contributions of 1.25 report units each make one of it, and results go back.
        var contributions = new LabelledVector<Region>(model.Table.Regions, e.Vector("parameters/contributions").Select(c => c / FrancsADollar).ToArray());
        YearNet net = YearNet.Of(model, model.Evaluate(e.Demand(model.Table)), new AlternativeSpending(AccountKind.Government, contributions),
            [model.Indicators["valueAdded"], model.Indicators["employment"]], FrancsADollar, "CHF");
        Assert.That((net.Spending.Kind, net.Rows.Count), Is.EqualTo((AccountKind.Government, 4)));
        NetRow[] money = [.. net.Rows.Where(r => r.Indicator == "valueAdded")];
        Assert.That(money.Select(r => (r.Region, r.Unit)), Is.EqualTo(new[] { (0, "CHF"), (1, "CHF") }));
        Near.Equal(money.Select(r => r.Gross * FrancsADollar).ToArray(), e.Vector("expected/gross_by_region"), "gross");
        Near.Equal(money.Select(r => r.Alternative * FrancsADollar).ToArray(), e.Vector("expected/alternative_by_region"), "alternative");
        Near.Equal(money.Sum(r => r.Net) * FrancsADollar, e.Number("expected/net_total"), "net");
        Assert.That(net.Rows.Where(r => r.Indicator == "employment").Select(r => r.Unit), Is.EqualTo(new[] { "persons", "persons" }), "people are no money");
    }

    [Test]
    public void Boundaries_in_the_report_currency_are_the_worked_example()
    {
        var e = Golden.Read("E05");
        var model = ImpactModel.Build(e.Validated(), Golden.NetLabour);
        YearBoundaries boundaries = YearBoundaries.Of(new SystemBoundaries(model), model, e.Demand(model.Table), [model.Indicators["valueAdded"]], 1 / FrancsADollar, "CHF");
        string[] levels = ["1_direct", "2_plus_indirect", "3_plus_capital_replacement", "4_plus_household_consumption", "5_plus_government"];
        for (var level = 1; level <= 5; level++)
        {
            BoundaryRow[] rows = [.. boundaries.Rows.Where(r => r.Level == level)];
            Near.Equal(rows.Select(r => r.Value * FrancsADollar).ToArray(), e.Vector($"expected/levels/{levels[level - 1]}/va_by_region"), levels[level - 1]);
            Near.Equal(boundaries.Total("valueAdded", level) * FrancsADollar, e.Number($"expected/levels/{levels[level - 1]}/va_total"), levels[level - 1]);
            Near.Equal(rows.Sum(r => r.Increment) * FrancsADollar, e.Number($"expected/increments/{levels[level - 1]}"), levels[level - 1]);
            Assert.That(rows.Select(r => (r.Unit, r.Shapley is null)), Is.EqualTo(new[] { ("CHF", level < 3), ("CHF", level < 3) }));
            if (level >= 3) Near.Equal(rows.Sum(r => r.Shapley!.Value) * FrancsADollar, e.Number($"expected/shapley_induced_by_channel/{"KHG"[level - 3]}"), "Shapley");
        }

        var leakages = boundaries.Leakages.GroupBy(l => l.Level).ToDictionary(g => g.Key, g => g.Sum(l => l.Value) * FrancsADollar);
        Near.Equal(leakages.OrderBy(l => l.Key).Select(l => l.Value).ToArray(), [140, 140, 140, 140], "levels 2 to 5 leak all orders");
    }

    [Test]
    public void Accounts_of_countries_are_the_effects_by_region_and_by_whose_orders()
    {
        var inputs = SmallWorld.Inputs();
        var year = SmallWorld.Run(inputs).Baseline.Years[0];
        CountryYear countries = CountryYear.Of(year, inputs.Membership, inputs.Contributions);
        IndicatorResult va = year.ValueAdded;
        Assert.That(countries.Year, Is.EqualTo(SmallWorld.First));
        for (var r = 0; r < year.Regions.Count; r++)
        {
            CountryAccount account = countries.Countries[year.Regions[r].Code];
            var source = year.Demand.Sources.ToList().IndexOf(year.Regions[r].Code);
            Assert.That(account.IsRegion, Is.True);
            Near.Equal([.. account.Received], Enum.GetValues<Channel>().Select(c => va.ByRegion(c)[r]).ToArray(), $"{year.Regions[r]} received", 1e-12);
            Near.Equal(account.Caused, Enum.GetValues<Channel>().Sum(c => Enumerable.Range(0, year.Regions.Count).Sum(to => va.Attribution(c, to, source))), "caused", 1e-12);
            Near.Equal(account.CausedAtHome, Enum.GetValues<Channel>().Sum(c => va.Attribution(c, r, source)), "caused at home", 1e-12);
            Near.Equal([account.Retention!.Value, account.PullIn!.Value], [account.CausedAtHome / account.Caused, account.Total - account.CausedAtHome], "retention, pull-in", 1e-12);
        }

        CountryAccount all = CountryAccount.Sum(countries.Countries.Values);
        Near.Equal([all.Orders, all.Total, all.Caused, all.Contribution], [(double)year.Demand.Reconciliation.Orders, va.Total(), va.Total(), 3e6], "the world", 1e-10);
        Assert.That(countries.Groups.Keys, Is.EqualTo(new[] { "host", "member", "non-member", "observer" }));
        Near.Equal(countries.Groups.Values.Sum(g => g.Total), va.Total(), "groups", 1e-12);
        Near.Equal(countries.Groups["observer"].CausedAtHome, countries.Countries["R2"].CausedAtHome, "a group of one country", 1e-12);
    }

    [Test]
    public void Leaks_of_a_year_are_what_value_added_lacks_of_the_mapped_orders()
    {
        foreach (var year in SmallWorld.Run(SmallWorld.Inputs()).Baseline.Years.NotEmpty())
        {
            YearLeaks leaks = year.Leaks;
            var typeOne = year.ValueAdded.Total(Channel.Direct) + year.ValueAdded.Total(Channel.Indirect);
            Near.Equal(typeOne + leaks.Total, (double)year.Demand.Reconciliation.Mapped, "Type I and leaks", 1e-10);
            Near.Equal(leaks.OrderTaxes + leaks.ProductTaxes + leaks.OtherItems + leaks.TableResidual + leaks.Unexplained, leaks.Total, "items", 1e-12);
            Assert.That(leaks.ProductTaxes, Is.Not.Zero);
        }
    }

    [Test]
    public void A_comparison_is_told_by_value_difference_and_share_of_the_baseline()
    {
        var results = SmallWorld.Run(SmallWorld.Inputs(), Scenario.Of("half", new ScaleOrders(new OrderSelection(), 0.5)));
        IReadOnlyList<ComparedValue> world = Comparison.Of(results.Baseline, results["half"], ComparedBy.Country, totals: true);
        ComparedValue[] money = [.. world.Where(v => v.Indicator == "valueAdded" && Math.Abs(v.Baseline) > 1)];
        Assert.That(money, Has.Length.GreaterThan(20));
        Near.Equal(money.Select(v => v.Relative!.Value).ToArray(), money.Select(_ => -0.5).ToArray(), "half of everything", 1e-9);
        Near.Equal(money.Select(v => v.Difference).ToArray(), money.Select(v => -v.Baseline / 2).ToArray(), "differences", 1e-9);
        Assert.That(new ComparedValue(2000, "valueAdded", null, "R0", 0, 3, "CHF").Relative, Is.Null, "a share of nothing is no number");
    }
}
