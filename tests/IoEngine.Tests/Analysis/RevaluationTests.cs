using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>
/// One table twice, one region's currency dearer by a fifth and no quantity changed: exchange rates explain all, for every closure.
/// </summary>
public class RevaluationTests
{
    private const double Dearer = 1.2;

    /// <summary>Shapes of the worlds: 20, some with a dead industry, an island, subsidies.</summary>
    private static IEnumerable<RandomTable> Worlds() => Enumerable.Range(1, 20).Select(seed => new RandomTable(seed, 2 + (seed % 3), 2 + (seed % 4))
    {
        ZeroOutput = seed % 5 == 0,
        Island = seed % 7 == 0,
        Subsidies = seed % 3 == 0,
    });

    private static IEnumerable<TestCaseData> Closures()
    {
        foreach (var kind in Enum.GetValues<ClosureKind>()) yield return new TestCaseData(kind, false).SetArgDisplayNames(Closure.NameOf(kind));
        yield return new TestCaseData(ClosureKind.IncomeShare, true).SetArgDisplayNames("income-share of a given income");
    }

    [TestCaseSource(nameof(Closures))]
    public void A_dearer_currency_is_exchange_rates_and_nothing_else(ClosureKind kind, bool incomeGiven)
    {
        foreach (var shape in Worlds().NotEmpty())
        {
            var old = TableValidator.Validate(shape.Build());
            var now = TableValidator.Validate(Revalued(old), options: new ValidationOptions(MaxImbalance: double.PositiveInfinity));
            var orders = shape.Orders(old.Table);
            var step = StructuralDecomposition.Between(new(2000, old, Of(1), orders), new(2001, now, Of(Dearer), orders, Prices: Prices(old.Table)));
            var change = step.After().Values.ToArray().Zip(step.Before().Values.ToArray(), (a, b) => a - b).ToArray();
            var size = change.Max(Math.Abs);
            Assert.That(size, Is.Positive, $"{shape}: something changed");
            foreach (var factor in step.Factors.Where(f => f != DecompositionFactor.ExchangeRates).NotEmpty())
                Assert.That(step.Contribution(factor).Values.ToArray(), Is.All.EqualTo(0).Within(1e-12 * size), $"{shape}: {factor}");
            Assert.That(step.Residual(), Is.LessThanOrEqualTo(1e-12 * size), $"{shape}: parts add up");
            var rates = step.Contribution(DecompositionFactor.ExchangeRates).Values.ToArray();
            for (var r = 0; r < change.Length; r++) Assert.That(rates[r], Is.EqualTo(change[r]).Within(1e-12 * size), $"{shape}: {step.Regions[r]}");

            Closure Of(double rate) => new()
            {
                Kind = kind,
                Households = new HouseholdParameters(old.Table.Regions.ToDictionary(r => r, r => new HouseholdParameter(0.62, 0.85, 0.6, "test", 0.3,
                    incomeGiven ? 1.4 * old.Households!.Totals[old.Table.Regions.IndexOf(r)] * (r == old.Table.Regions[0] ? rate : 1) : null))),
            };
        }
    }

    private static RelativePrices Prices(MrioTable table) => new(new LabelledVector<Industry>(table.Industries, table.Industries.Select(_ => 1.0).ToArray()),
        new LabelledVector<Region>(table.Regions, table.Regions.Select((_, r) => r == 0 ? Dearer : 1.0).ToArray()), "test");

