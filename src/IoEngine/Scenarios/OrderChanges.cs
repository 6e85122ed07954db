using IoEngine.Procurement;

namespace IoEngine.Scenarios;

/// <summary>How redirected orders are spread over several countries.</summary>
public enum SpreadRule
{
    /// <summary>As these countries' own orders of the same code and year; without such, as their orders of the year; without such, of all years.</summary>
    SameCode,

    /// <summary>As these countries' own orders of the year; without such, of all years.</summary>
    Orders,

    /// <summary>As their contributions of the year.</summary>
    Contributions,

    /// <summary>The same to each.</summary>
    Equal,
}

/// <summary>Where orders go. Immutable.</summary>
public sealed record OrderDestination
{
    /// <summary>Countries, any spelling; null: those of <see cref="Group"/>.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>The countries of a group in the order's year; "member" takes the hosts along.</summary>
    public string? Group { get; init; }

    /// <summary>How the value is spread over several countries.</summary>
    public SpreadRule Spread { get; init; } = SpreadRule.SameCode;

    internal void Check(ChangeCheck check, string option)
    {
        check.Countries($"{option}.countries", Countries);
        check.Group($"{option}.group", Group);
        if ((Countries is null) == (Group is null))
            check.Fault("SCENARIO-DESTINATION", option, "The destination must be either countries or a group.",
                Countries is null ? "neither" : "both", "one of the two");
    }
}

/// <summary>Moves a share of selected orders to suppliers elsewhere: same code, same size, another country. Immutable.</summary>
/// <param name="From">Which orders.</param>
/// <param name="To">Where they go.</param>
/// <param name="Share">0 … 1 of their value.</param>
public sealed record RedirectOrders(OrderSelection From, OrderDestination To, double Share = 1) : Change
{
    /// <inheritdoc/>
    public override string Kind => "redirect";

    internal override void Check(ChangeCheck check)
    {
        From.Check(check, "from");
        To.Check(check, "to");
        check.Share("share", Share);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        if (Share == 0) return state;
        var move = new OrderMove(state, check.InStudy(From.In(state), state.Rules), To, (decimal)Share);
        var moved = move.Run();
        foreach (var (year, code) in move.Homeless.Take(5))
            check.Fault("SCENARIO-EMPTY", "to", $"No country of the destination can take orders of {year} by the rule '{To.Spread}'.",
                code.Length == 0 ? "no code" : $"code '{code}'", "a country with orders (or a contribution) to go by", "Use the spread 'equal', or name countries.");
        if (move.Sources == 0 && move.Homeless.Count == 0) check.Nothing("from", Kind, From);
        else check.Note("Orders redirected.", $"{move.Number:#,##0.#} {Plural.Noun((double)move.Number, "order")} worth {ChangeCheck.Text(move.Value)} {state.Rules.ReportCurrency}, from {Plural.Of(move.Sources, "country")} to {move.Targets}");
        return state with { Orders = moved };
    }
}

/// <summary>Multiplies value and number of selected orders. Immutable.</summary>
/// <param name="Orders">Which orders.</param>
/// <param name="Factor">0 or more; 1.1 is ten per cent more.</param>
public sealed record ScaleOrders(OrderSelection Orders, double Factor) : Change
{
    /// <inheritdoc/>
    public override string Kind => "scale";

    internal override void Check(ChangeCheck check)
    {
        Orders.Check(check, "orders");
        check.Positive("factor", Factor);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var which = Orders.In(state);
        var chosen = state.Orders.Cells.Where(check.InStudy(which, state.Rules)).ToArray();
        if (chosen.Length == 0) check.Nothing("orders", Kind, Orders);
        else check.Note("Orders scaled.", $"{chosen.Sum(c => c.Number):#,##0.#} orders times {ChangeCheck.Text(Factor)}");
        return state with { Orders = state.Orders.Scale(which, (decimal)Factor) };
    }
}

/// <summary>Adds orders that were never placed: a tender, a new project. Immutable.</summary>
/// <param name="Orders">The orders; countries in any spelling.</param>
public sealed record PlaceOrders(IReadOnlyList<Order> Orders) : Change
{
    /// <inheritdoc/>
    public override string Kind => "place";

    internal override void Check(ChangeCheck check)
    {
        if (Orders.Count == 0) check.Fault("SCENARIO-EMPTY", "orders", "No order is given.", "[]", "one order at least");
        for (var i = 0; i < Orders.Count; i++)
        {
            check.Countries($"orders[{i}].supplierCountry", [Orders[i].SupplierCountry]);
            if (check.Inputs.Years.All(y => y.Year != Orders[i].Year))
                check.Fault("SCENARIO-YEARS", $"orders[{i}].year", "The order's year is not a year of the study.", $"{Orders[i].Year}",
                    string.Join(", ", check.Inputs.Years.Select(y => y.Year).Take(30)));
        }
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var bands = state.Orders.Bands;
        var options = new OrderReadOptions
        {
            ReportCurrency = state.Rules.ReportCurrency, Rates = state.Rules.Rates, Bands = bands.Thresholds, Overrides = state.Rules.Mapping.Overrides,
        };
        var all = state.Orders.Plus(OrderLedger.FromOrders(Orders, options));
        new PlacedOrders(all, state.Rules, options).Check(Orders, check);
        check.Note("Orders placed.", Plural.Of(Orders.Count, "order"));
        return state with { Orders = all };
    }

    /// <summary>The same purchase from each of several suppliers: one scenario each, named <c>name: country</c>.</summary>
    /// <param name="name">Name of the tender.</param>
    /// <param name="purchase">The purchase; its supplier country is replaced.</param>
    /// <param name="suppliers">Countries of the bidders, any spelling, each once.</param>
    /// <param name="baseScenario">What the alternatives build on; null: the baseline.</param>
    public static IReadOnlyList<Scenario> Tender(string name, Order purchase, IReadOnlyList<string> suppliers, string? baseScenario = null)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(suppliers);
        return suppliers.Select(s => new Scenario($"{name}: {s}", [new PlaceOrders([purchase with { SupplierCountry = s }])], baseScenario)).ToArray();
    }
}
