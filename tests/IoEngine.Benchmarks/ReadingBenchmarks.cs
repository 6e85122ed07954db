using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using IoEngine.Files.Numbers;
using IoEngine.Tables;

namespace IoEngine.Benchmarks;

/// <summary>
/// Speed of reading: text parsing in MB/s of one core, and whole tables from zipped text, from the cache, and mapped.
/// </summary>
/// <remarks>
/// Rates are by processor time of the process, so that a busy machine does not change them; wall time is shown beside.
/// </remarks>
internal static class ReadingBenchmarks
{
    private const int Repeats = 7;

    /// <summary>
    /// Prints the measurements as Markdown; <c>--write FILE</c> also keeps them, <c>--shared FOLDER</c> names the real tables.
    /// </summary>
    public static void Run(string[] args)
    {
        var output = new StringBuilder();
        output.AppendLine("# Speed of reading tables\n");
        output.AppendLine("Written by `dotnet run -c Release --project tests/IoEngine.Benchmarks -- reading --write tests/IoEngine.Benchmarks/results/reading.md`.\n");
        output.AppendLine(Invariant($"{DateTime.UtcNow:yyyy-MM-dd}; {Processor()}; {Environment.ProcessorCount} processors; .NET {Environment.Version}; {RuntimeInformation.OSDescription}.\n"));
        Parsing(output);
        var shared = Option(args, "--shared") ?? Path.Combine("..", "shared");
        if (Directory.Exists(Path.Combine(shared, "data", "wiod2013"))) RealTables(output, Path.Combine(shared, "data"));
        else output.AppendLine($"The real tables were not measured: {shared} has no data/wiod2013.");
        Console.Write(output);
        if (Option(args, "--write") is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, output.ToString());
        }
    }

    private static void Parsing(StringBuilder output)
    {
        output.AppendLine("## Wide numeric text to a column-major matrix, one thread\n");
        output.AppendLine("n × n cells with two header lines and two label columns, from memory; header, labels, checks and the transposition included. "
            + $"Best of {Repeats}. The target is 150 MB/s of one core. \"strings\" is the usual way, once: `ReadLine`, `Split`, `double.Parse`.\n");
        output.AppendLine("| cells | n | MB | MB/s of processor time | MB/s of wall time | million cells/s | strings, MB/s of processor time |");
        output.AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        Parsing(output, "10 digits, as %.10g writes (LR-WIOD)", 2000, (r, _) => Invariant($"{Magnitude(r):G10}"));
        Parsing(output, "every digit of a double (pymrio after a calculation)", 2000, (r, _) => Invariant($"{Magnitude(r):R}"));
        Parsing(output, "whole millions, most of them zero (WIOD 2013)", 3000, (r, _) => r.Next(3) > 0 ? "0" : Invariant($"{(int)Magnitude(r)}"));
    }

    private static void Parsing(StringBuilder output, string name, int n, Func<Random, int, string> cell)
    {
        var text = Table(n, cell);
        double bestProcessor = double.MaxValue, bestWall = double.MaxValue;
        for (var i = 0; i < Repeats; i++)
        {
            var (processor, wall) = Time(() => Parse(text));
            bestProcessor = Math.Min(bestProcessor, processor);
            bestWall = Math.Min(bestWall, wall);
        }

        var (strings, _) = Time(() => ParseByStrings(text));
        var mb = text.Length / 1e6;
        output.AppendLine(Invariant($"| {name} | {n} | {mb:F0} | {mb / bestProcessor:F0} | {mb / bestWall:F0} | {(double)n * n / 1e6 / bestProcessor:F0} | {mb / strings:F0} |"));
    }

    private static void Parse(byte[] text)
    {
        MatrixAssembler? assembler = null;
        var read = NumericTextReader.Read(new MemoryStream(text), "table", new NumericTextLayout(2, 2) { Threads = 1 }, header =>
        {
            assembler = new MatrixAssembler(header.Columns, header.Columns);
            return assembler.Write;
        });
        var matrix = assembler!.Finish(read.Rows);
        if (read.Findings.Count > 0 || read.Rows != matrix.Columns) throw new InvalidOperationException("The table was not read whole.");
    }

    private static void ParseByStrings(byte[] text)
    {
        using var reader = new StreamReader(new MemoryStream(text));
        var rows = new List<double[]>();
        for (var line = 0; reader.ReadLine() is { } row; line++)
        {
            if (line >= 3) rows.Add(row.Split('\t').Skip(2).Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray());
        }

        if (rows.Count != rows[0].Length) throw new InvalidOperationException("The table was not read whole.");
    }

    private static void RealTables(StringBuilder output, string data)
    {
        var years = Enumerable.Range(1995, 16).Select(y => Path.Combine(data, "wiod2013", $"{y}.zip")).Where(File.Exists).ToList();
        var folder = Directory.CreateTempSubdirectory("ioengine-reading-").FullName;
        try
        {
            var cache = new TableCache(folder);
            output.AppendLine(Invariant($"\n## {years.Count} years of WIOD 2013 (1435 industries, zipped text), one after the other, all processors\n"));
            output.AppendLine("| | processor s | wall s |");
            output.AppendLine("|---|---:|---:|");
            var (textProcessor, textWall) = Time(() => years.ForEach(y => Touch(TableReader.Read(y).Z.Values)));
            output.AppendLine(Invariant($"| text | {textProcessor:F2} | {textWall:F2} |"));
            var (fillProcessor, fillWall) = Time(() => years.ForEach(y => Touch(cache.Read(y).Z.Values)));
            output.AppendLine(Invariant($"| text, and kept in the cache | {fillProcessor:F2} | {fillWall:F2} |"));
            var (cachedProcessor, cachedWall) = Time(() => years.ForEach(y => Touch(cache.Read(y).Z.Values)));
            output.AppendLine(Invariant($"| from the cache, hashes checked, every cell touched | {cachedProcessor:F2} | {cachedWall:F2} |"));
            var entries = Directory.GetDirectories(folder);
            var (uncheckedProcessor, uncheckedWall) = Time(() => Array.ForEach(entries, e => Touch(TableReader.Read(e).Z.Values)));
            output.AppendLine(Invariant($"| from the cache, hashes not checked, every cell touched | {uncheckedProcessor:F2} | {uncheckedWall:F2} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Touch(Numerics.DenseMatrix matrix)
    {
        var sum = 0.0;
        for (var j = 0; j < matrix.Columns; j++)
        {
            foreach (var value in matrix.Column(j)) sum += value;
        }

        if (double.IsNaN(sum)) throw new InvalidOperationException("The table was not read.");
    }

    private static (double Processor, double Wall) Time(Action action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        action();
        var wall = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, wall);
    }

    private static byte[] Table(int n, Func<Random, int, string> cell)
    {
        var random = new Random(1);
        var text = new StringBuilder("region\t");
        for (var j = 0; j < n; j++) text.Append(CultureInfo.InvariantCulture, $"\tR{j / 40}");
        text.Append("\nsector\t");
        for (var j = 0; j < n; j++) text.Append(CultureInfo.InvariantCulture, $"\ts{j % 40}");
        text.Append("\nregion\tsector").Append('\t', n).Append('\n');
        for (var i = 0; i < n; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"R{i / 40}\ts{i % 40}");
            for (var j = 0; j < n; j++) text.Append('\t').Append(cell(random, j));
            text.Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static double Magnitude(Random random) => random.NextDouble() * Math.Pow(10, random.Next(-3, 5));

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()
            + (Avx512F.IsSupported ? " with AVX-512" : Avx2.IsSupported ? " with AVX2" : "")
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
