using IoEngine.Accounts;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Procurement.Demand;

/// <summary>
/// What the demand builder needs of a table: its labels, which industries have no output, and where regions buy. Immutable.
/// </summary>
public sealed class DemandTable
{
    private readonly Lazy<TradeShares> trade;
    private readonly int[] industryOf;

    private DemandTable(Axis<Industry> industries, Axis<Region> regions, Axis<Sector> sectors, double[] output,
        IReadOnlyDictionary<Sector, SectorActivity> activities, Func<TradeShares> trade)
    {
        Industries = industries;
        Regions = regions;
        Sectors = sectors;
        Output = output;
        Activities = activities;
        WithoutOutput = Array.ConvertAll(output, x => !(x > 0.0));
        this.trade = new Lazy<TradeShares>(trade);
        RegionOf = Axis.RegionOf(industries, regions);
        industryOf = new int[regions.Count * sectors.Count];
        Array.Fill(industryOf, -1);
        for (var i = 0; i < industries.Count; i++)
            industryOf[(RegionOf[i] * sectors.Count) + sectors.IndexOf(industries[i].Sector)] = i;
    }

    /// <summary>The n industries rj.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>Regions.</summary>
    public Axis<Region> Regions { get; }

    /// <summary>Sectors.</summary>
    public Axis<Sector> Sectors { get; }

    /// <summary>For each industry whether x ≤ 0.</summary>
    public IReadOnlyList<bool> WithoutOutput { get; }

    /// <summary>x, n; 1 where a view without a table has output.</summary>
    internal IReadOnlyList<double> Output { get; }

    /// <summary>What sectors do, as far as it is known.</summary>
    internal IReadOnlyDictionary<Sector, SectorActivity> Activities { get; }

    /// <summary>For each industry the position of its region.</summary>
    public IReadOnlyList<int> RegionOf { get; }

    /// <summary>
    /// T[o | p, r]: where region r's purchases of product p come from. Computed when first asked for (one pass over Z and Y).
    /// </summary>
    public TradeShares Trade => trade.Value;

    /// <summary>
    /// Position of the industry of a region and a sector, by their positions; −1: the region has no such sector.
    /// </summary>
    internal int IndustryOf(int region, int sector) => industryOf[(region * Sectors.Count) + sector];

    /// <summary>The view of a table.</summary>
    /// <param name="table">The table; it must stay undisposed until <see cref="Trade"/> was asked for.</param>
    /// <param name="output">x by industry; null: as published, else Z1 + Y1.</param>
    public static DemandTable Of(MrioTable table, IReadOnlyList<double>? output = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var x = output ?? (table.PublishedOutput is { } published ? published.Values.ToArray() : MrioTotals.Output(table));
        return new DemandTable(table.Industries, table.Regions, table.Sectors, x.ToArray(), table.Names.Activities,
            () => TradeShares.Of(table));
    }

    /// <summary>
    /// A view without a table: all industries have output, and regions buy at home unless <paramref name="trade"/> says
    /// otherwise.
    /// </summary>
    public static DemandTable Of(Axis<Industry> industries, TradeShares? trade = null, IReadOnlyList<bool>? withoutOutput = null)
    {
        ArgumentNullException.ThrowIfNull(industries);
        var (regions, sectors) = (Axis.RegionsOf(industries), Axis.SectorsOf(industries));
        return new DemandTable(industries, regions, sectors,
            [.. Enumerable.Range(0, industries.Count).Select(i => withoutOutput?[i] == true ? 0.0 : 1.0)],
            new Dictionary<Sector, SectorActivity>(), () => trade ?? TradeShares.Domestic(industries, regions));
    }
}
