using System.Text;

namespace IoEngine.Runs.Configuration;

/// <summary>A configuration with the folder that its paths are relative to. Immutable.</summary>
/// <param name="Config">The options.</param>
/// <param name="BaseFolder">Absolute folder of the file.</param>
/// <param name="Source">The file, as named by the user.</param>
public sealed record LoadedConfig(RunConfig Config, string BaseFolder, string Source)
{
    /// <summary>A path of the configuration as an absolute path.</summary>
    public string Resolve(string path) => Path.GetFullPath(Path.Combine(BaseFolder, path));
}

/// <summary>
/// Reads the configuration: JSON with comments and trailing commas; unknown keys, duplicates and wrong types are errors.
/// </summary>
public static class ConfigReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Assignments <c>path=value</c>, applied in order: <c>closure.kind=gross-wage</c>,
    /// <c>tables.years="2005-2010"</c>, <c>output.formats=csv,html</c>; or an option of the command line,
    /// <c>--years=2005-2010</c>, which faults then name.</param>
    /// <exception cref="ConfigException">
    /// The file is missing, is not JSON, or any option is wrong; every fault is listed with line and path.
    /// </exception>
    public static LoadedConfig Read(string path, IReadOnlyList<string>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new LoadedConfig(Parse(Bytes(path), Path.GetFileName(path), overrides), folder, path);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("CONFIG-FILE", path, "The configuration can't be read.",
                Directory.Exists(path) ? "a folder" : fault.Message, "a readable file",
                "Check the path; `ioe demo --out DIR` writes a complete example.")]);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="json">The document.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="overrides">Assignments as in <see cref="Read"/>.</param>
    /// <exception cref="ConfigException">As in <see cref="Read"/>.</exception>
    public static RunConfig Parse(string json, string source = "configuration", IReadOnlyList<string>? overrides = null) =>
        Parse(Encoding.UTF8.GetBytes(json), source, overrides);

    /// <summary>Reads a file that holds one section of the configuration, or a list of such.</summary>
    /// <exception cref="ConfigException">As in <see cref="Read"/>.</exception>
    internal static IReadOnlyList<T> ReadList<T>(string path)
    {
        var root = ConfigNode.Parse(Bytes(path), Path.GetFileName(path));
        var binder = new ConfigBinder();
        var items = root.Kind == ConfigKind.Array ? root.Items : [root];
        var sections = items.Select((node, i) => (T)binder.Section(typeof(T), node, $"$[{i}]")).ToArray();
        return binder.Faults.Count == 0 ? sections : throw new ConfigException(binder.Faults);
    }

    private static RunConfig Parse(byte[] json, string source, IReadOnlyList<string>? overrides)
    {
        var root = ConfigNode.Parse(json, source);
        var faults = new List<Finding>();
        foreach (var assignment in overrides ?? []) ConfigOverride.Apply(root, assignment, faults);
        var binder = new ConfigBinder();
        var config = (RunConfig)binder.Section(typeof(RunConfig), root, "$");
        faults.AddRange(binder.Faults);
        return faults.Count == 0 ? config with { UnreadableScenarios = binder.InScenarios } : throw new ConfigException(faults);
    }
}
