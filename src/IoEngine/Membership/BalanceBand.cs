namespace IoEngine.Membership;

/// <summary>What was bought; the bands of balance differ.</summary>
public enum PurchaseKind
{
    /// <summary>Supplies.</summary>
    Supplies,

    /// <summary>Services.</summary>
    Services,
}

/// <summary>How an organisation calls a return coefficient: well balanced, poorly balanced … Immutable.</summary>
/// <param name="Kind">Supplies or services.</param>
/// <param name="From">First day on which the band is known to hold.</param>
/// <param name="Below">The band holds for coefficients below this; positive infinity for the last.</param>
/// <param name="Status">Its name.</param>
/// <param name="To">Last day on which the band is known to hold; null: until a later one.</param>
public sealed record BalanceBand(PurchaseKind Kind, DateOnly From, double Below, string Status, DateOnly? To = null)
{
    /// <summary>The status on a day for which no band is known.</summary>
    public const string Unknown = "unknown";

    /// <summary>The first day for which CERN's bands are known: the published list begins here.</summary>
    public static DateOnly CernFrom { get; } = new(2024, 3, 1);

    /// <summary>The last day for which CERN's bands are known.</summary>
    public static DateOnly CernTo { get; } = new(2025, 2, 28);

    /// <summary>
    /// CERN's bands of 1 March 2024 to 28 February 2025 (procurement.web.cern.ch/fr/node/7693): supplies below 0.40 very poorly
    /// balanced, below 1.00 poorly balanced, else well balanced; services below 0.40 poorly balanced, else well balanced. The
    /// rules change from time to time and those of other years are not known here: add rows with the days of theirs.
    /// </summary>
    public static IReadOnlyList<BalanceBand> Cern { get; } =
    [
        new(PurchaseKind.Supplies, CernFrom, 0.40, "very poorly balanced", CernTo),
        new(PurchaseKind.Supplies, CernFrom, 1.00, "poorly balanced", CernTo),
        new(PurchaseKind.Supplies, CernFrom, double.PositiveInfinity, "well balanced", CernTo),
        new(PurchaseKind.Services, CernFrom, 0.40, "poorly balanced", CernTo),
        new(PurchaseKind.Services, CernFrom, double.PositiveInfinity, "well balanced", CernTo),
    ];

    /// <summary>
    /// The status of a coefficient on a day: <see cref="Unknown"/> where no band holds, null where the coefficient is undefined.
    /// </summary>
    /// <param name="bands">A table of bands, such as <see cref="Cern"/>.</param>
    /// <param name="kind">Supplies or services.</param>
    /// <param name="coefficient">Return coefficient; null: no contribution.</param>
    /// <param name="day">The bands in force on this day apply.</param>
    public static string? StatusOf(IReadOnlyList<BalanceBand> bands, PurchaseKind kind, double? coefficient, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(bands);
        if (coefficient is not { } value) return null;
        var inForce = bands.Where(b => b.Kind == kind && b.From <= day && (b.To is null || day <= b.To)).ToList();
        if (inForce.Count == 0) return Unknown;
        var newest = inForce.Max(b => b.From);
        return inForce.Where(b => b.From == newest).OrderBy(b => b.Below)
            .First(b => value < b.Below || double.IsPositiveInfinity(b.Below)).Status;
    }
}
