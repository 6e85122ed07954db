using System.Diagnostics;

namespace IoEngine.Benchmarks;

/// <summary>Processes of their own, and what they hold.</summary>
internal static class Child
{
    /// <summary>Runs this program with other arguments; what it prints.</summary>
    public static string Run(string arguments) => Run(Environment.ProcessPath!, arguments);

    /// <summary>Runs a program; what it prints.</summary>
    public static string Run(string program, string arguments, string? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = input is not null })!;
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : $"{program} {arguments}: exit code {process.ExitCode}";
    }

    /// <summary>Resident memory now.</summary>
    public static double ResidentBytes() => Status("VmRSS");

    /// <summary>The highest resident memory since <see cref="ResetPeak"/>.</summary>
    public static double PeakBytes() => Status("VmHWM");

    /// <summary>Forgets the highest resident memory so far (Linux: clear_refs 5).</summary>
    public static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static double Status(string name) => 1024.0 * double.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Replace("kB", string.Empty, StringComparison.Ordinal).Trim());
}
