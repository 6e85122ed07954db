using System.Globalization;
using IoEngine.Analyses.Trade;
using IoEngine.Leontief;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

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
/// <remarks>In volumes, at the prices of the year, where prices of both years are known; else in money.</remarks>
public sealed record FreezeStructure : TableChange
{
    /// <summary>A freeze to be filled in.</summary>
    public FreezeStructure()
    {
    }

    /// <summary>A freeze.</summary>
    /// <param name="part">What is frozen.</param>
    /// <param name="baseYear">Year of the table it is taken from.</param>
    public FreezeStructure(FrozenPart part, int baseYear) => (Part, BaseYear) = (part, baseYear);

    /// <inheritdoc/>
    [Option("Every year's table takes trade shares, technology, or all of it from a base year.", Required = true,
        Choices = ["freeze"])]
    public override string Kind => "freeze";

    /// <summary>
    /// trade-shares: no further integration; technology: constant technology; table: both, the whole table of the base year.
    /// </summary>
    [Option("trade-shares: no further integration; technology: constant technology; table: both, the whole table of "
        + "the base year.")]
    public FrozenPart Part { get; init; } = FrozenPart.TradeShares;

    /// <summary>Year of the table it is taken from.</summary>
    [Option("Year of the table it is taken from.", Required = true, Minimum = 1000, Maximum = 9999)]
    public int BaseYear { get; init; } = 2000;

    internal override string Key => string.Create(CultureInfo.InvariantCulture, $"freeze {Part} {BaseYear}");

    internal override void Check(ChangeCheck check)
    {
        check.TableYear("baseYear", BaseYear);
        check.Years("years", Years);
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        yield return new TableTouch(Part switch
        {
            FrozenPart.TradeShares => TableParts.TradeShares,
            FrozenPart.Technology => TableParts.Technology,
            _ => TableParts.All,
        },
            YearsIn(check.Inputs));
    }

    internal override (ValidatedTable Table, LeontiefSystem System) ApplyTo(ValidatedTable table, LeontiefSystem system,
        WorldState state, TableWorlds worlds)
    {
        if (BaseYear == worlds.Assignment.TableYear && ReferenceEquals(table, worlds.Baseline.Coefficients.Source))
            return (table, system);
        var of = worlds.BaseTable(BaseYear);
        var prices = worlds.Prices(table.Table, BaseYear);
        if (Part == FrozenPart.Table && prices is null) return (of, worlds.BaseSystem(BaseYear));
        var frozen = Part switch
        {
            FrozenPart.TradeShares => StructuralFreeze.TradeShares(table, of, prices),
            FrozenPart.Technology => StructuralFreeze.Technology(table, of, prices),
            _ => TableRevaluation.At(of, prices!.InTableMoney),
        };
        return (frozen, worlds.Prepare(frozen));
    }
}
