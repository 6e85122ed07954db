using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Membership;
using IoEngine.Numerics;
using IoEngine.Procurement;
using IoEngine.Scenarios;

namespace IoEngine.Runs;

/// <summary>Solves the years one after the other and keeps what they found. A model serves as many years as follow one another on its table.</summary>
/// <param name="inputs">The inputs.</param>
/// <param name="report">Stage of the current year, the share of the year that is done, and a line for people.</param>
/// <param name="note">Takes findings.</param>
/// <param name="cancellation">Cancels inside the solves.</param>
internal sealed class YearWork(RunInputs inputs, Action<RunStage, double, string> report, Action<IEnumerable<Finding>> note, CancellationToken cancellation)
{
    private readonly List<IReadOnlyList<YearResult>> results = [];
    private readonly SortedDictionary<int, ContractMultipliers> contracts = [];
    private readonly YearChanges? changes = inputs.Config.Analyses.Decomposition ? new YearChanges(inputs.Solve) : null;
    private (StudyPlan Plan, StudyYears Years)? study;
    private ImpactModel? model;
    private SystemBoundaries? boundaries;
    private int modelYear;

    /// <summary>A row a year: the baseline, then the scenarios.</summary>
    public IReadOnlyList<IReadOnlyList<YearResult>> Results => results;

    /// <summary>What contracts bring where, by year of the table; empty unless the page is asked for.</summary>
    public IReadOnlyDictionary<int, ContractMultipliers> Contracts => contracts;

    /// <summary>What changed from year to year; empty unless it is asked for.</summary>
    public Decomposition? Changes => changes is null ? null : new Decomposition(changes.Steps);

    /// <summary>Solves a year: the baseline, its scenarios, and what changed since the year before.</summary>
    public void Add(PreparedYear prepared, StudyPlan plan)
    {
        study ??= (plan, new StudyYears(plan, new YearExtras(inputs.Config.Closure.Levels, inputs.Config.Groups.Alternative is null ? null : Alternative)));
        var year = prepared.Assignment.Year;
        report(RunStage.Solving, 0, $"{year}: solving for {Plural.Of(prepared.Table.Table.Industries.Count, "industry")}");
        var now = ModelOf(prepared);
        var baseline = new YearEvaluator(now, prepared.Assignment, prepared.Demand, prepared.TableMoneyPerUnit, boundaries,
                inputs.Config.Groups.Alternative is null ? null : Alternative(inputs.Contributions, now.Table.Regions, year))
            .Evaluate(Run.IndicatorsOf(inputs.Config, now.Indicators, now.Table.Identity.Name), prepared.ReadSeconds, cancellation, () => report(RunStage.Attributing, 0.4, $"{year}: attributing"));
        if (plan.Scenarios.Count > 0) report(RunStage.Scenarios, 0.5, $"{year}: {Plural.Of(plan.Scenarios.Count, "scenario")}");
        results.Add([baseline, .. study.Value.Years.Evaluate(now, prepared.Labels, baseline, boundaries, cancellation)]);
        if (inputs.Config.Output.Html && !contracts.ContainsKey(modelYear)) contracts[modelYear] = ContractMultipliers.Of(now, cancellation);
        if (changes is null) return;
        report(RunStage.Decomposing, 0.7, $"{year}: decomposing the change");
        note(changes.Add(now, baseline, cancellation));
    }

    private ImpactModel ModelOf(PreparedYear prepared)
    {
        if (model is not null && modelYear == prepared.Assignment.TableYear) return model;
        report(RunStage.Factorising, 0.1, $"{prepared.Assignment.Year}: factorising");
        model = ImpactModel.Build(prepared.Table, inputs.Closure, Expecting(prepared), cancellation);
        boundaries = inputs.Config.Closure.Levels ? new SystemBoundaries(model, cancellation) : null;
        modelYear = prepared.Assignment.TableYear;
        report(RunStage.Solving, 0.3, $"{prepared.Assignment.Year}: effects");
        return model;
    }

    // What the solver may count on, for its choice of method: adjoint solves by indicator and region, and one by closed region.
    private SolveOptions Expecting(PreparedYear prepared)
    {
        var indicators = inputs.Config.Indicators?.Count ?? Run.DefaultIndicators.Count;
        return inputs.Solve with { RightHandSides = (prepared.Table.Table.Regions.Count * (indicators + 1)) + 2 + (2 * inputs.Config.Scenarios.Count) };
    }

    // Contributions of countries inside a rest of the world are spent by its mix; those that the table can't place are left out with a warning.
    private AlternativeSpending Alternative(ContributionLedger contributions, Axis<Region> regions, int year)
    {
        var kind = inputs.Config.Groups.Alternative switch { "household" => AccountKind.Household, "investment" => AccountKind.Capital, _ => AccountKind.Government };
        var map = inputs.Rules.Countries.For(regions);
        var amounts = new double[regions.Count];
        foreach (var payer in contributions.Payers(year))
        {
            if (map.Find(payer).Region is >= 0 and var r) amounts[r] += contributions.Of(payer, year);
            else note([Finding.Warning("ALTERNATIVE-COUNTRY", $"{year}", "A contribution is not part of the net effect: the table has no such country.", payer)]);
        }

        return new AlternativeSpending(kind, new LabelledVector<Region>(regions, amounts));
    }
}
