using IoEngine.Events;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>A line of the budget statement of a year.</summary>
internal readonly record struct BudgetRow(string Scenario, int Year, string Line, double Amount, string Unit,
    EventSpending? Spending = null);

/// <summary><c>events</c>: the budget statement; and what other files say of events.</summary>
internal static class EventFiles
{
    /// <summary>The column that tells effects of orders from those of events.</summary>
    public const string SourceKind = "source_kind";

    /// <summary>Its value for orders.</summary>
    public const string Order = "order";

    /// <summary>The channel of pay: value added of the organisation itself.</summary>
    public const string Own = "own";

    /// <summary>Meaning of the column.</summary>
    public const string SourceKinds = "`order`, or the kind of event that caused it; the column is there where `events` names a "
        + "file. What counts orders alone elsewhere (`summary`, `countries`, `groups`) are the rows `order`";

    public static ResultLayout<BudgetRow> Layout { get; } = new ResultLayout<BudgetRow>("events",
            "The budget statement of a year: orders, each event, the rest and the whole. Orders + events + rest = budget.")
    {
        Written = "where `events` names a file",
        Notes = "In the rows `event`: `demand` + `product_taxes` + `other_items` + `saving` + `levy` + `wage_taxes` = `amount`.",
    }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("line", "`orders`, `event`, `rest` or `budget`; the last two where the budget is known, or contributions are",
            r => r.Line)
        .Text("id", "of the event", r => r.Spending?.Event.Id ?? "")
        .Text("kind", "of the event", r => r.Spending is { } s ? SpendingEvent.NameOf(s.Event.Kind) : "")
        .Text("country", "of the event", r => r.Spending?.Event.Country ?? "")
        .Text("label", "of the event", r => r.Spending?.Event.Label ?? "")
        .Number("amount", In.Money, "what is spent", r => r.Amount)
        .Number("demand", In.Money, "what it buys, at basic prices", r => r.Spending?.Demand.Sum())
        .Number("product_taxes", In.Money, "product taxes on what it buys", r => r.Spending?.ProductTaxes)
        .Number("other_items", In.Money, "other column items of the table under what it buys, such as purchases abroad",
            r => r.Spending?.OtherItems)
        .Number("saving", In.Money, "what people save of their pay", r => r.Spending?.Saving)
        .Number("levy", In.Money, "what the organisation itself keeps of pay (`disposable_share`): no tax of a country",
            r => r.Spending?.Levy)
        .Number("wage_taxes", In.Money, "taxes and contributions on pay, 1 − θ of the country", r => r.Spending?.WageTaxes)
        .Number("own", In.Money, "value added of the organisation itself: its pay", r => r.Spending?.Own)
        .Text("unit", "of the money columns", r => r.Unit);

    /// <summary>A layout as the run needs it: without the column of kinds where orders are all there is.</summary>
    public static ResultLayout<TRow> LayoutFor<TRow>(ResultLayout<TRow> layout, IReadOnlyList<ScenarioResult> worlds) =>
        worlds.Any(w => w.HasEvents) ? layout : layout.Without(SourceKind);

    /// <summary>The rows of a stored table that count orders alone: all of them where it knows no events.</summary>
    public static IEnumerable<int> RowsOfOrders(ResultTable table)
    {
        var kinds = table.Columns.Any(c => c.Name == SourceKind) ? table[SourceKind].Texts : null;
        return Enumerable.Range(0, table.Rows).Where(i => kinds is null || kinds[i] == Order);
    }

    /// <summary>The statement of every year.</summary>
    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds) => Layout.Fill(worlds.SelectMany(world =>
        world.Years.SelectMany(year => Rows(world, year))));

    private static IEnumerable<BudgetRow> Rows(ScenarioResult world, YearResult year)
    {
        var (name, of, unit) = (world.Name, year.Assignment.Year, year.Demand.Currency);
        yield return new BudgetRow(name, of, "orders", (double)year.Demand.Reconciliation.Orders, unit);
        foreach (var spending in year.Events?.Spending ?? [])
            yield return new BudgetRow(name, of, "event", (double)spending.Event.Amount, unit, spending);
        if (world.BudgetOf(of) is not { } budget) yield break;
        yield return new BudgetRow(name, of, "rest", (double)(budget - year.Spent), unit);
        yield return new BudgetRow(name, of, "budget", (double)budget, unit);
    }
}
