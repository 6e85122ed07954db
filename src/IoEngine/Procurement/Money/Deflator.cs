using System.Globalization;
using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Money;

/// <summary>What the numbers of a price file are.</summary>
public enum DeflatorKind
{
    /// <summary>An index of any base: 98.2, 100, 101.3.</summary>
    Index,

    /// <summary>
    /// Changes on the year before in per cent, as the World Bank publishes them (NY.GDP.DEFL.KD.ZG): 1.2, 0.4, −0.3.
    /// </summary>
    PercentChange,
}

/// <summary>One price index of the report currency, to express a year's total in prices of a base year. Immutable.</summary>
/// <remarks>
/// real = nominal · index(base) / index(year). Sum components first, then deflate. Changes are chained: index(t) = index(t − 1) ·
/// (1 + change(t) / 100).
/// </remarks>
public sealed class Deflator
{
    private const string Unusable = "The deflator can't be used";
    private readonly SortedDictionary<int, double> index;

    private Deflator(SortedDictionary<int, double> index, int baseYear, IReadOnlyList<Finding> findings)
    {
        this.index = index;
        BaseYear = baseYear;
        Findings = findings;
    }

    /// <summary>The year whose prices results are in.</summary>
    public int BaseYear { get; }

    /// <summary>What reading noticed; no errors.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Index by year.</summary>
    /// <param name="index">Positive values, any base.</param>
    /// <param name="baseYear">Null: the last year.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// No years, a value that is not positive, or no value for the base year.
    /// </exception>
    public static Deflator Of(IEnumerable<(int Year, double Index)> index, int? baseYear = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        var map = new SortedDictionary<int, double>();
        foreach (var (year, value) in index)
        {
            if (!(value > 0) || !double.IsFinite(value) || !map.TryAdd(year, value))
                throw new InvalidDataFindingsException(Unusable,
                    Finding.Error("DEFLATOR-VALUE", $"year {year}", "An index must be positive and given once.", $"{value}",
                        "a positive number"));
        }

        return Based(map, baseYear, []);
    }

