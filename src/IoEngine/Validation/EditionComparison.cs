using System.Globalization;
using IoEngine.Accounts;
using static IoEngine.Validation.CellChecks;

namespace IoEngine.Validation;

/// <summary>One figure in two editions, in the unit of the first. Immutable.</summary>
/// <param name="Label">Region, industry, or the two industries of a flow.</param>
/// <param name="First">In the first edition.</param>
/// <param name="Second">In the second edition.</param>
public sealed record EditionDifference(string Label, double First, double Second)
{
    /// <summary>(second − first) / |first|; null where the first is zero.</summary>
    public double? Relative => First == 0 ? null : (Second - First) / Math.Abs(First);
}

/// <summary>How two editions of a table differ: labels, totals, regions, industries, flows. Immutable.</summary>
public sealed class EditionComparison
{
    private EditionComparison(IReadOnlyList<EditionDifference> regions, IReadOnlyList<EditionDifference> industries,
        IReadOnlyList<EditionDifference> flows, IReadOnlyList<Finding> findings) =>
        (Regions, Industries, Flows, Findings) = (regions, industries, flows, findings);

    /// <summary>Output by region, the largest change first.</summary>
    public IReadOnlyList<EditionDifference> Regions { get; }

    /// <summary>Output by industry, the largest changes.</summary>
    public IReadOnlyList<EditionDifference> Industries { get; }

    /// <summary>Intermediate flows, the largest changes.</summary>
    public IReadOnlyList<EditionDifference> Flows { get; }

    /// <summary>The same in sentences, with what only one edition has.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Compares two tables by label. Spellings of regions (ROM and ROU, RoW and ROW) are matched.</summary>
    /// <param name="first">The one edition.</param>
    /// <param name="second">The other; another scale of the same currency is converted.</param>
    /// <param name="worst">How many industries and flows are kept and named.</param>
    /// <exception cref="InvalidDataFindingsException">The tables are in different currencies, or share no industry.</exception>
    public static EditionComparison Of(MrioTable first, MrioTable second, int worst = 10)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfLessThan(worst, 1);
        var (a, b) = (first.Identity, second.Identity);
        if (a.Unit.Currency != b.Unit.Currency)
        {
            throw new InvalidDataFindingsException("The editions can't be compared",
                Finding.Error("EDITION-CURRENCY", b.Name, "The tables are in different currencies.",
                    b.Unit.Currency, a.Unit.Currency, "Compare tables in one currency."));
        }

