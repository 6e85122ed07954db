namespace IoEngine.Tables.Balancing;

/// <summary>
/// A total that a table is to meet: <c>output</c>, <c>value-added</c>, <c>gdp</c>, <c>final-demand</c>, <c>exports</c>,
/// <c>imports</c> or <c>trade</c>. Immutable.
/// </summary>
/// <param name="What">Which total.</param>
/// <param name="Region">Region; of trade the one that sells.</param>
/// <param name="Sector">Sector that sells, of value added and output their own; empty: all.</param>
/// <param name="Partner">Of trade the region that buys; else empty.</param>
/// <param name="Value">In the table's money.</param>
/// <param name="Weight">1/κ of a target that may be missed; null: it may not.</param>
/// <param name="Place">File and line.</param>
public sealed record TableTarget(string What, string Region, string Sector, string Partner, double Value, double? Weight = null,
    string Place = "")
{
    internal const string Output = "output";
    internal const string ValueAdded = "value-added";
    internal const string Gdp = "gdp";
    internal const string FinalDemand = "final-demand";
    internal const string Exports = "exports";
    internal const string Imports = "imports";
    internal const string Trade = "trade";

    /// <summary>What a target may be of.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Output, ValueAdded, Gdp, FinalDemand, Exports, Imports, Trade];

    internal string Label => string.Join(' ', new[] { What, Region, Sector, Partner }.Where(t => t.Length > 0))
        + (Place.Length == 0 ? "" : $" ({Place})");
}
