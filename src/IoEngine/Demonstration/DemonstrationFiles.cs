using System.Text;

namespace IoEngine.Demonstration;

/// <summary>
/// The small inputs of the demonstration (concordances, membership, contributions, deflator) and its configuration, as
/// embedded in the library.
/// </summary>
/// <remarks>
/// The same files stand in <c>models/demo</c> of the repository; data/README.md says where their facts come from.
/// </remarks>
public static class DemonstrationFiles
{
    private const string Prefix = "demo/";

    /// <summary>
    /// Names of the files: codes.csv, nace.csv, countries.csv, membership.csv, contributions.csv, deflator.csv,
    /// run.json.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = typeof(DemonstrationFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>Opens a file for reading; the caller disposes it.</summary>
    /// <exception cref="UnknownLabelException">There is no file of that name; the names are listed.</exception>
    public static Stream Open(string name) =>
        typeof(DemonstrationFiles).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new UnknownLabelException(name, "files of the demonstration", Names);

    /// <summary>The whole text of a file (UTF-8).</summary>
    /// <exception cref="UnknownLabelException">There is no file of that name; the names are listed.</exception>
    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