        var scale = b.Unit.Scale / a.Unit.Scale;
        var findings = new List<Finding>();
        var pairs = Match(first, second, findings);
        if (a.Year != b.Year)
            findings.Add(Finding.Info("EDITION-YEAR", b.Name, "The tables are of different years.", $"{b.Year}", $"{a.Year}"));
        var (x, y) = (Output(first), Output(second));
        Total("output", x.Sum(), scale * y.Sum(), findings);
        Total("final demand", MrioTotals.Columns(first.Y.Values).Sum(), scale * MrioTotals.Columns(second.Y.Values).Sum(),
            findings);
        var industries = pairs.ConvertAll(p => new EditionDifference(first.Industries[p.First].ToString(), x[p.First],
            scale * y[p.Second]));
        var regions = pairs.GroupBy(p => first.Industries[p.First].Region.Code)
            .Select(g => new EditionDifference(g.Key, g.Sum(p => x[p.First]), g.Sum(p => scale * y[p.Second])))
            .OrderByDescending(Size).ToList();
        var top = Largest(industries, worst);
        var flows = Flow(first, second, pairs, scale, worst);
        Report("EDITION-REGIONS", "Regions whose output differs most.", regions.Where(r => Size(r) > 0).Take(worst), findings);
        Report("EDITION-INDUSTRIES", "Industries whose output differs most.", top, findings);
        Report("EDITION-FLOWS", "Flows that differ most.", flows, findings);
        if (findings.Count == 0) findings.Add(Finding.Info("EDITION-EQUAL", b.Name, "The two editions are equal."));
        return new EditionComparison(regions, top, flows, findings);
    }

    private static double Size(EditionDifference d) => Math.Abs(d.Second - d.First);

    private static List<EditionDifference> Largest(IEnumerable<EditionDifference> all, int worst) =>
        all.Where(d => Size(d) > 0).OrderByDescending(Size).Take(worst).ToList();

    private static double[] Output(MrioTable table) => table.PublishedOutput?.Values.ToArray() ?? MrioTotals.Output(table);

    private static List<(int First, int Second)> Match(MrioTable first, MrioTable second, List<Finding> findings)
    {
        var positions = new Dictionary<(string, Sector), int>();
        for (var j = 0; j < second.Industries.Count; j++) positions.TryAdd(Key(second.Industries[j]), j);
        var pairs = new List<(int, int)>();
        var only = new List<string>();
        for (var i = 0; i < first.Industries.Count; i++)
        {
            if (positions.Remove(Key(first.Industries[i]), out var j)) pairs.Add((i, j));
            else only.Add(first.Industries[i].ToString());
        }

        if (pairs.Count == 0)
        {
            throw new InvalidDataFindingsException("The editions can't be compared",
                Finding.Error("EDITION-LABELS", second.Identity.Name, "The tables share no industry.",
                    $"{second.Industries[0]} …", $"{first.Industries[0]} …", "Aggregate both to common sectors first."));
        }

        Missing("first", only);
        Missing("second", positions.Values.Order().Select(j => second.Industries[j].ToString()).ToList());
        return pairs;

        static (string, Sector) Key(Industry i) => (LabelDiagnostics.RegionKey(i.Region.Code), i.Sector);

        void Missing(string which, List<string> labels)
        {
            if (labels.Count == 0) return;
            findings.Add(Finding.Warning("EDITION-LABELS", $"{which} table", $"Industries are in the {which} edition only.",
                $"{labels.Count}: {string.Join(", ", labels.Take(8))}{(labels.Count > 8 ? ", …" : "")}",
                "the same industries in both"));
        }
    }

    private static List<EditionDifference> Flow(MrioTable first, MrioTable second, List<(int First, int Second)> pairs,
        double scale, int worst)
    {
        var queue = new PriorityQueue<EditionDifference, double>();
        foreach (var (i, k) in pairs)
        {
            var from = first.Z.Values.Column(i);
            var to = second.Z.Values.Column(k);
            foreach (var (row, other) in pairs)
            {
                var gap = Math.Abs((scale * to[other]) - from[row]);
                if (gap == 0 || (queue.Count == worst && queue.TryPeek(out _, out var least) && gap <= least)) continue;
                queue.Enqueue(new EditionDifference($"{first.Industries[row]} → {first.Industries[i]}", from[row],
                    scale * to[other]), gap);
                if (queue.Count > worst) queue.Dequeue();
            }
        }

        return queue.UnorderedItems.Select(e => e.Element).OrderByDescending(Size).ToList();
    }

    private static void Total(string what, double first, double second, List<Finding> findings)
    {
        if (first == second) return;
        findings.Add(Finding.Info("EDITION-TOTAL", what, $"The editions differ in {what}.",
            string.Create(CultureInfo.InvariantCulture,
                $"{second:G8} ({(first == 0 ? double.NaN : 100 * ((second / first) - 1)):G3} %)"),
            string.Create(CultureInfo.InvariantCulture, $"{first:G8}")));
    }

    private static void Report(string code, string message, IEnumerable<EditionDifference> differences, List<Finding> findings)
    {
        var all = differences.ToList();
        if (all.Count == 0) return;
        findings.Add(Finding.Info(code, all[0].Label, message, string.Join("; ", all.Select(d =>
            $"{d.Label} {Text(d.First)} → "
                + Text(d.Second)
                + (d.Relative is { } r ? string.Create(CultureInfo.InvariantCulture, $" ({100 * r:G3} %)") : "")))));
    }
}
