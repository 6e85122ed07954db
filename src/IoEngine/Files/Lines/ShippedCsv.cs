namespace IoEngine.Files.Lines;

/// <summary>The CSV files of <c>data</c> that the library carries; data/README.md says where their figures come from.</summary>
internal static class ShippedCsv
{
    /// <summary>Opens a file for reading; the caller disposes it.</summary>
    public static Stream Open(string name) =>
        typeof(ShippedCsv).Assembly.GetManifestResourceStream($"IoEngine.{name}")
            ?? throw new InvalidOperationException($"The build left out {name}.");

    /// <summary>Reads a file that must be without a fault.</summary>
    /// <exception cref="InvalidDataFindingsException">It has faults; they are listed.</exception>
    public static TidyCsv Read(string name, IReadOnlyList<string> required, params IReadOnlyList<string> numbers)
    {
        var findings = new List<Finding>();
        using var stream = Open(name);
        var csv = TidyCsv.Read(stream, name, required, findings, numbers);
        return findings.Count == 0 ? csv
            : throw new InvalidDataFindingsException($"The shipped {name} can't be used", findings);
    }
}
