using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Files;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>One of the tables that a source may hold. Immutable.</summary>
/// <param name="Item">What a format reads it from: a file, a folder, a file in a nested zip.</param>
/// <param name="Year">The year that its name states; null: none.</param>
/// <param name="Member">Its path in the source.</param>
internal sealed record TableCandidate<T>(T Item, int? Year, string Member);

/// <summary>A table of a year in a source of several. Immutable.</summary>
/// <param name="Year">Year of the flows.</param>
/// <param name="Member">The file or folder of the source that holds it.</param>
internal sealed record HeldTable(int Year, string Member);

/// <summary>Finds the year of a file in its name, and the file of a year among several.</summary>
internal static partial class YearFiles
{
    /// <summary>Code of the finding where source and caller disagree about the year.</summary>
    public const string Disagreement = "TABLE-YEAR";

    /// <summary>The last year in a name: the first of ICIO2018_2010 is that of the edition. A range of years is none.</summary>
    public static int? YearIn(string name)
    {
        var plain = YearRange().Replace(name, "");
        return Year().Matches(plain) is { Count: > 0 } all ? int.Parse(all[^1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Whether a name has a year, or a range of years.</summary>
    public static bool HasYear(string name) => Year().IsMatch(name);

    /// <summary>
    /// The year of an entry, by its own name or that of the file that holds it; a warning where the caller expects another.
    /// </summary>
    public static int? YearOf(TableSource source, FileEntry entry, TableReadOptions options, List<Finding> findings)
    {
        var found = YearIn(Path.GetFileNameWithoutExtension(entry.Name)) ?? YearIn(entry.Folder)
            ?? YearIn(Path.GetFileNameWithoutExtension(source.Place));
        return Agreed(found, options, source.Files.PlaceOf(entry.Path), findings);
    }

    /// <summary>
    /// The year that the caller asks for, else the one that the source states; where both are known and differ, a warning that
    /// names both.
    /// </summary>
    /// <remarks><see cref="TableReader.Read"/> makes an error of it where <see cref="TableReadOptions.YearMustAgree"/>.</remarks>
    public static int? Agreed(int? stated, TableReadOptions options, string place, List<Finding> findings)
    {
        if (options.Year is { } wanted && stated is { } found && wanted != found)
        {
            findings.Add(Finding.Warning(Disagreement, place, "The source states another year than it is read for.",
                string.Create(CultureInfo.InvariantCulture, $"{found}"),
                string.Create(CultureInfo.InvariantCulture, $"{wanted}"),
                "Check that the path leads to the table of that year."));
        }

        return options.Year ?? stated;
    }

    /// <summary>Files as candidates, by the year in their names, else in those of their folders.</summary>
    public static List<TableCandidate<FileEntry>> Candidates(IEnumerable<FileEntry> entries) =>
        [.. entries.Select(e => new TableCandidate<FileEntry>(e,
            YearIn(Path.GetFileNameWithoutExtension(e.Name)) ?? YearIn(e.Folder), e.Path))];

    /// <summary>The candidates whose year is known, by year.</summary>
    public static IReadOnlyList<HeldTable> Held<T>(IEnumerable<TableCandidate<T>> candidates) =>
        [.. candidates.Where(c => c.Year is not null).Select(c => new HeldTable(c.Year!.Value, c.Member)).OrderBy(h => h.Year)
            .ThenBy(h => h.Member, StringComparer.Ordinal)];

    /// <summary>The one candidate, by the wanted year where there are several.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="candidates">All tables that the source has.</param>
    /// <param name="options">The wanted year; null: there must be one table.</param>
    /// <param name="what">What each of them is, for messages: "CSV of an ICIO table".</param>
    /// <exception cref="InvalidDataFindingsException">None, or more than one: the years or members that there are.</exception>
    public static T Select<T>(TableSource source, IReadOnlyList<TableCandidate<T>> candidates, TableReadOptions options,
        string what)
    {
        if (candidates.Count == 1) return candidates[0].Item;
        var ofYear = options.Year is null ? candidates : [.. candidates.Where(c => c.Year == options.Year)];
        if (ofYear.Count == 1) return ofYear[0].Item;
        throw new InvalidDataFindingsException($"The table {source.Place} can't be read",
            candidates.Count == 0
                ? Finding.Error("FILE-MISSING", source.Place, $"There is no {what}.", Names(source), what,
                    "Check the path and the year.")
                : ofYear.Count == 0
                    ? Finding.Error("FILE-MISSING", source.Place, $"There is no {what} of {options.Year}.",
                        There(candidates), $"a {what} of {options.Year}", "Name one of the years that are there.")
                    : Several(source.Place, There(ofYear), AreYears(ofYear)));
    }

    /// <summary>The finding where one table is asked for and several are there.</summary>
    /// <param name="place">The source.</param>
    /// <param name="there">Their years or members.</param>
    /// <param name="years">Whether they are of different years, so that a year would choose.</param>
    public static Finding Several(string place, string there, bool years) => Finding.Error("TABLE-SEVERAL", place,
        years ? "The tables of several years are there." : "There is more than one table.", there,
        years ? "one year" : "one table",
        years ? "Name the year (--year, or tables.years in a configuration), or give its file or folder alone."
            : "Give the file or folder itself.");

    private static bool AreYears<T>(IReadOnlyList<TableCandidate<T>> candidates) =>
        candidates.All(c => c.Year is not null) && candidates.DistinctBy(c => c.Year).Count() == candidates.Count;

    // Years say more than a hundred names of files; names say which of two files has the year.
    private static string There<T>(IReadOnlyList<TableCandidate<T>> candidates) => AreYears(candidates)
        ? YearSpans.Of(candidates.Select(c => c.Year!.Value))
        : string.Join(", ", candidates.Take(12).Select(c => c.Member))
            + (candidates.Count > 12 ? $" and {candidates.Count - 12} more" : "");

    internal static string Names(TableSource source) => source.Entries.Count == 0 ? "no files"
        : string.Join(", ", source.Entries.Take(12).Select(e => e.Path))
            + (source.Entries.Count > 12 ? $" and {source.Entries.Count - 12} more" : "");

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex YearRange();
}
