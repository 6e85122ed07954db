using System.Runtime.CompilerServices;
using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>One year of the world: output that meets all demand, with every region's GDP at its known size.</summary>
/// <remarks>
/// Technology H and origin shares T make A = T ∘ H, so x = A x + y is iterated without forming A (n² would be slower by a factor
/// of twenty). Balances of trade are given; competitiveness abroad is what adjusts until GDP = VA + TLS comes out.
/// </remarks>
internal sealed class YearEconomy
{
    private const int Rounds = 30;
    private const int StepsPerRound = 8;
    private const int LastSteps = 100;
    private readonly WorldStructure world;
    private readonly double[] gdp;

    /// <summary>Computes a year.</summary>
    public YearEconomy(WorldStructure world, int year)
    {
        this.world = world;
        Year = year;
        gdp = RegionFacts.GdpOf(year);
        var random = new SeededRandom(world.Seed, 1000 + year);
        Technology = BuildTechnology(random);
        FinalUse = BuildFinalUse(random);
        Output = Rectangle(WorldStructure.Regions, WorldStructure.Sectors);
        for (var r = 0; r < gdp.Length; r++) Array.Fill(Output[r], 2 * gdp[r] / WorldStructure.Sectors);
        InputShares = FinalShares = [];
        Settle(new TradePattern(world, year, gdp));
    }

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>H, [region][user][product]: inputs per unit of output.</summary>
    public double[][][] Technology { get; }

    /// <summary>[region][category][product], million USD at basic prices.</summary>
    public double[][][] FinalUse { get; }

    /// <summary>T of inputs, [product][buyer][origin].</summary>
    public double[][][] InputShares { get; private set; }

    /// <summary>T of final use, [product][buyer][origin].</summary>
    public double[][][] FinalShares { get; private set; }

    /// <summary>x, [region][sector], million USD.</summary>
    public double[][] Output { get; private set; }

    /// <summary>τ: taxes less subsidies on products paid on inputs, per unit of output.</summary>
    public static double InputTax(int region, int sector) => SectorFacts.All[sector].Tax * RegionFacts.All[region].ProductTax;

    /// <summary>Taxes less subsidies on products in final use, per unit at basic prices.</summary>
    public static double FinalTax(int region, int category)
    {
        var rate = SectorFacts.FinalUse[category].Tax * RegionFacts.All[region].ProductTax;
        return rate / (1 - rate);
    }

    private double[][][] BuildTechnology(SeededRandom random)
    {
        var technology = new double[WorldStructure.Regions][][];
        var trend = SectorFacts.All.Select(s => s.Code is "J" or "M71T72" or "M_N" ? PortableMath.Power(1.007, Year - 2010)
            : s.Code is "D_E" ? PortableMath.Power(0.995, Year - 2010) : 1).ToArray();
        for (var r = 0; r < technology.Length; r++)
        {
            technology[r] = new double[WorldStructure.Sectors][];
            for (var j = 0; j < WorldStructure.Sectors; j++)
            {
                technology[r][j] = new double[WorldStructure.Sectors];
                for (var p = 0; p < WorldStructure.Sectors; p++)
                    technology[r][j][p] = world.Technology[r][j][p] * trend[p] * random.NextFactor(0.01);
            }
        }

        return technology;
    }

    private double[][][] BuildFinalUse(SeededRandom random)
    {
        var use = new double[WorldStructure.Regions][][];
        var balances = gdp.Select((value, r) => value * RegionFacts.All[r].Balance).ToArray();
        balances[^1] = -balances.Sum();
        for (var r = 0; r < use.Length; r++)
        {
            var absorption = gdp[r] - balances[r];
            use[r] = new double[SectorFacts.FinalUse.Length][];
            for (var c = 0; c < use[r].Length; c++)
            {
                use[r][c] = new double[WorldStructure.Sectors];
                var level = absorption * world.UseShares[r][c] / (1 + FinalTax(r, c));
                for (var p = 0; p < WorldStructure.Sectors; p++)
                    use[r][c][p] = SectorFacts.FinalUse[c].Category == "INV"
                        ? Stock(p, level, random) : level * world.Tastes[r][c][p];
            }
        }

        return use;
    }

