namespace IoEngine.Accounts;

/// <summary>What a <see cref="Concordance"/> maps.</summary>
public enum ConcordanceAxis
{
    /// <summary>Regions of a table.</summary>
    Regions,

    /// <summary>Sectors of a table.</summary>
    Sectors,
}

/// <summary>One line of a concordance. Immutable.</summary>
/// <param name="From">Label of the table; <c>*</c>: every label that has no line of its own.</param>
/// <param name="To">Label of the result; <c>*</c> after <c>*</c>: the label stays as it is.</param>
/// <param name="Weight">Part of From that goes to To, 0 to 1.</param>
/// <param name="Region">Sectors only: the region for which the line holds; null: all that have no line of their own.</param>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Reason">Why, where the line is not exact.</param>
public sealed record ConcordancePair(string From, string To, double Weight = 1, string? Region = null, string Place = "",
    string Reason = "");

/// <summary>
/// A weighted concordance: each label goes whole to one label, or in parts that add to 1 to several. Immutable.
/// </summary>
public sealed class Concordance
{
    private const double Tolerance = 1e-9;
    private readonly Dictionary<(string Region, string From), IReadOnlyList<(string To, double Weight)>> targets;

    /// <summary>Checks the lines and keeps them.</summary>
    /// <param name="axis">What is mapped.</param>
    /// <param name="name">File or list, for messages.</param>
    /// <param name="pairs">The lines; the order of To is the order of the result.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A weight is not a share, a pair occurs twice, or the parts of a label do not add to 1: every fault.
    /// </exception>
    public Concordance(ConcordanceAxis axis, string name, IEnumerable<ConcordancePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Axis = axis;
        Name = name;
        Pairs = [.. pairs];
        var findings = Check();
        if (findings.Count > 0) throw new InvalidDataFindingsException($"The concordance {name} can't be used", findings);
        targets = Pairs.GroupBy(p => (p.Region ?? "", p.From)).ToDictionary(g => g.Key,
            g => (IReadOnlyList<(string, double)>)g.Where(p => p.Weight != 0).Select(p => (p.To, p.Weight)).ToList());
    }

    /// <summary>What is mapped.</summary>
    public ConcordanceAxis Axis { get; }

