using IoEngine.Accounts;

namespace IoEngine.Procurement.Demand;

/// <summary>What to do with orders placed with industries that the table gives no output.</summary>
public enum WithoutOutputRule
{
    /// <summary>They stay in the totals, give no effect and are listed.</summary>
    Report,

    /// <summary>
    /// They go to the nearest sector of the same section of NACE that has output in the same region: the fewest divisions away;
    /// of two as near, the one with more output, since statistics that do not show an industry hold it in another.
    /// </summary>
    NearestSector,

    /// <summary>They are spread over all industries of the same region in proportion to their output.</summary>
    Region,
}

/// <summary>Industries that take the orders of those without output, by a rule (golden E13).</summary>
public static class ZeroOutput
{
    /// <summary>Demand with the orders to industries without output moved by a rule.</summary>
    /// <param name="table">The table.</param>
    /// <param name="f">Demand, n.</param>
    /// <param name="rule">Where they go.</param>
    /// <returns>
    /// Demand with the same total by region; where the rule finds no industry with output an order stays where it is.
    /// </returns>
    public static LabelledVector<Industry> Reallocate(DemandTable table, LabelledVector<Industry> f, WithoutOutputRule rule)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(f);
        f.Require(table.Industries);
        var moved = f.Values.ToArray();
        var takersOf = Takers(table, rule);
        for (var j = 0; j < takersOf.Length; j++)
        {
            if (takersOf[j][0].Industry == j) continue;
            moved[j] -= f[j];
            foreach (var (industry, share) in takersOf[j]) moved[industry] += f[j] * share;
        }

        return new LabelledVector<Industry>(f.Axis, moved);
    }

    /// <summary>
    /// For each industry those that take its orders, with shares that add to 1: itself where it has output or the rule finds
    /// none.
    /// </summary>
    internal static (int Industry, double Share)[][] Takers(DemandTable table, WithoutOutputRule rule)
    {
        var all = new (int, double)[table.Industries.Count][];
        for (var j = 0; j < all.Length; j++)
        {
            (int, double)[] found = !table.WithoutOutput[j] ? [] : rule switch
            {
                WithoutOutputRule.NearestSector => Nearest(table, j) is { } nearest ? [(nearest, 1.0)] : [],
                WithoutOutputRule.Region => Region(table, table.RegionOf[j]),
                _ => [],
            };
            all[j] = found.Length > 0 ? found : [(j, 1.0)];
        }

        return all;
    }

    private static int? Nearest(DemandTable table, int industry)
    {
        if (!table.Activities.TryGetValue(table.Industries[industry].Sector, out var own)) return null;
        return OfRegion(table, table.RegionOf[industry])
            .Select(i => (Industry: i, Activity: table.Activities.GetValueOrDefault(table.Industries[i].Sector)))
            .Where(c => c.Activity is { Divisions.Count: > 0 } && c.Activity.Section == own.Section && own.Divisions.Count > 0)
            .OrderBy(c => Distance(own, c.Activity!)).ThenByDescending(c => table.Output[c.Industry]).ThenBy(c => c.Industry)
            .Select(c => (int?)c.Industry).FirstOrDefault();
    }

    // Between the divisions that are nearest to each other.
    private static int Distance(SectorActivity one, SectorActivity other) =>
        one.Divisions.Min(a => other.Divisions.Min(b => Math.Abs(a - b)));

    private static (int Industry, double Share)[] Region(DemandTable table, int region)
    {
        var takers = OfRegion(table, region).ToArray();
        var output = takers.Sum(i => table.Output[i]);
        return [.. takers.Select(i => (i, table.Output[i] / output))];
    }

    private static IEnumerable<int> OfRegion(DemandTable table, int region) =>
        Enumerable.Range(0, table.Industries.Count).Where(i => table.RegionOf[i] == region && !table.WithoutOutput[i]);
}
