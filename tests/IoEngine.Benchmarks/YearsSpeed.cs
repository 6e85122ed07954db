using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IoEngine.Benchmarks;

/// <summary>
/// Sixteen WIOD years, from zipped text to all effects, as whole processes of the built program: without and with the cache of
/// tables.
/// </summary>
internal static class YearsSpeed
{
    private const int Turns = 5;

    public static void Run(string[] args)
    {
        var shared = Path.GetFullPath(args.FirstOrDefault() ?? Path.Combine("..", "shared", "data", "wiod2013"));
        var program = Path.GetFullPath(Path.Combine("src", "IoEngine.Cli", "bin", "Release", "net10.0", "ioe.dll"));
        if (!File.Exists(program)) throw new FileNotFoundException("Build src/IoEngine.Cli in Release and start from the repository's folder.", program);
        var folder = Directory.CreateTempSubdirectory("ioe-years-").FullName;
        try
        {
            Prepare(folder, shared);
            Time(program, folder, cached: true); // fills the cache, warms the file system
            var (text, cache) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < Turns; turn++)
            {
                text.Add(Time(program, folder, cached: false));
                cache.Add(Time(program, folder, cached: true));
            }

            Report.Header("Sixteen WIOD years, 1995–2010, zipped text to all effects", $"whole processes, medians of {Turns} turns in turn");
            Console.WriteLine("| from | s | of the text's time |\n|---|---:|---:|");
            Console.WriteLine($"| zipped text | {Median(text):F2} | 1 |");
            Console.WriteLine($"| cache | {Median(cache):F2} | {Median(text.Zip(cache, (t, c) => c / t)):F2} |");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Prepare(string folder, string tables)
    {
        var orders = new StringBuilder("order_id,date,supplier_id,supplier_country,nace,value,currency\n");
        string[] countries = ["DEU", "FRA", "ITA", "CHN", "USA", "ESP", "NLD"];
        for (var i = 0; i < 8000; i++)
            orders.AppendLine(CultureInfo.InvariantCulture, $"o{i},{1995 + (i % 16)}-06-15,s{i % 500},{countries[i % 7]},{(i % 3) switch { 0 => "27.1", 1 => "41.2", _ => "62.0" }},{1000 + (i % 997)}.50,USD");
        File.WriteAllText(Path.Combine(folder, "orders.csv"), orders.ToString());
        File.WriteAllText(Path.Combine(folder, "nace.csv"), "nace,sector,weight\n27.1,c14,1\n41.2,c18,1\n62.0,c30,1\n");
        File.WriteAllText(Path.Combine(folder, "run.json"), $$"""
            {
              "tables": { "path": "{{tables.Replace('\\', '/')}}/{year}.zip", "years": "1995-2010",
                "roles": { "valueAdded": ["PRIMARY"], "household": ["c37_HH", "c38_NPISH"] } },
              "orders": { "path": "orders.csv", "columns": { "code": null, "originCountry": null, "onSite": null, "inKind": null, "funding": null } },
              "mapping": { "nace": "nace.csv" },
              "currency": { "report": "USD" }
            }
            """);
    }

    private static double Time(string program, string folder, bool cached)
    {
        var info = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [program, "run", "run.json", "--out", "results", "--force", "--quiet", .. cached ? (string[])["--set", "tables.cache=cache"] : []];
        foreach (var a in arguments) info.ArgumentList.Add(a);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(error.Result + output.Result);
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);
}
