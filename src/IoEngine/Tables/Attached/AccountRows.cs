using System.Globalization;
using IoEngine.Accounts;

namespace IoEngine.Tables.Attached;

/// <summary>Makes rows of a table of the accounts of its year, and collects everything that is wrong with them.</summary>
internal sealed class AccountRows
{
    private const double Rounding = 1e-9;
    private readonly MrioTable table;
    private readonly AccountsSource source;
    private readonly AccountEntries entries;
    private readonly AccountPlaces places;
    private readonly List<Finding> findings;
    private readonly AccountMeasure measure;

    public AccountRows(MrioTable table, AttachedAccounts accounts, AccountPlaces places, List<Finding> findings)
    {
        (this.table, source, entries) = (table, accounts.Source, accounts.Entries);
        (this.places, this.findings) = (places, findings);
        measure = AccountMeasure.Of(table);
    }

    /// <summary>A row an account; those that can't be had are findings.</summary>
    public List<AttachedRow> All()
    {
        RequireTaken();
        var rows = entries.Accounts.Where(a => a != AccountRow.ValueAdded).Select(RowOf).OfType<AttachedRow>().ToList();
        foreach (var twice in rows.Where(r => r.Account.Role is not null).GroupBy(r => r.Account.Role!).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("ACCOUNTS-ROLE", entries.File, $"Several accounts are {twice.Key.Name}.",
                string.Join(", ", twice.Select(r => r.Account.Name)), "one account a role",
                "Choose one under take, or call the others \"extension/row\"."));
        return rows;
    }

    private void RequireTaken()
    {
        var missing = (source.Take ?? []).Except(entries.Accounts).ToList();
        if (missing.Count > 0)
            findings.Add(Finding.Error("ACCOUNTS-NAME", $"{entries.File}, take", "The file does not have accounts of this name.",
                string.Join(", ", missing.Select(m => $"'{m}'")), string.Join(", ", entries.Accounts),
                Spelling.Suggest(missing[0], entries.Accounts)));
    }

    private AttachedRow? RowOf(string account)
    {
        if (AccountRow.Of(account) is not { } row)
        {
            findings.Add(Finding.Error("ACCOUNTS-NAME", entries.Place(entries.First(account)),
                "An account is neither a role nor a satellite row.", $"'{account}'",
                $"{string.Join(", ", AccountRow.Known)}, a name that databases have for one, or \"extension/row\"",
                Spelling.Suggest(account, AccountRow.Known, "Write any other account as \"extension/row\", such as "
                    + "\"emissions/CO2\".")));
            return null;
        }

        RequireRoom(row);
        if (table.Identity.Year is not { } year || !entries.Of(year, account).Any())
        {
            findings.Add(Finding.Error("ACCOUNTS-YEAR", $"{entries.File}, {account}",
                "The accounts do not have the year of the table.",
                $"{(table.Identity.Year is { } y ? $"table of {y}" : "a table without a year")}, accounts of "
                    + YearSpans.Of(entries.YearsOf(account)), "figures of every year that has a table",
                "Add the rows, leave the year out of tables.years, or take other accounts for it."));
            return null;
        }

        return Valued(row, year);
    }

    private AttachedRow? Valued(AccountRow row, int year)
    {
        var faults = new AccountFaults(entries, row.Name, year);
        var added = source.Scale == AccountScale.ValueAdded && row.IsPrimary ? FileValueAdded(year) : null;
        if (source.Scale == AccountScale.ValueAdded && row.IsPrimary && added is null) return null;
        var unit = added?.Unit ?? (row.IsPrimary ? table.Identity.Unit : UnitOf(row, year));
        var cells = AccountCellsOfYear.Of(table, entries, row.Name, year, unit, IsNeverNegative(row, unit), places, faults);
        findings.AddRange(faults.Findings);
        var values = added is null ? AccountValues.AsFiled(measure, row, cells)
            : AccountValues.Scaled(measure, row, cells, added);
        if (faults.AreHarmless) values.Fill(source.Holes, entries, findings);
        CheckAgainstValueAdded(row, cells, values);
        CheckOutput(row, cells);
        return new AttachedRow(row, row.IsPrimary ? table.Identity.Unit : unit, values.Values, values.Filled,
            new AttachedAccount(row.Name, source.Path, row.Role?.Name ?? "", values.Quality, values.Filled),
            source.Holes is HoleRule.RegionMean or HoleRule.SectorMean, source.Replace);
    }

    private AccountCellsOfYear? FileValueAdded(int year)
    {
        if (entries.Of(year, AccountRow.ValueAdded).FirstOrDefault() is not { } first)
        {
            if (!findings.Exists(f => f.Code == "ACCOUNTS-SCALE"))
                findings.Add(Finding.Error("ACCOUNTS-SCALE", entries.File,
                    "Accounts are to be scaled to value added, and the file has none of its own for the year.",
                    $"{string.Join(", ", entries.Accounts)} of {year}", AccountRow.ValueAdded,
                    "Add the account valueAdded, or set scale to none."));
            return null;
        }

        var faults = new AccountFaults(entries, AccountRow.ValueAdded, year);
        var cells = AccountCellsOfYear.Of(table, entries, AccountRow.ValueAdded, year, first.Unit, false, places, faults);
        foreach (var fault in faults.Findings.Where(f => !findings.Contains(f))) findings.Add(fault);
        return cells;
    }

