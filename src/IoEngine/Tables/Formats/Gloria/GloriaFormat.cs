using IoEngine.Accounts;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.SupplyUse;

namespace IoEngine.Tables.Formats.Gloria;

/// <summary>
/// GLORIA: one square of supply and use per valuation, without labels, which a ReadMe workbook has. Made square by the model of
/// the options.
/// </summary>
/// <remarks>
/// Thousand USD, current. Markup001 is at basic prices; the column sums of the other valuations (margins, taxes and subsidies on
/// products) become primary inputs where their files are there. The full size needs some 10 GB.
/// </remarks>
internal sealed class GloriaFormat : ISupplyUseFormat
{
    /// <inheritdoc/>
    public string Name => "gloria";

    /// <inheritdoc/>
    public string LooksFor =>
        "…120secMother_AllCountries_002_T-Results_2022_059_Markup001(full).csv with Y and V, and GLORIA_ReadMe_059.xlsx";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) => source.Entries.Any(GloriaFiles.IsOne);

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source) => YearFiles.Held(Candidates(GloriaFiles.All(source)));

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation) =>
        SymmetricTable.Build(ReadSupplyUse(source, options, cancellation), options.Model, cancellation).Table;

    /// <inheritdoc/>
    public SupplyUseTable ReadSupplyUse(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var files = GloriaFiles.All(source).ToList();
        var wanted = YearFiles.Select(source, Candidates(files), options, "T sheet of GLORIA");
        return new GloriaReader(source, [.. files.Where(f => (f.Year, f.Release) == wanted)], options, cancellation).Read();
    }

    private static List<TableCandidate<(int Year, string Release)>> Candidates(IEnumerable<GloriaFile> files) =>
        [.. files.Where(f => f.Part == "T").Select(f => (f.Year, f.Release)).Distinct()
            .Select(y => new TableCandidate<(int Year, string Release)>(y, y.Year, $"{y.Year} (release {y.Release})"))];
}
