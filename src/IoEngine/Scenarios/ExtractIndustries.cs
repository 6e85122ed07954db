using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Leontief;
using IoEngine.Membership;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>The world without some industries. Immutable.</summary>
public sealed record ExtractIndustries : TableChange
{
    /// <inheritdoc/>
    [Option("The world without some industries: hypothetical extraction.", Required = true, Choices = ["extract"])]
    public override string Kind => "extract";

    /// <summary>Regions or countries; null: those of the group, or all.</summary>
    [Option("Regions or countries; null: those of the group, or all.")]
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Group, as far as its countries are regions of the table.</summary>
    [Option("The regions of a group in the year; null: none.")]
    public string? Group { get; init; }

    /// <summary>Sectors; null: all.</summary>
    [Option("Sectors; null: all.")]
    public IReadOnlyList<string>? Sectors { get; init; }

    /// <summary>Gone altogether, or as suppliers only.</summary>
    [Option("complete: gone altogether; as-suppliers: they keep their own orders but supply nobody else.")]
    public ExtractionKind Extraction { get; init; } = ExtractionKind.Complete;

    internal override string Key => $"extract {Extraction} regions {List(Regions)} group {Group ?? "-"} sectors {List(Sectors)}";

    // A group means other regions in another world: they, not the group's name, are the key.
    internal override string KeyIn(WorldState state, int year, Axis<Region> regions) =>
        Group is null ? Key : $"{Key} = {string.Join('+', TableLabels.OfGroup(Group, year, state.Membership, regions))}";

    internal override void Check(ChangeCheck check)
    {
        check.Regions("regions", Regions);
        check.Group("group", Group);
        check.Sectors("sectors", Sectors);
        check.Years("years", Years);
        if (Regions is null && Group is null && Sectors is null)
            check.Fault("SCENARIO-EMPTY", "", "Nothing is named, so the whole world would be extracted.",
                "no regions, group or sectors", "one of them");
        if (Regions is not null && Group is not null)
            check.Fault("SCENARIO-DESTINATION", "group", "Regions and a group are both named.", $"'{Group}'", "one of the two");
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        var inputs = check.Inputs;
        var regions = new Axis<Region>("regions", inputs.Regions);
        var industries = regions.SelectMany(r => inputs.Sectors.Select(s => new Industry(r, s))).ToArray();
        yield return new TableTouch(TableParts.All, YearsIn(inputs),
            year => industries.Where(In(year, start.Membership, regions)).ToHashSet());
    }

    internal override (ValidatedTable Table, LeontiefSystem System) ApplyTo(ValidatedTable table, LeontiefSystem system,
        WorldState state, TableWorlds worlds)
    {
        var gone = In(worlds.Assignment.Year, state.Membership, table.Table.Regions);
        // A group may be empty in this year: then nothing is gone.
        return table.Table.Industries.Any(gone)
            ? HypotheticalExtraction.Apply(table, system, gone, Extraction, worlds.Cancellation) : (table, system);
    }

    /// <summary>Whether an industry is extracted in a year.</summary>
    private Func<Industry, bool> In(int year, MembershipRegister register, Axis<Region> regions)
    {
        HashSet<Region>? named = Regions is not null ? Regions.Select(r => TableLabels.Region(r, regions)).ToHashSet()
            : Group is not null ? TableLabels.OfGroup(Group, year, register, regions).ToHashSet() : null;
        var sectors = Sectors?.Select(s => new Sector(s)).ToHashSet();
        return i => (named is null || named.Contains(i.Region)) && (sectors is null || sectors.Contains(i.Sector));
    }
}
