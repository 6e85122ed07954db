using System.Globalization;
using IoEngine.Accounts;

namespace IoEngine.Tables.Attached;

/// <summary>One account of one year on the industries of a table: figures, holes, flags. Filled by <see cref="Add"/>.</summary>
internal sealed class AccountCellsOfYear
{
    private readonly SortedSet<string>?[] flags;
    private readonly bool[] partly;

    private AccountCellsOfYear(Unit unit, int n)
    {
        (Unit, Values, Known, Rows) = (unit, new double[n], new bool[n], new int[n]);
        (flags, partly) = (new SortedSet<string>?[n], new bool[n]);
    }

    /// <summary>Unit of the figures.</summary>
    public Unit Unit { get; }

    /// <summary>The figures; 0 where there is none.</summary>
    public double[] Values { get; }

    /// <summary>Whether the file has a figure for the industry.</summary>
    public bool[] Known { get; }

    /// <summary>Line of the file on which an industry's first figure stands.</summary>
    public int[] Rows { get; }

    /// <summary>Whether the file lacks a part of the industry.</summary>
    public bool IsPartial(int industry) => Known[industry] && partly[industry];

    /// <summary>The file's flags of an industry; empty: none.</summary>
    public string FlagsOf(int industry) => flags[industry] is { } some ? string.Join("; ", some) : "";

    /// <summary>Puts the entries of an account in their places; what can't be placed goes to the findings.</summary>
    /// <param name="table">The table.</param>
    /// <param name="entries">The file.</param>
    /// <param name="account">The account.</param>
    /// <param name="year">The year.</param>
    /// <param name="unit">Unit of the figures; every entry must convert to it, or be spelled alike.</param>
    /// <param name="isNeverNegative">Whether a figure below zero is wrong.</param>
    /// <param name="places">Where regions and sectors stand.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static AccountCellsOfYear Of(MrioTable table, AccountEntries entries, string account, int year, Unit unit,
        bool isNeverNegative, AccountPlaces places, AccountFaults faults)
    {
        var cells = new AccountCellsOfYear(unit, table.Industries.Count);
        var seen = new Dictionary<(string Region, string Sector), AccountEntry>();
        foreach (var entry in entries.Of(year, account))
        {
            var key = (places.Key(entry.Region), entry.Sector);
            if (!seen.TryAdd(key, entry))
            {
                faults.Twice(entry, seen[key]);
                continue;
            }

            var factor = entry.Unit.In(unit) ?? (entry.Unit.Published == unit.Published ? 1 : null);
            if (factor is null) faults.WrongUnit(entry, unit);
            if (isNeverNegative && entry.Value < 0) faults.Negative(entry);
            cells.Add(table, places, entry, factor ?? 1, faults);
        }

        cells.NoteMissingParts(table, places, seen.Keys.ToHashSet());
        return cells;
    }

    private void Add(MrioTable table, AccountPlaces places, AccountEntry entry, double factor, AccountFaults faults)
    {
        var regions = places.Regions(entry.Region);
        if (regions is null) faults.UnknownRegion(entry);
        else if (regions.Count == 0) faults.InsideRest(entry);
        foreach (var (region, share) in regions ?? [])
        {
            if (places.Sectors(entry.Sector, entry.Region, region) is not { } sectors)
            {
                if (places.IsSum(entry.Sector)) faults.Sum(entry);
                else faults.UnknownSector(entry);
                return;
            }

            foreach (var (sector, weight) in sectors)
            {
                if (table.Industries.TryIndexOf(new Industry(region, sector), out var i)) Put(i, entry, factor * share * weight);
                else if (entry.Value is not (null or 0)) faults.NoIndustry(entry, region, sector);
            }
        }
    }

    private void Put(int industry, AccountEntry entry, double factor)
    {
        if (entry.Quality.Length > 0) (flags[industry] ??= new(StringComparer.Ordinal)).Add(entry.Quality);
        if (entry.Value is { } value)
        {
            Values[industry] += value * factor;
            if (!Known[industry]) Rows[industry] = entry.Row;
            Known[industry] = true;
        }
        else partly[industry] = true;
    }

    // Sectors that the file has for other regions and not for this one.
    private void NoteMissingParts(MrioTable table, AccountPlaces places, HashSet<(string Region, string Sector)> seen)
    {
        var sectors = seen.Select(s => s.Sector).Distinct(StringComparer.Ordinal).ToList();
        foreach (var label in seen.Select(s => s.Region).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var (region, _) in places.Regions(label) ?? [])
            {
                foreach (var code in sectors.Where(s => !seen.Contains((label, s))))
                {
                    foreach (var (sector, _) in places.Sectors(code, label, region) ?? [])
                        if (table.Industries.TryIndexOf(new Industry(region, sector), out var i)) partly[i] = true;
                }
            }
        }
    }
}

