using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>The orders of one size band and group in a year of one world.</summary>
internal readonly record struct WorldProfile(string Scenario, OrderProfile Row, string Unit);

/// <summary><c>orders_profile</c> and <c>rejected_orders</c>.</summary>
internal static class OrderFiles
{
    public static ResultLayout<WorldProfile> Profile { get; } = new ResultLayout<WorldProfile>("orders_profile",
            "The orders themselves by size and group, mapped or not.")
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Row.Year)
        .Text("band", "size of an order (`orders.bands`), in the report currency", r => r.Row.Band)
        .Text("group", "of the supplier's country in that year, `unknown` without a known one; empty without groups",
            r => r.Row.Group)
        .Number("number", In.Number, "orders", r => ResultTerms.Count(r.Row.Number))
        .Number("value", In.Money, "their value", r => (double)r.Row.Value)
        .Number("cumulated_value", In.Money, "`value` of this band and group up to and with this year",
            r => (double)r.Row.Cumulated)
        .Text("unit", "of the money columns", r => r.Unit);

    public static ResultLayout<RejectedOrder> Rejected { get; } = new ResultLayout<RejectedOrder>("rejected_orders",
            "Rows of the files of orders that can't be used; they are in no other number. Empty but for the header where all "
                + "could be read.")
        .Text("file", "name of the file", r => Path.GetFileName(r.File))
        .Integer("line", In.Number, "line in it", r => r.Line)
        .Text("reason", "what is wrong", r => r.Reason)
        .Number("value", "money of `currency`", "value of the order, where it could be read", r => (double?)r.Value)
        .Text("currency", "its currency, where it could be read", r => r.Currency)
        .Text("text", "the row as it stands", r => r.Text);

    public static ResultTable ProfileOf(IReadOnlyList<ScenarioResult> worlds) => Profile.Fill(
        from world in worlds
        let years = world.Countries.ToDictionary(y => y.Year)
        from row in OrderProfile.Of(world.Priced, years.Keys, (country, year) => years[year].GroupOf(country))
        select new WorldProfile(world.Name, row, world.Priced.Currency));
}
