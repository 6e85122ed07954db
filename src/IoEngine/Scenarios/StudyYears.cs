using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Procurement;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>Evaluates every scenario of a plan, one year after the other. Not safe for concurrent use.</summary>
internal sealed class StudyYears
{
    private readonly StudyPlan plan;
    private readonly YearExtras extras;
    private readonly Dictionary<int, ValidatedTable> baseTables = [];
    private readonly Dictionary<int, LeontiefSystem> baseSystems = [];

    /// <param name="plan">Baseline and scenarios.</param>
    /// <param name="extras">What each scenario's years hold besides effects; null: nothing.</param>
    public StudyYears(StudyPlan plan, YearExtras? extras = null)
    {
        this.plan = plan;
        this.extras = extras ?? YearExtras.None;
    }

    /// <summary>Results of every scenario in one year; the baseline's own object where nothing differs, so that differences are exactly zero.</summary>
    /// <param name="model">The baseline's model.</param>
    /// <param name="labels">What the baseline's orders are placed in.</param>
    /// <param name="baseline">The baseline's result.</param>
    /// <param name="boundaries">The baseline's nested boundaries, where levels are asked for.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    public IReadOnlyList<YearResult> Evaluate(
        ImpactModel model, DemandTable labels, YearResult baseline, SystemBoundaries? boundaries, CancellationToken cancellation)
    {
        var closed = new Dictionary<ImpactModel, SystemBoundaries?> { [model] = boundaries };
        var worlds = new TableWorlds(plan.Inputs, baseTables, baseSystems)
        {
            Assignment = baseline.Assignment, Baseline = model, Labels = labels, Cancellation = cancellation,
        };
        var known = new List<(ImpactModel Model, YearResult Result)> { (model, baseline) };
        var results = new List<YearResult>();
        for (var i = 0; i < plan.Scenarios.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(One(i, worlds, known, closed, cancellation));
        }

        return results;
    }

    private YearResult One(int scenario, TableWorlds worlds, List<(ImpactModel Model, YearResult Result)> known,
        Dictionary<ImpactModel, SystemBoundaries?> boundaries, CancellationToken cancellation)
    {
        var state = plan.StateOf(scenario);
        var (model, labels) = worlds.Of(state);
        var baseline = known[0].Result;
        var demand = ReferenceEquals(plan.DemandOf(scenario), plan.Demand) && ReferenceEquals(labels, worlds.Labels)
            ? baseline.Demand
            : plan.DemandOf(scenario).Build(baseline.Assignment.Year, labels);
        Refuse(demand);
        var rate = state.Rules.TableMoneyPerUnit(model.Table.Identity.Unit, baseline.Assignment.Year);
        var alternative = extras.Alternative?.Invoke(state.Contributions, model.Table.Regions, baseline.Assignment.Year);
        foreach (var (otherModel, result) in known)
        {
            if (ReferenceEquals(otherModel, model) && result.TableMoneyPerUnit == rate && Same(demand, result.Demand) && Same(alternative, result.Net?.Spending)) return result;
        }

        if (!boundaries.TryGetValue(model, out var closed))
            boundaries[model] = closed = extras.Levels && model.Closure.Kind != ClosureKind.None ? new SystemBoundaries(model, cancellation) : null;
        var evaluated = new YearEvaluator(model, baseline.Assignment, demand, rate, closed, alternative).Evaluate(baseline.Indicators.Select(n => n.Name).ToArray(), 0, cancellation);
        known.Add((model, evaluated));
        return evaluated;
    }

    /// <summary>Refuses a demand that must not be used.</summary>
    public static void Refuse(YearDemand demand)
    {
        if (demand.Findings.Any(f => f.Severity == Severity.Error)) throw new InvalidDataFindingsException($"The orders of {demand.Year} can't be used", demand.Findings);
    }

    private static bool Same(AlternativeSpending? a, AlternativeSpending? b) => ReferenceEquals(a, b)
        || (a is not null && b is not null && a.Kind == b.Kind && a.ByRegion.Axis.Equals(b.ByRegion.Axis) && a.ByRegion.Values.SequenceEqual(b.ByRegion.Values));

    private static bool Same(YearDemand a, YearDemand b) => ReferenceEquals(a, b)
        || (a.Entries.SequenceEqual(b.Entries) && a.Sources.SequenceEqual(b.Sources) && a.SourceTotals.SequenceEqual(b.SourceTotals)
            && a.ProductTaxesBySource.SequenceEqual(b.ProductTaxesBySource) && a.RegionOfSource.SequenceEqual(b.RegionOfSource));
}
