using IoEngine.Procurement.Ledger;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary><c>order_effects</c>: a row an order and indicator, a file a year.</summary>
internal static class OrderEffectFiles
{
    /// <summary>The layout with a column for each receiver and channel.</summary>
    /// <param name="receivers">Groups, or countries where there are none.</param>
    /// <param name="positions">Of the receivers among those of the rows; −1: they have none of it.</param>
    public static ResultLayout<OrderEffect> Layout(IReadOnlyList<string> receivers, IReadOnlyList<int>? positions = null) =>
        new ResultLayout<OrderEffect>("order_effects",
            "What every order brings: a file a year, `order_effects/2010.parquet`, a row an order and indicator. The rows of a "
                + "year add up to `effects` of the baseline. An order whose contract, or spend profile, has several years has "
                + "rows in each.")
        {
            Written = "where `attribution.orderEffects` is true",
            Notes = "Then a column for each country group (or country, without groups) and channel, in `unit`: `member_direct`, "
                + "`member_indirect`, `member_induced`, …",
        }
            .Text("scenario", "always `baseline`", _ => ResultTerms.Baseline)
            .Year("year", "in which it is spent", r => r.Order.Year)
            .Text("order", "its number; `line 7` where it has none", r => r.Order.Number)
            .Text("source", "country of the supplier, `unknown` where none is known", r => r.Order.Source)
            .Text("indicator", ResultTerms.AsInEffects, r => r.Indicator.Name)
            .Text("unit", "of the effects", r => r.Indicator.Unit)
            .With(from receiver in receivers.Select((name, k) => (Name: name, At: positions is null ? k : positions[k]))
                  from channel in ResultTerms.Channels
                  select new Column<OrderEffect>($"{receiver.Name}_{channel.Name}", In.Row, "effect there",
                      Effects(receiver.At, (int)channel.Channel)));

    // All rows of a column at once: there are tens of millions of these numbers.
    private static ColumnValues<OrderEffect, double> Effects(int receiver, int channel) => (rows, to) =>
    {
        if (receiver < 0) to.Clear();
        else OrderEffect.Put(rows, (receiver * ResultTerms.Channels.Count) + channel, to);
    };

    /// <summary>The files of all years: parts of some thousand rows, made when they are taken.</summary>
    /// <param name="world">The baseline.</param>
    /// <param name="multipliers">By year.</param>
    public static IEnumerable<(string File, IEnumerable<ResultTable> Parts)> Of(ScenarioResult world,
        IReadOnlyDictionary<int, ReceiverMultipliers> multipliers)
    {
        var receivers = multipliers.Values.SelectMany(m => m.Receivers).Distinct().Order(StringComparer.Ordinal).ToArray();
        foreach (var year in world.Years)
        {
            if (multipliers.TryGetValue(year.Assignment.Year, out var own))
                yield return ($"order_effects/{year.Assignment.Year}", Parts(world.Priced, year, own, receivers));
        }
    }

    private static IEnumerable<ResultTable> Parts(PricedLedger orders, YearResult year, ReceiverMultipliers multipliers,
        string[] receivers)
    {
        var own = multipliers.Receivers.ToList();
        return Layout(receivers, [.. receivers.Select(name => own.IndexOf(name))])
            .Parts(OrderEffects.Of(orders, year.Demand, multipliers));
    }
}
