using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>Makes a table of the parts of a labelled file.</summary>
internal static class TableAssembly
{
    /// <summary>The table; stated totals are compared with the sums first.</summary>
    /// <param name="parts">Industries, Z, Y and the other rows.</param>
    /// <param name="identity">Who the table is.</param>
    /// <param name="roles">Roles of rows and columns, given V, F and the categories; null: by well-known names.</param>
    /// <param name="findings">What was noticed so far; goes into the table.</param>
    public static MrioTable Build(TableParts parts, TableIdentity identity, Func<TableRoles, TableRoles>? roles,
        List<Finding> findings)
    {
        var primary = parts.Rows.Where(r => r.Label.Kind == LabelKind.Primary).ToList();
        var satellites = parts.Rows.Where(r => r.Label.Kind == LabelKind.Satellite).ToList();
        var labels = PrimaryUnits.Factors(primary.ConvertAll(r => r.Label.Row), identity.Unit, i => primary[i].Place, findings);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Factor is not 1.0 and var factor)
                primary[i] = primary[i] with { Values = Array.ConvertAll(primary[i].Values, value => value * factor) };
        }

        CheckTotals(parts, primary, findings);
        CheckGrid(parts, findings);
        if (findings.Any(f => f.Code == "UNIT-MIXED"))
            throw new InvalidDataFindingsException($"The table '{identity.Name}' can't be read", findings);
        var v = new Axis<FlowRow>("primary inputs", labels.Select(l => l.Row));
        var f = new Axis<FlowRow>("satellite rows", satellites.Select(r => r.Label.Row));
        var known = WellKnownRoles.For([.. v], [.. f], parts.Demand.Select(d => d.Category));
        var output = parts.OutputColumn ?? parts.OutputRow?[..parts.Industries.Count];
        return new MrioTable(
            identity,
            new LabelledMatrix<Industry, Industry>(parts.Industries, parts.Industries, parts.Z),
            new LabelledMatrix<Industry, DemandColumn>(parts.Industries, parts.Demand, parts.Y),
            new LabelledMatrix<FlowRow, Industry>(v, parts.Industries, Stack(primary, 0, parts.Industries.Count)),
            new LabelledMatrix<FlowRow, DemandColumn>(v, parts.Demand,
                Stack(primary, parts.Industries.Count, parts.Demand.Count)),
            new LabelledMatrix<FlowRow, Industry>(f, parts.Industries, Stack(satellites, 0, parts.Industries.Count)),
            new LabelledMatrix<FlowRow, DemandColumn>(f, parts.Demand,
                Stack(satellites, parts.Industries.Count, parts.Demand.Count)),
            output is null ? null : new LabelledVector<Industry>(parts.Industries, output),
            roles is null ? known : roles(known),
            [.. findings]);
    }

    /// <summary>Gives up where there is an error among the findings.</summary>
    public static void ThrowOnErrors(TableSource source, List<Finding> findings)
    {
        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The table {source.Place} can't be read", findings);
    }

    /// <summary>Values of rows from column <paramref name="first"/> on, as a matrix.</summary>
    internal static DenseMatrix Stack(IReadOnlyList<FlowLine> rows, int first, int columns)
    {
        var stacked = new DenseMatrix(rows.Count, columns, zeroed: false);
        for (var j = 0; j < columns; j++)
        {
            var column = stacked.WritableColumn(j);
            for (var i = 0; i < column.Length; i++) column[i] = rows[i].Values[first + j];
        }

        return stacked;
    }

    private static void CheckTotals(TableParts parts, List<FlowLine> primary, List<Finding> findings)
    {
        var n = parts.Industries.Count;
        var d = parts.Demand.Count;
        string IndustryAt(int i) => parts.Industries[i].ToString();
        if ((parts.OutputColumn ?? parts.OutputRow?[..n]) is { } output)
            TotalsCheck.Compare("output by row", parts.Place, output, RowSums(parts), IndustryAt, findings);
        if (parts.OutputRow is not { } row) return;
        var below = new double[n + d];
        foreach (var line in primary)
        {
            for (var j = 0; j < below.Length; j++) below[j] += line.Values[j];
        }

        for (var j = 0; j < n; j++) below[j] += Sum(parts.Z.Column(j));
        for (var j = 0; j < d; j++) below[n + j] += Sum(parts.Y.Column(j));
        TotalsCheck.Compare("output by column", parts.Place, row.AsSpan(0, n), below.AsSpan(0, n), IndustryAt, findings);
        // The 2016 edition of ICIO leaves these cells empty: not stated, so not wrong.
        if (row.AsSpan(n, d).ContainsAnyExcept(0.0))
            TotalsCheck.Compare("final demand by column", parts.Place, row.AsSpan(n, d), below.AsSpan(n, d),
                j => parts.Demand[j].ToString(), findings);
        if (parts.OutputColumn is { } both)
            TotalsCheck.Compare("output in the last row against the last column", parts.Place, row.AsSpan(0, n), both, IndustryAt,
                findings);
    }

    private static double[] RowSums(TableParts parts)
    {
        var sums = new double[parts.Industries.Count];
        foreach (var matrix in new[] { parts.Z, parts.Y })
        {
            for (var j = 0; j < matrix.Columns; j++)
            {
                var column = matrix.Column(j);
                for (var i = 0; i < sums.Length; i++) sums[i] += column[i];
            }
        }

        return sums;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }

    /// <summary>
    /// A region without one of the sectors, or without one of the categories, is worth a warning: a column may have been lost.
    /// </summary>
    private static void CheckGrid(TableParts parts, List<Finding> findings)
    {
        Check("industries", parts.Industries.Select(i => (Region: i.Region.Code, Item: i.Sector.Code)).ToList(), 2);
        // A column such as the statistical discrepancy of the whole table has a region of its own.
        var regions = parts.Industries.Select(i => i.Region.Code).ToHashSet();
        Check("columns of final demand",
            parts.Demand.Where(d => regions.Contains(d.Region.Code)).Select(d => (Region: d.Region.Code, Item: d.Category))
                .ToList(), 1);

        void Check(string what, List<(string Region, string Item)> labels, int fewest)
        {
            var present = labels.ToHashSet();
            // What half of the regions have, all are expected to have.
            var regionCount = labels.Select(l => l.Region).Distinct().Count();
            var items = labels.CountBy(l => l.Item).Where(i => 2 * i.Value >= regionCount).Select(i => i.Key).ToList();
            // A pseudo-region of a single pair, such as ROW.TOTAL, is not a country that lost its sectors.
            var missing = labels.GroupBy(l => l.Region).Where(g => g.Count() >= fewest)
                .SelectMany(g => items.Where(i => !present.Contains((g.Key, i))).Select(i => $"{g.Key}.{i}")).ToList();
            if (missing.Count == 0) return;
            findings.Add(Finding.Warning("TABLE-GRID", parts.Place, $"Some regions lack {what} that others have.",
                $"{missing.Count} missing: {string.Join(", ", missing.Take(6))}{(missing.Count > 6 ? ", …" : "")}",
                "all of them in every region", "Check that no row or column was lost."));
        }
    }
}
