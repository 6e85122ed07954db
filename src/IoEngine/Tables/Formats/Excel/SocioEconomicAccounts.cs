using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Tables.Attached;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// WIOD's socio-economic accounts: jobs, hours and compensation by country and sector, in a workbook of their own. Beside a table
/// of WIOD they are attached to it as any accounts are.
/// </summary>
/// <remarks>
/// Money in them is in national currency, so that compensation enters as COMP/VA times the value added of the table. Text and
/// errors in the cells of the last years mean "not known". There is no rest of the world.
/// </remarks>
internal static class SocioEconomicAccounts
{
    /// <summary>The row of V that they add: part of value added.</summary>
    public const string Compensation = "COMP";

    private const string TotalOfSectors = "TOT";

    private static readonly (string Variable, string Account, string Unit)[] Accounts =
    [
        ("VA", AccountRow.ValueAdded, "million, national currency"),
        ("COMP", Compensation, "million, national currency"),
        ("EMP", "employment/persons", "1000 p"),
        ("EMPE", "employment/employees", "1000 p"),
        ("H_EMP", "employment/hours", "M.hr"),
        ("H_EMPE", "employment/hours of employees", "M.hr"),
    ];

    /// <summary>The table with the accounts of its year that lie beside it; the table itself where there are none.</summary>
    public static MrioTable AddTo(MrioTable table, TableSource source, CancellationToken cancellation)
    {
        var entry = ExcelWorkbook.In(source).FirstOrDefault(e => e.Name.Contains("SEA", StringComparison.Ordinal)
            || e.Name.Contains("socio", StringComparison.OrdinalIgnoreCase));
        if (entry is null) return table;
        var entries = Read(ExcelWorkbook.Of(source, entry), table.Identity.Year ?? 0, cancellation);
        if (entries.Findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The accounts {entries.File} can't be read", entries.Findings);
        if (entries.Rows == 0) return Attach(table, entries, entries.Findings);
        return Attach(table, OfTable(table, entries), []);
    }

    // Holes of pay are filled, since closures need it; jobs that are not known are told to be so.
    private static MrioTable Attach(MrioTable table, AccountEntries entries, IReadOnlyList<Finding> findings)
    {
        var pay = new AccountsSource { Path = entries.File, Scale = AccountScale.ValueAdded, Holes = HoleRule.SectorMean };
        foreach (var source in new[] { pay, pay with { Holes = HoleRule.Zero } })
        {
            var isPay = source == pay;
            var part = entries.Where(e => e.Account == AccountRow.ValueAdded || (e.Account == Compensation) == isPay);
            if (part.Accounts.Any(a => a != AccountRow.ValueAdded)) table = AttachedAccounts.Of(part, source).AttachTo(table);
        }

        return AttachedRow.Join(table, [], findings).With([]);
    }

    // The accounts of a release have the table's sectors; a table may have fewer regions.
    private static AccountEntries OfTable(MrioTable table, AccountEntries entries)
    {
        var map = new RegionMap(table.Regions);
        var sectors = table.Sectors.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        return entries.Where(e => map.Find(e.Region).Rule == RegionRule.Same && sectors.Contains(e.Sector));
    }

    /// <summary>The entries of a workbook.</summary>
    /// <param name="workbook">The workbook as published.</param>
    /// <param name="year">The year wanted, which may be missing; null: all years.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static AccountEntries Read(ExcelWorkbook workbook, int? year, CancellationToken cancellation)
    {
        workbook.Verify(cancellation);
        var (entries, findings, seen) = (new List<AccountEntry>(), new List<Finding>(), new List<string>());
        var found = false;
        workbook.Read((sheet, rows) =>
        {
            seen.Add(sheet);
            using var enumerator = rows.GetEnumerator();
            if (!enumerator.MoveNext() || Header(enumerator.Current) is not { } columns) return true;
            found = true;
            var wanted = columns.Years.Where(y => year is null || y.Key == year).ToList();
            if (wanted.Count == 0)
            {
                findings.Add(Finding.Warning("ACCOUNTS-YEAR", $"{workbook.Place}, sheet {sheet}",
                    "The socio-economic accounts do not have the year of the table and are left out.",
                    columns.Years.Count == 0 ? "no years" : $"{columns.Years.Keys.Min()} to {columns.Years.Keys.Max()}",
                    $"{year}", "Take the accounts of the same release."));
                return false;
            }

            while (enumerator.MoveNext()) Take(enumerator.Current, columns, wanted, $"{workbook.Place}, sheet {sheet}", entries,
                findings);
            return false;
        }, cancellation);
        if (!found)
        {
            findings.Add(Finding.Error("EXCEL-LAYOUT", workbook.Place, "No sheet has the layout of the socio-economic accounts.",
                $"sheets {string.Join(", ", seen.Take(12))}",
                "a first row with Country, Variable, Code and years", "Check that this is the workbook as published."));
        }

        return new AccountEntries(workbook.Place, "row", entries, findings);
    }

    private static void Take(ExcelRow row, Columns columns, List<KeyValuePair<int, int>> years, string place,
        List<AccountEntry> entries, List<Finding> findings)
    {
        var (variable, code) = (row.Text(columns.Variable), row.Text(columns.Code));
        var known = Array.Find(Accounts, a => a.Variable == variable);
        if (known.Account is null || code == TotalOfSectors) return;
        var (region, unit) = (row.Text(columns.Country), Unit.Read(known.Unit));
        foreach (var (year, column) in years)
        {
            // Everything but numbers is "not known" here: the published files have #VALUE! and blanks in the last years.
            if (row[column] is double number && double.IsFinite(number))
                entries.Add(new AccountEntry(known.Account, year, region, code, number, unit, "", row.Number));
            else if (row[column] is string text && text.Any(char.IsAsciiDigit))
            {
                findings.Add(Finding.Error("EXCEL-TEXT", $"{place}, cell {ExcelRow.Reference(row.Number, column)}",
                    "A number is stored as text.", $"'{text}'", "a number", "Convert the cell to a number in Excel."));
            }
        }
    }

    private static Columns? Header(ExcelRow row)
    {
        var names = Enumerable.Range(0, row.Count).Select(row.Text).ToList();
        int At(string name) => names.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (At("country") < 0 || At("variable") < 0 || At("code") < 0) return null;
        var years = new Dictionary<int, int>();
        for (var j = 0; j < names.Count; j++)
        {
            if (int.TryParse(names[j].TrimStart('_'), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is > 1900 and < 2100)
                years.TryAdd(year, j);
        }

        return new Columns(At("country"), At("variable"), At("code"), years);
    }

    private sealed record Columns(int Country, int Variable, int Code, Dictionary<int, int> Years);
}
