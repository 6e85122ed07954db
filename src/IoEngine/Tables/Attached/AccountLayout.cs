using System.Text.RegularExpressions;

namespace IoEngine.Tables.Attached;

/// <summary>A row of a file of accounts as its cells spell it. Immutable.</summary>
internal readonly record struct AccountCells(string Account, string Region, string Sector, string Unit, string Sex);

/// <summary>A layout of files of accounts: which columns it has, and what their codes mean. Immutable.</summary>
/// <param name="Name">Name in a configuration.</param>
/// <param name="Columns">Its columns; those that begin with = are constants.</param>
/// <param name="Marks">Columns by which it is known.</param>
/// <param name="Read">
/// What the codes of a row mean in the engine's terms; with a reason in place of the cells for a row that is left out.
/// </param>
internal sealed partial record AccountLayout(string Name, AccountColumns Columns, IReadOnlyList<string> Marks,
    Func<AccountCells, bool, (AccountCells? Cells, string LeftOut)> Read)
{
    public const string TidyName = "tidy";
    public const string IlostatName = "ilostat";
    public const string EurostatName = "eurostat";
    public const string WiodName = "wiod-sea";

    /// <summary>The engine's own.</summary>
    public static AccountLayout Tidy { get; } = new(TidyName,
        new AccountColumns
        {
            Account = "account", Year = "year", Region = "region", Sector = "sector", Value = "value", Unit = "unit",
            Quality = "quality",
        }, [], (cells, _) => (cells, ""));

    /// <summary>ILOSTAT's bulk files: thousands of persons by sex and activity.</summary>
    public static AccountLayout Ilostat { get; } = new(IlostatName,
        new AccountColumns
        {
            Account = "indicator", Year = "time", Region = "ref_area", Sector = "classif1", Value = "obs_value",
            Unit = "=1000 persons", Quality = "obs_status",
        }, ["ref_area", "obs_value"], OfIlostat);

    /// <summary>Eurostat's CSV of national accounts: money and employment by industry.</summary>
    public static AccountLayout Eurostat { get; } = new(EurostatName,
        new AccountColumns
        {
            Account = "na_item", Year = "TIME_PERIOD", Region = "geo", Sector = "nace_r2", Value = "OBS_VALUE", Unit = "unit",
            Quality = "OBS_FLAG",
        }, ["geo", "OBS_VALUE"], OfEurostat);

    /// <summary>Layouts of CSV files, the most general last.</summary>
    public static IReadOnlyList<AccountLayout> Csv { get; } = [Ilostat, Eurostat, Tidy];

    /// <summary>Column of ILOSTAT with the sex.</summary>
    public const string SexColumn = "sex";

    private static readonly Dictionary<string, string> IlostatIndicators = new(StringComparer.Ordinal)
    {
        ["EMP_TEMP_SEX_ECO_NB"] = "employment/persons", ["EMP_TEMP_SEX_EC2_NB"] = "employment/persons",
        ["EES_TEES_SEX_ECO_NB"] = "employment/employees", ["EES_TEES_SEX_EC2_NB"] = "employment/employees",
    };

    // By item and unit; money in current prices only, in whatever currency.
    private static readonly Dictionary<(string Item, string Unit), string> EurostatItems = new()
    {
        [("EMP_DC", "THS_PER")] = "employment/persons", [("EMP_DC", "THS_HW")] = "employment/hours",
        [("SAL_DC", "THS_PER")] = "employment/employees", [("SAL_DC", "THS_HW")] = "employment/hours of employees",
        [("SELF_DC", "THS_PER")] = "employment/self-employed", [("D1", "CP")] = "compensation",
        [("D29X39", "CP")] = "otherTaxes", [("P51C", "CP")] = "fixedCapital", [("B1G", "CP")] = "valueAdded",
    };

    /// <summary>
    /// <c>EMP_TEMP_SEX_ECO_NB_A</c>, <c>SEX_F</c>, <c>ECO_ISIC4_C</c>: employment/persons/female of C. Sums of activities and
    /// groups of countries are left out.
    /// </summary>
    private static (AccountCells?, string) OfIlostat(AccountCells cells, bool named)
    {
        if (IlostatGroup().IsMatch(cells.Region)) return (null, "groups of countries");
        if (cells.Sector.EndsWith("_TOTAL", StringComparison.Ordinal)) return (null, "totals of all activities");
        var indicator = cells.Account.EndsWith("_A", StringComparison.Ordinal) ? cells.Account[..^2] : cells.Account;
        if (!named && !IlostatIndicators.ContainsKey(indicator)) return (null, $"indicator {cells.Account}");
        var account = named ? cells.Account : IlostatIndicators[indicator];
        var sex = cells.Sex switch
        {
            "" or "SEX_T" => "",
            "SEX_M" => "/male",
            "SEX_F" => "/female",
            var other => "/" + other.Replace("SEX_", "", StringComparison.Ordinal).ToLowerInvariant(),
        };
        var activity = IlostatActivity().Match(cells.Sector);
        return (cells with { Account = account + sex, Sector = activity.Success ? activity.Groups[1].Value : cells.Sector }, "");
    }

    /// <summary>
    /// <c>D1</c> in <c>CP_MEUR</c>, <c>EMP_DC</c> in <c>THS_PER</c>. Sums of countries and activities are left out.
    /// </summary>
    private static (AccountCells?, string) OfEurostat(AccountCells cells, bool named)
    {
        // Where codes come with their labels: "THS_PER:Thousand persons".
        cells = cells with
        {
            Account = Code(cells.Account, named),
            Region = Code(cells.Region),
            Sector = Code(cells.Sector),
            Unit = Code(cells.Unit),
        };
        if (EuropeanGroup().IsMatch(cells.Region)) return (null, "groups of countries");
        if (cells.Sector is "TOTAL" or "_T") return (null, "totals of all activities");
        if (named) return (cells, "");
        var unit = cells.Unit.StartsWith("CP_", StringComparison.Ordinal) ? "CP" : cells.Unit;
        return EurostatItems.TryGetValue((cells.Account, unit), out var account)
            ? (cells with { Account = account }, "") : (null, $"{cells.Account} in {cells.Unit}");
    }

    private static string Code(string cell, bool whole = false) =>
        whole || cell.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon) ? cell : cell[..colon];

    [GeneratedRegex(@"^X\d\d$")]
    private static partial Regex IlostatGroup();

    [GeneratedRegex("^EC[O2]_ISIC4_(.+)$")]
    private static partial Regex IlostatActivity();

    [GeneratedRegex(@"^(EU|EA|EEA|EFTA)\d*(_|$)")]
    private static partial Regex EuropeanGroup();
}
