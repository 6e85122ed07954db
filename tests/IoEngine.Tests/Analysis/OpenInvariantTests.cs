using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>The invariants of the open system on random tables of varied shape.</summary>
public class OpenInvariantTests
{
    [ForAll]
    public void The_table_has_its_identities(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var c = new Coefficients(table);
        var a = c.A();
        for (var j = 0; j < a.Columns; j++)
        {
            var sum = a.Column(j).ToArray().Sum() + c.ValueAdded[j] + c.TaxesOnProducts[j] + c.OtherItems[j] + c.Residual[j];
            Assert.That(sum, Is.EqualTo(c.HasOutput(j) ? 1 : 0).Within(1e-12), $"column {c.Industries[j]}");
        }
    }

    [ForAll]
    public void Base_demand_gives_base_output_and_the_audit_identity_holds(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), Closure.None);
        var table = model.Table;
        var f = new LabelledVector<Industry>(table.Industries, Enumerable.Range(0, table.Industries.Count).Select(i => table.Y.Values.Row(i).Sum()).ToArray());
        Near.Equal(model.System.Solve(f).Values.ToArray(), model.Coefficients.Source.Output.Values.ToArray(), "L Y1 = x", 1e-10);
        var all = new[] { model.Coefficients.ValueAdded, model.Coefficients.TaxesOnProducts, model.Coefficients.OtherItems, model.Coefficients.Residual };
        var costs = Enumerable.Range(0, table.Industries.Count).Select(j => all.Sum(row => row[j])).ToArray();
        var audit = model.System.Multiplier(new LabelledVector<Industry>(table.Industries, costs)).Values.ToArray();
        var expected = Enumerable.Range(0, table.Industries.Count).Select(j => model.Coefficients.HasOutput(j) ? 1.0 : 0.0).ToArray();
        Near.Equal(audit, expected, "v'L + τ'L + ω'L", 1e-10);
    }

    [ForAll]
    public void Value_added_and_leaks_are_the_orders(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), Closure.None);
        var f = shape.Orders(model.Table);
        var effects = model.Evaluate(f);
        var va = model.Indicators["valueAdded"];
        Near.Equal(effects.Total(va, Channel.Direct) + effects.Total(va, Channel.Indirect) + effects.Leaks.Total, f.Sum(), "orders", 1e-10);
        Assert.That(effects.Leaks.Unexplained > 0, Is.EqualTo(Enumerable.Range(0, f.Axis.Count).Any(j => !model.Coefficients.HasOutput(j) && f[j] > 0)));
        var statement = LeakageStatement.Of(model, effects, null);
        Near.Equal(statement.Total, f.Sum(), "statement", 1e-10);
    }

    [ForAll]
    public void Inverse_is_non_negative_with_at_least_one_on_the_diagonal(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), Closure.None);
        var inverse = model.System.Inverse().Values;
        for (var j = 0; j < inverse.Columns; j++)
        {
            Assert.That(inverse[j, j], Is.GreaterThanOrEqualTo(1 - 1e-12));
            foreach (var cell in inverse.Column(j).NotEmpty()) Assert.That(cell, Is.GreaterThanOrEqualTo(-1e-13));
        }
    }

    [ForAll]
    public void Adjoint_equals_forward_and_superposition_holds(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), Closure.None);
        var (f, g) = (shape.Orders(model.Table), shape.Orders(model.Table, 1));
        var v = model.Coefficients.ValueAdded;
        var multiplier = model.System.Multiplier(v);
        double Dot(LabelledVector<Industry> a, LabelledVector<Industry> b) => a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => x * y).Sum();
        Near.Equal(Dot(v, model.System.Solve(f)), Dot(multiplier, f), "v'(Lf) = (L'v)'f", 1e-11);
        var both = new LabelledVector<Industry>(f.Axis, f.Values.ToArray().Zip(g.Values.ToArray(), (x, y) => (2 * x) + y).ToArray());
        var separate = model.System.Solve(f).Values.ToArray().Zip(model.System.Solve(g).Values.ToArray(), (x, y) => (2 * x) + y).ToArray();
        Near.Equal(model.System.Solve(both).Values.ToArray(), separate, "superposition", 1e-11);
    }

    [ForAll]
    public void No_order_no_effect_and_direct_only_where_ordered(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), new Closure());
        var n = model.Table.Industries.Count;
        var none = model.Evaluate(new double[n]);
        foreach (var channel in Enum.GetValues<Channel>())
            Assert.That(none.Output(channel).ToArray(), Is.All.EqualTo(0.0), channel.ToString());
        var one = new double[n];
        one[n / 2] = 1;
        var effects = model.Evaluate(one);
        for (var j = 0; j < n; j++)
            Assert.That(effects.Value(model.Indicators["valueAdded"], Channel.Direct, j), j == n / 2 ? Is.EqualTo(model.Coefficients.ValueAdded[j]) : Is.EqualTo(0.0));
    }

    [ForAll]
    public void Rows_of_the_attribution_are_the_receiving_regions_and_columns_with_leaks_the_orders(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), new Closure());
        var f = shape.Orders(model.Table);
        var regions = model.Table.Regions.Count;
        var bySource = DenseMatrix.Create(f.Axis.Count, regions, (j, s) => model.Table.RegionOf[j] == s ? f[j] : 0);
        var effects = model.Evaluate(f);
        var va = model.Indicators["valueAdded"];
        var tax = model.Multipliers(model.Indicators["productTaxes"]);
        var multipliers = model.Multipliers(va);
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var v = multipliers.Attribute(channel, bySource);
            Near.Equal(Enumerable.Range(0, regions).Select(r => v.Row(r).Sum()).ToArray(), effects.ByRegion(va, channel).Values.ToArray(), $"{channel}", 1e-10);
        }

        for (var s = 0; s < regions; s++)
        {
            var own = new LabelledVector<Industry>(f.Axis, bySource.Column(s));
            var value = new[] { Channel.Direct, Channel.Indirect }.Sum(ch => multipliers.Attribute(ch, bySource).Column(s).ToArray().Sum() + tax.Attribute(ch, bySource).Column(s).ToArray().Sum());
            var leaks = model.Evaluate(own).Leaks;
            Near.Equal(value + leaks.OtherItems + leaks.TableResidual + leaks.Unexplained, own.Sum(), $"source {s}", 1e-9);
        }
    }

    [Test]
    public void Permuting_industries_permutes_results()
    {
        var table = new RandomTable(41, 3, 4).Build();
        var n = table.Industries.Count;
        var order = Enumerable.Range(0, n).OrderBy(i => (i * 7) % n).ToArray();
        var permuted = Permute(table, order);
        var (a, b) = (ImpactModel.Build(TableValidator.Validate(table), new Closure()), ImpactModel.Build(TableValidator.Validate(permuted), new Closure()));
        var f = new RandomTable(41, 3, 4).Orders(table);
        var g = new LabelledVector<Industry>(permuted.Industries, order.Select(i => f[i]).ToArray());
        var (ea, eb) = (a.Evaluate(f), b.Evaluate(g));
        foreach (var channel in Enum.GetValues<Channel>())
            Near.Equal(eb.Output(channel).ToArray(), order.Select(i => ea.Output(channel)[i]).ToArray(), channel.ToString(), 1e-11);
        foreach (var region in table.Regions.NotEmpty())
            Near.Equal(eb.ByRegion(b.Indicators["gdp"], Channel.Induced)[region], ea.ByRegion(a.Indicators["gdp"], Channel.Induced)[region], region.Code, 1e-10);
    }

    [Test]
    public void Scaling_money_leaves_coefficients_alone_and_divides_employment_by_the_scale()
    {
        var one = ImpactModel.Build(TableValidator.Validate(new RandomTable(42).Build()), new Closure());
        var thousand = ImpactModel.Build(TableValidator.Validate(new RandomTable(42) { MoneyScale = 1000 }.Build()), new Closure());
        Near.Equal(Goldens.Golden.Flat(thousand.System.A), Goldens.Golden.Flat(one.System.A), "A", 1e-12);
        Near.Equal(thousand.Coefficients.ValueAdded.Values.ToArray(), one.Coefficients.ValueAdded.Values.ToArray(), "v", 1e-12);
        Near.Equal(thousand.Indicators["employment"].PerOutput.ToArray().Select(e => e * 1000).ToArray(), one.Indicators["employment"].PerOutput.ToArray(), "ε", 1e-12);
        Near.Equal(Goldens.Golden.Flat(thousand.Closed!.K()), Goldens.Golden.Flat(one.Closed!.K()), "K", 1e-12);
    }

    private static MrioTable Permute(MrioTable table, int[] order)
    {
        var industries = new Axis<Industry>("industries", order.Select(i => table.Industries[i]));
        DenseMatrix Columns(DenseMatrix m) => DenseMatrix.Create(m.Rows, m.Columns, (k, j) => m[k, order[j]]);
        return new MrioTable(table.Identity,
            new LabelledMatrix<Industry, Industry>(industries, industries, DenseMatrix.Create(order.Length, order.Length, (i, j) => table.Z.Values[order[i], order[j]])),
            new LabelledMatrix<Industry, DemandColumn>(industries, table.DemandColumns, DenseMatrix.Create(order.Length, table.DemandColumns.Count, (i, c) => table.Y.Values[order[i], c])),
            new LabelledMatrix<FlowRow, Industry>(table.V.Rows, industries, Columns(table.V.Values)), table.VY,
            new LabelledMatrix<FlowRow, Industry>(table.F.Rows, industries, Columns(table.F.Values)), table.FY, roles: table.Roles);
    }
}
