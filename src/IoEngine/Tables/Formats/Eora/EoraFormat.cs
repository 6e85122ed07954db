using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Eora;

/// <summary>
/// Eora26: tab-separated numbers without labels in …_T.txt, _FD, _VA, _Q and _QY, with labels_T.txt and the like beside them or
/// in indices.zip.
/// </summary>
/// <remarks>
/// Thousand USD, current. The tables do not balance; there is no output, x is the row sum. One row and column ROW.TOTAL is the
/// statistical discrepancy: see <see cref="EoraDiscrepancy"/>. The rows of VA carry their own signs.
/// </remarks>
internal sealed partial class EoraFormat : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "eora26";

    /// <inheritdoc/>
    public string LooksFor => "Eora26_2010_bp_T.txt with _FD.txt and _VA.txt, and labels_T.txt or indices.zip";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) => Cores(source).Any() || Zips(source).Any();

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source) =>
        YearFiles.Held(YearFiles.Candidates(Cores(source).ToList() is { Count: > 0 } cores ? cores : Zips(source)));

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var inner = source;
        if (!Cores(source).Any() && Zips(source).ToList() is { Count: > 0 } zips)
        {
            inner = source.Inner(YearFiles.Select(source, YearFiles.Candidates(zips), options, "zip of Eora26"));
        }

        var core = YearFiles.Select(inner, YearFiles.Candidates(Cores(inner)), options, "Eora26 …_T.txt");
        return new EoraReader(inner, core, Labels(source, inner), options, cancellation).Read();
    }

    /// <summary>Where the labels may be: with the data, around the zip of the data, or in an indices.zip there.</summary>
    private static List<TableSource> Labels(TableSource source, TableSource inner)
    {
        var all = new List<TableSource> { inner, source };
        foreach (var place in new[] { source, inner })
        {
            if (place.Entries.FirstOrDefault(e => e.Name.Equals("indices.zip", StringComparison.OrdinalIgnoreCase)) is { } nested)
                all.Add(new TableSource(ZipFiles.OpenNested(place.Files, nested.Path)));
            var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(place.Place)) ?? "", "indices.zip");
            if (place.Files.Folder is null && File.Exists(beside)) all.Add(TableSource.Open(beside));
        }

        return all;
    }

    private static IEnumerable<FileEntry> Cores(TableSource source) => source.Entries.Where(e => Core().IsMatch(e.Name)
        && source.Files.Find($"{e.Folder}{e.Name[..^5]}FD.txt") is not null);

    private static IEnumerable<FileEntry> Zips(TableSource source) => source.Entries.Where(e => Zip().IsMatch(e.Name));

    [GeneratedRegex(@"^(?!labels_).+_T\.txt$", RegexOptions.CultureInvariant)]
    private static partial Regex Core();

    [GeneratedRegex(@"^Eora26_.*\.zip$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zip();
}
