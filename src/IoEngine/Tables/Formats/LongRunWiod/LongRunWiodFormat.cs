using System.Globalization;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Files.Lines;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.LongRunWiod;

/// <summary>The long-run WIOD (2022 release, 1965–2000): one long CSV with all years; 26 regions, 23 sectors.</summary>
/// <remarks>
/// USD million, current, basic prices. Final demand stands inside the block of each country; the totals are of the pseudo-region
/// xTOT.
/// </remarks>
internal sealed class LongRunWiodFormat : ITableFormat
{
    private static readonly string[] Names = ["year", "row_country", "row_isic3", "col_country", "col_isic3", "value"];

    private static readonly string[] Categories = ["xCONS_h", "xCONS_g", "xGFCF", "xINV"];

    private static readonly LabelRules Rules = new(Column, Row,
        "a country with a sector or one of xCONS_h, xCONS_g, xGFCF, xINV; xTOT with xVA, xGO and the like",
        "Check that this is the long-run WIOD, and restore the label.")
    {
        Categories = Categories,
    };

    /// <inheritdoc/>
    public string Name => "lr-wiod";

    /// <inheritdoc/>
    public string LooksFor => "a CSV with the columns year, row_country, row_isic3, col_country, col_isic3, value";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) => Files(source).Count > 0;

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source)
    {
        var (entry, layout) = TheFile(source, TableReadOptions.Default);
        return YearFiles.Held(Candidates(source, entry, layout, CancellationToken.None));
    }

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var (entry, layout) = TheFile(source, options);
        var year = options.Year ?? YearFiles.Select(source, Candidates(source, entry, layout, cancellation), options,
            "line with a year");
        var findings = new List<Finding>();
        var parts = LongTable.Read(source, entry.Path, layout with { FilterText = year.ToString(CultureInfo.InvariantCulture) },
            Rules, complete: false, options, findings, cancellation);
        if (parts is not null) Check(parts, findings);
        TableAssembly.ThrowOnErrors(source, findings);
        return TableAssembly.Build(parts!, new TableIdentity
        {
            Name = $"Long-run WIOD, {year}",
            Year = year,
            Unit = Unit.Read("million USD"),
            Source = $"Long-run WIOD, release 2022, {entry.Name}",
            Format = "lr-wiod",
        }, null, findings);
    }

    private static (FileEntry Entry, LongTextLayout Layout) TheFile(TableSource source, TableReadOptions options)
    {
        var files = Files(source);
        var entry = files.Count == 0 && source.Entries.Count == 1 ? source.Entries[0]
            : YearFiles.Select(source, YearFiles.Candidates(files), options with { Year = null }, "CSV of the long-run WIOD");
        var header = Header(source, entry);
        var missing = Names.Where(n => !header.Contains(n)).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidDataFindingsException($"The table {source.Place} can't be read",
                missing.Select(m => Finding.Error("TEXT-HEADER", $"{source.Files.PlaceOf(entry.Path)}, line 1",
                    $"The column '{m}' is missing.", string.Join(",", header.Take(12)), string.Join(",", Names),
                    "Check that this is the long-run WIOD.")).ToList());
        }

        int At(string name) => Array.IndexOf(header, name);
        return (entry, new LongTextLayout([At("row_country"), At("row_isic3")], [At("col_country"), At("col_isic3")],
            At("value"), header.Length)
        { FilterCell = At("year"), Threads = options.Threads });
    }

    private static CellLabel Column(string[] levels) => levels switch
    {
        [_, ""] or ["", _] => default,
        ["xTOT", "xGO"] => new(LabelKind.Output),
        // Exports and imports of a country are inside the table; these are their sums.
        ["xTOT", _] => new(LabelKind.Ignored),
        [var region, var item] => new(Categories.Contains(item) ? LabelKind.Demand : LabelKind.Industry, region, item),
        _ => default,
    };

    private static CellLabel Row(string[] levels) => levels switch
    {
        [_, ""] or ["", _] => default,
        ["xTOT", "xGO"] => new(LabelKind.Output),
        ["xTOT", "xII"] => new(LabelKind.Ignored),
        ["xTOT", var item] => new(LabelKind.Primary, Item: item, Unit: "million USD"),
        [var region, var item] => new(LabelKind.Industry, region, item),
        _ => default,
    };

    private static void Check(TableParts parts, List<Finding> findings)
    {
        var rows = parts.Rows.Select(r => r.Label.Kind == LabelKind.Output ? "xGO" : r.Label.Item).ToHashSet();
        foreach (var row in new[] { "xVA", "xTXSP", "xGO" }.Where(r => !rows.Contains(r)))
        {
            findings.Add(Finding.Error("LRWIOD-ROW-MISSING", parts.Place, $"The row xTOT {row} is missing.",
                string.Join(", ", rows), $"xTOT {row}", "Restore the file; its end may have been cut."));
        }

        if (parts.Demand.Count == 0)
            findings.Add(Finding.Error("LRWIOD-COLUMN-MISSING", parts.Place, "There are no columns of final demand.", "none",
                string.Join(", ", Categories), "Restore the file."));
    }

    // The years stand in the lines: finding them is a pass over the file.
    private static List<TableCandidate<int>> Candidates(TableSource source, FileEntry entry, LongTextLayout layout,
        CancellationToken cancellation)
    {
        using var stream = source.Files.OpenRead(entry.Path);
        return [.. LongText.ReadKeys(stream, source.Files.PlaceOf(entry.Path), layout, null, cancellation).FilterTexts
            .Select(y => int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0)
            .Where(y => y > 0).Select(y => new TableCandidate<int>(y, y, entry.Path))];
    }

    private static List<FileEntry> Files(TableSource source) => source.Entries
        .Where(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && Header(source, e) is var h
            && h.Contains("row_country") && h.Contains("col_isic3")).ToList();

    private static string[] Header(TableSource source, FileEntry entry) =>
        DelimitedTokens.Split(Encoding.UTF8.GetBytes(source.FirstLines(entry.Path, 1, 4096)[0]), (byte)',');
}
