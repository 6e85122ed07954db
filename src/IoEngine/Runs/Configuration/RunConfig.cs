using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Scenarios;
using IoEngine.Tables.Attached;
using IoEngine.Validation;

namespace IoEngine.Runs.Configuration;

/// <summary>What to run: tables, orders, mapping, closure, groups, results. Immutable.</summary>
/// <remarks>Read by <see cref="ConfigReader"/>; JSON names are the property names in camel case.</remarks>
public sealed record RunConfig
{
    /// <summary>Name of the run.</summary>
    [Option("Name of the run; shown in the headline and the manifest.")]
    public string Name { get; init; } = "run";

    /// <summary>The multi-regional input-output tables.</summary>
    [Option("The multi-regional input-output tables.", Required = true)]
    public TablesConfig Tables { get; init; } = new();

    /// <summary>The purchase orders.</summary>
    [Option("The purchase orders.", Required = true)]
    public OrdersConfig Orders { get; init; } = new();

    /// <summary>What is spent besides orders: a CSV file; null: nothing.</summary>
    [Option("What is spent besides orders (pay, visitors, institutions): CSV id,year,country,kind,amount,currency[,basket,"
        + "disposable_share,nights,spending_per_night,category,label]; kind is labour-income, household-spending, "
        + "visitor-spending, institution or bill-of-goods. Effects of events stand beside those of orders, with their "
        + "source_kind. null: orders alone.")]
    public string? Events { get; init; }

    /// <summary>What visitors, institutions and bills of goods buy: a CSV file.</summary>
    [Option("What visitors, institutions and bills of goods buy: CSV basket,region,sector,share in the table's sectors; the "
        + "shares of a basket sum to 1. An empty region: where final users of the event's country buy such products; for a bill "
        + "of goods the country itself.")]
    public string? Baskets { get; init; }

    /// <summary>Concordances from purchase codes, NACE and countries to the table.</summary>
    [Option("Concordances from purchase codes, NACE and countries to the table.")]
    public MappingConfig Mapping { get; init; } = new();

    /// <summary>Purchaser to basic prices.</summary>
    [Option("From purchaser prices to basic prices.")]
    public ValuationConfig Valuation { get; init; } = new();

    /// <summary>Exchange rates and the currency of the report.</summary>
    [Option("Exchange rates and the currency of the report.")]
    public CurrencyConfig Currency { get; init; } = new();

    /// <summary>Prices of the tables' years: what volumes are told from.</summary>
    [Option("Prices of the tables' years: decomposition and freezes compare volumes with them.")]
    public PricesConfig Prices { get; init; } = new();

    /// <summary>The household closure behind the induced effect.</summary>
    [Option("The household closure behind the induced effect.")]
    public ClosureConfig Closure { get; init; } = new();

    /// <summary>Dated membership and contributions.</summary>
    [Option("Dated membership and contributions.")]
    public GroupsConfig Groups { get; init; } = new();

    /// <summary>Indicators; null: those of the default list that the tables have.</summary>
    [Option("Indicators to report: " + IndicatorNames.Always + "; by the table's role of the name " + IndicatorNames.ByRole
        + "; by the rates of closure.households " + IndicatorNames.ByRates + "; or a satellite row as \"extension/row\". "
        + "null: valueAdded, gdp, compensation, employment and fte, as far as the tables have them.")]
    public IReadOnlyList<string>? Indicators { get; init; }

    /// <summary>By which columns of the orders effects are told apart, and whether order by order.</summary>
    [Option("By which columns of the orders effects are told apart.")]
    public AttributionConfig Attribution { get; init; } = new();

    /// <summary>Further questions to the baseline, each with a result file of its own.</summary>
    [Option("Further questions to the baseline, each with a result file of its own.")]
    public AnalysesConfig Analyses { get; init; } = new();

    /// <summary>Named counterfactuals, each a list of changes.</summary>
    [Option("Named counterfactuals, each a list of changes.")]
    public IReadOnlyList<Scenario> Scenarios { get; init; } = [];

    /// <summary>
    /// What the scenarios hold that can't be read: told with the faults of their labels, which only a table shows.
    /// </summary>
    internal IReadOnlyList<Finding> UnreadableScenarios { get; init; } = [];

    /// <summary>How the linear systems are solved.</summary>
    [Option("How the linear systems are solved.")]
    public SolveOptions Solve { get; init; } = new();

    /// <summary>Where the results go and in which formats.</summary>
    [Option("Where the results go and in which formats.")]
    public OutputConfig Output { get; init; } = new();

    /// <summary>The synthetic demonstration world, used where tables.path or orders.path is "demo".</summary>
    [Option("The synthetic demonstration world, used where tables.path or orders.path is \"demo\".")]
    public DemoConfig Demo { get; init; } = new();
}

/// <summary>Which tables. Immutable.</summary>
public sealed record TablesConfig
{
    /// <summary>The built-in synthetic world in place of a path.</summary>
    public const string Demo = "demo";

    /// <summary>
    /// Path of a table; {year} stands for the year; without it one table, or a zip or folder of several years. "demo" is the
    /// built-in synthetic world.
    /// </summary>
    [Option("Path of a table; {year} stands for the year. Without {year} it is one table, or a zip, folder or workbook that "
        + "holds several years, as publishers give them. \"demo\" is the built-in synthetic world.", Required = true)]
    public string Path { get; init; } = "";

