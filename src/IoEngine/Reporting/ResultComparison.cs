using IoEngine.Reporting.Layouts;

namespace IoEngine.Reporting;

/// <summary>
/// How far two results may be apart: |B − A| ≤ <paramref name="Absolute"/> + <paramref name="Relative"/> |A|. Immutable.
/// </summary>
/// <param name="Absolute">In the unit of the row.</param>
/// <param name="Relative">As a share of |A|.</param>
public sealed record ComparisonLimits(double Absolute = 0, double Relative = 0)
{
    /// <summary>Whether two values are beyond the limits. A value that is no number is beyond any.</summary>
    public bool Exceeded(double a, double b) => !(Math.Abs(b - a) <= Absolute + (Relative * Math.Abs(a)));
}

/// <summary>One number of two results folders. Immutable.</summary>
/// <param name="Scenario">Scenario.</param>
/// <param name="Year">Year; null: all years.</param>
/// <param name="Indicator">Indicator.</param>
/// <param name="Channel">Channel.</param>
/// <param name="Country">Receiving country; empty: the world.</param>
/// <param name="A">In the first folder.</param>
/// <param name="B">In the second folder.</param>
/// <param name="Unit">Unit.</param>
public sealed record ComparedResult(string Scenario, long? Year, string Indicator, string Channel, string Country, double A,
    double B, string Unit)
{
    /// <summary>B − A.</summary>
    public double Difference => B - A;

    /// <summary>(B − A) / |A|; null where A is 0.</summary>
    public double? Relative => A == 0 ? null : Difference / Math.Abs(A);
}

/// <summary>Two stored results side by side, by scenario, year, indicator, channel and receiving country. Immutable.</summary>
/// <remarks>
/// Cells that a file leaves out are zeros. What one folder does not hold at all (a scenario, year or indicator) is a finding, not
/// a difference.
/// </remarks>
public sealed class ResultComparison
{
    private ResultComparison(IReadOnlyList<ComparedResult> rows, IReadOnlyList<Finding> findings)
    {
        Rows = rows;
        Findings = findings;
    }

    /// <summary>One row a scenario, year, indicator, channel and country that both folders hold.</summary>
    public IReadOnlyList<ComparedResult> Rows { get; }

    /// <summary>What only one of the folders holds.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What else should be known of the comparison.</summary>
    public IReadOnlyList<Finding> Notes { get; private init; } = [];

    /// <summary>Compares two folders that <c>ioe run</c> wrote, in any format.</summary>
    /// <param name="folderA">The first.</param>
    /// <param name="folderB">The second.</param>
    /// <param name="verify">
    /// Whether the results are compared with their manifests; else <see cref="Notes"/> say that they were not.
    /// </param>
    /// <exception cref="ConfigException">A folder holds no results.</exception>
    /// <exception cref="InvalidDataFindingsException">
    /// A file was changed or is damaged, the two are in different units, or they have no number in common.
    /// </exception>
    public static ResultComparison Of(string folderA, string folderB, bool verify = true)
    {
        var (a, b) = (Sums(folderA, verify), Sums(folderB, verify));
        var findings = new List<Finding>();
        var keys = a.Keys.Concat(b.Keys).Select(k => (k.Scenario, k.Year, k.Indicator)).Distinct().Order().ToArray();
        var (inA, inB) = (Held(a), Held(b));
        foreach (var key in keys.Where(k => !inA.Contains(k) || !inB.Contains(k)))
        {
            findings.Add(Finding.Warning("COMPARE-ONE-SIDED", inA.Contains(key) ? folderA : folderB,
                "Only one of the two folders holds these results.",
                $"scenario {key.Scenario}, year {key.Year}, indicator {key.Indicator}", "both",
                "Compare runs of the same scenarios, years and indicators."));
        }

        var rows = new List<ComparedResult>();
        foreach (var key in a.Keys.Union(b.Keys).Order())
        {
            if (!inA.Contains((key.Scenario, key.Year, key.Indicator)) || !inB.Contains((key.Scenario, key.Year, key.Indicator)))
                continue;
            var (first, second) = (a.GetValueOrDefault(key), b.GetValueOrDefault(key));
            var unit = first.Unit ?? second.Unit!;
            if (first.Unit is not null && second.Unit is not null && first.Unit != second.Unit)
                throw new InvalidDataFindingsException("The results can't be compared",
                    Finding.Error("COMPARE-UNITS", $"indicator {key.Indicator}",
                        "The two folders are in different units.", $"{first.Unit} and {second.Unit}", "one unit",
                        "Run both in one report currency."));
            rows.Add(new ComparedResult(key.Scenario, key.Year, key.Indicator, key.Channel, key.Country, first.Value,
                second.Value, unit));
        }

        if (rows.Count == 0)
            throw new InvalidDataFindingsException("The results can't be compared",
                [Finding.Error("COMPARE-NOTHING", $"{folderA}, {folderB}", "The two folders have no number in common.",
                    $"{Some(inA)}; {Some(inB)}", "a scenario, year and indicator that both hold",
                    "Compare runs of the same scenarios, years and indicators."), .. findings]);
        return new ResultComparison(rows, findings)
        {
            Notes = verify ? [] : [StoredResults.Unverified(folderA), StoredResults.Unverified(folderB)],
        };
    }

