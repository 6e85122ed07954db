using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Trade;

/// <summary>What is taken out of the world.</summary>
public enum ExtractionKind
{
    /// <summary>The industries are gone: nobody buys from them, and orders placed with them have no effect.</summary>
    Complete,

    /// <summary>
    /// They keep their own orders but supply no other industry and no household: their part as suppliers of suppliers.
    /// </summary>
    AsSuppliers,
}

/// <summary>
/// The world without a region, a sector or a group of industries: rows of E in A and C are zero. What they would have delivered
/// is not replaced; it counts as a leak (<see cref="Leaks.OtherItems"/>), and orders placed with industries that are gone as
/// unexplained. Pure.
/// </summary>
/// <remarks>
/// Miller and Blair (2009), § 12.2.6; Dietzenbacher and Lahr (2013). The gap is an upper bound: in the real world others would
/// step in.
/// </remarks>
public static class HypotheticalExtraction
{
    /// <summary>Name of the primary input that stands for what is not supplied any more.</summary>
    public const string MissingInput = "not supplied";

    /// <summary>The model without some industries; factors are reused where few industries are concerned.</summary>
    /// <param name="model">The model of the world as it is.</param>
    /// <param name="extracted">Which industries.</param>
    /// <param name="kind">Gone altogether, or as suppliers only.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="ArgumentException">No industry is named.</exception>
    public static ImpactModel Without(ImpactModel model, Func<Industry, bool> extracted,
        ExtractionKind kind = ExtractionKind.Complete, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(extracted);
        var (table, system) = Apply(model.Coefficients.Source, model.System, extracted, kind, cancellation);
        return ImpactModel.Over(system, table, model.Closure, cancellation);
    }

    /// <summary>The table without the industries, and its system.</summary>
    internal static (ValidatedTable Table, LeontiefSystem System) Apply(
        ValidatedTable source, LeontiefSystem system, Func<Industry, bool> extracted, ExtractionKind kind,
        CancellationToken cancellation)
    {
        var industries = source.Table.Industries;
        var rows = Enumerable.Range(0, industries.Count).Where(i => extracted(industries[i])).ToArray();
        if (rows.Length == 0) throw new ArgumentException("The group of industries to be extracted is empty.", nameof(extracted));
        var table = Reduced(source, rows, kind);
        return (table, system.With(new Coefficients(table).A(), cancellation));
    }

    /// <summary>
    /// The table without these deliveries; a primary input of its own takes their place, so that columns still balance.
    /// </summary>
    private static ValidatedTable Reduced(ValidatedTable source, int[] rows, ExtractionKind kind)
    {
        var t = source.Table;
        var gone = new bool[t.Industries.Count];
        foreach (var i in rows) gone[i] = true;
        var z = t.Z.Values.Copy();
        var f = t.F.Values.Copy();
        var x = source.Output.Values.ToArray();
        var y = t.Y.Values.Copy();

        // A world that was without some industries before has the row already.
        var missing = new FlowRow(MissingInput, t.Identity.Unit);
        var names = t.V.Rows.Contains(missing) ? t.V.Rows : new Axis<FlowRow>(t.V.Rows.Name, t.V.Rows.Append(missing));
        var row = names.IndexOf(missing);
        var (v, vy) = (Extended(t.V.Values, names.Count), Extended(t.VY.Values, names.Count));
        for (var j = 0; j < z.Columns; j++)
        {
            if (!gone[j]) v[row, j] += Clear(z.WritableColumn(j), rows);
            else if (kind == ExtractionKind.Complete) Remove(j);
        }

        for (var c = 0; c < y.Columns; c++) vy[row, c] += Clear(y.WritableColumn(c), rows);
        var table = new MrioTable(
            t.Identity with { Name = $"{t.Identity.Name} without {rows.Length} industries", Format = "counterfactual" },
            new LabelledMatrix<Industry, Industry>(t.Industries, t.Industries, z),
            new LabelledMatrix<Industry, DemandColumn>(t.Industries, t.DemandColumns, y),
            new LabelledMatrix<FlowRow, Industry>(names, t.Industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(names, t.DemandColumns, vy),
            new LabelledMatrix<FlowRow, Industry>(t.F.Rows, t.Industries, f), t.FY, new LabelledVector<Industry>(t.Industries, x),
            source.Roles, names: t.Names, attached: t.Attached);
        return TableValidator.Validate(table, options: StructuralFreeze.ColumnsOnly);

        void Remove(int j)
        {
            z.WritableColumn(j).Clear();
            v.WritableColumn(j).Clear();
            f.WritableColumn(j).Clear();
            x[j] = 0;
        }
    }

    private static double Clear(Span<double> column, int[] rows)
    {
        var sum = 0.0;
        foreach (var i in rows)
        {
            sum += column[i];
            column[i] = 0;
        }

        return sum;
    }

    private static DenseMatrix Extended(DenseMatrix m, int rows) =>
        DenseMatrix.Create(rows, m.Columns, (i, j) => i < m.Rows ? m[i, j] : 0);
}
