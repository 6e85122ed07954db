using System.Diagnostics;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Procurement.Demand;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>Goes through the years: the next table is read while the current one is solved, within the memory allowed.</summary>
internal sealed class RunExecution(RunInputs inputs, IProgress<RunProgress>? progress, CancellationToken cancellation)
{
    private readonly YearPreparation preparation = new(new DemandBuilder(inputs.Orders.Ledger, inputs.Rules), inputs.ReadTable);
    private readonly List<(int Position, Finding Finding)> noted = [];
    private readonly List<InputFile> tableFiles = [];
    private readonly HashSet<string> sectors = new(StringComparer.Ordinal);
    private readonly Coverage coverage = new(inputs.Config.Orders.Path, inputs.Rules);
    private readonly GroupFindings groups = new(inputs);
    private readonly UnknownSpellings unknown = new(inputs.Config.Orders.Path, inputs.Currency);

    private long Budget => inputs.Config.Tables.MemoryMiB * 1024L * 1024L;

    /// <summary>Everything but the solving.</summary>
    /// <param name="unknownTo">File for the spellings of countries to fill in; null: none.</param>
    public RunPlan Plan(string? unknownTo = null)
    {
        DemandAudit.Check(inputs.Orders);
        var years = new List<PlannedYear>();
        StudyPlan? plan = null;
        int? checkedYear = null;
        for (var i = 0; i < inputs.Years.Count; i++)
        {
            if (TryPrepare(i) is not { } prepared) continue;
            plan ??= TryPlan(i, prepared.Table);
            if (checkedYear != prepared.Assignment.TableYear) CheckModel(i, prepared.Table);
            checkedYear = prepared.Assignment.TableYear;
            var table = prepared.Table.Table;
            years.Add(new PlannedYear(prepared.Assignment, table.Identity, table.Regions.Count, table.Sectors.Count,
                table.Industries.Count,
                YearMemory.Of(prepared.Table, inputs.Config), prepared.Table.Imbalance, prepared.Demand.Reconciliation));
        }

        if (unknownTo is not null) unknown.Write(unknownTo);
        RefuseUnmapped();
        RefuseErrors();
        return new RunPlan(inputs, years, Findings());
    }

    /// <summary>The whole job.</summary>
    public RunResults Execute(Stopwatch clock)
    {
        DemandAudit.Check(inputs.Orders);
        var position = 0;
        YearWork? work = null;
        Task<PreparedYear?>? next = null;
        try
        {
            for (; position < inputs.Years.Count; position++)
            {
                var prepared = next is null ? TryPrepare(position) : next.GetAwaiter().GetResult();
                next = null;
                // the faults of the remaining years are collected, nothing is solved any more
                if (prepared is null || HasErrors()) continue;
                next = Prefetch(position + 1, prepared);
                if (work is null && TryPlan(position, prepared.Table) is { } plan) work = Work(plan);
                work?.Add(prepared, cancellation);
            }
        }
        finally
        {
            // A fault or Ctrl-C must not leave a reader behind; its own fault is second to the first.
            next?.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).Wait(CancellationToken.None);
        }

        RefuseUnmapped();
        RefuseErrors();
        work ??= Work(StudyPlan.Build(inputs.World([], []), [], [], preparation.Demand)); // no year at all
        return work.Results(Findings(), [.. inputs.Files, .. tableFiles], clock);

        YearWork Work(StudyPlan plan) =>
            new(inputs, plan, (stage, within, message) => Report(stage, position, message, within),
                found => Note(position, found));
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

    // Labels are those of the first table that can be read; without one the tables' own faults are told first.
    private StudyPlan? TryPlan(int position, ValidatedTable table)
    {
        try
        {
            var plan = StudyPlan.Build(inputs.World(table.Table.Regions, table.Table.Sectors), inputs.Config.Scenarios,
                inputs.Config.UnreadableScenarios, preparation.Demand);
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

    // Reading ahead takes the room of one more table; without the room the years follow one another.
    private Task<PreparedYear?>? Prefetch(int position, PreparedYear current)
    {
        if (position >= inputs.Years.Count) return null;
        var needed = YearMemory.Of(current.Table, inputs.Config) + YearMemory.OfTable(current.Table);
        return needed > Budget ? null : Task.Run(() => TryPrepare(position), cancellation);
    }

    // One at a time: the prefetched year is awaited before the next is prepared.
    private PreparedYear? TryPrepare(int position)
    {
        var assignment = inputs.Years[position];
        Report(RunStage.Tables, position, $"{assignment.Year}: reading the table of {assignment.TableYear}");
        try
        {
            var prepared = preparation.Prepare(assignment, cancellation);
            lock (noted) sectors.UnionWith(prepared.Labels.Sectors.Select(s => s.Code));
            if (prepared.IsTableNew) NoteTable(position, prepared.Table);
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
                .. sectors.Count == 0 ? [] : NameChecks.Sectors(inputs, sectors),
                .. YearlyFindings.Merged(noted.OrderBy(n => n.Position).Select(n => (inputs.Years[n.Position], n.Finding))),
                .. groups.All()];
    }

    private bool HasErrors()
    {
        lock (noted) return inputs.Findings.Concat(noted.Select(n => n.Finding)).Any(f => f.Severity == Severity.Error);
    }

    private void RefuseUnmapped()
    {
        if (coverage.Fault() is { } fault) Note(inputs.Years.Count - 1, [fault]);
    }

    private void RefuseErrors()
    {
        if (HasErrors()) throw new InvalidDataFindingsException("The run can't be carried out", Findings());
    }

    private void Report(RunStage stage, int position, string message, double within = 0) =>
        progress?.Report(new RunProgress(stage, inputs.Years[position].Year, position, inputs.Years.Count, message, within));
}
