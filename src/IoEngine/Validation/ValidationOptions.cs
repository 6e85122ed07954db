namespace IoEngine.Validation;

/// <summary>How strict validation is. Immutable.</summary>
/// <param name="NoteImbalance">
/// Relative imbalance of a table (Σ|residual| / Σx) up to which a residual is only a note. Default 1e-6.
/// </param>
/// <param name="MaxImbalance">Relative imbalance above which the table is refused. Default 0.05.</param>
/// <param name="WorstCells">How many of the worst cells a finding names. Default 3.</param>
public sealed record ValidationOptions(double NoteImbalance = 1e-6, double MaxImbalance = 0.05, int WorstCells = 3)
{
    /// <summary>The documented defaults.</summary>
    public static ValidationOptions Default { get; } = new();
}
