using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Tables.Formats.Exiobase;

/// <summary>
/// EXIOBASE 3 as folder or zip, ixi and pxp, with the satellites of 3.8 and of later releases; and EXIOBASE 1 and 2.
/// </summary>
/// <remarks>
/// Tab-separated Z.txt or A.txt, Y.txt, x.txt, unit.txt and one folder an extension. The first nine rows of satellite/ (3.8) or
/// those of factor_inputs/ (3.9 and later) are primary inputs. Without Z and x: x = (I − A)⁻¹ Y1, Z = A x̂. impacts/ is left out:
/// it is made of the rest.
/// </remarks>
internal sealed partial class ExiobaseFormat : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "exiobase";

    /// <inheritdoc/>
    public string LooksFor => "Z.txt or A.txt beside Y.txt, as in IOT_2019_ixi.zip; or mrIot.txt beside mrFinalDemand.txt";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) =>
        ExiobaseOldReader.Find(source) is not null || Folders(source).Any(f => IsExiobase(source, f));

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source) =>
        ExiobaseOldReader.Find(source) is null ? YearFiles.Held(Candidates(source)) : [];

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        if (ExiobaseOldReader.Find(source) is { } old)
            return new ExiobaseOldReader(source, old, options, findings, cancellation).Read();
        var folder = TheFolder(source, options);
        var system = System(source, folder);
        var extensions = Extensions(source, folder, findings).ToList();
        // The unit is the same in all releases; a unit.txt that says otherwise is believed.
        var read = new PymrioReader(source, system, extensions, options with { Unit = options.Unit ?? Unit.Read("M.EUR") },
            findings, cancellation)
        {
            SolvesForOutput = true,
            IsPrimaryRow = ExiobaseRows.IsPrimary,
        }.Read();
        return Named(source, folder, options, read);
    }

    private static MrioTable Named(TableSource source, string folder, TableReadOptions options, MrioTable read)
    {
        var findings = read.Findings.ToList();
        var (version, system) = Metadata(source, folder);
        var release = ReleaseName().Match($"{source.Place}/{folder}");
        if (release.Success) system = release.Groups[2].Value;
        var year = YearFiles.Agreed(release.Success
            ? int.Parse(release.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : read.Identity.Year ?? YearFiles.YearIn(read.Identity.Source),
            options, source.Place, findings);
        var identity = read.Identity with
        {
            Name = string.Join(' ', new[] { "EXIOBASE 3", system, year?.ToString() ?? "", version }.Where(p => p.Length > 0)),
            Year = year,
            Format = "exiobase",
            Source = $"EXIOBASE {(version.Length > 0 ? version : "3")}, {source.Place}",
        };
        return new MrioTable(identity, read.Z, read.Y, read.V, read.VY, read.F, read.FY, read.PublishedOutput,
            ExiobaseRows.Roles(read.V.Rows, read.F.Rows).Or(read.Roles), [.. findings.Distinct()]);
    }

    private static string TheFolder(TableSource source, TableReadOptions options) =>
        YearFiles.Select(source, Candidates(source), options, "folder with Z.txt or A.txt beside Y.txt");

    private static List<TableCandidate<string>> Candidates(TableSource source) =>
        [.. Folders(source).Select(f => new TableCandidate<string>(f, YearFiles.YearIn(f), f.TrimEnd('/')))];

    private static IEnumerable<string> Folders(TableSource source) => source.Entries
        .Where(e => e.Name is "Z.txt" or "A.txt").Select(e => e.Folder).Distinct()
        .Where(f => source.Files.Find(f + "Y.txt") is not null);

    private static bool IsExiobase(TableSource source, string folder)
    {
        // pymrio saves its tables in the same layout, and says so in this file; EXIOBASE's newer releases have it too.
        if (source.Files.Find(folder + PymrioParameters.FileName) is null || ReleaseName().IsMatch($"{source.Place}/{folder}"))
            return true;
        if (source.Files.Find(folder + "metadata.json") is { } metadata && source.Files.ReadAll(metadata.Path) is var bytes
            && global::System.Text.Encoding.UTF8.GetString(bytes).Contains("exiobase", StringComparison.OrdinalIgnoreCase))
            return true;
        return source.Entries.Where(e => e.Name == "F.txt" && e.Folder.StartsWith(folder, StringComparison.Ordinal))
            .Any(
                e => source.FirstLines(e.Path, 5, 4 << 20)
                    .Any(l => l.StartsWith(ExiobaseRows.TaxesOnProducts, StringComparison.Ordinal)));
    }

    private static PymrioParameters System(TableSource source, string folder)
    {
        var parts = new Dictionary<string, PymrioPart>(StringComparer.Ordinal);
        foreach (var (part, headerRows) in new[] { ("Z", 2), ("A", 2), ("Y", 2), ("x", 1), ("unit", 1) })
        {
            if (source.Files.Find($"{folder}{part}.txt") is { } entry) parts[part] = new PymrioPart(entry.Path, 2, headerRows);
        }

        return new PymrioParameters(folder, "IOSystem", "", parts);
    }

    private static IEnumerable<PymrioParameters> Extensions(TableSource source, string folder, List<Finding> findings)
    {
        foreach (var sub in source.Entries.Where(
            e => e.Name is "F.txt" or "S.txt" && e.Folder.StartsWith(folder, StringComparison.Ordinal)).Select(e => e.Folder)
            .Distinct())
        {
            if (sub.TrimEnd('/').EndsWith("impacts", StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(Finding.Info("EXIOBASE-IMPACTS", source.Files.PlaceOf(sub.TrimEnd('/')),
                    "Characterised impacts are left out; they are sums of the satellites.", "impacts", "satellites"));
                continue;
            }

            var parts = new Dictionary<string, PymrioPart>(StringComparer.Ordinal);
            foreach (var (part, headerRows) in new[] { ("F", 2), ("S", 2), ("F_Y", 2), ("F_hh", 2), ("unit", 1) })
            {
                if (source.Files.Find($"{sub}{part}.txt") is { } entry) parts[part] = new PymrioPart(entry.Path, 1, headerRows);
            }

            yield return new PymrioParameters(sub, "Extension", sub.TrimEnd('/'), parts);
        }
    }

    private static (string Version, string System) Metadata(TableSource source, string folder)
    {
        if (source.Files.Find(folder + "metadata.json") is not { } entry) return ("", "");
        try
        {
            using var json = JsonDocument.Parse(JsonText.Checked(source.Files.ReadAll(entry.Path)));
            return (PymrioParameters.Text(json.RootElement, "version"), PymrioParameters.Text(json.RootElement, "system"));
        }
        catch (JsonException)
        {
            // The reader has said so already.
            return ("", "");
        }
    }

    [GeneratedRegex(@"IOT_((?:19|20)\d\d)_(ixi|pxp)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReleaseName();
}

/// <summary>The rows of EXIOBASE that have a role, by name and unit, never by position.</summary>
internal static class ExiobaseRows
{
    /// <summary>Start of the name of the row of product taxes.</summary>
    public const string TaxesOnProducts = "Taxes less subsidies on products purchased";

    private const string OtherTaxes = "Other net taxes on production";
    private const string Compensation = "Compensation of employees";
    private const string Surplus = "Operating surplus";
    private const string FixedCapital = "Operating surplus: Consumption of fixed capital";

    /// <summary>Whether a row is one of the nine primary inputs.</summary>
    public static bool IsPrimary(string name) =>
        Starts(name, TaxesOnProducts) || Starts(name, OtherTaxes) || Starts(name, Compensation) || Starts(name, Surplus);

    /// <summary>The roles of the rows that are there.</summary>
    public static TableRoles Roles(IReadOnlyList<FlowRow> v, IReadOnlyList<FlowRow> f)
    {
        List<string>? Rows(Func<string, bool> which) =>
            v.Select(r => r.Name).Where(which).ToList() is { Count: > 0 } some ? some : null;
        var complete = v.Any(r => Starts(r.Name, Compensation)) && v.Any(r => Starts(r.Name, Surplus));
        var jobs = f.Where(r => r.Unit.Kind == UnitKind.Persons && IsEmployment(r.Name[(r.Name.IndexOf('/') + 1)..]))
            .Select(r => r.Name).ToList();
        return new TableRoles
        {
            ValueAdded = complete ? Rows(n => IsPrimary(n) && !Starts(n, TaxesOnProducts)) : null,
            TaxesOnProducts = Rows(n => Starts(n, TaxesOnProducts)),
            Compensation = Rows(n => Starts(n, Compensation)),
            OtherTaxes = Rows(n => Starts(n, OtherTaxes)),
            FixedCapital = Rows(n => Starts(n, FixedCapital)),
            Employment = jobs.Count > 0 ? jobs : null,
        };
    }

    /// <summary>People by skill and sex; the vulnerable are among them already.</summary>
    private static bool IsEmployment(string name) =>
        Starts(name, "Employment") && !name.Contains("ulnerable", StringComparison.Ordinal);

    private static bool Starts(string name, string with) => name.StartsWith(with, StringComparison.Ordinal);
}
