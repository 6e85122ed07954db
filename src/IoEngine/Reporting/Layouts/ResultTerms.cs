using IoEngine.Impact;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>What several result files say alike.</summary>
internal static class ResultTerms
{
    /// <summary>Name of the run without changes in the column <c>scenario</c>.</summary>
    public const string Baseline = "baseline";

    /// <summary>
    /// The value of <c>sector</c> for product taxes on what households buy: they accrue in a region, in no industry.
    /// </summary>
    public const string FinalUse = "final use";

    public const string World = "the world";
    public const string YearOfOrders = "year of the orders";
    public const string AsInEffects = "as in `effects`";
    public const string WhereEffect = "where the effect arises";

    /// <summary>Channels with their names in files, in order.</summary>
    public static IReadOnlyList<(Channel Channel, string Name)> Channels { get; } =
        [.. Enum.GetValues<Channel>().Select(c => (c, NameOf(c)))];

    public static string NameOf(Channel channel) => channel.ToString().ToLowerInvariant();

    /// <summary>Meaning of the column <c>imputed</c> of indicators.</summary>
    public const string Imputed = "`yes` where the number rests on compensation that is imputed, not published: the labour share "
        + "of a region without any, or a mean share by whoever made the table; or on an account of `tables.accounts` whose hole "
        + "a rule filled";

    public static string YesNo(bool value) => value ? "yes" : "no";

    /// <summary>A number of orders for a file: parts of orders add up to whole ones only but for rounding.</summary>
    public static double Count(double orders) => Math.Round(orders, 6);

    /// <summary>Every year of every world, with the names of its regions in results.</summary>
    public static IEnumerable<(string Scenario, YearResult Year, RegionCountries Countries)> Years(
        IReadOnlyList<ScenarioResult> worlds) =>
            from world in worlds
            from year in world.Years
            select (world.Name, year, new RegionCountries(year.Regions, year.Demand));
}
