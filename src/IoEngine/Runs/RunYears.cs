using System.Diagnostics;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Procurement.Demand;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Inputs;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>
/// Prepares a run's years and collects what they find: the next table is read while the current one is solved, within the memory
/// allowed.
/// </summary>
internal sealed class RunYears(RunInputs inputs, IProgress<RunProgress>? progress, CancellationToken cancellation)
{
    private readonly YearPreparation preparation = new(inputs.ReadTable, inputs.RowsOf);
    private readonly List<(int Position, Finding Finding)> noted = [];
    private readonly List<InputFile> tableFiles = [];
    private readonly PriceFindings prices = new(inputs);
    private readonly HashSet<string> sectors = new(StringComparer.Ordinal);
    private readonly Coverage coverage = new(inputs.Config.Orders.Path, inputs.Rules);
    private readonly GroupFindings groups = new(inputs);
    private readonly HouseholdChecks households = new(inputs);
    private readonly UnknownSpellings unknown = new(inputs.Config.Orders.Path, inputs.Currency);

    /// <summary>Position of the year that is at work: whose the reports and findings are that do not say it.</summary>
    public int Current { get; set; }

    /// <summary>The tables that were read.</summary>
    public IReadOnlyList<InputFile> TableFiles => [.. tableFiles, .. inputs.PreviousYearFiles];

    private long Budget => inputs.Config.Tables.MemoryMiB * 1024L * 1024L;

    /// <summary>Everything but the solving.</summary>
    /// <param name="unknownTo">File for the spellings of countries to fill in; null: none.</param>
    public RunPlan Plan(string? unknownTo = null)
    {
        DemandAudit.Check(inputs.Orders);
        var demand = new DemandBuilder(inputs.Orders.Ledger, inputs.Rules);
        var years = new List<PlannedYear>();
        StudyPlan? plan = null;
        int? checkedYear = null;
        for (var i = 0; i < inputs.Years.Count; i++)
        {
            if (TryPrepare(demand, i) is not { } prepared) continue;
            Current = i;
            plan ??= TryPlan(demand, prepared.Table);
            if (checkedYear != prepared.Assignment.TableYear) CheckModel(i, prepared.Table);
            checkedYear = prepared.Assignment.TableYear;
            var table = prepared.Table.Table;
            years.Add(new PlannedYear(prepared.Assignment, table.Identity, table.Regions.Count, table.Sectors.Count,
                table.Industries.Count,
                YearMemory.Of(prepared.Table, inputs.Config), prepared.Table.Imbalance, prepared.Demand.Reconciliation));
        }

        if (unknownTo is not null) unknown.Write(unknownTo);
        return new RunPlan(inputs, years, AllFindings());
    }

    // What the run builds before it solves: the closure's accounts and what they offer. Faults of all years are collected.
    private void CheckModel(int position, ValidatedTable table)
    {
        var closure = inputs.Closure.In(table.Table);
        var coefficients = new Coefficients(table);
        Collect(() =>
        {
            if (inputs.Config.Closure.Levels) ClosureBuilder.Build(coefficients, closure, Enum.GetValues<AccountKind>());
            else ClosureBuilder.Build(coefficients, closure);
        });
        if (inputs.Config.Closure.Levels) Collect(() => closure.Capital?.In(coefficients));
        Collect(() => new IndicatorSet(coefficients, closure).Choose(inputs.Config.Indicators, table.Table.Identity.Name));

        void Collect(Action build)
        {
            try
            {
                build();
            }
            catch (InvalidDataFindingsException fault)
            {
                Note(position, fault.Findings);
            }
        }
    }

    /// <summary>Baseline and scenarios; null where only the faults of the tables are worth telling.</summary>
    /// <remarks>
    /// Labels are those of the first table that can be read; without one the tables' own faults are told first.
    /// </remarks>
    public StudyPlan? TryPlan(DemandBuilder demand, ValidatedTable table)
    {
        try
        {
            var plan = StudyPlan.Build(inputs.World(table.Table.Regions, table.Table.Sectors), inputs.Config.Scenarios,
                inputs.Config.UnreadableScenarios, demand);
            Note(plan.Findings);
            Note(NameChecks.Of(inputs, table.Table.Regions));
            NameChecks.Unknown(inputs, table.Table.Regions, unknown);
            return plan;
        }
        catch (ConfigException) when (HasErrors())
        {
            return null;
        }
    }

