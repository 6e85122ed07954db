using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Runs.Configuration;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>The schema names the indicators that there are, all of them, and no other.</summary>
public class IndicatorNamesTests
{
    [Test]
    public void A_table_with_every_role_and_rate_offers_exactly_the_names_of_the_list()
    {
        var table = TableValidator.Validate(DemonstrationWorld.Create(1).Table(2010));
        var offered = Offered(table, new Closure { Households = Rates() });
        var satellites = table.Table.F.Rows.Select(r => r.Name);
        var named = Split(IndicatorNames.Always, IndicatorNames.ByRole, IndicatorNames.ByRates);
        Assert.That(named, Is.Unique);
        Assert.That(offered.Except(satellites), Is.EquivalentTo(named));
    }

    [Test]
    public void A_table_without_roles_offers_those_of_every_table()
    {
        var offered = Offered(TableValidator.Validate(new RandomTable(3, 2, 2).Build()), new Closure());
        Assert.That(Split(IndicatorNames.Always), Is.SubsetOf(offered));
        Assert.That(offered.Intersect(Split(IndicatorNames.ByRates)), Is.Empty);
    }

    [Test]
    public void The_schema_lists_them()
    {
        var text = (string)ConfigSchema.Create()["properties"]!["indicators"]!["description"]!;
        foreach (var name in Split(IndicatorNames.Always, IndicatorNames.ByRole, IndicatorNames.ByRates).NotEmpty()) Assert.That(text, Does.Contain(name));
        Assert.That(text, Does.Not.Contain("taxesOnProducts"));
    }

    private static string[] Split(params string[] lists) => lists.SelectMany(l => l.Split(", ")).ToArray();

    private static string[] Offered(ValidatedTable table, Closure closure) =>
        new IndicatorSet(new Coefficients(table), closure).All.Select(i => i.Name).ToArray();

    private static HouseholdParameters Rates() => new(new Dictionary<IoEngine.Accounts.Region, HouseholdParameter>(),
        new HouseholdParameter(0.6, 0.8, 0.6, "test", Fiscal: new FiscalRate(0.1, 0.1, 0.2, 0.1)));
}
