using System.Globalization;
using IoEngine.Files.Lines;
using IoEngine.Places;
using IoEngine.Texts;

namespace IoEngine.Tables.Deflation;

/// <summary>
/// A positive number by region, year and perhaps sector: price indices of any base, or rates. Series of a region without a sector
/// stand for those of its sectors that have none. Immutable.
/// </summary>
internal sealed class YearSeries
{
    // A series that jumps by more from one year to the next has another base, or another currency, from there on.
    private const double LargestJump = 5;

    private readonly Dictionary<(string Region, string Sector), SortedDictionary<int, double>> series;

    private YearSeries(string name, Dictionary<(string, string), SortedDictionary<int, double>> series) =>
        (Name, this.series) = (name, series);

    /// <summary>Where they come from, for messages.</summary>
    public string Name { get; }

    /// <summary>Regions with any series, by country code or as they are called.</summary>
    public IEnumerable<string> Regions => series.Keys.Select(k => k.Region).Distinct();

    /// <summary>Whether a region has a series.</summary>
    public bool Has(string region) => series.Keys.Any(k => k.Region == region);

    /// <summary>Series given in code.</summary>
    public static YearSeries Of(string name, IEnumerable<(string Region, string Sector, int Year, double Value)> values)
    {
        var all = new Dictionary<(string, string), SortedDictionary<int, double>>();
        foreach (var (region, sector, year, value) in values) Series(all, (Key(region), sector))[year] = value;
        return new YearSeries(name, all);
    }

    /// <summary>The shipped file of a name.</summary>
    public static YearSeries Shipped(string file, string column) =>
        Read(ShippedCsv.Read(file, ["region", "year", column], column), column, "shipped", []);

    /// <summary>A user's file: region[,sector],year and the column; every fault goes to the findings.</summary>
    public static YearSeries Read(string path, string column, List<Finding> findings) =>
        Read(TidyCsv.Read(path, ["region", "year", column], findings, column), column, path, findings);

    /// <summary>A user's file with an account in each row: a set of series an account.</summary>
    public static IReadOnlyDictionary<string, YearSeries> ReadByAccount(string path, string column, List<Finding> findings)
    {
        var csv = TidyCsv.Read(path, ["account", "region", "year", column], findings, column);
        return csv.Rows.Where(r => csv.TryText(r, "account", out _)).GroupBy(r => csv.Text(r, "account"))
            .ToDictionary(g => g.Key, g => Read(csv, column, $"{path}, {g.Key}", findings, g), StringComparer.Ordinal);
    }

    /// <summary>The number of a region, sector and year; null where there is none.</summary>
    public double? Find(string region, string sector, int year) =>
        (series.GetValueOrDefault((region, sector)) ?? series.GetValueOrDefault((region, ""))) is { } found
            && found.TryGetValue(year, out var value) ? value : null;

    /// <summary>The number of one year over that of another; null where either is missing.</summary>
    public double? Change(string region, string sector, int from, int to) =>
        Find(region, sector, to) / Find(region, sector, from);

    /// <summary>The code that a region goes by: that of its country, else its own.</summary>
    public static string Key(string region) => CountryBook.Default.Normalise(region);

    private static YearSeries Read(TidyCsv csv, string column, string name, List<Finding> findings,
        IEnumerable<TidyRow>? rows = null)
    {
        var all = new Dictionary<(string Region, string Sector), SortedDictionary<int, double>>();
        var refused = new HashSet<(string, string, int)>();
        foreach (var row in rows ?? csv.Rows)
        {
            if (!(csv.TryText(row, "region", out var region) & csv.TryYear(row, "year", out var year)
                & csv.TryNumber(row, column, out var value))) continue;
            var sector = csv.Text(row, "sector");
            if (!(value > 0))
            {
                refused.Add((Key(region), sector, year));
                findings.Add(Finding.Error("PRICE-VALUE", csv.Place(row, column), "A price index or a rate is above zero.",
                    value.ToString(CultureInfo.InvariantCulture), "a number above 0", "Correct the cell, or remove the row."));
            }
            else if (!Series(all, (Key(region), sector)).TryAdd(year, value))
                findings.Add(Finding.Error("PRICE-DUPLICATE", csv.Place(row), "The same year of a region is given twice.",
                    $"{region} {sector} {year}", "each year once", "Remove one of the two rows."));
        }

        Holes(csv.Path, all, refused, findings);
        Jumps(csv.Path, all, findings);
        return new YearSeries(name, all);
    }

    // What all sectors of a region have in common is one fault.
    private static void Holes(string path, Dictionary<(string Region, string Sector), SortedDictionary<int, double>> all,
        HashSet<(string, string, int)> refused, List<Finding> findings)
    {
        var holes = from series in all
                    let first = series.Value.Keys.First()
                    let last = series.Value.Keys.Last()
                    let missing = Enumerable.Range(first, last - first + 1).Where(y => !series.Value.ContainsKey(y)
                        && !refused.Contains((series.Key.Region, series.Key.Sector, y))).ToArray()
                    where missing.Length > 0
                    group series.Key.Sector by (series.Key.Region, Found: YearSpans.Of(missing), first, last);
        findings.AddRange(holes.Select(h => Finding.Error("PRICE-HOLE", Place(path, h.Key.Region, h), "A series has holes.",
            $"none for {h.Key.Found}", $"every year from {h.Key.first} to {h.Key.last}", "Add the rows.")));
    }

    private static void Jumps(string path, Dictionary<(string Region, string Sector), SortedDictionary<int, double>> all,
        List<Finding> findings)
    {
        var jumps = from series in all
                    from year in series.Value.Keys
                    where series.Value.TryGetValue(year - 1, out var before)
                        && Math.Max(series.Value[year] / before, before / series.Value[year]) > LargestJump
                    group series by (series.Key.Region, Year: year);
        findings.AddRange(jumps.Select(j => Finding.Error("PRICE-BASE",
            $"{Place(path, j.Key.Region, j.Select(s => s.Key.Sector))}, {j.Key.Year}",
            "A series jumps as if it had another base, or another currency, from this year on.",
            string.Create(CultureInfo.InvariantCulture,
                $"{j.First().Value[j.Key.Year - 1]:G6} and then {j.First().Value[j.Key.Year]:G6}"),
            $"a change by less than a factor of {LargestJump} a year", "Chain the series to one base.")));
    }

    private static string Place(string path, string region, IEnumerable<string> sectors)
    {
        string[] named = [.. sectors.Where(s => s.Length > 0)];
        return $"{path}, {region} {string.Join(", ", named.Take(3))}".TrimEnd()
            + (named.Length > 3 ? $" and {Plural.Of(named.Length - 3, "more sector")}" : "");
    }

    private static SortedDictionary<int, double> Series(
        Dictionary<(string, string), SortedDictionary<int, double>> all, (string, string) key)
    {
        if (!all.TryGetValue(key, out var found)) all[key] = found = [];
        return found;
    }
}
