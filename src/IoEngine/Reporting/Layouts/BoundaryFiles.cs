using IoEngine.Impact;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of <c>levels</c>.</summary>
internal readonly record struct LevelRow(string Scenario, int Year, string Country, BoundaryRow Row);

/// <summary>One number of <c>leakages</c>.</summary>
internal readonly record struct LeakageRow(string Scenario, int Year, int Level, string Item, double Value, string Unit);

/// <summary><c>levels</c> and <c>leakages</c>: the nested boundaries. A world without a household closure has none.</summary>
internal static class BoundaryFiles
{
    private const string When = "where `closure.levels` is true";

    public static ResultLayout<LevelRow> Levels { get; } = new ResultLayout<LevelRow>("levels",
            "Effects within nested boundaries: 1 direct, 2 indirect, 3 capital, 4 households, 5 government. Levels contain each "
                + "other: never add them up.")
    { Written = When }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("indicator", ResultTerms.AsInEffects, r => r.Row.Indicator)
        .Integer("level", In.Number, "1 to 5", r => r.Row.Level)
        .Text("boundary", "its name", r => SystemBoundaries.NameOf(r.Row.Level))
        .Text("country", ResultTerms.WhereEffect, r => r.Country)
        .Number("value", In.Row, "everything within the boundary", r => r.Row.Value)
        .Number("increment", In.Row, "what this level adds to the one before", r => r.Row.Increment)
        .Number("shapley", In.Row, "the account's part whatever the order of closing; levels 3 to 5 only", r => r.Row.Shapley)
        .Text("unit", "of the effects", r => r.Row.Unit);

    public static ResultLayout<LeakageRow> Leakages { get; } = new ResultLayout<LeakageRow>("leakages",
            "What is not spent again within a boundary. The items of a level add up to the mapped orders at basic prices.")
    { Written = When }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Integer("level", In.Number, "2 to 5", r => r.Level)
        .Text("boundary", "its name, as in `levels`", r => SystemBoundaries.NameOf(r.Level))
        .Text("item", "such as `wageTaxes`, `netOperatingSurplus`, `householdSaving`, `tableResidual`", r => r.Item)
        .Number("value", In.Money, "the money that stops there", r => r.Value)
        .Text("unit", "of `value`", r => r.Unit);

    public static ResultTable LevelsOf(IReadOnlyList<ScenarioResult> worlds) => Levels.Fill(
        from of in ResultTerms.Years(worlds)
        where of.Year.Boundaries is not null
        from row in of.Year.Boundaries!.Rows
        select new LevelRow(of.Scenario, of.Year.Assignment.Year, of.Countries.NameOf(row.Region), row));

    public static ResultTable LeakagesOf(IReadOnlyList<ScenarioResult> worlds) => Leakages.Fill(
        from of in ResultTerms.Years(worlds)
        where of.Year.Boundaries is not null
        from row in of.Year.Boundaries!.Leakages
        select new LeakageRow(of.Scenario, of.Year.Assignment.Year, row.Level, row.Item, row.Value, of.Year.Demand.Currency));
}
