using IoEngine.Events;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of <c>fiscal</c>.</summary>
internal readonly record struct FiscalFileRow(string Scenario, int Year, string Country, string Group, FiscalRow Row,
    double Orders, double Contributed, string Unit);

/// <summary><c>fiscal</c>: taxes and social contributions by kind, country and group.</summary>
internal static class FiscalFile
{
    public static ResultLayout<FiscalFileRow> Layout { get; } = new ResultLayout<FiscalFileRow>("fiscal",
            "What governments receive, all channels: a row a kind and country. Countries whose rates are not known have no rows "
                + "of wage tax and contributions; numbers that are exactly zero are left out.")
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("country", "whose government", r => r.Country)
        .Text("group", "as in `countries`", r => r.Group)
        .Text("kind", "`products-on-spending` (on the orders themselves, in no GDP effect), `products` (along the chain and on "
            + "induced spending), `production`, `income-tax`, `employees-social`, `employers-social`",
            r => Spelling.Kebab($"{r.Row.Kind}"))
        .Number("value", In.Money, "what is received", r => r.Row.Value)
        .Number("per_unit_ordered", In.Ratio, "of orders alone: `value` / all orders of the year, so that rows add up",
            r => r.Row.Source is null && r.Orders != 0 ? r.Row.Value / r.Orders : null)
        .Number("per_unit_contributed", In.Ratio, "`value` / the part of the country's own contribution that funds what is "
            + "counted; empty where it pays nothing", r => r.Contributed != 0 ? r.Row.Value / r.Contributed : null)
        .Text("unit", "of `value`", r => r.Unit)
        .Text("held", "the year of the rates, where none of the table's year are known: the split is that of the nearest year, "
            + "its height the wedge 1 − θ of the year", r => r.Row.HeldFrom is { } year ? $"{year}" : "")
        .Text(EventFiles.SourceKind, EventFiles.SourceKinds,
            r => r.Row.Source is { } kind ? SpendingEvent.NameOf(kind) : EventFiles.Order);

    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds) =>
        EventFiles.LayoutFor(Layout, worlds).Fill(worlds.SelectMany(world =>
            world.Years.Zip(world.Countries).SelectMany(y => Rows(world, y.First, y.Second))));

    private static IEnumerable<FiscalFileRow> Rows(ScenarioResult world, YearResult year, CountryYear countries)
    {
        var names = new RegionCountries(year.Regions, year.Demand);
        var (of, orders) = (year.Assignment.Year, year.Demand.Reconciliation.Orders);
        var funded = world.FundedShare(of, year.Spent);
        return year.Fiscal.Rows.Where(row => row.Value != 0).Select(row =>
        {
            var country = names.NameOf(row.Region);
            return new FiscalFileRow(world.Name, of, country, countries.GroupOf(country), row, (double)orders,
                world.Contributions.Of(country, of) * funded, year.Demand.Currency);
        });
    }
}
