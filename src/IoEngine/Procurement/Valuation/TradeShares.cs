using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Procurement.Valuation;

/// <summary>T[o | p, r]: the share of origin o in region r's purchases of product p. Immutable.</summary>
/// <remarks>
/// Purchases are intermediate and final use together; negative cells (inventories) are left out. No purchases at all: bought at
/// home.
/// </remarks>
public sealed class TradeShares
{
    private readonly Axis<Industry> industries;
    private readonly Axis<Region> regions;
    private readonly DenseMatrix use;
    private readonly Dictionary<string, Sellers> industriesOf;

    // Worked out when first asked for; two threads may work out the same one, with the same result.
    private readonly (int Industry, double Share)[]?[] known;

    private TradeShares(Axis<Industry> industries, Axis<Region> regions, DenseMatrix use)
    {
        this.industries = industries;
        this.regions = regions;
        this.use = use;
        industriesOf = [];
        for (var i = 0; i < industries.Count; i++)
        {
            if (!industriesOf.TryGetValue(industries[i].Sector.Code, out var sellers))
                industriesOf[industries[i].Sector.Code] = sellers = new Sellers(industriesOf.Count, []);
            sellers.Industries.Add(i);
        }

        known = new (int, double)[]?[industriesOf.Count * regions.Count];
    }

    /// <summary>The shares of a table.</summary>
    public static TradeShares Of(MrioTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var use = new DenseMatrix(table.Industries.Count, table.Regions.Count);
        Add(table.Z.Values, use, j => table.RegionOf[j]);
        var regionOfColumn = new int[table.DemandColumns.Count];
        for (var j = 0; j < regionOfColumn.Length; j++) regionOfColumn[j] = table.Regions.IndexOf(table.DemandColumns[j].Region);
        Add(table.Y.Values, use, j => regionOfColumn[j]);
        return new TradeShares(table.Industries, table.Regions, use);
    }

    /// <summary>Everything is bought at home.</summary>
    public static TradeShares Domestic(Axis<Industry> industries, Axis<Region> regions) =>
        new(industries, regions, new DenseMatrix(industries.Count, regions.Count));

    /// <summary>
    /// Industries (o, p) and their shares in region r's purchases of p; they add to 1. Empty where no region has the sector.
    /// </summary>
    public IReadOnlyList<(int Industry, double Share)> Origins(Sector product, int region)
    {
        if (!industriesOf.TryGetValue(product.Code, out var sellers)) return [];
        return known[(sellers.Product * regions.Count) + region] ??= Shares(sellers.Industries, product, region);
    }

    private (int Industry, double Share)[] Shares(List<int> sellers, Sector product, int region)
    {
        var (total, count) = (0.0, 0);
        foreach (var i in sellers)
        {
            total += use[i, region];
            if (use[i, region] > 0) count++;
        }

        if (total > 0)
        {
            var shares = new (int, double)[count];
            var at = 0;
            foreach (var i in sellers)
            {
                if (use[i, region] > 0) shares[at++] = (i, use[i, region] / total);
            }

            return shares;
        }

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

    // Industries that make one product, which has a number.
    private sealed record Sellers(int Product, List<int> Industries);
}
