using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Tests.RealTables;

/// <summary>
/// The identities on a published table (long-run WIOD 2000, 26 × 23), within the table's own measured imbalance.
/// </summary>
public class LongRunWiodTests
{
    private static readonly Lazy<ImpactModel> Shared = new(() => ImpactModel.Build(
        TableValidator.Validate(TableReader.Read(SharedData.Path("data", "lrwiod2000.zip"))), Closure.None));

    private ImpactModel model = null!;

    [OneTimeSetUp]
    public void Read()
    {
        SharedData.Path("data", "lrwiod2000.zip");
        model = Shared.Value;
    }

    [Test]
    public void Imbalance_is_the_one_that_the_source_states()
    {
        var imbalance = model.Coefficients.Source.Imbalance;
        Assert.That(imbalance.RowMax, Is.GreaterThan(1e-5).And.LessThan(6.5e-4), "rows balance to 6e-4 absolute");
        Assert.That(imbalance.ColumnMax, Is.LessThan(5.5e-9), "columns to 5e-9");
        Assert.That(model.Coefficients.Source.Findings.Where(f => f.Severity == Severity.Error), Is.Empty);
    }

    [Test]
    public void Leontief_inverse_times_final_demand_is_output_within_the_imbalance()
    {
        var table = model.Table;
        var x = model.Coefficients.Source.Output;
        var demand = Enumerable.Range(0, table.Industries.Count).Select(i => table.Y.Values.Row(i).Sum()).ToArray();
        var gap = Enumerable.Range(0, demand.Length).Select(i => x[i] - table.Z.Values.Row(i).Sum() - demand[i]).ToArray();
        var solved = model.System.Solve(new LabelledVector<Industry>(table.Industries, demand));
        var allowed = model.System.Solve(new LabelledVector<Industry>(table.Industries, gap.Select(Math.Abs).ToArray()));
        for (var i = 0; i < demand.Length; i++)
            Assert.That(Math.Abs(solved[i] - x[i]), Is.LessThanOrEqualTo(allowed[i] + (1e-10 * x[i])), table.Industries[i].ToString());

        // With the measured gap added to final demand the identity is exact.
        var closed = model.System.Solve(new LabelledVector<Industry>(table.Industries, demand.Zip(gap, (d, g) => d + g).ToArray()));
        Near.Equal(closed.Values.ToArray(), x.Values.ToArray(), "L (Y1 + gap)", 1e-10);
    }

    [Test]
    public void Audit_identity_holds_for_every_industry()
    {
        var c = model.Coefficients;
        var n = c.Industries.Count;
        var rows = new[] { c.ValueAdded, c.TaxesOnProducts, c.OtherItems };
        var published = model.System.Multiplier(new LabelledVector<Industry>(c.Industries, Enumerable.Range(0, n).Select(j => rows.Sum(r => r[j])).ToArray()));
        var missing = model.System.Multiplier(new LabelledVector<Industry>(c.Industries, c.Residual.Values.ToArray().Select(Math.Abs).ToArray()));
        for (var j = 0; j < n; j++)
            Assert.That(Math.Abs(published[j] - 1), Is.LessThanOrEqualTo(missing[j] + 1e-10), c.Industries[j].ToString());
    }

    [Test]
    public void Output_multipliers_computed_two_ways_agree()
    {
        var n = model.Coefficients.Industries.Count;
        var inverse = model.System.Inverse().Values;
        var columnSums = Enumerable.Range(0, n).Select(j => inverse.Column(j).ToArray().Sum()).ToArray();
        var adjoint = model.System.Multiplier(new LabelledVector<Industry>(model.Coefficients.Industries, Enumerable.Repeat(1.0, n).ToArray()));
        Near.Equal(adjoint.Values.ToArray(), columnSums, "1'L", 1e-10);
    }

    [Test]
    public void Value_added_and_leaks_are_the_orders()
    {
        var f = new LabelledVector<Industry>(model.Table.Industries, model.Table.Industries.Select((_, j) => j % 7 == 0 ? 1.0 + j : 0).ToArray());
        var effects = model.Evaluate(f);
        var va = model.Indicators["valueAdded"];
        Near.Equal(effects.Total(va, Channel.Direct) + effects.Total(va, Channel.Indirect) + effects.Leaks.Total, f.Sum(), "orders", 1e-10);
        Assert.That(Math.Abs(effects.Leaks.TableResidual), Is.LessThan(1e-9 * f.Sum()));
        Assert.That(effects.Leaks.TaxesOnProducts.Sum(), Is.EqualTo(0), "the source records product taxes under final use only");
        Assert.That(effects.Leaks.OtherItems, Is.GreaterThan(0), "transport margins are a leak");
    }

    [Test]
    public void A_closure_whose_rounds_do_not_shrink_is_refused_by_name()
    {
        // India's households are said to earn a fiftieth of what they spend: every rupee earned would be spent many times over.
        var spending = model.Coefficients.Source.Households!;
        var households = new HouseholdParameters(model.Table.Regions.Select((region, r) => (region, r)).ToDictionary(p => p.region,
            p => new HouseholdParameter(1, 1, 0.6, "test", 0, spending.Totals[p.r] * (p.region.Code == "IND" ? 0.02 : 1.4))));
        var refused = Assert.Throws<IoEngine.Numerics.SpectralRadiusException>(
            () => model.With(new Closure { Kind = ClosureKind.IncomeShare, Households = households }));
        Assert.That(refused!.Message, Does.Contain("'income-share'").And.Contain("Household.IND").And.Contain("below 1"));
        Assert.That(refused.Radius.Estimate, Is.GreaterThan(1));
        var shipped = model.With(new Closure());
        Assert.That(shipped.Closed!.SpectralRadius.Estimate, Is.InRange(0.1, 0.6));
    }

    [Test]
    public void Wiod_2013_refuses_to_guess_value_added_and_says_what_to_write()
    {
        var table = TableReader.Read(SharedData.Path("data", "wiod2013", "1995.zip"), new TableReadOptions { Year = 1995 });
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableValidator.Validate(table));
        Assert.That(refused!.Message, Does.Contain("tables.roles.valueAdded").And.Contain("PRIMARY").And.Contain("\"valueAdded\""));
        var validated = TableValidator.Validate(table, new TableRoles { ValueAdded = ["PRIMARY"] });
        Assert.That(validated.Imbalance.RowMax, Is.GreaterThan(10).And.LessThan(114), "cells are truncated to whole millions");
        Assert.That(validated.Findings.Single(f => f.Code == "OUTPUT-ZERO").Message, Does.StartWith("18 industries"));
        var model = ImpactModel.Build(validated, new Closure());
        var f = new LabelledVector<Industry>(table.Industries, table.Industries.Select(i => i.Region.Code == "DEU" ? 1.0 : 0).ToArray());
        var effects = model.Evaluate(f);
        Assert.That(effects.Total(model.Indicators["valueAdded"], Channel.Induced), Is.GreaterThan(0));
    }
}
