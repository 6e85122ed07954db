using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;
using static IoEngine.Validation.CellChecks;

namespace IoEngine.Validation;

/// <summary>
/// What else a careful reader would want to know about a table: where it does not balance, whether it is productive, whether its
/// unit can be true.
/// </summary>
/// <remarks>
/// Slower than validation, which every run does; meant for looking at one table. Nothing here makes a table unusable: all are
/// notes and warnings.
/// </remarks>
public static class TableDiagnostics
{
    private const double GdpTolerance = 0.05;

    // Product taxes, most of them on final use, are 3 to 8 % of the world's product: what a table without them may lack.
    private const double TaxesOnFinalUse = 0.08;

    /// <summary>Examines a validated table.</summary>
    /// <param name="validated">The table.</param>
    /// <param name="worst">How many of the worst places a finding names.</param>
    /// <param name="threads">0: all processors.</param>
    /// <param name="cancellation">Cancels between the products of the spectral radius.</param>
    /// <returns>Findings beyond those of validation.</returns>
    public static IReadOnlyList<Finding> Examine(ValidatedTable validated, int worst = 5, int threads = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(validated);
        ArgumentOutOfRangeException.ThrowIfLessThan(worst, 1);
        var findings = new List<Finding>();
        Balances(validated, worst, findings);
        LabelDiagnostics.Run(validated.Table, validated.Output, worst, findings);
        Negatives(validated, worst, findings);
        Plausibility(validated, findings);
        Productivity(validated, worst, threads, findings, cancellation);
        return findings;
    }

    private static void Balances(ValidatedTable validated, int worst, List<Finding> findings)
    {
        var (table, x) = (validated.Table, validated.Output);
        var sums = MrioTotals.Output(table);
        Worst("BALANCE-WORST-ROWS", "Rows with the largest gaps x − Z1 − Y1.", x, i => x[i] - sums[i], worst, findings);
        Worst("BALANCE-WORST-COLUMNS", "Columns with the largest gaps x − 1'Z − 1'V.", x, j => validated.ColumnResidual[j], worst,
            findings);
        if (table.PublishedOutput is null) return;
        var stale = Enumerable.Range(0, sums.Length).Where(i => Math.Abs(x[i] - sums[i]) > 1e-3 * Math.Max(Math.Abs(x[i]), 1))
            .ToList();
        if (stale.Count == 0) return;
        findings.Add(Finding.Warning("OUTPUT-STALE", x.Axis[stale.MaxBy(i => Math.Abs(x[i] - sums[i]))].ToString(),
            "Published outputs differ from the sums of their rows.", $"{stale.Count} of {sums.Length}", "x = Z1 + Y1",
            "Check that output and flows are of the same edition; the published output is used.", "0.001 relative"));
    }

    private static void Worst(string code, string message, LabelledVector<Industry> x, Func<int, double> gap, int worst,
        List<Finding> findings)
    {
        var places = Enumerable.Range(0, x.Axis.Count).Where(i => gap(i) != 0).OrderByDescending(i => Math.Abs(gap(i)))
            .Take(worst).ToList();
        if (places.Count == 0) return;
        findings.Add(Finding.Info(code, x.Axis[places[0]].ToString(), message, string.Join("; ", places.Select(i =>
            $"{x.Axis[i]} {Text(gap(i))}"
                + (x[i] != 0 ? string.Create(CultureInfo.InvariantCulture, $" ({100 * gap(i) / x[i]:G2} %)") : "")))));
    }

    private static void Negatives(ValidatedTable validated, int worst, List<Finding> findings)
    {
        var table = validated.Table;
        foreach (var category in table.DemandColumns.Select((c, j) => (c.Category, Position: j)).GroupBy(c => c.Category,
            c => c.Position))
        {
            var inventory = IsInventory(category.Key);
            Report($"Y, {category.Key}", inventory ? "a draw-down of stocks is negative" : "final use ≥ 0", inventory,
                category.SelectMany(
                    c => Cells(table.Y.Values.Column(c).ToArray(), i => $"{table.Industries[i]} for {table.DemandColumns[c]}")));
        }

        for (var k = 0; k < table.V.Rows.Count; k++)
        {
            var taxes = validated.Roles.TaxesOnProducts?.Contains(table.V.Rows[k].Name) == true
                || validated.Roles.OtherTaxes?.Contains(table.V.Rows[k].Name) == true;
            Report($"V, {table.V.Rows[k].Name}", taxes ? "subsidies are negative" : "inputs ≥ 0", taxes,
                Cells(table.V.Values.Row(k), j => table.Industries[j].ToString()));
        }

        for (var k = 0; k < table.F.Rows.Count; k++)
            Report($"F, {table.F.Rows[k].Name}", "satellite flows ≥ 0", false,
                Cells(table.F.Values.Row(k), j => table.Industries[j].ToString()));

        void Report(string what, string expected, bool usual, IEnumerable<(double Value, string Place)> cells)
        {
            var negative = cells.OrderBy(c => c.Value).ToList();
            if (negative.Count == 0) return;
            findings.Add(new Finding(usual ? "CELL-NEGATIVE-USUAL" : "CELL-NEGATIVE", usual ? Severity.Info : Severity.Warning,
                what,
                $"{Plural.Of(negative.Count, "cell")} {Plural.Noun(negative.Count, "is", "are")} negative, "
                    + $"{Text(negative.Sum(c => c.Value))} in sum; kept as published.",
                string.Join("; ", negative.Take(worst).Select(c => $"{c.Place} {Text(c.Value)}")), expected));
        }
    }

