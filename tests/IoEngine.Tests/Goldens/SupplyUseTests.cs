using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Tables.SupplyUse;
using IoEngine.Validation;

namespace IoEngine.Tests.Goldens;

/// <summary>E07: supply and use to input-output tables by models A to D.</summary>
public class SupplyUseTests
{
    private static readonly Golden Example = Golden.Read("E07");

    internal static SupplyUseTable Read(Golden golden)
    {
        var industries = new Axis<Industry>("industries", golden.Strings("industries").Select(c => new Industry("X", c)));
        var products = new Axis<Product>("products", golden.Strings("products").Select(c => new Product("X", c)));
        var demand = new Axis<DemandColumn>("demand columns", [new DemandColumn("X", "HH")]);
        var rows = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "MCHF")]);
        return new SupplyUseTable(
            new TableIdentity { Name = "E07", Unit = Unit.Money("CHF", 1e6) },
            new(industries, products, DenseMatrix.FromRows(golden.Rows("input/make_V_industries_x_products"))),
            new(products, industries, DenseMatrix.FromRows(golden.Rows("input/use_U_products_x_industries"))),
            new(products, demand, DenseMatrix.FromVector(golden.Vector("expected/final_demand_products"))),
            new(rows, industries, DenseMatrix.FromRows([golden.Vector("expected/value_added_industries")])),
            roles: new TableRoles { ValueAdded = ["VA"], Household = ["HH"] });
    }

    [TestCase(SupplyUseModel.ProductTechnology, "model_A_product_technology_pxp")]
    [TestCase(SupplyUseModel.IndustryTechnology, "model_B_industry_technology_pxp")]
    [TestCase(SupplyUseModel.FixedIndustrySales, "model_C_fixed_industry_sales_ixi")]
    [TestCase(SupplyUseModel.FixedProductSales, "model_D_fixed_product_sales_ixi")]
    public void Models_give_the_exact_tables(SupplyUseModel model, string name)
    {
        var square = SymmetricTable.Build(Read(Example), model);
        var coefficients = new Coefficients(TableValidator.Validate(square.Table));
        var system = new LeontiefSystem(coefficients.Industries, coefficients.A());
        Near.Equal(Golden.Flat(square.Table.Z.Values), Golden.Flat(Example.Rows($"expected/{name}/Z")), "Z", 1e-12);
        Near.Equal(Golden.Flat(coefficients.A()), Golden.Flat(Example.Rows($"expected/{name}/A")), "A", 1e-12);
        Near.Equal(Golden.Flat(system.Inverse().Values), Golden.Flat(Example.Rows($"expected/{name}/L")), "L", 1e-12);
        Near.Equal(coefficients.ValueAdded.Values.ToArray(), Example.Vector($"expected/{name}/va_coeff"), "v", 1e-12);
        if (!square.ByProduct) Near.Equal(square.Table.Y.Values.Column(0).ToArray(), Example.Vector($"expected/{name}/f"), "f", 1e-12);
    }

    [Test]
    public void Outputs_are_the_sums_of_the_make_matrix()
    {
        var table = Read(Example);
        Near.Equal(table.ProductOutput.Values.ToArray(), Example.Vector("expected/q"), "q");
        Near.Equal(table.IndustryOutput.Values.ToArray(), Example.Vector("expected/g"), "g");
    }

    [Test]
    public void Orders_of_products_enter_model_D_through_market_shares()
    {
        var table = Read(Example);
        var f = SymmetricTable.Build(table, SupplyUseModel.FixedProductSales).Demand(new LabelledVector<Product>(table.Products, [10, 0]));
        Near.Equal(f.Values.ToArray(), Example.Vector("expected/industry_demand_for_10_units_of_product_1_model_D"), "f", 1e-12);
    }
}
