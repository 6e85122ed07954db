namespace IoEngine.Tables.Balancing;

/// <summary>Targets of a table as families of sums over its frame.</summary>
internal sealed class TargetFamilies
{
    // Columns that lack less of all output than this are balanced.
    private const double Balanced = 1e-9;

    private readonly BalancingFrame frame;
    private readonly IReadOnlyList<TableTarget> targets;

    /// <exception cref="InvalidDataFindingsException">
    /// Targets name regions or sectors that the table has not: every one.
    /// </exception>
    public TargetFamilies(BalancingFrame frame, IReadOnlyList<TableTarget> targets)
    {
        (this.frame, this.targets) = (frame, targets);
        var industries = frame.Columns.Where(c => c.Kind == FrameKind.Industry).ToList();
        var regions = frame.Columns.Select(c => c.Region).ToHashSet(StringComparer.Ordinal);
        var pairs = industries.Select(c => (c.Region, c.Sector)).ToHashSet();
        var sectors = industries.Select(c => c.Sector).ToHashSet(StringComparer.Ordinal);
        var faults = targets.Where(t => !regions.Contains(t.Region) || (t.Partner.Length > 0 && !regions.Contains(t.Partner))
            || (t.Sector.Length > 0 && !(IsOwn(t.What) ? pairs.Contains((t.Region, t.Sector)) : sectors.Contains(t.Sector))))
            .Select(t => Finding.Error("TARGET-LABEL", t.Place, "The table has no such region or sector.",
                (t with { Place = "" }).Label, $"such as {industries[0].Region} {industries[0].Sector}",
                "Write region and sector as the table does; ioe inspect lists them.")).ToList();
        if (faults.Count > 0) throw new InvalidDataFindingsException("The targets can't be used", faults);
    }

    /// <summary>All targets but those of output, a family for each kind and level.</summary>
    public List<SumFamily> Families() =>
        [.. targets.Where(t => t.What != TableTarget.Output).GroupBy(t => (t.What, Detailed: t.Sector.Length > 0))
            .Select(g => Family(g.Key.What, g.Key.Detailed, [.. g]))];

    /// <summary>
    /// Rows and columns that balance at their outputs, known or free; outputs on the second diagonal where free.
    /// </summary>
    /// <param name="scale">By column, what the prior was multiplied by.</param>
    /// <param name="inForce">Lines of industries that are to balance; null: all.</param>
    public (List<SumFamily> Families, double[] Diagonal) Balances(double[] scale, bool[]? inForce)
    {
        var n = frame.Industries;
        var diagonal = new double[n];
        var (u, w) = (new double[frame.Rows.Count], new double[frame.Columns.Count]);
        Array.Fill(u, double.NaN);
        Array.Fill(w, double.NaN);
        var known = targets.Where(t => t is { What: TableTarget.Output, Sector.Length: > 0, Weight: null })
            .ToDictionary(t => (t.Region, t.Sector));
        for (var j = 0; j < n; j++)
        {
            if (inForce is not null && !inForce[j]) continue;
            var of = known.GetValueOrDefault((frame.Columns[j].Region, frame.Columns[j].Sector));
            (u[j], w[j]) = (of?.Value ?? 0, of?.Value ?? 0);
            if (of is null) diagonal[j] = -frame.Output[j] * scale[j];
        }

        string Label(string what, int j) => $"{what} of {frame.Columns[j].Region} {frame.Columns[j].Sector}"
            + (known.GetValueOrDefault((frame.Columns[j].Region, frame.Columns[j].Sector)) is { } t ? $": {t.Label}" : "");
        List<SumFamily> families =
        [
            SumFamily.OfColumns(w, u.Length, Slack(scale), j => Label("column", j)),
            SumFamily.OfRows(u, w.Length, label: i => Label("row", i)),
        ];
        families.AddRange(targets.Where(t => t.What == TableTarget.Output && !(t.Sector.Length > 0 && t.Weight is null))
            .GroupBy(t => t.Sector.Length > 0).Select(g => Outputs([.. g], diagonal)));
        return (families, diagonal);
    }

    /// <summary>What the table holds now where a target is of, by key.</summary>
    public Dictionary<TableTarget, double> Held()
    {
        var held = new Dictionary<TableTarget, double>();
        foreach (var group in targets.Where(t => t.What != TableTarget.Output)
            .GroupBy(t => (t.What, Detailed: t.Sector.Length > 0)))
        {
            TableTarget[] of = [.. group];
            var (p, m) = ClassSums.Of(Family(group.Key.What, group.Key.Detailed, of), frame.Values, []);
            for (var c = 0; c < of.Length; c++) held[of[c]] = p[c] - m[c];
        }

        foreach (var t in targets.Where(t => t.What == TableTarget.Output))
            held[t] = Enumerable.Range(0, frame.Industries).Where(i => frame.Columns[i].Region == t.Region
                && (t.Sector.Length == 0 || frame.Columns[i].Sector == t.Sector)).Sum(i => frame.Output[i]);
        return held;
    }

