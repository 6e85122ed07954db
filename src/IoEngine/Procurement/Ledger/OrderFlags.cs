namespace IoEngine.Procurement.Ledger;

/// <summary>What an order is marked with; at most eight marks.</summary>
[Flags]
public enum OrderFlags
{
    /// <summary>An ordinary purchase.</summary>
    None = 0,

    /// <summary>A service carried out at the buyer's site.</summary>
    OnSite = 1,

    /// <summary>A contribution in kind.</summary>
    InKind = 2,

    /// <summary>A transfer of funds to a partner, no purchase.</summary>
    Funding = 4,
}

/// <summary>
/// Says on the property that names a column which mark its rows set; readers of all formats take the columns of marks from there.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MarksAttribute(OrderFlags flag) : Attribute
{
    /// <summary>The mark.</summary>
    public OrderFlags Flag { get; } = flag;
}

/// <summary>Which marked orders count; all do where nothing else is said. Immutable.</summary>
public sealed record IncludedOrders
{
    private OrderFlags LeftOut { get; init; }

    /// <summary>Whether contributions in kind count.</summary>
    [Option("Whether contributions in kind count.")]
    public bool InKind
    {
        get => Counts(OrderFlags.InKind);
        init => LeftOut = Without(OrderFlags.InKind, value);
    }

    /// <summary>Whether funding of partners counts.</summary>
    [Option("Whether funding of partners counts.")]
    public bool Funding
    {
        get => Counts(OrderFlags.Funding);
        init => LeftOut = Without(OrderFlags.Funding, value);
    }

    /// <summary>Whether an order with these marks counts: none of them is left out.</summary>
    public bool Counts(OrderFlags flags) => (flags & LeftOut) == 0;

    private OrderFlags Without(OrderFlags flag, bool counts) => counts ? LeftOut & ~flag : LeftOut | flag;
}
