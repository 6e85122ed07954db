using IoEngine.Numerics;

namespace IoEngine.Accounts;

/// <summary>
/// The industries, regions and columns of final demand of one table as those of another: M, with columns that add to 1.
/// Immutable.
/// </summary>
/// <remarks>
/// Aggregates where several labels go to one, splits in proportion where one goes to several. Miller &amp; Blair (2009), § 4.9.
/// </remarks>
public sealed class TableMapping
{
    private readonly SparseMatrix regions;

    private TableMapping(MrioTable table, Axis<Industry> industries, Axis<DemandColumn> columns, Axis<Region> regionAxis,
        (SparseMatrix Industries, SparseMatrix Columns, SparseMatrix Regions) maps, bool identity,
        IReadOnlyList<Finding> findings)
    {
        (SourceIndustries, SourceColumns, SourceRegions) = (table.Industries, table.DemandColumns, table.Regions);
        (Industries, DemandColumns, Regions) = (industries, columns, regionAxis);
        (IndustryMap, ColumnMap, regions) = maps;
        IsIdentity = identity;
        Findings = findings;
    }

    /// <summary>Industries before.</summary>
    public Axis<Industry> SourceIndustries { get; }

    /// <summary>Regions before.</summary>
    public Axis<Region> SourceRegions { get; }

    /// <summary>Columns of final demand before.</summary>
    public Axis<DemandColumn> SourceColumns { get; }

    /// <summary>Industries after.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>Regions after.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>Columns of final demand after.</summary>
    public Axis<DemandColumn> DemandColumns { get; }

    /// <summary>Whether every label stays what and where it is.</summary>
    public bool IsIdentity { get; }

    /// <summary>Lines of the concordances that the table has no label for, and labels that are split.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>M, industries after × before.</summary>
    internal SparseMatrix IndustryMap { get; }

    /// <summary>Columns of final demand, after × before.</summary>
    internal SparseMatrix ColumnMap { get; }

    /// <summary>Applies concordances to the labels of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="concordances">At most one of regions and one of sectors; what is not mapped stays.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Labels of the table are in no line of a concordance; every one is listed.
    /// </exception>
    /// <exception cref="ArgumentException">Two concordances map the same.</exception>
    public static TableMapping Of(MrioTable table, params IReadOnlyList<Concordance> concordances)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(concordances);
        var byAxis = concordances.ToLookup(c => c.Axis);
        if (byAxis.Any(g => g.Count() > 1))
            throw new ArgumentException("There can be one concordance of regions and one of sectors.", nameof(concordances));
        var toRegion = byAxis[ConcordanceAxis.Regions].FirstOrDefault();
        var toSector = byAxis[ConcordanceAxis.Sectors].FirstOrDefault();
        var findings = new List<Finding>();
        CheckLabels(toRegion, table.Regions.Select(r => (r.Code, "")), "region", findings);
        CheckLabels(toSector, table.Industries.Select(i => (i.Sector.Code, i.Region.Code)), "sector", findings);
        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The table '{table.Identity.Name}' can't be mapped", findings);

        List<(Region, double)> RegionParts(Region r) => Parts(toRegion, r.Code, "").ConvertAll(p => (new Region(p.To), p.Weight));
        List<(Industry, double)> IndustryParts(Industry i) => RegionParts(i.Region)
            .SelectMany(
                r => Parts(toSector, i.Sector.Code, i.Region.Code)
                    .Select(s => (new Industry(r.Item1, new Sector(s.To)), r.Item2 * s.Weight))).ToList();
        List<(DemandColumn, double)> ColumnParts(DemandColumn c) =>
            RegionParts(c.Region).ConvertAll(r => (c with { Region = r.Item1 }, r.Item2));

