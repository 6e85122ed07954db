using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// Workbooks of WIOD (releases 2013 and 2016) and of ADB: one wide sheet, with the socio-economic accounts beside it where they
/// are at hand.
/// </summary>
internal sealed partial class WiodFormat(WiodEdition edition) : ITableFormat
{
    /// <inheritdoc/>
    public string Name => edition.Name;

    /// <inheritdoc/>
    public string LooksFor => $"a workbook of {edition.Title} with c1 … in the row above the numbers";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) => source.Once("the edition of WIOD", () => Detect(source)) == edition;

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source)
    {
        if (!ExcelWorkbook.IsOne(source)) return YearFiles.Held(Candidates(source));
        var sheets = new List<TableCandidate<string>>();
        ExcelWorkbook.Of(source).Read((sheet, rows) =>
        {
            using var above = rows.GetEnumerator();
            if (WiodHeader.Find(sheet, above)?.Edition == edition)
                sheets.Add(new TableCandidate<string>(sheet, YearFiles.YearIn(sheet), $"sheet {sheet}"));
            return true;
        }, CancellationToken.None);
        return sheets.Count > 1 ? YearFiles.Held(sheets) : [];
    }

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var entry = ExcelWorkbook.IsOne(source) ? null
            : YearFiles.Select(source, Candidates(source), options,
                "workbook with a table (WIOT….xlsx, WIOT….xlsb or ADB-MRIO….xlsx)");
        var workbook = entry is null ? ExcelWorkbook.Of(source) : ExcelWorkbook.Of(source, entry);
        workbook.Verify(cancellation);
        var (header, parts) = ReadSheet(workbook, options, findings, cancellation);
        TableAssembly.ThrowOnErrors(source, findings);
        var unit = UnitOf(header!, findings);
        var year = Year(header!, Path.GetFileNameWithoutExtension(entry?.Name ?? source.Place), options, workbook.Place,
            findings);
        parts = parts! with { Rows = parts.Rows.Select(r => r with { Label = r.Label with { Unit = unit.Published } }).ToList() };
        var identity = new TableIdentity
        {
            Name = $"{edition.Title}{(year is { } y ? $" {y}" : "")}",
            Year = year,
            Unit = unit,
            PriceBasis = Prices(header!),
            Source = string.Join(", ", header!.Texts.Take(2)),
            Format = Name,
        };
        var table = TableAssembly.Build(parts, identity, known => known with
        {
            ValueAdded = ["VA"],
            TaxesOnProducts = parts.Rows.Any(r => r.Label.Item == "TXSP") ? ["TXSP"] : null,
            Household = Present(parts, edition.Household),
            Government = Present(parts, edition.Government),
            Investment = Present(parts, edition.Investment),
        }, findings);
        table = SocioEconomicAccounts.AddTo(table, source, cancellation);
        return edition == WiodEdition.Of2013 ? EnvironmentalAccounts.AddTo(table, source, cancellation) : table;
    }

    private static List<string>? Present(TableParts parts, IReadOnlyList<string> categories) =>
        categories.Where(c => parts.Demand.Any(d => d.Category == c)).ToList() is { Count: > 0 } some ? some : null;

    private (WiodHeader? Header, TableParts? Parts) ReadSheet(ExcelWorkbook workbook, TableReadOptions options,
        List<Finding> findings, CancellationToken cancellation)
    {
        var (header, parts) = ((WiodHeader?)null, (TableParts?)null);
        var (seen, others) = (new List<string>(), new List<string>());
        workbook.Read((sheet, rows) =>
        {
            seen.Add(sheet);
            using var below = rows.GetEnumerator();
            if (WiodHeader.Find(sheet, below) is not { } found || found.Edition != edition) return true;
            if (header is not null || (options.Year is { } wanted && YearFiles.YearIn(sheet) is { } year && year != wanted))
            {
                others.Add(sheet);
                return true;
            }

            header = found;
            parts = WiodSheetReader.Read(workbook, found, below, findings);
            return true;
        }, cancellation);
        if (header is null)
        {
            findings.Add(Finding.Error("EXCEL-LAYOUT", workbook.Place,
                others.Count > 0 ? $"No sheet is of {options.Year}." : $"No sheet has the layout of {edition.Title}.",
                $"sheets {string.Join(", ", seen.Take(12))}",
                "a row with c1, c2, … above the numbers, regions and codes above that, and four columns of labels before them",
                "Check that this is the workbook with the table, as published."));
        }
        else if (others.Count > 0 && options.Year is null)
        {
            findings.Add(YearFiles.Several(workbook.Place, $"sheets {string.Join(", ", others.Prepend(header.Sheet))}",
                years: true));
        }

        return (header, parts);
    }

    /// <summary>The layout of a workbook; opening one takes as long as a pass over its cells.</summary>
    private static WiodEdition? Detect(TableSource source)
    {
        var self = ExcelWorkbook.IsOne(source);
        var tables = self ? [] : Tables(source);
        if (!self && tables.Count == 0) return null;

        // No other format is a workbook, so that one that is damaged or has another layout is for this reader to explain.
        var otherwise = self ? WiodEdition.Of2013 : null;
        try
        {
            return FirstHeader(self ? ExcelWorkbook.Of(source) : ExcelWorkbook.Of(source, tables[0]))?.Edition ?? otherwise;
        }
        catch (InvalidDataFindingsException)
        {
            return WiodEdition.Of2013;
        }
    }

    private static WiodHeader? FirstHeader(ExcelWorkbook workbook)
    {
        WiodHeader? header = null;
        workbook.Read((sheet, rows) =>
        {
            using var enumerator = rows.GetEnumerator();
            header = WiodHeader.Find(sheet, enumerator);
            return header is null;
        }, CancellationToken.None);
        return header;
    }

    private static List<FileEntry> Tables(TableSource source) =>
        ExcelWorkbook.In(source).Where(e => TableName().IsMatch(e.Name)).ToList();

    private static List<TableCandidate<FileEntry>> Candidates(TableSource source) =>
        Tables(source).ConvertAll(e => new TableCandidate<FileEntry>(e, YearOf(e.Name), e.Path));

    /// <summary>The year of wiot09_row_sep12 is 2009; other names have four digits.</summary>
    private static int? YearOf(string name)
    {
        if (ShortYear().Match(name) is not { Success: true } m) return YearFiles.YearIn(name);
        var two = int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return two + (two < 60 ? 2000 : 1900);
    }

    private static int? Year(WiodHeader header, string file, TableReadOptions options, string place, List<Finding> findings)
    {
        var found = YearFiles.YearIn(header.Sheet) ?? YearOf(file)
            ?? header.Texts.Take(1).Select(YearFiles.YearIn).FirstOrDefault();
        return YearFiles.Agreed(found, options, $"{place}, sheet {header.Sheet}", findings);
    }

    private static Unit UnitOf(WiodHeader header, List<Finding> findings)
    {
        // A cell of its own, or in parentheses after a title.
        foreach (var text in header.Texts.Concat(header.Texts.Select(t => InParentheses().Match(t).Groups[1].Value)))
        {
            if (text.Length < 60 && Unit.TryReadMoney(text.Trim('(', ')'), out var unit)) return unit;
        }

        findings.Add(Finding.Info("UNIT-DOCUMENTED", header.Sheet,
            "The sheet names no unit; the one that the publisher documents is taken.", "", "million USD"));
        return Unit.Read("million US$");
    }

    private static string Prices(WiodHeader header) =>
        header.Texts.FirstOrDefault(t => t.Contains("prices", StringComparison.OrdinalIgnoreCase)) switch
        {
            { } t when t.Contains("previous", StringComparison.OrdinalIgnoreCase) => "basic prices, of the previous year",
            { } t when t.Contains("constant", StringComparison.OrdinalIgnoreCase) => $"basic prices, constant ({t})",
            _ => "basic prices, current",
        };

    [GeneratedRegex(@"wiot|mrio", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TableName();

    [GeneratedRegex(@"\(([^()]+)\)")]
    private static partial Regex InParentheses();

    [GeneratedRegex(@"wiot(\d\d)(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShortYear();
}
