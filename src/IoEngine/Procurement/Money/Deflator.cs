using IoEngine.Files;

namespace IoEngine.Procurement;

/// <summary>One price index of the report currency, to express a year's total in prices of a base year. Immutable.</summary>
/// <remarks>real = nominal · index(base) / index(year). Sum components first, then deflate.</remarks>
public sealed class Deflator
{
    private readonly SortedDictionary<int, double> index;

    private Deflator(SortedDictionary<int, double> index, int baseYear)
    {
        this.index = index;
        BaseYear = baseYear;
    }

    /// <summary>The year whose prices results are in.</summary>
    public int BaseYear { get; }

    /// <summary>Index by year.</summary>
    /// <param name="index">Positive values, any base.</param>
    /// <param name="baseYear">Null: the last year.</param>
    /// <exception cref="InvalidDataFindingsException">No years, a value that is not positive, or no value for the base year.</exception>
    public static Deflator Of(IEnumerable<(int Year, double Index)> index, int? baseYear = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        var map = new SortedDictionary<int, double>();
        foreach (var (year, value) in index)
        {
            if (!(value > 0) || !double.IsFinite(value) || !map.TryAdd(year, value))
                throw new InvalidDataFindingsException("The deflator can't be used",
                    Finding.Error("DEFLATOR-VALUE", $"year {year}", "An index must be positive and given once.", $"{value}", "a positive number"));
        }

        var chosen = baseYear ?? (map.Count > 0 ? map.Keys.Last() : 0);
        if (!map.ContainsKey(chosen))
            throw new InvalidDataFindingsException("The deflator can't be used",
                Finding.Error("DEFLATOR-BASE", $"year {chosen}", "The base year has no index.", map.Count == 0 ? "no years" : $"{map.Keys.First()}-{map.Keys.Last()}",
                    "an index for the base year"));
        return new Deflator(map, chosen);
    }

    /// <summary>Reads <c>year,index</c>.</summary>
    /// <exception cref="InvalidDataFindingsException">The file can't be used; every fault is listed.</exception>
    public static Deflator Read(string path, int? baseYear = null)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["year", "index"], findings);
        var values = new List<(int, double)>();
        foreach (var row in csv.Rows)
        {
            if (csv.TryYear(row, "year", out var year) & csv.TryNumber(row, "index", out var value)) values.Add((year, value));
        }

        return findings.Count == 0 ? Of(values, baseYear) : throw new InvalidDataFindingsException("The deflator can't be used", findings);
    }

    /// <summary>Whether the year has an index.</summary>
    public bool Has(int year) => index.ContainsKey(year);

    /// <summary>index(base) / index(year).</summary>
    /// <exception cref="InvalidDataFindingsException">The year has no index; the nearest is named.</exception>
    public double Factor(int year) => index.TryGetValue(year, out var value)
        ? index[BaseYear] / value
        : throw new InvalidDataFindingsException("The deflator can't be used",
            Finding.Error("DEFLATOR-YEAR", $"year {year}", "The year has no index.", $"nearest: {index.Keys.MinBy(y => Math.Abs(y - year))}", "an index for every year"));

    /// <summary>A value of a year in prices of the base year.</summary>
    public double Deflate(double value, int year) => value * Factor(year);
}
