using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Files.Numbers;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.OecdIcio;

/// <summary>
/// The OECD's Inter-Country Input-Output tables, editions 2016, 2018, 2021, 2023 and 2025: one CSV a year, alone, in a folder, in
/// a zip, in a zip of zips, or in a folder of the OECD's zips of several years.
/// </summary>
/// <remarks>
/// USD million, current, basic prices; columns are users. Firm-type parts of China and Mexico (CN1, MX2 …) are added to CHN and
/// MEX, whose own rows and columns are zero in such files. Dimensions come from the labels; the editions' sizes serve a warning
/// only.
/// </remarks>
internal sealed class OecdIcioFormat : ITableFormat
{
    private const int HeadBytes = 512 << 10;

    /// <inheritdoc/>
    public string Name => "oecd-icio";

    /// <inheritdoc/>
    public string LooksFor => "a CSV with columns such as AUS_A01 … AUS_HFCE … OUT (or HFCE_AUS … DISC)";

    /// <inheritdoc/>
    public bool Recognises(TableSource source)
    {
        try
        {
            return source.Entries.Any(e => IsCsv(e) && IsIcio(source, e)) || Zips(source).Count > 0;
        }
        catch (InvalidDataFindingsException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source) => YearFiles.Held(Candidates(source));

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var (holder, entry) = YearFiles.Select(source, Candidates(source), options, "CSV of an ICIO table");
        if (IsZip(entry)) return Read(holder.Inner(entry), options, cancellation);
        source = holder;
        var findings = new List<Finding>();
        var header = source.FirstLines(entry.Path, 1, HeadBytes)[0];
        var edition = IcioEdition.Of(DelimitedTokens.Split(System.Text.Encoding.UTF8.GetBytes(header), (byte)','));
        var rules = new LabelRules(IcioLabels.Column, IcioLabels.Row,
            "REG_sector, REG_category (2016: category_REG), OUT, TOTAL or DISC; rows also TLS, VA, VALU, REG_TAXSUB or VA+TAXSUB",
            "Check that this is an ICIO table of the editions 2016 to 2025, and restore the label.");
        var layout = new NumericTextLayout(1, 1) { MayNameIndex = false };
        var parts = WideTable.Read(source, entry.Path, layout, rules, options, findings, cancellation: cancellation);
        if (parts is not null) CheckShape(parts, edition, findings);
        TableAssembly.ThrowOnErrors(source, findings);
        return Assemble(source, entry, parts!, edition, options, findings);
    }

    private static MrioTable Assemble(TableSource source, FileEntry entry, TableParts parts, IcioEdition? edition,
        TableReadOptions options, List<Finding> findings)
    {
        var year = YearFiles.YearOf(source, entry, options, findings);
        var release = edition is null ? "edition unknown" : $"{edition.Year} edition";
        var identity = new TableIdentity
        {
            Name = $"OECD ICIO {release}{(year is null ? "" : $", {year}")}",
            Year = year,
            Unit = Unit.Read("USD million"),
            Source = $"OECD Inter-Country Input-Output tables, {release}, {entry.Name}",
            Format = "oecd-icio",
        };
        var taxes = Names(parts, n => n == "TLS" || n.EndsWith("_TAXSUB", StringComparison.Ordinal));
        var valueAdded = Names(parts, n => n is "VA" or "VALU");
        if (valueAdded.Count == 0)
        {
            findings.Add(Finding.Warning("ICIO-VALUE-ADDED", parts.Place,
                "Value added and taxes on products are one row and can't be told apart.", "VA+TAXSUB",
                "VA and TLS",
                "Name VA+TAXSUB as value added in the configuration where that is good enough, or take a later edition."));
        }

        return TableAssembly.Build(parts, identity, known => known with
        {
            ValueAdded = valueAdded.Count > 0 ? valueAdded : null,
            TaxesOnProducts = taxes.Count > 0 ? taxes : null,
        }, findings);
    }

    private static List<string> Names(TableParts parts, Func<string, bool> which) =>
        parts.Rows.Where(r => r.Label.Kind == LabelKind.Primary).Select(r => r.Label.Item).Where(which).ToList();

