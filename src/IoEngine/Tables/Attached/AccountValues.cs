using System.Globalization;
using IoEngine.Accounts;

namespace IoEngine.Tables.Attached;

/// <summary>What accounts are measured by: value added and output of a table's industries.</summary>
/// <param name="Table">The table.</param>
/// <param name="Added">Value added, n; zeros where no row is said to be it.</param>
/// <param name="Output">Output, n.</param>
internal sealed record AccountMeasure(MrioTable Table, double[] Added, double[] Output)
{
    public static AccountMeasure Of(MrioTable table)
    {
        var added = new double[table.Industries.Count];
        foreach (var name in table.Roles.ValueAdded ?? [])
        {
            if (!table.V.Rows.TryIndexOf(new FlowRow(name, ""), out var row)) continue;
            for (var j = 0; j < added.Length; j++) added[j] += table.V.Values[row, j];
        }

        return new AccountMeasure(table, added, table.PublishedOutput?.Values.ToArray() ?? MrioTotals.Output(table));
    }
}

/// <summary>The figures of one account by industry: scaled where asked for, holes filled by the rule.</summary>
internal sealed class AccountValues
{
    private readonly AccountMeasure measure;
    private readonly AccountRow row;
    private readonly AccountCellsOfYear cells;
    private readonly double[] by;
    private readonly double?[] line;
    private readonly bool[] counts;
    private readonly List<int> atRate = [];

    private AccountValues(AccountMeasure measure, AccountRow row, AccountCellsOfYear cells)
    {
        (this.measure, this.row, this.cells) = (measure, row, cells);
        by = row.IsPrimary ? measure.Added : measure.Output;
        (line, counts) = (new double?[by.Length], new bool[by.Length]);
        (Values, Filled, Quality) = (new double[by.Length], new bool[by.Length], new string[by.Length]);
    }

    /// <summary>The figures, n.</summary>
    public double[] Values { get; }

    /// <summary>Whether a rule filled the industry, n.</summary>
    public bool[] Filled { get; }

    /// <summary>Flags by industry, n; empty where there is nothing to tell of.</summary>
    public string[] Quality { get; }

    /// <summary>As the file has them.</summary>
    public static AccountValues AsFiled(AccountMeasure measure, AccountRow row, AccountCellsOfYear cells)
    {
        var values = new AccountValues(measure, row, cells);
        for (var i = 0; i < values.line.Length; i++)
        {
            values.line[i] = cells.Known[i] ? cells.Values[i] : null;
            values.counts[i] = cells.Known[i] && values.by[i] > 0;
        }

        return values;
    }

    /// <summary>
    /// Account / value added of the file times the value added of the table. Where one of the two is zero or negative that share
    /// says nothing: the file's figure, at the region's rate.
    /// </summary>
    public static AccountValues Scaled(AccountMeasure measure, AccountRow row, AccountCellsOfYear cells,
        AccountCellsOfYear added)
    {
        var values = new AccountValues(measure, row, cells);
        var rates = Rates(measure, added);
        for (var i = 0; i < values.line.Length; i++)
        {
            if (!cells.Known[i]) continue;
            var pay = cells.Values[i];
            var rate = rates[measure.Table.RegionOf[i]];
            if (measure.Added[i] > 0 && added.Known[i] && added.Values[i] > 0)
                (values.line[i], values.counts[i]) = (pay / added.Values[i] * measure.Added[i], true);
            else if (pay == 0 || rate > 0)
            {
                values.line[i] = pay * rate;
                if (pay != 0) values.atRate.Add(i);
            }
        }

        return values;
    }

    // The table's money for one unit of the file's in each region: value added in the one over that in the other.
    private static double[] Rates(AccountMeasure measure, AccountCellsOfYear added)
    {
        var (table, own) = (new double[measure.Table.Regions.Count], new double[measure.Table.Regions.Count]);
        for (var i = 0; i < measure.Added.Length; i++)
        {
            if (!(measure.Added[i] > 0 && added.Values[i] > 0)) continue;
            table[measure.Table.RegionOf[i]] += measure.Added[i];
            own[measure.Table.RegionOf[i]] += added.Values[i];
        }

        return [.. table.Zip(own, (t, o) => o > 0 ? t / o : 0)];
    }

