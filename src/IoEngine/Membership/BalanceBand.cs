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
/// <param name="From">First day on which the band holds.</param>
/// <param name="Below">The band holds for coefficients below this; positive infinity for the last.</param>
/// <param name="Status">Its name.</param>
public sealed record BalanceBand(PurchaseKind Kind, DateOnly From, double Below, string Status)
{
    /// <summary>
    /// CERN's bands: supplies below 0.40 very poorly balanced, below 1.00 poorly balanced, else well balanced; services below
    /// 0.40 poorly balanced, else well balanced. The procurement rules change the limits from time to time: add rows with the day
    /// from which they hold.
    /// </summary>
    public static IReadOnlyList<BalanceBand> Cern { get; } =
    [
        new(PurchaseKind.Supplies, DateOnly.MinValue, 0.40, "very poorly balanced"),
        new(PurchaseKind.Supplies, DateOnly.MinValue, 1.00, "poorly balanced"),
        new(PurchaseKind.Supplies, DateOnly.MinValue, double.PositiveInfinity, "well balanced"),
        new(PurchaseKind.Services, DateOnly.MinValue, 0.40, "poorly balanced"),
        new(PurchaseKind.Services, DateOnly.MinValue, double.PositiveInfinity, "well balanced"),
    ];

    /// <summary>The status of a coefficient on a day; null where the coefficient is undefined.</summary>
    /// <param name="bands">A table of bands, such as <see cref="Cern"/>.</param>
    /// <param name="kind">Supplies or services.</param>
    /// <param name="coefficient">Return coefficient; null: no contribution.</param>
    /// <param name="day">The bands in force on this day apply.</param>
    /// <exception cref="ArgumentException">The table has no band for the kind and day.</exception>
    public static string? StatusOf(IReadOnlyList<BalanceBand> bands, PurchaseKind kind, double? coefficient, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(bands);
        if (coefficient is not { } value) return null;
        var inForce = bands.Where(b => b.Kind == kind && b.From <= day).ToList();
        if (inForce.Count == 0) throw new ArgumentException($"No band for {kind} on {day:yyyy-MM-dd}.", nameof(bands));
        var newest = inForce.Max(b => b.From);
        return inForce.Where(b => b.From == newest).OrderBy(b => b.Below)
            .First(b => value < b.Below || double.IsPositiveInfinity(b.Below)).Status;
    }
}
