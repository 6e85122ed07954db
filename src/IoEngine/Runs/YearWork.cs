using System.Diagnostics;
using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>What a run keeps of its years beside their results: what contracts bring, and what changed.</summary>
/// <param name="inputs">The inputs.</param>
/// <param name="plan">Baseline and scenarios.</param>
/// <param name="report">Stage of the current year, the share of the year that is done, and a line for people.</param>
/// <param name="note">Takes findings.</param>
internal sealed class YearWork(RunInputs inputs, StudyPlan plan, Action<RunStage, double, string> report,
    Action<IEnumerable<Finding>> note)
{
    private readonly SortedDictionary<int, ContractMultipliers> contracts = [];
    private readonly YearChanges? changes = inputs.Config.Analyses.Decomposition ? new YearChanges(inputs.Solve) : null;
    private readonly StudyYears years = new(plan,
        new YearExtras(inputs.Config.Closure.Levels, inputs.Config.Groups.Alternative is null
            ? null : (contributions, regions, year) => Alternative(inputs, note, contributions, regions, year)),
        report);

    /// <summary>Solves a year: the baseline, its scenarios, and what changed since the year before.</summary>
    /// <param name="prepared">The year.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    public void Add(PreparedYear prepared, CancellationToken cancellation)
    {
        var (model, baseline) = years.Add(prepared, cancellation);
        var tableYear = prepared.Assignment.TableYear;
        if (inputs.Config.Output.Html && !contracts.ContainsKey(tableYear))
            contracts[tableYear] = ContractMultipliers.Of(model, cancellation);
        if (changes is null) return;
        report(RunStage.Decomposing, 0.7, $"{prepared.Assignment.Year}: decomposing the change");
        note(changes.Add(model, baseline, cancellation));
    }

    /// <summary>Everything that the years found.</summary>
    /// <param name="findings">What to keep in mind.</param>
    /// <param name="files">The files read.</param>
    /// <param name="clock">Runs since the inputs were opened.</param>
    public RunResults Results(IReadOnlyList<Finding> findings, IReadOnlyList<InputFile> files, Stopwatch clock) =>
        new(inputs, years.Collect(), findings, files, clock)
        {
            Contracts = contracts,
            Changes = changes is null ? null : new Decomposition(changes.Steps),
        };

    // Contributions of countries inside a rest of the world are spent by its mix; those that the table can't place are left out
    // with a warning.
    private static AlternativeSpending Alternative(
        RunInputs inputs, Action<IEnumerable<Finding>> note, ContributionLedger contributions, Axis<Region> regions, int year)
    {
        var kind = inputs.Config.Groups.Alternative switch
        {
            "household" => AccountKind.Household,
            "investment" => AccountKind.Capital,
            _ => AccountKind.Government,
        };
        var map = inputs.Rules.Countries.For(regions);
        var amounts = new double[regions.Count];
        foreach (var payer in contributions.Payers(year))
        {
            if (map.Find(payer).Region is >= 0 and var r) amounts[r] += contributions.Of(payer, year);
            // of a scenario; those of the inputs are told before
            else if (inputs.Contributions.Of(payer, year) == 0) note([NameChecks.PayerOutside(year, payer)]);
        }

        return new AlternativeSpending(kind, new LabelledVector<Region>(regions, amounts));
    }
}