    private static void CheckShape(TableParts parts, IcioEdition? edition, List<Finding> findings)
    {
        var names = parts.Rows.Where(r => r.Label.Kind == LabelKind.Primary).Select(r => r.Label.Item).ToHashSet();
        Require(names.Any(n => n is "VA" or "VALU" or "VA+TAXSUB"), "value added", "VA, VALU or VA+TAXSUB");
        Require(names.Contains("VA+TAXSUB") || names.Any(n => n == "TLS" || n.EndsWith("_TAXSUB", StringComparison.Ordinal)),
            "taxes on products", "TLS or REG_TAXSUB");
        Require(parts.OutputRow is not null, "output", "OUT or OUTPUT");
        foreach (var row in parts.Rows.Where(r => r.Label.Kind == LabelKind.Primary && !IcioLabels.IsKnownRow(r.Label.Item)))
        {
            findings.Add(Finding.Warning("ICIO-ROW", row.Place,
                "A row is not one that the editions have; it is kept as a primary input.", $"'{row.Label.Item}'",
                "VA, TLS, OUT and the like", "Check its label."));
        }

        if (parts.Demand.Count == 0)
            findings.Add(Finding.Error("ICIO-COLUMN-MISSING", $"{parts.Place}, line 1", "There are no columns of final demand.",
                "none", "REG_HFCE, REG_GGFC …", "Restore the file."));
        var regions = parts.Industries.Select(i => i.Region).Distinct().Count();
        var sectors = parts.Industries.Select(i => i.Sector).Distinct().Count();
        if (edition is not null && (regions != edition.Economies || sectors != edition.Industries))
        {
            findings.Add(Finding.Warning("TABLE-SHAPE", parts.Place,
                $"The table has not the size of the {edition.Year} edition; its labels are believed.",
                $"{regions} economies, {sectors} industries", $"{edition.Economies} economies, {edition.Industries} industries",
                "Check that the file is complete."));
        }

        void Require(bool present, string what, string labels)
        {
            if (!present)
            {
                findings.Add(Finding.Error("ICIO-ROW-MISSING", parts.Place, $"The row of {what} is missing.",
                    $"{parts.Rows.Count} rows after the industries", labels, "Restore the file; its end may have been cut."));
            }
        }
    }

    private static bool IsCsv(FileEntry entry) => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsZip(FileEntry entry) => entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The CSVs of the source; where there are none, those of the zips in its folder, or its zips of a year: these are in an
    /// archive and opened only when they are read.
    /// </summary>
    private static List<TableCandidate<(TableSource Holder, FileEntry Entry)>> Candidates(TableSource source)
    {
        var csvs = source.Entries.Where(IsCsv).ToList();
        if (csvs.Count > 1) csvs = csvs.Where(e => IsIcio(source, e)).ToList();
        if (csvs.Count > 0) return In(source, csvs);
        var zips = Zips(source);
        return source.Files.Folder is null ? In(source, zips)
            : [.. zips.SelectMany(z => Candidates(source.Inner(z)).Select(c => c with
            {
                Year = c.Year ?? YearFiles.YearIn(z.Name), Member = $"{z.Path}/{c.Member}",
            }))];
    }

    private static List<TableCandidate<(TableSource Holder, FileEntry Entry)>> In(TableSource source,
        IEnumerable<FileEntry> entries) => YearFiles.Candidates(entries).ConvertAll(c =>
            new TableCandidate<(TableSource Holder, FileEntry Entry)>((source, c.Item), c.Year, c.Member));

    /// <summary>
    /// The zips of ICIO tables in the source: in a folder all that hold some, in an archive those that a year names, judged by
    /// the first.
    /// </summary>
    private static List<FileEntry> Zips(TableSource source)
    {
        var named = source.Entries.Where(e => IsZip(e) && YearFiles.HasYear(e.Name)).ToList();
        return source.Files.Folder is not null ? named.Where(z => IsIcioZip(source.Inner(z), mayNest: true)).ToList()
            : named.Where(z => YearFiles.YearIn(z.Name) is not null).ToList() is { Count: > 0 } years
                && IsIcioZip(source.Inner(years[0]), mayNest: false) ? years : [];
    }

