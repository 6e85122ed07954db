using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>What a seed fixes for all years: distances, specialities, national technologies and tastes. Immutable.</summary>
internal sealed class WorldStructure
{
    private const double EarthRadius = 6371;

    // A remote but present neighbour for everybody: the rest of the world has no place of its own.
    private const double RestOfWorldDistance = 5500;

    /// <summary>Draws the structure of a world.</summary>
    public WorldStructure(long seed)
    {
        Seed = seed;
        var random = new SeededRandom(seed, 1);
        Distances = BuildDistances();
        Supply = BuildSupply(random);
        Technology = BuildTechnology(random);
        Tastes = BuildTastes(random);
        UseShares = BuildUseShares(random);
        Costs = Draw(random, Regions, Sectors, 0.08);
    }

    /// <summary>G.</summary>
    public static int Regions => RegionFacts.All.Length;

    /// <summary>N.</summary>
    public static int Sectors => SectorFacts.All.Length;

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>Kilometres between regions, at least 250.</summary>
    public double[][] Distances { get; }

    /// <summary>[region][product]: supply relative to size.</summary>
    public double[][] Supply { get; }

    /// <summary>[region][user][product]: inputs per unit of output before the trends of the years.</summary>
    public double[][][] Technology { get; }

    /// <summary>[region][category][product]: mix of final use, each adding up to one (inventories: to zero or near).</summary>
    public double[][][] Tastes { get; }

    /// <summary>[region][category]: shares of final use, adding up to one.</summary>
    public double[][] UseShares { get; }

    /// <summary>[region][sector]: variation of the labour share around one.</summary>
    public double[][] Costs { get; }

    private static double[][] BuildDistances()
    {
        var points = RegionFacts.All.Select(r =>
        {
            var (sinLatitude, cosLatitude) = PortableMath.SinCos(r.Latitude);
            var (sinLongitude, cosLongitude) = PortableMath.SinCos(r.Longitude);
            return (X: cosLatitude * cosLongitude, Y: cosLatitude * sinLongitude, Z: sinLatitude);
        }).ToArray();
        var distances = new double[Regions][];
        for (var a = 0; a < Regions; a++)
        {
            distances[a] = new double[Regions];
            for (var b = 0; b < Regions; b++)
            {
                // The chord through the earth: near enough to the great circle, and free of inverse functions.
                double dx = points[a].X - points[b].X, dy = points[a].Y - points[b].Y, dz = points[a].Z - points[b].Z;
                var chord = EarthRadius * Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
                distances[a][b] = a == Regions - 1 || b == Regions - 1 ? RestOfWorldDistance : Math.Max(250, chord);
            }
        }

        return distances;
    }

    private static double[][] BuildSupply(SeededRandom random)
    {
        var supply = Draw(random, Regions, Sectors, 0.20);
        for (var r = 0; r < Regions; r++)
        {
            var specialities = SectorFacts.Read(RegionFacts.All[r].Specialities, 1);
            for (var p = 0; p < Sectors; p++) supply[r][p] *= specialities[p];
        }

        return supply;
    }

    private static double[][][] BuildTechnology(SeededRandom random)
    {
        var recipes = SectorFacts.All.Select(s => SectorFacts.Read(s.Inputs, 0)).ToArray();
        var technology = new double[Regions][][];
        for (var r = 0; r < Regions; r++)
        {
            // Countries still industrialising use more materials and fewer services per unit of output.
            var industrialising = RegionFacts.All[r].Intensity > 1.4 ? 1.05 : 0.94;
            technology[r] = Draw(random, Sectors, Sectors, 0.12);
            for (var j = 0; j < Sectors; j++)
            {
                var share = recipes[j].Sum() / 1000 * industrialising * random.NextFactor(0.025);
                Scale(technology[r][j], recipes[j], Math.Min(share, 0.80));
            }
        }

        return technology;
    }

    private static double[][][] BuildTastes(SeededRandom random)
    {
        var mixes = SectorFacts.FinalUse.Select(c => SectorFacts.Read(c.Mix, 0)).ToArray();
        var tastes = new double[Regions][][];
        for (var r = 0; r < Regions; r++)
        {
            tastes[r] = Draw(random, mixes.Length, Sectors, 0.10);
            for (var c = 0; c < mixes.Length; c++) if (mixes[c].Sum() > 0) Scale(tastes[r][c], mixes[c], 1);
        }

        return tastes;
    }

    private static double[][] BuildUseShares(SeededRandom random)
    {
        var shares = new double[Regions][];
        for (var r = 0; r < Regions; r++)
        {
            shares[r] = SectorFacts.FinalUse.Select(c => c.Share * random.NextFactor(0.04)).ToArray();
            var investing = RegionFacts.All[r].Code switch
            {
                "CHN" => 1.75,
                "IND" or "KOR" => 1.4,
                "TUR" or "CZE" => 1.2,
                "GBR" or "GRC" => 0.8,
                _ => 1.0,
            };
            var governing = RegionFacts.All[r].Code switch
            {
                "CHE" => 0.65,
                "USA" or "TUR" or "IND" => 0.75,
                "SWE" or "DNK" or "NOR" or "FRA" or "NLD" => 1.25,
                _ => 1.0,
            };
            shares[r][2] *= governing;
            shares[r][3] *= investing;
            var rest = 1 - shares[r][1] - shares[r][2] - shares[r][3] - shares[r][4];
            shares[r][0] = rest;
        }

        return shares;
    }

    private static double[][] Draw(SeededRandom random, int rows, int columns, double sigma) =>
        Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextFactor(sigma)).ToArray())
            .ToArray();

    /// <summary>factors ← factors ∘ recipe, scaled to add up to <paramref name="total"/>.</summary>
    private static void Scale(double[] factors, double[] recipe, double total)
    {
        var sum = 0.0;
        for (var p = 0; p < factors.Length; p++) sum += factors[p] *= recipe[p];
        for (var p = 0; p < factors.Length; p++) factors[p] *= total / sum;
    }
}
