using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Tables.SupplyUse;
using IoEngine.Validation;

namespace IoEngine.Tests.Tables;

public class SymmetricTableTests
{
    [ForAll(cases: 6)]
    public void Every_model_balances_and_keeps_all_totals(Seed seed)
    {
        var source = RandomSupplyUse.Build(seed.Value);
        foreach (var model in Enum.GetValues<SupplyUseModel>()) BalancesAndKeepsTotals(source, model);
    }

    private static void BalancesAndKeepsTotals(SupplyUseTable source, SupplyUseModel model)
    {
        var table = TableValidator.Validate(SymmetricTable.Build(source, model).Table);
        var coefficients = new Coefficients(table);
        var a = coefficients.A();
        for (var j = 0; j < a.Columns; j++)
            Near.Equal(a.Column(j).ToArray().Sum() + coefficients.ValueAdded[j] + coefficients.TaxesOnProducts[j], 1, $"column {table.Output.Axis[j]}", 1e-9);
        Assert.That(table.Imbalance.RowRelative, Is.LessThan(1e-12));
        Near.Equal(table.ValueAdded.Sum(), source.PrimaryInputs.Values.Row(0).Sum(), "value added", 1e-10);
        Near.Equal(table.Table.F.Values.Row(0).Sum(), source.Satellites!.Values.Row(0).Sum(), "jobs", 1e-10);
        Near.Equal(table.Output.Sum(), source.ProductOutput.Sum(), "output", 1e-12);
    }

    [ForAll(cases: 12)]
    public void Models_B_and_D_are_nonnegative_and_agree_on_value_added_of_product_demand(Seed seed)
    {
        var source = RandomSupplyUse.Build(seed.Value, extraProducts: seed.Value % 3);
        var orders = RandomSupplyUse.Orders(source, seed.Value);
        var results = new List<double[]>();
        foreach (var model in new[] { SupplyUseModel.IndustryTechnology, SupplyUseModel.FixedProductSales })
        {
            var square = SymmetricTable.Build(source, model);
            Assert.That(Goldens.Golden.Flat(square.Table.Z.Values).Min(), Is.GreaterThanOrEqualTo(0));
            var impact = ImpactModel.Build(TableValidator.Validate(square.Table), Closure.None);
            var effects = impact.Evaluate(square.Demand(orders));
            results.Add([effects.Total(impact.Indicators["valueAdded"], Channel.Direct) + effects.Total(impact.Indicators["valueAdded"], Channel.Indirect)]);
        }

        Near.Equal(results[1], results[0], "value added", 1e-10);
    }

    [ForAll(cases: 3)]
    public void Pure_industries_give_one_table_by_every_model(Seed seed)
    {
        var mixed = RandomSupplyUse.Build(seed.Value);
        var pure = DenseMatrix.Create(mixed.Industries.Count, mixed.Products.Count, (i, p) => i == p ? mixed.ProductOutput[p] : 0);
        var source = new SupplyUseTable(mixed.Identity, new(mixed.Industries, mixed.Products, pure), mixed.Use, mixed.FinalUse, mixed.PrimaryInputs);
        foreach (var model in Enum.GetValues<SupplyUseModel>())
            Near.Equal(Goldens.Golden.Flat(SymmetricTable.Build(source, model).Table.Z.Values), Goldens.Golden.Flat(mixed.Use.Values), $"model {model}", 1e-12);
    }