    private static IEnumerable<(double Value, string Place)> Cells(double[] values, Func<int, string> place) =>
        Enumerable.Range(0, values.Length).Where(i => values[i] < 0).Select(i => (values[i], place(i)));

    /// <summary>
    /// Inventories and valuables go by many names: INV, INVEN, INVNT, c42, F5, P52, P5M, "Changes in inventories".
    /// </summary>
    private static bool IsInventory(string category) =>
        category.Contains("INV", StringComparison.OrdinalIgnoreCase)
            && !category.Contains("INVEST", StringComparison.OrdinalIgnoreCase)
        || category.Contains("valuables", StringComparison.OrdinalIgnoreCase)
        || category is "c42" or "F5" or "P52" or "P53" or "P5M" or "DISC";

    private static void Plausibility(ValidatedTable validated, List<Finding> findings)
    {
        var table = validated.Table;
        var name = table.Identity.Name;
        if (table.Identity.Synthetic || table.Regions.Count < 2) return;
        if (table.Identity.Year is not { } year || WorldGdp.In(table.Identity.Unit, year) is not { } gdp)
        {
            findings.Add(Finding.Info("UNIT-UNCHECKED", name,
                "The unit can't be checked against the gross domestic product of the world.",
                $"{table.Identity.Year}, {table.Identity.Unit}",
                "a year from 1960 to 2024 and USD, or one from 1999 to 2024 and EUR"));
            return;
        }

        var taxes = (validated.Roles.TaxesOnProducts ?? []).Sum(
            row => table.VY.Values.Row(table.V.Rows.IndexOf(new FlowRow(row, ""))).Sum());
        var found = validated.ValueAdded.Sum() + validated.TaxesOnProducts.Sum() + taxes;
        var ratio = found / gdp;
        var text = $"{Text(found)} {table.Identity.Unit}, {Text(ratio)} of the world's {Text(gdp)}";
        var lowest = 1 - GdpTolerance - (taxes == 0 ? TaxesOnFinalUse : 0);
        var tolerance = string.Create(CultureInfo.InvariantCulture,
            $"{lowest:0.##} to {1 + GdpTolerance:0.##}{(taxes == 0 ? ", for there are no product taxes on final use" : "")}");
        if (ratio >= lowest && ratio <= 1 + GdpTolerance)
        {
            findings.Add(Finding.Info("UNIT-PLAUSIBLE", name,
                $"Value added and product taxes of {year} agree with the gross domestic product of the world.", text, "1",
                tolerance: tolerance));
            return;
        }

        var factor = Math.Round(PortableMath.Log10(Math.Max(ratio, 1e-300)) / 3) * 3;
        findings.Add(Finding.Warning("UNIT-IMPLAUSIBLE", name,
            $"Value added and product taxes of {year} are not the gross domestic product of the world (World Bank).", text, "1",
            factor != 0
                ? string.Create(CultureInfo.InvariantCulture,
                    $"The unit may be wrong by 10^{factor:0}; check it, and the decimal signs of the file.")
                : "Expected where the table does not cover the world; else check unit, year and roles.", tolerance));
    }

    private static void Productivity(ValidatedTable validated, int worst, int threads, List<Finding> findings,
        CancellationToken cancellation)
    {
        var (z, x) = (validated.Table.Z.Values, validated.Output);
        var a = new DenseMatrix(z.Rows, z.Columns);
        var sums = new double[z.Columns];
        for (var j = 0; j < z.Columns; j++)
        {
            if (x[j] <= 0) continue;
            var from = z.Column(j);
            var to = a.WritableColumn(j);
            for (var i = 0; i < to.Length; i++) sums[j] += to[i] = from[i] / x[j];
        }

        var over = Enumerable.Range(0, sums.Length).Where(j => sums[j] >= 1).OrderByDescending(j => sums[j]).ToList();
        if (over.Count > 0)
        {
            findings.Add(Finding.Warning("COLUMN-OVER-ONE", x.Axis[over[0]].ToString(),
                $"{Plural.Of(over.Count, "industry")} {Plural.Noun(over.Count, "buys", "buy")} more inputs than there is output.",
                string.Join("; ", over.Take(worst).Select(j => $"{x.Axis[j]} {Text(sums[j])}")), "column sums of A < 1",
                "Expected only where value added is negative."));
        }

        var radius = SpectralRadius.Of(a, 1e-4, 200, threads, cancellation);
        var found = $"{Text(radius.Estimate)}, between {Text(radius.Lower)} and {Text(radius.Upper)}";
        findings.Add(radius.Estimate < 1
            ? Finding.Info("SPECTRAL-RADIUS", x.Axis[radius.Index].ToString(),
                "Spectral radius of A, with the industry that contributes most.", found, "< 1")
            : Finding.Warning("SPECTRAL-RADIUS", x.Axis[radius.Index].ToString(),
                "The table is not productive: the spectral radius of A is not below 1.", found, "< 1",
                "Look at this industry's column; no multiplier exists."));
    }
}
