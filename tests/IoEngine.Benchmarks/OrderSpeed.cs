using System.Diagnostics;
using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Files.Parquet;
using IoEngine.Numerics;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Orders;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Benchmarks;

/// <summary>
/// 1.3 million orders from a file to the demand vectors of 26 years: the time of the whole process and its peak memory.
/// </summary>
/// <remarks>
/// <c>orders make FILE.csv [N]</c> writes the synthetic orders; <c>orders parquet IN.csv OUT.parquet</c> rewrites them;
/// <c>orders demand FILE</c> is what is measured. <c>orders.py</c> runs it against pandas.
/// </remarks>
internal static class OrderSpeed
{
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["make", var path, ..]:
                using (var stream = File.Create(path))
                    DemonstrationWorld.Create().WriteOrders(stream, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_300_000);
                return 0;
            case ["parquet", var csv, var parquet]:
                ToParquet(csv, parquet);
                return 0;
            case ["demand", var path]:
                Demand(path);
                return 0;
            default:
                Console.Error.WriteLine("usage: orders make FILE.csv [N] | orders parquet IN.csv OUT.parquet | orders demand FILE");
                return 2;
        }
    }

    private static void Demand(string path)
    {
        var clock = Stopwatch.StartNew();
        var demo = Path.Combine(Root(), "models", "demo");
        var world = Task.Run(() => DemandTable.Of(Table()));
        var rates = CurrencyRates.Shipped;
        var rules = Task.Run(() => Rules(demo, rates));
        var reading = OrderReader.Read(path, new OrderReadOptions { Rates = rates });
        var read = clock.Elapsed.TotalSeconds;
        var builder = new DemandBuilder(reading.Ledger, rules.Result);
        var table = world.Result;
        var prepared = clock.Elapsed.TotalSeconds;
        var demands = new YearDemand[builder.Years.Count];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, demands.Length, threads, i => demands[i] = builder.Build(builder.Years[i], table));
        var built = clock.Elapsed.TotalSeconds;
        var total = demands.Sum(d => d.Reconciliation.Orders);
        var mapped = demands.Sum(d => d.Reconciliation.Mapped);
        Console.WriteLine($"orders {reading.Rows}, cells {reading.Ledger.Cells.Count}, years {demands.Length}");
        Console.WriteLine($"value {total:F2} CHF, mapped {mapped:F2}, f {demands.Sum(d => d.Total().Sum()):F2}, errors {demands.Sum(d => d.Findings.Count(f => f.Severity == Severity.Error))}");
        Console.WriteLine($"read {read:F3} s, prepare {prepared - read:F3} s, demand {built - prepared:F3} s, "
            + $"{GC.CollectionCount(0)} collections in {GC.GetTotalPauseDuration().TotalSeconds:F3} s, {GC.GetTotalAllocatedBytes() / 1e6:F0} MB allocated");
    }

    // The demonstration's labels, and regions that buy everywhere, mostly at home. The demonstration's own table takes longer to
    // make than to use.
    private static MrioTable Table()
    {
        var sectors = SectorFacts.All.Length;
        var (rows, columns) = (new List<Industry>(), new List<DemandColumn>());
        foreach (var region in RegionFacts.All)
        {
            foreach (var sector in SectorFacts.All) rows.Add(new Industry(region.Code, sector.Code));
            columns.Add(new DemandColumn(region.Code, "HH"));
        }

        var industries = new Axis<Industry>("industries", rows);
        var demand = new Axis<DemandColumn>("final demand columns", columns);
        var inputs = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "million USD")]);
        return new MrioTable(
            new TableIdentity { Name = "Orders' labels", Year = 2010, Unit = Unit.Money("USD", 1e6), Synthetic = true },
            new LabelledMatrix<Industry, Industry>(industries, industries, DenseMatrix.Create(industries.Count, industries.Count, (i, j) => Flow(i, j / sectors))),
            new LabelledMatrix<Industry, DemandColumn>(industries, demand, DenseMatrix.Create(industries.Count, demand.Count, Flow)),
            new LabelledMatrix<FlowRow, Industry>(inputs, industries, new DenseMatrix(1, industries.Count)));

        double Flow(int industry, int buyer) => industry / sectors == buyer ? 40 + (industry % 7) : 1 + (industry % 3);
    }

    private static DemandRules Rules(string demo, CurrencyRates rates) => new()
    {
        Rates = rates,
        Mapping = new MappingRules { Codes = CodeConcordance.Read(Path.Combine(demo, "codes.csv")), Nace = NaceConcordance.Read(Path.Combine(demo, "nace.csv")) },
        Valuation = new ValuationRules
        {
            Wholesale = new WholesaleRules { Sectors = ["G46"] },
            OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["CHE"] = 0.5, ["FRA"] = 0.5 }),
        },
    };

    private static void ToParquet(string csv, string parquet)
    {
        using var reader = new StreamReader(csv);
        var header = reader.ReadLine()!.Split(',');
        var value = Array.IndexOf(header, "value");
        var date = Array.IndexOf(header, "date");
        using var writer = ParquetWriter.Create(parquet, header.Select((h, i) => i == value ? new ParquetColumn(h, ParquetType.Double)
            : i == date ? new ParquetColumn(h, ParquetType.Date) : new ParquetColumn(h, ParquetType.Text, true)).ToArray());
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            for (var i = 0; i < cells.Length; i++)
            {
                if (i == value) writer[i].Add(double.Parse(cells[i], CultureInfo.InvariantCulture));
                else if (i == date) writer[i].Add(DateOnly.Parse(cells[i], CultureInfo.InvariantCulture));
                else if (cells[i].Length == 0) writer[i].AddNull();
                else writer[i].Add(cells[i]);
            }

            writer.EndRow();
        }

        writer.Complete();
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IoEngine.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The benchmark does not run from inside the repository.");
    }
}
