using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace IoEngine.Benchmarks;

/// <summary>
/// The page of the full-size demonstration in a headless Chromium: from the start of the navigation to the load event, and to the
/// last chart.
/// </summary>
internal static class ReportSpeed
{
    private const int Turns = 5;
    private const string Orders = "1300000";

    // The page says when it is ready; the clock is the browser's own, from the start of the navigation.
    private const string Watch = """
        new MutationObserver((_, observer) => {
          if (document.documentElement?.dataset.ready !== 'true') return;
          window.readyAt = performance.now();
          observer.disconnect();
        }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
        """;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    public static void Run(string[] args)
    {
        var folder = args.FirstOrDefault() is { } given ? Path.GetFullPath(given) : Directory.CreateTempSubdirectory("ioe-page-").FullName;
        try
        {
            var how = args.Length > 0 ? "a results folder that was given" : Make(folder);
            Measure(Path.Combine(folder, args.Length > 0 ? "report.html" : "results/report.html"), how).GetAwaiter().GetResult();
        }
        finally
        {
            if (args.Length == 0) Directory.Delete(folder, recursive: true);
        }
    }

    private static string Make(string folder)
    {
        var program = Path.GetFullPath(Path.Combine("src", "IoEngine.Cli", "bin", "Release", "net10.0", "ioe.dll"));
        if (!File.Exists(program)) throw new FileNotFoundException("Build src/IoEngine.Cli in Release and start from the repository's folder.", program);
        Ioe(program, folder, "demo", "--out", "world", "--orders", Orders, "--quiet");
        var clock = Stopwatch.StartNew();
        Ioe(program, folder, "run", "world/run.json", "--out", "results", "--quiet");
        return $"`ioe demo --orders {Orders}`, then `ioe run` ({clock.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s)";
    }

    private static void Ioe(string program, string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in arguments.Prepend(program)) info.ArgumentList.Add(a);
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(error.Result + output.Result);
    }

    private static async Task Measure(string file, string how)
    {
        var chromium = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(f => Names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("This needs the system's Chromium.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        Report.Header("Opening the page of the full-size demonstration", $"Chromium {browser.Version}, headless, medians of {Turns} turns in turn, a new context each");
        Console.WriteLine($"{how}; {new FileInfo(file).Length / 1e6:F2} MB.\n");
        Console.WriteLine("| screen | load event, s | all charts drawn, s | slowest of the turns, s | charts | marks |\n|---|---:|---:|---:|---:|---:|");
        (int Width, int Height)[] screens = [(1280, 900), (375, 760)];
        var turns = screens.Select(_ => new List<double[]>()).ToArray();
        await Open(browser, file, screens[0]); // the file system and the browser are warm, the page is not
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var s = 0; s < screens.Length; s++) turns[s].Add(await Open(browser, file, screens[s]));
        }

        for (var s = 0; s < screens.Length; s++)
        {
            double Median(int what) => turns[s].Select(t => t[what]).Order().ElementAt(Turns / 2);
            Console.WriteLine($"| {screens[s].Width} × {screens[s].Height} | {Median(0) / 1000:F2} | {Median(1) / 1000:F2} | {turns[s].Max(t => t[1]) / 1000:F2} | {Median(2)} | {Median(3)} |");
        }
    }

    private static async Task<double[]> Open(IBrowser browser, string file, (int Width, int Height) screen)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = screen.Width, Height = screen.Height } });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(Path.GetFullPath(file)).AbsoluteUri);
        await page.WaitForFunctionAsync("window.readyAt > 0", null, new() { Timeout = 120_000 });
        return await page.EvaluateAsync<double[]>("""
            [performance.getEntriesByType('navigation')[0].loadEventEnd, window.readyAt,
             document.querySelectorAll('figure[data-drawn]').length, document.querySelectorAll('.plot svg .role-mark path').length]
            """);
    }
}