    /// <summary>Sums over years and countries, one row a scenario, indicator and channel: what a person looks at first.</summary>
    public IReadOnlyList<ComparedResult> Totals() => Rows.GroupBy(r => (r.Scenario, r.Indicator, r.Channel, r.Unit))
        .Select(g => new ComparedResult(g.Key.Scenario, null, g.Key.Indicator, g.Key.Channel, "", g.Sum(r => r.A),
            g.Sum(r => r.B), g.Key.Unit)).ToArray();

    /// <summary>Rows beyond the limits, the largest excess first.</summary>
    public IReadOnlyList<ComparedResult> Beyond(ComparisonLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Rows.Where(r => limits.Exceeded(r.A, r.B)).OrderByDescending(r => Math.Abs(r.Difference)).ToArray();
    }

    /// <summary>The rows as the result table <c>comparison</c>, A as the baseline.</summary>
    public ResultTable Table() => ComparisonFile.Layout.Fill(
        Rows.Select(r => new ComparisonRow(r.Scenario, (int?)r.Year, r.Indicator, r.Channel, r.Country, r.A, r.B, r.Difference,
            r.Relative, r.Unit)));

    /// <summary>What was noticed as the result table <c>findings</c>.</summary>
    public ResultTable FindingsTable() => FindingsFile.Layout.Fill([.. Notes, .. Findings]);

    private static string Some(HashSet<(string Scenario, long Year, string Indicator)> held) => held.Count == 0 ? "no effects"
        : $"{string.Join(", ", held.Select(h => h.Indicator).Distinct().Order(StringComparer.Ordinal))} of {Span(held)}";

    private static string Span(HashSet<(string Scenario, long Year, string Indicator)> held) =>
        held.Min(h => h.Year) == held.Max(h => h.Year)
            ? $"{held.Min(h => h.Year)}" : $"{held.Min(h => h.Year)}-{held.Max(h => h.Year)}";

    private static HashSet<(string, long, string)> Held(Dictionary<Key, (double, string)> sums) =>
        sums.Keys.Select(k => (k.Scenario, k.Year, k.Indicator)).ToHashSet();

    private static Dictionary<Key, (double Value, string Unit)> Sums(string folder, bool verify) =>
        StoredResults.Read(folder, verify, results => Sums(folder, results));

    private static Dictionary<Key, (double Value, string Unit)> Sums(string folder, StoredResults results)
    {
        var table = results.Find("effects") ?? throw new ConfigException([Finding.Error("RESULTS-MISSING",
            Path.Combine(folder, "effects"), "The folder holds no effects to compare.", "nothing",
            "effects.csv or effects.parquet", "Name a results folder of ioe run.")]);
        var (scenario, year, indicator, channel, country, value, unit) = (table["scenario"].Texts, table["year"].Integers,
            table["indicator"].Texts,
            table["channel"].Texts, table["country"].Texts, table["value"].Numbers, table["unit"].Texts);
        var sums = new Dictionary<Key, (double Value, string Unit)>();
        for (var i = 0; i < table.Rows; i++)
        {
            var key = new Key(scenario[i], year[i], indicator[i], channel[i], country[i]);
            sums[key] = (sums.GetValueOrDefault(key).Value + value[i], unit[i]);
        }

        return sums;
    }

    private readonly record struct Key(string Scenario, long Year, string Indicator, string Channel, string Country)
        : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var c = string.CompareOrdinal(Scenario, other.Scenario);
            if (c == 0) c = Year.CompareTo(other.Year);
            if (c == 0) c = string.CompareOrdinal(Indicator, other.Indicator);
            if (c == 0) c = string.CompareOrdinal(Channel, other.Channel);
            return c != 0 ? c : string.CompareOrdinal(Country, other.Country);
        }
    }
}
