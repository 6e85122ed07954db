using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;
using static IoEngine.Validation.CellChecks;

namespace IoEngine.Validation;

/// <summary>Measures the identities of the accounts and reports what a reader of the results must know.</summary>
internal static class BalanceChecks
{
    /// <summary>Sums of thousands of numbers in double differ by this much of their size, whoever adds them up.</summary>
    private const double Rounding = 1e-12;

    public static Imbalance Run(RoleResolver parts, ValidationOptions limits, List<Finding> findings)
    {
        var table = parts.Table;
        var x = parts.Output;
        var rowSums = MrioTotals.Output(table);
        var rows = new double[rowSums.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = x[i] - rowSums[i];
        var total = x.Values.ToArray().Sum(Math.Abs);
        var row = Measure(x.Axis, rows, total);
        var column = Measure(x.Axis, parts.Residual.Values, total);
        if (LargestThatCounts(rows, i => Math.Abs(x[i]) + RowSize(table.Z.Values, i) + RowSize(table.Y.Values, i),
            x.Values) is { } r)
            Report("TABLE-ROW-BALANCE", "rows: x = Z1 + Y1", rows, r, row.Relative, parts, limits, findings);
        if (LargestThatCounts(parts.Residual.Values,
            j => Math.Abs(x[j]) + ColumnSize(table.Z.Values, j) + ColumnSize(table.V.Values, j), x.Values) is { } c)
            Report("TABLE-COLUMN-BALANCE", "columns: x' = 1'Z + t' + o' + va'", parts.Residual.Values, c, column.Relative, parts,
                limits, findings);
        Outputs(table, parts, limits, findings);
        Components(table, parts, limits, findings);
        return new Imbalance(row.Max, row.Relative, row.Worst, column.Max, column.Relative, column.Worst);
    }

    private static (double Max, double Relative, Industry Worst) Measure(Axis<Industry> axis, ReadOnlySpan<double> residual,
        double total)
    {
        var worst = 0;
        var sum = 0.0;
        for (var i = 0; i < residual.Length; i++)
        {
            sum += Math.Abs(residual[i]);
            if (Math.Abs(residual[i]) > Math.Abs(residual[worst])) worst = i;
        }

        return (Math.Abs(residual[worst]), total > 0 ? sum / total : 0, axis[worst]);
    }

    /// <summary>
    /// Where the largest residual is that is more than rounding, measured by the industry's output, or by its cells where these
    /// cancel to less; null: nowhere.
    /// </summary>
    private static int? LargestThatCounts(ReadOnlySpan<double> residual, Func<int, double> size, ReadOnlySpan<double> output)
    {
        int? largest = null;
        for (var i = 0; i < residual.Length; i++)
        {
            var gap = Math.Abs(residual[i]);
            if (gap <= Rounding * Math.Abs(output[i]) || (largest is { } l && gap <= Math.Abs(residual[l]))
                || gap <= Rounding * size(i))
                continue;
            largest = i;
        }

        return largest;
    }

    private static double RowSize(DenseMatrix m, int i)
    {
        var sum = 0.0;
        for (var j = 0; j < m.Columns; j++) sum += Math.Abs(m[i, j]);
        return sum;
    }

    private static double ColumnSize(DenseMatrix m, int j)
    {
        var sum = 0.0;
        foreach (var cell in m.Column(j)) sum += Math.Abs(cell);
        return sum;
    }

    // A gap is judged by the whole table and by its industry: what is nothing to the world may be half of an industry.
    private static void Report(string code, string what, ReadOnlySpan<double> residual, int largest, double relative,
        RoleResolver parts, ValidationOptions limits, List<Finding> findings)
    {
        var (x, axis) = (parts.Output, parts.Output.Axis);
        var gaps = residual.ToArray();
        var far = Enumerable.Range(0, gaps.Length).Where(i => Share(i) > limits.NoteIndustryImbalance)
            .OrderByDescending(i => Math.Abs(gaps[i])).ToList();
        var severity = relative > limits.MaxImbalance ? Severity.Error
            : relative > limits.NoteImbalance || far.Count > 0 ? Severity.Warning : Severity.Info;
        var own = far.Count == 0 ? ""
            : $"; {Plural.Of(far.Count, "industry")} {Plural.Noun(far.Count, "is", "are")} off by more than "
                + $"{Percent(limits.NoteIndustryImbalance)} of {Plural.Noun(far.Count, "its", "their")} own output: "
                + Some(far, i => $"{axis[i]} {Text(gaps[i])} ({Percent(Share(i))})", limits.WorstCells);
        findings.Add(new Finding(code, severity,
            parts.Table.Identity.Year is { } year ? $"table {year}, {axis[largest]}" : axis[largest].ToString(),
            $"The table does not balance exactly ({what}); the gap is kept as a residual.",
            $"largest {Text(Math.Abs(gaps[largest]))}, all {Text(relative)} of output{own}", "0",
            $"refused above {Text(limits.MaxImbalance)} of output",
            severity switch
            {
                Severity.Error => "Check units, roles and whether rows or columns are missing; a table that is known to be so "
                    + "far from balancing is taken with tables.maxImbalance.",
                _ when far.Count > 0 => "Read results of these industries with care: what they miss leaks as table residual.",
                _ => "",
            }));

        double Share(int i) => x[i] > 0 ? Math.Abs(gaps[i]) / x[i] : 0;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:G3} %");

    private static void Outputs(MrioTable table, RoleResolver parts, ValidationOptions limits, List<Finding> findings)
    {
        var x = parts.Output;
        var zero = Enumerable.Range(0, x.Axis.Count).Where(i => x[i] == 0).ToList();
        var negative = Enumerable.Range(0, x.Axis.Count).Where(i => x[i] < 0).ToList();
        if (x.Values.ToArray().All(v => v <= 0))
            findings.Add(Finding.Error("OUTPUT-ALL-ZERO", table.Identity.Name, "No industry has output.", "0", "positive outputs",
                "Check file and units."));
        if (zero.Count > 0)
            findings.Add(Finding.Info("OUTPUT-ZERO", Some(zero, i => x.Axis[i].ToString(), 12),
                $"{Plural.Of(zero.Count, "industry")} {Plural.Noun(zero.Count, "has", "have")} no output: coefficients there are "
                    + "zero, and orders placed there have no effect but by orders.withoutOutput."));
        if (negative.Count > 0)
            findings.Add(Finding.Warning("OUTPUT-NEGATIVE", Some(negative, i => $"{x.Axis[i]} = {Text(x[i])}", limits.WorstCells),
                $"{Plural.Of(negative.Count, "industry")} {Plural.Noun(negative.Count, "has", "have")} negative output, "
                    + "treated as none.", "", "x ≥ 0", "Compare with the publisher's notes."));
        var inputs = zero.Concat(negative).Where(j => HasInputs(table, j)).ToList();
        if (inputs.Count > 0)
            findings.Add(Finding.Warning("INPUT-WITHOUT-OUTPUT", Some(inputs, i => x.Axis[i].ToString(), limits.WorstCells),
                $"{Plural.Of(inputs.Count, "industry")} {Plural.Noun(inputs.Count, "has", "have")} inputs but no output: the "
                    + "inputs can't be turned into coefficients and are left out.",
                "", "no inputs where x = 0", "Compare with the publisher's notes."));
    }

    private static bool HasInputs(MrioTable table, int j)
    {
        foreach (var cell in table.Z.Values.Column(j))
        {
            if (cell != 0) return true;
        }

        return false;
    }

    private static void Components(MrioTable table, RoleResolver parts, ValidationOptions limits, List<Finding> findings)
    {
        var va = parts.ValueAdded;
        var negative = Enumerable.Range(0, va.Axis.Count).Where(i => va[i] < 0).OrderBy(i => va[i]).ToList();
        if (negative.Count > 0)
            findings.Add(Finding.Warning("VALUE-ADDED-NEGATIVE",
                Some(negative, i => $"{va.Axis[i]} = {Text(va[i])}", limits.WorstCells),
                $"Value added of {Plural.Of(negative.Count, "industry")} is negative; it is kept.", "", "va ≥ 0",
                "Compare with the publisher's notes."));
        if (parts.Compensation is { } w)
        {
            NoCompensation(parts, findings);
            var less = Enumerable.Range(0, w.Axis.Count).Where(i => w[i] < 0).ToList();
            if (less.Count > 0)
                findings.Add(Finding.Warning("COMPENSATION-NEGATIVE",
                    Some(less, i => $"{w.Axis[i]} = {Text(w[i])}", limits.WorstCells),
                    $"Compensation of employees of {Plural.Of(less.Count, "industry")} is negative; it is kept.", "", "≥ 0",
                    "Compare with the publisher's notes."));
        }

        NoJobs(parts, "employment", parts.Roles.Employment, findings);
        NoJobs(parts, "fte", parts.Roles.Fte, findings);
        if (parts.Households is { } households)
        {
            for (var r = 0; r < table.Regions.Count; r++)
            {
                if (households.Totals[r] <= 0)
                    findings.Add(Finding.Warning("HOUSEHOLDS-NONE", table.Regions[r].Code,
                        "Household spending of a region is not positive: it can't be closed.",
                        Text(households.Totals[r]), "> 0", "Check the categories in roles.household."));
            }
        }
    }

    // Where no compensation is known at all that is said of the role.
    private static void NoCompensation(RoleResolver parts, List<Finding> findings)
    {
        var without = Enumerable.Range(0, parts.Table.Regions.Count).Where(r => parts.WithoutCompensation[r]).ToList();
        if (without.Count == 0) return;
        findings.Add(Finding.Warning("COMPENSATION-NONE", PlaceOf(parts.Table, without),
            $"{Plural.Of(without.Count, "region")} {Plural.Noun(without.Count, "has", "have")} value added and no compensation "
                + "of employees: incomes there are value added times the labour share of the household parameters.",
            ShareOf(parts, without), "compensation of every region",
            "Give labour_share for these regions in closure.households, or add their compensation to the table."));
    }

    // Accounts that lack a region have zeros there: not known, which looks like nobody.
    private static void NoJobs(RoleResolver parts, string role, IReadOnlyList<string>? rows, List<Finding> findings)
    {
        if (rows is not { Count: > 0 }) return;
        var (table, known) = (parts.Table, new bool[parts.Table.Regions.Count]);
        foreach (var row in rows.Select(name => table.F.Rows.IndexOf(new FlowRow(name, ""))))
        {
            for (var j = 0; j < table.Industries.Count; j++) known[table.RegionOf[j]] |= table.F.Values[row, j] != 0;
        }

        var added = Added(parts);
        var without = Enumerable.Range(0, known.Length).Where(r => !known[r] && added[r] > 0).ToList();
        if (without.Count == 0 || without.Count == known.Length) return;
        findings.Add(Finding.Warning("EMPLOYMENT-NONE", PlaceOf(table, without),
            $"{Plural.Of(without.Count, "region")} {Plural.Noun(without.Count, "has", "have")} value added and no jobs in the "
                + $"rows of {role}: jobs there are not in the results.",
            ShareOf(parts, without), "jobs of every region", "Read jobs as those of the other regions, or add these."));
    }

    private static string PlaceOf(MrioTable table, List<int> regions) =>
        (table.Identity.Year is { } year ? $"table {year}, " : "") + Some(regions, r => table.Regions[r].Code, 12);

    private static string ShareOf(RoleResolver parts, List<int> regions) =>
        $"{Percent(regions.Sum(r => Added(parts)[r]) / Added(parts).Sum())} of the table's value added";

    private static double[] Added(RoleResolver parts)
    {
        var added = new double[parts.Table.Regions.Count];
        for (var j = 0; j < parts.ValueAdded.Axis.Count; j++) added[parts.Table.RegionOf[j]] += parts.ValueAdded[j];
        return added;
    }

    private static string Some(List<int> positions, Func<int, string> text, int most) =>
        string.Join(", ", positions.Take(most).Select(text))
            + (positions.Count > most ? $" and {positions.Count - most} more" : "");
}
