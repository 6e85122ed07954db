using IoEngine.Accounts;
using IoEngine.Households;

namespace IoEngine.Analyses.Paths;

/// <summary>A stop of a path: an industry that delivers, or an account that spends income. Immutable.</summary>
public readonly record struct PathNode
{
    /// <summary>An industry.</summary>
    public PathNode(Industry industry) => Industry = industry;

    /// <summary>An account.</summary>
    public PathNode(Account account) => Account = account;

    /// <summary>The industry; null for an account.</summary>
    public Industry? Industry { get; }

    /// <summary>The account; null for an industry.</summary>
    public Account? Account { get; }

    /// <inheritdoc/>
    public override string ToString() => Account is { } a
        ? $"{a.Region.Code}.({(a.Kind == AccountKind.Household ? "households" : a.Kind.ToString().ToLowerInvariant())})"
        : $"{Industry}";
}

/// <summary>
/// One chain of suppliers: j ← i₁ ← i₂ … ← i_k, from the industry that gets the order to the one where the effect arises.
/// Immutable.
/// </summary>
/// <param name="Nodes">The chain; the first gets the order. Accounts are among them where the system is closed.</param>
/// <param name="Output">A[i₁,j] A[i₂,i₁] … : output of the last industry per unit ordered, through this chain.</param>
/// <param name="Value">e[i_k] × <paramref name="Output"/>: the effect in the last industry.</param>
/// <param name="WithUpstream">m[i_k] × <paramref name="Output"/>: that effect and everything further up this chain.</param>
public sealed record SupplyPath(IReadOnlyList<PathNode> Nodes, double Output, double Value, double WithUpstream)
{
    /// <summary>The industries on the way.</summary>
    public IReadOnlyList<Industry> Industries =>
        Nodes.Where(n => n.Industry is not null).Select(n => n.Industry!.Value).ToArray();

    /// <summary>Number of deliveries: 0 is the direct effect.</summary>
    public int Deliveries => Nodes.Count(n => n.Industry is not null) - 1;

    /// <summary>Whether the path goes through the spending of income.</summary>
    public bool Induced => Nodes.Any(n => n.Account is not null);

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ← ", Nodes);
}

/// <summary>How far a structural path analysis goes. Immutable.</summary>
public sealed record PathOptions
{
    /// <summary>A path is left out where it and all that is further up are below this share of the multiplier; (0, 1].</summary>
    public double RelativeCutoff { get; init; } = 0.001;

    /// <summary>Most paths listed; the search ends there and says so in <see cref="StructuralPathAnalysis.Complete"/>.</summary>
    public int MaximumPaths { get; init; } = 100_000;
}
