using System.Diagnostics;
using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Studies;

/// <summary>A solved year: the model of its table and what every world found with it. Immutable.</summary>
/// <param name="Model">The model of the year's own table.</param>
/// <param name="Results">The baseline, then the scenarios in the order of the plan.</param>
/// <param name="FactoriseSeconds">What the model took; 0 where it is that of the year before.</param>
internal sealed record SolvedYear(ImpactModel Model, IReadOnlyList<YearResult> Results, double FactoriseSeconds)
{
    /// <summary>What the world as it is found.</summary>
    public YearResult Baseline => Results[0];
}

/// <summary>
/// Solves years, of a run and of the library: the baseline and every scenario, one year after the other. A model serves as many
/// years as follow one another on its table. Not safe for concurrent use; years side by side have one each.
/// </summary>
/// <param name="plan">Baseline and scenarios.</param>
/// <param name="extras">What years hold besides effects; null: nothing.</param>
/// <param name="report">
/// Takes the stage of the year, about how much of the year is done, and a line for people; null: nobody listens.
/// </param>
internal sealed class StudyYears(StudyPlan plan, YearExtras? extras = null, Action<RunStage, double, string>? report = null)
{
    private readonly YearExtras extras = extras ?? YearExtras.None;
    private readonly Dictionary<int, ValidatedTable> baseTables = [];
    private readonly Dictionary<int, LeontiefSystem> baseSystems = [];
    private ImpactModel? model;
    private SystemBoundaries? boundaries;
    private int modelYear;

    /// <summary>Solves a year: the baseline and its scenarios.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// The year's demand must not be used, or an indicator is not offered.
    /// </exception>
    /// <exception cref="NumericalException">A system can't be solved, or an audit fails.</exception>
    public SolvedYear Add(PreparedYear prepared, CancellationToken cancellation)
    {
        Refuse(prepared.Demand);
        var year = prepared.Assignment.Year;
        report?.Invoke(RunStage.Solving, 0,
            $"{year}: solving for {Plural.Of(prepared.Table.Table.Industries.Count, "industry")}");
        var clock = Stopwatch.StartNew();
        var now = ModelOf(prepared, cancellation);
        var factorised = clock.Elapsed.TotalSeconds;
        var alternative = extras.Alternative?.Invoke(plan.Inputs.Contributions, now.Table.Regions, year);
        var baseline = new YearEvaluator(now, boundaries, alternative, EventsOf(now, year)).Evaluate(prepared,
            now.Indicators.Choose(plan.Inputs.Indicators, now.Table.Identity.Name), cancellation,
            () => report?.Invoke(RunStage.Attributing, 0.4, $"{year}: attributing"));
        if (plan.Scenarios.Count > 0)
            report?.Invoke(RunStage.Scenarios, 0.5, $"{year}: {Plural.Of(plan.Scenarios.Count, "scenario")}");
        return new SolvedYear(now, [baseline, .. Scenarios(now, prepared, baseline, cancellation)], factorised);
    }

    /// <summary>Solved years by scenario.</summary>
    /// <param name="plan">Baseline and scenarios.</param>
    /// <param name="results">Of each year the baseline, then the scenarios.</param>
    public static StudyResults Collect(StudyPlan plan, IReadOnlyList<IReadOnlyList<YearResult>> results)
    {
        return new StudyResults(plan, World(Scenario.Baseline, WorldState.Of(plan.Inputs), plan.Demand, 0),
            plan.Scenarios.Select((s, i) => World(s.Name, plan.StateOf(i), plan.DemandOf(i), i + 1)).ToArray());

        ScenarioResult World(string name, WorldState state, DemandBuilder demand, int position) => new()
        {
            Name = name,
            State = state,
            HasEvents = plan.Inputs.Events.Years.Count > 0,
            Budget = plan.Inputs.Events.Budget,
            Priced = demand.Orders,
            Closure = state.Closures.Aggregate(plan.Inputs.Closure.Kind, (kind, change) => change.Closure ?? kind),
            Years = results.Select(r => r[position]).ToArray(),
            Countries = results.Select(r => CountryYear.Of(r[position], state.Membership, state.Contributions)).ToArray(),
        };
    }

