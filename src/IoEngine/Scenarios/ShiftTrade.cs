using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Leontief;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>Users in some regions buy a share of some products from another region than before. Immutable.</summary>
public sealed record ShiftTrade : TableChange
{
    /// <summary>A shift to be filled in.</summary>
    public ShiftTrade()
    {
    }

    /// <summary>A shift of all deliveries of the products that both regions make.</summary>
    /// <param name="from">Region (or country) that loses the deliveries.</param>
    /// <param name="to">Region (or country) that takes them over.</param>
    /// <param name="share">0 … 1 of the deliveries.</param>
    public ShiftTrade(string from, string to, double share) => (From, To, Share) = (from, to, share);

    /// <inheritdoc/>
    [Option("Users in some regions buy a share of some products from another region.", Required = true,
        Choices = ["shift-trade"])]
    public override string Kind => "shift-trade";

    /// <summary>Region or country that loses the deliveries.</summary>
    [Option("Region or country that loses the deliveries.", Required = true)]
    public string From { get; init; } = "";

    /// <summary>Region or country that takes them over.</summary>
    [Option("Region or country that takes them over.", Required = true)]
    public string To { get; init; } = "";

    /// <summary>Share of the deliveries.</summary>
    [Option("Share of the deliveries.")]
    public double Share { get; init; } = 1;

    /// <summary>Buying regions; null: all.</summary>
    [Option("Buying regions; null: all.")]
    public IReadOnlyList<string>? Users { get; init; }

    /// <summary>Products; null: all that both regions make.</summary>
    [Option("Products; null: all that both regions make.")]
    public IReadOnlyList<string>? Sectors { get; init; }

    internal override string Key =>
        string.Create(CultureInfo.InvariantCulture, $"shift {Share:R} {From}>{To} users {List(Users)} sectors {List(Sectors)}");

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

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        var users = Users?.Select(check.Places.Named).OfType<Region>().ToHashSet();
        yield return new TableTouch(TableParts.TradeShares, YearsIn(check.Inputs), Of(From), Of(To), users);

        Func<int, IReadOnlySet<Industry>> Of(string label)
        {
            var industries = check.Places.Named(label) is not { } region ? []
                : check.Inputs.Sectors.Where(s => Sectors?.Contains(s.Code) ?? true).Select(s => new Industry(region, s))
                    .ToHashSet();
            return _ => industries;
        }
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check) => Share == 0 ? state : base.Apply(state, check);

    internal override (ValidatedTable Table, LeontiefSystem System) ApplyTo(ValidatedTable table, LeontiefSystem system,
        WorldState state, TableWorlds worlds)
    {
        var regions = table.Table.Regions;
        var users = Users?.Select(u => TableLabels.Region(u, regions)).ToHashSet();
        var shifted = TradeShift.Apply(table, TableLabels.Region(From, regions), TableLabels.Region(To, regions), Share,
            r => users?.Contains(r) ?? true, s => Sectors?.Contains(s.Code) ?? true);
        return (shifted, system.With(new Coefficients(shifted).A(), worlds.Cancellation));
    }
}
