using IoEngine.Accounts;

namespace IoEngine.Tables.Deflation;

/// <summary>
/// Prices from tables at the prices of the year before: p = x_t / x_t at the prices of t − 1, chained over years. Safe for
/// concurrent use: each table is read once.
/// </summary>
/// <remarks>
/// METHOD.md, section 7. With a table at the rates of the year before, too, it is p = q · e; at the rates of the year it is q. An
/// industry without output takes the ratio of its region, and 1 where that has none.
/// </remarks>
public sealed class PreviousYearPrices
{
    /// <summary>What results call them.</summary>
    public const string Source = "previous-year-prices";

    private readonly Func<int, LabelledVector<Industry>> output;
    private readonly Func<int, LabelledVector<Industry>> atPreviousPrices;
    private readonly HashSet<int> years;
    private readonly Dictionary<int, LabelledVector<Industry>> known = [];

    /// <summary>Prices of some years.</summary>
    /// <param name="output">x of the table of a year, n.</param>
    /// <param name="atPreviousPrices">x of the table of a year at the prices of the year before, n.</param>
    /// <param name="years">Years that both are there for.</param>
    /// <param name="atCurrentRates">
    /// Whether these tables are at the exchange rates of the year itself, and not of the year before.
    /// </param>
    public PreviousYearPrices(Func<int, LabelledVector<Industry>> output, Func<int, LabelledVector<Industry>> atPreviousPrices,
        IEnumerable<int> years, bool atCurrentRates = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(atPreviousPrices);
        (this.output, this.atPreviousPrices, this.years, AtCurrentRates) = (output, atPreviousPrices, [.. years], atCurrentRates);
    }

    /// <summary>Whether the ratio is q, in local money, and not p = q · e.</summary>
    public bool AtCurrentRates { get; }

    /// <summary>Years between two that have no table at the prices of the year before; none: their prices are known.</summary>
    public IReadOnlyList<int> Missing(int from, int to) => [.. Between(from, to).Where(y => !years.Contains(y))];

    /// <summary>The ratio of two years, n.</summary>
    /// <param name="industries">Industries of the table that it is for.</param>
    /// <param name="from">Where it is 1.</param>
    /// <param name="to">The other year.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Tables have other labels, or output and none at last year's prices.
    /// </exception>
    internal double[] Change(Axis<Industry> industries, int from, int to)
    {
        double[] change = [.. Enumerable.Repeat(1.0, industries.Count)];
        foreach (var year in Between(from, to))
        {
            var ratio = Of(year);
            if (!ratio.Axis.Equals(industries))
                throw new InvalidDataFindingsException("The prices can't be used", [Labels(year)]);
            for (var j = 0; j < change.Length; j++) change[j] = to > from ? change[j] * ratio[j] : change[j] / ratio[j];
        }

        return change;
    }

    private static IEnumerable<int> Between(int from, int to) =>
        Enumerable.Range(Math.Min(from, to) + 1, Math.Abs(to - from));

    private LabelledVector<Industry> Of(int year)
    {
        lock (known)
        {
            if (!known.TryGetValue(year, out var ratio)) known[year] = ratio = Ratio(year, output(year), atPreviousPrices(year));
            return ratio;
        }
    }

    private static LabelledVector<Industry> Ratio(int year, LabelledVector<Industry> now, LabelledVector<Industry> before)
    {
        var industries = now.Axis;
        if (!industries.Equals(before.Axis)) throw new InvalidDataFindingsException("The prices can't be used", [Labels(year)]);
        var lost = Enumerable.Range(0, industries.Count).Where(j => now[j] > 0 && !(before[j] > 0)).ToArray();
        if (lost.Length > 0)
            throw new InvalidDataFindingsException("The prices can't be used",
            [
                Finding.Error("PREVIOUS-YEAR-OUTPUT", Place(year),
                    "Industries with output have none at the prices of the year before.",
                    string.Join(", ", lost.Take(10).Select(j => industries[j].ToString())) + (lost.Length > 10 ? ", …" : ""),
                    "output above zero in both tables, or in neither",
                    "Correct the table, or set tables.previousYearPrices to null."),
            ]);
        var regions = industries.Select((industry, j) => (industry.Region, j)).Where(i => now[i.j] > 0)
            .GroupBy(i => i.Region, i => i.j).ToDictionary(g => g.Key, g => g.Sum(j => now[j]) / g.Sum(j => before[j]));
        return new LabelledVector<Industry>(industries, industries
            .Select((industry, j) => now[j] > 0 ? now[j] / before[j] : regions.GetValueOrDefault(industry.Region, 1)).ToArray());
    }

    private static string Place(int year) => FormattableString.Invariant($"tables.previousYearPrices, {year}");

    private static Finding Labels(int year) => Finding.Error("PREVIOUS-YEAR-LABELS", Place(year),
        "The table at the prices of the year before has other regions or sectors than the table, or in another order.",
        "other labels", "the labels of the table", "Bring both in one layout, or set tables.previousYearPrices to null.");
}
