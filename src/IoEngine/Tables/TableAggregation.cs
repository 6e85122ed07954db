using IoEngine.Accounts;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables;

/// <summary>Aggregates and splits tables.</summary>
public static class TableAggregation
{
    /// <summary>
    /// Z' = M Z M', Y' = M Y N', V' = V M', F' = F M', x' = M x, for the maps M of industries and N of columns of final demand.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="concordances">At most one of regions and one of sectors.</param>
    /// <returns>
    /// The table after, with what the concordances said among its findings; the same table where nothing changes. All totals are
    /// kept.
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">
    /// A label of the table is in no line of a concordance; every one is listed.
    /// </exception>
    /// <remarks>Rows of V and F must be flows, not coefficients. Miller &amp; Blair (2009), § 4.9.</remarks>
    public static MrioTable Apply(MrioTable table, params IReadOnlyList<Concordance> concordances) =>
        Apply(table, TableMapping.Of(table, concordances));

    /// <summary>As above, with the maps at hand.</summary>
    /// <exception cref="ArgumentException">The mapping is that of another table.</exception>
    public static MrioTable Apply(MrioTable table, TableMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapping);
        if (!mapping.SourceIndustries.Equals(table.Industries) || !mapping.SourceColumns.Equals(table.DemandColumns))
            throw new ArgumentException("The mapping begins with other labels than the table has.", nameof(mapping));
        if (mapping.IsIdentity) return table;
        var (m, n) = (mapping.IndustryMap, mapping.ColumnMap);
        var (industries, columns) = (mapping.Industries, mapping.DemandColumns);
        var z = m.TransposedAfter(table.Z.Values);
        var y = n.TransposedAfter(table.Y.Values);
        return new MrioTable(
            table.Identity with
            {
                Name = $"{table.Identity.Name}, mapped to {mapping.Regions.Count} regions × "
                    + $"{industries.Select(i => i.Sector).Distinct().Count()} sectors",
            },
            new(industries, industries, m.Times(z)),
            new(industries, columns, m.Times(y)),
            new(table.V.Rows, industries, m.TransposedAfter(table.V.Values)),
            new(table.V.Rows, columns, n.TransposedAfter(table.VY.Values)),
            new(table.F.Rows, industries, m.TransposedAfter(table.F.Values)),
            new(table.F.Rows, columns, n.TransposedAfter(table.FY.Values)),
            table.PublishedOutput is { } x ? new LabelledVector<Industry>(industries, m.Times(x.Values)) : null,
            table.Roles,
            [.. table.Findings, .. mapping.Findings],
            Names(table, mapping));
    }

    /// <summary>
    /// A code that stays keeps its name; sectors only where none is changed, since lists use the same codes for different things.
    /// </summary>
    private static TableNames Names(MrioTable table, TableMapping mapping)
    {
        var sectors = mapping.Industries.Select(i => i.Sector).Distinct().ToList();
        var same = table.Sectors.ToHashSet().SetEquals(sectors);
        var kept = new TableNames(
            table.Names.Regions.Where(r => mapping.Regions.Contains(r.Key)).ToDictionary(),
            same ? table.Names.Sectors : new Dictionary<Sector, string>());
        return kept.Or(TableNaming.Shipped(mapping.Regions, sectors));
    }
}
