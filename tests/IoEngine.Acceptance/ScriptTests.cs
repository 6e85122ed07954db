using System.Diagnostics;

namespace IoEngine.Acceptance;

/// <summary>Every file-based program in models/ as a user starts it: dotnet run FILE.</summary>
[NonParallelizable]
public class ScriptTests
{
    private static IEnumerable<string> Scripts() => Directory.EnumerateFiles(Path.Combine(SharedData.Repository(), "models"), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(SharedData.Repository(), f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>What each must say, so that a script that prints nothing does not pass.</summary>
    private static readonly Dictionary<string, string[]> Says = new()
    {
        ["models/cern-members/compare.cs"] =
        [
            "SYNTHETIC DATA", "Share of orders → share of value added", "(East Asia)", "retained", "well balanced", "VRC", "each franc brings",
            "members-only: world", "japan-joins: world", "tables-of-1999: world", "world's integration, in volumes", "(the buyer's own sourcing)", "the difference from the change itself is",
        ],
        ["models/contract/multipliers.cs"] = ["10 million USD ordered from DEU.M71T72", "Direct", "Induced", "= 10.000", "DEU.M71T72 →"],
        ["models/pymrio/check.cs"] = ["30 regions × 22 sectors", "read as pymrio", "rows miss", "v'L + τ'L + ω'L", "scaled residual"],
        ["models/sensitivity/sweep.cs"] = ["θ − 20 %", "mpc + 10 %", "wholesale margin 35 %", "200 draws", "90 % of the draws"],
    };

    [Test]
    public void Every_script_is_covered() => Assert.That(Scripts(), Is.EquivalentTo(Says.Keys));

    [TestCaseSource(nameof(Scripts))]
    public void Runs_and_says_what_it_promises(string script)
    {
        var (code, output, error) = Dotnet.Run(SharedData.Repository(), "run", script);
        Assert.That(code, Is.Zero, error + output);
        foreach (var words in Says[script].NotEmpty()) Assert.That(output, Does.Contain(words));
        Assert.That(output + error, Does.Not.Contain("NaN").And.Not.Contain("Infinity").And.Not.Contain("Unhandled"));
    }

    [TestCaseSource(nameof(Scripts))]
    public void Is_optimised_and_not_compiled_ahead_of_time(string script)
    {
        var (code, output, error) = Dotnet.Run(SharedData.Repository(), "build", script, "-getProperty:Optimize", "-getProperty:Configuration", "-getProperty:PublishAot");
        Assert.That(code, Is.Zero, error + output);
        Assert.That(output, Does.Contain("\"Optimize\": \"true\"").And.Contain("\"Configuration\": \"Release\"").And.Contain("\"PublishAot\": \"false\""));
    }
}

/// <summary>The SDK, as a user calls it.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static (int Code, string Output, string Error) Run(string folder, params string[] args)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var arg in args) info.ArgumentList.Add(arg);
        // No server outlives the test, and nothing of the test run's own settings reaches the build.
        foreach (var name in new[] { "MSBUILDDISABLENODEREUSE", "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT" }) info.Environment[name] = "1";
        info.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" }) info.Environment.Remove(name);
        using var process = Process.Start(info)!;
        return Ioe.Finish(process, Patience, $"dotnet {string.Join(' ', args)}");
    }
}
