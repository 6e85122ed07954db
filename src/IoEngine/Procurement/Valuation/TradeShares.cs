using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Procurement;

/// <summary>T[o | p, r]: the share of origin o in region r's purchases of product p. Immutable.</summary>
/// <remarks>Purchases are intermediate and final use together; negative cells (inventories) are left out. No purchases at all: bought at home.</remarks>
public sealed class TradeShares
{
    private readonly Axis<Industry> industries;
    private readonly Axis<Region> regions;
    private readonly DenseMatrix use;
    private readonly Dictionary<Sector, (int Product, int[] Industries)> industriesOf;

    // Worked out when first asked for; two threads may work out the same one, with the same result.
    private readonly (int Industry, double Share)[]?[] known;

    private TradeShares(Axis<Industry> industries, Axis<Region> regions, DenseMatrix use)
    {
        this.industries = industries;
        this.regions = regions;
        this.use = use;
        industriesOf = Enumerable.Range(0, industries.Count).GroupBy(i => industries[i].Sector).Select((g, product) => (g.Key, Product: product, Industries: g.ToArray()))
            .ToDictionary(g => g.Key, g => (g.Product, g.Industries));
        known = new (int, double)[]?[industriesOf.Count * regions.Count];
    }

    /// <summary>The shares of a table.</summary>
    public static TradeShares Of(MrioTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var use = new DenseMatrix(table.Industries.Count, table.Regions.Count);
        Add(table.Z.Values, use, j => table.RegionOf[j]);
        var regionOfColumn = table.DemandColumns.Select(c => table.Regions.IndexOf(c.Region)).ToArray();
        Add(table.Y.Values, use, j => regionOfColumn[j]);
        return new TradeShares(table.Industries, table.Regions, use);
    }

    /// <summary>Everything is bought at home.</summary>
    public static TradeShares Domestic(Axis<Industry> industries, Axis<Region> regions) => new(industries, regions, new DenseMatrix(industries.Count, regions.Count));

    /// <summary>Industries (o, p) and their shares in region r's purchases of p; they add to 1. Empty where no region has the sector.</summary>
    public IReadOnlyList<(int Industry, double Share)> Origins(Sector product, int region)
    {
        if (!industriesOf.TryGetValue(product, out var sellers)) return [];
        return known[(sellers.Product * regions.Count) + region] ??= Shares(sellers.Industries, product, region);
    }

    private (int Industry, double Share)[] Shares(int[] sellers, Sector product, int region)
    {
        var total = 0.0;
        foreach (var i in sellers) total += use[i, region];
        if (total > 0) return sellers.Where(i => use[i, region] > 0).Select(i => (i, use[i, region] / total)).ToArray();
        return industries.TryIndexOf(new Industry(regions[region], product), out var home) ? [(home, 1.0)] : [];
    }

    private static void Add(DenseMatrix flows, DenseMatrix use, Func<int, int> regionOf)
    {
        for (var j = 0; j < flows.Columns; j++)
        {
            var from = flows.Column(j);
            var to = use.WritableColumn(regionOf(j));
            for (var i = 0; i < from.Length; i++) to[i] += Math.Max(from[i], 0.0);
        }
    }
}
