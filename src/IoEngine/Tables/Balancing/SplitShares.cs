using IoEngine.Accounts;

namespace IoEngine.Tables.Balancing;

/// <summary>
/// The shares of the parts of a region or a sector, from targets that say how large they are: a proportional split, which the
/// targets then correct.
/// </summary>
internal sealed class SplitShares
{
    private static readonly string[] Sizes =
        [TableTarget.Output, TableTarget.Gdp, TableTarget.ValueAdded, TableTarget.FinalDemand];

    private readonly ConcordanceAxis axis;
    private readonly string of;
    private readonly IReadOnlyList<string> into;
    private readonly List<string> labels;
    private readonly List<(TableTarget Target, double Whole)> sizes;

    public SplitShares(MrioTable table, TableRoles roles, ConcordanceAxis axis, string of, IReadOnlyList<string> into,
        IReadOnlyList<TableTarget> targets)
    {
        (this.axis, this.of, this.into) = (axis, of, into);
        labels = [.. axis == ConcordanceAxis.Regions ? table.Regions.Select(r => r.Code) : table.Sectors.Select(s => s.Code)];
        Require();
        var isRegion = axis == ConcordanceAxis.Regions;
        var parts = targets.Where(t => Sizes.Contains(t.What) && into.Contains(isRegion ? t.Region : t.Sector))
            .Select(t => (Part: t, Whole: isRegion ? t with { Region = of } : t with { Sector = of })).ToList();
        var held = new TargetFamilies(new BalancingFrame(table, roles),
            [.. parts.Select(p => p.Whole).DistinctBy(w => (w.What, w.Region, w.Sector))]).Held()
            .ToDictionary(h => (h.Key.What, h.Key.Region, h.Key.Sector), h => h.Value);
        sizes = [.. parts.Select(p => (p.Part, held[(p.Whole.What, p.Whole.Region, p.Whole.Sector)]))];
    }

    /// <summary>The split as a concordance: everything else stays.</summary>
    /// <exception cref="InvalidDataFindingsException">The size of a part is not said, or is none.</exception>
    public Concordance Concordance()
    {
        var pairs = labels.SelectMany(l => l == of ? Pairs(null) : [new(l, l)]).ToList();
        if (axis == ConcordanceAxis.Sectors)
        {
            foreach (var region in sizes.Select(s => s.Target.Region).Distinct()) pairs.AddRange(Pairs(region));
        }

        return new Concordance(axis, $"{of} into {string.Join(", ", into)}", pairs);
    }

    private List<ConcordancePair> Pairs(string? region)
    {
        var shares = into.Select(part => Share(part, region)).ToArray();
        var open = shares.Count(s => s is null);
        var known = shares.Sum(s => s ?? 0);
        var place = $"{of} into {string.Join(", ", into)}" + (region is null ? "" : $", {region}");
        if (open > 1)
            throw Refused("SPLIT-SIZE", place, "The size of parts is not known.",
                $"none of {string.Join(", ", into.Where((_, k) => shares[k] is null))}",
                $"{string.Join(", ", Sizes)} of every part but one", "Bring a target that says how large each part is.");
        if (shares.Any(s => s is not > 0 and not null) || (open == 1 ? known >= 1 : known <= 0))
            throw Refused("SPLIT-SIZE", place, "Parts are not smaller than the whole.",
                string.Join(", ", into.Zip(shares, (p, s) => $"{p} {(s is { } x ? $"{x:P1}" : "the rest")}")),
                "shares above zero, of less than 100 % together where one part is the rest",
                "Correct the targets: they are in the table's money.");
        return [.. into.Select((p, k) => new ConcordancePair(of, p, open == 1 ? shares[k] ?? 1 - known : shares[k]!.Value / known,
            region))];
    }

    // Of the kinds of size the first that is known; totals before sums of sectors.
    private double? Share(string part, string? region)
    {
        var ofPart = sizes.Where(s => part == (axis == ConcordanceAxis.Regions ? s.Target.Region : s.Target.Sector)
            && (region is null || s.Target.Region == region)).ToList();
        foreach (var what in Sizes)
        {
            var kind = ofPart.Where(s => s.Target.What == what).ToList();
            var totals = kind.Where(s => s.Target.Sector.Length == 0).ToList();
            if (totals.Count > 0) kind = totals;
            var whole = kind.Sum(s => s.Whole);
            if (whole > 0) return kind.Sum(s => s.Target.Value) / whole;
        }

        return null;
    }

    private void Require()
    {
        var what = axis == ConcordanceAxis.Regions ? "region" : "sector";
        if (!labels.Contains(of))
            throw Refused("SPLIT-LABEL", of, $"The table has no such {what}.", of, $"such as {labels[0]}",
                "Write it as the table does; ioe inspect lists them.");
        var there = into.Where(p => p != of && labels.Contains(p)).ToList();
        if (into.Count < 2 || into.Distinct().Count() < into.Count || there.Count > 0)
            throw Refused("SPLIT-LABEL", string.Join(",", into), "Parts are two or more new labels; one may keep the old one.",
                there.Count > 0 ? $"{string.Join(", ", there)} of the table" : string.Join(",", into),
                $"labels that the table has not, or {of}", "Correct --into.");
    }

    private static InvalidDataFindingsException Refused(string code, string place, string message, string found, string expected,
        string cure) => new("The table can't be split", Finding.Error(code, place, message, found, expected, cure));
}
