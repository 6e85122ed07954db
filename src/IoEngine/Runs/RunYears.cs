using System.Diagnostics;
using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Inputs;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>
/// Prepares a run's years, one after the other, and collects what they find.
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

    /// <summary>The tables that were read.</summary>
    public IReadOnlyList<InputFile> TableFiles => [.. tableFiles, .. inputs.PreviousYearFiles];

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
            plan ??= TryPlan(demand, i, prepared.Table);
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
    /// <param name="demand">The orders, priced, and their demand.</param>
    /// <param name="position">The year of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="solve">Solver; null: as configured.</param>
    public StudyPlan? TryPlan(DemandBuilder demand, int position, ValidatedTable table, SolveOptions? solve = null)
    {
        try
        {
            var plan = StudyPlan.Build(inputs.World(table.Table.Regions, table.Table.Sectors, solve), inputs.Config.Scenarios,
                inputs.Config.UnreadableScenarios, demand);
            Note(position, plan.Findings);
            Note(position, NameChecks.Of(inputs, table.Table.Regions));
            NameChecks.Unknown(inputs, table.Table.Regions, unknown);
            return plan;
        }
        catch (ConfigException) when (HasErrors())
        {
            return null;
        }
    }

    /// <summary>Prepares a year; null where it can't be used, and the reasons are noted.</summary>
    /// <remarks>One at a time.</remarks>
    public PreparedYear? TryPrepare(DemandBuilder demand, int position)
    {
        var assignment = inputs.Years[position];
        Tell(RunStage.Tables, position, $"{assignment.Year}: reading the table of {assignment.TableYear}");
        try
        {
            var prepared = preparation.Prepare(demand, assignment, cancellation);
            households.Add(prepared.Table);
            EventDemand.Of(inputs.Events, assignment.Year, prepared.Table, inputs.Closure, inputs.Rules.Countries);
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

    /// <summary>Keeps findings of a year.</summary>
    public void Note(int position, IEnumerable<Finding> found)
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

    /// <summary>Says what is being done to a year, and about how much of it is done.</summary>
    public void Tell(RunStage stage, int position, string message, double within = 0) =>
        progress?.Report(new RunProgress(stage, inputs.Years[position].Year, position, inputs.Years.Count, message, within));
}