    // Stocks of goods rise on average and are run down now and then, more so in a recession.
    private double Stock(int product, double level, SeededRandom random)
    {
        var change = random.NextNormal() + (Year is 2009 or 2020 ? -0.5 : 1);
        return SectorFacts.All[product].Goods ? level * change / 11 : 0;
    }

    private void Settle(TradePattern trade)
    {
        var competitiveness = new double[gdp.Length];
        Array.Fill(competitiveness, 1.0);
        for (var round = 0; round < Rounds; round++)
        {
            InputShares = trade.Shares(competitiveness, final: false);
            FinalShares = trade.Shares(competitiveness, final: true);
            Iterate(round == Rounds - 1 ? LastSteps : StepsPerRound);
            var made = Made();
            for (var r = 0; r < gdp.Length; r++)
                competitiveness[r] *= PortableMath.Power(Math.Clamp(gdp[r] / made[r], 0.8, 1.25), 1.5);
            Normalise(competitiveness);
        }
    }

    // Only relative competitiveness moves money between regions: the level of trade is for the trade pattern to say.
    private void Normalise(double[] competitiveness)
    {
        double sum = 0, weight = 0;
        for (var r = 0; r < gdp.Length; r++)
        {
            sum += gdp[r] * competitiveness[r];
            weight += gdp[r];
        }

        for (var r = 0; r < gdp.Length; r++) competitiveness[r] *= weight / sum;
    }

    /// <summary>GDP by region as it comes out: value added and taxes on products.</summary>
    internal double[] Made()
    {
        var made = new double[gdp.Length];
        for (var r = 0; r < made.Length; r++)
        {
            for (var j = 0; j < WorldStructure.Sectors; j++) made[r] += Output[r][j] * (1 - Technology[r][j].Sum());
            for (var c = 0; c < FinalUse[r].Length; c++) made[r] += FinalUse[r][c].Sum() * FinalTax(r, c);
        }

        return made;
    }

    private void Iterate(int steps)
    {
        var finalDemand = Rectangle(WorldStructure.Regions, WorldStructure.Sectors);
        for (var r = 0; r < gdp.Length; r++)
            foreach (var category in FinalUse[r])
                for (var p = 0; p < category.Length; p++) finalDemand[r][p] += category[p];
        var fromFinal = Rectangle(WorldStructure.Regions, WorldStructure.Sectors);
        Distribute(FinalShares, finalDemand, fromFinal);
        var next = Rectangle(WorldStructure.Regions, WorldStructure.Sectors);
        var inputs = Rectangle(WorldStructure.Regions, WorldStructure.Sectors);
        for (var step = 0; step < steps; step++)
        {
            for (var r = 0; r < gdp.Length; r++)
            {
                fromFinal[r].CopyTo(next[r], 0);
                NeededInputs(r, inputs[r]);
            }

            Distribute(InputShares, inputs, next);
            (Output, next) = (next, Output);
        }
    }

    // The two loops that take the time: compiled at full strength at once, as a run may need a single table only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NeededInputs(int region, double[] inputs)
    {
        Array.Clear(inputs);
        for (var j = 0; j < inputs.Length; j++)
        {
            var x = Output[region][j];
            var recipe = Technology[region][j];
            for (var p = 0; p < inputs.Length; p++) inputs[p] += recipe[p] * x;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distribute(double[][][] shares, double[][] demand, double[][] supply)
    {
        var sold = new double[supply.Length];
        for (var p = 0; p < shares.Length; p++)
        {
            Array.Clear(sold);
            for (var r = 0; r < demand.Length; r++)
            {
                var (bought, origins) = (demand[r][p], shares[p][r]);
                for (var o = 0; o < sold.Length; o++) sold[o] += origins[o] * bought;
            }

            for (var o = 0; o < sold.Length; o++) supply[o][p] += sold[o];
        }
    }

    private static double[][] Rectangle(int rows, int columns) =>
        Enumerable.Range(0, rows).Select(_ => new double[columns]).ToArray();
}
