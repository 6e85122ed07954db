using System.Reflection;
using System.Runtime.InteropServices;

namespace IoEngine.Runs;

/// <summary>Which engine this is, on which machine.</summary>
public static class EngineVersion
{
    /// <summary>Version, such as 0.1.0.</summary>
    public static string Text { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "unknown";

    /// <summary>Version, runtime, processors, kernels: a line each.</summary>
    public static IReadOnlyList<string> Describe() =>
    [
        $"IoEngine {Text}",
        $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} "
            + $"({RuntimeInformation.ProcessArchitecture}), {Environment.ProcessorCount} processors",
        .. Numerics.KernelCatalogue.Describe()
            .Select(k => $"kernel {k.Name}: {(k.Available ? "available" : "not available")}; {k.Detail}"),
    ];
}
