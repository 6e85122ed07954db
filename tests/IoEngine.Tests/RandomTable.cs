using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests;

/// <summary>Balanced random tables of varied shape, reproducible by seed.</summary>
public sealed record RandomTable(int Seed, int Regions = 3, int Sectors = 4)
{
    /// <summary>An industry (the last of the first region) without output or inputs.</summary>
    public bool ZeroOutput { get; init; }

    /// <summary>The last region trades with nobody.</summary>
    public bool Island { get; init; }

    /// <summary>Subsidies: negative product taxes here and there.</summary>
    public bool Subsidies { get; init; }

    /// <summary>Every money number is multiplied by this.</summary>
    public double MoneyScale { get; init; } = 1;

    public MrioTable Build()
    {
        var random = new Random(Seed);
        var industries = new Axis<Industry>("industries",
            Enumerable.Range(0, Regions).SelectMany(r => Enumerable.Range(0, Sectors).Select(s => new Industry($"R{r}", $"S{s}"))));
        var n = industries.Count;
        string[] categories = ["HH", "GOV", "GFCF", "INV"];
        var columns = new Axis<DemandColumn>("demand columns",
            Enumerable.Range(0, Regions).SelectMany(r => categories.Select(c => new DemandColumn($"R{r}", c))));
        bool Dead(int i) => ZeroOutput && i == Sectors - 1 && n > 1;
        bool Cut(int i, string region) => Island && Regions > 1 && (industries[i].Region.Code == $"R{Regions - 1}") != (region == $"R{Regions - 1}");
        double Flow(int i, string region) => Dead(i) || Cut(i, region)
            ? 0
            : MoneyScale * random.NextDouble() * (industries[i].Region.Code == region ? 10 : 2) * (random.NextDouble() < 0.15 ? 0 : 1);
        var z = DenseMatrix.Create(n, n, (i, j) => Dead(j) ? 0 : Flow(i, industries[j].Region.Code));
        var y = DenseMatrix.Create(n, columns.Count, (i, c) => columns[c].Category == "INV"
            ? 0.05 * (Flow(i, columns[c].Region.Code) - Flow(i, columns[c].Region.Code))
            : ((columns[c].Category == "HH" ? 8 : 4) * Flow(i, columns[c].Region.Code))
                + (industries[i].Region == columns[c].Region && !Dead(i) ? 0.5 * MoneyScale : 0));
        return Complete(random, industries, columns, z, y, Dead);
    }

    /// <summary>
    /// Value added is what output leaves after inputs and taxes; household demand is raised where that would be too little.
    /// </summary>
    private MrioTable Complete(Random random, Axis<Industry> industries, Axis<DemandColumn> columns, DenseMatrix z, DenseMatrix y, Func<int, bool> dead)
    {
        var n = industries.Count;
        var taxes = new double[n];
        var x = new double[n];
        for (var round = 0; round < 200; round++)
        {
            var moved = false;
            for (var j = 0; j < n; j++)
            {
                x[j] = z.Row(j).Sum() + y.Row(j).Sum();
                if (dead(j)) continue;
                var inputs = z.Column(j).ToArray().Sum();
                if (inputs <= 0.75 * x[j] && x[j] > 0) continue;
                var household = columns.IndexOf(new DemandColumn(industries[j].Region, "HH"));
                y[j, household] += Math.Max(MoneyScale, (inputs / 0.7) - x[j]);
                moved = true;
            }

            if (!moved) break;
        }

        string[] names = ["COE", "OTP", "CFC", "NOS", "TLS"];
        var rows = new Axis<FlowRow>("primary inputs", names.Select(name => new FlowRow(name, "")));
        var v = new DenseMatrix(5, n);
        for (var j = 0; j < n; j++)
        {
            if (dead(j)) continue;
            taxes[j] = x[j] * 0.03 * (Subsidies && random.Next(4) == 0 ? -1 : 1) * random.NextDouble();
            var va = x[j] - z.Column(j).ToArray().Sum() - taxes[j];
            double[] parts = [0.45 + (0.2 * random.NextDouble()), 0.03 * random.NextDouble(), 0.1 + (0.1 * random.NextDouble())];
            for (var k = 0; k < 3; k++) v[k, j] = va * parts[k];
            v[3, j] = va * (1 - parts.Sum());
            v[4, j] = taxes[j];
        }

        var vy = DenseMatrix.Create(5, columns.Count, (k, c) => k == 4 && columns[c].Category != "INV"
            ? 0.08 * random.NextDouble() * y.Column(c).ToArray().Sum()
            : 0);
        var satellites = new Axis<FlowRow>("satellite rows", [new FlowRow("employment/persons", "persons"), new FlowRow("employment/fte", "FTE")]);
        var jobs = DenseMatrix.Create(2, n, (k, j) => x[j] / MoneyScale * (k == 0 ? 9 : 8) * (0.5 + random.NextDouble()));
        return new MrioTable(
            new TableIdentity { Name = $"random {Seed}", Unit = Unit.Money("CHF", 1e6), Synthetic = true },
            new LabelledMatrix<Industry, Industry>(industries, industries, z),
            new LabelledMatrix<Industry, DemandColumn>(industries, columns, y),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(rows, columns, vy),
            new LabelledMatrix<FlowRow, Industry>(satellites, industries, jobs),
            roles: Goldens.Golden.StandardRoles with { Investment = ["GFCF"] });
    }

    /// <summary>A positive random demand vector; the zero-output industry is left out unless asked for.</summary>
    public LabelledVector<Industry> Orders(MrioTable table, int salt = 0)
    {
        var random = new Random(Seed + (1000 * (salt + 1)));
        return new LabelledVector<Industry>(table.Industries,
            table.Industries.Select((_, i) => MoneyScale * (random.NextDouble() < 0.3 ? 0 : random.NextDouble() * 5)).ToArray());
    }

    public override string ToString() => $"{Regions}x{Sectors} seed {Seed}{(ZeroOutput ? " zero" : "")}{(Island ? " island" : "")}{(Subsidies ? " subsidies" : "")}";
}