    // Archives that hold archives without end exist; the OECD's are two deep.
    private static bool IsIcioZip(TableSource zip, bool mayNest) =>
        zip.Entries.FirstOrDefault(IsCsv) is { } csv ? IsIcio(zip, csv) : mayNest && Zips(zip).Count > 0;

    private static bool IsIcio(TableSource source, FileEntry entry)
    {
        var head = source.FirstLines(entry.Path, 1, HeadBytes);
        return head.Length > 0 && IcioLabels.IsHeader(head[0]);
    }
}

/// <summary>The labels of ICIO tables.</summary>
internal static partial class IcioLabels
{
    private static readonly HashSet<string> Categories = ["HFCE", "NPISH", "NPS", "GGFC", "GFCF", "INVNT", "INV", "DIRP", "DPABR",
        "P33"];

    /// <summary>
    /// Whether a first line is a header of ICIO: three-letter regions, and household demand on either side of the underscore.
    /// </summary>
    public static bool IsHeader(string line) => Header().IsMatch(line) && Household().IsMatch(line);

    public static CellLabel Column(string[] levels)
    {
        var label = levels[0];
        if (label is "OUT" or "TOTAL" or "OUTPUT") return new(LabelKind.Output);
        // One column for the whole table: a region of its own, as other readers of the field have it.
        if (label == "DISC") return new(LabelKind.Demand, "ALL", "DISC");
        if (!CellLabel.TrySplit(label, out var left, out var right)) return default;
        if (Categories.Contains(left) && IsRegion(right)) return new(LabelKind.Demand, Whole(right), left);
        if (!IsRegion(left)) return default;
        return new(Categories.Contains(right) ? LabelKind.Demand : LabelKind.Industry, Whole(left), right);
    }

    public static CellLabel Row(string[] levels)
    {
        var label = levels[0];
        if (label is "OUT" or "OUTPUT") return new(LabelKind.Output);
        if (!label.Contains('_')) return label.Length == 0 ? default : new(LabelKind.Primary, Item: label, Unit: "USD million");
        if (!CellLabel.TrySplit(label, out var region, out var item) || !IsRegion(region)) return default;
        return item == "TAXSUB"
            ? new(LabelKind.Primary, Item: $"{Whole(region)}_TAXSUB", Unit: "USD million")
            : new(LabelKind.Industry, Whole(region), item);
    }

    public static bool IsKnownRow(string name) =>
        name is "VA" or "VALU" or "TLS" or "VA+TAXSUB" || name.EndsWith("_TAXSUB", StringComparison.Ordinal);

    /// <summary>China for CN1 … and Mexico for MX1 …: kinds of firms, not provinces.</summary>
    private static string Whole(string region) =>
        region.Length == 3 && char.IsAsciiDigit(region[2])
            ? region[..2] switch { "CN" => "CHN", "MX" => "MEX", _ => region } : region;

    private static bool IsRegion(string code) =>
        code.Length == 3 && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    [GeneratedRegex("^\"?(?:V1)?\"?,\"?[A-Z][A-Z0-9]{2}_", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex("[,\"](?:HFCE_[A-Z]{3}|[A-Z]{3}_HFCE)[,\"]", RegexOptions.CultureInvariant)]
    private static partial Regex Household();
}

/// <summary>An edition of ICIO and the size that it has, for a warning. Immutable.</summary>
internal sealed record IcioEdition(int Year, int Economies, int Industries)
{
    /// <summary>The edition by what only it has in its header; null where nothing fits.</summary>
    public static IcioEdition? Of(string[] header)
    {
        var all = header.ToHashSet();
        bool Ends(string ending) => header.Any(h => h.EndsWith(ending, StringComparison.Ordinal));
        if (all.Contains("DISC")) return new(2016, 64, 34);
        if (Ends("_P33")) return new(2018, 65, 36);
        if (!Ends("_DPABR")) return null;
        if (Ends("_01T02")) return new(2021, 67, 45);
        if (Ends("_A01_02")) return new(2023, 77, 45);
        return Ends("_A01") ? new(2025, 81, 50) : null;
    }
}