    /// <summary>Written apart from the engine's own way: rows, output, pay and taxes of the first region × 1.2, the surplus absorbs.</summary>
    private static MrioTable Revalued(ValidatedTable table)
    {
        var t = table.Table;
        double Rate(int i) => t.RegionOf[i] == 0 ? Dearer : 1;
        var z = DenseMatrix.Create(t.Industries.Count, t.Industries.Count, (i, j) => t.Z.Values[i, j] * Rate(i));
        var y = DenseMatrix.Create(t.Industries.Count, t.DemandColumns.Count, (i, c) => t.Y.Values[i, c] * Rate(i));
        var x = table.Output.Values.ToArray().Select((value, j) => value * Rate(j)).ToArray();
        var surplus = t.V.Rows.IndexOf(new FlowRow("NOS", ""));
        var v = DenseMatrix.Create(t.V.Rows.Count, x.Length, (k, j) => k == surplus ? 0 : t.V.Values[k, j] * Rate(j));
        for (var j = 0; j < x.Length; j++) v[surplus, j] = x[j] - z.Column(j).ToArray().Sum() - v.Column(j).ToArray().Sum();
        var vy = DenseMatrix.Create(t.V.Rows.Count, t.DemandColumns.Count,
            (k, c) => t.VY.Values[k, c] == 0 ? 0 : t.VY.Values[k, c] / t.Y.Values.Column(c).ToArray().Sum() * y.Column(c).ToArray().Sum());
        return new MrioTable(t.Identity, new LabelledMatrix<Industry, Industry>(t.Industries, t.Industries, z),
            new LabelledMatrix<Industry, DemandColumn>(t.Industries, t.DemandColumns, y), new LabelledMatrix<FlowRow, Industry>(t.V.Rows, t.Industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(t.V.Rows, t.DemandColumns, vy), t.F, t.FY, new LabelledVector<Industry>(t.Industries, x), t.Roles);
    }

    [ForAll]
    public void A_table_at_other_prices_and_back_is_the_table(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var random = new Random(shape.Seed);
        var p = new LabelledVector<Industry>(table.Table.Industries, table.Table.Industries.Select(_ => 0.5 + random.NextDouble()).ToArray());
        var dearer = TableRevaluation.At(table, p);
        var back = TableRevaluation.At(dearer, new LabelledVector<Industry>(p.Axis, p.Values.ToArray().Select(v => 1 / v).ToArray()));
        Near.Equal(Goldens.Golden.Flat(back.Table.Z.Values), Goldens.Golden.Flat(table.Table.Z.Values), "Z", 1e-12);
        Near.Equal(Goldens.Golden.Flat(back.Table.V.Values), Goldens.Golden.Flat(table.Table.V.Values), "V", 1e-9);
        Near.Equal(Goldens.Golden.Flat(back.Table.VY.Values), Goldens.Golden.Flat(table.Table.VY.Values), "VY", 1e-9);
        Near.Equal(Goldens.Golden.Flat(dearer.Table.F.Values), Goldens.Golden.Flat(table.Table.F.Values), "jobs are no money", 0);
        Near.Equal(new Coefficients(dearer).TaxesOnProducts.Values.ToArray(), new Coefficients(table).TaxesOnProducts.Values.ToArray(), "τ", 1e-12);
        var ones = new LabelledVector<Industry>(p.Axis, p.Values.ToArray().Select(_ => 1.0).ToArray());
        Assert.That(TableRevaluation.At(table, ones), Is.SameAs(table));
    }

    [ForAll(cases: 12)]
    public void What_is_explained_may_be_jobs_or_taxes_and_the_parts_still_add_up(RandomTable shape)
    {
        var (old, now) = (TableValidator.Validate(shape.Build()), TableValidator.Validate((shape with { Seed = shape.Seed + 500 }).Build()));
        var random = new Random(shape.Seed);
        var industries = old.Table.Industries;
        var prices = new RelativePrices(new LabelledVector<Industry>(industries, industries.Select(_ => 0.8 + (0.5 * random.NextDouble())).ToArray()),
            new LabelledVector<Region>(old.Table.Regions, old.Table.Regions.Select(_ => 0.8 + (0.5 * random.NextDouble())).ToArray()), "test");
        foreach (var kind in Enum.GetValues<ClosureKind>().NotEmpty())
        {
            var closure = new Closure { Kind = kind };
            foreach (var indicator in new[] { "valueAdded", "gdp", "productTaxes", "compensation", "employment/persons" })
            {
                var step = StructuralDecomposition.Between(new(1, old, closure, shape.Orders(old.Table, 1)),
                    new(2, now, closure, shape.Orders(now.Table, 2), Prices: prices), new DecompositionOptions(indicator));
                var model = Impact.ImpactModel.Build(now, closure);
                var effects = model.Evaluate(shape.Orders(now.Table, 2));
                var expected = Enum.GetValues<Impact.Channel>().Sum(c => effects.Total(model.Indicators[indicator], c));
                Near.Equal(step.After().Sum(), expected, $"{kind} {indicator}: after");
                Assert.That(step.Residual(), Is.LessThanOrEqualTo(1e-10 * (1 + Math.Abs(expected))), $"{kind} {indicator}");
            }
        }
    }

    [Test]
    public void A_price_that_is_not_positive_is_refused()
    {
        var axis = new Axis<Industry>("industries", [new Industry("A", "M"), new Industry("B", "M")]);
        foreach (var bad in new[] { 0.0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.That(() => new RelativePrices(new LabelledVector<Industry>(axis, [1, bad]), null, "test"), Throws.ArgumentException.With.Message.Contains("B.M"));
        }
    }
}
