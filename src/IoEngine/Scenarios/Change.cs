namespace IoEngine.Scenarios;

/// <summary>One difference between two worlds. Immutable; the set is closed: the engine knows each kind.</summary>
/// <remarks>
/// A kind is one file: its options (they are its keys in a configuration), what may be wrong with them, what it writes, and the
/// world after it. A new kind is named in the list here, and nowhere else.
/// </remarks>
[Kinds(typeof(RedirectOrders), typeof(ScaleOrders), typeof(PlaceOrders), typeof(TenderPurchase), typeof(ChangeMembership),
    typeof(ChangeContribution),
    typeof(ChangeExchangeRate), typeof(FreezeStructure), typeof(ShiftTrade), typeof(ExtractIndustries), typeof(ChangeClosure),
    typeof(ChangeValuation))]
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>The spelling of configuration and findings.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// What the change stands for: one scenario each, named "name: alternative"; null: itself. Such a change is the only one of
    /// its scenario.
    /// </summary>
    internal virtual IReadOnlyList<(string Name, Change Change)>? Alternatives => null;

    /// <summary>Collects what is wrong with the labels and numbers, without applying anything.</summary>
    internal abstract void Check(ChangeCheck check);

    /// <summary>What the change writes in a world. Two changes of one scenario that write the same are refused.</summary>
    internal abstract IEnumerable<Touch> Touches(WorldState start, ChangeCheck check);

    /// <summary>The world after the change; notes what it touched.</summary>
    internal abstract WorldState Apply(WorldState state, ChangeCheck check);
}
