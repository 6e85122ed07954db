using System.Globalization;
using System.Text;
using IoEngine.Files.Staging;
using IoEngine.Places;
using IoEngine.Procurement.Demand;
using IoEngine.Reporting;

namespace IoEngine.Runs.Checks;

/// <summary>
/// Spellings of countries in the inputs of a run that nothing knows, all years together. Not safe for concurrent use.
/// </summary>
internal sealed class UnknownSpellings(string orders, string currency)
{
    private const string Option = "--write-unknown";
    private readonly SortedDictionary<string, SourceTotal> ordered = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> named = new(StringComparer.Ordinal);

    /// <summary>Takes those of a year's orders.</summary>
    public void Add(YearDemand demand)
    {
        foreach (var year in demand.UnknownCountries())
        {
            ordered[year.Country] = ordered.TryGetValue(year.Country, out var sum)
                ? sum with
                {
                    Number = sum.Number + year.Number,
                    Value = sum.Value + year.Value,
                    Unmapped = sum.Unmapped + year.Unmapped,
                } : year;
        }
    }

    /// <summary>Takes names of a small input.</summary>
    public void Add(string input, IEnumerable<string> names)
    {
        foreach (var name in names) named.TryAdd(name, input);
    }

    /// <summary>The finding of the orders; null where all is known.</summary>
    public Finding? Finding() => UnknownCountries.Finding(orders, ordered.Values, currency);

    /// <summary>Refuses a file that can't be written, before anything is read.</summary>
    /// <exception cref="ConfigException">It exists, and is not to be replaced, or is a folder.</exception>
    public static void RequireWritable(string file, bool replace) => StagedFile.Require(file, replace, Option);

    /// <summary>
    /// Writes the lines to fill in, in the layout of mapping.countries: largest values first. Nothing where all is known. What
    /// <see cref="RequireWritable"/> allows is replaced.
    /// </summary>
    /// <exception cref="ConfigException">The file can't be written.</exception>
    public void Write(string file)
    {
        var lines = new List<string>();
        foreach (var order in ordered.Values.OrderByDescending(o => o.Value))
            lines.Add(Line(order.Country, "orders", order.Number.ToString("0.##", CultureInfo.InvariantCulture),
                order.Value.ToString("0.##", CultureInfo.InvariantCulture)));
        foreach (var (name, input) in named.Where(n => !ordered.ContainsKey(n.Key))) lines.Add(Line(name, input, "", ""));
        if (lines.Count == 0) return;
        var text = $"code,region,found_in,orders,value_{currency},may_be\n{string.Concat(lines)}";
        StagedFile.Write(file, replace: true, stream => stream.Write(Encoding.UTF8.GetBytes(text)), Option);
    }

    private static string Line(string spelling, string input, string number, string value) =>
        $"{CsvResultWriter.Cell(spelling)},,{input},{number},{value},"
            + $"{string.Join(' ', CountryBook.Default.InCell(spelling).Select(c => c.Iso3))}\n";
}