    /// <summary>Fills the holes by a rule and tells of them.</summary>
    public void Fill(HoleRule rule, AccountEntries entries, List<Finding> findings)
    {
        var means = Means(rule);
        var (holes, without) = (new List<int>(), new List<int>());
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is { } known) (Values[i], Quality[i]) = (known, Known(i));
            else if (by[i] == 0) Quality[i] = "";
            else
            {
                holes.Add(i);
                var mean = means?[rule == HoleRule.RegionMean ? measure.Table.RegionOf[i] : SectorOf(i)];
                Filled[i] = mean is not null;
                if (means is not null && mean is null) without.Add(i);
                Values[i] = (mean ?? 0) * by[i];
                Quality[i] = Joined(cells.FlagsOf(i), mean is null ? "missing" : $"filled: {Spelling.Kebab(rule.ToString())}");
            }
        }

        Tell(rule, holes, without, entries, findings);
        var partial = Enumerable.Range(0, line.Length).Where(cells.IsPartial).ToList();
        if (partial.Count > 0)
            findings.Add(Finding.Warning("ACCOUNTS-PARTIAL", $"{entries.File}, {row.Name}",
                "The file lacks a part of industries; what it has is taken for the whole.", Listed(partial), "all parts",
                "Add the missing rows, or map the sectors so that each is whole."));
        if (atRate.Count > 0) TellRate(entries, findings);
    }

    private string Known(int i) => Joined(cells.FlagsOf(i) is { Length: > 0 } flags ? flags : AttachedAccount.Published,
        cells.IsPartial(i) ? "partial" : "");

    private static string Joined(string first, string second) =>
        first.Length == 0 ? second : second.Length == 0 ? first : $"{first}; {second}";

    private int SectorOf(int i) => measure.Table.Sectors.IndexOf(measure.Table.Industries[i].Sector);

    // Of a region or sector; null where no industry says anything. Null: the rule knows no means.
    private double?[]? Means(HoleRule rule)
    {
        if (rule is HoleRule.Error or HoleRule.Zero) return null;
        var count = rule == HoleRule.RegionMean ? measure.Table.Regions.Count : measure.Table.Sectors.Count;
        var (sums, sizes) = (new double[count], new double[count]);
        for (var i = 0; i < line.Length; i++)
        {
            if (!counts[i]) continue;
            var group = rule == HoleRule.RegionMean ? measure.Table.RegionOf[i] : SectorOf(i);
            sums[group] += line[i]!.Value;
            sizes[group] += by[i];
        }

        return [.. sums.Zip(sizes, (sum, size) => size > 0 ? sum / size : (double?)null)];
    }

    private void Tell(HoleRule rule, List<int> holes, List<int> without, AccountEntries entries, List<Finding> findings)
    {
        var filled = holes.Except(without).ToList();
        var per = row.IsPrimary ? "share of value added" : "per unit of output";
        var then = rule switch
        {
            HoleRule.Zero => "are taken as zero",
            HoleRule.RegionMean => $"get the region's mean {per}",
            _ => $"get the sector's mean {per} in the other regions",
        };
        if (filled.Count > 0)
            findings.Add(new Finding("ACCOUNTS-MISSING", rule == HoleRule.Error ? Severity.Error : Severity.Warning,
                $"{entries.File}, {row.Name}",
                rule == HoleRule.Error ? "Industries with output are not in the accounts."
                    : $"Industries are not in the accounts and {then}.",
                ByRegion(filled), "every industry of the table", "", rule == HoleRule.Error
                    ? "Add the rows, or name a rule under holes: zero, region-mean or sector-mean."
                    : "Bring figures of your own for these regions, or name another rule under holes."));
        if (without.Count > 0)
            findings.Add(Finding.Warning("ACCOUNTS-MISSING", $"{entries.File}, {row.Name}",
                "Industries are not in the accounts, and no other has a figure for the mean: they are taken as zero.",
                ByRegion(without), "every industry of the table",
                "Bring figures of your own, or name another rule under holes."));
    }

    private void TellRate(AccountEntries entries, List<Finding> findings) =>
        findings.Add(Finding.Info("ACCOUNTS-RATE", $"{entries.File}, {row.Name}",
            "Where value added is not positive, or not in the accounts, the account is the file's own figure at the rate that "
                + "the region's value added implies, not a share of value added.",
            string.Join(", ", atRate.Take(8).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{measure.Table.Industries[i]} {line[i]:G6} {measure.Table.Identity.Unit}")))
                + (atRate.Count > 8 ? $" and {atRate.Count - 8} more" : "")));

    private string ByRegion(List<int> industries)
    {
        var regions = industries.GroupBy(i => measure.Table.Industries[i].Region.Code).ToList();
        return $"{industries.Count}: " + string.Join(", ", regions.Take(8).Select(g => g.Count() <= 3
            ? string.Join(", ", g.Select(i => measure.Table.Industries[i])) : $"{g.Key} ({g.Count()})"))
            + (regions.Count > 8 ? $" and {Plural.Of(regions.Count - 8, "more region")}" : "");
    }

    private string Listed(List<int> industries) => $"{industries.Count}: "
        + string.Join(", ", industries.Take(8).Select(i => measure.Table.Industries[i])) + (industries.Count > 8 ? ", …" : "");
}
