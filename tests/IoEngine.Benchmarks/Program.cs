using IoEngine.Benchmarks;

switch (args.FirstOrDefault())
{
    case "kernels":
        KernelSpeed.Run(args[1..]);
        return 0;
    case "reading":
        ReadingBenchmarks.Run(args[1..]);
        return 0;
    case "parquet":
        ParquetSpeed.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/IoEngine.Benchmarks -- kernels [n …] | parquet | reading [--write FILE] [--shared FOLDER]");
        return 2;
}
