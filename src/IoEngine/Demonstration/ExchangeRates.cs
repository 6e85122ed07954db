using System.Globalization;

namespace IoEngine.Demonstration;

/// <summary>Annual average rates of the demonstration's fx.csv, to value orders in the currencies they are paid in.</summary>
internal sealed class ExchangeRates
{
    private readonly Dictionary<(string Currency, int Year), double> perUsd = [];

    private ExchangeRates(IEnumerable<string> lines)
    {
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',', 4);
            if (cells.Length < 3) continue;
            perUsd[(cells[1], int.Parse(cells[0], CultureInfo.InvariantCulture))] = double.Parse(cells[2],
                CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The rates as delivered.</summary>
    public static ExchangeRates Embedded { get; } = new(DemonstrationFiles.ReadText("fx.csv").Split('\n'));

    /// <summary>Units of a currency for one Swiss franc.</summary>
    public double PerFranc(string currency, int year) => PerUsd(currency, year) / PerUsd("CHF", year);

    private double PerUsd(string currency, int year) => currency == "USD" ? 1 : perUsd[(currency, year)];
}
