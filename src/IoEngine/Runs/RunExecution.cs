using System.Diagnostics;
using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Procurement;
using IoEngine.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>Goes through the years: the next table is read while the current one is solved, within the memory allowed.</summary>
internal sealed class RunExecution(RunInputs inputs, IProgress<RunProgress>? progress, CancellationToken cancellation)
{
    private readonly YearPreparation preparation = new(inputs);
    private readonly List<Finding> findings = [.. inputs.Findings];
    private readonly List<InputFile> tableFiles = [];
    private readonly HashSet<(string, string, string)> seen = [];
    private readonly SortedDictionary<int, ContractMultipliers> contracts = [];

    private long Budget => inputs.Config.Tables.MemoryMiB * 1024L * 1024L;

    /// <summary>Everything but the solving.</summary>
    public RunPlan Plan()
    {
        DemandAudit.Check(inputs.Orders);
        var years = new List<PlannedYear>();
        StudyPlan? plan = null;
        for (var i = 0; i < inputs.Years.Count; i++)
        {
            if (TryPrepare(i) is not { } prepared) continue;
            plan ??= TryPlan(prepared.Table);
            var table = prepared.Table.Table;
            years.Add(new PlannedYear(prepared.Assignment, table.Identity, table.Regions.Count, table.Sectors.Count, table.Industries.Count,
                PreparedYear.MemoryOf(prepared.Table, inputs.Config.Indicators?.Count ?? Run.DefaultIndicators.Count),
                prepared.Table.Imbalance, prepared.Demand.Reconciliation));
        }

        RefuseErrors();
        return new RunPlan(inputs, years, findings);
    }

