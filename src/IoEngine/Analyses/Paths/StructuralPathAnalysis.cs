using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Leontief;

namespace IoEngine.Analyses.Paths;

/// <summary>
/// m_j = Σ over paths of e[i_k] A[i_k,i_(k−1)] … A[i₁,j]: the multiplier of one industry taken apart into supply paths.
/// Immutable.
/// </summary>
/// <remarks>
/// Best first: the path with the most behind it is followed next, and a branch is left where everything on it is worth less than
/// the cut-off. What is left out is known exactly, since m_i = e_i + Σ_k m_k A[k,i]: <see cref="Listed"/> +
/// <see cref="Remainder"/> = <see cref="Multiplier"/>. Defourny &amp; Thorbecke (1984); Miller &amp; Blair (2009), § 6.7. In an
/// open system paths through households are not followed; in a closed one an account is a stop like an industry, a payment of
/// income or a purchase a step.
/// </remarks>
public sealed class StructuralPathAnalysis
{
    private StructuralPathAnalysis(PathNetwork network, double[] e, Industry ordered, PathOptions options,
        CancellationToken cancellation)
    {
        Options = options;
        Industry = ordered;
        var multipliers = network.Multipliers(e, cancellation);
        var search = new Search(network, e, multipliers, Magnitudes(network, e, multipliers, cancellation));
        var industry = network.IndexOf(ordered);
        Multiplier = multipliers[industry];
        search.Follow(industry, options, cancellation);
        search.Paths.Sort((a, b) => Math.Abs(b.Value).CompareTo(Math.Abs(a.Value)) is var c and not 0 ? c
            : string.CompareOrdinal(a.ToString(), b.ToString()));
        Paths = search.Paths;
        Listed = search.Paths.Sum(p => p.Value);
        (Remainder, RemainderBound, LargestLeftOut, Complete) = (search.Remainder, search.RemainderBound, search.LargestLeftOut,
            search.Complete);
    }

    /// <summary>The industry that gets the order.</summary>
    public Industry Industry { get; }

    /// <summary>How far the search went.</summary>
    public PathOptions Options { get; }

    /// <summary>m_j: effect per unit ordered; direct and indirect, (e L)_j, and in a closed system induced.</summary>
    public double Multiplier { get; }

    /// <summary>The paths, largest effect first.</summary>
    public IReadOnlyList<SupplyPath> Paths { get; }

    /// <summary>Sum of the values of <see cref="Paths"/>.</summary>
    public double Listed { get; }

    /// <summary>Sum of all paths left out, from the multipliers behind the branches that were not followed.</summary>
    public double Remainder { get; }

    /// <summary>
    /// Bound: the absolute values of all paths left out sum to at most this. Equal to <see cref="Remainder"/> where no effect is
    /// negative.
    /// </summary>
    public double RemainderBound { get; }

    /// <summary>Bound: no path left out, with all that is further up, is larger in absolute value.</summary>
    public double LargestLeftOut { get; }

    /// <summary>
    /// Whether every branch above the cut-off was followed; false where <see cref="PathOptions.MaximumPaths"/> ended the search.
    /// </summary>
    public bool Complete { get; }

    /// <summary>Takes a multiplier apart.</summary>
    /// <param name="system">The open system.</param>
    /// <param name="e">Effect per unit of output, n; zero outside a region to ask for that region alone.</param>
    /// <param name="industry">The industry that gets the order.</param>
    /// <param name="options">Cut-off and limit.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cut-off is not in (0, 1], or the limit below 1.</exception>
    /// <exception cref="UnknownLabelException">There is no such industry.</exception>
    public static StructuralPathAnalysis Of(LeontiefSystem system, LabelledVector<Industry> e, Industry industry,
        PathOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(e);
        if (!e.Axis.Equals(system.Industries)) throw new ArgumentException("The row has other industries than A.", nameof(e));
        return new StructuralPathAnalysis(new PathNetwork(system, null), e.Values.ToArray(), industry, Checked(options),
            cancellation);
    }

