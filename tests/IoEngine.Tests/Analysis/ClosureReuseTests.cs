using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>A model with another closure reuses what did not change, and gives what a model made from scratch gives.</summary>
public class ClosureReuseTests
{
    private static IEnumerable<Closure> Closures(MrioTable table)
    {
        yield return new Closure { Households = HouseholdParameters.Shipped.Scaled(0.8, 1) };
        yield return new Closure { Households = HouseholdParameters.Shipped.Scaled(1, 0.9) };
        yield return new Closure { Households = HouseholdParameters.Shipped.Scaled(1.2, 1.1), Regions = [table.Regions[0]] };
        yield return new Closure { Kind = ClosureKind.LabourMixed, Households = HouseholdParameters.Uniform(HouseholdParameters.Average with { DisposableShare = 0.4, PropensityToConsume = 0.5 }) };
        yield return Closure.None;
        yield return new Closure();
    }

    [TestCase(true, ExpectedResult = 2)]
    [TestCase(false, ExpectedResult = 3)]
    public int Indicators_that_are_equal_are_solved_for_once(bool withoutTaxes)
    {
        var table = IoEngine.Demonstration.DemonstrationWorld.Create().Table(2005);
        var validated = TableValidator.Validate(table, withoutTaxes ? new TableRoles { TaxesOnProducts = [] } : null);
        var model = ImpactModel.Build(validated, Closure.None);
        Indicator[] three = [model.Indicators["valueAdded"], model.Indicators["gdp"], model.Indicators["compensation"]];
        model.Prepare(three);
        var solved = model.System.Reports[^1].RightHandSides;
        foreach (var indicator in three)
        {
            var alone = ImpactModel.Build(validated, Closure.None);
            Assert.That(Goldens.Golden.Flat(model.Multipliers(indicator).Matrix(Channel.Indirect).Values),
                Is.EqualTo(Goldens.Golden.Flat(alone.Multipliers(alone.Indicators[indicator.Name]).Matrix(Channel.Indirect).Values)));
        }

        return solved / table.Regions.Count;
    }

    [ForAll]
    public void Another_closure_is_the_model_made_from_scratch(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var f = shape.Orders(table.Table);
        var model = ImpactModel.Build(table, new Closure());
        model.Prepare([model.Indicators["valueAdded"], model.Indicators["wageTaxes"]]);
        foreach (var closure in Closures(table.Table).NotEmpty())
        {
            var (reused, fresh) = (model.With(closure), ImpactModel.Build(table, closure));
            foreach (var name in new[] { "valueAdded", "wageTaxes", "gdp" })
            {
                var (a, b) = (reused.Evaluate(f), fresh.Evaluate(f));
                foreach (var channel in Enum.GetValues<Channel>())
                {
                    Near.Equal(a.ByRegion(reused.Indicators[name], channel).Values.ToArray(), b.ByRegion(fresh.Indicators[name], channel).Values.ToArray(), $"{name} {channel}", 1e-12);
                    Near.Equal(Goldens.Golden.Flat(reused.Multipliers(reused.Indicators[name]).Matrix(channel).Values),
                        Goldens.Golden.Flat(fresh.Multipliers(fresh.Indicators[name]).Matrix(channel).Values), $"multipliers of {name} {channel}", 1e-12);
                }
            }
        }
    }
}