    /// <summary>Prepares a year while another is at work.</summary>
    /// <remarks>Reading ahead takes the room of one more table; without the room the years follow one another.</remarks>
    public Task<PreparedYear?>? Prefetch(DemandBuilder demand, int position, PreparedYear current)
    {
        if (position >= inputs.Years.Count) return null;
        var needed = YearMemory.Of(current.Table, inputs.Config) + YearMemory.OfTable(current.Table);
        return needed > Budget ? null : Task.Run(() => TryPrepare(demand, position), cancellation);
    }

    /// <summary>Waits for a year that nobody wants any more.</summary>
    /// <remarks>A fault or Ctrl-C must not leave a reader behind; its own fault is second to the first.</remarks>
    public static void Abandon(Task<PreparedYear?>? next) =>
        next?.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).Wait(CancellationToken.None);

    /// <summary>Prepares a year; null where it can't be used, and the reasons are noted.</summary>
    /// <remarks>One at a time: the prefetched year is awaited before the next is prepared.</remarks>
    public PreparedYear? TryPrepare(DemandBuilder demand, int position)
    {
        var assignment = inputs.Years[position];
        Tell(RunStage.Tables, position, $"{assignment.Year}: reading the table of {assignment.TableYear}");
        try
        {
            var prepared = preparation.Prepare(demand, assignment, cancellation);
            households.Add(prepared.Table);
            lock (noted) sectors.UnionWith(prepared.Labels.Sectors.Select(s => s.Code));
            if (prepared.IsTableNew) NoteTable(position, prepared.Table);
            Note(position, prices.Of(prepared));
            Note(position, prepared.Demand.Findings.Where(f => f.Code != UnknownCountries.Code)); // one list for all years
            unknown.Add(prepared.Demand);
            coverage.Add(prepared.Demand);
            groups.Add(prepared.Table.Table.Regions, prepared.Demand);
            Note(position, NameChecks.PayersOutside(inputs, prepared.Table.Table.Regions, assignment.Year));
            if (!prepared.Demand.Findings.Any(f => f.Severity == Severity.Error)) DemandAudit.Check(prepared.Demand);
            return prepared;
        }
        catch (InvalidDataFindingsException fault)
        {
            Note(position, fault.Findings);
            return null;
        }
    }

    private void NoteTable(int position, ValidatedTable table)
    {
        if (inputs.Tables.Input(inputs.Years[position].TableYear) is { } file)
            tableFiles.Add(file with { Rows = table.Table.Industries.Count });
        Note(position, table.Findings);
        Note(position, IncomeChecks.Of(table, inputs.Closure.In(table.Table).Households, inputs.Config.Closure.Households));
    }

    private void Note(int position, IEnumerable<Finding> found)
    {
        lock (noted) noted.AddRange(found.Select(f => (position, f)));
    }

    // Year by year, whichever of reading ahead and solving was faster: the same inputs give the same list.
    private List<Finding> Findings()
    {
        lock (noted)
            return [.. inputs.Findings, .. unknown.Finding() is { } spellings ? [spellings] : Array.Empty<Finding>(),
                .. households.All(),
                .. sectors.Count == 0 ? [] : NameChecks.Sectors(inputs, sectors),
                .. YearlyFindings.Merged(noted.OrderBy(n => n.Position).Select(n => (inputs.Years[n.Position], n.Finding))),
                .. groups.All()];
    }

    /// <summary>Whether a run must not go on.</summary>
    public bool HasErrors()
    {
        lock (noted) return inputs.Findings.Concat(noted.Select(n => n.Finding)).Any(f => f.Severity == Severity.Error);
    }

    /// <summary>What all years found.</summary>
    /// <exception cref="InvalidDataFindingsException">There are errors among it.</exception>
    public IReadOnlyList<Finding> AllFindings()
    {
        if (coverage.Fault() is { } fault) Note(inputs.Years.Count - 1, [fault]);
        return HasErrors() ? throw new InvalidDataFindingsException("The run can't be carried out", Findings()) : Findings();
    }

    /// <summary>Says what is being done to the year at work, and about how much of it is done.</summary>
    public void Report(RunStage stage, double within, string message) => Tell(stage, Current, message, within);

    /// <summary>Keeps findings of the year at work.</summary>
    public void Note(IEnumerable<Finding> found) => Note(Current, found);

    private void Tell(RunStage stage, int position, string message, double within = 0) =>
        progress?.Report(new RunProgress(stage, inputs.Years[position].Year, position, inputs.Years.Count, message, within));
}
