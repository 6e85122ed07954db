using System.Diagnostics;
using IoEngine.Files.Parquet;

namespace IoEngine.Benchmarks;

/// <summary>
/// Writes and reads 1.3 million orders of ten columns; prints seconds of wall clock and of processor, and sizes.
/// </summary>
internal static class ParquetSpeed
{
    private const int Rows = 1_300_000;

    private static readonly ParquetColumn[] Columns =
    [
        new("order_id", ParquetType.Text), new("date", ParquetType.Date), new("supplier", ParquetType.Text),
        new("country", ParquetType.Text, true), new("amount", ParquetType.Double), new("currency", ParquetType.Text),
        new("code", ParquetType.Text, true), new("year", ParquetType.Int64), new("funding", ParquetType.Text), new("value", ParquetType.Double),
    ];

    /// <summary>The best of three readings by one thread and by all.</summary>
    public static void Run()
    {
        var path = Path.GetTempFileName();
        try
        {
            Console.WriteLine($"write: {Time(() => Write(path))}, {new FileInfo(path).Length / 1e6:F1} MB");
            foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
                for (var i = 0; i < 3; i++) Console.WriteLine($"read, {threads} threads: {Time(() => Read(path, threads))}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Time(Action action)
    {
        var (clock, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        action();
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        return $"{clock.Elapsed.TotalSeconds:F3} s, processor {used.TotalSeconds:F3} s";
    }

    private static void Read(string path, int threads)
    {
        using var reader = ParquetReader.Open(path);
        var rows = reader.Groups([.. Enumerable.Range(0, reader.Columns.Count)], threads).Sum(group => (long)group.Rows);
        if (rows != Rows) throw new InvalidOperationException($"{rows} rows came back.");
    }

    private static void Write(string path)
    {
        var random = new Random(1);
        var suppliers = Enumerable.Range(0, 30_000).Select(i => $"Supplier {i} GmbH").ToArray();
        var countries = Enumerable.Range(0, 92).Select(i => $"C{i}").ToArray();
        var codes = Enumerable.Range(0, 2000).Select(i => $"{i * 7919 % 100_000_000:D8}").ToArray();
        string[] currencies = ["CHF", "EUR", "USD", "GBP"], fundings = ["budget", "project", "member"];
        using var writer = ParquetWriter.Create(path, Columns);
        for (var i = 0; i < Rows; i++)
        {
            var cents = random.NextInt64(100, 100_000_000);
            writer[0].Add($"PO{i:D8}");
            writer[1].Add(new DateOnly(1995, 1, 1).AddDays((int)(i * 9490L / Rows)));
            writer[2].Add(suppliers[(int)(random.NextDouble() * random.NextDouble() * suppliers.Length)]);
            if (i % 50 == 0) writer[3].AddNull();
            else writer[3].Add(countries[random.Next(countries.Length)]);
            writer[4].Add(cents / 100.0);
            writer[5].Add(currencies[random.Next(currencies.Length)]);
            if (i % 20 == 0) writer[6].AddNull();
            else writer[6].Add(codes[random.Next(codes.Length)]);
            writer[7].Add(1995 + (i * 26L / Rows));
            writer[8].Add(fundings[random.Next(fundings.Length)]);
            writer[9].Add(cents * 0.0107);
            writer.EndRow();
        }
        writer.Complete();
    }
}
