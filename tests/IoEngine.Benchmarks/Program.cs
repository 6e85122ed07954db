using IoEngine.Benchmarks;

Action<string[]>? run = args.FirstOrDefault() switch
{
    "kernels" => KernelSpeed.Run,
    "rounding" => RoundingSpeed.Run,
    "growth" => Growth.Run,
    "shapes" => Shapes.Run,
    "float" => FloatSpeed.Run,
    "growth-one" => Growth.One,
    "multipliers" => Multipliers.Run,
    "structure" => StructureSpeed.Run,
    "agreement" => Agreement.Run,
    "formats" => FormatSpeed.Run,
    "formats-write" => FormatSpeed.Write,
    "formats-read" => FormatSpeed.Read,
    "formats-check" => FormatSpeed.Check,
    "reading" => ReadingBenchmarks.Run,
    "years" => YearsSpeed.Run,
    "prices" => PriceFigures.Run,
    "prices-cost" => PriceCost.Run,
    "jobs" => JobFigures.Run,
    "parquet" => _ => ParquetSpeed.Run(),
    "orders" => a => OrderSpeed.Run(a),
    "scenarios" => ScenarioSpeed.Run,
    "report" => ReportSpeed.Run,
    "balance" => BalanceSpeed.Run,
    "nowcast" => NowcastFigures.Run,
    "split" => NowcastFigures.Splits,
    _ => null,
};
if (run is null)
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/IoEngine.Benchmarks -- NAME
          kernels [n …]      GEMM and LU of every variant beside OpenBLAS and Math.NET
          rounding [n …]     LU with multiply-add rounded once beside twice
          shapes             GEMM on the shapes of block iterations
          float [n …]        LU in float, refined, beside LU in double
          growth [n …]       time, passes and memory of each method
          structure [k [n/m …]]  solving by structure beside lu-float, k turns
          multipliers [k]    2G adjoint solves beside numpy's inverse, k turns
          agreement [n …]    do methods and kernels agree
          reading [--write FILE] [--shared FOLDER]
          years [FOLDER]     sixteen WIOD years, zipped text to all effects, without and with the cache
          prices [FOLDER]    WIOD 2013, 1995–2010, decomposed in money and at constant prices (docs/PRICES.md)
          prices-cost [FOLDER]  processor seconds of the two
          jobs [FOLDER]      jobs of 2014 from older national tables, by what is known of prices (docs/PRICES.md)
          formats [icio|icio-ext|figaro|figaro-flat|exiobase …] [--folder DIR]   full-size tables in the layouts of their publishers
          parquet
          orders make|parquet|demand …   1.3 million orders to demand vectors; orders.py runs it against pandas
          scenarios [FOLDER]  forty scenarios over sixteen real years beside forty runs; their decomposition
          balance [n …]      balancing n × n beside one read and one LU of it
          nowcast [FOLDER]   withheld years of WIOD 2013 from earlier tables and totals (docs/ESTIMATES.md)
          split [FOLDER [COUNTRY]]  a country of WIOD 2013 out of the rest of the world, against the truth
          report [RESULTS]   the page of the full-size demonstration in Chromium: load event, last chart
        """);
    return 2;
}

run(args[1..]);
return 0;
