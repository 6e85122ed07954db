using IoEngine.Procurement.Ledger;

namespace IoEngine.Scenarios;

/// <summary>How redirected orders are spread over several countries.</summary>
public enum SpreadRule
{
    /// <summary>
    /// As these countries' own orders of the same code and year; without such, as their orders of the year; without such, of all
    /// years.
    /// </summary>
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
    /// <summary>Countries, any spelling; null: those of the group.</summary>
    [Option("Countries, any spelling; null: those of the group.")]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>
    /// The countries of a group in the order's year; "member" takes the hosts along. null: the countries named.
    /// </summary>
    [Option("The countries of a group in the order's year; \"member\" takes the hosts along. null: the countries named.")]
    public string? Group { get; init; }

    /// <summary>How the value is spread over several countries.</summary>
    [Option("Spread over several countries: as their own orders of the same code and year (same-code), of the year (orders), as "
        + "their contributions, or equal.")]
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
public sealed record RedirectOrders : Change
{
    /// <summary>A redirection to be filled in.</summary>
    public RedirectOrders()
    {
    }

    /// <summary>A redirection.</summary>
    /// <param name="from">Which orders.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="share">0 … 1 of their value.</param>
    public RedirectOrders(OrderSelection from, OrderDestination to, double share = 1) => (From, To, Share) = (from, to, share);

    /// <inheritdoc/>
    [Option("Moves a share of selected orders to suppliers elsewhere.", Required = true, Choices = ["redirect"])]
    public override string Kind => "redirect";

    /// <summary>Which orders.</summary>
    [Option("Which orders.", Required = true)]
    public OrderSelection From { get; init; } = OrderSelection.All;

    /// <summary>Where they go.</summary>
    [Option("Where they go.", Required = true)]
    public OrderDestination To { get; init; } = new();

    /// <summary>Share of their value that moves.</summary>
    [Option("Share of their value that moves.")]
    public double Share { get; init; } = 1;

    /// <summary>Years of the orders, one span such as "2005-2010"; null: all.</summary>
    [Option("Years of the orders, one span such as \"2005-2010\"; null: all.")]
    public YearSpan Years { get; init; } = YearSpan.All;

    internal override void Check(ChangeCheck check)
    {
        From.Check(check, "from");
        check.Years("years", Years);
        To.Check(check, "to");
        check.Share("share", Share);
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        var takes = From.In(start, Years);
        yield return new OrderTouch(start.Orders.Cells, takes, () => Share > 0 ? Move(start, check, out _).Placed : []);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        if (Share == 0) return state;
        var move = Move(state, check, out var moved);
        foreach (var (year, code) in move.Homeless.Take(5))
            check.Fault("SCENARIO-EMPTY", "to",
                $"No country of the destination can take orders of {year} by the rule '{To.Spread}'.",
                code.Length == 0 ? "no code" : $"code '{code}'", "a country with orders (or a contribution) to go by",
                "Use the spread 'equal', or name countries.");
        if (move.Sources == 0 && move.Homeless.Count == 0) check.Nothing("from", Kind, From);
        else
            check.Note("Orders redirected.",
                $"{move.Number:#,##0.#} {Plural.Noun(move.Number, "order")} worth {ChangeCheck.Text(move.Value)} "
                    + $"{state.Rules.ReportCurrency}, from {Plural.Of(move.Sources, "country")} to {move.Targets}");
        return state with { Orders = moved };
    }

    private OrderMove Move(WorldState state, ChangeCheck check, out OrderLedger moved)
    {
        var move = new OrderMove(state, check.InStudy(From.In(state, Years), state.Rules), To, (decimal)Share);
        moved = move.Run();
        return move;
    }
}
