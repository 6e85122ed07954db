using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Csv;

/// <summary>Columns of negative imports where the flows hold imported goods: made a row of imported inputs.</summary>
/// <remarks>
/// m_i = M_i / (Σ_j z_ij + Σ_d y_id), final demand without exports; Z and Y of domestic goods are (1 − m_i) times what is stated,
/// exports stay, and m_i z_ij, m_i y_id add up to the row of imports. Output and all totals of columns stay. The proportionality
/// assumption: Miller and Blair, Input-Output Analysis (2022), section 4.2.
/// </remarks>
internal static class CsvImports
{
    private const string Code = "CSV-IMPORTS";

    /// <summary>The parts with domestic flows; null where there are errors among the findings.</summary>
    public static TableParts? Domestic(TableParts parts, CsvDescription description, List<Finding> findings)
    {
        var items = description.Items;
        if (description.Region is not null && items.Imports.Length == 0) RefuseUnnamed(parts, findings);
        var imports = Enumerable.Range(0, parts.Demand.Count).Where(d => items.Imports.Contains(parts.Demand[d].Category))
            .ToList();
        if (imports.Count == 0) return findings.Any(f => f.Severity == Severity.Error) ? null : parts;
        var kept = Enumerable.Range(0, parts.Demand.Count).Except(imports).ToList();
        var shared = kept.Where(d => !items.Exports.Contains(parts.Demand[d].Category)).ToList();
        var shares = Shares(parts, imports, shared, findings);
        return shares is null ? null : Moved(parts, description, imports, kept, shared, shares, findings);
    }

    private static double[]? Shares(TableParts parts, List<int> imports, List<int> shared, List<Finding> findings)
    {
        var n = parts.Industries.Count;
        var shares = new double[n];
        var before = findings.Count;
        for (var i = 0; i < n; i++)
        {
            var imported = -imports.Sum(d => parts.Y[i, d]);
            var used = Enumerable.Range(0, n).Sum(j => parts.Z[i, j]) + shared.Sum(d => parts.Y[i, d]);
            shares[i] = imported == 0 ? 0 : imported / used;
            if (shares[i] is >= 0 and <= 1) continue;
            findings.Add(Finding.Error(Code, $"{parts.Place}, {parts.Industries[i]}",
                imported < 0 ? "Imports are not negative in a column that brings rows to domestic output."
                    : "More is imported than is used in the country.",
                $"imports {Text(-imported)}, uses {Text(used)}", "a negative number, at most what the country uses",
                imported < 0 ? "Name a column of positive imports under items.ignore, or correct its sign."
                    : "Where exports hold imported goods, leave them out of items.exports, so that they take their share."));
        }

        return findings.Count > before ? null : shares;
    }

    private static TableParts Moved(TableParts parts, CsvDescription description, List<int> imports, List<int> kept,
        List<int> shared, double[] shares, List<Finding> findings)
    {
        var n = parts.Industries.Count;
        var y = DenseMatrix.Create(n, kept.Count,
            (i, d) => parts.Y[i, kept[d]] * (shared.Contains(kept[d]) ? 1 - shares[i] : 1));
        var z = DenseMatrix.Create(n, n, (i, j) => parts.Z[i, j] * (1 - shares[i]));
        var row = new double[n + kept.Count];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) row[j] += parts.Z[i, j] * shares[i];
            for (var d = 0; d < kept.Count; d++) row[n + d] += parts.Y[i, kept[d]] - y[i, d];
        }

        var name = description.Items.Imports[0];
        findings.Add(Finding.Info(Code, parts.Place,
            "Imported goods were in the flows: they were taken out of all domestic uses of a product in one proportion.",
            $"{Text(row.Take(n).Sum())} of inputs, {Text(row.Skip(n).Sum())} of final demand, {description.Unit}",
            $"a row of primary inputs '{name}'"));
        var label = new CellLabel(LabelKind.Primary, Item: name, Unit: description.Unit);
        return parts with
        {
            Z = z,
            Y = y,
            Demand = new Axis<DemandColumn>(parts.Demand.Name, kept.Select(d => parts.Demand[d])),
            Rows = [.. parts.Rows.Select(r => r with { Values = [.. r.Values.Take(n), .. kept.Select(d => r.Values[n + d])] }),
                new FlowLine(label, parts.Place, row)],
        };
    }

    // Inventories fall here and there; only imports are subtracted from nearly every row.
    private static void RefuseUnnamed(TableParts parts, List<Finding> findings)
    {
        for (var d = 0; d < parts.Demand.Count; d++)
        {
            var column = parts.Y.Column(d).ToArray();
            if (column.Any(c => c > 0) || 2 * column.Count(c => c < 0) <= column.Length) continue;
            findings.Add(Finding.Error(Code, $"{parts.Place}, column {parts.Demand[d].Category}",
                "A column of final demand is negative throughout, as imports are whose goods are in the flows.",
                $"{Text(column.Sum())} in all", "imports named as such, so that production abroad is not counted as domestic",
                $"Name it in the descriptor under items: \"imports\": [ \"{parts.Demand[d].Category}\" ], in place of demand."));
        }
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
