using IoEngine.Accounts;
using IoEngine.Analyses.Net;
using IoEngine.Analyses.Prices;
using IoEngine.Households;
using IoEngine.Impact;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E05, E10, E14, E15: nested boundaries, price dual, fiscal effects, gross and net.</summary>
public class BoundaryTests
{
    [Test]
    public void E05_nested_boundaries_shapley_and_leakages()
    {
        var e = Read("E05");
        var model = ImpactModel.Build(e.Validated(), NetLabour);
        var boundaries = new SystemBoundaries(model);
        BoundaryEffects effects = boundaries.Evaluate(e.Demand(model.Table));
        var va = model.Indicators["valueAdded"];
        var persons = model.Indicators["employment"];
        string[] levels = ["1_direct", "2_plus_indirect", "3_plus_capital_replacement", "4_plus_household_consumption", "5_plus_government"];
        var previous = 0.0;
        for (var level = 1; level <= 5; level++)
        {
            var path = $"expected/levels/{levels[level - 1]}";
            var closing = effects.Closing(SystemBoundaries.ClosedAt(level));
            double Output(int j) => closing.Output(Channel.Direct)[j] + (level > 1 ? closing.Output(Channel.Indirect)[j] : 0) + closing.Output(Channel.Induced)[j];
            Near.Equal(Enumerable.Range(0, 4).Select(Output).ToArray(), e.Vector($"{path}/output"), $"{path} output");
            Near.Equal(Enumerable.Range(0, 4).Select(j => Output(j) * va.PerOutput[j]).ToArray(), e.Vector($"{path}/va"), $"{path} va");
            Near.Equal(effects.AtLevel(va, level).Values.ToArray(), e.Vector($"{path}/va_by_region"), $"{path} by region");
            Near.Equal(effects.AtLevel(va, level).Sum(), e.Number($"{path}/va_total"), $"{path} total");
            Near.Equal(effects.AtLevel(persons, level).Sum(), e.Number($"{path}/employment_persons_total"), $"{path} persons");
            Near.Equal(effects.AtLevel(va, level).Sum() - previous, e.Number($"expected/increments/{levels[level - 1]}"), $"{path} increment");
            previous = effects.AtLevel(va, level).Sum();
        }

        foreach (var (name, kinds) in new[]
                 {
                     ("none", AccountKinds.None), ("K", AccountKinds.Capital), ("H", AccountKinds.Household), ("G", AccountKinds.Government),
                     ("KH", AccountKinds.Capital | AccountKinds.Household), ("KG", AccountKinds.Capital | AccountKinds.Government),
                     ("HG", AccountKinds.Household | AccountKinds.Government), ("KHG", AccountKinds.All),
                 })
        {
            var closing = effects.Closing(kinds);
            Near.Equal(Enum.GetValues<Channel>().Sum(c => closing.Total(va, c)), e.Number($"expected/coalition_values/{name}"), name);
        }

        Near.Equal(
            [effects.Shapley(va, AccountKind.Capital).Sum(), effects.Shapley(va, AccountKind.Household).Sum(), effects.Shapley(va, AccountKind.Government).Sum()],
            [e.Number("expected/shapley_induced_by_channel/K"), e.Number("expected/shapley_induced_by_channel/H"), e.Number("expected/shapley_induced_by_channel/G")],
            "Shapley");
        var all = effects.Closing(AccountKinds.All);
        Near.Equal(all.Income.ToArray(), e.Vector("expected/institution_income_level5"), "income");
        Near.Equal(effects.AtLevel(va, 5).Sum() / 140, e.Number("expected/ratio_total_va_to_orders_level5"), "ratio");
        var leaks = LeakageStatement.Of(model, all, boundaries.System(AccountKinds.All).Accounts);
        Near.Equal(leaks.Items["householdSaving"], e.Number("expected/leakage_level5/household_saving"), "saving");
        Near.Equal(leaks.Items["netOperatingSurplus"], e.Number("expected/leakage_level5/net_operating_surplus"), "surplus");
        Near.Equal(leaks.Total, 140, "all leakages");
        foreach (var (name, value) in leaks.Items.NotEmpty())
        {
            if (name is not ("householdSaving" or "netOperatingSurplus")) Assert.That(value, Is.EqualTo(0).Within(1e-10), name);
        }
    }

    [Test]
    public void E10_price_dual()
    {
        var e = Read("E10");
        var model = ImpactModel.Build(e.Validated(), Closure.None);
        var prices = new PriceModel(model);
        Near.Equal(prices.BasePrices().Values.ToArray(), e.Vector("expected/base_prices"), "p");
        var shocked = new Industry("ALP", "M");
        PriceChange change = prices.Wages(0.1, i => i == shocked);
        Near.Equal(change.ByIndustry.Values.ToArray(), e.Vector("expected/price_change_for_10pct_wage_rise_in_ALP_M"), "Δp");
        Near.Equal(change.ConsumerPrices().Values.ToArray(), e.Vector("expected/consumer_price_index_change_by_region"), "CPI");
        // Product taxes are fixed in money: they weigh among purchases and do not move.
        var basic = change.ConsumerPrices(ConsumerWeights.BasicPrices).Values.ToArray();
        var atPurchasersPrices = model.Table.Regions.Select((_, r) =>
        {
            var (bought, taxes) = (e.Vector($"input/table/final_demand/HH_{"ALP,NEI".Split(',')[r]}").Sum(), e.Number($"input/table/taxes_less_subsidies_on_products_final/HH_{"ALP,NEI".Split(',')[r]}"));
            return basic[r] * bought / (bought + taxes);
        }).ToArray();
        Near.Equal(change.ConsumerPrices(ConsumerWeights.PurchasersPrices).Values.ToArray(), atPurchasersPrices, "CPI at purchasers' prices");
        var finalDemand = new LabelledVector<Industry>(model.Table.Industries,
            Enumerable.Range(0, 4).Select(i => model.Table.Y.Values.Row(i).Sum()).ToArray());
        Near.Equal(change.CostOf(finalDemand), e.Number("expected/extra_wage_bill_equals_value_of_price_change_on_final_demand"), "Δp f = Δw x");
    }

