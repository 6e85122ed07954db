using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>Cross-border workers of Switzerland by the shipped shares.</summary>
public class ShippedResidenceTests
{
    [Test]
    public void Shares_of_every_year_add_to_one_and_are_those_of_the_permits()
    {
        Assert.That(ShippedResidence.Years, Is.EqualTo(Enumerable.Range(2011, 14)));
        foreach (var year in ShippedResidence.Years.NotEmpty())
        {
            var n = ShippedResidence.In(Table("CHE", "FRA", "DEU", "ITA", "AUT", year))!;
            Assert.That(n.Values.Column(0).ToArray().Sum(), Is.EqualTo(1).Within(1e-12));
        }

        var first = ShippedResidence.In(Table("CH", "FR", "DE", "IT", "AT", 2011))!;
        Assert.That(first[new Region("FR"), new Region("CH")], Is.EqualTo(0.527 * 259_000 / 4_732_000).Within(1e-6), "in the table's spelling");
        Assert.That(ShippedResidence.HeldYears, Has.No.Member(2011).And.Member(2012));
    }

    [Test]
    public void A_home_that_the_table_lacks_is_in_its_rest_and_a_table_without_the_workplace_has_no_commuting()
    {
        var n = ShippedResidence.In(Table("CHE", "FRA", "DEU", "ITA", "ROW", 2011))!;
        Assert.That(n[new Region("ROW"), new Region("CHE")], Is.EqualTo(0.001751).Within(1e-12), "Austria");
        Assert.That(ShippedResidence.In(Table("AUT", "FRA", "DEU", "ITA", "ROW", 2011)), Is.Null);
        Assert.That(ShippedResidence.In(Table("CHE", "FRA", "DEU", "ITA", "ROW", 2010)), Is.Null);
    }

    [Test]
    public void Wages_cross_the_border_and_none_is_lost()
    {
        var table = TableValidator.Validate(Table("CHE", "FRA", "DEU", "ITA", "AUT", 2016));
        var closure = new Closure { Households = HouseholdParameters.Uniform(new HouseholdParameter(0.6, 0.7, 0.6, "test")) };
        var at = ImpactModel.Build(table, closure);
        var across = ImpactModel.Build(table, closure with { ShippedResidence = true });
        var f = new double[table.Table.Industries.Count];
        f[0] = 100;
        double[] Incomes(ImpactModel model) => [.. Enumerable.Range(0, 5).Select(r => model.Closed!.Accounts.IncomeRows.Column(r).ToArray()[0])];
        var (home, abroad) = (Incomes(at), Incomes(across));
        Assert.That(abroad.Sum(), Is.EqualTo(home.Sum()).Within(1e-12));
        Assert.That(abroad[1] / home[0], Is.EqualTo(0.549 * 318_500 / 5_081_000).Within(1e-6));
    }

    private static MrioTable Table(string a, string b, string c, string d, string e, int year)
    {
        string[] names = [a, b, c, d, e];
        return RenamedTable.Of(new RandomTable(9, 5, 2).Build(), i => new Industry(names[int.Parse(i.Region.Code[1..])], i.Sector.Code), year);
    }
}
