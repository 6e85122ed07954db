using IoEngine.Accounts;
using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Membership;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Orders;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Tables.Deflation;
using IoEngine.Validation;

namespace IoEngine.Runs.Inputs;

/// <summary>Everything a run needs but the tables, read and checked. Immutable.</summary>
public sealed class RunInputs
{
    private readonly ValidatedTables tables;
    private readonly PriceInputs prices;

    internal RunInputs(LoadedConfig loaded, ValidatedTables tables, PriceInputs prices) =>
        (Loaded, this.tables, this.prices) = (loaded, tables, prices);

    /// <summary>The configuration.</summary>
    public LoadedConfig Loaded { get; }

    /// <summary>The options.</summary>
    public RunConfig Config => Loaded.Config;

    /// <summary>The orders.</summary>
    public required OrderReading Orders { get; init; }

    /// <summary>From orders to demand.</summary>
    public required DemandRules Rules { get; init; }

    /// <summary>Household closure as configured.</summary>
    public required Closure Closure { get; init; }

    /// <summary>Who belonged to what.</summary>
    public required MembershipRegister Membership { get; init; }

    /// <summary>Contributions in the report currency.</summary>
    public required ContributionLedger Contributions { get; init; }

    /// <summary>What is spent besides orders, and in all, in the report currency.</summary>
    public EventLedger Events { get; init; } = EventLedger.Empty;

    /// <summary>Price index for results at constant prices; null: nominal only.</summary>
    public required Deflator? Deflator { get; init; }

    /// <summary>Prices of the tables' years.</summary>
    public TablePrices Prices => prices.Prices;

    /// <summary>Tables at the prices of the year before that were read so far.</summary>
    internal IEnumerable<InputFile> PreviousYearFiles => prices.FilesRead;

    /// <summary>Solver.</summary>
    public SolveOptions Solve => Config.Solve;

    /// <summary>What reading noticed; no errors.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Files by content.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>Years to run with their tables.</summary>
    public required IReadOnlyList<YearAssignment> Years { get; init; }

    /// <summary>Whether orders or tables are the synthetic world's.</summary>
    public required bool Synthetic { get; init; }

    internal IYearTables Tables => tables.Source;

    /// <summary>Report currency.</summary>
    public string Currency => Config.Currency.Report;

    /// <summary>Reads and checks everything but the tables.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="progress">What is being done.</param>
    /// <param name="cancellation">Cancels while orders are read.</param>
    /// <exception cref="ConfigException">The configuration contradicts itself.</exception>
    /// <exception cref="InvalidDataFindingsException">An input can't be used; the faults of all inputs are listed.</exception>
    public static RunInputs Read(LoadedConfig loaded, IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default) =>
            new InputsReader(loaded, progress, cancellation).Read();

    /// <summary>Reads and validates the table of a table year, with the roles of the configuration.</summary>
    internal ValidatedTable ReadTable(int year, CancellationToken cancellation) =>
        tables.Read(year, cancellation);

    /// <summary>Whether rows of the table that are no money are told at the prices of years outside the tables.</summary>
    internal bool PricesRows(ValidatedTable table) =>
        Config.Tables.Extrapolation.Physical == PhysicalRule.LeaveOut && table.Table.F.Rows.Count > 0;

    /// <summary>What rows that are no money mean in a year whose table is another year's; null: what they are there.</summary>
    internal ExtrapolatedRows? RowsOf(ValidatedTable table, YearAssignment year)
    {
        if (!PricesRows(table)) return null;
        var prices = Prices.For(table.Table.Identity);
        return new ExtrapolatedRows(prices.Between(table.Table, year.TableYear, year.Year),
            account => prices.Productivity(account, table.Table, year.TableYear, year.Year));
    }

    /// <summary>
    /// The world as it is, for studies of one's own: the configuration's orders, rules, tables, membership and closure.
    /// </summary>
    /// <param name="cancellation">Cancels while the first table is read for its labels.</param>
    /// <exception cref="InvalidDataFindingsException">The first table can't be used.</exception>
    public StudyInputs World(CancellationToken cancellation = default)
    {
        var first = ReadTable(Years.Count > 0 ? Years[0].TableYear : Tables.Years[0], cancellation).Table;
        return World(first.Regions, first.Sectors);
    }

    /// <summary>The world that scenarios change, in the labels of the tables.</summary>
    /// <param name="regions">Regions of the tables.</param>
    /// <param name="sectors">Their sectors.</param>
    /// <param name="solve">Solver; null: as configured.</param>
    internal StudyInputs World(IReadOnlyList<Region> regions, IReadOnlyList<Sector> sectors, SolveOptions? solve = null) => new()
    {
        Orders = Orders.Ledger,
        Rules = Rules,
        Years = Years,
        Tables = ReadTable,
        TableYears = Tables.Years,
        Regions = regions,
        Sectors = sectors,
        Membership = Membership,
        Contributions = Contributions,
        Events = Events,
        Closure = Closure,
        Indicators = Config.Indicators,
        Solve = solve ?? Solve,
        Prices = (table, from, to) => Prices.For(table.Identity).Between(table, from, to),
        Source = Loaded.Source,
    };
}
