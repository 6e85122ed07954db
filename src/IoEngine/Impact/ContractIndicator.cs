using IoEngine.Accounts;

namespace IoEngine.Impact;

/// <summary>
/// What an order to any industry brings where, of one indicator, in whole numbers: effect = cell / 10^<see cref="Decimals"/> per
/// unit ordered at basic prices, in the money of <see cref="IsMoney"/>. Immutable.
/// </summary>
/// <remarks>
/// Money has six decimals: millionths of the order, whatever its currency. All else is counted per unit of the table's money,
/// which an order of the report currency is brought to by the rate of its year, with as many decimals as whole numbers of eight
/// digits take.
/// </remarks>
public sealed class ContractIndicator
{
    private const double Largest = 1e8;
    private const int MostDecimals = 18;
    private readonly int[] direct;
    private readonly int[] indirect;
    private readonly int[] induced;

    private ContractIndicator(string name, string unit, int decimals, Axis<Region> regions,
        Axis<Industry> industries, int[] direct, int[] indirect, int[] induced)
    {
        (Name, Unit, Decimals) = (name, unit, decimals);
        (Regions, Industries) = (regions, industries);
        (this.direct, this.indirect, this.induced) = (direct, indirect, induced);
    }

    /// <summary>Name of the indicator.</summary>
    public string Name { get; }

    /// <summary>Unit of an effect; empty for money, whose unit is that of the order.</summary>
    public string Unit { get; }

    /// <summary>Whether effects are money of the order; else they are per unit of the table's money.</summary>
    public bool IsMoney => Unit.Length == 0;

    /// <summary>Decimals of the whole numbers.</summary>
    public int Decimals { get; }

    /// <summary>Receiving regions.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>Industries that receive orders.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>Effect in a region of an order to an industry, through one channel.</summary>
    public int this[Channel channel, int region, int industry] => channel switch
    {
        Channel.Direct => Regions[region] == Industries[industry].Region ? direct[industry] : 0,
        Channel.Indirect => indirect[(region * Industries.Count) + industry],
        Channel.Induced => induced[(region * Industries.Count) + industry],
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>The multipliers of a model.</summary>
    /// <param name="model">Table, system and closure.</param>
    /// <param name="indicator">One of the model's.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="NumericalException">A solve fails, or a multiplier is beyond 2,147 units per unit ordered.</exception>
    public static ContractIndicator Of(ImpactModel model, Indicator indicator, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(indicator);
        var m = model.Multipliers(indicator, cancellation);
        var (regions, industries) = (m.Regions, m.Industries);
        var n = industries.Count;
        var (decimals, power) = indicator.IsMoney ? (6, 1e6) : DecimalsOf(m);
        var (direct, indirect, induced) = (new int[n], new int[regions.Count * n], new int[regions.Count * n]);
        for (var r = 0; r < regions.Count; r++)
        {
            for (var j = 0; j < n; j++)
            {
                if (industries[j].Region == regions[r]) direct[j] = Whole(m[Channel.Direct, r, j], power, industries[j]);
                indirect[(r * n) + j] = Whole(m[Channel.Indirect, r, j], power, industries[j]);
                induced[(r * n) + j] = Whole(m[Channel.Induced, r, j], power, industries[j]);
            }
        }

        return new(indicator.Name, indicator.IsMoney ? "" : indicator.Unit.ToString(), decimals, regions, industries, direct,
            indirect, induced);
    }

    /// <summary>A multiplier as a whole number.</summary>
    /// <exception cref="NumericalException">It is too large for one.</exception>
    internal static int Whole(double multiplier, double power, Industry industry)
    {
        var rounded = Math.Round(multiplier * power, MidpointRounding.AwayFromZero);
        if (!(Math.Abs(rounded) <= int.MaxValue))
            throw new NumericalException(
                FormattableString.Invariant($"The multiplier of {industry} is {multiplier:G6}; no order causes that much."));
        return (int)rounded;
    }

    /// <summary>Puts stored multipliers together again.</summary>
    internal static ContractIndicator Stored(string name, string unit, int decimals, Axis<Region> regions,
        Axis<Industry> industries, int[] direct, int[] indirect, int[] induced) =>
            new(name, unit, decimals, regions, industries, direct, indirect, induced);

    private static (int Decimals, double Power) DecimalsOf(Multipliers m)
    {
        var largest = 0.0;
        foreach (var channel in Enum.GetValues<Channel>())
        {
            for (var r = 0; r < m.Regions.Count; r++)
            {
                for (var j = 0; j < m.Industries.Count; j++) largest = Math.Max(largest, Math.Abs(m[channel, r, j]));
            }
        }

        var (decimals, power) = (0, 1.0);
        while (largest > 0 && decimals < MostDecimals && largest * power * 10 < Largest)
            (decimals, power) = (decimals + 1, power * 10);
        return (decimals, power);
    }
}
