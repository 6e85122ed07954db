using IoEngine.Files;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Runs.Inputs;

/// <summary>One zip, folder or workbook and the tables of different years that it holds.</summary>
/// <remarks>It is hashed once, however many years are read from it.</remarks>
internal sealed class SourceOfYears
{
    private readonly string path;
    private readonly IReadOnlyList<HeldTable> held;
    private readonly Lazy<string> contentHash;
    private readonly Lazy<InputFile> input;

    private SourceOfYears(string path, string format, IReadOnlyList<HeldTable> held)
    {
        this.path = path;
        this.held = held;
        Format = format;
        Years = [.. held.Select(h => h.Year).Distinct()];
        contentHash = new Lazy<string>(() => FileSet.Open(path).Hash());
        input = new Lazy<InputFile>(() => InputFile.Of("table", path, path));
    }

    /// <summary>Format, detected once for all years.</summary>
    public string Format { get; }

    /// <summary>Years that names in the source state, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Whether there is a table to choose; else it is one table, whatever year it is for.</summary>
    public bool HasSeveral => held.Count > 1;

    /// <summary>Looks into a source.</summary>
    /// <exception cref="InvalidDataFindingsException">It is damaged or of no known format.</exception>
    public static SourceOfYears Open(string path, string? format)
    {
        var (known, held) = TableReader.Holding(path, format);
        return new SourceOfYears(path, known, held);
    }

    /// <summary>Adds a finding for each of the years that is there twice.</summary>
    public void RequireOneOf(IReadOnlyList<int> years, List<Finding> findings)
    {
        foreach (var twice in held.GroupBy(h => h.Year).Where(g => g.Count() > 1 && years.Contains(g.Key)))
            findings.Add(YearFiles.Several(path, string.Join(", ", twice.Select(h => h.Member)), years: false));
    }

    /// <summary>SHA-256 of all that the source holds, for the cache.</summary>
    public string ContentHash() => contentHash.Value;

    /// <summary>The source with the member that a year was read from; null where there was none to choose.</summary>
    public InputFile? Input(string named, int year) => HasSeveral && held.FirstOrDefault(h => h.Year == year) is { } table
        ? input.Value with { Path = named, Member = table.Member } : null;
}
