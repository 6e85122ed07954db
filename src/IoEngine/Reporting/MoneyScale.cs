namespace IoEngine.Reporting;

/// <summary>
/// The unit in which amounts are shown to people: a currency, its thousands or its millions, whichever fits the largest of them,
/// with more decimals for those that are small in it. Immutable.
/// </summary>
public readonly record struct MoneyScale
{
    private const double Thousand = 1e3, Million = 1e6;

    private MoneyScale(double unit, string currency) => (Unit, Currency) = (unit, currency);

    /// <summary>What one shown unit is in the currency: 1, 1,000 or 1,000,000.</summary>
    public double Unit { get; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>The scale that fits.</summary>
    /// <param name="largest">The largest amount to be shown, in the currency; its sign does not count.</param>
    /// <param name="currency">ISO 4217.</param>
    public static MoneyScale For(double largest, string currency) => Math.Abs(largest) switch
    {
        > 0 and < Thousand => new(1, currency),
        >= Thousand and < Million => new(Thousand, currency),
        _ => new(Million, currency),
    };

    /// <summary>Decimals that an amount needs, so that what is not zero is not shown as zero.</summary>
    /// <param name="value">In the currency.</param>
    public int Decimals(double value) => Unit == 1 ? 2 : DecimalsOf(value / Unit);

    /// <summary>
    /// Decimals of a number as it is shown: one from 1 on, more below, none for what is nothing beside the unit.
    /// </summary>
    public static int DecimalsOf(double shown) => Math.Abs(shown) switch
    {
        >= 0.995 => 1,
        >= 0.005 => 2,
        >= 0.00005 => 4,
        _ => 0,
    };

    /// <summary>Decimals of a share shown in per cent: one as a rule, more where it would be 0.0 and is not.</summary>
    public static int PercentDecimals(double share) => share == 0 || Math.Abs(share) >= 0.0005 ? 1 : DecimalsOf(share * 100);

    /// <summary>Such as <c>million CHF</c>.</summary>
    public override string ToString() =>
        (Unit switch { Million => "million ", Thousand => "thousand ", _ => "" } + Currency).TrimEnd();
}
