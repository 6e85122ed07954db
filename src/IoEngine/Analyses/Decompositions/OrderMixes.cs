namespace IoEngine.Analyses.Decompositions;

/// <summary>Of which state, 0 or 1, each part of the orders is.</summary>
internal readonly record struct OrderParts(int Level, int Supplier, int Product)
{
    /// <summary>The number of the combination, 0 to 7.</summary>
    public int Index => (Level << 2) | (Supplier << 1) | Product;

    /// <summary>The combination of a number.</summary>
    public static OrderParts Of(int index) => new(index >> 2, (index >> 1) & 1, index & 1);
}

/// <summary>f = level · supplier share · product share given the supplier, from two order vectors in any combination.</summary>
/// <remarks>
/// Where one vector has no orders with a supplier, its product mix is undefined there and the other's is taken.
/// </remarks>
internal sealed class OrderMixes
{
    private const double Rounding = 1e-13;
    private readonly IReadOnlyList<int> regionOf;
    private readonly double[] level = new double[2];
    private readonly double[][] supplier = new double[2][];
    private readonly double[][] product = new double[2][];
    private readonly double[][] raw;

    public OrderMixes(ReadOnlySpan<double> from, ReadOnlySpan<double> to, IReadOnlyList<int> regionOf, int regions)
    {
        this.regionOf = regionOf;
        raw = [from.ToArray(), to.ToArray()];
        var sums = raw.Select(f => SumBy(f, regions)).ToArray();
        for (var s = 0; s < 2; s++) level[s] = raw[s].Sum();
        for (var s = 0; s < 2; s++)
        {
            // A year without orders has no mix of its own.
            var source = level[s] != 0 ? s : 1 - s;
            supplier[s] = level[source] == 0 ? new double[regions] : sums[source].Select(v => v / level[source]).ToArray();
            product[s] = new double[raw[s].Length];
            for (var j = 0; j < raw[s].Length; j++)
            {
                var r = regionOf[j];
                var mix = sums[s][r] != 0 ? s : 1 - s;
                if (sums[mix][r] != 0) product[s][j] = raw[mix][j] / sums[mix][r];
            }
        }
    }

    public bool LevelChanged => Differs(level[0], level[1], Math.Abs(level[0]));

    public bool SupplierMixChanged => supplier[0].Where((v, r) => Differs(v, supplier[1][r], 1)).Any();

    public bool ProductMixChanged => product[0].Where((v, j) => Differs(v, product[1][j], 1)).Any();

    /// <summary>f with each part from state 0 or 1; a vector as given where all parts are of one state.</summary>
    public double[] Combine(OrderParts mix)
    {
        var (levelOf, supplierOf, productOf) = mix;
        if (levelOf == supplierOf && supplierOf == productOf) return raw[levelOf];
        var f = new double[raw[0].Length];
        for (var j = 0; j < f.Length; j++) f[j] = level[levelOf] * supplier[supplierOf][regionOf[j]] * product[productOf][j];
        return f;
    }

    private static bool Differs(double a, double b, double scale) => !(Math.Abs(a - b) <= Rounding * scale);

    private double[] SumBy(double[] f, int regions)
    {
        var sums = new double[regions];
        for (var j = 0; j < f.Length; j++) sums[regionOf[j]] += f[j];
        return sums;
    }
}