/// <summary>What is wrong with the entries of an account: one finding a kind, with the first places.</summary>
/// <param name="entries">The file.</param>
/// <param name="account">The account.</param>
/// <param name="year">The year.</param>
internal sealed class AccountFaults(AccountEntries entries, string account, int year)
{
    private const int Shown = 8;
    private readonly Dictionary<string, (Finding Finding, List<string> Found, SortedSet<string> Lines)> kinds = [];

    /// <summary>The findings.</summary>
    public IEnumerable<Finding> Findings => kinds.Values.Select(k => k.Finding with
    {
        Place = k.Lines.Count == 1 ? k.Finding.Place : $"{k.Finding.Place} and {Plural.Of(k.Lines.Count - 1, "more line")}",
        Found = string.Join(", ", k.Found.Distinct().Take(Shown))
            + (k.Found.Distinct().Count() > Shown ? $" and {k.Found.Distinct().Count() - Shown} more" : ""),
    });

    /// <summary>Whether none is an error.</summary>
    public bool AreHarmless => kinds.Values.All(k => k.Finding.Severity != Severity.Error);

    public void Twice(AccountEntry entry, AccountEntry first) => Add("ACCOUNTS-DUPLICATE", Severity.Error, entry,
        $"{account} has two values for one cell.",
        $"{entry.Region}, {entry.Sector}, {year}: {Number(first)} (line {first.Row}) and {Number(entry)}",
        "one value a region, sector and year",
        "Remove one, or choose rows under where if the file tells them apart by a further column.");

    public void WrongUnit(AccountEntry entry, Unit expected) => Add("ACCOUNTS-UNIT", Severity.Error, entry,
        $"{account} is in another unit than it must be.", $"'{entry.Unit.Published}'",
        expected.Kind == UnitKind.Money ? $"{expected}, or another scale of {expected.Currency}" : expected.ToString(),
        expected.Kind == UnitKind.Money
            ? "Correct the unit, convert the figures, or set scale to value-added and give the file's own valueAdded."
            : "Correct the unit, or name the account after what it counts.");

    public void UnknownRegion(AccountEntry entry) => Add("ACCOUNTS-REGION", Severity.Error, entry,
        "The table has no such region, and it is no country.", $"'{entry.Region}'", "a region of the table or a country",
        "Correct it, give a concordance under regions, or leave the code out under ignore.");

    public void InsideRest(AccountEntry entry) => Add("ACCOUNTS-REST", Severity.Info, entry,
        "Countries that the table has no region for are left out: a part of a rest of the world says nothing of the whole.",
        entry.Region, "", "Give a concordance under regions if they are all of it.");

    public void UnknownSector(AccountEntry entry) => Add("ACCOUNTS-SECTOR", Severity.Error, entry,
        "The table has no such sector.", $"'{entry.Sector}'", "a sector of the table, or a line of the concordance",
        "Correct it, give a concordance or a list under sectors, or leave the code out under ignore.");

    public void NoIndustry(AccountEntry entry, Region region, Sector sector) => Add("ACCOUNTS-SECTOR", Severity.Error, entry,
        "The table's region has no such sector.", $"{region}.{sector}", "an industry of the table",
        "Correct the concordance under sectors for this region.");

    public void Sum(AccountEntry entry) => Add("ACCOUNTS-SUM", Severity.Info, entry,
        "Codes are left out whose parts are in the file too.", entry.Sector, "", "");

    public void Negative(AccountEntry entry) => Add("ACCOUNTS-NEGATIVE", Severity.Error, entry, $"{account} is negative.",
        Number(entry), "zero or more", "Correct the sign; leave the cell empty where there is no figure.");

    private static string Number(AccountEntry entry) =>
        entry.Value is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : "no figure";

    private void Add(string code, Severity severity, AccountEntry entry, string message, string found, string expected,
        string cure)
    {
        if (!kinds.TryGetValue(code + message, out var kind))
            kinds[code + message] = kind = (new Finding(code, severity, entries.Place(entry), message, found, expected, "", cure),
                [], new SortedSet<string>(StringComparer.Ordinal));
        kind.Found.Add(found);
        kind.Lines.Add(entries.Place(entry));
    }
}
