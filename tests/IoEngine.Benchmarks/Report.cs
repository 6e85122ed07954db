using System.Runtime.InteropServices;
using IoEngine.Numerics;

namespace IoEngine.Benchmarks;

/// <summary>What every results file starts with.</summary>
internal static class Report
{
    public static void Header(string title, string how)
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        Console.WriteLine($"# {title}");
        Console.WriteLine();
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {cpu}, {Environment.ProcessorCount} processors, load {load} at the start, .NET {Environment.Version}, {how}.");
        foreach (var k in KernelCatalogue.Describe().Where(k => k.Available)) Console.WriteLine($"Kernel {k.Name}: {k.Detail}.");
        Console.WriteLine();
    }
}
