using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Analyses.Paths;

/// <summary>e f, e A f, e A² f, …: an effect round by round, as the power series of L builds it up.</summary>
/// <remarks>Round 0 is the direct effect; the sum of all rounds is e L f. Miller &amp; Blair (2009), § 2.4.</remarks>
public static class ProductionRounds
{
    /// <summary>The world effect of each round from 0 to <paramref name="last"/>.</summary>
    /// <param name="system">The open system.</param>
    /// <param name="e">Indicator per unit of output, n.</param>
    /// <param name="f">Demand, n.</param>
    /// <param name="last">Number of the last round, from zero.</param>
    /// <returns>One value a round, in the indicator's unit.</returns>
    public static double[] Of(LeontiefSystem system, LabelledVector<Industry> e, LabelledVector<Industry> f, int last)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        e.Require(system.Industries);
        f.Require(system.Industries);
        var rounds = new double[last + 1];
        var goods = DenseMatrix.FromVector(f.Values);
        for (var k = 0; k <= last; k++)
        {
            rounds[k] = FixedOrder.Dot(e.Values, goods.Column(0));
            goods = MatrixProducts.Multiply(system.A, goods);
        }

        return rounds;
    }
}
