using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Texts;

namespace IoEngine.Tables.Attached;

/// <summary>Reads a file of accounts from CSV, in the layout that its header shows or that is named.</summary>
internal sealed class AccountCsv
{
    private readonly AccountsSource source;
    private readonly AccountLayout layout;
    private readonly TidyCsv csv;
    private readonly List<Finding> findings;
    private readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> leftOut = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> where;

    private AccountCsv(AccountsSource source, AccountLayout layout, TidyCsv csv, List<Finding> findings)
    {
        (this.source, this.layout, this.csv, this.findings) = (source, layout, csv, findings);
        where = source.Where.Select(w => w.Split('=', 2)).ToLookup(w => w[0].Trim(), w => w[^1].Trim(),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The entries of the file, with the faults of its rows among their findings.</summary>
    /// <exception cref="InvalidDataFindingsException">The file is not there, or its header has not the columns.</exception>
    public static AccountEntries Read(string path, AccountsSource source)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, [], findings);
        if (findings.Exists(f => f.Code is "FILE-MISSING" or "FILE-UNREADABLE" or "FILE-ENCODING"))
            throw new InvalidDataFindingsException("The accounts can't be read", findings);
        var layout = AccountLayout.Csv.First(l => source.Format is { } format ? l.Name == format : l.Marks.All(csv.Has));
        var reader = new AccountCsv(source, layout, csv, findings);
        reader.RequireColumns();
        var entries = csv.Rows.Select(reader.Entry).OfType<AccountEntry>().ToList();
        reader.NoteLeftOut(entries.Count);
        return new AccountEntries(path, "line", entries, findings);
    }

    private string Column(Func<AccountColumns, string?> of) => of(source.Columns) ?? of(layout.Columns)!;

    private void RequireColumns()
    {
        (string Key, string Name)[] needed =
        [
            ("account", Column(c => c.Account)), ("year", Column(c => c.Year)), ("region", Column(c => c.Region)),
            ("sector", Column(c => c.Sector)), ("value", Column(c => c.Value)), ("unit", Column(c => c.Unit)),
        ];
        var missing = needed.Where(n => !IsThere(n.Key, n.Name)).Select(n => Finding.Error("CSV-HEADER",
            $"{csv.Path}, line 1", $"The column '{n.Name}' is missing.", string.Join(",", csv.Columns),
            $"the column with the {n.Key} (layout {layout.Name})",
            n.Key == "value" ? "Name the column under columns.value."
                : $"Name the column under columns.{n.Key}, or give all rows one: \"{n.Key}\": \"={Example(n.Key)}\".")).ToList();
        missing.AddRange(source.Where.Where(w => !w.Contains('=') || !csv.Has(w.Split('=')[0].Trim())).Select(w =>
            Finding.Error("CSV-HEADER", $"{csv.Path}, line 1", "Rows are chosen by a column that the file does not have.",
                $"'{w}'", $"column=value, of {string.Join(",", csv.Columns)}", "Correct it under where.")));
        if (missing.Count > 0) throw new InvalidDataFindingsException("The accounts can't be read", [.. findings, .. missing]);
    }

    // A year that is given for all rows must be one; figures are never given for all.
    private bool IsThere(string key, string name) => !name.StartsWith('=') ? csv.Has(name)
        : key switch { "value" => false, "year" => int.TryParse(name[1..], out var year) && year is >= 1 and <= 9999, _ => true };

    private static string Example(string key) => key switch
    {
        "account" => "employment/persons",
        "year" => "2014",
        "region" => "CHE",
        "sector" => "C26",
        _ => "1000 persons",
    };

    private AccountEntry? Entry(TidyRow row)
    {
        if (!where.All(column => column.Contains(csv.Text(row, column.Key)))) return null;
        var cells = new AccountCells(Cell(row, Column(c => c.Account)), Cell(row, Column(c => c.Region)),
            Cell(row, Column(c => c.Sector)), Cell(row, Column(c => c.Unit)), csv.Text(row, AccountLayout.SexColumn));
        var (read, reason) = layout.Read(cells, source.Columns.Account is not null);
        if (read is not { } known || source.Ignore.Contains(known.Region) || source.Ignore.Contains(known.Sector))
        {
            LeaveOut(read is null ? reason : "codes under ignore");
            return null;
        }

        if (source.Take is { } take && !take.Contains(known.Account) && known.Account != AccountRow.ValueAdded) return null;
        if (!Filled(row, c => c.Account, known.Account) | !Filled(row, c => c.Region, known.Region)
            | !Filled(row, c => c.Sector, known.Sector) | !TryYear(row, out var year) | !TryValue(row, out var value))
            return null;
        if (!units.TryGetValue(known.Unit, out var unit)) units[known.Unit] = unit = Unit.Read(UnitText(known.Unit));
        return new AccountEntry(known.Account, year, known.Region, known.Sector, value, unit.Spelled(known.Unit),
            csv.Text(row, Column(c => c.Quality)), row.Line);
    }

    // Codes of units join their words by strokes: CP_MEUR.
    private static string UnitText(string unit) =>
        unit.StartsWith("CP_", StringComparison.Ordinal) ? unit["CP_".Length..] : unit;

    private string Cell(TidyRow row, string column) => column.StartsWith('=') ? column[1..].Trim() : csv.Text(row, column);

    private bool Filled(TidyRow row, Func<AccountColumns, string?> of, string cell) =>
        cell.Length > 0 || csv.TryText(row, Column(of), out _);

    private bool TryYear(TidyRow row, out int year)
    {
        var column = Column(c => c.Year);
        return column.StartsWith('=') ? int.TryParse(column[1..], out year) : csv.TryYear(row, column, out year);
    }

    private bool TryValue(TidyRow row, out double? value)
    {
        var column = Column(c => c.Value);
        value = null;
        var text = Cell(row, column);
        if (NoData.Is(text) || NoData.IsNa(text)) return true;
        if (!csv.TryNumber(row, column, out var number)) return false;
        value = number;
        return true;
    }

    private void LeaveOut(string reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;

    private void NoteLeftOut(int taken)
    {
        if (leftOut.Count > 0)
            findings.Add(Finding.Info("ACCOUNTS-LEFT-OUT", csv.Path, "Rows of the file are left out.",
                string.Join(", ", leftOut.Take(12).Select(l => $"{Plural.Of(l.Value, "row")} of {l.Key}"))
                    + (leftOut.Count > 12 ? ", …" : ""), $"{Plural.Of(taken, "row")} are taken"));
        if (taken == 0 && !findings.Exists(f => f.Severity == Severity.Error))
            findings.Add(Finding.Error("ACCOUNTS-EMPTY", csv.Path, "No row of the file is an account.",
                csv.Rows.Count == 0 ? "no rows" : $"{Plural.Of(csv.Rows.Count, "row")}, layout {layout.Name}",
                "rows with an account, a year, a region, a sector, a value and a unit",
                "Name the layout under format, the columns under columns, or what the file holds: columns.account."));
    }
}
