using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Tests.Goldens;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>
/// Whole millionths: the library's multipliers rounded, an identity without remainder, the same after a stay in a file.
/// </summary>
public class ContractMultipliersTests
{
    [ForAll]
    public void They_are_the_multipliers_rounded_and_add_up_exactly(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), new Closure());
        var contracts = ContractMultipliers.Of(model);
        var exact = model.Multipliers(model.Indicators["valueAdded"]);
        var tau = model.System.Multiplier(model.Coefficients.TaxesOnProducts);
        for (var j = 0; j < model.Table.Industries.Count; j++)
        {
            var sum = 0;
            for (var r = 0; r < model.Table.Regions.Count; r++)
            {
                foreach (var channel in Enum.GetValues<Channel>()) Assert.That(contracts[channel, r, j] / 1e6, Is.EqualTo(exact[channel, r, j]).Within(0.5000001e-6));
                sum += contracts[Channel.Direct, r, j] + contracts[Channel.Indirect, r, j];
            }

            Assert.That(contracts.ProductTaxes(j) / 1e6, Is.EqualTo(tau[j]).Within(0.5000001e-6));
            Assert.That(sum + contracts.ProductTaxes(j) + contracts.Other(j), Is.EqualTo(ContractMultipliers.Whole));
            var leak = model.Coefficients.HasOutput(j) ? 0 : 1;
            Assert.That(contracts.Other(j) / 1e6, Is.EqualTo(leak).Within((model.Table.Regions.Count + 2) * 0.5e-6), "these tables balance: nothing but rounding is left");
        }
    }

    [Test]
    public void A_stay_in_a_table_changes_nothing()
    {
        var contracts = ContractMultipliers.Of(ImpactModel.Build(Golden.Read("E04").Validated(), Golden.NetLabour));
        var back = ContractTable.FromTable(ContractTable.ToTable(new Dictionary<int, ContractMultipliers> { [2018] = contracts }))[2018];
        Assert.That(back.Industries, Is.EqualTo(contracts.Industries));
        for (var j = 0; j < back.Industries.Count; j++)
        {
            for (var r = 0; r < back.Regions.Count; r++)
            {
                foreach (var channel in Enum.GetValues<Channel>()) Assert.That(back[channel, r, j], Is.EqualTo(contracts[channel, r, j]));
            }

            Assert.That((back.ProductTaxes(j), back.Other(j)), Is.EqualTo((contracts.ProductTaxes(j), contracts.Other(j))));
        }
    }

    [Test]
    public void Other_indicators_are_the_multipliers_rounded_and_stay_what_they_are_in_a_table()
    {
        var model = ImpactModel.Build(Golden.Read("E04").Validated(), Golden.NetLabour);
        string[] names = [.. model.Indicators.All.Select(i => i.Name).Where(n => n != "valueAdded")];
        var contracts = ContractMultipliers.Of(model, names);
        Assert.That(contracts.Indicators.Select(i => i.Name), Is.EqualTo(names.Prepend("valueAdded")));
        Assert.That(contracts.Indicators.Any(i => !i.IsMoney), Is.True, "persons among them");
        var back = ContractTable.FromTable(ContractTable.ToTable(new Dictionary<int, ContractMultipliers> { [2018] = contracts }))[2018];
        foreach (var (indicator, stored) in contracts.Indicators.Zip(back.Indicators).NotEmpty())
        {
            Assert.That((stored.Name, stored.Unit, stored.IsMoney, stored.Decimals), Is.EqualTo((indicator.Name, indicator.Unit, indicator.IsMoney, indicator.Decimals)));
            var exact = model.Multipliers(model.Indicators[indicator.Name]);
            for (var j = 0; j < model.Table.Industries.Count; j++)
            {
                for (var r = 0; r < model.Table.Regions.Count; r++)
                {
                    foreach (var channel in Enum.GetValues<Channel>())
                    {
                        Assert.That(indicator[channel, r, j], Is.EqualTo(exact[channel, r, j] * Math.Pow(10, indicator.Decimals)).Within(0.5000001), indicator.Name);
                        Assert.That(stored[channel, r, j], Is.EqualTo(indicator[channel, r, j]), indicator.Name);
                    }
                }
            }
        }
    }

    [TestCase("250000", 8e-7, "employment")]
    [TestCase("999.555", 1.25, "employment")]
    [TestCase("-12345.67", 8e-7, "employment")]
    [TestCase("0", 8e-7, "employment")]
    [TestCase("250000", 8e-7, "gdp")]
    public void Effects_of_a_contract_are_printed_with_digits_that_say_something(string amount, double rate, string name)
    {
        var model = ImpactModel.Build(Golden.Read("E04").Validated(), Golden.NetLabour);
        var indicator = ContractMultipliers.Of(model, model.Indicators.All.Select(i => i.Name)).Indicators.FirstOrDefault(i => i.Name == name || (name == "employment" && !i.IsMoney))!;
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var effects = new ContractEffects(indicator, indicator.Industries[0], value, rate);
        var exact = effects.World() * (double)value * (indicator.IsMoney ? 1 : rate) / Math.Pow(10, indicator.Decimals);
        var printed = effects.Print(effects.World());
        var decimals = printed.Contains('.', StringComparison.Ordinal) ? printed.Length - printed.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var read = double.Parse(printed.Replace(" ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(read, Is.EqualTo(exact).Within(0.5000001 * Math.Pow(10, -decimals)));
        if (!indicator.IsMoney && value != 0) Assert.That(Math.Abs(read) * Math.Pow(10, decimals), Is.GreaterThanOrEqualTo(decimals == 6 ? 0 : 1000).And.LessThan(decimals == 0 ? 1e15 : 10001));
    }

    [Test]
    public void An_answer_is_amount_times_millionths_in_decimals()
    {
        var contracts = ContractMultipliers.Of(ImpactModel.Build(Golden.Read("E04").Validated(), Golden.NetLabour));
        var industry = contracts.Industries[0];
        var answer = new ContractAnswer(contracts, industry, 12_345.67m);
        Assert.That(answer.World(Channel.Direct) + answer.World(Channel.Indirect) + answer.ProductTaxes + answer.Other, Is.EqualTo(12_345.67m), "to the last digit");
        Assert.That(answer.ValueAdded(Channel.Direct, 0), Is.EqualTo(12_345.67m * contracts[Channel.Direct, 0, 0] / 1_000_000m));
        Assert.That(Enumerable.Range(0, contracts.Regions.Count).Sum(answer.ValueAdded), Is.EqualTo(Enum.GetValues<Channel>().Sum(answer.World)));
        Assert.That((answer.Print(1234567.5m), answer.Print(-0.5m), answer.Print(0.49m)), Is.EqualTo(("1 234 568", "-1", "0")));
        Assert.That(new ContractAnswer(contracts, industry, 999.99m).Print(0.005m), Is.EqualTo("0.01"), "cents below a thousand");
        Assert.Throws<UnknownLabelException>(() => _ = new ContractAnswer(contracts, new Industry("XXX", "Y"), 1));
    }
}
