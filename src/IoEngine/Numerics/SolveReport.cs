namespace IoEngine.Numerics;

/// <summary>What a solve did and how well: kept with every result. Immutable.</summary>
/// <param name="Method">Method used.</param>
/// <param name="Kernel">Kernel used, with its variant.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="ScaledResidual">max over right-hand sides of ‖b − (I − A)x‖∞ / (‖I − A‖∞‖x‖∞ + ‖b‖∞).</param>
/// <param name="Steps">Iterations or refinement steps; 0 for a direct solve.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Reason">Why this method and kernel.</param>
public sealed record SolveReport(string Method, string Kernel, int Threads, double ScaledResidual, int Steps, double Seconds,
    string Reason)
{
    /// <summary>
    /// max over right-hand sides of a bound on ‖x̂ − x‖∞ / ‖x̂‖∞, rounding included; null where no positive test vector proves
    /// one.
    /// </summary>
    /// <remarks>
    /// With w &gt; 0 and s = w − |A|w &gt; 0 every residual r gives |x̂ − x| ≤ w · max |r|/s (Berman &amp; Plemmons, ch. 6).
    /// </remarks>
    public double? ErrorBound { get; init; }

    /// <summary>How often A was read from end to end, or its factors (half each way).</summary>
    public double Passes { get; init; }

    /// <summary>Number of right-hand sides.</summary>
    public int RightHandSides { get; init; }
}
