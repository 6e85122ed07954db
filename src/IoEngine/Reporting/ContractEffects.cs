using System.Globalization;
using System.Numerics;
using IoEngine.Accounts;
using IoEngine.Impact;

namespace IoEngine.Reporting;

/// <summary>
/// What one contract brings where, of one indicator: amount × multipliers in whole numbers, printed alike everywhere. Immutable.
/// </summary>
/// <remarks>
/// Money as <see cref="ContractAnswer"/> prints it. All else with so many decimals, six at most, that the effect in the world has
/// four digits: half a job is not none. Halves are rounded away from zero.
/// </remarks>
public sealed class ContractEffects
{
    // Decimals of a rate: whole numbers from here on.
    private const int RateDecimals = 18, MostDecimals = 6, Digits = 1000;
    private readonly ContractIndicator indicator;
    private readonly int industry;
    private readonly BigInteger numerator, denominator;
    private readonly int decimals;

    /// <summary>Asks for a contract.</summary>
    /// <param name="indicator">Multipliers of the table's year.</param>
    /// <param name="industry">The industry that gets the order.</param>
    /// <param name="amount">Value at basic prices, report currency.</param>
    /// <param name="tableMoneyPerUnit">The table's money in one unit of the report currency, in the year of the order.</param>
    /// <exception cref="UnknownLabelException">There is no such industry.</exception>
    public ContractEffects(ContractIndicator indicator, Industry industry, decimal amount, double tableMoneyPerUnit)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        (this.indicator, this.industry) = (indicator, indicator.Industries.IndexOf(industry));
        // as whole numbers, however many decimals the amount is written with
        (numerator, denominator) = (new BigInteger(amount), BigInteger.Pow(10, indicator.Decimals));
        for (var rest = amount % 1m; rest != 0m; rest = rest * 10m % 1m)
            (numerator, denominator) = ((numerator * 10) + new BigInteger(rest * 10m), denominator * 10);
        if (!indicator.IsMoney)
            (numerator, denominator) = (numerator * Rate(tableMoneyPerUnit), denominator * BigInteger.Pow(10, RateDecimals));
        decimals = indicator.IsMoney ? Math.Abs(amount) >= 1000 ? 0 : 2 : DecimalsOf(World());
    }

    /// <summary>The indicator.</summary>
    public string Name => indicator.Name;

    /// <summary>Unit of what is printed.</summary>
    /// <param name="currency">Of the order.</param>
    public string UnitIn(string currency) => indicator.IsMoney ? currency : indicator.Unit;

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions => indicator.Regions;

    /// <summary>A rate as the page has it: in trillionths of millionths, from fifteen digits.</summary>
    internal static BigInteger Rate(double tableMoneyPerUnit) => new(decimal.Round((decimal)tableMoneyPerUnit * 1e18m));

    /// <summary>Multipliers of a region through one channel, or summed: to be printed.</summary>
    public long this[Channel channel, int region] => indicator[channel, region, industry];

    /// <summary>Multipliers of a region through all channels.</summary>
    public long this[int region] => Enum.GetValues<Channel>().Sum(c => this[c, region]);

    /// <summary>Multipliers of the world through one channel.</summary>
    public long World(Channel channel) => Enumerable.Range(0, Regions.Count).Sum(r => this[channel, r]);

    /// <summary>Multipliers of the world through all channels.</summary>
    public long World() => Enum.GetValues<Channel>().Sum(World);

    /// <summary>The effect of multipliers as it is printed.</summary>
    public string Print(long multipliers)
    {
        var exact = numerator * multipliers * BigInteger.Pow(10, decimals);
        var rounded = ((2 * BigInteger.Abs(exact)) + denominator) / (2 * denominator);
        var digits = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var whole = BigInteger.Parse(digits[..^decimals], CultureInfo.InvariantCulture)
            .ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');
        return $"{(exact < 0 && rounded > 0 ? "-" : "")}{whole}{(decimals > 0 ? "." : "")}{digits[^decimals..]}";
    }

    private int DecimalsOf(long largest)
    {
        var (found, exact) = (0, BigInteger.Abs(numerator * largest));
        while (found < MostDecimals && exact > 0 && exact < Digits * denominator) (found, exact) = (found + 1, exact * 10);
        return found;
    }
}