    [Test]
    public void Uneven_products_are_refused_by_A_and_C_only([Values(SupplyUseModel.ProductTechnology, SupplyUseModel.FixedIndustrySales)] SupplyUseModel model)
    {
        var source = RandomSupplyUse.Build(1, regions: 2, extraProducts: 1);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => SymmetricTable.Build(source, model))!;
        Assert.That(refused.Findings.Select(f => (f.Code, f.Found)), Is.EqualTo(new[]
        {
            ("SUT-NOT-SQUARE", "4 industries and 5 products"), ("SUT-NOT-SQUARE", "4 industries and 5 products"),
        }));
    }

    [Test]
    public void Equal_mixes_are_singular_and_named()
    {
        var source = Small([[50, 50], [25, 25]], [[10, 10], [10, 10]], [55, 55]);
        var refused = Assert.Catch<NumericalException>(() => SymmetricTable.Build(source, SupplyUseModel.ProductTechnology))!;
        Assert.That(refused.Message, Does.Contain("X.p"));
    }

    [Test]
    public void Use_without_supply_is_reported_and_too_much_of_it_refused()
    {
        var little = SymmetricTable.Build(Small([[100, 0], [50, 0]], [[20, 10], [1, 0]], [120, 0]), SupplyUseModel.FixedProductSales);
        var finding = little.Table.Findings.Single(f => f.Code == "SUT-PRODUCT-UNSUPPLIED");
        Assert.That((finding.Severity, finding.Place), Is.EqualTo((Severity.Warning, "X.p1")));
        var orders = Assert.Throws<InvalidDataFindingsException>(() => little.Demand(new LabelledVector<Product>(little.Source.Products, [1, 1])))!;
        Assert.That(orders.Findings.Single().Place, Is.EqualTo("X.p1"));
        Assert.That(little.Demand(new LabelledVector<Product>(little.Source.Products, [3, 0])).Values.ToArray(), Is.EqualTo(new[] { 2.0, 1.0 }));
        var refused = Assert.Throws<InvalidDataFindingsException>(() =>
            SymmetricTable.Build(Small([[100, 0], [50, 0]], [[20, 10], [40, 0]], [120, 0]), SupplyUseModel.FixedProductSales))!;
        Assert.That(refused.Message, Does.Contain("SUT-PRODUCT-UNSUPPLIED"));
    }

    [Test]
    public void Negative_flows_of_model_A_are_reported_by_label()
    {
        // i1 makes p1 without p0, yet model A says that p1 needs much p0: what is left for i0's p0 is negative.
        var source = Small([[60, 40], [0, 100]], [[0, 90], [10, 5]], [10, 10]);
        var square = SymmetricTable.Build(source, SupplyUseModel.ProductTechnology);
        var finding = square.Table.Findings.Single(f => f.Code == "SUT-NEGATIVE");
        Assert.That(finding.Place, Is.EqualTo("Z[X.p0, X.p0]"));
        Assert.That(square.Table.Z.Values[0, 0], Is.LessThan(0));
    }

    [Test]
    public void Unequal_axes_are_refused()
    {
        var a = RandomSupplyUse.Build(1);
        var b = RandomSupplyUse.Build(1, regions: 2);
        Assert.Throws<ArgumentException>(() => _ = new SupplyUseTable(a.Identity, a.Make, b.Use, a.FinalUse, a.PrimaryInputs));
        Assert.Throws<ArgumentException>(() => SymmetricTable.Build(a, SupplyUseModel.FixedProductSales).Demand(RandomSupplyUse.Orders(b, 1)));
    }

    private static SupplyUseTable Small(double[][] make, double[][] use, double[] final)
    {
        var industries = new Axis<Industry>("industries", [new Industry("X", "i0"), new Industry("X", "i1")]);
        var products = new Axis<Product>("products", [new Product("X", "p0"), new Product("X", "p1")]);
        return new SupplyUseTable(new TableIdentity { Name = "small", Unit = Unit.Money("CHF", 1e6) },
            new(industries, products, DenseMatrix.FromRows(make)), new(products, industries, DenseMatrix.FromRows(use)),
            new(products, new("demand columns", [new DemandColumn("X", "HH")]), DenseMatrix.FromVector(final)),
            new(new("primary inputs", [new FlowRow("VA", "MCHF")]), industries, DenseMatrix.FromRows([[10, 10]])));
    }
}
