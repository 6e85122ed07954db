using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>Makes and mends tables: the one next to a prior that meets totals. <c>METHOD.md</c>, § 16.</summary>
/// <remarks>
/// Every industry's row and column add up to its output, known or free. What rows of primary inputs do not place in a column as
/// published stays a row of its own. Satellite rows keep their flows, and are split as the output is.
/// </remarks>
public static class TableBalancing
{
    private const int Told = 10;

    /// <summary>The table of the same year next to this one that balances and meets targets.</summary>
    /// <param name="table">The table.</param>
    /// <param name="targets">Totals, in the table's money.</param>
    /// <param name="roles">Roles in force; null: the table's own.</param>
    /// <param name="options">When it is done; null: the defaults.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    /// <exception cref="InvalidDataFindingsException">Targets can't be used or met: every one.</exception>
    public static EstimatedTable Balance(MrioTable table, IReadOnlyList<TableTarget> targets, TableRoles? roles = null,
        BalancingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var frame = new BalancingFrame(table, roles ?? table.Roles);
        var identity = table.Identity with { Name = $"{table.Identity.Name}, balanced" };
        return Solve(frame, identity, "balance", "", targets, options, cancellation);
    }

    /// <summary>
    /// The table of a later year: the structure of this one, its columns at the new totals, balanced so that all targets are met.
    /// </summary>
    /// <inheritdoc cref="Balance"/>
    /// <param name="table">The last table.</param>
    /// <param name="year">The later year.</param>
    /// <param name="targets">Totals of that year, in the table's money.</param>
    /// <param name="roles">Roles in force; null: the table's own.</param>
    /// <param name="options">When it is done; null: the defaults.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    public static EstimatedTable Nowcast(MrioTable table, int year, IReadOnlyList<TableTarget> targets, TableRoles? roles = null,
        BalancingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var frame = new BalancingFrame(table, roles ?? table.Roles);
        var growth = GrowthOfColumns.Of(frame, new TargetFamilies(frame, targets).Held());
        var identity = table.Identity with { Name = $"{table.Identity.Name}, nowcast to {year}", Year = year };
        return Solve(frame, identity, "nowcast", $"to {year}", targets, options, cancellation, growth);
    }

    /// <summary>
    /// A region or a sector split into parts: proportionally first, then so that targets are met and every old cell is the sum of
    /// its parts.
    /// </summary>
    /// <inheritdoc cref="Balance"/>
    /// <param name="table">The table.</param>
    /// <param name="axis">Whether a region or a sector is split.</param>
    /// <param name="of">Its code.</param>
    /// <param name="into">Codes of the parts; one may be the old code.</param>
    /// <param name="targets">Totals in the labels after; they say how large each part but one is.</param>
    /// <param name="roles">Roles in force; null: the table's own.</param>
    /// <param name="options">When it is done; null: the defaults.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    public static EstimatedTable Split(MrioTable table, ConcordanceAxis axis, string of, IReadOnlyList<string> into,
        IReadOnlyList<TableTarget> targets, TableRoles? roles = null, BalancingOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(into);
        roles ??= table.Roles;
        var concordance = new SplitShares(table, roles, axis, of, into, targets).Concordance();
        var parts = TableAggregation.Apply(table, concordance);
        var (old, frame) = (new BalancingFrame(table, roles), new BalancingFrame(parts, roles));
        string Parent(string label, bool isOfAxis) => isOfAxis && into.Contains(label) ? of : label;
        Industry OldIndustry(Industry i) => new(Parent(i.Region.Code, axis == ConcordanceAxis.Regions),
            Parent(i.Sector.Code, axis == ConcordanceAxis.Sectors));
        var n = parts.Industries.Count;
        int[] industries = [.. parts.Industries.Select(i => table.Industries.IndexOf(OldIndustry(i)))];
        int[] rows = [.. industries, .. Enumerable.Range(0, old.Rows.Count - old.Industries).Select(k => old.Industries + k)];
        int[] columns = [.. industries, .. parts.DemandColumns.Select(c => old.Industries + table.DemandColumns.IndexOf(
            new DemandColumn(Parent(c.Region.Code, axis == ConcordanceAxis.Regions), c.Category)))];
        bool[] split = [.. Enumerable.Range(0, n).Select(i => industries.Count(k => k == industries[i]) > 1)];
        var identity = parts.Identity with
        {
            Name = $"{table.Identity.Name}, {of} split into {string.Join(", ", into)}",
        };
        return Solve(frame, identity, "split", $"{of} into {string.Join(", ", into)}", targets, options, cancellation,
            of: SumFamily.OfParts(rows, columns, old.WithLacksOf(frame, columns)), inForce: split);
    }

    private static EstimatedTable Solve(BalancingFrame frame, TableIdentity identity, string method, string recipe,
        IReadOnlyList<TableTarget> targets, BalancingOptions? options, CancellationToken cancellation, double[]? scale = null,
        SumFamily? of = null, bool[]? inForce = null)
    {
        var made = new TargetFamilies(frame, targets);
        var (families, diagonal) = made.Balances(scale ?? [.. Enumerable.Repeat(1.0, frame.Columns.Count)], inForce);
        families.AddRange(made.Families());
        if (of is not null) families.Add(of);
        var prior = scale is null ? frame.Values
            : DenseMatrix.Create(frame.Rows.Count, frame.Columns.Count, (i, j) => frame.Values[i, j] * scale[j]);
        var found = MatrixBalancing.Solve(prior, families, options, diagonal, cancellation);
        var n = frame.Industries;
        var distance = found.Distance([.. Enumerable.Range(0, frame.Rows.Count).Select(i => i < n ? 0 : 1)],
            [.. Enumerable.Range(0, frame.Columns.Count).Select(j => j < n ? 0 : 1)]);
        var estimate = new TableEstimate
        {
            Method = method, Recipe = recipe, Targets = targets.Count, Sweeps = found.Sweeps,
            Distance = new Dictionary<string, double>
            {
                ["Z"] = distance[0, 0], ["Y"] = distance[0, 1], ["V"] = distance[1, 0], ["VY"] = distance[1, 1],
            },
        };
        var how = recipe.Length == 0 ? method : $"{method} {recipe}";
        List<Finding> findings = [Finding.Warning("TABLE-ESTIMATED", identity.Name,
            "The table is an estimate, not a published one.", $"{how}, {Plural.Of(targets.Count, "target")}", "a published table",
            "Say so wherever its results are shown.")];
        if (found.Emptied.Count > 0)
            findings.Add(Finding.Info("TARGETS-EMPTIED", identity.Name, "Cells whose total is zero have become zero.",
                string.Join(", ", found.Emptied.Take(Told)) + (found.Emptied.Count > Told ? ", …" : ""),
                "signs as in the prior"));
        return new EstimatedTable(frame.Table(found.Values, identity with { Estimate = estimate }, findings), found,
            [.. found.MostMoved(Told)
                .Select(m => new MovedFlow(frame.RowName(m.Row), frame.ColumnName(m.Column), m.Before, m.After))]);
    }
}
