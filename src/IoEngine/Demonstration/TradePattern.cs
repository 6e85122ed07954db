using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>
/// T: where each region buys each product in a year. A gravity pattern: supplier's size and speciality, border, distance.
/// </summary>
internal sealed class TradePattern
{
    private const double SingleMarket = 1.3;
    private const double SmallCountryAttachment = 0.50;

    // Final buyers know the home market better than firms that source their inputs.
    private const double FinalUseOpenness = 0.8;
    private readonly double[][][] pull;

    /// <summary>The pattern of a year before competitiveness is settled.</summary>
    public TradePattern(WorldStructure world, int year, double[] gdp)
    {
        var (g, n) = (WorldStructure.Regions, WorldStructure.Sectors);
        var attachment = HomeAttachment(gdp);
        pull = new double[n][][];
        for (var p = 0; p < n; p++)
        {
            var sector = SectorFacts.All[p];
            var openness = sector.Openness * Integration(year, sector.Goods);
            pull[p] = new double[g][];
            for (var r = 0; r < g; r++)
            {
                pull[p][r] = new double[g];
                for (var o = 0; o < g; o++)
                {
                    var size = gdp[o] * world.Supply[o][p] * CatchingUp(RegionFacts.All[o].Code, sector, year);
                    pull[p][r][o] = o == r
                        ? size * attachment[r]
                        : size * openness * Affinity(o, r, year) * PortableMath.Power(world.Distances[o][r] / 1000,
                            -sector.Distance);
                }
            }
        }
    }

    /// <summary>Shares by origin, [product][buyer][origin], each buyer's adding up to one.</summary>
    /// <param name="competitiveness">Factor on every origin's sales abroad.</param>
    /// <param name="final">For final use (true) or for inputs.</param>
    public double[][][] Shares(double[] competitiveness, bool final)
    {
        var shares = new double[pull.Length][][];
        for (var p = 0; p < pull.Length; p++)
        {
            shares[p] = new double[competitiveness.Length][];
            for (var r = 0; r < competitiveness.Length; r++) shares[p][r] = ShareOut(pull[p][r], r, competitiveness, final);
        }

        return shares;
    }

    /// <summary>
    /// How open markets are: rising until 2008, then level with a dent in each recession; services go on slowly.
    /// </summary>
    internal static double Integration(int year, bool goods)
    {
        var deepening = 0.60 + (0.40 * Math.Clamp((year - 1999) / 9.0, 0, 1));
        var recession = year switch { 2009 => 0.90, 2010 => 0.96, 2020 => 0.95, 2021 => 0.98, _ => 1.0 };
        return deepening * recession * (goods ? 1 : 1 + (0.008 * Math.Max(0, year - 2008)));
    }

    private static double[] ShareOut(double[] pull, int home, double[] competitiveness, bool final)
    {
        var shares = new double[pull.Length];
        var sum = 0.0;
        for (var o = 0; o < pull.Length; o++)
            sum += shares[o] = o == home ? pull[o] : pull[o] * competitiveness[o] * (final ? FinalUseOpenness : 1);
        for (var o = 0; o < pull.Length; o++) shares[o] /= sum;
        return shares;
    }

    // Short ways within a small country: it buys more at home than its share of the world's supply alone would say.
    private static double[] HomeAttachment(double[] gdp)
    {
        var typical = 0.04 * gdp.Sum();
        return gdp.Select(own => PortableMath.Power(typical / own, SmallCountryAttachment)).ToArray();
    }

    private static double Affinity(int a, int b, int year) =>
        Market(RegionFacts.All[a], year) && Market(RegionFacts.All[b], year) ? SingleMarket : 1;

    // The states that joined the European Union in 2004 and 2007, and Turkey's customs union, which is older.
    private static bool Market(RegionFacts region, int year) => region.European && region.Code switch
    {
        "POL" or "CZE" or "HUN" or "SVK" => year >= 2004,
        "ROU" or "BGR" => year >= 2007,
        _ => true,
    };

    // China became the workshop of electronics and machinery within these years; India of software.
    private static double CatchingUp(string region, SectorFacts sector, int year)
    {
        var progress = Math.Clamp((year - 1999) / 15.0, 0, 1);
        return (region, sector.Code) switch
        {
            ("CHN", "C25" or "C26" or "C27" or "C28" or "C29T30") => 0.6 + (1.1 * progress),
            ("IND", "J") => 0.7 + (0.8 * progress),
            _ => 1,
        };
    }
}