        var regionRank = Ranks(toRegion, table.Regions.Select(r => (r.Code, "")));
        var sectorRank = Ranks(toSector, table.Industries.Select(i => (i.Sector.Code, i.Region.Code)));
        var categoryRank = Ranks(null, table.DemandColumns.Select(c => (c.Category, "")));
        var (regions, regionMap) = Map("regions", table.Regions, RegionParts, r => regionRank[r.Code], toRegion is null);
        var (industries, industryMap) = Map("industries", table.Industries, IndustryParts,
            i => ((long)regionRank[i.Region.Code] << 32) + sectorRank[i.Sector.Code], toRegion is null && toSector is null);
        var (columns, columnMap) = Map("columns of final demand", table.DemandColumns, ColumnParts,
            c => ((long)regionRank[c.Region.Code] << 32) + categoryRank[c.Category], toRegion is null);
        var identity = industries.ToHashSet().SetEquals(table.Industries) && industries.Count == table.Industries.Count
            && table.Industries.All(i => IndustryParts(i) is [var one] && one == (i, 1.0))
            && table.DemandColumns.All(c => ColumnParts(c) is [var one] && one == (c, 1.0));
        if (identity)
            return new TableMapping(table, table.Industries, table.DemandColumns, table.Regions,
                (industryMap, columnMap, regionMap), true, findings);
        return new TableMapping(table, industries, columns, regions, (industryMap, columnMap, regionMap), false, findings);
    }

    /// <summary>f' = M f: a demand for the industries before as one for the industries after.</summary>
    public LabelledVector<Industry> Apply(LabelledVector<Industry> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!values.Axis.Equals(SourceIndustries))
            throw new ArgumentException("The vector has other industries than the mapping begins with.", nameof(values));
        return IsIdentity ? values : new LabelledVector<Industry>(Industries, IndustryMap.Times(values.Values));
    }

    /// <summary>A value for each region before as one for each region after.</summary>
    public LabelledVector<Region> Apply(LabelledVector<Region> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!values.Axis.Equals(SourceRegions))
            throw new ArgumentException("The vector has other regions than the mapping begins with.", nameof(values));
        return IsIdentity ? values : new LabelledVector<Region>(Regions, regions.Times(values.Values));
    }

    private static List<(string To, double Weight)> Parts(Concordance? concordance, string label, string region) =>
        concordance is null ? [(label, 1)] : [.. concordance.Find(label, region)!];

    /// <summary>
    /// Order of the result: as the concordance names its targets; labels that stay come after, as the table has them.
    /// </summary>
    private static Dictionary<string, int> Ranks(Concordance? concordance, IEnumerable<(string Label, string Region)> labels)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in concordance?.Pairs ?? [])
        {
            if (pair.To != "*") ranks.TryAdd(pair.To, ranks.Count);
        }

        foreach (var (label, region) in labels)
        {
            foreach (var (to, _) in Parts(concordance, label, region)) ranks.TryAdd(to, ranks.Count);
        }

        return ranks;
    }

    private static (Axis<T> Axis, SparseMatrix Map) Map<T>(string name, Axis<T> source,
        Func<T, List<(T To, double Weight)>> parts, Func<T, long> rank, bool stays)
        where T : notnull
    {
        var all = source.Select(parts).ToList();
        var targets = stays ? source : new Axis<T>(name, all.SelectMany(p => p.Select(x => x.To)).Distinct().OrderBy(rank));
        return (targets, SparseMatrix.FromColumns(targets.Count,
            all.ConvertAll(p => (IReadOnlyList<(int, double)>)p.ConvertAll(x => (targets.IndexOf(x.To), x.Weight)))));
    }

    private static void CheckLabels(Concordance? concordance, IEnumerable<(string Label, string Region)> labels, string what,
        List<Finding> findings)
    {
        if (concordance is null) return;
        var all = labels.Distinct().ToList();
        var missing = all.Where(l => concordance.Find(l.Label, l.Region) is null).Select(l => l.Label).Distinct().ToList();
        findings.AddRange(missing.Take(20)
            .Select(label => Finding.Error("CONCORDANCE-MISSING", $"{concordance.Name}, {what} '{label}'",
                $"A {what} of the table is in no line of the concordance.", $"'{label}'", "a line for every label",
                $"Add a line for it, or one for '*'.")));
        if (missing.Count > 20)
        {
            findings.Add(Finding.Error("CONCORDANCE-MISSING", concordance.Name, $"There are more such labels.",
                $"{missing.Count} in all, 20 listed"));
        }

        var known = all.Select(l => l.Label).ToHashSet(StringComparer.Ordinal);
        var unused = concordance.Pairs.Select(p => p.From).Where(f => f != "*" && !known.Contains(f)).Distinct().ToList();
        if (unused.Count > 0)
        {
            findings.Add(Finding.Info("CONCORDANCE-UNUSED", concordance.Name,
                $"The table has no such {what}; the lines are not used.",
                string.Join(", ", unused.Take(12)) + (unused.Count > 12 ? $" and {unused.Count - 12} more" : "")));
        }

        var split = all.Where(l => concordance.Find(l.Label, l.Region) is { Count: > 1 }).Select(l => l.Label).Distinct()
            .ToList();
        if (split.Count > 0)
        {
            findings.Add(Finding.Warning("CONCORDANCE-SPLIT", concordance.Name,
                $"A {what} is split in proportion: its parts have the same inputs, buyers and coefficients.",
                string.Join(", ", split.Take(12)) + (split.Count > 12 ? $" and {split.Count - 12} more" : ""), "",
                "Read no difference between the parts into the results."));
        }

        foreach (var pair in concordance.Pairs.Where(p => p.Reason.Length > 0 && known.Contains(p.From)).DistinctBy(p => p.From))
            findings.Add(Finding.Info("CONCORDANCE-APPROXIMATE", $"{concordance.Name}, {pair.From} to {pair.To}",
                "A line is not exact.", pair.Reason));
    }
}
