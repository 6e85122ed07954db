using IoEngine.Accounts;
using IoEngine.Households;

namespace IoEngine.Tests.Analysis;

/// <summary>A closure is one declaration: its kind, accounts, income and spending.</summary>
public class ClosureRuleTests
{
    private static readonly Unit Money = Unit.Money("CHF", 1e6);
    private static readonly HouseholdParameter P = new(0.6, 0.9, 0.5, "test", 0.3, 50, 0.8);

    [Test]
    public void Every_kind_has_one_rule_and_a_name_that_is_read_back()
    {
        Assert.That(ClosureRule.All.Select(r => r.Kind), Is.EqualTo(Enum.GetValues<ClosureKind>()));
        Assert.That(ClosureRule.All.Select(r => r.Name), Is.Unique.And.EqualTo(new[] { "none", "gross-wage", "income-share", "labour-mixed", "net-labour", "sam" }));
        foreach (var rule in ClosureRule.All.NotEmpty()) Assert.That((Closure.NameOf(rule.Kind), Closure.Parse(rule.Name)), Is.EqualTo((rule.Name, rule.Kind)));
    }

    [TestCase("")]
    [TestCase("NetLabour")]
    [TestCase("type-two")]
    public void Another_name_is_refused_with_the_known_ones(string name)
    {
        var fault = Assert.Throws<ConfigException>(() => Closure.Parse(name))!.Findings.Single();
        Assert.That((fault.Code, fault.Found, fault.Expected), Is.EqualTo(("CLOSURE-UNKNOWN", $"'{name}'", "none, gross-wage, income-share, labour-mixed, net-labour, sam")));
    }

    [Test]
    public void A_number_that_is_no_kind_is_refused() => Assert.That(() => Closure.NameOf((ClosureKind)99), Throws.InstanceOf<ArgumentOutOfRangeException>());

    // Method, section 3: share of pay, share of surplus, propensity, divisor of a region that spends 40 and pays 30.
    [TestCase(ClosureKind.GrossWage, 1, 0, 1, 30)]
    [TestCase(ClosureKind.IncomeShare, 1, 0, 1, 50)]
    [TestCase(ClosureKind.LabourMixed, 1, 0.3, 0.9, 40)]
    [TestCase(ClosureKind.NetLabour, 0.6, 0, 0.9, 40)]
    [TestCase(ClosureKind.Sam, 0.6, 0, 0.9, 40)]
    public void Income_and_spending_are_those_of_the_method(ClosureKind kind, double pay, double surplus, double propensity, double divisor)
    {
        var rule = ClosureRule.Of(kind);
        Assert.That((rule.PayShare?.Invoke(P) ?? 1, rule.SurplusShare?.Invoke(P) ?? 0, rule.Propensity?.Invoke(P) ?? 1), Is.EqualTo((pay, surplus, propensity)));
        Assert.That(rule.Divisor(new HouseholdSums(P, Money, 40, () => 30)), Is.EqualTo(divisor));
        Assert.That(rule.Accounts, Does.Contain(AccountKind.Household));
    }

    [Test]
    public void All_household_income_is_given_or_follows_from_the_share_that_is_consumed()
    {
        var divisor = ClosureRule.Of(ClosureKind.IncomeShare).Divisor;
        Assert.That(divisor(new HouseholdSums(P with { IncomeUnit = Unit.Money("CHF", 1e9) }, Money, 40, () => 30)), Is.EqualTo(50_000));
        Assert.That(divisor(new HouseholdSums(P with { HouseholdIncome = null }, Money, 40, () => 30)), Is.EqualTo(50));
        Assert.That(divisor(new HouseholdSums(P with { HouseholdIncome = null, ConsumptionShare = 0 }, Money, 40, () => 30)), Is.Null);
        Assert.That(divisor(new HouseholdSums(P with { HouseholdIncome = null, ConsumptionShare = null }, Money, 40, () => 30)), Is.EqualTo(40 / 0.7), "the shipped assumption");
    }
}
