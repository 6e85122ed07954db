using IoEngine.Accounts;

namespace IoEngine.Tables.Attached;

/// <summary>One figure of a file of accounts. Immutable.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Year">Year.</param>
/// <param name="Region">Region, as the file spells it.</param>
/// <param name="Sector">Sector, as the file spells it.</param>
/// <param name="Value">The figure; null: the file says that there is none.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Quality">The file's flag; empty: none.</param>
/// <param name="Row">Line or row, from one.</param>
internal sealed record AccountEntry(string Account, int Year, string Region, string Sector, double? Value, Unit Unit,
    string Quality, int Row);

/// <summary>The entries of one file by year. Immutable.</summary>
internal sealed class AccountEntries
{
    private readonly ILookup<int, AccountEntry> byYear;
    private readonly string word;

    /// <param name="file">The file, for messages.</param>
    /// <param name="word">What a place in it is called: line, or row of a sheet.</param>
    /// <param name="entries">All entries.</param>
    /// <param name="findings">What was noticed; errors of single rows, which tables are refused for.</param>
    public AccountEntries(string file, string word, IEnumerable<AccountEntry> entries, IReadOnlyList<Finding> findings)
    {
        (File, this.word, Findings) = (file, word, findings);
        byYear = entries.ToLookup(e => e.Year);
        Years = [.. byYear.Select(g => g.Key).Order()];
        Accounts = [.. byYear.SelectMany(g => g).Select(e => e.Account).Distinct(StringComparer.Ordinal)];
        Sectors = [.. byYear.SelectMany(g => g).Select(e => e.Sector).Distinct(StringComparer.Ordinal)];
        Rows = byYear.Sum(g => g.Count());
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Number of entries.</summary>
    public int Rows { get; }

    /// <summary>Years, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Accounts, in order of appearance.</summary>
    public IReadOnlyList<string> Accounts { get; }

    /// <summary>Sectors, in order of appearance.</summary>
    public IReadOnlyList<string> Sectors { get; }

    /// <summary>What reading noticed.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The first entry of an account.</summary>
    public AccountEntry First(string account) => byYear.SelectMany(g => g).First(e => e.Account == account);

    /// <summary>The entries of a year and account.</summary>
    public IEnumerable<AccountEntry> Of(int year, string account) => byYear[year].Where(e => e.Account == account);

    /// <summary>The years of an account.</summary>
    public IEnumerable<int> YearsOf(string account) =>
        Years.Where(y => byYear[y].Any(e => e.Account == account));

    /// <summary>"jobs.csv, line 12".</summary>
    public string Place(AccountEntry entry) => PlaceOf(entry.Row);

    /// <summary>The same by its number.</summary>
    public string PlaceOf(int row) => $"{File}, {word} {row}";

    /// <summary>The entries for which <paramref name="keep"/> holds.</summary>
    public AccountEntries Where(Func<AccountEntry, bool> keep) =>
        new(File, word, byYear.SelectMany(g => g).Where(keep), Findings);
}
