using IoEngine.Accounts;
using IoEngine.Files.Lines;

namespace IoEngine.Validation;

/// <summary>Gross domestic product of the world by year, to tell whether the unit of a table is what it says.</summary>
/// <remarks>
/// Current USD, World Bank (NY.GDP.MKTP.CD), and the shipped euro rates; data/README.md names the sources.
/// </remarks>
internal static class WorldGdp
{
    private static readonly Lazy<Dictionary<int, double>> Trillions = new(() => Read("world_gdp.csv", "trillion_usd",
        static _ => true));

    private static readonly Lazy<Dictionary<int, double>> EuroPerDollar = new(() => Read("fx.csv", "per_usd",
        static currency => currency == "EUR"));

    /// <summary>GDP of the world in units of a table; null where the year or the rate is not known.</summary>
    public static double? In(Unit unit, int year)
    {
        if (!Trillions.Value.TryGetValue(year, out var trillions)) return null;
        double? rate = unit.Currency switch
        {
            "USD" => 1,
            "EUR" when EuroPerDollar.Value.TryGetValue(year, out var perDollar) => perDollar,
            _ => null,
        };
        return trillions * 1e12 * rate / unit.Scale;
    }

    private static Dictionary<int, double> Read(string file, string column, Func<string, bool> currency)
    {
        var csv = ShippedCsv.Read(file, ["year", column], column);
        var values = new Dictionary<int, double>();
        foreach (var row in csv.Rows.Where(r => currency(csv.Text(r, "currency"))))
        {
            if (csv.TryYear(row, "year", out var year) & csv.TryNumber(row, column, out var value)) values.Add(year, value);
        }

        return values;
    }
}
