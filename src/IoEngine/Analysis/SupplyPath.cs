using IoEngine.Accounts;

namespace IoEngine.Analysis;

/// <summary>One chain of suppliers: j ← i₁ ← i₂ … ← i_k, from the industry that gets the order to the one where the effect arises. Immutable.</summary>
/// <param name="Industries">The chain; the first gets the order.</param>
/// <param name="Output">A[i₁,j] A[i₂,i₁] … : output of the last industry per unit ordered, through this chain.</param>
/// <param name="Value">e[i_k] × <paramref name="Output"/>: the effect in the last industry.</param>
/// <param name="WithUpstream">m[i_k] × <paramref name="Output"/>: that effect and everything further up this chain.</param>
public sealed record SupplyPath(IReadOnlyList<Industry> Industries, double Output, double Value, double WithUpstream)
{
    /// <summary>Number of deliveries: 0 is the direct effect.</summary>
    public int Deliveries => Industries.Count - 1;

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ← ", Industries);
}

/// <summary>How far a structural path analysis goes. Immutable.</summary>
public sealed record PathOptions
{
    /// <summary>A path is left out where it and all that is further up are below this share of the multiplier; (0, 1].</summary>
    public double RelativeCutoff { get; init; } = 0.001;

    /// <summary>Most paths listed; the search ends there and says so in <see cref="StructuralPathAnalysis.Complete"/>.</summary>
    public int MaximumPaths { get; init; } = 100_000;
}
