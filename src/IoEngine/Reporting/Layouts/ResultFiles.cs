namespace IoEngine.Reporting.Layouts;

/// <summary>
/// Every result file that there is, in the order of the documentation: a new one is known everywhere once it stands here.
/// </summary>
internal static class ResultFiles
{
    /// <summary>Files of a run.</summary>
    public static IReadOnlyList<ResultLayout> All { get; } =
    [
        SummaryFile.Layout, SummaryFile.OverYears, AccountFiles.Countries, AccountFiles.CountriesOverYears, AccountFiles.Groups,
        AccountFiles.GroupsOverYears, EffectFiles.Effects, EffectFiles.Attribution, OrderGroupFiles.AttributionBy,
        OrderGroupFiles.OrdersBy, OrderEffectFiles.Layout([]), OverTimeFile.Layout, ComparisonFile.Layout,
        ComparisonFile.OverYears, EventFiles.Layout, FiscalFile.Layout, NetFile.Layout, BoundaryFiles.Levels,
        BoundaryFiles.Leakages, DecompositionFile.Layout, EffectFiles.Mapping, AttachedFile.Layout, OrderFiles.Profile,
        OrderFiles.Rejected, FindingsFile.Layout, MultiplierFiles.Contracts([]),
    ];

    /// <summary>What the columns of a stored table hold: as its layout says, text where no layout knows them.</summary>
    public static ColumnKind[] KindsOf(string table, IReadOnlyList<string> columns)
    {
        var known = (All.FirstOrDefault(f => f.Name == table)?.Columns ?? []).ToDictionary(c => c.Name, c => c.Kind,
            StringComparer.Ordinal);
        return [.. columns.Select(c => known.TryGetValue(c, out var kind) ? kind
            : table == MultiplierFiles.Name ? ColumnKind.Integer // a column a country
            : AlwaysNumbers.Contains(c) ? ColumnKind.Number : ColumnKind.Text)];
    }

    // Columns of these names hold numbers in every table.
    private static readonly string[] AlwaysNumbers = ["value", "baseline", "difference", "relative"];
}