    /// <summary>Changes on the year before, chained.</summary>
    /// <param name="changes">Per cent by year, without a gap; above −100.</param>
    /// <param name="baseYear">Null: the last year.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A year is missing between two, occurs twice or loses everything, or there is none.
    /// </exception>
    public static Deflator OfChanges(IEnumerable<(int Year, double Percent)> changes, int? baseYear = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var sorted = changes.OrderBy(c => c.Year).ToList();
        var findings = new List<Finding>();
        foreach (var (year, percent) in sorted.Where(c => !(c.Percent > -100) || !double.IsFinite(c.Percent)))
            findings.Add(Finding.Error("DEFLATOR-VALUE", $"year {year}", "A change in per cent must be above −100.", $"{percent}",
                "such as 1.2 or −0.3"));
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Year != sorted[i - 1].Year + 1)
                findings.Add(Finding.Error("DEFLATOR-GAP", $"year {sorted[i].Year}",
                    "Changes can be chained over years without a gap only.", $"{sorted[i - 1].Year}, {sorted[i].Year}",
                    "every year once", "Add the years between, or remove the second line of a year."));
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException(Unusable, findings);
        var map = new SortedDictionary<int, double>();
        if (sorted.Count > 0) map[sorted[0].Year - 1] = 100;
        foreach (var (year, percent) in sorted) map[year] = map[year - 1] * (1 + (percent / 100));
        return Based(map, baseYear, []);
    }

    /// <summary>Reads <c>year,index</c>, or <c>year,percent_change</c> (or <c>index</c>) where the numbers are changes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="baseYear">Null: the last year.</param>
    /// <param name="kind">What the numbers are; null: an index, and numbers that look like yearly changes are refused.</param>
    /// <exception cref="InvalidDataFindingsException">The file can't be used; every fault is listed.</exception>
    public static Deflator Read(string path, int? baseYear = null, DeflatorKind? kind = null)
    {
        const string changes = "percent_change";
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["year"], findings);
        var column = csv.Has(changes) && !csv.Has("index") ? changes : "index";
        if (findings.Count == 0 && !csv.Has(column)) csv = TidyCsv.Read(path, ["year", column], findings);
        if (findings.Count == 0 && column == changes && kind != DeflatorKind.PercentChange)
            findings.Add(Changes(path, $"a column '{changes}'"));
        var values = new List<(int Year, double Value)>();
        foreach (var row in csv.Rows)
        {
            if (csv.TryYear(row, "year", out var year) & csv.TryNumber(row, column, out var value)) values.Add((year, value));
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException(Unusable, findings);
        var doubt = Doubt([.. values.OrderBy(v => v.Year).Select(v => v.Value)]);
        if (kind == DeflatorKind.PercentChange)
        {
            if (values.Count > 0 && values.TrueForAll(v => v.Value > 50) && doubt.Length == 0)
                throw new InvalidDataFindingsException(Unusable,
                    Finding.Error("DEFLATOR-KIND", path, "The numbers look like an index, not like changes in per cent.",
                        Shown(values), "changes such as 1.2 or −0.3", "Set currency.deflatorKind to \"index\"."));
            return OfChanges(values, baseYear);
        }

        if (doubt.Length == 0) return Of(values, baseYear);
        var finding = Changes(path, $"{Shown(values)}: {doubt}");
        if (kind is null || values.Exists(v => v.Value <= 0)) throw new InvalidDataFindingsException(Unusable, finding);
        var read = Of(values, baseYear);
        return new Deflator(read.index, read.BaseYear,
            [finding with
            {
                Severity = Severity.Warning,
                Cure = "Check the file; it is used as the index that currency.deflatorKind says it is.",
            }]);
    }

    /// <summary>Whether the year has an index.</summary>
    public bool Has(int year) => index.ContainsKey(year);

    /// <summary>index(base) / index(year).</summary>
    /// <exception cref="InvalidDataFindingsException">The year has no index; the nearest is named.</exception>
    public double Factor(int year) => index.TryGetValue(year, out var value)
        ? index[BaseYear] / value
        : throw new InvalidDataFindingsException(Unusable,
            Finding.Error("DEFLATOR-YEAR", $"year {year}", "The year has no index.",
                $"nearest: {index.Keys.MinBy(y => Math.Abs(y - year))}", "an index for every year"));

    /// <summary>A value of a year in prices of the base year.</summary>
    public double Deflate(double value, int year) => value * Factor(year);

    private static Deflator Based(SortedDictionary<int, double> map, int? baseYear, IReadOnlyList<Finding> findings)
    {
        var chosen = baseYear ?? (map.Count > 0 ? map.Keys.Last() : 0);
        return map.ContainsKey(chosen) ? new Deflator(map, chosen, findings) : throw new InvalidDataFindingsException(Unusable,
            Finding.Error("DEFLATOR-BASE", $"year {chosen}", "The base year has no index.",
                map.Count == 0 ? "no years" : $"{map.Keys.First()}-{map.Keys.Last()}", "an index for the base year"));
    }

    private static Finding Changes(string path, string found) =>
        Finding.Error("DEFLATOR-CHANGES", path, "The numbers look like yearly changes in per cent, not like an index.", found,
            "an index such as 98.2, 100, 101.3",
            "Set currency.deflatorKind to \"percent-change\" to have the changes chained, or to \"index\" if this is an index.");

    /// <summary>
    /// Why numbers are hardly an index: one is not positive, halves within a year, falls by more than 5 % again and again, or all
    /// are small and none is near 1 (an index is 1 or 100 in its base year). On the GDP deflators of 191 countries since 1995
    /// nothing of all years is taken wrongly either way but one country's changes.
    /// </summary>
    private static string Doubt(double[] values)
    {
        if (values.Length == 0) return "";
        if (values.Any(v => v <= 0)) return values.Max() < 25 ? "numbers that are not positive" : "";
        var steps = values.Skip(1).Zip(values, (now, before) => now / before).ToArray();
        if (steps.Any(s => s < 0.5)) return "an index never falls to less than half within a year";
        if (steps.Length >= 2 && steps.Count(s => s < 0.95) >= Math.Max(1, (steps.Length + 3) / 4))
            return "an index does not fall by more than 5 % every few years";
        return values.Length >= 2 && values.Max() < 25 && !values.Any(v => Math.Abs(v - 1) < 0.25)
            ? "an index is 1 or 100 in some year, and these are small" : "";
    }

    private static string Shown(List<(int Year, double Value)> values) =>
        string.Join(", ",
            values.OrderBy(v => v.Year).Take(4)
                .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Year} {v.Value:G6}")))
            + (values.Count > 4 ? ", …" : "");
}
