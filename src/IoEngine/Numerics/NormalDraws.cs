namespace IoEngine.Numerics;

/// <summary>
/// Standard normal draws by Marsaglia's polar method, two from each pair of uniform ones. Not thread-safe.
/// </summary>
/// <param name="bits">Where the uniform numbers come from; others may draw from it too.</param>
/// <param name="offset">Of the uniform numbers, see <see cref="RandomBits.Uniform"/>.</param>
internal sealed class NormalDraws(RandomBits bits, double offset)
{
    private double spare = double.NaN;

    /// <summary>The next draw.</summary>
    public double Next()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }

        double u, v, q;
        do
        {
            u = (2 * bits.Uniform(offset)) - 1;
            v = (2 * bits.Uniform(offset)) - 1;
            q = (u * u) + (v * v);
        }
        while (q is >= 1 or 0);

        var f = Math.Sqrt(-2 * PortableMath.Log(q) / q);
        spare = v * f;
        return u * f;
    }
}
