using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests.Tables;

/// <summary>Balanced random supply and use tables of several regions, reproducible by seed.</summary>
internal static class RandomSupplyUse
{
    public static SupplyUseTable Build(int seed, int regions = 3, int sectors = 4, int extraProducts = 0)
    {
        var random = new Random(seed);
        var industries = new Axis<Industry>("industries", from r in Enumerable.Range(0, regions) from s in Enumerable.Range(0, sectors) select new Industry($"R{r}", $"I{s}"));
        var products = new Axis<Product>("products",
            from r in Enumerable.Range(0, regions) from s in Enumerable.Range(0, sectors + extraProducts) select new Product($"R{r}", $"P{s}"));
        var demand = new Axis<DemandColumn>("demand columns", from r in Enumerable.Range(0, regions) from c in new[] { "HH", "GFCF" } select new DemandColumn($"R{r}", c));
        int Number(string code) => int.Parse(code[1..]);
        var make = DenseMatrix.Create(industries.Count, products.Count, (i, p) => industries[i].Region != products[p].Region ? 0
            : Number(industries[i].Sector.Code) == Number(products[p].Sector.Code) ? 80 + (40 * random.NextDouble())
            : random.NextDouble() < 0.5 ? 6 * random.NextDouble() : extraProducts > 0 ? 1 : 0);

        // Of each product a random part goes to production and the rest, spread at random, to final use: supply and use balance.
        var use = new DenseMatrix(products.Count, industries.Count);
        var final = new DenseMatrix(products.Count, demand.Count);
        for (var p = 0; p < products.Count; p++)
        {
            var supply = make.Column(p).ToArray().Sum();
            var weights = Enumerable.Range(0, industries.Count + demand.Count).Select(_ => random.NextDouble()).ToArray();
            var (inProduction, all) = (weights.Take(industries.Count).Sum(), 0.3 + (0.3 * random.NextDouble()));
            for (var i = 0; i < industries.Count; i++) use[p, i] = supply * all * weights[i] / inProduction;
            var inFinal = weights.Skip(industries.Count).Sum();
            for (var d = 0; d < demand.Count; d++) final[p, d] = supply * (1 - all) * weights[industries.Count + d] / inFinal;
        }

        var rows = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "MCHF"), new FlowRow("TLS", "MCHF")]);
        var primary = new DenseMatrix(2, industries.Count);
        for (var i = 0; i < industries.Count; i++)
        {
            var rest = make.Row(i).Sum() - use.Column(i).ToArray().Sum();
            primary[1, i] = 0.1 * rest * random.NextDouble();
            primary[0, i] = rest - primary[1, i];
        }

        var satellites = new Axis<FlowRow>("satellite rows", [new FlowRow("employment/persons", "persons")]);
        return new SupplyUseTable(new TableIdentity { Name = $"random {seed}", Unit = Unit.Money("CHF", 1e6), Synthetic = true },
            new(industries, products, make), new(products, industries, use), new(products, demand, final), new(rows, industries, primary),
            satellites: new(satellites, industries, DenseMatrix.Create(1, industries.Count, (_, _) => 100 * random.NextDouble())),
            roles: new TableRoles { ValueAdded = ["VA"], TaxesOnProducts = ["TLS"], Household = ["HH"], Investment = ["GFCF"], Employment = ["employment/persons"] });
    }

    public static LabelledVector<Product> Orders(SupplyUseTable table, int seed)
    {
        var random = new Random(seed);
        return new LabelledVector<Product>(table.Products, table.Products.Select(_ => random.NextDouble() < 0.4 ? 0 : random.NextDouble() * 9).ToArray());
    }
}
