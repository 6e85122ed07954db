using System.Globalization;
using IoEngine.Numerics;

namespace IoEngine.Procurement.Money;

/// <summary>
/// What is hard to believe about exchange rates: exactly one per dollar, one year inverted, a jump from one year to the next. All
/// are warnings.
/// </summary>
internal static class RateDoubts
{
    private const double LargestJump = 5;

    // ln of 22 %: rates of a year and its neighbours differ by less in quiet times; what differs more may be the reciprocal.
    private const double Noticeable = 0.2;

    /// <summary>Currencies that are, or for years were, one to the US dollar by law.</summary>
    private static readonly HashSet<string> AtPar = ["USD", "BSD", "BMD", "PAB", "CUC", "CUP", "ARS", "USN"];

    /// <summary>Adds a finding a currency and kind of doubt.</summary>
    /// <param name="rates">Rates per US dollar and where each stands.</param>
    /// <param name="findings">Receives the warnings.</param>
    public static void Run(IEnumerable<(string Currency, int Year, double PerUsd, string Place)> rates, List<Finding> findings)
    {
        foreach (var currency in rates.Where(r => r.Currency != "USD").GroupBy(r => r.Currency).OrderBy(g => g.Key,
            StringComparer.Ordinal))
        {
            var years = currency.OrderBy(r => r.Year).Select(r => (r.Year, r.PerUsd, r.Place)).ToList();
            Par(currency.Key, years, findings);
            var inverted = Inverted(currency.Key, years, findings);
            Jumps(currency.Key, years.FindAll(y => !inverted.Contains(y.Year)), findings);
        }
    }

    private static void Par(string currency, List<(int Year, double PerUsd, string Place)> years, List<Finding> findings)
    {
        var ones = years.FindAll(y => y.PerUsd == 1);
        if (ones.Count == 0 || AtPar.Contains(currency)) return;
        findings.Add(Finding.Warning("CURRENCY-ONE", ones[0].Place,
            $"{currency} is exactly 1 per US dollar in {YearSpans.Of(ones.Select(o => o.Year))}.", "1",
            $"units of {currency} for one US dollar",
            $"If the rates are per {currency}, divide every rate of the year by that of USD, which such a list must have."));
    }

    // A year whose rate is nearer to the reciprocal of its neighbours than to themselves; of two years nobody can say which is
    // the wrong one.
    private static HashSet<int> Inverted(string currency, List<(int Year, double PerUsd, string Place)> years,
        List<Finding> findings)
    {
        var inverted = new List<(int Year, double PerUsd, string Place)>();
        for (var i = 0; i < years.Count; i++)
        {
            var near = new[] { i - 1, i + 1 }
                .Where(k => k >= 0 && k < years.Count && Math.Abs(years[k].Year - years[i].Year) <= 2)
                .Select(k => PortableMath.Log(years[k].PerUsd)).ToArray();
            if (near.Length == 0) continue;
            var (own, mean) = (PortableMath.Log(years[i].PerUsd), near.Average());
            var gap = Math.Abs(own - mean);
            if (gap > Noticeable && Math.Abs(own + mean) < 0.5 * gap && near.Max() - near.Min() < 0.5 * gap)
                inverted.Add(years[i]);
        }

        if (inverted.Count > 0)
            findings.Add(Finding.Warning("CURRENCY-INVERTED", inverted[0].Place,
                $"The rate of {currency} in {YearSpans.Of(inverted.Select(y => y.Year))} is near the reciprocal of its "
                    + "neighbours.",
                Shown(years), $"units of {currency} for one US dollar in every year",
                "Invert the year that is given as US dollars for one unit, or check it at the source."));
        return [.. inverted.Select(y => y.Year)];
    }

    private static void Jumps(string currency, List<(int Year, double PerUsd, string Place)> years, List<Finding> findings)
    {
        var jumps = years.Skip(1).Zip(years, (now, before) => (Before: before, Now: now))
            .Where(p => p.Now.Year - p.Before.Year <= 2
                && Math.Max(p.Now.PerUsd / p.Before.PerUsd, p.Before.PerUsd / p.Now.PerUsd) > LargestJump).ToList();
        if (jumps.Count == 0) return;
        findings.Add(Finding.Warning("CURRENCY-JUMP", jumps[0].Now.Place,
            $"The rate of {currency} jumps by more than a factor of {LargestJump:0} within a year.",
            string.Join("; ",
                jumps.Take(5)
                    .Select(
                        j =>
                            $"{j.Before.Year} {Text(j.Before.PerUsd)}, {j.Now.Year} "
                                + $"{Text(j.Now.PerUsd)}{Redenominated(j.Now.PerUsd / j.Before.PerUsd)}")),
            "one unit of money in all years",
            "Give all years in the unit that the orders are in: after a redenomination divide the earlier rates, and check "
                + "decimal signs."));
    }

    private static string Redenominated(double ratio)
    {
        var size = Math.Abs(PortableMath.Log10(ratio));
        var power = Math.Round(size);
        return power >= 2 && Math.Abs(size - power) < 0.25
            ? string.Create(CultureInfo.InvariantCulture, $" (about 1 to 10^{power:0}: a redenomination, or a lost decimal sign)")
            : "";
    }

    private static string Shown(List<(int Year, double PerUsd, string Place)> years) =>
        string.Join(", ", years.Take(12).Select(y => $"{y.Year} {Text(y.PerUsd)}")) + (years.Count > 12 ? ", …" : "");

    private static string Text(double rate) => rate.ToString("G6", CultureInfo.InvariantCulture);
}