    private ImpactModel ModelOf(PreparedYear prepared, CancellationToken cancellation)
    {
        if (model is not null && modelYear == prepared.Assignment.TableYear) return model;
        (model, boundaries) = (null, null); // before the next: one table's factors at a time
        report?.Invoke(RunStage.Factorising, 0.1, $"{prepared.Assignment.Year}: factorising");
        // Besides the adjoint solves: the baseline's effects and closure, and those of each scenario.
        var solving = plan.Inputs.Solving(prepared.Table, 2 + (2 * plan.Scenarios.Count));
        model = ImpactModel.Build(prepared.Table, plan.Inputs.Closure, solving, cancellation);
        boundaries = BoundariesOf(model, cancellation);
        modelYear = prepared.Assignment.TableYear;
        report?.Invoke(RunStage.Solving, 0.3, $"{prepared.Assignment.Year}: effects");
        return model;
    }

    private IReadOnlyList<EventSpending> EventsOf(ImpactModel of, int year) => EventDemand.Of(plan.Inputs.Events, year,
        of.Coefficients.Source, of.Closure, plan.Inputs.Rules.Countries);

    private SystemBoundaries? BoundariesOf(ImpactModel of, CancellationToken cancellation) =>
        extras.Levels && of.Closure.Kind != ClosureKind.None ? new SystemBoundaries(of, cancellation) : null;

    // The baseline's own object where nothing differs, so that differences are exactly zero.
    private List<YearResult> Scenarios(ImpactModel now, PreparedYear prepared, YearResult baseline,
        CancellationToken cancellation)
    {
        var closed = new Dictionary<ImpactModel, SystemBoundaries?> { [now] = boundaries };
        var worlds = new TableWorlds(plan.Inputs, baseTables, baseSystems)
        {
            Assignment = baseline.Assignment, Baseline = now, Labels = prepared.Labels, Cancellation = cancellation,
        };
        var known = new List<(ImpactModel Model, YearResult Result)> { (now, baseline) };
        var found = new List<YearResult>();
        for (var i = 0; i < plan.Scenarios.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            found.Add(One(i, prepared, worlds, known, closed, cancellation));
        }

        return found;
    }

    private YearResult One(int scenario, PreparedYear prepared, TableWorlds worlds,
        List<(ImpactModel Model, YearResult Result)> known, Dictionary<ImpactModel, SystemBoundaries?> closed,
        CancellationToken cancellation)
    {
        var state = plan.StateOf(scenario);
        var (changed, labels) = worlds.Of(state);
        var baseline = known[0].Result;
        var demand = ReferenceEquals(plan.DemandOf(scenario), plan.Demand) && ReferenceEquals(labels, worlds.Labels)
            ? baseline.Demand
            : plan.DemandOf(scenario).Build(baseline.Assignment.Year, labels);
        Refuse(demand);
        var rate = state.Rules.TableMoneyPerUnit(changed.Table.Identity.Unit, baseline.Assignment.Year);
        var alternative = extras.Alternative?.Invoke(state.Contributions, changed.Table.Regions, baseline.Assignment.Year);
        foreach (var (otherModel, result) in known)
        {
            if (ReferenceEquals(otherModel, changed) && result.TableMoneyPerUnit == rate && Same(demand, result.Demand)
                && Same(alternative, result.Net?.Spending))
                return result;
        }

        if (!closed.TryGetValue(changed, out var levels)) closed[changed] = levels = BoundariesOf(changed, cancellation);
        var year = prepared with
        {
            Table = changed.Coefficients.Source,
            Labels = labels,
            Demand = demand,
            TableMoneyPerUnit = rate,
            ReadSeconds = 0,
        };
        var evaluated = new YearEvaluator(changed, levels, alternative, EventsOf(changed, baseline.Assignment.Year))
            .Evaluate(year, baseline.Indicators.Select(n => n.Name).ToArray(), cancellation);
        known.Add((changed, evaluated));
        return evaluated;
    }

    private static void Refuse(YearDemand demand)
    {
        if (demand.Findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException($"The orders of {demand.Year} can't be used", demand.Findings);
    }

    private static bool Same(AlternativeSpending? a, AlternativeSpending? b) => ReferenceEquals(a, b)
        || (a is not null && b is not null && a.IsAs(b));

    private static bool Same(YearDemand a, YearDemand b) => ReferenceEquals(a, b)
        || (a.Entries.SequenceEqual(b.Entries) && a.Cells.SequenceEqual(b.Cells) && a.Sources.SequenceEqual(b.Sources)
            && a.SourceTotals.SequenceEqual(b.SourceTotals)
            && a.ProductTaxesBySource.SequenceEqual(b.ProductTaxesBySource) && a.RegionOfSource.SequenceEqual(b.RegionOfSource));
}
