namespace IoEngine.Tables.Attached;

/// <summary>A file of accounts to attach to a table: wages, jobs, fixed capital used up, taxes, emissions. Immutable.</summary>
public sealed record AccountsSource
{
    /// <summary>The file of accounts: CSV, or a workbook of WIOD.</summary>
    [Option("File of accounts: CSV, or WIOD's socio-economic accounts as published (a workbook).", Required = true)]
    public string Path { get; init; } = "";

    /// <summary>Layout of the file; null: detected from its header.</summary>
    [Option("Layout: tidy (account,year,region,sector,value,unit[,quality]), ilostat, eurostat, wiod-sea. null: detected from "
        + "the header.", Choices = [AccountLayout.TidyName, AccountLayout.IlostatName, AccountLayout.EurostatName,
            AccountLayout.WiodName])]
    public string? Format { get; init; }

    /// <summary>Names of the columns.</summary>
    [Option("Names of the columns, where they are others than the layout's; \"=compensation\" is a constant.")]
    public AccountColumns Columns { get; init; } = new();

    /// <summary>Rows to take, as column=value; of one column any of the values. Empty: all.</summary>
    [Option("Rows to take, as \"column=value\": [\"unit=CP_MEUR\"]; of one column any of the values. Empty: all rows.")]
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>Accounts of the file to take; null: all.</summary>
    [Option("Accounts of the file to attach; null: all of them.")]
    public IReadOnlyList<string>? Take { get; init; }

    /// <summary>Concordance from the file's sectors to the table's: a CSV, or the list that the file's sectors are of.</summary>
    [Option("From the file's sectors to the table's: a CSV sector,to[,weight or size][,region] as of ioe aggregate, or the name "
        + "of the list that the file's sectors are of (nace-sections, eurostat-a64, wiod2016 …), which are then split by the "
        + "table's output where they must be. null: the table's own codes.")]
    public string? Sectors { get; init; }

    /// <summary>Concordance from the file's regions to the table's; null: by code or country.</summary>
    [Option("From the file's regions to the table's: a CSV region,to[,weight]. null: by code, or as the country that they are.")]
    public string? Regions { get; init; }

    /// <summary>Regions and sectors of the file that are sums or parts of others and are left out.</summary>
    [Option("Codes of regions and sectors in the file to be left out, such as sums (EU28) and parts of others (L68A).")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Whether accounts of money are scaled to the table's value added.</summary>
    [Option("none: money is taken as it is, in any scale of the table's currency. value-added: in any currency, industry by "
        + "industry times the table's value added over the file's own (its account valueAdded); where one of the two is not "
        + "positive, at the rate that the region's value added implies.")]
    public AccountScale Scale { get; init; } = AccountScale.None;

    /// <summary>What becomes of industries with output that the file does not have.</summary>
    [Option("Industries with output that the file does not have: error refuses the table; zero leaves them without; region-mean "
        + "and sector-mean take the mean of the region, or of the sector in all regions that have it: of parts of value added "
        + "per unit of value added, of all else per unit of output. What is filled is marked in the results.")]
    public HoleRule Holes { get; init; } = HoleRule.Error;

    /// <summary>Whether an account takes the place of the table's own.</summary>
    [Option("Whether an account takes the place of the rows that have its role in the table; else two are refused.")]
    public bool Replace { get; init; }
}

/// <summary>
/// Which columns of a file of accounts hold what; null: as its layout has it; a name that begins with <c>=</c> is a constant.
/// Immutable.
/// </summary>
public sealed record AccountColumns
{
    /// <summary>Column that says which account a row is of.</summary>
    [Option("Column with the account: a role (compensation, otherTaxes, fixedCapital, employment, fte), a name that databases "
        + "have for it (D1, P51C, employment/persons), or any satellite row as \"extension/row\".")]
    public string? Account { get; init; }

    /// <summary>Column with the year.</summary>
    [Option("Column with the year.")]
    public string? Year { get; init; }

    /// <summary>Column with the region.</summary>
    [Option("Column with the region, by the table's code or as a country in any spelling.")]
    public string? Region { get; init; }

    /// <summary>Column with the sector.</summary>
    [Option("Column with the sector.")]
    public string? Sector { get; init; }

    /// <summary>Column with the value.</summary>
    [Option("Column with the value.")]
    public string? Value { get; init; }

    /// <summary>Column with the unit.</summary>
    [Option("Column with the unit, such as million CHF, 1000 p, FTE, kt.")]
    public string? Unit { get; init; }

    /// <summary>Column with flags of quality.</summary>
    [Option("Column with flags of quality, kept to the results.")]
    public string? Quality { get; init; }
}

/// <summary>How money of accounts comes to the table's.</summary>
public enum AccountScale
{
    /// <summary>As it is, in another scale of the same currency at most.</summary>
    None,

    /// <summary>Times the table's value added over the file's own, industry by industry.</summary>
    ValueAdded,
}

/// <summary>What becomes of industries with output that a file of accounts does not have.</summary>
public enum HoleRule
{
    /// <summary>The table is refused and the holes are named.</summary>
    Error,

    /// <summary>They stay without, which is told.</summary>
    Zero,

    /// <summary>The mean of the region's other industries.</summary>
    RegionMean,

    /// <summary>The mean of the sector in all regions that have it.</summary>
    SectorMean,
}
