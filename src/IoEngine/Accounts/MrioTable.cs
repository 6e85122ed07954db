using IoEngine.Numerics;

namespace IoEngine.Accounts;

/// <summary>Who a table is. Immutable.</summary>
public sealed record TableIdentity
{
    /// <summary>Name for people, such as "WIOD 2013 release 1995".</summary>
    public required string Name { get; init; }

    /// <summary>The year of the flows; null where the source does not say.</summary>
    public int? Year { get; init; }

    /// <summary>Unit of Z, Y, V and x, which is one of money.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public required Unit Unit
    {
        get;
        init => field = value.Kind == UnitKind.Money
            ? value : throw new ArgumentException($"A table's unit is one of money, not '{value.Published}'.", nameof(value));
    }

    /// <summary>Price basis, such as "basic prices, current".</summary>
    public string PriceBasis { get; init; } = "basic prices, current";

    /// <summary>Where it comes from: publication, release, file.</summary>
    public string Source { get; init; } = "";

    /// <summary>Format it was read from.</summary>
    public string Format { get; init; } = "";

    /// <summary>True where the numbers are invented; shown wherever results are.</summary>
    public bool Synthetic { get; init; }

    /// <summary>How the table was estimated; null where it is as published. Shown wherever results are.</summary>
    public TableEstimate? Estimate { get; init; }
}

/// <summary>
/// A multi-regional input-output table as published: Z, Y, V, F, FY, x with their labels. Immutable; not yet validated.
/// </summary>
/// <remarks>
/// Miller &amp; Blair (2009), ch. 2 and 3. Industries are region × sector pairs in the order of the source; regions may differ in
/// sectors.
/// </remarks>
public sealed class MrioTable
{
    /// <summary>Puts a table together; the axes of all parts must agree.</summary>
    /// <param name="identity">Name, year, unit, source.</param>
    /// <param name="z">Intermediate flows, n × n, basic prices.</param>
    /// <param name="y">Final demand, n × d.</param>
    /// <param name="v">Primary inputs, k × n: value-added rows, TLS, other column items.</param>
    /// <param name="vy">The same rows under final demand, k × d; null: zeros.</param>
    /// <param name="f">Satellite flows, q × n; null: none.</param>
    /// <param name="fy">Satellite flows of final demand, q × d; null: zeros.</param>
    /// <param name="x">Gross output as published; null: Z1 + Y1.</param>
    /// <param name="roles">What the format says about rows and columns; the user's configuration may override it.</param>
    /// <param name="findings">What reading noticed: blanks taken as zero, labels reordered.</param>
    /// <param name="names">What the codes mean; null: nothing is known.</param>
    /// <param name="attached">Rows that came from files of accounts; null: none did.</param>
    /// <exception cref="ArgumentException">The axes of two parts differ.</exception>
    public MrioTable(
        TableIdentity identity,
        LabelledMatrix<Industry, Industry> z,
        LabelledMatrix<Industry, DemandColumn> y,
        LabelledMatrix<FlowRow, Industry> v,
        LabelledMatrix<FlowRow, DemandColumn>? vy = null,
        LabelledMatrix<FlowRow, Industry>? f = null,
        LabelledMatrix<FlowRow, DemandColumn>? fy = null,
        LabelledVector<Industry>? x = null,
        TableRoles? roles = null,
        IReadOnlyList<Finding>? findings = null,
        TableNames? names = null,
        IReadOnlyList<AttachedAccount>? attached = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(v);
        Identity = identity;
        Z = z;
        Y = y;
        V = v;
        Industries = z.Rows;
        DemandColumns = y.Columns;
        VY = vy ?? Zero(v.Rows, DemandColumns);
        F = f ?? Zero(new Axis<FlowRow>("satellite rows", []), Industries);
        FY = fy ?? Zero(F.Rows, DemandColumns);
        RequireSame(z.Columns, Industries, "columns of Z");
        RequireSame(y.Rows, Industries, "rows of Y");
        RequireSame(v.Columns, Industries, "columns of V");
        RequireSame(F.Columns, Industries, "columns of F");
        RequireSame(VY.Rows, V.Rows, "rows of VY");
        RequireSame(VY.Columns, DemandColumns, "columns of VY");
        RequireSame(FY.Rows, F.Rows, "rows of FY");
        RequireSame(FY.Columns, DemandColumns, "columns of FY");
        if (x is not null) RequireSame(x.Axis, Industries, "x");
        PublishedOutput = x;
        Regions = Axis.RegionsOf(Industries, DemandColumns);
        Sectors = Axis.SectorsOf(Industries);
        RegionOf = Axis.RegionOf(Industries, Regions);
        Roles = roles ?? new TableRoles();
        Findings = findings ?? [];
        Names = names ?? TableNames.None;
        Attached = attached ?? [];
    }

