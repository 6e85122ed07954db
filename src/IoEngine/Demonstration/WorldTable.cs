using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Naming;

namespace IoEngine.Demonstration;

/// <summary>Writes a year of the world as an <see cref="MrioTable"/>.</summary>
internal sealed class WorldTable
{
    private static readonly string[] PrimaryNames = ["TLS", "COE", "OTP", "CFC", "NOS"];
    private readonly YearEconomy economy;
    private readonly WorldStructure world;
    private readonly Axis<Industry> industries;
    private readonly Axis<DemandColumn> demand;
    private readonly Axis<FlowRow> primary = new("primary inputs", PrimaryNames.Select(n => new FlowRow(n, "million USD")));
    private readonly Axis<FlowRow> satellites = new("satellite rows",
        [new FlowRow("employment/persons", "persons"), new FlowRow("employment/fte", "full-time equivalents"),
            new FlowRow("emissions/co2", "kilotonnes")]);

    private WorldTable(WorldStructure world, YearEconomy economy)
    {
        this.world = world;
        this.economy = economy;
        var rows = new List<Industry>();
        var columns = new List<DemandColumn>();
        foreach (var r in RegionFacts.All)
        {
            foreach (var s in SectorFacts.All) rows.Add(new Industry(r.Code, s.Code));
            foreach (var (category, _, _, _) in SectorFacts.FinalUse) columns.Add(new DemandColumn(r.Code, category));
        }

        industries = new Axis<Industry>("industries", rows);
        demand = new Axis<DemandColumn>("final demand columns", columns);
    }

    /// <summary>What the rows and columns of these tables are.</summary>
    public static TableRoles Roles { get; } = new()
    {
        ValueAdded = ["COE", "OTP", "CFC", "NOS"],
        TaxesOnProducts = ["TLS"],
        Compensation = ["COE"],
        OtherTaxes = ["OTP"],
        FixedCapital = ["CFC"],
        Employment = ["employment/persons"],
        Fte = ["employment/fte"],
        Household = ["HH", "NPISH"],
        Government = ["GOV"],
        Investment = ["GFCF"],
    };

    private static TableNames Names { get; } = TableNaming.Shipped([.. RegionFacts.All.Select(r => new Region(r.Code))], []).Or(
        new TableNames(new Dictionary<Region, RegionName>(), SectorFacts.All.ToDictionary(s => new Sector(s.Code), s => s.Name),
            new Dictionary<Sector, SectorActivity> { [new Sector("H")] = new("H", [49, 50, 51, 52, 53]) }));

    /// <summary>The table of a year.</summary>
    public static MrioTable Build(WorldStructure world, YearEconomy economy) => new WorldTable(world, economy).Build();

