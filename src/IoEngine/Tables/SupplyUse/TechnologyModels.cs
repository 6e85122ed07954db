using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.SupplyUse;

/// <summary>
/// The transfer matrices T (industries × products) of the models A to D. Industries and products without output have empty rows
/// and columns.
/// </summary>
internal static class TechnologyModels
{
    /// <summary>D = V q̂⁻¹: the share of each industry in the supply of a product.</summary>
    public static SparseMatrix MarketShares(SupplyUseTable table) => Shares(table, (_, p) => table.ProductOutput[p]);

    /// <summary>ĝ⁻¹ V: the share of each product in the output of an industry, transposed into the place of D.</summary>
    public static SparseMatrix ProductShares(SupplyUseTable table) => Shares(table, (i, _) => table.IndustryOutput[i]);

    /// <summary>ĝ⁻¹ C⁻¹ q̂, for Z = U T to be the flows of A = B C⁻¹.</summary>
    public static SparseMatrix ProductTechnology(SupplyUseTable table, CancellationToken cancellation) =>
        InverseMix(table, (i, p, c) => c * table.ProductOutput[p] / table.IndustryOutput[i], cancellation);

    /// <summary>C⁻¹, for Z = T U to be the flows of A = C⁻¹ B.</summary>
    public static SparseMatrix SalesOfIndustries(SupplyUseTable table, CancellationToken cancellation) =>
        InverseMix(table, (_, _, c) => c, cancellation);

    private static SparseMatrix Shares(SupplyUseTable table, Func<int, int, double> whole)
    {
        var columns = new List<IReadOnlyList<(int, double)>>(table.Products.Count);
        for (var p = 0; p < table.Products.Count; p++)
        {
            var made = table.Make.Values.Column(p);
            var column = new List<(int, double)>();
            for (var i = 0; i < made.Length; i++)
            {
                if (made[i] != 0 && whole(i, p) is var all and not 0) column.Add((i, made[i] / all));
            }

            columns.Add(column);
        }

        return SparseMatrix.FromColumns(table.Industries.Count, columns);
    }

    /// <summary>
    /// C⁻¹ block by block: industries and products that are connected by making belong together, so regions stay apart.
    /// </summary>
    private static SparseMatrix InverseMix(SupplyUseTable table, Func<int, int, double, double> scaled,
        CancellationToken cancellation)
    {
        var blocks = Blocks(table);
        var uneven = blocks.Where(b => b.Industries.Count != b.Products.Count).ToList();
        if (uneven.Count > 0)
            throw new InvalidDataFindingsException("The supply table can't be inverted",
                uneven.Take(20).Select(b => NotSquare(table, b)).ToList());
        var columns = new IReadOnlyList<(int, double)>[table.Products.Count];
        Array.Fill(columns, []);
        foreach (var (industries, products) in blocks)
        {
            // I − (I − C) = C: the solver proves its residual and names what makes the mix singular.
            var mix = DenseMatrix.Create(products.Count, industries.Count, (p, i) =>
                (p == i ? 1 : 0) - (table.Make.Values[industries[i], products[p]] / table.IndustryOutput[industries[i]]));
            var unit = DenseMatrix.Create(products.Count, products.Count, (p, i) => p == i ? 1 : 0);
            var system = LinearSystem.Prepare(mix, new int[products.Count], new SolveOptions("lu"),
                p => table.Products[products[p]].ToString(), cancellation: cancellation);
            var inverse = system.Solve(unit, cancellation).Solution;
            for (var p = 0; p < products.Count; p++)
            {
                var column = new List<(int, double)>();
                for (var i = 0; i < industries.Count; i++)
                {
                    if (inverse[i, p] != 0) column.Add((industries[i], scaled(industries[i], products[p], inverse[i, p])));
                }

                columns[products[p]] = column;
            }
        }

        return SparseMatrix.FromColumns(table.Industries.Count, columns);
    }

    private static List<(List<int> Industries, List<int> Products)> Blocks(SupplyUseTable table)
    {
        var blockOf = new int[table.Industries.Count];
        for (var i = 0; i < blockOf.Length; i++) blockOf[i] = i;
        int Root(int i)
        {
            while (blockOf[i] != i) i = blockOf[i] = blockOf[blockOf[i]];
            return i;
        }

        var maker = new int[table.Products.Count];
        for (var p = 0; p < maker.Length; p++)
        {
            maker[p] = -1;
            var made = table.Make.Values.Column(p);
            for (var i = 0; i < made.Length; i++)
            {
                if (made[i] == 0 || table.ProductOutput[p] == 0 || table.IndustryOutput[i] == 0) continue;
                if (maker[p] < 0) maker[p] = i;
                else blockOf[Root(i)] = Root(maker[p]);
            }
        }

        var products = Enumerable.Range(0, maker.Length).Where(p => maker[p] >= 0).ToLookup(p => Root(maker[p]));
        return Enumerable.Range(0, blockOf.Length).Where(i => table.IndustryOutput[i] != 0).GroupBy(Root)
            .Select(g => (g.ToList(), products[g.Key].ToList())).ToList();
    }

    private static Finding NotSquare(SupplyUseTable table, (List<int> Industries, List<int> Products) block) =>
        Finding.Error("SUT-NOT-SQUARE", $"{table.Industries[block.Industries[0]]} and what is made together with it",
            "The models A and C need as many industries as products.",
            $"{block.Industries.Count} industries and {block.Products.Count} products",
            "equally many", "Use model B or D, or aggregate the products or the industries.");
}