    /// <summary>
    /// Years for which a table is held: "1995-2010", "1995-2000,2005" or a list. null: every year for which the path exists, or
    /// that it holds.
    /// </summary>
    [Option("Years for which a table is held: \"1995-2010\", \"1995-2000,2005\" or a list. null: every year for which the "
        + "path exists, or that it holds.")]
    public YearSelection? Years { get; init; }

    /// <summary>Orders of other years.</summary>
    [Option("An order of a year without a table, outside tables.years or missing among them: nearest takes the last earlier "
        + "table, else the first, and marks the year extrapolated; error refuses.")]
    public OutsideRule Outside { get; init; } = OutsideRule.Nearest;

    /// <summary>Years whose table is another year's.</summary>
    [Option("Years whose table is another year's.")]
    public ExtrapolationConfig Extrapolation { get; init; } = new();

    /// <summary>The same tables at the prices of the year before; null: there are none.</summary>
    [Option("The same tables at the prices of the year before: where there are, prices come from them and not from "
        + "prices.indices. null: there are none.")]
    public PreviousYearPricesConfig? PreviousYearPrices { get; init; }

    /// <summary>Format of the tables; null: detected from the content.</summary>
    [Option("Format of the tables; null: detected from the content.")]
    public string? Format { get; init; }

    /// <summary>The region of a national table whose labels name none; null: they do.</summary>
    [Option("The region of a national table whose labels name none, such as \"CHE\"; null: labels have their regions.")]
    public string? Region { get; init; }

    /// <summary>Money unit where the files do not say it.</summary>
    [Option("Unit of the tables' money where the files do not say it, such as \"million USD\", \"MEUR\" or \"100 million JPY\".")]
    public string? Unit { get; init; }

    /// <summary>Supply and use to a square table.</summary>
    [Option("How supply and use are made a square table: A product technology, B industry technology, C fixed industry sales, D "
        + "fixed product sales. Square tables are taken as they are.", Choices = ["A", "B", "C", "D"])]
    public string Model { get; init; } = "D";

    /// <summary>Eora's statistical discrepancy: keep its region, move it to the residuals, or drop it.</summary>
    [Option("Eora's statistical discrepancy: keep its region, move it to the residuals, or drop it.",
        Choices = ["keep", "move", "drop"])]
    public string Discrepancy { get; init; } = "keep";

    /// <summary>Which rows and columns play which part; what is not said is taken from the format.</summary>
    [Option("Which rows and columns play which part; what is not said is taken from the format.")]
    public TableRoles Roles { get; init; } = new();

    /// <summary>Accounts from elsewhere, attached to every table.</summary>
    [Option("Accounts from elsewhere, attached to every table by region, sector and year: wages, jobs, fixed capital used up, "
        + "taxes, emissions.")]
    public IReadOnlyList<AccountsSource> Accounts { get; init; } = [];

    /// <summary>Imbalance of a table, Σ|x − Z1 − Y1| / Σx or the same of columns, above which it is refused.</summary>
    [Option("Imbalance above which a table is refused: what all its rows, or all its columns, miss as a share of all output. The "
        + "gap stays in the results as a residual.", Minimum = 0)]
    public double MaxImbalance { get; init; } = ValidationOptions.Default.MaxImbalance;

    /// <summary>The limits of validation that follow.</summary>
    internal ValidationOptions Validation => ValidationOptions.Default with { MaxImbalance = MaxImbalance };

    /// <summary>Folder for the engine's own copies of text tables, keyed by content; null: none is kept.</summary>
    [Option("Folder for the engine's own copies of text tables, keyed by content; null: none is kept.")]
    public string? Cache { get; init; }

    /// <summary>
    /// Whether the engine's own tables are compared with the SHA-256 that they were written with; where not, the findings say so.
    /// </summary>
    [Option("Whether the engine's own tables are compared with the SHA-256 that they were written with; where not, the "
        + "findings say so.")]
    public bool Verify { get; init; } = true;

    /// <summary>
    /// Memory in MiB that tables and systems may take together; the next year is read ahead, and years are solved side by side,
    /// only within it.
    /// </summary>
    [Option("Memory in MiB that tables and systems may take together; the next year is read ahead, and years are solved side by "
        + "side, only within it.", Minimum = 64)]
    public int MemoryMiB { get; init; } = 4096;
}

/// <summary>Years whose table is another year's. Immutable.</summary>
public sealed record ExtrapolationConfig
{
    /// <summary>Rows that are no money: jobs, emissions.</summary>
    [Option("Rows that are no money (jobs, emissions) in years whose table is another year's: leave-out tells them at the prices "
        + "of the year (prices) and leaves them out where none are known; as-is takes them per unit of money as they are, so "
        + "that inflation since counts as jobs.")]
    public PhysicalRule Physical { get; init; } = PhysicalRule.LeaveOut;
}

/// <summary>What happens with rows that are no money in years whose table is another year's.</summary>
public enum PhysicalRule
{
    /// <summary>At the prices of the year; left out where they are not known.</summary>
    LeaveOut,

    /// <summary>Per unit of money as in the table's year.</summary>
    AsIs,
}

/// <summary>What happens with orders of a year without a table.</summary>
public enum OutsideRule
{
    /// <summary>The last earlier table, else the first; marked extrapolated.</summary>
    Nearest,

    /// <summary>The run is refused.</summary>
    Error,
}
