using IoEngine.Procurement.Ledger;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary><c>order_effects</c>: a row an order and indicator, a file a year.</summary>
internal static class OrderEffectFiles
{
    // Small enough that no list of a part is a large object, which would stay until a full collection.
    private const int PartRows = 512;

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
            .Year("year", "in which it is spent", r => r.Year)
            .Text("order", "its number; `line 7` where it has none", r => r.Order)
            .Text("source", "country of the supplier, `unknown` where none is known", r => r.Source)
            .Text("indicator", ResultTerms.AsInEffects, r => r.Indicator)
            .Text("unit", "of the effects", r => r.Unit)
            .With(from receiver in receivers.Select((name, k) => (Name: name, At: positions is null ? k : positions[k]))
                  from channel in ResultTerms.Channels
                  let column = (receiver.At * ResultTerms.Channels.Count) + (int)channel.Channel
                  select new Column<OrderEffect>($"{receiver.Name}_{channel.Name}", In.Row, "effect there",
                      (Func<OrderEffect, double?>)(r => receiver.At < 0 ? 0 : r[column])));

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
        var layout = Layout(receivers, [.. receivers.Select(name => multipliers.Receivers.ToList().IndexOf(name))]);
        var any = false;
        foreach (var rows in OrderEffects.Of(orders, year.Demand, multipliers).Chunk(PartRows))
        {
            any = true;
            yield return layout.Fill(rows);
        }

        if (!any) yield return layout.Empty();
    }
}
