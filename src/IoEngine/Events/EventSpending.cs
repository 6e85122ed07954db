using IoEngine.Accounts;

namespace IoEngine.Events;

/// <summary>Where the money of an event goes, report currency. Immutable.</summary>
/// <remarks>Demand + product taxes + other items + saving + levy + wage taxes = amount.</remarks>
/// <param name="Event">The event.</param>
/// <param name="Region">Position of the table's region of its country; −1: it has none.</param>
/// <param name="Demand">f: what it buys at basic prices, n.</param>
/// <param name="ProductTaxes">Product taxes on what it buys; the region's government takes them.</param>
/// <param name="OtherItems">Other column items under what it buys, such as purchases abroad: a leak.</param>
/// <param name="Saving">What people save of their pay: (1 − mpc) d.</param>
/// <param name="Levy">What the organisation itself keeps of pay, 1 − d where d is the event's own: no fiscal revenue.</param>
/// <param name="WageTaxes">Taxes and contributions on pay, 1 − θ, where the event has no d of its own.</param>
/// <param name="Own">Value added of the organisation itself: pay. It is in no channel of production.</param>
public sealed record EventSpending(SpendingEvent Event, int Region, LabelledVector<Industry> Demand, double ProductTaxes,
    double OtherItems, double Saving, double Levy, double WageTaxes, double Own)
{
    /// <summary>What the parts miss of the amount: rounding only.</summary>
    public double Difference => (double)Event.Amount - (Demand.Sum() + ProductTaxes + OtherItems + Saving + Levy + WageTaxes);
}
