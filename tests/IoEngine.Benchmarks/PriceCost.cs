using System.Diagnostics;
using System.Globalization;

namespace IoEngine.Benchmarks;

/// <summary>
/// Processor seconds of whole runs over sixteen WIOD years: without decomposition, decomposed in money, and at constant prices, in
/// turn.
/// </summary>
internal static class PriceCost
{
    private const int Turns = 5;
    private static readonly string[] Settings = ["analyses.decomposition=false", "prices.indices=null", "prices.indices=shipped"];

    public static void Run(string[] args)
    {
        var tables = Path.GetFullPath(args.FirstOrDefault() ?? Path.Combine("..", "shared", "data", "wiod2013"));
        var program = Path.GetFullPath(Path.Combine("src", "IoEngine.Cli", "bin", "Release", "net10.0", "ioe.dll"));
        if (!File.Exists(program)) throw new FileNotFoundException("Build src/IoEngine.Cli in Release and start from the repository's folder.", program);
        var folder = Directory.CreateTempSubdirectory("ioe-prices-").FullName;
        try
        {
            PriceFigures.Prepare(folder, tables);
            foreach (var setting in Settings) Seconds(program, folder, setting); // warms the file system
            var turns = Enumerable.Range(0, Turns).Select(_ => Settings.Select(s => Seconds(program, folder, s)).ToArray()).ToArray();
            Report.Header("Decomposition at constant prices: sixteen WIOD years, 1995–2010", $"processor seconds (user and system) of whole processes, {Turns} turns in turn");
            Console.WriteLine("| | median s | of money |\n|---|---:|---:|");
            string[] names = ["without decomposition", "decomposed in money", "decomposed at constant prices"];
            for (var k = 0; k < names.Length; k++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {names[k]} | {Median(turns.Select(t => t[k])):F1} | {Median(turns.Select(t => t[k] / t[1])):F2} |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the decomposition alone, in money | {Median(turns.Select(t => t[1] - t[0])):F1} | 1 |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| the decomposition alone, at constant prices | {Median(turns.Select(t => t[2] - t[0])):F1} | {Median(turns.Select(t => (t[2] - t[0]) / (t[1] - t[0]))):F2} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The shell knows the times of a child that has ended.
    private static double Seconds(string program, string folder, string setting)
    {
        var info = new ProcessStartInfo("sh") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in new[] { "-c", "\"$@\" > run.log 2>&1 || { cat run.log >&2; exit 1; }; times", "sh", "dotnet", program, "run", "run.json", "--out", "results", "--force", "--quiet", "--set", setting })
            info.ArgumentList.Add(a);
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(error.Result);
        return output.Result.Trim().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(Read);

        static double Read(string time) => time.TrimEnd('s').Split('m') is [var minutes, var seconds]
            ? (60 * double.Parse(minutes, CultureInfo.InvariantCulture)) + double.Parse(seconds, CultureInfo.InvariantCulture) : throw new FormatException(time);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);
}
