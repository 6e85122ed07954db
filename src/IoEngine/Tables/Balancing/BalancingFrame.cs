using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>A line of a table's matrix: an industry, a primary input, or a column of final demand.</summary>
internal readonly record struct FrameLine(FrameKind Kind, string Region, string Sector);

/// <summary>What lines are.</summary>
internal enum FrameKind
{
    Industry,
    ValueAdded,
    Taxes,
    Other,
    FinalUse,
}

/// <summary>
/// A table as one matrix: rows are industries, the primary inputs that make up a column, and what published columns lack;
/// columns are industries and final demand.
/// </summary>
/// <remarks>
/// x = Z 1 + Y 1. The last row holds x' − 1'Z − 1'V, so that every column adds up; nothing is moved silently. Rows that are parts
/// of others (compensation beside value added) are not in the matrix: they follow value added.
/// </remarks>
internal sealed class BalancingFrame
{
    // What a column lacks below this share of its output is the rounding of its sum, not a flow.
    private const double Rounding = 1e-12;

    private readonly MrioTable table;
    private readonly int[] primary;
    private readonly int n;

    public BalancingFrame(MrioTable table, TableRoles roles)
    {
        this.table = table;
        n = table.Industries.Count;
        var added = Names(roles.ValueAdded);
        var taxes = Names(roles.TaxesOnProducts);
        var known = TableRole.All.Where(r => r.IsPrimaryInput).SelectMany(r => r.Of(roles) ?? [])
            .ToHashSet(StringComparer.Ordinal);
        primary = [.. Enumerable.Range(0, table.V.Rows.Count).Where(k => added.Contains(table.V.Rows[k].Name)
            || taxes.Contains(table.V.Rows[k].Name) || !known.Contains(table.V.Rows[k].Name))];
        Rows = [.. table.Industries.Select(i => new FrameLine(FrameKind.Industry, i.Region.Code, i.Sector.Code)),
            .. primary.Select(k => table.V.Rows[k].Name).Select(name => new FrameLine(added.Contains(name) ? FrameKind.ValueAdded
                : taxes.Contains(name) ? FrameKind.Taxes : FrameKind.Other, "", "")), new(FrameKind.Other, "", "")];
        Columns = [.. table.Industries.Select(i => new FrameLine(FrameKind.Industry, i.Region.Code, i.Sector.Code)),
            .. table.DemandColumns.Select(c => new FrameLine(FrameKind.FinalUse, c.Region.Code, ""))];
        Output = MrioTotals.Output(table);
        Values = Compose();
    }

    /// <summary>What each row is.</summary>
    public IReadOnlyList<FrameLine> Rows { get; }

    /// <summary>What each column is.</summary>
    public IReadOnlyList<FrameLine> Columns { get; }

    /// <summary>Outputs, sums of rows.</summary>
    public double[] Output { get; }

    /// <summary>The matrix.</summary>
    public DenseMatrix Values { get; }

    /// <summary>What column <paramref name="j"/> lacks to its output.</summary>
    public double Lack(int j) => Values[Rows.Count - 1, j];

    /// <summary>Number of industries.</summary>
    public int Industries => n;

    /// <summary>
    /// The matrix with what the columns of a split lack added up: it differs from what its own columns lack by rounding.
    /// </summary>
    /// <param name="parts">The frame of the split table.</param>
    /// <param name="parents">For each of its columns the column here.</param>
    public DenseMatrix WithLacksOf(BalancingFrame parts, IReadOnlyList<int> parents)
    {
        var (m, last, lacks) = (Values.Copy(), Rows.Count - 1, new double[Columns.Count]);
        for (var j = 0; j < parents.Count; j++) lacks[parents[j]] += parts.Values[parts.Rows.Count - 1, j];
        for (var j = 0; j < n; j++) m[last, j] = lacks[j];
        return m;
    }

    /// <summary>The table again, with other numbers.</summary>
    public MrioTable Table(DenseMatrix x, TableIdentity identity, IReadOnlyList<Finding> findings)
    {
        var d = table.DemandColumns.Count;
        var z = DenseMatrix.Create(n, n, (i, j) => x[i, j]);
        var y = DenseMatrix.Create(n, d, (i, c) => x[i, n + c]);
        var v = table.V.Values.Copy();
        var vy = table.VY.Values.Copy();
        for (var j = 0; j < n; j++) Put(x, j, v.WritableColumn(j));
        for (var c = 0; c < d; c++) Put(x, n + c, vy.WritableColumn(c));
        return new MrioTable(identity, new(table.Industries, table.Industries, z), new(table.Industries, table.DemandColumns, y),
            new(table.V.Rows, table.Industries, v), new(table.V.Rows, table.DemandColumns, vy), table.F, table.FY, null,
            table.Roles, [.. table.Findings, .. findings], table.Names);
    }

    /// <summary>What a row is called.</summary>
    public string RowName(int i) => i < n ? $"{table.Industries[i]}"
        : i - n < primary.Length ? table.V.Rows[primary[i - n]].Name : "what columns lack";

    /// <summary>What a column is called.</summary>
    public string ColumnName(int j) => j < n ? $"{table.Industries[j]}" : $"{table.DemandColumns[j - n]}";

    private void Put(DenseMatrix x, int column, Span<double> v)
    {
        double before = 0, after = 0;
        for (var k = 0; k < primary.Length; k++)
        {
            if (Rows[n + k].Kind != FrameKind.ValueAdded) continue;
            before += v[primary[k]];
            after += x[n + k, column];
        }

        if (before != 0)
        {
            for (var k = 0; k < v.Length; k++) v[k] *= after / before;
        }

        for (var k = 0; k < primary.Length; k++) v[primary[k]] = x[n + k, column];
    }

    private static HashSet<string> Names(IReadOnlyList<string>? rows) => (rows ?? []).ToHashSet(StringComparer.Ordinal);

    private DenseMatrix Compose()
    {
        var m = new DenseMatrix(Rows.Count, Columns.Count);
        for (var j = 0; j < Columns.Count; j++)
        {
            var column = m.WritableColumn(j);
            (j < n ? table.Z.Values.Column(j) : table.Y.Values.Column(j - n)).CopyTo(column);
            var v = j < n ? table.V.Values.Column(j) : table.VY.Values.Column(j - n);
            for (var k = 0; k < primary.Length; k++) column[n + k] = v[primary[k]];
            if (j >= n) continue;
            var sum = 0.0;
            for (var i = 0; i < column.Length; i++) sum += column[i];
            var lack = Output[j] - sum;
            column[^1] = Math.Abs(lack) > Rounding * Math.Abs(Output[j]) ? lack : 0;
        }

        return m;
    }
}
