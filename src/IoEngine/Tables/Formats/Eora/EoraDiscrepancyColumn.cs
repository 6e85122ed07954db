using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Eora;

/// <summary>What becomes of the row and column ROW.TOTAL of Eora26, which is the statistical discrepancy.</summary>
public enum EoraDiscrepancy
{
    /// <summary>It stays an industry of a pseudo-region, as published.</summary>
    Keep,

    /// <summary>The row becomes a primary input and the column one of final demand; all sums stay.</summary>
    Move,

    /// <summary>Both are left out; rows and columns lose that much.</summary>
    Drop,
}

/// <summary>Treats the discrepancy of Eora26 and says how large it is.</summary>
internal static class EoraDiscrepancyColumn
{
    private static readonly Industry Label = new("ROW", "TOTAL");

    /// <summary>The table so treated; itself where it has no such row.</summary>
    public static MrioTable Treat(MrioTable table, EoraDiscrepancy treatment, string place)
    {
        if (!table.Industries.TryIndexOf(Label, out var at)) return table;
        var findings = table.Findings.Append(Size(table, at, treatment, place)).ToList();
        if (treatment == EoraDiscrepancy.Keep)
            return With(table, table.Z, table.Y, table.V, table.VY, table.F, table.FY, findings);
        var industries = new Axis<Industry>("industries", table.Industries.Where((_, i) => i != at));
        int Old(int i) => i < at ? i : i + 1;
        var moved = treatment == EoraDiscrepancy.Move;
        var demand = moved
            ? new Axis<DemandColumn>(table.DemandColumns.Name, table.DemandColumns.Append(new DemandColumn("ROW", "TOTAL")))
            : table.DemandColumns;
        var rows = moved
            ? new Axis<FlowRow>(table.V.Rows.Name, table.V.Rows.Append(new FlowRow("ROW.TOTAL", "thousand USD"))) : table.V.Rows;
        var d = table.DemandColumns.Count;
        var k = table.V.Rows.Count;
        double Y(int i, int c) => c < d ? table.Y.Values[i, c] : table.Z.Values[i, at];
        double V(int r, int j) => r < k ? table.V.Values[r, j] : table.Z.Values[at, j];
        double VY(int r, int c) => (r < k, c < d) switch
        {
            (true, true) => table.VY.Values[r, c],
            (true, false) => table.V.Values[r, at],
            (false, true) => table.Y.Values[at, c],
            _ => table.Z.Values[at, at],
        };
        return With(table,
            new(industries, industries,
                DenseMatrix.Create(industries.Count, industries.Count, (i, j) => table.Z.Values[Old(i), Old(j)])),
            new(industries, demand, DenseMatrix.Create(industries.Count, demand.Count, (i, c) => Y(Old(i), c))),
            new(rows, industries, DenseMatrix.Create(rows.Count, industries.Count, (r, j) => V(r, Old(j)))),
            new(rows, demand, DenseMatrix.Create(rows.Count, demand.Count, VY)),
            new(table.F.Rows, industries, DenseMatrix.Create(table.F.Rows.Count, industries.Count,
                (r, j) => table.F.Values[r, Old(j)])),
            new(table.F.Rows, demand,
                DenseMatrix.Create(table.F.Rows.Count, demand.Count,
                    (r, c) => c < d ? table.FY.Values[r, c] : table.F.Values[r, at])),
            findings);
    }

    private static MrioTable With(MrioTable t, LabelledMatrix<Industry, Industry> z, LabelledMatrix<Industry, DemandColumn> y,
        LabelledMatrix<FlowRow, Industry> v,
        LabelledMatrix<FlowRow, DemandColumn> vy, LabelledMatrix<FlowRow, Industry> f, LabelledMatrix<FlowRow, DemandColumn> fy,
        List<Finding> findings) =>
        new(t.Identity, z, y, v, vy, f, fy, roles: t.Roles, findings: findings);

    private static Finding Size(MrioTable table, int at, EoraDiscrepancy treatment, string place)
    {
        double row = 0, all = 0;
        for (var j = 0; j < table.Z.Values.Columns; j++)
        {
            row += table.Z.Values[at, j];
            foreach (var value in table.Z.Values.Column(j)) all += value;
        }

        var column = table.Z.Values.Column(at).ToArray().Sum();
        var found = string.Create(CultureInfo.InvariantCulture,
            $"row {row:G6}, column {column:G6}, all flows {all:G6} thousand USD");
        return treatment == EoraDiscrepancy.Drop
            ? Finding.Warning("EORA-DISCREPANCY", place,
                "The statistical discrepancy ROW.TOTAL was left out; rows and columns no longer balance by that much.", found,
                "0", "Keep it, or move it.")
            : Finding.Info("EORA-DISCREPANCY", place,
                treatment == EoraDiscrepancy.Keep
                    ? "ROW.TOTAL is the statistical discrepancy, no region; it is kept as published."
                    : "The statistical discrepancy ROW.TOTAL was moved to primary inputs and final demand.", found, "0");
    }
}