    private MrioTable Build()
    {
        var z = BuildZ();
        var y = BuildY();
        var x = RowSums(z, y);
        var v = BuildV(z, x);
        var f = BuildF(v, x);
        return new MrioTable(
            Identity(),
            new LabelledMatrix<Industry, Industry>(industries, industries, z),
            new LabelledMatrix<Industry, DemandColumn>(industries, demand, y),
            new LabelledMatrix<FlowRow, Industry>(primary, industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(primary, demand, BuildVY()),
            new LabelledMatrix<FlowRow, Industry>(satellites, industries, f),
            new LabelledMatrix<FlowRow, DemandColumn>(satellites, demand, BuildFY()),
            new LabelledVector<Industry>(industries, x),
            Roles,
            names: Names);
    }

    private TableIdentity Identity() => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"Synthetic demonstration world {economy.Year}"),
        Year = economy.Year,
        Unit = Unit.Read("million USD"),
        PriceBasis = "basic prices, current",
        Source = string.Create(CultureInfo.InvariantCulture,
            $"synthetic demonstration, generated from seed {world.Seed}; not statistics of any country"),
        Format = "demo",
        Synthetic = true,
    };

    private DenseMatrix BuildZ()
    {
        var (g, n) = (WorldStructure.Regions, WorldStructure.Sectors);
        var z = new DenseMatrix(g * n, g * n, zeroed: false);
        for (var r = 0; r < g; r++)
        {
            for (var j = 0; j < n; j++)
            {
                var column = z.WritableColumn((r * n) + j);
                for (var p = 0; p < n; p++)
                {
                    var input = economy.Technology[r][j][p] * economy.Output[r][j];
                    var origins = economy.InputShares[p][r];
                    for (var o = 0; o < g; o++) column[(o * n) + p] = origins[o] * input;
                }
            }
        }

        return z;
    }

    private DenseMatrix BuildY()
    {
        var (g, n, d) = (WorldStructure.Regions, WorldStructure.Sectors, SectorFacts.FinalUse.Length);
        var y = new DenseMatrix(g * n, g * d, zeroed: false);
        for (var r = 0; r < g; r++)
        {
            for (var c = 0; c < d; c++)
            {
                var column = y.WritableColumn((r * d) + c);
                for (var p = 0; p < n; p++)
                {
                    var origins = economy.FinalShares[p][r];
                    for (var o = 0; o < g; o++) column[(o * n) + p] = origins[o] * economy.FinalUse[r][c][p];
                }
            }
        }

        return y;
    }

    private static double[] RowSums(DenseMatrix z, DenseMatrix y)
    {
        var x = new double[z.Rows];
        foreach (var matrix in new[] { z, y })
        {
            for (var j = 0; j < matrix.Columns; j++)
            {
                var column = matrix.Column(j);
                for (var i = 0; i < x.Length; i++) x[i] += column[i];
            }
        }

        return x;
    }

    private DenseMatrix BuildV(DenseMatrix z, double[] x)
    {
        var n = WorldStructure.Sectors;
        var v = new DenseMatrix(PrimaryNames.Length, x.Length, zeroed: false);
        for (var i = 0; i < x.Length; i++)
        {
            var (r, j) = (i / n, i % n);
            var tax = YearEconomy.InputTax(r, j) * x[i];
            var inputs = 0.0;
            foreach (var cell in z.Column(i)) inputs += cell;
            var valueAdded = x[i] - inputs - tax;
            var production = valueAdded * 0.02 * RegionFacts.All[r].ProductionTax;
            var capital = valueAdded * SectorFacts.All[j].Capital;
            var labourShare = SectorFacts.All[j].Labour * RegionFacts.All[r].Labour * world.Costs[r][j];
            // Some surplus is always left: a sector that earns nothing for years would close.
            var labour = Math.Min(labourShare * valueAdded, (0.97 * valueAdded) - production - capital);
            var column = v.WritableColumn(i);
            column[0] = tax;
            column[1] = labour;
            column[2] = production;
            column[3] = capital;
            column[4] = x[i] - inputs - tax - labour - production - capital;
        }

        return v;
    }

    private DenseMatrix BuildVY()
    {
        var d = SectorFacts.FinalUse.Length;
        var vy = new DenseMatrix(PrimaryNames.Length, demand.Count);
        for (var c = 0; c < demand.Count; c++)
            vy.WritableColumn(c)[0] = economy.FinalUse[c / d][c % d].Sum() * YearEconomy.FinalTax(c / d, c % d);
        return vy;
    }

    /// <summary>
    /// Jobs follow compensation at the sector's relative wage and add up to the region's employment; the self-employed work in A
    /// and G_I.
    /// </summary>
    private DenseMatrix BuildF(DenseMatrix v, double[] x)
    {
        var n = WorldStructure.Sectors;
        var f = new DenseMatrix(satellites.Count, x.Length);
        var progress = (economy.Year - 1999) / 25.0;
        for (var r = 0; r < WorldStructure.Regions; r++)
        {
            var region = RegionFacts.All[r];
            var work = Enumerable.Range(0, n).Select(j => v[1, (r * n) + j] / SectorFacts.All[j].Wage
                * (SectorFacts.All[j].Code switch { "A" => 2.5, "G_I" => 1.2, _ => 1.0 })).ToArray();
            var jobs = 1e6 * region.Jobs1999 * PortableMath.Power(region.Jobs2024 / region.Jobs1999, progress) / work.Sum();
            for (var j = 0; j < n; j++)
            {
                var fullTime = region.FullTime
                    * (SectorFacts.All[j].Code switch
                    {
                        "G_I" or "O_U" or "M_N" => 0.95,
                        _ => SectorFacts.All[j].Goods ? 1.05 : 1,
                    });
                var column = f.WritableColumn((r * n) + j);
                column[0] = jobs * work[j];
                column[1] = column[0] * Math.Min(fullTime, 0.995);
                column[2] = x[(r * n) + j] * SectorFacts.All[j].Carbon * region.Intensity * PortableMath.Power(0.97,
                    economy.Year - 2010);
            }
        }

        return f;
    }

    // Heating and driving: about a fifth of what production emits.
    private DenseMatrix BuildFY()
    {
        var d = SectorFacts.FinalUse.Length;
        var fy = new DenseMatrix(satellites.Count, demand.Count);
        for (var r = 0; r < WorldStructure.Regions; r++)
            fy.WritableColumn(r * d)[2] = economy.FinalUse[r][0].Sum() * 0.08 * RegionFacts.All[r].Intensity
                * PortableMath.Power(0.97, economy.Year - 2010);
        return fy;
    }
}
