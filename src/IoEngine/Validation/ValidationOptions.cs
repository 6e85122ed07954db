namespace IoEngine.Validation;

/// <summary>How strict validation is. Immutable.</summary>
/// <param name="NoteImbalance">
/// Relative imbalance of a table (Σ|residual| / Σx) up to which a residual is only a note. Default 1e-6.
/// </param>
/// <param name="MaxImbalance">Relative imbalance of the table above which it is refused. Default 0.05.</param>
/// <param name="WorstCells">How many of the worst cells a finding names. Default 3.</param>
/// <param name="NoteIndustryImbalance">
/// Imbalance of one industry (|residual| / x) up to which it is not named by itself. Default 0.01.
/// </param>
public sealed record ValidationOptions(double NoteImbalance = 1e-6, double MaxImbalance = 0.05, int WorstCells = 3,
    double NoteIndustryImbalance = 0.01)
{
    /// <summary>Whether negative flows are told; of tables that are made from validated ones nobody asks.</summary>
    internal bool TellNegative { get; init; } = true;

    /// <summary>The documented defaults.</summary>
    public static ValidationOptions Default { get; } = new();
}
