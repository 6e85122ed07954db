using IoEngine.Procurement;
using IoEngine.Scenarios;

namespace IoEngine.Reporting.Layouts;

/// <summary>The orders of one size band and group in a year.</summary>
internal readonly record struct ProfileRow(string Scenario, int Year, string Band, string Group, double Number, decimal Value, decimal Cumulated, string Unit);

/// <summary><c>orders_profile</c> and <c>rejected_orders</c>.</summary>
internal static class OrderFiles
{
    public static ResultLayout<ProfileRow> Profile { get; } = new ResultLayout<ProfileRow>("orders_profile",
            "The orders themselves by size and group, mapped or not.")
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("band", "size of an order (`orders.bands`), in the report currency", r => r.Band)
        .Text("group", "of the supplier's country in that year, `unknown` without a known one; empty without groups", r => r.Group)
        .Number("number", In.Number, "orders", r => ResultTerms.Count(r.Number))
        .Number("value", In.Money, "their value", r => (double)r.Value)
        .Number("cumulated_value", In.Money, "`value` of this band and group up to and with this year", r => (double)r.Cumulated)
        .Text("unit", "of the money columns", r => r.Unit);

    public static ResultLayout<RejectedOrder> Rejected { get; } = new ResultLayout<RejectedOrder>("rejected_orders",
            "Rows of the files of orders that can't be used; they are in no other number. Empty but for the header where all could be read.")
        .Text("file", "name of the file", r => Path.GetFileName(r.File))
        .Integer("line", In.Number, "line in it", r => r.Line)
        .Text("reason", "what is wrong", r => r.Reason)
        .Number("value", "money of `currency`", "value of the order, where it could be read", r => (double?)r.Value)
        .Text("currency", "its currency, where it could be read", r => r.Currency)
        .Text("text", "the row as it stands", r => r.Text);

    public static ResultTable ProfileOf(IReadOnlyList<ScenarioResult> worlds, DemandRules rules, string currency, IEnumerable<int> years)
    {
        var run = years.ToHashSet();
        return Profile.Fill(worlds.SelectMany(w => Rows(w, rules, currency, run)));
    }

    private static IEnumerable<ProfileRow> Rows(ScenarioResult world, DemandRules rules, string currency, HashSet<int> run)
    {
        var rows = new SortedDictionary<(int Year, int Band, string Group), (double Number, decimal Value)>();
        var groups = world.Countries.ToDictionary(y => y.Year, y => (Year: y, Of: new Dictionary<string, string>(StringComparer.Ordinal)));
        foreach (var cell in world.Orders.Cells)
        {
            if (!run.Contains(cell.Year) || !rules.Includes(cell.Flags)) continue;
            if (!rules.Rates.TryRate(cell.Currency, currency, cell.RateYear, out var rate)) continue; // refused already where the year is run
            var (year, known) = groups[cell.Year];
            if (!known.TryGetValue(cell.SupplierCountry, out var group)) known[cell.SupplierCountry] = group = year.GroupOf(cell.SupplierCountry);
            var key = (cell.Year, cell.Band, group);
            var (number, value) = rows.GetValueOrDefault(key);
            rows[key] = (number + cell.Number, value + (cell.Value * rate));
        }

        var cumulated = new Dictionary<(int Band, string Group), decimal>();
        foreach (var ((year, band, group), (number, value)) in rows)
        {
            var sum = cumulated[(band, group)] = cumulated.GetValueOrDefault((band, group)) + value;
            yield return new(world.Name, year, world.Orders.Bands.Name(band), group, number, value, sum, currency);
        }
    }
}