    /// <summary>File or list.</summary>
    public string Name { get; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<ConcordancePair> Pairs { get; }

    /// <summary>A concordance in which every label goes whole to another.</summary>
    public static Concordance Of(ConcordanceAxis axis, string name, IEnumerable<(string From, string To)> pairs) =>
        new(axis, name, pairs.Select(p => new ConcordancePair(p.From, p.To)));

    /// <summary>
    /// A proportional split: the weights of the pairs are sizes (outputs, say) of the parts, and become shares of each label.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">A size is negative, or all sizes of a label are zero.</exception>
    public static Concordance Proportional(ConcordanceAxis axis, string name, IEnumerable<ConcordancePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var all = pairs.ToList();
        var faults = all.Where(p => !(p.Weight >= 0) || !double.IsFinite(p.Weight))
            .Select(p => BadWeight(p, "a size that is not negative")).ToList();
        var sums = all.GroupBy(p => (p.Region, p.From)).ToDictionary(g => g.Key, g => g.Sum(p => p.Weight));
        faults.AddRange(sums.Where(s => s.Value == 0).Select(s => Finding.Error("CONCORDANCE-WEIGHT", $"{name}, {s.Key.From}",
            "All parts of a label have size zero.", "0", "a positive size", "Give sizes, or send the label whole to one part.")));
        if (faults.Count > 0) throw new InvalidDataFindingsException($"The concordance {name} can't be used", faults);
        return new Concordance(axis, name, all.Select(p => p with { Weight = p.Weight / sums[(p.Region, p.From)] }));
    }

    /// <summary>
    /// The split that undoes this aggregation of sectors: each part gets the share that it has in the output of a table that
    /// knows the parts.
    /// </summary>
    /// <param name="fine">
    /// A table in the sectors that this concordance aggregates; its own regions get their own shares, others those of the world.
    /// </param>
    /// <exception cref="InvalidOperationException">This concordance is not one of sectors, or splits labels itself.</exception>
    public Concordance Reversed(MrioTable fine)
    {
        ArgumentNullException.ThrowIfNull(fine);
        if (Axis != ConcordanceAxis.Sectors || Pairs.Any(p => p.Weight != 1 || p.Region is not null || p.From == "*"))
            throw new InvalidOperationException("Only a concordance that sends whole sectors to sectors can be reversed.");
        var output = fine.PublishedOutput?.Values.ToArray() ?? MrioTotals.Output(fine);
        var regional = new Dictionary<(string Region, string From), double>();
        for (var i = 0; i < output.Length; i++)
        {
            var (region, sector) = (fine.Industries[i].Region.Code, fine.Industries[i].Sector.Code);
            regional[(region, sector)] = Math.Max(0, output[i]);
            regional[("", sector)] = regional.GetValueOrDefault(("", sector)) + Math.Max(0, output[i]);
        }

        var pairs = new List<ConcordancePair>();
        foreach (var group in Pairs.GroupBy(p => p.To))
        {
            foreach (var region in fine.Regions.Select(r => r.Code).Prepend(""))
            {
                var parts = group.Select(p => new ConcordancePair(p.To, p.From, regional.GetValueOrDefault((region, p.From)),
                    region.Length == 0 ? null : region)).ToList();
                if (parts.Sum(p => p.Weight) > 0) pairs.AddRange(parts);
                else if (region.Length == 0) pairs.AddRange(parts.Select((p, i) => p with { Weight = i == 0 ? 1 : 0 }));
            }
        }

        return Proportional(Axis, $"{Name}, reversed by the output of {fine.Identity.Name}", pairs);
    }

    /// <summary>Where a label goes; null where the concordance does not say.</summary>
    /// <param name="label">Label of the table.</param>
    /// <param name="region">Region of a sector.</param>
    public IReadOnlyList<(string To, double Weight)>? Find(string label, string region = "")
    {
        if (region.Length > 0 && targets.TryGetValue((region, label), out var own)) return own;
        if (targets.TryGetValue(("", label), out var general)) return general;
        if (region.Length > 0 && targets.TryGetValue((region, "*"), out var rest)) return Kept(rest, label);
        return targets.TryGetValue(("", "*"), out rest) ? Kept(rest, label) : null;
    }

    private static IReadOnlyList<(string To, double Weight)> Kept(IReadOnlyList<(string To, double Weight)> rest, string label) =>
        rest is [("*", 1)] ? [(label, 1)] : rest;

    private List<Finding> Check()
    {
        var findings = new List<Finding>();
        foreach (var pair in Pairs)
        {
            if (!(pair.Weight is >= 0 and <= 1 + Tolerance)) findings.Add(BadWeight(pair, "0 to 1"));
            if (pair.To == "*" && (pair.From != "*" || pair.Weight != 1))
            {
                findings.Add(Finding.Error("CONCORDANCE-STAR", PlaceOf(pair), "A label can't be sent to '*'.",
                    $"'{pair.From}' to '*'", "'*' to '*': all others stay as they are", "Name the label that it becomes."));
            }

            if (Axis == ConcordanceAxis.Regions && pair.Region is not null)
                findings.Add(Finding.Error("CONCORDANCE-REGION", PlaceOf(pair),
                    "A line on regions can't hold for one region only.", $"'{pair.Region}'", "no region"));
        }

        foreach (var twice in Pairs.GroupBy(p => (p.Region, p.From, p.To)).Where(g => g.Count() > 1))
        {
            findings.Add(Finding.Error("CONCORDANCE-DUPLICATE", PlaceOf(twice.Last()), "A pair of labels occurs twice.",
                $"'{twice.Key.From}' to '{twice.Key.To}'", "each pair once", "Remove one line."));
        }

        foreach (var label in Pairs.GroupBy(p => (p.Region, p.From)))
        {
            var sum = label.Sum(p => p.Weight);
            if (Math.Abs(sum - 1) <= Tolerance) continue;
            findings.Add(Finding.Error("CONCORDANCE-WEIGHT", PlaceOf(label.First()),
                $"The parts of '{label.Key.From}' do not add to 1.",
                sum.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "1",
                "Correct the weights, or name the column 'size' to have them made shares.", "1e-9"));
        }

        return findings;
    }

    private static Finding BadWeight(ConcordancePair pair, string expected) =>
        Finding.Error("CONCORDANCE-WEIGHT", pair.Place.Length > 0 ? pair.Place : $"{pair.From} to {pair.To}",
            "A weight is out of range.", pair.Weight.ToString("R", System.Globalization.CultureInfo.InvariantCulture), expected);

    private string PlaceOf(ConcordancePair pair) => pair.Place.Length > 0 ? pair.Place : $"{Name}, {pair.From}";
}
