using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Analyses.Paths;
using IoEngine.Analyses.Prices;
using IoEngine.Analyses.Trade;
using IoEngine.Analyses.Uncertainty;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>Wrong labels, rows in a name that is taken, units that do not add, and machines with a decimal comma.</summary>
public class MisuseTests
{
    private static readonly RandomTable Shape = new(81, 2, 3) { ZeroOutput = true };

    private static ImpactModel Model() => ImpactModel.Build(TableValidator.Validate(Shape.Build()), new Closure());

    [Test]
    public void The_same_industries_in_another_order_are_refused_everywhere()
    {
        var model = Model();
        var f = Shape.Orders(model.Table);
        var turned = new Axis<Industry>("industries", f.Axis.Reverse());
        var wrong = new LabelledVector<Industry>(turned, f.Values.ToArray().Reverse().ToArray());
        Action[] uses =
        [
            () => model.Evaluate(wrong),
            () => model.System.Solve(wrong),
            () => model.System.Multiplier(wrong),
            () => model.Coefficients.PerUnit(wrong),
            () => new PriceModel(model).Change(wrong),
            () => new PriceModel(model).Wages(0.1, _ => true).CostOf(wrong),
            () => ProductionRounds.Of(model.System, model.Coefficients.ValueAdded, wrong, 2),
            () => ProductionRounds.Of(model.System, wrong, f, 2),
            () => new SystemBoundaries(model.With(new Closure { GovernmentSpending = _ => 0.5 })).Evaluate(wrong),
            () => ZeroOutput.Reallocate(DemandTable.Of(model.Table), wrong, WithoutOutputRule.Region),
            () => _ = new OrderSensitivity(model, wrong),
            () => MonteCarlo.Run(model, wrong, new TableUncertainty(), 1, 1),
        ];
        Assert.Multiple(() =>
        {
            foreach (var (use, i) in uses.Select((u, i) => (u, i)).NotEmpty()) Assert.That(() => use(), Throws.ArgumentException.With.Message.Contains("industries"), $"use {i}");
        });
    }

    [Test]
    public void A_satellite_row_does_not_take_the_place_of_an_indicator_of_the_accounts()
    {
        var table = Shape.Build();
        var rows = new Axis<FlowRow>("satellite rows", [new FlowRow("valueAdded", "kt"), new FlowRow("gdp", "kt"), new FlowRow("water", "m3")]);
        var f = new LabelledMatrix<FlowRow, Industry>(rows, table.Industries, DenseMatrix.Create(3, table.Industries.Count, (_, _) => 1e6));
        var changed = new MrioTable(table.Identity, table.Z, table.Y, table.V, table.VY, f, roles: table.Roles with { Employment = null, Fte = null });
        var (before, after) = (Model().Indicators, ImpactModel.Build(TableValidator.Validate(changed), new Closure()).Indicators);
        Assert.That(after["valueAdded"].PerOutput.ToArray(), Is.EqualTo(before["valueAdded"].PerOutput.ToArray()));
        Assert.That((after["valueAdded"].IsMoney, after["gdp"].IsMoney, after["water"].Unit.ToString()), Is.EqualTo((true, true, "m3")));
    }

    [Test]
    public void Messages_have_a_decimal_point_on_every_machine()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.That(0.5.ToString(), Is.EqualTo("0,5"), "the test must see the culture");
            Assert.That(() => new HouseholdParameters(new Dictionary<Region, HouseholdParameter>(), new HouseholdParameter(1.5, 1, 1, "x")),
                Throws.InstanceOf<InvalidDataFindingsException>().With.Message.Contains("Found: 1.5"));
            var everything = new Closure { Kind = ClosureKind.GrossWage };
            var table = TableValidator.Validate(Goldens.Golden.FromCoefficients([new("A", "s")], [[0.5]], [0]));
            var spent = new InstitutionAccounts(new Axis<Account>("accounts", [new Account(AccountKind.Household, new Region("A"))]), table.Table.Industries,
                DenseMatrix.FromRows([[0.75]]), DenseMatrix.FromRows([[0.75]]));
            var system = ImpactModel.Build(table, Closure.None).System;
            Assert.That(() => new ClosedSystem(system, spent, Closure.NameOf(everything.Kind)), Throws.InstanceOf<SpectralRadiusException>().With.Message.Contains(" 1.125,"));
            var a = DenseMatrix.FromRows([[0.5, 0.75], [0.75, 0.5]]);
            Assert.That(() => LinearSystem.Prepare(a, [0, 0], new SolveOptions("lu")), Throws.InstanceOf<NumericalException>().With.Message.Contains("1.25"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Shares_that_are_no_numbers_are_refused()
    {
        var table = Model().Coefficients.Source;
        Assert.Throws<ArgumentOutOfRangeException>(() => TradeShift.Apply(table, new Region("R0"), new Region("R1"), double.NaN, _ => true, _ => true));
        var drawn = MonteCarlo.Run(Model(), Shape.Orders(table.Table), new TableUncertainty(), 3, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => drawn.Quantile(0, double.NaN));
    }
}
