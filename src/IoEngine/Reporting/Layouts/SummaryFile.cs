using IoEngine.Households;
using IoEngine.Impact;

namespace IoEngine.Reporting.Layouts;

/// <summary><c>summary</c>: the run in one row a year; <c>summary_all</c>: the sum over years.</summary>
internal static class SummaryFile
{
    private const string Identity = "`direct` + `indirect` + all `leak_…` = `mapped`, every year; a run where this does not "
        + "close stops.";

    public static ResultLayout<SummaryRow> Layout { get; } = new ResultLayout<SummaryRow>("summary",
        "The run in one row a year.")
    { Notes = Identity }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year!.Value)
        .Year("table_year", "year of the table that was used", r => r.TableYear!.Value)
        .Text("extrapolated", "`yes` where the table is another year's, else `no`",
            r => ResultTerms.YesNo(r.ExtrapolatedYears > 0))
        .Text("closure", "what \"induced\" assumes", r => Closure.NameOf(r.Closure))
        .With(Figures());

    public static ResultLayout<SummaryRow> OverYears { get; } = new ResultLayout<SummaryRow>("summary_all",
        "The sum over the years of `summary`, a row a world.")
    { Notes = Identity }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Integer("years", In.Number, "years added up", r => r.Years)
        .Integer("extrapolated_years", In.Number, "of these, years whose table is another year's", r => r.ExtrapolatedYears)
        .Text("closure", "what \"induced\" assumes", r => Closure.NameOf(r.Closure))
        .With(Figures());

    private static IEnumerable<Column<SummaryRow>> Figures() =>
    [
        new("orders_number", In.Number, "orders, with parts where an order is spread",
            r => ResultTerms.Count(r.OrdersNumber)),
        new("orders", In.Money, "value of all orders: mapped and unmapped", r => (double)r.Orders),
        new("mapped", In.Money, "the part that stands in an industry of the table", r => (double)r.Mapped),
        new("unmapped", In.Money, "the part that does not; it has no effects", r => (double)r.Unmapped),
        new("direct", In.Money, "value added at the suppliers", r => r.ValueAdded[(int)Channel.Direct]),
        new("indirect", In.Money, "value added in their supply chains", r => r.ValueAdded[(int)Channel.Indirect]),
        new("induced", In.Money, "value added through the spending of incomes, by the closure",
            r => r.ValueAdded[(int)Channel.Induced]),
        new("total", In.Money, "direct + indirect + induced", r => r.Total),
        new("value_added_per_unit_ordered", In.Ratio, "`total` / `orders`", r => r.PerUnit),
        new("gdp", In.Money, "value added and taxes less subsidies on products; empty where it is not among the indicators",
            r => r.Gdp),
        new("jobs_persons", "persons for a year", "employment; empty where the tables have none", r => r.Persons),
        new("jobs_fte", "FTE for a year", "the same in full-time equivalents", r => r.Fte),
        new("leak_order_taxes", In.Money, "product taxes on the orders themselves (`valuation.tax`, `valuation.margins`)",
            r => r.Leaks.OrderTaxes),
        new("leak_product_taxes", In.Money, "taxes less subsidies on products along the chain, direct and indirect",
            r => r.Leaks.ProductTaxes),
        new("leak_other_items", In.Money, "other column items of the table, such as purchases abroad",
            r => r.Leaks.OtherItems),
        new("leak_table_residual", In.Money, "what the table's published columns miss: its own imbalance",
            r => r.Leaks.TableResidual),
        new("leak_unexplained", In.Money,
            "orders to industries without output in the table: they stay in `orders` and give no effect",
            r => r.Leaks.Unexplained),
        new("non_member_order_share", In.Share, "share of `orders` of all groups outside (`groups.outside`); "
            + "orders in no known country, or to countries within a region that holds members too, count to the whole only. "
            + "Empty without groups", r => r.NonMemberOrderShare),
        new("non_member_share", In.Share,
            "their share of `total`; regions that hold members too are not counted to them. Empty without groups",
            r => r.NonMemberShare),
        .. Fiscal(),
        new("unit", "of the money columns", r => r.Unit),
    ];

    private static IEnumerable<Column<SummaryRow>> Fiscal() =>
    [
        new("taxes", In.Money, "taxes on products, production and wages, of countries whose rates are known (`fiscal`); those on "
            + "the orders themselves are `leak_order_taxes`", r => r.Taxes),
        new("social_contributions", In.Money, "employers' and employees' social contributions, likewise",
            r => r.SocialContributions),
        new("fiscal_per_unit_ordered", In.Ratio, "(`taxes` + `social_contributions` + `leak_order_taxes`) / `orders`",
            r => r.FiscalPerUnit),
        new("fiscal_per_unit_contributed", In.Ratio, "the same / the contributions that fund the orders (contributions × orders "
            + "/ all spending): the fiscal return; empty without contributions", r => r.FiscalReturn),
    ];
}
