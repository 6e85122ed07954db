using IoEngine.Procurement.Ledger;

namespace IoEngine.Scenarios;

/// <summary>
/// The same purchase from each of several suppliers: one scenario each, named "name: country". The scenario's only change.
/// Immutable.
/// </summary>
public sealed record TenderPurchase : Change
{
    /// <summary>A tender to be filled in.</summary>
    public TenderPurchase()
    {
    }

    /// <summary>A tender.</summary>
    /// <param name="order">The purchase; its supplier's country is replaced.</param>
    /// <param name="suppliers">Countries of the bidders, any spelling, each once.</param>
    public TenderPurchase(Order order, IReadOnlyList<string> suppliers) => (Order, Suppliers) = (order, suppliers);

    /// <inheritdoc/>
    [Option("The same purchase from each of several suppliers: one scenario each, named \"name: country\". The scenario's "
        + "only change.", Required = true, Choices = ["tender"])]
    public override string Kind => "tender";

    /// <summary>The purchase.</summary>
    [Option("The purchase.", Required = true)]
    public Order Order { get; init; } = new() { Year = 2000, Value = 0 };

    /// <summary>Countries of the bidders, any spelling.</summary>
    [Option("Countries of the bidders, any spelling.", Required = true)]
    public IReadOnlyList<string> Suppliers { get; init; } = [];

    internal override IReadOnlyList<(string Name, Change Change)> Alternatives =>
        Suppliers.Select(s => (s, (Change)new PlaceOrders([Order with { SupplierCountry = s }]))).ToArray();

    internal override void Check(ChangeCheck check)
    {
        if (Suppliers.Count == 0) check.Fault("SCENARIO-EMPTY", "suppliers", "No bidder is named.", "[]", "one country at least");
    }

    // Each alternative is a change of its own, alone in its scenario.
    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check) =>
        Alternatives.SelectMany(a => a.Change.Touches(start, check));

    internal override WorldState Apply(WorldState state, ChangeCheck check) => state;
}