    // Columns of a published table that lack something may lack as much, either way, as they do and as columns do on average.
    private double[]? Slack(double[] scale)
    {
        var (lack, output) = (0.0, 0.0);
        for (var j = 0; j < frame.Industries; j++)
            (lack, output) = (lack + Math.Abs(frame.Lack(j)), output + Math.Abs(frame.Output[j]));
        if (!(lack > Balanced * output)) return null;
        return [.. frame.Columns.Select((_, j) => j < frame.Industries
            ? (Math.Abs(frame.Lack(j)) + (lack / output * Math.Abs(frame.Output[j]))) * scale[j] : 0)];
    }

    private static bool IsOwn(string what) => what is TableTarget.Output or TableTarget.ValueAdded;

    private static double[]? Kappa(TableTarget[] of) =>
        Array.TrueForAll(of, t => t.Weight is null) ? null : [.. of.Select(t => t.Weight is { } w ? 1 / w : 0)];

    // The cells hold −x; outputs of industries that are known are no cells, and their own part of the total.
    private SumFamily Outputs(TableTarget[] of, double[] diagonal)
    {
        var classes = new int[diagonal.Length];
        var fixedPart = new double[of.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = Array.FindIndex(of, t => t.Region == frame.Columns[i].Region
                && (t.Sector.Length == 0 || t.Sector == frame.Columns[i].Sector));
            if (classes[i] >= 0 && diagonal[i] == 0
                && targets.FirstOrDefault(t => t is { What: TableTarget.Output, Weight: null }
                    && t.Region == frame.Columns[i].Region && t.Sector == frame.Columns[i].Sector) is { } known)
                fixedPart[classes[i]] += known.Value;
        }

        return SumFamily.OfBlocks("output", new int[frame.Rows.Count], new int[frame.Columns.Count], (_, _) => SumFamily.None,
            [.. of.Select((t, c) => fixedPart[c] - t.Value)], Kappa(of), c => of[c].Label, classes);
    }

    private SumFamily Family(string what, bool detailed, TableTarget[] of)
    {
        var (rows, rowLines) = Groups(frame.Rows, r => r with { Sector = detailed ? r.Sector : "" });
        var (columns, columnLines) = Groups(frame.Columns,
            c => c with { Sector = detailed && what == TableTarget.ValueAdded ? c.Sector : "" });
        var at = of.Select((t, k) => (t, k)).ToDictionary(t => (t.t.Region, t.t.Sector, t.t.Partner), t => t.k);
        return SumFamily.OfBlocks(what, rows, columns, (r, c) => Key(what, rowLines[r], columnLines[c]) is { } key
            ? at.GetValueOrDefault(key, SumFamily.None) : SumFamily.None, [.. of.Select(t => t.Value)], Kappa(of),
            c => of[c].Label);
    }

    private static (string Region, string Sector, string Partner)? Key(string what, FrameLine row, FrameLine column)
    {
        var (sells, isFinal) = (row.Kind == FrameKind.Industry, column.Kind == FrameKind.FinalUse);
        return what switch
        {
            TableTarget.ValueAdded when row.Kind == FrameKind.ValueAdded && !isFinal => (column.Region, column.Sector, ""),
            TableTarget.Gdp when row.Kind == FrameKind.Taxes || (row.Kind == FrameKind.ValueAdded && !isFinal) =>
                (column.Region, "", ""),
            TableTarget.FinalDemand when sells && isFinal => (column.Region, row.Sector, ""),
            TableTarget.Exports when sells && row.Region != column.Region => (row.Region, row.Sector, ""),
            TableTarget.Imports when sells && row.Region != column.Region => (column.Region, row.Sector, ""),
            TableTarget.Trade when sells => (row.Region, row.Sector, column.Region),
            _ => null,
        };
    }

    private static (int[] Groups, List<FrameLine> Lines) Groups(IReadOnlyList<FrameLine> lines, Func<FrameLine, FrameLine> of)
    {
        var (found, distinct) = (new Dictionary<FrameLine, int>(), new List<FrameLine>());
        var groups = new int[lines.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            var line = of(lines[i]);
            if (!found.TryGetValue(line, out groups[i]))
            {
                found[line] = groups[i] = distinct.Count;
                distinct.Add(line);
            }
        }

        return (groups, distinct);
    }
}
