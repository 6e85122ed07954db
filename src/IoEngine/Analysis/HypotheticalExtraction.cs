using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analysis;

/// <summary>What is taken out of the world.</summary>
public enum ExtractionKind
{
    /// <summary>The industries are gone: nobody buys from them, orders placed with them vanish too.</summary>
    Complete,

    /// <summary>They keep their own orders but supply no other industry and no household: their part as suppliers of suppliers.</summary>
    AsSuppliers,
}

/// <summary>
/// The world without a region, a sector or a group of industries: rows of E in A and C are zero. What they would have delivered is not replaced;
/// it counts as a leak (<see cref="Leaks.OtherItems"/>). Pure.
/// </summary>
/// <remarks>
/// Where E neither sells nor receives orders it does not produce, so its columns need no change: rank |E| instead of 2 |E|.
/// Miller and Blair (2009), § 12.2.6; Dietzenbacher and Lahr (2013). The gap is an upper bound: in the real world others would step in.
/// </remarks>
public static class HypotheticalExtraction
{
    /// <summary>Name of the primary input that stands for what is not supplied any more.</summary>
    public const string MissingInput = "not supplied";

    /// <summary>The model without some industries; the large factorisation is shared.</summary>
    /// <param name="model">The model of the world as it is.</param>
    /// <param name="extracted">Which industries.</param>
    /// <param name="kind">Gone altogether, or as suppliers only.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="ArgumentException">No industry is named.</exception>
    public static ImpactModel Without(ImpactModel model, Func<Industry, bool> extracted, ExtractionKind kind = ExtractionKind.Complete, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(extracted);
        var industries = model.Table.Industries;
        var rows = Enumerable.Range(0, industries.Count).Where(i => extracted(industries[i])).ToArray();
        if (rows.Length == 0) throw new ArgumentException("The group of industries to be extracted is empty.", nameof(extracted));
        var table = Reduced(model.Coefficients.Source, rows, kind);
        // Above a third of the industries a new factorisation is cheaper than so many solves.
        var system = rows.Length > industries.Count / 3
            ? new LeontiefSystem(industries, new Coefficients(table).A(), cancellation: cancellation)
            : Updated(model, table, rows, cancellation);
        return ImpactModel.Over(system, table, model.Closure, cancellation);
    }

    /// <summary>The orders that remain: without those placed with extracted industries, if these are gone altogether.</summary>
    public static LabelledVector<Industry> Orders(LabelledVector<Industry> f, Func<Industry, bool> extracted, ExtractionKind kind = ExtractionKind.Complete)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(extracted);
        return kind == ExtractionKind.AsSuppliers
            ? f
            : new LabelledVector<Industry>(f.Axis, f.Axis.Select((industry, j) => extracted(industry) ? 0 : f[j]).ToArray());
    }

    private static LeontiefSystem Updated(ImpactModel model, ValidatedTable table, int[] rows, CancellationToken cancellation)
    {
        var n = model.Table.Industries.Count;
        var u = new DenseMatrix(n, rows.Length);
        var w = new DenseMatrix(n, rows.Length);
        var after = new Coefficients(table);
        for (var k = 0; k < rows.Length; k++)
        {
            u[rows[k], k] = -1;
            for (var j = 0; j < n; j++)
                w[j, k] = model.System.A[rows[k], j] - (after.HasOutput(j) ? table.Table.Z.Values[rows[k], j] / table.Output[j] : 0);
        }

        return model.System.Updated(u, w, cancellation);
    }

    /// <summary>The table without these deliveries; a primary input of its own takes their place, so that columns still balance.</summary>
    private static ValidatedTable Reduced(ValidatedTable source, int[] rows, ExtractionKind kind)
    {
        var t = source.Table;
        var gone = new bool[t.Industries.Count];
        foreach (var i in rows) gone[i] = true;
        var z = t.Z.Values.Copy();
        var y = t.Y.Values.Copy();
        var missing = new double[t.Industries.Count];
        var missingFinal = new double[t.DemandColumns.Count];
        for (var j = 0; j < z.Columns; j++)
        {
            if (kind == ExtractionKind.AsSuppliers && gone[j]) continue;
            missing[j] = Clear(z.WritableColumn(j), rows);
        }

        for (var c = 0; c < y.Columns; c++) missingFinal[c] = Clear(y.WritableColumn(c), rows);
        var names = new Axis<FlowRow>(t.V.Rows.Name, t.V.Rows.Append(new FlowRow(MissingInput, t.Identity.Unit.ToString())));
        var v = WithRow(t.V.Values, missing);
        var vy = WithRow(t.VY.Values, missingFinal);
        var table = new MrioTable(
            t.Identity with { Name = $"{t.Identity.Name} without {rows.Length} industries", Format = "counterfactual" },
            new LabelledMatrix<Industry, Industry>(t.Industries, t.Industries, z),
            new LabelledMatrix<Industry, DemandColumn>(t.Industries, t.DemandColumns, y),
            new LabelledMatrix<FlowRow, Industry>(names, t.Industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(names, t.DemandColumns, vy),
            t.F, t.FY, source.Output, source.Roles);
        return TableValidator.Validate(table, options: StructuralFreeze.ColumnsOnly);
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

    private static DenseMatrix WithRow(DenseMatrix m, double[] row) =>
        DenseMatrix.Create(m.Rows + 1, m.Columns, (i, j) => i < m.Rows ? m[i, j] : row[j]);
}
