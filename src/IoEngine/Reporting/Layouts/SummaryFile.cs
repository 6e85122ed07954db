using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Scenarios;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One year of one world, or all of its years.</summary>
internal readonly record struct WorldSummary(string Scenario, string Closure, SummaryRow Row, string Unit);

/// <summary><c>summary</c>: the run in one row a year, and one for all years.</summary>
internal static class SummaryFile
{
    public static ResultLayout<WorldSummary> Layout { get; } = new ResultLayout<WorldSummary>("summary", "The run in one row a year, and a row `all`.")
    { Notes = "`direct` + `indirect` + all `leak_…` = `mapped`, every year; a run where this does not close stops." }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Text("year", ResultTerms.YearOrAll, r => r.Row.Year)
        .Text("table_year", "year of the table that was used; empty in `all`", r => r.Row.TableYear)
        .Text("extrapolated", "`yes` where the table is another year's, else `no`; in `all` the number of such years", r => r.Row.Extrapolated)
        .Text("closure", "what \"induced\" assumes", r => r.Closure)
        .Number("orders_number", In.Number, "orders, with parts where an order is spread", r => ResultTerms.Count(r.Row.OrdersNumber))
        .Number("orders", In.Money, "value of all orders: mapped and unmapped", r => (double)r.Row.Orders)
        .Number("mapped", In.Money, "the part that stands in an industry of the table", r => (double)r.Row.Mapped)
        .Number("unmapped", In.Money, "the part that does not; it has no effects", r => (double)r.Row.Unmapped)
        .Number("direct", In.Money, "value added at the suppliers", r => r.Row.ValueAdded[(int)Channel.Direct])
        .Number("indirect", In.Money, "value added in their supply chains", r => r.Row.ValueAdded[(int)Channel.Indirect])
        .Number("induced", In.Money, "value added through the spending of incomes, by the closure", r => r.Row.ValueAdded[(int)Channel.Induced])
        .Number("total", In.Money, "direct + indirect + induced", r => r.Row.Total)
        .Number("value_added_per_unit_ordered", In.Ratio, "`total` / `orders`", r => r.Row.PerUnit)
        .Number("gdp", In.Money, "value added and taxes less subsidies on products; empty where it is not among the indicators", r => r.Row.Gdp)
        .Number("jobs_persons", "persons for a year", "employment; empty where the tables have none", r => r.Row.Persons)
        .Number("jobs_fte", "FTE for a year", "the same in full-time equivalents", r => r.Row.Fte)
        .Number("leak_order_taxes", In.Money, "product taxes on the orders themselves (`valuation.tax`, `valuation.margins`)", r => r.Row.Leaks.OrderTaxes)
        .Number("leak_product_taxes", In.Money, "taxes less subsidies on products along the chain, direct and indirect", r => r.Row.Leaks.ProductTaxes)
        .Number("leak_other_items", In.Money, "other column items of the table, such as purchases abroad", r => r.Row.Leaks.OtherItems)
        .Number("leak_table_residual", In.Money, "what the table's published columns miss: its own imbalance", r => r.Row.Leaks.TableResidual)
        .Number("leak_unexplained", In.Money, "orders to industries without output in the table: they stay in `orders` and give no effect",
            r => r.Row.Leaks.Unexplained)
        .Number("non_member_order_share", In.Share, "share of `orders` of all groups outside (`groups.outside`); "
            + "orders in no known country count to the whole only. Empty without groups", r => r.Row.NonMemberOrderShare)
        .Number("non_member_share", In.Share, "their share of `total`; regions that hold members too are not counted to them. Empty without groups",
            r => r.Row.NonMemberShare)
        .Text("unit", "of the money columns", r => r.Unit);

    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds, ClosureKind closure, string currency) => Layout.Fill(
        from world in worlds
        from row in SummaryRow.Of(world)
        select new WorldSummary(world.Name, Closure.NameOf(world.ClosureKind(closure)), row, currency));
}
