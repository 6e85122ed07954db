namespace IoEngine.Accounts;

/// <summary>A product of a supply and use table: what it is and the region that supplies it. Immutable.</summary>
public readonly record struct Product(Region Region, Sector Sector)
{
    /// <summary>Shorthand for codes.</summary>
    public Product(string region, string sector)
        : this(new Region(region), new Sector(sector))
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Region.Code}.{Sector.Code}";
}

/// <summary>
/// Supply and use as published, at basic prices: which industry makes which product, and who uses it. Immutable; not yet
/// validated.
/// </summary>
/// <remarks>
/// g = V 1 is output by industry, q = V' 1 output by product, for the make matrix V (industries × products, the transposed supply
/// table). Products carry the region that supplies them; a single-region table has one region. Eurostat Manual of Supply, Use and
/// Input-Output Tables (2008), ch. 11; UN Handbook on Supply, Use and Input-Output Tables (2018), ch. 12.
/// </remarks>
public sealed class SupplyUseTable
{
    /// <summary>Puts a table together; the axes of all parts must agree.</summary>
    /// <param name="identity">Name, year, unit, source.</param>
    /// <param name="make">V, industries × products: who makes what.</param>
    /// <param name="use">U, products × industries: who uses what in production.</param>
    /// <param name="finalUse">Y, products × d: who uses what finally.</param>
    /// <param name="primaryInputs">W, k × industries: value added, taxes on products, other column items.</param>
    /// <param name="primaryFinal">The same rows under final use, k × d; null: zeros.</param>
    /// <param name="satellites">Satellite flows, s × industries; null: none.</param>
    /// <param name="satellitesFinal">Satellite flows of final use, s × d; null: zeros.</param>
    /// <param name="roles">What the format says about rows and columns.</param>
    /// <param name="findings">What reading noticed.</param>
    /// <exception cref="ArgumentException">The axes of two parts differ.</exception>
    public SupplyUseTable(
        TableIdentity identity,
        LabelledMatrix<Industry, Product> make,
        LabelledMatrix<Product, Industry> use,
        LabelledMatrix<Product, DemandColumn> finalUse,
        LabelledMatrix<FlowRow, Industry> primaryInputs,
        LabelledMatrix<FlowRow, DemandColumn>? primaryFinal = null,
        LabelledMatrix<FlowRow, Industry>? satellites = null,
        LabelledMatrix<FlowRow, DemandColumn>? satellitesFinal = null,
        TableRoles? roles = null,
        IReadOnlyList<Finding>? findings = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(finalUse);
        ArgumentNullException.ThrowIfNull(primaryInputs);
        RequireSame(use.Rows, make.Columns, "rows of U");
        RequireSame(use.Columns, make.Rows, "columns of U");
        RequireSame(finalUse.Rows, make.Columns, "rows of Y");
        RequireSame(primaryInputs.Columns, make.Rows, "columns of the primary inputs");
        if (primaryFinal is not null)
        {
            RequireSame(primaryFinal.Rows, primaryInputs.Rows, "primary inputs under final use");
            RequireSame(primaryFinal.Columns, finalUse.Columns, "columns of the primary inputs under final use");
        }

        if (satellites is not null) RequireSame(satellites.Columns, make.Rows, "columns of the satellites");
        if (satellitesFinal is not null)
        {
            if (satellites is null)
                throw new ArgumentException("Satellites of final use need satellites of industries.", nameof(satellitesFinal));
            RequireSame(satellitesFinal.Rows, satellites.Rows, "satellites of final use");
            RequireSame(satellitesFinal.Columns, finalUse.Columns, "columns of the satellites of final use");
        }

        Identity = identity;
        Make = make;
        Use = use;
        FinalUse = finalUse;
        PrimaryInputs = primaryInputs;
        PrimaryFinal = primaryFinal;
        Satellites = satellites;
        SatellitesFinal = satellitesFinal;
        Roles = roles ?? new TableRoles();
        Findings = findings ?? [];
        var g = new double[make.Rows.Count];
        var q = new double[make.Columns.Count];
        for (var p = 0; p < q.Length; p++)
        {
            var column = make.Values.Column(p);
            for (var i = 0; i < column.Length; i++)
            {
                g[i] += column[i];
                q[p] += column[i];
            }
        }

        IndustryOutput = new LabelledVector<Industry>(make.Rows, g);
        ProductOutput = new LabelledVector<Product>(make.Columns, q);
    }

    /// <summary>Name, year, unit, source.</summary>
    public TableIdentity Identity { get; }

    /// <summary>V, industries × products.</summary>
    public LabelledMatrix<Industry, Product> Make { get; }

    /// <summary>U, products × industries.</summary>
    public LabelledMatrix<Product, Industry> Use { get; }

    /// <summary>Y, products × columns of final demand.</summary>
    public LabelledMatrix<Product, DemandColumn> FinalUse { get; }

    /// <summary>W, primary inputs × industries.</summary>
    public LabelledMatrix<FlowRow, Industry> PrimaryInputs { get; }

    /// <summary>Primary inputs × columns of final demand; null: zeros.</summary>
    public LabelledMatrix<FlowRow, DemandColumn>? PrimaryFinal { get; }

    /// <summary>Satellite flows × industries; null: none.</summary>
    public LabelledMatrix<FlowRow, Industry>? Satellites { get; }

    /// <summary>Satellite flows × columns of final demand; null: zeros.</summary>
    public LabelledMatrix<FlowRow, DemandColumn>? SatellitesFinal { get; }

    /// <summary>The industries.</summary>
    public Axis<Industry> Industries => Make.Rows;

    /// <summary>The products.</summary>
    public Axis<Product> Products => Make.Columns;

    /// <summary>g = V 1.</summary>
    public LabelledVector<Industry> IndustryOutput { get; }

    /// <summary>q = V' 1.</summary>
    public LabelledVector<Product> ProductOutput { get; }

    /// <summary>What the format says about rows and columns.</summary>
    public TableRoles Roles { get; }

    /// <summary>What reading noticed.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static void RequireSame<T>(Axis<T> found, Axis<T> expected, string what)
        where T : notnull
    {
        if (!found.Equals(expected))
            throw new ArgumentException($"The {what} are not the {expected.Name} of the supply table, in the same order.");
    }
}

/// <summary>How a supply and use table is made square: Eurostat's models A to D.</summary>
public enum SupplyUseModel
{
    /// <summary>A, product by product: every product has its own technology, whoever makes it. May give negative flows.</summary>
    ProductTechnology,

    /// <summary>B, product by product: an industry uses one technology for all that it makes.</summary>
    IndustryTechnology,

    /// <summary>C, industry by industry: an industry sells all that it makes in one pattern. May give negative flows.</summary>
    FixedIndustrySales,

    /// <summary>
    /// D, industry by industry: a product is sold in one pattern, whoever makes it. What most statistical offices publish.
    /// </summary>
    FixedProductSales,
}
