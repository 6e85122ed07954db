namespace IoEngine.Tables.Balancing;

/// <summary>When balancing is done. Immutable.</summary>
public sealed record BalancingOptions
{
    /// <summary>Largest residual of a sum, as a share of the largest target.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Sweeps after which targets count as not met.</summary>
    public int MaxSweeps { get; init; } = 2000;

    /// <summary>Earlier sweeps that the acceleration looks at; 0: none, the plain loop.</summary>
    public int Memory { get; init; } = 10;
}
