using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One year of one world, or the sum of its years.</summary>
internal readonly record struct WorldSummary(string Scenario, string Closure, SummaryRow Row, string Unit);

/// <summary><c>summary</c>: the run in one row a year; <c>summary_all</c>: the sum over years.</summary>
internal static class SummaryFile
{
    private const string Identity = "`direct` + `indirect` + all `leak_…` = `mapped`, every year; a run where this does not "
        + "close stops.";

    public static ResultLayout<WorldSummary> Layout { get; } = new ResultLayout<WorldSummary>("summary",
        "The run in one row a year.")
    { Notes = Identity }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Row.Year!.Value)
        .Year("table_year", "year of the table that was used", r => r.Row.TableYear!.Value)
        .Text("extrapolated", "`yes` where the table is another year's, else `no`",
            r => ResultTerms.YesNo(r.Row.ExtrapolatedYears > 0))
        .Text("closure", "what \"induced\" assumes", r => r.Closure)
        .With(Figures());

    public static ResultLayout<WorldSummary> OverYears { get; } = new ResultLayout<WorldSummary>("summary_all",
        "The sum over the years of `summary`, a row a world.")
    { Notes = Identity }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Integer("years", In.Number, "years added up", r => r.Row.Years)
        .Integer("extrapolated_years", In.Number, "of these, years whose table is another year's", r => r.Row.ExtrapolatedYears)
        .Text("closure", "what \"induced\" assumes", r => r.Closure)
        .With(Figures());

    /// <summary>Both files.</summary>
    public static IEnumerable<ResultTable> Of(IReadOnlyList<ScenarioResult> worlds, ClosureKind closure, string currency)
    {
        var years = worlds.Select(SummaryRow.Of).ToArray();
        yield return Layout.Fill(worlds.SelectMany((world, w) => years[w].Select(row => Of(world, row))));
        yield return OverYears.Fill(worlds.Select((world, w) => Of(world, SummaryRow.Sum(years[w]))));

        WorldSummary Of(ScenarioResult world, SummaryRow row) =>
            new(world.Name, Closure.NameOf(world.ClosureKind(closure)), row, currency);
    }

    private static IEnumerable<Column<WorldSummary>> Figures() =>
    [
        new("orders_number", In.Number, "orders, with parts where an order is spread",
            r => ResultTerms.Count(r.Row.OrdersNumber)),
        new("orders", In.Money, "value of all orders: mapped and unmapped", r => (double)r.Row.Orders),
        new("mapped", In.Money, "the part that stands in an industry of the table", r => (double)r.Row.Mapped),
        new("unmapped", In.Money, "the part that does not; it has no effects", r => (double)r.Row.Unmapped),
        new("direct", In.Money, "value added at the suppliers", r => r.Row.ValueAdded[(int)Channel.Direct]),
        new("indirect", In.Money, "value added in their supply chains", r => r.Row.ValueAdded[(int)Channel.Indirect]),
        new("induced", In.Money, "value added through the spending of incomes, by the closure",
            r => r.Row.ValueAdded[(int)Channel.Induced]),
        new("total", In.Money, "direct + indirect + induced", r => r.Row.Total),
        new("value_added_per_unit_ordered", In.Ratio, "`total` / `orders`", r => r.Row.PerUnit),
        new("gdp", In.Money, "value added and taxes less subsidies on products; empty where it is not among the indicators",
            r => r.Row.Gdp),
        new("jobs_persons", "persons for a year", "employment; empty where the tables have none", r => r.Row.Persons),
        new("jobs_fte", "FTE for a year", "the same in full-time equivalents", r => r.Row.Fte),
        new("leak_order_taxes", In.Money, "product taxes on the orders themselves (`valuation.tax`, `valuation.margins`)",
            r => r.Row.Leaks.OrderTaxes),
        new("leak_product_taxes", In.Money, "taxes less subsidies on products along the chain, direct and indirect",
            r => r.Row.Leaks.ProductTaxes),
        new("leak_other_items", In.Money, "other column items of the table, such as purchases abroad",
            r => r.Row.Leaks.OtherItems),
        new("leak_table_residual", In.Money, "what the table's published columns miss: its own imbalance",
            r => r.Row.Leaks.TableResidual),
        new("leak_unexplained", In.Money,
            "orders to industries without output in the table: they stay in `orders` and give no effect",
            r => r.Row.Leaks.Unexplained),
        new("non_member_order_share", In.Share, "share of `orders` of all groups outside (`groups.outside`); "
            + "orders in no known country count to the whole only. Empty without groups", r => r.Row.NonMemberOrderShare),
        new("non_member_share", In.Share,
            "their share of `total`; regions that hold members too are not counted to them. Empty without groups",
            r => r.Row.NonMemberShare),
        new("unit", "of the money columns", r => r.Unit),
    ];
}
