using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Membership;

namespace IoEngine.Scenarios;

/// <summary>A change of the table itself. Immutable.</summary>
public abstract record TableChange : Change
{
    private protected TableChange()
    {
    }

    /// <summary>Years of the study whose table changes.</summary>
    public YearSpan Years { get; init; } = YearSpan.All;

    /// <summary>Equal for changes that do the same to a table of a year.</summary>
    internal abstract string Key { get; }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        check.Note("Tables changed.", $"{Key}, {Years}");
        return state with { Tables = [.. state.Tables, this] };
    }

    private protected static string List(IReadOnlyList<string>? labels) => labels is null ? "all" : string.Join('+', labels);
}

/// <summary>What of another year's table is taken.</summary>
public enum FrozenPart
{
    /// <summary>Trade shares T: no further integration.</summary>
    TradeShares,

    /// <summary>Technology H, v and all other coefficients: constant technology.</summary>
    Technology,

    /// <summary>Both: the whole table of the base year.</summary>
    Table,
}

/// <summary>Every year's table takes trade shares, technology or all from a base year. Immutable.</summary>
/// <param name="Part">What is frozen.</param>
/// <param name="BaseYear">Year of the table it is taken from.</param>
public sealed record FreezeStructure(FrozenPart Part, int BaseYear) : TableChange
{
    /// <inheritdoc/>
    public override string Kind => "freeze";

    internal override string Key => string.Create(CultureInfo.InvariantCulture, $"freeze {Part} {BaseYear}");

    internal override void Check(ChangeCheck check)
    {
        check.TableYear("baseYear", BaseYear);
        check.Years("years", Years);
    }
}

/// <summary>Users in some regions buy a share of some products from another region than before. Immutable.</summary>
/// <param name="From">Region (or country) that loses the deliveries.</param>
/// <param name="To">Region (or country) that takes them over.</param>
/// <param name="Share">0 … 1 of the deliveries.</param>
/// <param name="Users">Buying regions; null: all.</param>
/// <param name="Sectors">Products; null: all that both regions make.</param>
public sealed record ShiftTrade(string From, string To, double Share, IReadOnlyList<string>? Users = null, IReadOnlyList<string>? Sectors = null) : TableChange
{
    /// <inheritdoc/>
    public override string Kind => "shift-trade";

    internal override string Key => string.Create(CultureInfo.InvariantCulture, $"shift {Share:R} {From}>{To} users {List(Users)} sectors {List(Sectors)}");

    internal override void Check(ChangeCheck check)
    {
        check.Regions("from", [From]);
        check.Regions("to", [To]);
        check.Regions("users", Users);
        check.Sectors("sectors", Sectors);
        check.Share("share", Share);
        check.Years("years", Years);
        if (check.Places.Named(From) is { } from && check.Places.Named(To) is { } to && from == to)
            check.Fault("SCENARIO-DESTINATION", "to", "The deliveries would stay where they are.", To, "another region");
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check) => Share == 0 ? state : base.Apply(state, check);
}

/// <summary>The world without some industries. Immutable.</summary>
/// <param name="Regions">Regions (or countries); null: those of <paramref name="Group"/>, or all.</param>
/// <param name="Group">Countries of a group in the year, as far as they are regions of the table.</param>
/// <param name="Sectors">Sectors; null: all.</param>
/// <param name="Extraction">Gone altogether, or as suppliers only.</param>
public sealed record ExtractIndustries(
    IReadOnlyList<string>? Regions = null, string? Group = null, IReadOnlyList<string>? Sectors = null, ExtractionKind Extraction = ExtractionKind.Complete) : TableChange
{
    /// <inheritdoc/>
    public override string Kind => "extract";

    internal override string Key => $"extract {Extraction} regions {List(Regions)} group {Group ?? "-"} sectors {List(Sectors)}";

    internal override void Check(ChangeCheck check)
    {
        check.Regions("regions", Regions);
        check.Group("group", Group);
        check.Sectors("sectors", Sectors);
        check.Years("years", Years);
        if (Regions is null && Group is null && Sectors is null)
            check.Fault("SCENARIO-EMPTY", "", "Nothing is named, so the whole world would be extracted.", "no regions, group or sectors", "one of them");
        if (Regions is not null && Group is not null)
            check.Fault("SCENARIO-DESTINATION", "group", "Regions and a group are both named.", $"'{Group}'", "one of the two");
    }

    /// <summary>Whether an industry is extracted in a year.</summary>
    internal Func<Industry, bool> In(int year, MembershipRegister register, Axis<Region> regions)
    {
        HashSet<Region>? named = Regions is not null ? Regions.Select(r => TableLabels.Region(r, regions)).ToHashSet()
            : Group is not null ? TableLabels.OfGroup(Group, year, register, regions).ToHashSet() : null;
        var sectors = Sectors?.Select(s => new Sector(s)).ToHashSet();
        return i => (named is null || named.Contains(i.Region)) && (sectors is null || sectors.Contains(i.Sector));
    }
}
