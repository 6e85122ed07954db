using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.SupplyUse;

/// <summary>A supply and use table made square by one of the models A to D. Immutable.</summary>
/// <remarks>
/// With B = U ĝ⁻¹, C = V' ĝ⁻¹ (product mix of industries) and D = V q̂⁻¹ (market shares): A: A = B C⁻¹ and B: A = B D, product by
/// product; C: A = C⁻¹ B and D: A = D B, industry by industry. Eurostat Manual (2008), ch. 11; UN Handbook (2018), ch. 12.
/// </remarks>
public sealed class SymmetricTable
{
    private readonly SparseMatrix demand;
    private readonly IReadOnlyList<int> unsupplied;

    private SymmetricTable(SupplyUseTable source, SupplyUseModel model, MrioTable table, SparseMatrix demand,
        IReadOnlyList<int> unsupplied)
    {
        Source = source;
        Model = model;
        Table = table;
        this.demand = demand;
        this.unsupplied = unsupplied;
    }

    /// <summary>The supply and use table.</summary>
    public SupplyUseTable Source { get; }

    /// <summary>The model.</summary>
    public SupplyUseModel Model { get; }

    /// <summary>The square table. Its industries are products for the models A and B.</summary>
    public MrioTable Table { get; }

    /// <summary>Whether the rows and columns of <see cref="Table"/> are products.</summary>
    public bool ByProduct => Model is SupplyUseModel.ProductTechnology or SupplyUseModel.IndustryTechnology;

