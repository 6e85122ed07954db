using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests.Tables;

/// <summary>
/// Invented tables of any size whose rows and columns balance to rounding; numbers with few digits, as publishers print them.
/// </summary>
internal sealed record KnownTable
{
    public required IReadOnlyList<string> Regions { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Rows of V; the last takes what is left of output.</summary>
    public required IReadOnlyList<string> PrimaryInputs { get; init; }

    public IReadOnlyList<(string Name, string Unit)> Satellites { get; init; } = [];

    public Unit Unit { get; init; } = Unit.Money("USD", 1e6);

    public int Seed { get; init; } = 1;

    public int Decimals { get; init; } = 4;

    /// <summary>Region-category pairs that the layout does not have.</summary>
    public Func<string, string, bool> HasDemand { get; init; } = (_, _) => true;

    public MrioTable Build()
    {
        var industries = new Axis<Industry>("industries", Regions.SelectMany(r => Sectors.Select(s => new Industry(r, s))));
        var demand = new Axis<DemandColumn>("columns of final demand",
            Regions.SelectMany(r => Categories.Where(c => HasDemand(r, c)).Select(c => new DemandColumn(r, c))));
        var n = industries.Count;
        var z = Fill(n, n, 1, (i, j) => industries[i].Region == industries[j].Region ? 1 : 0.01);
        var y = Fill(n, demand.Count, 2, (i, d) => industries[i].Region == demand[d].Region ? 60.0 * n / demand.Count : 0.5);
        var drawn = Fill(PrimaryInputs.Count, n, 3, (_, _) => n);
        var x = new double[n];
        var rest = new double[n];
        for (var j = 0; j < n; j++)
        {
            var column = z.Column(j);
            for (var i = 0; i < n; i++) x[i] += column[i];
        }

        for (var d = 0; d < demand.Count; d++)
        {
            for (var i = 0; i < n; i++) x[i] += y[i, d];
        }

        for (var j = 0; j < n; j++)
        {
            x[j] = Math.Round(x[j], Decimals);
            var left = x[j];
            foreach (var input in z.Column(j)) left -= input;
            for (var k = 0; k < PrimaryInputs.Count - 1; k++) left -= drawn[k, j];
            rest[j] = Math.Round(left, Decimals);
        }

        var v = DenseMatrix.Create(PrimaryInputs.Count, n, (k, j) => k == PrimaryInputs.Count - 1 ? rest[j] : drawn[k, j]);

        var rows = new Axis<FlowRow>("primary inputs", PrimaryInputs.Select(p => new FlowRow(p, Unit.ToString())));
        var satellites = new Axis<FlowRow>("satellite rows", Satellites.Select(s => new FlowRow(s.Name, s.Unit)));
        return new MrioTable(
            new TableIdentity { Name = "known", Unit = Unit, Synthetic = true },
            new LabelledMatrix<Industry, Industry>(industries, industries, z),
            new LabelledMatrix<Industry, DemandColumn>(industries, demand, y),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(rows, demand, Fill(rows.Count, demand.Count, 4, (k, _) => k == 0 ? 5 : 0)),
            new LabelledMatrix<FlowRow, Industry>(satellites, industries, Fill(satellites.Count, n, 5, (_, _) => 3)),
            new LabelledMatrix<FlowRow, DemandColumn>(satellites, demand, Fill(satellites.Count, demand.Count, 6, (_, _) => 1)),
            new LabelledVector<Industry>(industries, x));
    }

    private DenseMatrix Fill(int rows, int columns, int salt, Func<int, int, double> scale) => DenseMatrix.Create(rows, columns, (i, j) =>
    {
        var h = Mix(((ulong)Seed << 56) ^ ((ulong)salt << 48) ^ ((ulong)i << 24) ^ (ulong)j);
        var u = (h >> 11) * (1.0 / (1UL << 53));
        return (h & 7) == 0 ? 0 : Math.Round(u * u * u * 1000 * scale(i, j), Decimals);
    });

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
