using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Files;

namespace IoEngine.Tables.Formats.Gloria;

/// <summary>A file of GLORIA by its name. Immutable.</summary>
/// <param name="Source">The folder or zip that holds it.</param>
/// <param name="Entry">The file.</param>
/// <param name="Part">T, Y, V, TQ or YQ.</param>
/// <param name="Year">Year of the flows.</param>
/// <param name="Release">Such as 059.</param>
/// <param name="Markup">1 basic prices, 2 and 3 margins, 4 taxes, 5 subsidies on products.</param>
internal sealed record GloriaFile(TableSource Source, FileEntry Entry, string Part, int Year, string Release, int Markup)
{
    public string Place => Source.Files.PlaceOf(Entry.Path);
}

/// <summary>The files of GLORIA in a folder, a zip, or a folder of zips.</summary>
internal static partial class GloriaFiles
{
    /// <summary>All files of GLORIA in the source and in the zips of GLORIA that are in it.</summary>
    public static IEnumerable<GloriaFile> All(TableSource source)
    {
        var sources = new List<TableSource> { source };
        foreach (var zip in source.Entries.Where(e => Zip().IsMatch(e.Name)))
            sources.Add(source.Inner(zip));
        foreach (var inner in sources)
        {
            foreach (var entry in inner.Entries)
            {
                // The date at the start of a name differs between the parts of one release.
                if (Name().Match(entry.Name) is not { Success: true } m) continue;
                yield return new GloriaFile(inner, entry, m.Groups[1].Value,
                    int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture), m.Groups[3].Value,
                    int.Parse(m.Groups[4].ValueSpan, CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Whether a name is one of GLORIA's.</summary>
    public static bool IsOne(FileEntry entry) => Name().IsMatch(entry.Name) || Zip().IsMatch(entry.Name);

    [GeneratedRegex(@"120secMother.*_(T|Y|V|TQ|YQ)-Results_((?:19|20)\d\d)_(\w+?)_Markup(\d{3})\(full\)\.csv$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^GLORIA_.*\.zip$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zip();
}