    [Test]
    public void E14_fiscal_effects_and_gdp()
    {
        var e = Read("E14");
        var employers = e.Vector("parameters/shares_of_COE/employers_SSC");
        var employees = e.Vector("parameters/shares_of_COE/employees_SSC");
        var wageTax = e.Vector("parameters/shares_of_COE/wage_tax");
        var profit = e.Vector("parameters/tax_rate_on_net_operating_surplus");
        HouseholdParameter With(string region, int r) => NetLabour.Households.For(new Region(region))! with
        {
            Fiscal = new FiscalRate(employers[r], employees[r], wageTax[r], profit[r]),
        };
        var closure = NetLabour with
        {
            Households = new HouseholdParameters(new Dictionary<Region, HouseholdParameter>
            {
                [new Region("ALP")] = With("ALP", 0),
                [new Region("NEI")] = With("NEI", 1),
            }),
        };
        var model = ImpactModel.Build(e.Validated(), closure);
        var effects = model.Evaluate(e.Demand(model.Table));
        (string Golden, string Indicator)[] items =
        [
            ("employers_social_contributions", "employersSocial"), ("employees_social_contributions", "employeesSocial"), ("wage_tax", "wageTax"),
            ("other_net_taxes_on_production", "otherTaxes"), ("tax_on_net_operating_surplus", "profitTax"),
        ];
        var all = new double[2];
        string[] regions = ["ALP", "NEI"];
        for (var r = 0; r < 2; r++)
        {
            var region = new Region(regions[r]);
            foreach (var channel in Enum.GetValues<Channel>())
            {
                var path = $"expected/{channel.ToString().ToLowerInvariant()}/{regions[r]}";
                foreach (var (golden, indicator) in items)
                {
                    var value = effects.ByRegion(model.Indicators[indicator], channel)[region];
                    Near.Equal(value, e.Number($"{path}/{golden}"), $"{path}/{golden}");
                    all[r] += value;
                }

                var product = model.Indicators["productTaxes"];
                var onSpending = effects.OnSpending(product, channel, r);
                Near.Equal(onSpending, e.Number($"{path}/product_taxes_on_induced_consumption"), $"{path} on consumption");
                Near.Equal(effects.ByRegion(product, channel)[region] - onSpending, e.Number($"{path}/net_product_taxes_on_intermediates"), $"{path} on inputs");
                all[r] += effects.ByRegion(product, channel)[region];
            }

            Near.Equal(all[r], e.Number($"expected/total_by_region/{regions[r]}"), "fiscal total");
            Near.Equal(Enum.GetValues<Channel>().Sum(c => effects.ByRegion(model.Indicators["gdp"], c)[region]),
                e.Number($"expected/gdp_effect_at_market_prices/{regions[r]}"), "gdp");
        }

        Near.Equal(Enum.GetValues<Channel>().Sum(c => effects.Total(model.Indicators["employersSocial"], c) + effects.Total(model.Indicators["employeesSocial"], c)),
            e.Number("expected/social_contributions_total"), "social contributions");
        Near.Equal(all.Sum() / 140, e.Number("expected/fiscal_share_of_orders"), "fiscal share");
    }

    [Test]
    public void E15_gross_and_net()
    {
        var e = Read("E15");
        var model = ImpactModel.Build(e.Validated(), NetLabour);
        var va = model.Indicators["valueAdded"];
        var f = e.Demand(model.Table);
        var contributions = new LabelledVector<Region>(model.Table.Regions, e.Vector("parameters/contributions"));
        var alternative = AlternativeUse.Demand(model.Coefficients, AccountKind.Government, contributions);
        Near.Equal(alternative.Values.ToArray(), e.Vector("expected/alternative_final_demand"), "f_alt");
        Check(f, "gross");
        Check(alternative, "alternative");
        var net = new LabelledVector<Industry>(f.Axis, f.Values.ToArray().Zip(alternative.Values.ToArray(), (a, b) => a - b).ToArray());
        Check(net, "net");
        Near.Equal(Enum.GetValues<Channel>().Sum(c => model.Evaluate(net).Total(va, c)), e.Number("expected/net_total"), "net total");

        void Check(LabelledVector<Industry> demand, string name)
        {
            var effects = model.Evaluate(demand);
            Near.Equal(Enumerable.Range(0, 4).Select(j => Enum.GetValues<Channel>().Sum(c => effects.Value(va, c, j))).ToArray(), e.Vector($"expected/{name}_va"), name);
            Near.Equal(Enum.GetValues<Channel>().Aggregate(new double[2], (s, c) => s.Zip(effects.ByRegion(va, c).Values.ToArray(), (a, b) => a + b).ToArray()),
                e.Vector($"expected/{name}_by_region"), $"{name} by region");
        }
    }
}
