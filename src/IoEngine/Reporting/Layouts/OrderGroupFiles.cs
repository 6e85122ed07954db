using IoEngine.Procurement.Ledger;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of <c>attribution_by</c>.</summary>
internal readonly record struct GroupEffectRow(string Dimension, string Key, AttributionRow Effect);

/// <summary>The orders of one value of a dimension in a year, and what they bring in the world.</summary>
internal readonly record struct GroupTotalRow(string Dimension, string Key, string Scenario, int Year, string Indicator,
    double Number, double Orders, double Direct, double Indirect, double Induced, double World, string Unit)
{
    public double Total => Direct + Indirect + Induced;
}

/// <summary><c>attribution_by</c> and <c>orders_by</c>: effects by columns of the orders.</summary>
internal static class OrderGroupFiles
{
    private const string When = "where `attribution.by` names columns";

    private const string Dimension = "a column of the orders as `attribution.by` names it; of several also all of them crossed, "
        + "with ` x ` between";

    private const string Key = "its value, `(none)` where it is empty; with ` | ` between where columns are crossed";

    public static ResultLayout<GroupEffectRow> AttributionBy { get; } = new ResultLayout<GroupEffectRow>("attribution_by",
            "What was bought: `attribution` once more, by columns of the orders. The keys of one dimension add up to "
                + "`attribution`, and so to `effects`; do not add up dimensions. Cells that are exactly zero are left out.")
    { Written = When }
        .Text("dimension", Dimension, r => r.Dimension)
        .Text("key", Key, r => r.Key)
        .With(EffectFiles.AttributionColumns<GroupEffectRow>(r => r.Effect));

    public static ResultLayout<GroupTotalRow> OrdersBy { get; } = new ResultLayout<GroupTotalRow>("orders_by",
            "The orders by columns of theirs, and what they bring in the whole world: a row a dimension, key, year and "
                + "indicator. The keys of one dimension add up to the orders and effects of the year.")
    { Written = When }
        .Text("dimension", Dimension, r => r.Dimension)
        .Text("key", Key, r => r.Key)
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("indicator", ResultTerms.AsInEffects, r => r.Indicator)
        .Number("number", In.Number, "orders", r => ResultTerms.Count(r.Number))
        .Number("orders", In.Money, "their value in the report currency, mapped or not", r => r.Orders)
        .Number("direct", In.Row, "effect in the world", r => r.Direct)
        .Number("indirect", In.Row, "effect in the world", r => r.Indirect)
        .Number("induced", In.Row, "effect in the world", r => r.Induced)
        .Number("total", In.Row, "all channels", r => r.Total)
        .Number("share", In.Share, "of the effect of all orders of the year", r => r.World == 0 ? null : r.Total / r.World)
        .Number("per_unit_ordered", "`unit` per money of the report", "`total` / `orders`",
            r => r.Orders == 0 ? null : r.Total / r.Orders)
        .Text("unit", "of the effects", r => r.Unit);

    /// <summary>A part a year and world.</summary>
    public static IEnumerable<ResultTable> AttributionByOf(IReadOnlyList<ScenarioResult> worlds) =>
        ResultTerms.Years(worlds).Select(of => EventFiles.LayoutFor(AttributionBy, worlds).Fill(EffectRows(of)));

    public static ResultTable OrdersByOf(IReadOnlyList<ScenarioResult> worlds) =>
        OrdersBy.Fill(worlds.SelectMany(world => world.Years.SelectMany(year => TotalRows(world, year))));

    private static IEnumerable<GroupEffectRow> EffectRows((string Scenario, YearResult Year, RegionCountries Countries) of)
    {
        var (scenario, year, countries) = of;
        if (year.ByOrders is not { } byOrders) yield break;
        foreach (var indicator in year.Indicators)
        {
            foreach (var (channel, name) in ResultTerms.Channels)
            {
                foreach (var group in byOrders.Groups)
                {
                    var source = year.Demand.Sources[group.Source] is { Length: > 0 } known ? known : CountryYear.Unknown;
                    for (var r = 0; r < year.Regions.Count; r++)
                    {
                        if (byOrders.Value(indicator.Name, channel, r, group) is not 0 and var value)
                            yield return new(group.Dimension, group.Key, new(scenario, year.Assignment.Year, indicator.Name, name,
                                source, countries.NameOf(r), value, indicator.Unit, indicator.IsImputedIn(r)));
                    }
                }
            }
        }
    }

    private static IEnumerable<GroupTotalRow> TotalRows(ScenarioResult world, YearResult year)
    {
        if (year.ByOrders is not { } byOrders) yield break;
        var groups = byOrders.Groups.ToLookup(g => (g.Dimension, g.Key));
        foreach (var ((dimension, key), (number, orders)) in OrderGroupTotals.Of(world.Priced, year.Assignment.Year))
        {
            foreach (var indicator in year.Indicators)
            {
                var effects = ResultTerms.Channels.Select(c =>
                    groups[(dimension, key)].Sum(g => byOrders.Total(indicator.Name, c.Channel, g))).ToArray();
                yield return new(dimension, key, world.Name, year.Assignment.Year, indicator.Name, number, (double)orders,
                    effects[0], effects[1], effects[2], indicator.Total(), indicator.Unit);
            }
        }
    }
}
