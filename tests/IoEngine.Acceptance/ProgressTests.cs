using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IoEngine.Acceptance;

/// <summary>What people see while it runs: terse lines in a pipe, stages and a rate on a terminal.</summary>
public class ProgressTests
{
    private static readonly string Config = Path.Combine(SharedData.Repository(), "models", "demo", "run.json");
    private static readonly string[] Arguments = ["run", Config, "--years", "2008-2011", "--set", "demo.orders=500"];

    [Test]
    public void In_a_pipe_a_line_a_year_and_in_the_log_every_stage()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.RunProgram(folder.Path, [.. Arguments, "--out", "results", "--log", "run.log"]);
        Assert.That(code, Is.Zero, error);
        Assert.That(Regex.Matches(error, @"(?m)^\[\d/4\] \d{4}: solving for 660 industries\r?$"), Has.Count.EqualTo(4), error);
        Assert.That(Regex.Matches(error, "(?m)^.*writing.*$"), Has.Count.EqualTo(1), error);
        Assert.That(error, Does.Not.Contain("factorising").And.Not.Contain("\u001b"));
        var log = File.ReadAllText(folder["run.log"]);
        string[] stages = ["2010: reading the table of 2010", "2010: factorising", "2010: effects", "2010: attributing", "2010: decomposing the change", "writing summary", "writing report.html"];
        foreach (var stage in stages) Assert.That(log, Does.Contain(stage));
        Assert.That(Ioe.RunProgram(folder.Path, [.. Arguments, "--out", "quiet", "--quiet"]).Error, Is.Empty);
    }

    [Test]
    public void On_a_terminal_a_bar_with_stage_and_rate()
    {
        if (!File.Exists("/usr/bin/script")) Assert.Ignore("needs the command script, which gives a program a terminal");
        using var folder = new TempFolder();
        string[] words = ["dotnet", Path.Combine(AppContext.BaseDirectory, "ioe.dll"), .. Arguments, "--out", "results"];
        var info = new ProcessStartInfo("/usr/bin/script") { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var a in new[] { "-q", "-e", "-c", string.Join(' ', words), "/dev/null" }) info.ArgumentList.Add(a);
        info.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(info)!;
        var screen = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, screen);
        Assert.That(screen, Does.Contain("\u001b[").And.Contain("s a year)").And.Match("20(08|09|10|11): (solving|factorising|effects|attributing|decomposing)"));
        Assert.That(screen, Does.Contain("Results: "), "and then the headline");
    }
}
