using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Money;

/// <summary>Annual average exchange rates. Immutable.</summary>
/// <remarks>
/// Units of a currency per US dollar; USD is 1. Of several sources the first that has a currency and year counts.
/// </remarks>
public sealed class CurrencyRates
{
    /// <summary>Name of the shipped file.</summary>
    internal const string ShippedFile = "fx.csv";

    private static readonly string[] Columns = ["year", "currency", "per_usd"];

    private static readonly Lazy<CurrencyRates> LazyShipped = new(() => Of([ShippedCsv.Read(ShippedFile, Columns)], []));

    private readonly Dictionary<(string Currency, int Year), (decimal PerUsd, string Source)> rates;

    private CurrencyRates(Dictionary<(string, int), (decimal, string)> rates, IReadOnlyList<Finding>? findings = null)
    {
        this.rates = rates;
        Findings = findings ?? [];
    }

    /// <summary>No rates: only USD and amounts that stay in their currency.</summary>
    public static CurrencyRates None { get; } = new([]);

    /// <summary>
    /// The shipped rates, <c>data/reference/fx.csv</c>, in the configuration <c>"shipped"</c>: annual means of the euro
    /// reference rates of the European Central Bank, 1999 to 2025, divided by that of the US dollar. data/README.md says which
    /// currencies and years there are.
    /// </summary>
    public static CurrencyRates Shipped => LazyShipped.Value;

    /// <summary>What is hard to believe about the rates of files; no errors.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Number of currency-years.</summary>
    public int Count => rates.Count;

    /// <summary>Currencies with a rate, in ordinal order.</summary>
    public IReadOnlyList<string> Currencies =>
        rates.Keys.Select(k => k.Currency).Distinct().Order(StringComparer.Ordinal).ToArray();

    /// <summary>Rates given in code; the first of two for one currency and year counts.</summary>
    /// <exception cref="ArgumentException">A rate is not positive.</exception>
    public static CurrencyRates Of(IEnumerable<(int Year, string Currency, decimal PerUsd)> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var map = new Dictionary<(string, int), (decimal, string)>();
        foreach (var (year, currency, perUsd) in rates)
        {
            if (perUsd <= 0m) throw new ArgumentException($"The rate of {currency} in {year} is not positive.", nameof(rates));
            map.TryAdd((currency.ToUpperInvariant(), year), (perUsd, "memory"));
        }

        return new CurrencyRates(map);
    }

    /// <summary>Reads <c>year,currency,per_usd</c> from files in the order of their precedence.</summary>
    /// <remarks>
    /// Rates that are hard to believe are warnings among the <see cref="Findings"/>: exactly 1, an inverted year, a jump over a
    /// factor of five.
    /// </remarks>
    /// <exception cref="InvalidDataFindingsException">
    /// A file or row can't be used, or USD is not 1, so that the rates are per something else; every fault is listed.
    /// </exception>
    public static CurrencyRates Read(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var findings = new List<Finding>();
        return Of(paths.Select(path => TidyCsv.Read(path, Columns, findings)), findings);
    }

