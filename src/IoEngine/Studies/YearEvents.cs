using IoEngine.Accounts;
using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Impact;

namespace IoEngine.Studies;

/// <summary>
/// Effects of a year's events of one kind: by channel, receiver and source, and what is the organisation's own. Immutable.
/// </summary>
public sealed class EventEffects
{
    private readonly double[][] own;

    internal EventEffects(EventKind kind, IReadOnlyList<string> sources, IReadOnlyList<IndicatorResult> indicators,
        Effects effects, double[][] own)
    {
        (Kind, Sources, Indicators, Effects) = (kind, sources, indicators, effects);
        this.own = own;
    }

    /// <summary>The kind.</summary>
    public EventKind Kind { get; }

    /// <summary>Countries of the events, in ordinal order: the sources of <see cref="IndicatorResult.Attribution"/>.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The indicators of the year, report currency or the table's unit.</summary>
    public IReadOnlyList<IndicatorResult> Indicators { get; }

    /// <summary>In the table's money.</summary>
    internal Effects Effects { get; }

    /// <summary>
    /// What an indicator, by its position, counts of the pay itself in a region: value added of the organisation, in no channel.
    /// </summary>
    public double Own(int indicator, int region) => own[indicator][region];
}

/// <summary>What a year's events bring, kind by kind, beside the orders and never among them. Immutable.</summary>
public sealed class YearEvents
{
    internal YearEvents(IReadOnlyList<EventSpending> spending, IReadOnlyList<EventEffects> kinds) =>
        (Spending, Kinds) = (spending, kinds);

    /// <summary>Where the money of each event goes.</summary>
    public IReadOnlyList<EventSpending> Spending { get; }

    /// <summary>By kind, those that occur.</summary>
    public IReadOnlyList<EventEffects> Kinds { get; }

    /// <summary>All events, report currency.</summary>
    public decimal Amount => Spending.Sum(s => s.Event.Amount);

    /// <summary>What an indicator, by its position, counts in a region of all events: every channel, and pay itself.</summary>
    internal double Total(int indicator, int region) => Kinds.Sum(kind => kind.Own(indicator, region)
        + kind.Indicators[indicator].Total(region));

    /// <summary>What an indicator counts of pay itself, by region, in the currency of the pay.</summary>
    /// <param name="indicator">Name of the indicator.</param>
    /// <param name="pay">Pay.</param>
    /// <param name="households">Household parameters of the year.</param>
    /// <param name="regions">The table's regions.</param>
    internal static double[] OwnOf(string indicator, IEnumerable<EventSpending> pay, HouseholdParameters households,
        Axis<Region> regions)
    {
        var own = new double[regions.Count];
        foreach (var part in pay.Where(p => p.Own != 0))
            own[part.Region] += OwnOf(indicator, part, households.For(regions[part.Region]));
        return own;
    }

    // Pay with a disposable share of its own bears a levy of the organisation's, which is no tax.
    private static double OwnOf(string indicator, EventSpending pay, HouseholdParameter of)
    {
        if (indicator is IndicatorNames.ValueAdded or IndicatorNames.Gdp or IndicatorNames.Compensation) return pay.Own;
        if (pay.Event.DisposableShare is not null) return 0;
        return indicator == IndicatorNames.WageTaxes ? pay.WageTaxes : pay.Own * (IndicatorNames.RateOf(indicator, of) ?? 0);
    }
}
