using System.Numerics.Tensors;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Trade;

/// <summary>A table at other prices: the same volumes, each industry's output dearer or cheaper. Pure.</summary>
/// <remarks>
/// Z' = p̂ Z, x' = p̂ x, Y' = p̂ Y: rows are dearer for every user. What an industry pays per unit of its own money output (τ, ω,
/// wages, other taxes, capital used up) stays, and its operating surplus is the residual:
/// v'_j = 1 − (p'A)_j / p_j − τ_j − ω_j. Product taxes and other items under final demand keep their rate on the purchases. Flows
/// that are no money stay as they are.
/// </remarks>
public static class TableRevaluation
{
    /// <summary>The table at prices <paramref name="p"/>, where its own are 1.</summary>
    /// <param name="table">A validated table.</param>
    /// <param name="p">n, above 0, in the money of the table.</param>
    /// <returns>The very table where all prices are 1.</returns>
    public static ValidatedTable At(ValidatedTable table, LabelledVector<Industry> p)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(p);
        var t = table.Table;
        p.Require(t.Industries);
        if (!p.Values.ContainsAnyExcept(1.0)) return table;
        var z = Dearer(t.Z.Values, p.Values);
        var y = Dearer(t.Y.Values, p.Values);
        var x = table.Output.Values.ToArray();
        TensorPrimitives.Multiply(x, p.Values, x);
        var spending = Enumerable.Range(0, y.Columns).Select(c => Ratio(y.Column(c), t.Y.Values.Column(c))).ToArray();
        var v = Scaled(t.V.Values, p.Values);
        LeaveTheSurplus(table, z, x, p.Values, v);
        var f = t.F.Values.Copy();
        var fy = t.FY.Values.Copy();
        for (var q = 0; q < t.F.Rows.Count; q++)
        {
            if (t.F.Rows[q].Unit.Kind != UnitKind.Money) continue;
            for (var j = 0; j < f.Columns; j++) f[q, j] *= p[j];
            for (var c = 0; c < fy.Columns; c++) fy[q, c] *= spending[c];
        }

        var (rows, industries, demand) = (t.V.Rows, t.Industries, t.DemandColumns);
        return TableValidator.Validate(new MrioTable(t.Identity with { PriceBasis = "basic prices, of another year" },
            new LabelledMatrix<Industry, Industry>(industries, industries, z),
            new LabelledMatrix<Industry, DemandColumn>(industries, demand, y),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(rows, demand, Scaled(t.VY.Values, spending)),
            new LabelledMatrix<FlowRow, Industry>(t.F.Rows, industries, f),
            new LabelledMatrix<FlowRow, DemandColumn>(t.F.Rows, demand, fy),
            new LabelledVector<Industry>(industries, x), table.Roles, names: t.Names, attached: t.Attached),
            options: StructuralFreeze.ColumnsOnly);
    }

    /// <summary>1 / p: from the money of a year to volumes.</summary>
    internal static LabelledVector<Industry> Inverse(LabelledVector<Industry> p) =>
        new(p.Axis, p.Values.ToArray().Select(price => 1 / price).ToArray());

    // The part of value added that nothing else is said of takes what is left of each column.
    private static void LeaveTheSurplus(ValidatedTable table, DenseMatrix z, double[] x, ReadOnlySpan<double> p, DenseMatrix v)
    {
        var (surplus, others) = SurplusRow(table);
        for (var j = 0; j < x.Length; j++)
        {
            var rest = x[j] - Sum(z.Column(j))
                - (p[j] * (table.TaxesOnProducts[j] + table.OtherItems[j] + table.ColumnResidual[j]));
            foreach (var row in others) rest -= v[row, j];
            v[surplus, j] = rest;
        }
    }

    /// <summary>The row of value added that is the residual, and the others of value added.</summary>
    private static (int Surplus, int[] Others) SurplusRow(ValidatedTable table)
    {
        var (roles, rows) = (table.Roles, table.Table.V.Rows);
        var added = roles.ValueAdded!.Distinct(StringComparer.Ordinal).ToArray();
        IReadOnlyList<string>?[] parts = [roles.Compensation, roles.OtherTaxes, roles.FixedCapital];
        var surplus = added.FirstOrDefault(name => !parts.Any(p => p is not null && p.Contains(name)))
            ?? added.LastOrDefault(name => roles.Compensation is null || !roles.Compensation.Contains(name)) ?? added[^1];
        return (rows.IndexOf(new FlowRow(surplus, "")),
            added.Where(name => name != surplus).Select(name => rows.IndexOf(new FlowRow(name, ""))).ToArray());
    }

    private static DenseMatrix Dearer(DenseMatrix m, ReadOnlySpan<double> byRow)
    {
        var to = new DenseMatrix(m.Rows, m.Columns, zeroed: false);
        for (var j = 0; j < m.Columns; j++) TensorPrimitives.Multiply(m.Column(j), byRow, to.WritableColumn(j));
        return to;
    }

    private static DenseMatrix Scaled(DenseMatrix m, ReadOnlySpan<double> byColumn)
    {
        var to = new DenseMatrix(m.Rows, m.Columns, zeroed: false);
        for (var j = 0; j < m.Columns; j++) TensorPrimitives.Multiply(m.Column(j), byColumn[j], to.WritableColumn(j));
        return to;
    }

    private static double Ratio(ReadOnlySpan<double> now, ReadOnlySpan<double> before) =>
        Sum(before) is var sum && sum != 0 ? Sum(now) / sum : 1;

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
