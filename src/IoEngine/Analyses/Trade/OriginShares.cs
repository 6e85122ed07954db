using IoEngine.Validation;

namespace IoEngine.Analyses.Trade;

/// <summary>
/// Puts the origins of one table on the product columns of another: the work behind every trade or technology freeze.
/// </summary>
/// <remarks>
/// Share of origin o in product p bought by a user of region r: the user's own in the source of the shares; where that is 0/0,
/// that of the region's whole intermediate use in the same source; where that is 0/0 too, the cells stay as they are.
/// </remarks>
internal sealed class OriginShares
{
    private readonly int[] sectorOf;
    private readonly int sectors;
    private readonly double[][] pooled;
    private readonly bool[,] pooledExists;

    public OriginShares(ValidatedTable source)
    {
        var table = source.Table;
        sectorOf = TradeStructure.SectorsOf(table);
        sectors = table.Sectors.Count;
        pooled = Enumerable.Range(0, table.Regions.Count).Select(_ => new double[table.Industries.Count]).ToArray();
        for (var j = 0; j < table.Industries.Count; j++)
        {
            var to = pooled[table.RegionOf[j]];
            System.Numerics.Tensors.TensorPrimitives.Add(to, table.Z.Values.Column(j), to);
        }

        pooledExists = new bool[sectors, table.Regions.Count];
        for (var r = 0; r < table.Regions.Count; r++)
        {
            var (sums, shares) = Groups(pooled[r]);
            for (var p = 0; p < sectors; p++) pooledExists[p, r] = shares[p];
            var column = pooled[r];
            for (var i = 0; i < column.Length; i++) column[i] = shares[sectorOf[i]] ? column[i] / sums[sectorOf[i]] : 0;
        }
    }

    /// <summary>
    /// Writes <paramref name="products"/> with the origins of <paramref name="origins"/>; product sums are those of
    /// <paramref name="products"/>.
    /// </summary>
    /// <param name="origins">The same user's column in the source of the shares; empty: the user does not exist there.</param>
    /// <param name="products">The column whose product sums are kept.</param>
    /// <param name="region">Position of the user's region.</param>
    /// <param name="result">n values.</param>
    public void Apply(ReadOnlySpan<double> origins, ReadOnlySpan<double> products, int region, Span<double> result)
    {
        products.CopyTo(result);
        if (origins.SequenceEqual(products)) return;
        var (wanted, movable) = Groups(products);
        var (sums, own) = origins.IsEmpty ? (new double[sectors], new bool[sectors]) : Groups(origins);
        for (var i = 0; i < result.Length; i++)
        {
            var p = sectorOf[i];
            if (!movable[p]) continue;
            if (own[p]) result[i] = wanted[p] * (origins[i] / sums[p]);
            else if (pooledExists[p, region]) result[i] = wanted[p] * pooled[region][i];
        }
    }

    /// <summary>Sum by product, and whether its cells are shares of something: none negative, one positive.</summary>
    private (double[] Sums, bool[] Shares) Groups(ReadOnlySpan<double> column)
    {
        var sums = new double[sectors];
        var shares = new bool[sectors];
        var negative = new bool[sectors];
        for (var i = 0; i < column.Length; i++)
        {
            sums[sectorOf[i]] += column[i];
            if (column[i] < 0) negative[sectorOf[i]] = true;
        }

        for (var p = 0; p < sectors; p++) shares[p] = sums[p] > 0 && !negative[p];
        return (sums, shares);
    }
}
