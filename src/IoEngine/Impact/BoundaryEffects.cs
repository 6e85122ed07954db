using IoEngine.Accounts;
using IoEngine.Households;

namespace IoEngine.Impact;

/// <summary>Effects of one demand vector at every system boundary, and the Shapley split of what is induced. Immutable.</summary>
public sealed class BoundaryEffects
{
    private readonly Effects[] byCoalition;

    internal BoundaryEffects(Effects[] byCoalition) => this.byCoalition = byCoalition;

    /// <summary>Effects where these kinds of account are closed; the induced channel is theirs together.</summary>
    public Effects Closing(AccountKinds closed) => byCoalition[(int)closed];

    /// <summary>
    /// The effect within the boundary of a level (cumulative), by region: 1 direct, 2 + indirect, 3 + K, 4 + H, 5 + G.
    /// </summary>
    public LabelledVector<Region> AtLevel(Indicator indicator, int level)
    {
        var effects = Closing(SystemBoundaries.ClosedAt(level));
        var direct = effects.ByRegion(indicator, Channel.Direct);
        return level == 1 ? direct : new LabelledVector<Region>(direct.Axis, effects.AllChannels(indicator));
    }

    /// <summary>
    /// The Shapley share of one kind of account in what all three induce, by region: its mean contribution over the orders of
    /// closing. The shares of K, H and G add up to the induced effect of closing all.
    /// </summary>
    public LabelledVector<Region> Shapley(Indicator indicator, AccountKind kind)
    {
        var player = (int)SystemBoundaries.Flag(kind);
        double[]? share = null;
        Axis<Region>? regions = null;
        for (var others = 0; others < 8; others++)
        {
            if ((others & player) != 0) continue;

            // |S|! (3 − |S| − 1)! / 3!: 1/3 for the empty and the full set of others, 1/6 for one other.
            var weight = int.PopCount(others) == 1 ? 1.0 / 6 : 1.0 / 3;
            var with = byCoalition[others | player].ByRegion(indicator, Channel.Induced);
            var without = byCoalition[others].ByRegion(indicator, Channel.Induced);
            regions = with.Axis;
            share ??= new double[regions.Count];
            for (var r = 0; r < share.Length; r++) share[r] += weight * (with[r] - without[r]);
        }

        return new LabelledVector<Region>(regions!, share!);
    }
}
