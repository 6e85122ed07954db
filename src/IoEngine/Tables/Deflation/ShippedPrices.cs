using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Numerics;
using IoEngine.Places;

namespace IoEngine.Tables.Deflation;

/// <summary>
/// The shipped deflators and exchange rates in the regions of a table, with the rules for what the series lack. Immutable.
/// </summary>
/// <remarks>
/// METHOD.md, section 7. A region of several countries takes the geometric mean, weighted by gross domestic product, of the
/// countries inside it that have all of index, rate and weight; a country without an index the United States' with its own
/// currency's rate; one without a rate of its currency is priced in dollars.
/// </remarks>
internal sealed class ShippedPrices
{
    public const string IndexFile = "gdp_deflator.csv";
    public const string RateFile = "exchange.csv";
    public const string WeightFile = "gdp_2015.csv";
    public const string IndexColumn = "index";
    public const string RateColumn = "per_unit";
    private const string WeightColumn = "billion_usd";
    private const string Dollars = "USA";

    private static readonly Lazy<YearSeries> Indices = new(() => YearSeries.Shipped(IndexFile, IndexColumn));
    private static readonly Lazy<YearSeries> Rates = new(() => YearSeries.Shipped(RateFile, RateColumn));
    private static readonly Lazy<IReadOnlyDictionary<string, double>> Weights = new(ReadWeights);

    // Whose rate tells what a unit of the table's money is worth in the dollars of the shipped rates.
    private static readonly Dictionary<string, string> Issuers = new(StringComparer.Ordinal)
    {
        ["USD"] = Dollars, ["EUR"] = "DEU", ["CHF"] = "CHE", ["JPY"] = "JPN", ["GBP"] = "GBR", ["CNY"] = "CHN", ["AUD"] = "AUS",
        ["BRL"] = "BRA", ["CAD"] = "CAN", ["CZK"] = "CZE", ["DKK"] = "DNK", ["HUF"] = "HUN", ["IDR"] = "IDN", ["INR"] = "IND",
        ["KRW"] = "KOR", ["MXN"] = "MEX", ["NOK"] = "NOR", ["NZD"] = "NZL", ["PLN"] = "POL", ["RON"] = "ROU", ["RUB"] = "RUS",
        ["SEK"] = "SWE", ["TRY"] = "TUR", ["TWD"] = "TWN", ["ZAR"] = "ZAF",
    };

    // Countries without a series of their own that pay in another's money.
    private static readonly Dictionary<string, string> MoneyOf = new(StringComparer.Ordinal)
    {
        ["AND"] = "EUR", ["MCO"] = "EUR", ["MNE"] = "EUR", ["SMR"] = "EUR", ["XKX"] = "EUR", ["LIE"] = "CHF",
        ["ECU"] = "USD", ["PAN"] = "USD", ["PRI"] = "USD", ["SLV"] = "USD",
    };

    private readonly Axis<Region> regions;
    private readonly string? issuer;
    private readonly string?[] countries;
    private readonly string[][] inside;

    /// <param name="regions">Regions of a table, G.</param>
    /// <param name="money">Currency of its flows.</param>
    public ShippedPrices(Axis<Region> regions, string money)
    {
        this.regions = regions;
        issuer = Issuers.GetValueOrDefault(money);
        var map = new RegionMap(regions);
        countries = [.. Enumerable.Range(0, regions.Count).Select(r => map.CountryOf(r)?.Iso3)];
        var placed = Weights.Value.Keys.Where(c => Indices.Value.Has(c) && Rates.Value.Has(c))
            .Order(StringComparer.Ordinal).ToLookup(c => map.Find(c).Region);
        inside = [.. countries.Select((country, r) => country is null ? placed[r].ToArray() : [])];
    }

    /// <summary>q of a region, in its own money; null where it is not known.</summary>
    public double? Index(int region, int from, int to) => countries[region] is { } country
        ? Change(Indices.Value, HasIndex(country) ? country : Dollars, from, to) : Mean(Indices.Value, region, from, to);

    /// <summary>e of a region, in the money of the table; null where it is not known.</summary>
    /// <param name="region">Its position.</param>
    /// <param name="from">Where it is 1.</param>
    /// <param name="to">The other year.</param>
    /// <param name="withIndex">Whether the index is shipped too: only then may dollars stand in for an unknown money.</param>
    public double? Rate(int region, int from, int to, bool withIndex)
    {
        if (issuer is null) return null;
        var inDollars = countries[region] is not { } country ? Mean(Rates.Value, region, from, to)
            : (MoneyIn(country) ?? (withIndex ? Dollars : null)) is { } money ? Change(Rates.Value, money, from, to) : null;
        return inDollars / Change(Rates.Value, issuer, from, to);
    }

    /// <summary>Which rules stand in, and for which regions.</summary>
    public IEnumerable<Finding> Rules()
    {
        var rests = Enumerable.Range(0, regions.Count).Where(r => countries[r] is null && inside[r].Length > 0).ToArray();
        var known = countries.OfType<string>().ToArray();
        (string Rule, string[] Regions)[] rules =
        [
            ("Regions of several countries take the geometric mean of the countries inside them that have both shipped series, "
                + "weighted by their gross domestic product of 2015.",
                [.. rests.Select(r => $"{regions[r].Code}: {string.Join(", ", inside[r])}")]),
            ("Countries without a shipped price index take the United States' and their own currency's rate.",
                [.. known.Where(c => !Indices.Value.Has(c) && MoneyIn(c) is not null)]),
            ("Countries of whose currency no rate is shipped are priced in dollars: the United States' price index, rate 1.",
                [.. known.Where(c => MoneyIn(c) is null)]),
        ];
        return rules.Where(r => r.Regions.Length > 0)
            .Select(r => Finding.Info("PRICE-RULE", "prices.indices", r.Rule, string.Join("; ", r.Regions)));
    }

    private static bool HasIndex(string country) => Indices.Value.Has(country) && MoneyIn(country) is not null;

    // The country in whose series the rate of a country's money stands.
    private static string? MoneyIn(string country) => Rates.Value.Has(country) ? country
        : MoneyOf.TryGetValue(country, out var money) ? Issuers[money] : null;

    // Of both means the same countries, so that p is the mean of their p.
    private double? Mean(YearSeries series, int region, int from, int to)
    {
        var (logarithms, weights) = (0.0, 0.0);
        foreach (var country in inside[region])
        {
            if (Change(Indices.Value, country, from, to) is null || Change(Rates.Value, country, from, to) is null) continue;
            var weight = Weights.Value[country];
            logarithms += weight * PortableMath.Log(Change(series, country, from, to)!.Value);
            weights += weight;
        }

        return weights > 0 ? PortableMath.Exp(logarithms / weights) : null;
    }

    private static double? Change(YearSeries series, string country, int from, int to) => series.Change(country, "", from, to);

    private static Dictionary<string, double> ReadWeights()
    {
        var csv = ShippedCsv.Read(WeightFile, ["region", WeightColumn], WeightColumn);
        return csv.Rows.ToDictionary(r => csv.Text(r, "region"),
            r => csv.TryNumber(r, WeightColumn, out var value) ? value : throw new InvalidOperationException(csv.Place(r)),
            StringComparer.Ordinal);
    }
}
