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
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation) =>
        SymmetricTable.Build(ReadSupplyUse(source, options, cancellation), options.Model, cancellation).Table;

    /// <inheritdoc/>
    public SupplyUseTable ReadSupplyUse(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var files = GloriaFiles.All(source).ToList();
        var years = files.Where(f => f.Part == "T").Select(f => (f.Year, f.Release)).Distinct().ToList();
        var wanted = options.Year is { } year ? years.Where(y => y.Year == year).ToList() : years;
        if (wanted.Count != 1)
        {
            var found = years.Count == 0
                ? YearFiles.Names(source) : string.Join(", ", years.Select(y => $"{y.Year} (release {y.Release})"));
            throw new InvalidDataFindingsException($"The table {source.Place} can't be read", wanted.Count == 0
                ? Finding.Error("FILE-MISSING", source.Place,
                    $"There is no T sheet of GLORIA{(years.Count > 0 ? $" of {options.Year}" : "")}.", found,
                    "…_T-Results_…_Markup001(full).csv", "Check the path and the year.")
                : Finding.Error("TABLE-SEVERAL", source.Place, "There is more than one table.", found, "one table",
                    "Name the year, or give the folder of one release."));
        }

        return new GloriaReader(source, [.. files.Where(f => (f.Year, f.Release) == wanted[0])], options, cancellation).Read();
    }
}
