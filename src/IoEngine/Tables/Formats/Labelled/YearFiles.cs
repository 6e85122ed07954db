using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Files;

namespace IoEngine.Tables.Formats.Labelled;

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

    /// <summary>The one file among the candidates, by the wanted year where there are several.</summary>
    /// <exception cref="InvalidDataFindingsException">None, or more than one: all are listed.</exception>
    public static FileEntry Select(TableSource source, IReadOnlyList<FileEntry> candidates, TableReadOptions options, string what)
    {
        if (candidates.Count == 1) return candidates[0];
        var ofYear = options.Year is null ? candidates
            : candidates.Where(c => YearIn(Path.GetFileNameWithoutExtension(c.Name)) == options.Year).ToList();
        if (ofYear.Count == 1) return ofYear[0];
        var listed = string.Join(", ", candidates.Take(12).Select(c => c.Path))
            + (candidates.Count > 12 ? $" and {candidates.Count - 12} more" : "");
        throw new InvalidDataFindingsException($"The table {source.Place} can't be read",
            candidates.Count == 0 || ofYear.Count == 0
                ? Finding.Error("FILE-MISSING", source.Place,
                    $"There is no {what}{(candidates.Count > 0 ? $" of {options.Year}" : "")}.",
                    candidates.Count > 0 ? listed : Names(source), what, "Check the path and the year.")
                : Finding.Error("TABLE-SEVERAL", source.Place, "There is more than one table.", listed, "one table",
                    options.Year is null ? "Name the year, or give the file itself." : "Give the file itself."));
    }

    internal static string Names(TableSource source) => source.Entries.Count == 0 ? "no files"
        : string.Join(", ", source.Entries.Take(12).Select(e => e.Path))
            + (source.Entries.Count > 12 ? $" and {source.Entries.Count - 12} more" : "");

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex YearRange();
}