    private static CurrencyRates Of(IEnumerable<TidyCsv> files, List<Finding> findings)
    {
        var map = new Dictionary<(string Currency, int Year), (decimal PerUsd, string Source)>();
        var places = new Dictionary<(string, int), string>();
        foreach (var csv in files)
        {
            var own = new Dictionary<(string, int), int>();
            foreach (var row in csv.Rows) ReadRow(csv, row, own, map, places, findings);
        }

        RateDoubts.Run(map.Select(r => (r.Key.Currency, r.Key.Year, (double)r.Value.PerUsd, places[r.Key])), findings);
        if (findings.Exists(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The exchange rates can't be used", findings);
        return new CurrencyRates(map, findings);
    }

    /// <summary>A copy in which the units of a currency per US dollar are multiplied in some years.</summary>
    internal CurrencyRates Scaled(string currency, Func<int, bool> years, decimal factor) => new(rates.ToDictionary(
        r => r.Key,
        r => r.Key.Currency == currency && years(r.Key.Year) ? (r.Value.PerUsd * factor, r.Value.Source) : r.Value));

    /// <summary>
    /// Units of <paramref name="to"/> for one of <paramref name="from"/> in a year, and false where a rate is missing.
    /// </summary>
    public bool TryRate(string from, string to, int year, out decimal rate)
    {
        rate = 1m;
        if (from == to) return true;
        if (!TryPerUsd(from, year, out var perUsdFrom) || !TryPerUsd(to, year, out var perUsdTo)) return false;
        rate = perUsdTo / perUsdFrom;
        return true;
    }

    /// <summary>Units of <paramref name="to"/> for one of <paramref name="from"/> in a year.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// A rate is missing; currency, year and the nearest years available are named.
    /// </exception>
    public decimal Rate(string from, string to, int year) =>
        TryRate(from, to, year, out var rate) ? rate : throw new InvalidDataFindingsException("An exchange rate is missing",
            Missing(from, to, year));

    /// <summary>
    /// A value in another currency: value · rate to nine decimals, so that sums of converted values stay exact in any order.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">
    /// A rate is missing; currency, year and the nearest years available are named.
    /// </exception>
    public decimal Convert(decimal value, string from, string to, int year) => Converted(value, Rate(from, to, year));

    internal static decimal Converted(decimal value, decimal rate) => rate == 1m ? value : decimal.Round(value * rate, 9);

    /// <summary>The findings for a rate that <see cref="TryRate"/> could not give: currency, year, nearest available.</summary>
    public IReadOnlyList<Finding> Missing(string from, string to, int year)
    {
        var findings = new List<Finding>();
        foreach (var currency in new[] { from, to }.Distinct().Where(c => !TryPerUsd(c, year, out _)))
        {
            var years = rates.Keys.Where(k => k.Currency == currency).Select(k => k.Year).OrderBy(y => Math.Abs(y - year))
                .ThenBy(y => y).ToList();
            findings.Add(Finding.Error("CURRENCY-RATE-MISSING", $"currency {currency}, year {year}",
                $"There is no exchange rate of {currency} for {year}.",
                NearestTo(years), "one rate a currency and year", Cure(year, currency)));
        }

        return findings;
    }

    /// <summary>What to do about a rate that is missing; without any rate there is no file to add it to.</summary>
    internal string Cure(int year, string currency) =>
        $"Add {(rates.Count == 0 ? "a file of rates (currency.rates) with lines" : "a line")} "
            + $"'{year},{currency},…' (units per US dollar){(rates.Count == 0 ? "" : " to the file of rates")}.";

    private string NearestTo(List<int> years) =>
        rates.Count == 0 ? "no rates at all: no file of rates is configured" : years.Count == 0 ? "no rate in any year"
            : $"nearest year with a rate: {years[0]}";

    /// <summary>Where the rate of a currency and year comes from; empty where there is none.</summary>
    public string SourceOf(string currency, int year) => rates.TryGetValue((currency, year), out var r) ? r.Source : "";

    private bool TryPerUsd(string currency, int year, out decimal perUsd)
    {
        perUsd = 1m;
        if (currency == "USD") return true;
        if (!rates.TryGetValue((currency, year), out var entry)) return false;
        perUsd = entry.PerUsd;
        return true;
    }

    private static void ReadRow(TidyCsv csv, TidyRow row, Dictionary<(string, int), int> own,
        Dictionary<(string, int), (decimal, string)> map, Dictionary<(string, int), string> places, List<Finding> findings)
    {
        if (!csv.TryYear(row, "year", out var year) | !csv.TryText(row, "currency", out var currency)
            | !csv.TryDecimal(row, "per_usd", out var perUsd))
            return;
        var hundredth = CurrencyCode.IsHundredth(currency);
        currency = currency.ToUpperInvariant();
        if (hundredth)
        {
            findings.Add(Finding.Error("CURRENCY-CODE", csv.Place(row, "currency"),
                "This is a hundredth of a currency, as pence are.", $"'{csv.Text(row, "currency")}'",
                "ISO 4217, three capitals", "Give the rate of the currency itself (GBP), and the orders in it."));
        }
        else if (currency == "USD" && perUsd != 1m)
        {
            findings.Add(Finding.Error("CURRENCY-USD", csv.Place(row, "per_usd"),
                "The US dollar is not 1, so the rates are per another currency.", $"{perUsd}", "1: units per US dollar",
                "Divide every rate of the year by that of USD (EUR 1 becomes 1 / the rate of USD)."));
        }
        else if (perUsd <= 0m)
        {
            findings.Add(Finding.Error("CURRENCY-RATE", csv.Place(row, "per_usd"), "A rate must be positive.", $"{perUsd}",
                "units per US dollar"));
        }
        else if (!own.TryAdd((currency, year), row.Line))
        {
            findings.Add(Finding.Error("CURRENCY-DUPLICATE", csv.Place(row), $"{currency} {year} occurs twice in one file.",
                $"also on line {own[(currency, year)]}", "one line a currency and year", "Remove one of the two."));
        }
        else if (map.TryAdd((currency, year), (perUsd, csv.Path)))
        {
            places[(currency, year)] = csv.Place(row, "per_usd");
        }
    }
}
