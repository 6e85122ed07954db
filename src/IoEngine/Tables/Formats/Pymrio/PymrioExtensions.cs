using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>
/// Collects the extensions of a pymrio system: primary inputs in money become V and VY, everything else F and FY.
/// </summary>
internal sealed class PymrioExtensions(PymrioPartReader parts, List<Finding> findings, Unit? money,
    Axis<Industry> industries, Axis<DemandColumn>? demand, Func<string, bool>? isPrimaryRow = null)
{
    private static readonly string[] PrimaryInputs = ["factorinputs", "factorinput", "valueadded", "primaryinputs",
        "primaryinput", "va"];

    private readonly List<Row> v = [];
    private readonly List<Row> f = [];

    /// <summary>Reads one extension.</summary>
    /// <param name="extension">Its parameters.</param>
    /// <param name="root">Folder of the system.</param>
    /// <param name="output">x, to rebuild F = S x̂ where only S is saved.</param>
    public void Add(PymrioParameters extension, string root, double[]? output)
    {
        var folder = extension.Folder[root.Length..].TrimEnd('/');
        var name = folder.Length > 0 ? folder : extension.Name;
        var primary = PrimaryInputs.Contains(WellKnownRoles.Plain(name))
            || PrimaryInputs.Contains(WellKnownRoles.Plain(extension.Name));
        var units = parts.ReadUnits(extension["unit"]);
        var (labels, flows, place) = ReadFlows(extension, output);
        if (labels is null || flows is null) return;
        var ofDemand = ReadDemandFlows(extension, labels);
        var unitless = labels.Where(l => !units.ContainsKey(l)).ToList();
        if (unitless.Count > 0)
        {
            findings.Add(Finding.Warning("UNIT-MISSING", place,
                $"Rows of '{name}' have no unit{(primary ? "; they are taken to be in that of the flows" : "")}.",
                string.Join(", ", unitless.Take(5)), "a unit for each row", "Complete unit.txt of the extension."));
        }

        for (var i = 0; i < labels.Count; i++)
        {
            var unit = Unit.Read(units.GetValueOrDefault(labels[i], ""));
            if ((primary || isPrimaryRow?.Invoke(labels[i]) == true) && IsMoney(unit))
                v.Add(new Row(new FlowRow(labels[i], unit), flows, ofDemand, i, place));
            else f.Add(new Row(new FlowRow($"{name}/{labels[i]}", unit), flows, ofDemand, i, place));
        }
    }

    /// <summary>V, VY, F and FY in the order of reading.</summary>
    public (LabelledMatrix<FlowRow, Industry> V, LabelledMatrix<FlowRow, DemandColumn> VY, LabelledMatrix<FlowRow, Industry> F,
        LabelledMatrix<FlowRow, DemandColumn> FY) Build()
    {
        var factors = PrimaryUnits.Factors(v.ConvertAll(r => r.Label), money!.Value, i => v[i].Place, findings);
        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The primary inputs of the table can't be used", findings);
        var primary = v.Select((r, i) => r with { Label = factors[i].Row, Factor = factors[i].Factor }).ToList();
        var vRows = Axis("primary inputs", primary);
        var fRows = Axis("satellite rows", f);
        return (
            new LabelledMatrix<FlowRow, Industry>(vRows, industries, Stack(primary, r => r.Flows, industries.Count)),
            new LabelledMatrix<FlowRow, DemandColumn>(vRows, demand!, Stack(primary, r => r.OfDemand, demand!.Count)),
            new LabelledMatrix<FlowRow, Industry>(fRows, industries, Stack(f, r => r.Flows, industries.Count)),
            new LabelledMatrix<FlowRow, DemandColumn>(fRows, demand!, Stack(f, r => r.OfDemand, demand!.Count)));
    }

    private Axis<FlowRow> Axis(string name, List<Row> rows)
    {
        if (!LabelMatch.AllDistinct(rows.Select(r => r.Label).ToList(), i => rows[i].Place, findings))
            throw new InvalidDataFindingsException("The extensions of the table can't be used together", findings);
        return new Axis<FlowRow>(name, rows.Select(r => r.Label));
    }

    /// <summary>
    /// Whether a row of primary inputs is meant to be money; what is in persons, hours or hectares there is a satellite row.
    /// </summary>
    private static bool IsMoney(Unit unit) =>
        unit.Kind == UnitKind.Money || unit.IsBare || (unit.Kind == UnitKind.Other && UnitText.NamesMoney(unit.Published));

    private (List<string>? Labels, DenseMatrix? Flows, string Place) ReadFlows(PymrioParameters extension, double[]? output)
    {
        var part = extension["F"] ?? extension["S"];
        if (part is null)
        {
            findings.Add(Finding.Warning("PYMRIO-EXTENSION", parts.PlaceOf(extension.Folder + PymrioParameters.FileName),
                "The extension has neither flows F nor coefficients S and is left out.", string.Join(", ", extension.Parts.Keys),
                "F", "Save the extension with its F."));
            return default;
        }

        var matrix = parts.ReadMatrix(part);
        if (matrix is null || parts.IndustryColumns(matrix) is not { } columns) return default;
        var labels = RowNames(matrix);
        var map = LabelMatch.Positions(columns, industries, $"{matrix.Place}, columns", findings);
        if (labels is null || map.Contains(-1)) return default;
        var values = LabelMatch.Reorder(matrix.Values, null, map);
        if (extension["F"] is not null) return (labels, values, matrix.Place);
        if (output is null)
        {
            findings.Add(Finding.Error("PYMRIO-EXTENSION", matrix.Place,
                "The extension has coefficients S, but the table has no output x to multiply them by.",
                "S", "F, or S and x", "Save the extension with its F."));
            return default;
        }

        findings.Add(Finding.Info("PYMRIO-FLOWS-REBUILT", matrix.Place, "The flows were rebuilt as F = S x̂.", "S and x, no F",
            "F"));
        return (labels, DenseMatrix.Create(values.Rows, values.Columns, (i, j) => values[i, j] * output[j]), matrix.Place);
    }

    private DenseMatrix? ReadDemandFlows(PymrioParameters extension, List<string> labels)
    {
        // F_Y is called FY and F_hh in files of older versions.
        var part = extension["F_Y"] ?? extension["FY"] ?? extension["F_hh"];
        if (part is null || demand is null) return null;
        var matrix = parts.ReadMatrix(part, rows: null);
        if (matrix is null || parts.DemandColumns(matrix) is not { } columns || RowNames(matrix) is not { } rows) return null;
        var rowMap = LabelMatch.Positions(rows, new Axis<string>("rows of F", labels), $"{matrix.Place}, rows", findings,
            mayMiss: true);
        var columnMap = LabelMatch.Positions(columns, demand, $"{matrix.Place}, columns", findings, mayMiss: true);
        return LabelMatch.Reorder(matrix.Values, rowMap, columnMap);
    }

    private List<string>? RowNames(TextMatrix matrix)
    {
        var names = Enumerable.Range(0, matrix.Text.Rows).Select(i => string.Join(" | ", matrix.Text.RowLabels.Select(l => l[i])))
            .ToList();
        return LabelMatch.AllDistinct(names, i => $"{matrix.Place}, line {matrix.Text.FirstLine + i}", findings) ? names : null;
    }

    private static DenseMatrix Stack(List<Row> rows, Func<Row, DenseMatrix?> values, int columns)
    {
        var stacked = new DenseMatrix(rows.Count, columns, zeroed: true);
        for (var j = 0; j < columns; j++)
        {
            var target = stacked.WritableColumn(j);
            for (var i = 0; i < target.Length; i++)
            {
                if (values(rows[i]) is { } source) target[i] = source.Column(j)[rows[i].Position] * rows[i].Factor;
            }
        }

        return stacked;
    }

    private sealed record Row(FlowRow Label, DenseMatrix Flows, DenseMatrix? OfDemand, int Position, string Place,
        double Factor = 1);
}