    /// <summary>Makes a supply and use table square.</summary>
    /// <param name="source">Supply and use at basic prices.</param>
    /// <param name="model">A, B, C or D. A and C need as many industries as products that are made together.</param>
    /// <param name="cancellation">Stops between the products of matrices.</param>
    /// <returns>
    /// Z, Y, V, F, FY and x in the unit of the source; what the model could not place is among the findings of the table.
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">
    /// A and C: industries and products are not equally many. All models: more than 5 % of use has no supply.
    /// </exception>
    /// <exception cref="NumericalException">A and C: the product mix is singular; the product is named.</exception>
    public static SymmetricTable Build(SupplyUseTable source, SupplyUseModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var findings = new List<Finding>(source.Findings);
        var byProduct = model is SupplyUseModel.ProductTechnology or SupplyUseModel.IndustryTechnology;
        var transfer = model switch
        {
            SupplyUseModel.ProductTechnology => TechnologyModels.ProductTechnology(source, cancellation),
            SupplyUseModel.IndustryTechnology => TechnologyModels.ProductShares(source),
            SupplyUseModel.FixedIndustrySales => TechnologyModels.SalesOfIndustries(source, cancellation),
            SupplyUseModel.FixedProductSales => TechnologyModels.MarketShares(source),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model, "There are the models A to D."),
        };
        SupplyUseChecks.Run(source, byProduct, findings);
        cancellation.ThrowIfCancellationRequested();
        var table = byProduct ? ProductTable(source, transfer, Named(source, model), findings) : IndustryTable(source, transfer,
            Named(source, model), findings);
        var unsupplied = Enumerable.Range(0, source.Products.Count).Where(p => source.ProductOutput[p] == 0).ToList();
        return new SymmetricTable(source, model, table, byProduct ? Identity(source.Products.Count) : transfer, unsupplied);
    }

    /// <summary>
    /// The final demand that orders of products are for the rows of <see cref="Table"/>: f = D p for model D, C⁻¹ p for C, p for
    /// A and B.
    /// </summary>
    /// <param name="products">p, one value a product, at basic prices.</param>
    /// <exception cref="InvalidDataFindingsException">Products are ordered that nobody makes; each is named.</exception>
    public LabelledVector<Industry> Demand(LabelledVector<Product> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        if (!products.Axis.Equals(Source.Products))
            throw new ArgumentException("The demand has other products than the supply table.", nameof(products));
        if (!ByProduct)
        {
            var lost = unsupplied.Where(p => products[p] != 0).ToList();
            if (lost.Count > 0)
            {
                throw new InvalidDataFindingsException("The demand for products can't be turned into demand for industries",
                    lost.Select(p =>
                        Finding.Error("SUT-PRODUCT-UNSUPPLIED", Source.Products[p].ToString(),
                            "A product is ordered that no industry makes.",
                            SupplyUseChecks.Text(products[p]), "products with supply",
                            "Order a product that the table has a supply of.")).ToList());
            }
        }

        return new LabelledVector<Industry>(Table.Industries, demand.Times(products.Values));
    }

    /// <summary>The letter of a model.</summary>
    internal static char Letter(SupplyUseModel model) => (char)('A' + (int)model);

    private static TableIdentity Named(SupplyUseTable source, SupplyUseModel model) => source.Identity with
    {
        Name = $"{source.Identity.Name} (model {Letter(model)}, "
            + $"{(model <= SupplyUseModel.IndustryTechnology ? "product by product" : "industry by industry")})",
    };

    private static SparseMatrix Identity(int n) =>
        SparseMatrix.FromColumns(n, Enumerable.Range(0, n).Select(i => (IReadOnlyList<(int, double)>)[(i, 1.0)]).ToList());

    /// <summary>Z = U T, V = W T: columns of industries become columns of products, T being industries × products.</summary>
    private static MrioTable ProductTable(SupplyUseTable s, SparseMatrix transfer, TableIdentity identity, List<Finding> findings)
    {
        var rows = new Axis<Industry>("products", s.Products.Select(p => new Industry(p.Region, p.Sector)));
        var z = transfer.After(s.Use.Values);
        Negatives(z, rows, findings);
        return new MrioTable(identity, new(rows, rows, z), new(rows, s.FinalUse.Columns, s.FinalUse.Values),
            new(s.PrimaryInputs.Rows, rows, transfer.After(s.PrimaryInputs.Values)), s.PrimaryFinal,
            s.Satellites is { } f ? new(f.Rows, rows, transfer.After(f.Values)) : null, s.SatellitesFinal,
            new LabelledVector<Industry>(rows, s.ProductOutput.Values), s.Roles, findings);
    }

    /// <summary>Z = T U, Y = T Y: rows of products become rows of industries.</summary>
    private static MrioTable IndustryTable(SupplyUseTable s, SparseMatrix transfer, TableIdentity identity,
        List<Finding> findings)
    {
        var z = transfer.Times(s.Use.Values);
        Negatives(z, s.Industries, findings);
        return new MrioTable(identity, new(s.Industries, s.Industries, z),
            new(s.Industries, s.FinalUse.Columns, transfer.Times(s.FinalUse.Values)),
            s.PrimaryInputs, s.PrimaryFinal, s.Satellites, s.SatellitesFinal, s.IndustryOutput, s.Roles, findings);
    }

    private static void Negatives(DenseMatrix z, Axis<Industry> labels, List<Finding> findings)
    {
        var (count, worst, sum) = (0, (Row: 0, Column: 0), 0.0);
        for (var j = 0; j < z.Columns; j++)
        {
            var column = z.Column(j);
            for (var i = 0; i < column.Length; i++)
            {
                if (column[i] >= 0) continue;
                count++;
                sum += column[i];
                if (column[i] < z[worst.Row, worst.Column]) worst = (i, j);
            }
        }

        if (count == 0) return;
        findings.Add(Finding.Warning("SUT-NEGATIVE", $"Z[{labels[worst.Row]}, {labels[worst.Column]}]",
            $"{count} flows of the square table are negative; they are kept.",
            $"{SupplyUseChecks.Text(z[worst.Row, worst.Column])} here, {SupplyUseChecks.Text(sum)} in sum", "flows ≥ 0",
            "The models A and C may give negatives; B and D do not where supply and use have none."));
    }
}
