using IoEngine.Accounts;
using IoEngine.Tables.Formats.Excel;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Attached;

/// <summary>
/// A file of accounts, read: wages, jobs, fixed capital used up, taxes, emissions, to be attached to tables by region, sector and
/// year. Immutable.
/// </summary>
/// <remarks>
/// What it becomes: parts of value added a row of V with its role, jobs and everything else a satellite row. Nothing of the table
/// itself moves.
/// </remarks>
public sealed class AttachedAccounts
{
    private readonly Concordance? regions;
    private readonly Concordance? sectors;

    private AttachedAccounts(AccountsSource source, AccountEntries entries, Concordance? regions, Concordance? sectors)
    {
        (Source, Entries, this.regions, this.sectors) = (source, entries, regions, sectors);
    }

    /// <summary>What was asked for.</summary>
    public AccountsSource Source { get; }

    /// <summary>Years of which the file has figures, ascending.</summary>
    public IReadOnlyList<int> Years => Entries.Years;

    /// <summary>Figures that were read.</summary>
    public int Rows => Entries.Rows;

    internal AccountEntries Entries { get; }

    /// <summary>Reads a file of accounts and its concordances.</summary>
    /// <param name="source">The file and how it is meant.</param>
    /// <param name="resolve">Makes its paths absolute; null: they are.</param>
    /// <param name="cancellation">Stops between rows of a workbook.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A file is not there, or its header has not the columns. Faults of single rows are told where it is attached, with those
    /// that only a table shows.
    /// </exception>
    /// <exception cref="ConfigException"><see cref="AccountsSource.Sectors"/> is neither a file nor a list.</exception>
    public static AttachedAccounts Read(AccountsSource source, Func<string, string>? resolve = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        resolve ??= path => path;
        var file = resolve(source.Path);
        var isWorkbook = source.Format == AccountLayout.WiodName
            || (source.Format is null && File.Exists(file) && ExcelWorkbook.IsOne(TableSource.Open(file)));
        var entries = isWorkbook ? SocioEconomicAccounts.Read(ExcelWorkbook.Of(TableSource.Open(file)), null, cancellation)
            : AccountCsv.Read(file, source);
        if (isWorkbook) entries = entries.Where(e => Keeps(source, e));
        return new AttachedAccounts(source, entries, Map(source.Regions, resolve, ConcordanceAxis.Regions),
            Map(source.Sectors, resolve, ConcordanceAxis.Sectors));
    }

    /// <summary>Entries that a format has at hand beside its table, in the table's own labels.</summary>
    internal static AttachedAccounts Of(AccountEntries entries, AccountsSource source) => new(source, entries, null, null);

    /// <summary>The table with the accounts of its year attached.</summary>
    /// <param name="table">The table; its value added is what money is checked against.</param>
    /// <param name="roles">Roles that the format does not say; the table returned has them. Null: none.</param>
    /// <returns>The table with further rows, roles and findings.</returns>
    /// <exception cref="InvalidDataFindingsException">
    /// The accounts can't be attached: every fault, with file, line and cure.
    /// </exception>
    public MrioTable AttachTo(MrioTable table, TableRoles? roles = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (roles is not null) table = table.With(roles);
        var findings = new List<Finding>(Entries.Findings);
        var rows = new AccountRows(table, this, Places(table), findings).All();
        if (findings.Exists(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The accounts {Source.Path} can't be attached to '{table.Identity.Name}'",
                findings);
        return AttachedRow.Join(table, rows, findings);
    }

    private AccountPlaces Places(MrioTable table)
    {
        var codes = Entries.Sectors;
        if (sectors is not null || Source.Sectors is not { } list)
            return new AccountPlaces(table, regions, sectors, false, codes);
        var own = SectorLists.Detect(table.Sectors) ?? throw new InvalidDataFindingsException(
            $"The accounts {Source.Path} can't be attached to '{table.Identity.Name}'", Finding.Error("SECTOR-LIST-UNKNOWN",
                $"{Entries.File}, sectors", "The table's sectors are of no known list, so that a list can't lead to them.",
                string.Join(", ", table.Sectors.Take(8).Select(s => s.Code)) + " …", string.Join(", ", SectorLists.Names),
                "Write a concordance: a CSV with the columns sector,to."));
        return new AccountPlaces(table, regions, SectorLists.Between(list, own, table), true, codes);
    }

    private static bool Keeps(AccountsSource source, AccountEntry entry) =>
        !source.Ignore.Contains(entry.Region) && !source.Ignore.Contains(entry.Sector)
        && (source.Take is null || source.Take.Contains(entry.Account) || entry.Account == AccountRow.ValueAdded);

    private static Concordance? Map(string? named, Func<string, string> resolve, ConcordanceAxis axis)
    {
        if (named is null) return null;
        var path = resolve(named);
        if (axis == ConcordanceAxis.Sectors && !File.Exists(path) && SectorLists.Names.Contains(named)) return null;
        if (axis == ConcordanceAxis.Sectors && !File.Exists(path))
            throw new InvalidDataFindingsException("The accounts can't be read", Finding.Error("MAP-UNKNOWN", path,
                "A map is neither a file nor a list of sectors.", $"'{named}'",
                $"a CSV file or one of {string.Join(", ", SectorLists.Names)}", "Correct the path or the name under sectors."));
        var map = ConcordanceReader.Read(path);
        return map.Axis == axis ? map : throw new InvalidDataFindingsException("The accounts can't be read",
            Finding.Error("CSV-HEADER", $"{path}, line 1", $"The concordance is not one of {axis.ToString().ToLowerInvariant()}.",
                $"one of {map.Axis.ToString().ToLowerInvariant()}",
                axis == ConcordanceAxis.Regions ? "region,to" : "sector,to", "Name it under the other key."));
    }
}
