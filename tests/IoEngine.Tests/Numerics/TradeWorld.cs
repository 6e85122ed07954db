using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

/// <summary>Systems with the trade structure of published tables, as far as <c>noise</c> leaves it, seeded.</summary>
internal sealed record TradeWorld(DenseMatrix A, int[] RegionOf, int[] ProductOf)
{
    /// <summary>Off the domestic blocks T[o|p,r] H[p,(r,j)] times 1 ± noise; every column takes between 0.2 and <paramref name="most"/>.</summary>
    public static TradeWorld Of(int regions, int products, double noise, int seed, double most = 0.8, double negative = 0)
    {
        var random = new Random(seed);
        var n = regions * products;
        int[] region = [.. Enumerable.Range(0, n).Select(i => i / products)], product = [.. Enumerable.Range(0, n).Select(i => i % products)];
        var share = new double[n, regions];
        for (var i = 0; i < n; i++)
            for (var r = 0; r < regions; r++) share[i, r] = region[i] == r ? 0 : random.NextDouble() * random.NextDouble();
        var a = DenseMatrix.Create(n, n, (_, _) => 0);
        for (var j = 0; j < n; j++)
        {
            var imports = Enumerable.Range(0, products).Select(_ => random.NextDouble() * random.NextDouble()).ToArray();
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                a[i, j] = region[i] == region[j]
                    ? random.NextDouble() * random.NextDouble()
                    : share[i, region[j]] * imports[product[i]] * (0.5 / regions) * (1 + (noise * ((2 * random.NextDouble()) - 1)));
                sum += a[i, j];
            }

            var target = 0.2 + ((most - 0.2) * random.NextDouble());
            for (var i = 0; i < n; i++) a[i, j] *= target / sum * (random.NextDouble() < negative ? -1 : 1);
        }

        return new TradeWorld(a, region, product);
    }

    /// <summary>The same with its indices in another order.</summary>
    public TradeWorld Ordered(int[] order) => new(
        DenseMatrix.Create(order.Length, order.Length, (i, j) => A[order[i], order[j]]), [.. order.Select(i => RegionOf[i])], [.. order.Select(i => ProductOf[i])]);
}
