using System.Globalization;
using IoEngine.Impact;

namespace IoEngine.Reporting;

/// <summary>
/// What one contract brings where: amount × multipliers, in exact decimal arithmetic and printed alike everywhere. Immutable.
/// </summary>
/// <remarks>Whole units of money from 1,000 on, cents below; halves are rounded away from zero.</remarks>
public sealed class ContractAnswer
{
    private readonly ContractMultipliers multipliers;
    private readonly int industry;

    /// <summary>Asks for a contract.</summary>
    /// <param name="multipliers">Multipliers of the table's year.</param>
    /// <param name="industry">The industry that gets the order.</param>
    /// <param name="amount">Value at basic prices.</param>
    /// <exception cref="UnknownLabelException">There is no such industry.</exception>
    public ContractAnswer(ContractMultipliers multipliers, Accounts.Industry industry, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(multipliers);
        this.multipliers = multipliers;
        this.industry = multipliers.Industries.IndexOf(industry);
        Amount = amount;
    }

    /// <summary>The value ordered.</summary>
    public decimal Amount { get; }

    /// <summary>Value added in a region through one channel.</summary>
    public decimal ValueAdded(Channel channel, int region) => Of(multipliers[channel, region, industry]);

    /// <summary>Value added in a region through all channels.</summary>
    public decimal ValueAdded(int region) => Of(Enum.GetValues<Channel>().Sum(c => (long)multipliers[c, region, industry]));

    /// <summary>Value added in the world through one channel.</summary>
    public decimal World(Channel channel) =>
        Of(Enumerable.Range(0, multipliers.Regions.Count).Sum(r => (long)multipliers[channel, r, industry]));

    /// <summary>Product taxes along the chain.</summary>
    public decimal ProductTaxes => Of(multipliers.ProductTaxes(industry));

    /// <summary>Other leaks: <see cref="Amount"/> less direct and indirect value added and product taxes.</summary>
    public decimal Other => Of(multipliers.Other(industry));

    /// <summary>An amount as it is printed.</summary>
    public string Print(decimal value)
    {
        var decimals = Math.Abs(Amount) >= 1000 ? 0 : 2;
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals, CultureInfo.InvariantCulture)
            .Replace(',', ' ');
    }

    private decimal Of(long millionths) => Amount * millionths / ContractMultipliers.Whole;
}
