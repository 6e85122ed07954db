namespace IoEngine.Reporting;

/// <summary>The formats in which result tables are written.</summary>
public static class ResultWriters
{
    private static readonly IResultTableWriter[] Known = [new CsvResultWriter(), new ParquetResultWriter()];

    /// <summary>Names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = Known.Select(w => w.Format).ToArray();

    /// <summary>The writer of a format.</summary>
    /// <exception cref="ConfigException">There is none; the known ones are listed.</exception>
    public static IResultTableWriter For(string format) => Known.FirstOrDefault(w => w.Format == format)
        ?? throw new ConfigException([Finding.Error("OUTPUT-FORMAT", "$.output.formats", "There is no such result format.",
            $"'{format}'", "one of " + string.Join(", ", Formats), "Use one of these names.")]);
}