    /// <summary>
    /// Takes a multiplier apart, induced effects included where the model is closed: the sum over the regions of its multipliers,
    /// all channels.
    /// </summary>
    /// <param name="model">The model, with its closure.</param>
    /// <param name="indicator">What is measured; product taxes of spending belong to it where it counts them.</param>
    /// <param name="industry">The industry that gets the order.</param>
    /// <param name="options">Cut-off and limit.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cut-off is not in (0, 1], or the limit below 1.</exception>
    /// <exception cref="UnknownLabelException">There is no such industry.</exception>
    public static StructuralPathAnalysis Of(ImpactModel model, Indicator indicator, Industry industry,
        PathOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(indicator);
        var accounts = model.Closed?.Accounts;
        double[] e = [.. indicator.PerOutput,
            .. Enumerable.Range(0, accounts?.Accounts.Count ?? 0)
                .Select(a => indicator.CountsSpendingTaxes ? accounts!.ProductTaxes[a] : 0)];
        return new StructuralPathAnalysis(new PathNetwork(model.System, model.Closed), e, industry, Checked(options),
            cancellation);
    }

    private static PathOptions Checked(PathOptions? options)
    {
        options ??= new PathOptions();
        if (!(options.RelativeCutoff is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.RelativeCutoff,
                "The relative cut-off is a share above 0, at most 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumPaths, 1);
        return options;
    }

    /// <summary>|e| (I − |A|)⁻¹: what bounds every branch; the multipliers themselves where nothing is negative.</summary>
    private static double[] Magnitudes(PathNetwork network, double[] e, double[] multipliers, CancellationToken cancellation)
    {
        var negative = network.HasNegative();
        if (!negative && e.All(v => v >= 0)) return multipliers;
        return (negative ? network.Absolute(cancellation) : network).Multipliers(e.Select(Math.Abs).ToArray(), cancellation);
    }

    private sealed class Search(PathNetwork network, double[] e, double[] multipliers, double[] magnitudes)
    {
        private readonly PriorityQueue<Branch, (double, long)> open = new();
        private double threshold;
        private long sequence;

        public List<SupplyPath> Paths { get; } = [];

        public double Remainder { get; private set; }

        public double RemainderBound { get; private set; }

        public double LargestLeftOut { get; private set; }

        public bool Complete => open.Count == 0;

        public void Follow(int industry, PathOptions options, CancellationToken cancellation)
        {
            threshold = options.RelativeCutoff * magnitudes[industry];
            Add(new Branch(null, industry, 1));
            while (Paths.Count < options.MaximumPaths && open.TryDequeue(out var branch, out _))
            {
                cancellation.ThrowIfCancellationRequested();
                // Where income only passes through nothing arises: the way goes on, but it is no path of its own.
                if (e[branch.Node] != 0 || network[branch.Node].Account is null)
                    Paths.Add(branch.ToPath(network, e, multipliers));
                foreach (var (node, share) in network.Payments(branch.Node)) Add(new Branch(branch, node, branch.Output * share));
            }

            foreach (var (branch, _) in open.UnorderedItems.OrderBy(b => b.Priority)) LeaveOut(branch);
        }

        private void Add(Branch branch)
        {
            // Ties in the order in which they are found, so that the same table gives the same list.
            var size = Math.Abs(branch.Output) * magnitudes[branch.Node];
            if (branch.Before is null || (size >= threshold && size > 0)) open.Enqueue(branch, (-size, sequence++));
            else LeaveOut(branch);
        }

        private void LeaveOut(Branch branch)
        {
            var size = Math.Abs(branch.Output) * magnitudes[branch.Node];
            Remainder += branch.Output * multipliers[branch.Node];
            RemainderBound += size;
            LargestLeftOut = Math.Max(LargestLeftOut, size);
        }
    }

    private sealed record Branch(Branch? Before, int Node, double Output)
    {
        public SupplyPath ToPath(PathNetwork network, double[] e, double[] multipliers)
        {
            var chain = new List<PathNode>();
            for (var b = this; b is not null; b = b.Before) chain.Add(network[b.Node]);
            chain.Reverse();
            return new SupplyPath(chain, Output, e[Node] * Output, multipliers[Node] * Output);
        }
    }
}
