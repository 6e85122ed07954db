using IoEngine.Files.Lines;

namespace IoEngine.Demonstration;

/// <summary>The shipped annual average rates, to value orders of the demonstration in the currencies they are paid in.</summary>
internal sealed class ExchangeRates
{
    private readonly Dictionary<(string Currency, int Year), double> perUsd = [];

    private ExchangeRates(TidyCsv csv)
    {
        foreach (var row in csv.Rows)
        {
            if (csv.TryYear(row, "year", out var year) & csv.TryNumber(row, "per_usd", out var rate))
                perUsd[(csv.Text(row, "currency"), year)] = rate;
        }
    }

    /// <summary>The rates as delivered.</summary>
    public static ExchangeRates Embedded { get; } = new(ShippedCsv.Read("fx.csv", ["year", "currency", "per_usd"], "per_usd"));

    /// <summary>Units of a currency for one Swiss franc.</summary>
    public double PerFranc(string currency, int year) => PerUsd(currency, year) / PerUsd("CHF", year);

    private double PerUsd(string currency, int year) => currency == "USD" ? 1 : perUsd[(currency, year)];
}