    /// <summary>Name, year, unit, source.</summary>
    public TableIdentity Identity { get; }

    /// <summary>Regions in order of appearance.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>Sectors in order of appearance.</summary>
    public Axis<Sector> Sectors { get; }

    /// <summary>The n industries rj.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>The d columns of final demand.</summary>
    public Axis<DemandColumn> DemandColumns { get; }

    /// <summary>Intermediate flows, n × n.</summary>
    public LabelledMatrix<Industry, Industry> Z { get; }

    /// <summary>Final demand, n × d.</summary>
    public LabelledMatrix<Industry, DemandColumn> Y { get; }

    /// <summary>Primary inputs of industries, k × n.</summary>
    public LabelledMatrix<FlowRow, Industry> V { get; }

    /// <summary>The same rows under final demand, k × d (taxes on final use, purchases abroad).</summary>
    public LabelledMatrix<FlowRow, DemandColumn> VY { get; }

    /// <summary>Satellite flows of industries, q × n, each row in its own unit.</summary>
    public LabelledMatrix<FlowRow, Industry> F { get; }

    /// <summary>Satellite flows of final demand, q × d.</summary>
    public LabelledMatrix<FlowRow, DemandColumn> FY { get; }

    /// <summary>Gross output as the source publishes it; null where it does not.</summary>
    public LabelledVector<Industry>? PublishedOutput { get; }

    /// <summary>For each industry, the position of its region in <see cref="Regions"/>.</summary>
    public IReadOnlyList<int> RegionOf { get; }

    /// <summary>What the format says about rows and columns.</summary>
    public TableRoles Roles { get; }

    /// <summary>What reading noticed.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What the codes of regions and sectors mean, as far as it is known.</summary>
    public TableNames Names { get; }

    /// <summary>Rows of V and F that were attached from files of accounts, with the quality of their cells.</summary>
    public IReadOnlyList<AttachedAccount> Attached { get; }

    /// <summary>The same table with these names.</summary>
    public MrioTable With(TableNames names) =>
        new(Identity, Z, Y, V, VY, F, FY, PublishedOutput, Roles, Findings, names, Attached);

    /// <summary>The same table with roles said by a user; what they leave open stays as the format says.</summary>
    internal MrioTable With(TableRoles said) =>
        new(Identity, Z, Y, V, VY, F, FY, PublishedOutput, said.Or(Roles), Findings, Names, Attached);

    /// <summary>The same table, with how it was estimated.</summary>
    internal MrioTable With(TableEstimate estimate) => new(Identity with { Estimate = estimate }, Z, Y, V, VY, F, FY,
        PublishedOutput, Roles, Findings, Names, Attached);

    /// <summary>The same table, with what is known of its attached rows.</summary>
    internal MrioTable With(IReadOnlyList<AttachedAccount> attached) =>
        new(Identity, Z, Y, V, VY, F, FY, PublishedOutput, Roles, Findings, Names, attached);

    private static LabelledMatrix<FlowRow, TColumn> Zero<TColumn>(Axis<FlowRow> rows, Axis<TColumn> columns)
        where TColumn : notnull => new(rows, columns, new DenseMatrix(rows.Count, columns.Count));

    private static void RequireSame<T>(Axis<T> found, Axis<T> expected, string what)
        where T : notnull
    {
        if (!found.Equals(expected))
            throw new ArgumentException($"The {what} are not the {expected.Name} of the table, in the same order.");
    }
}