    // The first entry's, where it counts what the role is about; else what the role is about, so that every entry is told.
    private Unit UnitOf(AccountRow row, int year)
    {
        var first = entries.Of(year, row.Name).First().Unit;
        if (row.Role?.Unit is not { } one) return first;
        return entries.Of(year, row.Name).Select(e => e.Unit).Cast<Unit?>().FirstOrDefault(u => u!.Value.In(one) is not null)
            ?? one;
    }

    private static bool IsNeverNegative(AccountRow row, Unit unit) => row.Role?.Name == "fixedCapital"
        || unit.Kind is UnitKind.Persons or UnitKind.FullTimeEquivalents or UnitKind.Hours;

    private void RequireRoom(AccountRow row)
    {
        if (source.Replace) return;
        var there = (row.Role?.Of(table.Roles) ?? []).Append(row.Name)
            .Where(n => table.V.Rows.Contains(new FlowRow(n, "")) || table.F.Rows.Contains(new FlowRow(n, "")))
            .Distinct().ToList();
        if (there.Count > 0)
            findings.Add(Finding.Error("ACCOUNTS-TWICE", $"{entries.File}, {row.Name}", "The table has this account of its own.",
                $"row {string.Join(", ", there)}", "a table without it",
                "Leave the account out under take, or set replace to true to have the file's."));
    }

    private void CheckAgainstValueAdded(AccountRow row, AccountCellsOfYear cells, AccountValues values)
    {
        if (!row.IsPrimary || row.Role!.Name == "otherTaxes") return;
        var over = new List<int>();
        var (sums, most) = (new double[table.Regions.Count], new double[table.Regions.Count]);
        for (var i = 0; i < cells.Known.Length; i++)
        {
            if (!cells.Known[i]) continue;
            var value = source.Scale == AccountScale.None ? cells.Values[i] : values.Values[i];
            sums[table.RegionOf[i]] += value;
            most[table.RegionOf[i]] += measure.Added[i];
            if (value > 0 && value > measure.Added[i] * (1 + Rounding)) over.Add(i);
        }

        // A share of the file's own value added, as scaling makes it, is the publisher's word.
        var regions = source.Scale == AccountScale.ValueAdded ? []
            : Enumerable.Range(0, sums.Length).Where(r => sums[r] > 0 && sums[r] > most[r] * (1 + Rounding)).ToList();
        if (regions.Count > 0)
            findings.Add(Finding.Error("ACCOUNTS-EXCESS", entries.PlaceOf(cells.Rows[over[0]]),
                $"{row.Name} of a whole region is more than its value added.",
                string.Join(", ", regions.Take(8).Select(r => Pair(table.Regions[r].Code, sums[r], most[r]))),
                "at most the region's value added in the table",
                "Check unit, currency and year of the file, or set scale to value-added."));
        over.RemoveAll(i => regions.Contains(table.RegionOf[i]));
        if (over.Count > 0)
            findings.Add(Finding.Warning("ACCOUNTS-EXCESS", entries.PlaceOf(cells.Rows[over[0]])
                    + (over.Count > 1 ? $" and {Plural.Of(over.Count - 1, "more line")}" : ""),
                $"{row.Name} of industries is more than their value added.",
                string.Join(", ", over.Take(8).Select(i => Pair($"{table.Industries[i]}", values.Values[i], measure.Added[i])))
                    + (over.Count > 8 ? $" and {over.Count - 8} more" : ""),
                "at most the value added of the industry, but where it makes a loss",
                "Check these figures" + (source.Scale == AccountScale.None ? ", or set scale to value-added." : ".")));
    }

    private string Pair(string what, double value, double added) => string.Create(CultureInfo.InvariantCulture,
        $"{what} {value:G6} of {added:G6} {table.Identity.Unit}");

    private void CheckOutput(AccountRow row, AccountCellsOfYear cells)
    {
        var lost = Enumerable.Range(0, cells.Known.Length).Where(i => cells.Values[i] != 0 && measure.Output[i] == 0).ToList();
        if (lost.Count == 0) return;
        findings.Add(Finding.Warning("ACCOUNTS-OUTPUT", entries.PlaceOf(cells.Rows[lost[0]])
                + (lost.Count > 1 ? $" and {Plural.Of(lost.Count - 1, "more line")}" : ""),
            $"{row.Name} of industries without output in the table has no effect in any result.",
            string.Join(", ", lost.Take(8).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{table.Industries[i]} {cells.Values[i]:G6}"))) + (lost.Count > 8 ? $" and {lost.Count - 8} more" : ""),
            "figures where the table has output", "Map these sectors to those in which the table has their output."));
    }
}
