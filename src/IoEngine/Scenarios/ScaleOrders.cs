namespace IoEngine.Scenarios;

/// <summary>Multiplies value and number of selected orders. Immutable.</summary>
public sealed record ScaleOrders : Change
{
    /// <summary>A multiplication to be filled in.</summary>
    public ScaleOrders()
    {
    }

    /// <summary>A multiplication.</summary>
    /// <param name="orders">Which orders.</param>
    /// <param name="factor">0 or more; 1.1 is ten per cent more.</param>
    public ScaleOrders(OrderSelection orders, double factor) => (Orders, Factor) = (orders, factor);

    /// <inheritdoc/>
    [Option("Multiplies value and number of selected orders.", Required = true, Choices = ["scale"])]
    public override string Kind => "scale";

    /// <summary>Which orders.</summary>
    [Option("Which orders.", Required = true)]
    public OrderSelection Orders { get; init; } = OrderSelection.All;

    /// <summary>0 or more; 1.1 is ten per cent more.</summary>
    [Option("0 or more; 1.1 is ten per cent more.", Required = true)]
    public double Factor { get; init; } = 1;

    /// <summary>Years of the orders, one span; null: all.</summary>
    [Option("Years of the orders, one span; null: all.")]
    public YearSpan Years { get; init; } = YearSpan.All;

    internal override void Check(ChangeCheck check)
    {
        Orders.Check(check, "orders");
        check.Years("years", Years);
        check.Positive("factor", Factor);
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        yield return new OrderTouch(start.Orders.Cells, Orders.In(start, Years), static () => []);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var which = Orders.In(state, Years);
        var chosen = state.Orders.Cells.Where(check.InStudy(which, state.Rules)).ToArray();
        if (chosen.Length == 0) check.Nothing("orders", Kind, Orders);
        else check.Note("Orders scaled.", $"{chosen.Sum(c => c.Number):#,##0.#} orders times {ChangeCheck.Text(Factor)}");
        return state with { Orders = state.Orders.Scale(which, (decimal)Factor) };
    }
}
