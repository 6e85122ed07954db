using IoEngine.Accounts;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Scenarios;

/// <summary>
/// What a change of a scenario writes. Two changes of one scenario may not write the same: "both" would mean one after the other.
/// Immutable.
/// </summary>
/// <remarks>
/// Each kind of change declares its touches, so every pair of kinds is judged. What a change only reads (the groups by which it
/// selects, the orders by which it spreads) is no touch: changes apply in their order.
/// </remarks>
internal abstract record Touch
{
    /// <summary>What both write, for the message; null: nothing in common.</summary>
    public abstract string? Common(Touch other);
}

/// <summary>Touches of one sort: only those can meet.</summary>
internal abstract record Touch<T> : Touch
    where T : Touch<T>
{
    /// <inheritdoc/>
    public sealed override string? Common(Touch other) => other is T same ? Shared(same) : null;

    /// <summary>What both write; null: nothing in common.</summary>
    protected abstract string? Shared(T other);
}

/// <summary>Orders: those that are altered, and those that are added. Adding twice is two additions.</summary>
/// <param name="Cells">The orders of the world before the scenario's changes.</param>
/// <param name="Takes">Which are altered; null: none.</param>
/// <param name="Adds">The orders added, or moved to another supplier; worked out only where somebody asks.</param>
internal sealed record OrderTouch(IReadOnlyList<OrderCell> Cells, Func<OrderCell, bool>? Takes, Func<IEnumerable<OrderCell>> Adds)
    : Touch<OrderTouch>
{
    /// <inheritdoc/>
    protected override string? Shared(OrderTouch other)
    {
        var both = Takes is null || other.Takes is null
            ? null : Among(Cells, c => Takes(c) && other.Takes(c), "in both selections");
        return both ?? Placed(this, other) ?? Placed(other, this);
    }

    private static string? Placed(OrderTouch one, OrderTouch other) =>
        other.Takes is null ? null : Among(one.Adds(), other.Takes, "placed by the one and selected by the other");

    private static string? Among(IEnumerable<OrderCell> cells, Func<OrderCell, bool> which, string how)
    {
        var (number, found) = (0.0, false);
        foreach (var cell in cells)
        {
            if (!which(cell)) continue;
            number += cell.Number;
            found = true;
        }

        return found ? $"{number:#,##0.#} {Plural.Noun(number, "order is", "orders are")} {how}" : null;
    }
}

/// <summary>To which group a country belongs.</summary>
internal sealed record MembershipTouch(string Country, DateOnly From, DateOnly To) : Touch<MembershipTouch>
{
    /// <inheritdoc/>
    protected override string? Shared(MembershipTouch other) =>
        Country == other.Country && From <= other.To && other.From <= To ? $"the membership of {Country}" : null;
}

/// <summary>What a country pays, and everybody else where the year's total is kept.</summary>
internal sealed record ContributionTouch(string Country, bool KeepsTotal, YearSpan Years) : Touch<ContributionTouch>
{
    /// <inheritdoc/>
    protected override string? Shared(ContributionTouch other) => !Years.Overlaps(other.Years) ? null
        : Country == other.Country ? $"the contribution of {Country}"
        : KeepsTotal || other.KeepsTotal ? "the contributions of years whose total is kept" : null;
}

/// <summary>The exchange rate of a currency.</summary>
internal sealed record RateTouch(string Currency, YearSpan Years) : Touch<RateTouch>
{
    /// <inheritdoc/>
    protected override string? Shared(RateTouch other) =>
        Currency == other.Currency && Years.Overlaps(other.Years) ? $"the rate of {Currency}" : null;
}

/// <summary>A parameter of the closure or of the valuation.</summary>
internal sealed record ParameterTouch(string Of, string Name) : Touch<ParameterTouch>
{
    /// <inheritdoc/>
    protected override string? Shared(ParameterTouch other) =>
        Of == other.Of && Name == other.Name ? $"the same parameter of the {Of}" : null;
}

/// <summary>What of a table's cells: T, where deliveries come from; H and v, what an industry needs and earns.</summary>
[Flags]
internal enum TableParts
{
    TradeShares = 1,
    Technology = 2,
    All = TradeShares | Technology,
}

/// <summary>Cells of the tables.</summary>
/// <param name="Parts">What of them.</param>
/// <param name="Years">Years of the study whose tables change.</param>
/// <param name="Takes">Industries whose deliveries change or go, by year; null: all.</param>
/// <param name="Adds">Industries that deliver more, by year.</param>
/// <param name="Users">Regions that are delivered to; null: all.</param>
internal sealed record TableTouch(
    TableParts Parts, IReadOnlyList<int> Years, Func<int, IReadOnlySet<Industry>>? Takes = null,
    Func<int, IReadOnlySet<Industry>>? Adds = null, IReadOnlySet<Region>? Users = null) : Touch<TableTouch>
{
    /// <inheritdoc/>
    protected override string? Shared(TableTouch other)
    {
        if ((Parts & other.Parts) == 0 || (Users is not null && other.Users is not null && !Users.Overlaps(other.Users)))
            return null;
        foreach (var year in Years.Intersect(other.Years))
        {
            if (Takes is null || other.Takes is null) return "the same part of the table";
            foreach (var (ours, theirs) in new[] { (Takes, other.Takes), (Takes, other.Adds), (Adds, other.Takes) })
            {
                if (ours is not null && theirs is not null
                    && ours(year).Intersect(theirs(year)).OrderBy(i => i.Region.Code, StringComparer.Ordinal)
                        .FirstOrDefault() is { Region.Code: { } region })
                    return $"the same deliveries from {region}";
            }
        }

        return null;
    }
}
