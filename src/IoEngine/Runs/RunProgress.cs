using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>How far a run has come. Immutable.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Year">The year concerned; null: none.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all; 0: not known.</param>
/// <param name="Message">One line for people.</param>
/// <param name="Within">About how much of the step that follows the ones done is done too, 0 to 1.</param>
public sealed record RunProgress(RunStage Stage, int? Year, int Done, int Total, string Message, double Within = 0);
