using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// WIOD 2013's environmental accounts: a workbook a region and kind (AUS_AIR_May12.xls), a sheet a year, sectors in rows and
/// flows in columns.
/// </summary>
internal static partial class EnvironmentalAccounts
{
    /// <summary>Units that the publisher documents, where the sheet names none; air is in tonnes but for CO2.</summary>
    private static readonly Dictionary<string, string> Units = new()
    {
        ["air"] = "t", ["co2"] = "Gg", ["em"] = "TJ", ["eu"] = "TJ",
    };

    /// <summary>
    /// The table with the accounts that lie beside it, in folders or zips; the table itself where there are none.
    /// </summary>
    public static MrioTable AddTo(MrioTable table, TableSource source, CancellationToken cancellation)
    {
        var files = Files(source);
        if (files.Count == 0) return table;
        var findings = new List<Finding>(table.Findings);
        if (table.Identity.Year is not { } year)
        {
            findings.Add(Finding.Warning("ACCOUNTS-YEAR", source.Place,
                "The table has no year, so that its environmental accounts can't be chosen; they are left out.", "", "a year",
                "Name the year."));
            return With(table, [], [], findings);
        }

        var rows = new Dictionary<FlowRow, Line>();
        foreach (var kind in files.GroupBy(f => f.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var seen = new HashSet<Region>();
            foreach (var file in kind)
            {
                cancellation.ThrowIfCancellationRequested();
                var region = table.Regions.FirstOrDefault(r => Same(r.Code, file.Region));
                if (region.Code is null || !seen.Add(region)) continue;
                Read(file, kind.Key, region, table, year, rows, findings, cancellation);
            }

            var missing = table.Regions.Where(r => !seen.Contains(r)).Select(r => r.Code).ToList();
            if (missing.Count > 0)
            {
                findings.Add(Finding.Warning("ACCOUNTS-MISSING", $"{source.Place}, {kind.Key}",
                    "Regions have no environmental accounts and are taken as zero.",
                    $"{missing.Count}: {string.Join(", ", missing.Take(12))}", "a workbook a region",
                    "Bring their workbooks, or leave these regions out of the reading."));
            }
        }

        if (findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The environmental accounts can't be read", findings);
        return With(table, [.. rows.Keys], [.. rows.Values], findings);
    }

    private static List<Account> Files(TableSource source)
    {
        var found = Of(source).ToList();
        foreach (var zip in source.Entries.Where(e => e.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            && ZipName().IsMatch(e.Name)))
            found.AddRange(Of(new TableSource(ZipFiles.OpenNested(source.Files, zip.Path))));
        return found;

        static IEnumerable<Account> Of(TableSource s) =>
            s.Entries.Select(e => (Entry: e, Match: FileName().Match(e.Name))).Where(e => e.Match.Success)
                .Select(e => new Account(s, e.Entry, e.Match.Groups[1].Value.ToUpperInvariant(),
                    e.Match.Groups[2].Value.ToLowerInvariant()));
    }

    private static void Read(Account file, string kind, Region region, MrioTable table, int year, Dictionary<FlowRow, Line> rows,
        List<Finding> findings, CancellationToken cancellation)
    {
        var workbook = ExcelWorkbook.Of(file.Source, file.Entry);
        var found = false;
        workbook.Read((sheet, lines) =>
        {
            if (sheet.Trim() != year.ToString(CultureInfo.InvariantCulture)) return true;
            found = true;
            new AccountSheet(workbook, sheet, kind, region, table, rows, findings).Read(lines);
            return false;
        }, cancellation);
        if (!found)
        {
            findings.Add(Finding.Warning("ACCOUNTS-YEAR", workbook.Place,
                "The environmental accounts do not have the year of the table; the region is taken as zero.", "",
                $"a sheet {year}", "Take the accounts of the same release."));
        }
    }

    private static MrioTable With(MrioTable table, List<FlowRow> labels, List<Line> lines, List<Finding> findings)
    {
        var old = table.F.Rows.Count;
        var axis = new Axis<FlowRow>("satellite rows", table.F.Rows.Concat(labels));
        return new MrioTable(table.Identity, table.Z, table.Y, table.V, table.VY,
            new(axis, table.Industries,
                DenseMatrix.Create(axis.Count, table.Industries.Count,
                    (i, j) => i < old ? table.F.Values[i, j] : lines[i - old].Industries[j])),
            new(axis, table.DemandColumns, DenseMatrix.Create(axis.Count, table.DemandColumns.Count,
                (i, j) => i < old ? table.FY.Values[i, j] : lines[i - old].Demand[j])),
            table.PublishedOutput, table.Roles, [.. findings]);
    }

    /// <summary>Romania is ROM in the tables and ROU here; the rest of the world RoW and ROW.</summary>
    private static bool Same(string table, string account) =>
        table.Equals(account, StringComparison.OrdinalIgnoreCase) || (table == "ROM" && account == "ROU");

    private sealed record Account(TableSource Source, FileEntry Entry, string Region, string Kind);

    private sealed record Line(double[] Industries, double[] Demand);

    /// <summary>One sheet: names of flows in the first row, codes such as sec15t16 in the column before them.</summary>
    private sealed class AccountSheet(ExcelWorkbook workbook, string sheet, string kind, Region region, MrioTable table,
        Dictionary<FlowRow, Line> rows, List<Finding> findings)
    {
        private readonly ExcelNumbers numbers = new(workbook, sheet, findings);
        private readonly HashSet<string> taken = [];

        public void Read(IEnumerable<ExcelRow> lines)
        {
            using var line = lines.GetEnumerator();
            if (!line.MoveNext()) return;
            var names = Enumerable.Range(0, line.Current.Count).Select(line.Current.Text).ToArray();
            var codes = -1;
            Line[] targets = [];
            while (line.MoveNext())
            {
                if (codes < 0)
                {
                    codes = Enumerable.Range(0, Math.Min(2, line.Current.Count))
                        .Where(c => line.Current.Text(c).StartsWith("sec", StringComparison.Ordinal)).FirstOrDefault(-1);
                    if (codes < 0) break;
                    targets = [.. names.Select((name, c) => c <= codes || name.Length == 0 || name == "Total"
                        ? null! : Target(name, names[codes]))];
                }

                Take(line.Current, codes, targets);
            }

            numbers.Finish();
            if (codes < 0)
            {
                findings.Add(Finding.Error("EXCEL-LAYOUT", numbers.Sheet,
                    "The sheet has not the layout of the environmental accounts.", string.Join(" | ", names.Take(4)),
                    "flows in the first row, codes such as sec15t16 in the first or second column",
                    "Check that this is the workbook as published."));
                return;
            }

            var missing = table.Industries.Where(i => i.Region == region && !taken.Contains(i.Sector.Code))
                .Select(i => i.Sector.Code).ToList();
            if (missing.Count > 0)
                findings.Add(Finding.Error("LABEL-MISSING", numbers.Sheet, "Sectors of the table have no row.",
                    string.Join(", ", missing.Take(8)), "a row a sector", "Restore the rows."));
        }

        private void Take(ExcelRow row, int codes, Line[] targets)
        {
            var code = row.Text(codes);
            var households = code == "FC_HH";
            var position = -1;
            if (households)
                position = Enumerable.Range(0, table.DemandColumns.Count)
                    .Where(c => table.DemandColumns[c].Region == region && table.DemandColumns[c].Category == "c37")
                    .FirstOrDefault(-1);
            else if (!code.StartsWith("sec", StringComparison.Ordinal)
                || !table.Industries.TryIndexOf(new Industry(region, new Sector(code[3..])), out position))
                return;
            if (position < 0) return;
            if (!taken.Add(households ? code : code[3..]))
            {
                findings.Add(Finding.Error("LABEL-DUPLICATE", numbers.Place(row.Number, codes), "A sector has two rows.",
                    $"'{code}'", "one row a sector", "Remove one."));
                return;
            }

            for (var c = codes + 1; c < targets.Length; c++)
            {
                // Flows that a sector does not have are left empty in these sheets.
                if (targets[c] is { } target)
                    (households ? target.Demand : target.Industries)[position] = numbers.Read(row, c, mayBeEmpty: true);
            }
        }

        private Line Target(string name, string unit)
        {
            if (unit.Length == 0) unit = kind == "air" && name == "CO2" ? "Gg" : Units.GetValueOrDefault(kind, "");
            var row = new FlowRow($"{kind}/{name}", unit);
            if (rows.TryGetValue(row, out var line)) return line;
            if (unit.Length == 0)
                findings.Add(Finding.Warning("UNIT-MISSING", numbers.Sheet,
                    "A flow has no unit in the sheet, and none is documented.", $"'{row.Name}'", "a unit",
                    "Look it up in the publisher's notes."));
            return rows[row] = new Line(new double[table.Industries.Count], new double[table.DemandColumns.Count]);
        }
    }

    [GeneratedRegex(@"^([A-Za-z]{3})_(AIR|CO2|EM|EU|LAN|MAT|WAT)_[A-Za-z]{3}\d\d\.xlsx?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^(AIR|CO2|EM|EU|LAN|MAT|WAT)_[A-Za-z]{3}\d\d\.zip$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ZipName();
}