    /// <summary>The whole job.</summary>
    public RunResults Execute(Stopwatch clock)
    {
        DemandAudit.Check(inputs.Orders);
        var results = new List<IReadOnlyList<YearResult>>();
        (StudyPlan Plan, StudyYears Years)? study = null;
        Task<PreparedYear?>? next = null;
        ImpactModel? model = null;
        SystemBoundaries? boundaries = null;
        var modelYear = 0;
        try
        {
            for (var i = 0; i < inputs.Years.Count; i++)
            {
                var prepared = next is null ? TryPrepare(i) : next.GetAwaiter().GetResult();
                next = null;
                if (prepared is null || HasErrors()) continue; // the faults of the remaining years are collected, nothing is solved any more
                next = Prefetch(i + 1, prepared);
                if (study is null && TryPlan(prepared.Table) is { } plan) study = (plan, new StudyYears(plan));
                if (study is not { } worlds) continue;
                Report(RunStage.Solving, i, $"{prepared.Assignment.Year}: solving for {prepared.Table.Table.Industries.Count} industries");
                if (model is null || modelYear != prepared.Assignment.TableYear)
                {
                    model = ImpactModel.Build(prepared.Table, inputs.ClosureFor(prepared.Table.Table.Regions), Expecting(prepared), cancellation);
                    boundaries = inputs.Config.Closure.Levels ? new SystemBoundaries(model, cancellation) : null;
                    modelYear = prepared.Assignment.TableYear;
                }

                var baseline = Solve(model, boundaries, prepared);
                results.Add([baseline, .. worlds.Years.Evaluate(model, prepared.Labels, baseline, cancellation)]);
                if (inputs.Config.Output.Html && !contracts.ContainsKey(modelYear)) contracts[modelYear] = ContractMultipliers.Of(model, cancellation);
            }
        }
        finally
        {
            // A fault or Ctrl-C must not leave a reader behind; its own fault is second to the first.
            next?.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        RefuseErrors();
        return new RunResults(inputs, Study.Collect(study?.Plan ?? StudyPlan.Build(inputs.World([], []), []), results), findings, [.. inputs.Files, .. tableFiles], clock)
        {
            Contracts = contracts,
        };
    }

    // Labels are those of the first table that can be read; without one the tables' own faults are told first.
    private StudyPlan? TryPlan(ValidatedTable table)
    {
        try
        {
            var plan = ScenarioBinding.Plan(inputs, table);
            Note(plan.Findings);
            Note(NameChecks.Of(inputs, table.Table.Regions));
            return plan;
        }
        catch (ConfigException) when (HasErrors())
        {
            return null;
        }
    }

    private YearResult Solve(ImpactModel model, SystemBoundaries? boundaries, PreparedYear prepared)
    {
        var indicators = Run.IndicatorsOf(inputs.Config, model);
        return new YearEvaluator(model, prepared.Assignment, prepared.Demand, prepared.TableMoneyPerUnit, boundaries, Alternative(prepared))
            .Evaluate(indicators, prepared.ReadSeconds, cancellation);
    }

    // Contributions of countries inside a rest of the world are spent by its mix; those that the table can't place are left out with a warning.
    private AlternativeSpending? Alternative(PreparedYear prepared)
    {
        if (inputs.Config.Groups.Alternative is not { } name) return null;
        var kind = name switch { "household" => AccountKind.Household, "investment" => AccountKind.Capital, _ => AccountKind.Government };
        var regions = prepared.Table.Table.Regions;
        var resolver = new RegionResolver(inputs.Rules.Countries, regions);
        var (amounts, year) = (new double[regions.Count], prepared.Assignment.Year);
        foreach (var payer in inputs.Contributions.Payers(year))
        {
            if (resolver.Find(payer).Region is >= 0 and var r) amounts[r] += inputs.Contributions.Of(payer, year);
            else Note([Finding.Warning("ALTERNATIVE-COUNTRY", $"{year}", "A contribution is not part of the net effect: the table has no such country.", payer)]);
        }

        return new AlternativeSpending(kind, new LabelledVector<Region>(regions, amounts));
    }

    // What the solver may count on, for its choice of method: adjoint solves by indicator and region, and one by closed region.
    private Numerics.SolveOptions Expecting(PreparedYear prepared)
    {
        var indicators = inputs.Config.Indicators?.Count ?? Run.DefaultIndicators.Count;
        return inputs.Solve with { RightHandSides = (prepared.Table.Table.Regions.Count * (indicators + 1)) + 2 + (2 * inputs.Config.Scenarios.Count) };
    }

    // Reading ahead takes the room of one more table; without the room the years follow one another.
    private Task<PreparedYear?>? Prefetch(int position, PreparedYear current)
    {
        if (position >= inputs.Years.Count) return null;
        var needed = PreparedYear.MemoryOf(current.Table, inputs.Config.Indicators?.Count ?? Run.DefaultIndicators.Count)
            + PreparedYear.TableMemoryOf(current.Table);
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
            if (prepared.Input is { } file) tableFiles.Add(file with { Rows = prepared.Table.Table.Industries.Count });
            if (prepared.ReadSeconds > 0) Note(prepared.Table.Findings);
            Note(prepared.Demand.Findings);
            if (!prepared.Demand.Findings.Any(f => f.Severity == Severity.Error)) DemandAudit.Check(prepared.Demand);
            return prepared;
        }
        catch (InvalidDataFindingsException fault)
        {
            Note(fault.Findings);
            return null;
        }
    }

    private void Note(IEnumerable<Finding> noticed)
    {
        lock (findings)
        {
            foreach (var finding in noticed)
            {
                if (seen.Add((finding.Code, finding.Place, finding.Message + finding.Found))) findings.Add(finding);
            }
        }
    }

    private bool HasErrors()
    {
        lock (findings) return findings.Exists(f => f.Severity == Severity.Error);
    }

    private void RefuseErrors()
    {
        if (HasErrors()) throw new InvalidDataFindingsException("The run can't be carried out", findings);
    }

    private void Report(RunStage stage, int position, string message) =>
        progress?.Report(new RunProgress(stage, inputs.Years[position].Year, position, inputs.Years.Count, message));
}
