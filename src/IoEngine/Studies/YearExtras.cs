using IoEngine.Accounts;
using IoEngine.Membership;

namespace IoEngine.Studies;

/// <summary>
/// What a year's results hold beyond effects and attribution, for the baseline and every scenario alike. Immutable.
/// </summary>
/// <param name="Levels">Effects within the nested boundaries; a world without a household closure has none.</param>
/// <param name="Alternative">
/// What the contributions of a world would have bought otherwise, from its contributions, the table's regions and the year; null:
/// no net effect.
/// </param>
internal sealed record YearExtras(bool Levels = false,
    Func<ContributionLedger, Axis<Region>, int, AlternativeSpending>? Alternative = null)
{
    /// <summary>Nothing.</summary>
    public static YearExtras None { get; } = new();
}
