using System.Globalization;
using System.Numerics.Tensors;
using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>Checks single cells: not numbers, negative flows.</summary>
internal static class CellChecks
{
    public static void Run(MrioTable table, ValidationOptions limits, List<Finding> findings)
    {
        if (table.Industries.Count == 0)
        {
            findings.Add(Finding.Error("TABLE-EMPTY", table.Identity.Name, "The table has no industries.", "0", "at least one",
                "Check that the right file and format were named."));
            return;
        }

        Finite("Z", table.Z, limits, findings);
        Finite("Y", table.Y, limits, findings);
        Finite("V", table.V, limits, findings);
        Finite("VY", table.VY, limits, findings);
        Finite("F", table.F, limits, findings);
        Finite("FY", table.FY, limits, findings);
        if (table.PublishedOutput is { } x)
        {
            for (var i = 0; i < x.Axis.Count; i++)
            {
                if (!double.IsFinite(x[i]))
                    findings.Add(Finding.Error("CELL-NOT-FINITE", $"x[{x.Axis[i]}]", "Output is not a number.", Text(x[i]),
                        "a finite number", "Correct the cell in the source."));
            }
        }

        if (limits.TellNegative) NegativeCells(table, limits, findings);
    }

    private static void Finite<TRow, TColumn>(string name, LabelledMatrix<TRow, TColumn> m, ValidationOptions limits,
        List<Finding> findings)
        where TRow : notnull
        where TColumn : notnull
    {
        var count = 0;
        for (var j = 0; j < m.Values.Columns; j++)
        {
            var column = m.Values.Column(j);
            if (TensorPrimitives.IsFiniteAll(column)) continue;
            for (var i = 0; i < column.Length; i++)
            {
                if (double.IsFinite(column[i])) continue;
                if (count++ < limits.WorstCells)
                    findings.Add(Finding.Error("CELL-NOT-FINITE", $"{name}[{m.Rows[i]}, {m.Columns[j]}]",
                        "A cell is not a number.", Text(column[i]),
                        "a finite number", "Correct the cell in the source; an empty cell counts as zero."));
            }
        }

        if (count > limits.WorstCells)
            findings.Add(Finding.Error("CELL-NOT-FINITE", name,
                $"{count} cells of {name} are not numbers; the first {limits.WorstCells} are listed."));
    }

    private static void NegativeCells(MrioTable table, ValidationOptions limits, List<Finding> findings)
    {
        var cells = new List<(double Value, string Place)>();
        var total = 0.0;
        var count = 0;
        for (var j = 0; j < table.Z.Values.Columns; j++)
        {
            var column = table.Z.Values.Column(j);
            if (!TensorPrimitives.IsNegativeAny(column)) continue;
            for (var i = 0; i < column.Length; i++)
            {
                if (!(column[i] < 0)) continue; // not a number is a finding of its own
                count++;
                total += column[i];
                cells.Add((column[i], $"Z[{table.Industries[i]}, {table.Industries[j]}]"));
                if (cells.Count > 4096) cells = cells.OrderBy(c => c.Value).Take(limits.WorstCells).ToList();
            }
        }

        if (count == 0) return;
        var worst = cells.OrderBy(c => c.Value).Take(limits.WorstCells).Select(c => $"{c.Place} = {Text(c.Value)}");
        findings.Add(Finding.Warning("CELL-NEGATIVE-Z", "Z",
            $"{count} intermediate flows are negative, {Text(total)} in sum; they are kept.",
            string.Join("; ", worst), "flows ≥ 0",
            "Compare with the publisher's notes; error bounds that need A ≥ 0 are not given."));
    }

    internal static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
