using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>
/// What a run keeps of its years beside their results: what contracts bring, and what changed. Safe for years side by side where
/// no changes are asked for, which need the years in order.
/// </summary>
/// <param name="inputs">The inputs.</param>
internal sealed class YearByproducts(RunInputs inputs)
{
    private readonly Lock adding = new();
    private readonly SortedDictionary<int, ContractMultipliers> contracts = [];
    private readonly SortedDictionary<int, ReceiverMultipliers> receivers = [];
    private readonly YearChanges? changes = inputs.Config.Analyses.Decomposition
        ? new YearChanges(inputs.Solve, inputs.Prices) : null;

    /// <summary>What contracts bring where, by year of the table.</summary>
    public IReadOnlyDictionary<int, ContractMultipliers> Contracts => contracts;

    /// <summary>What a unit ordered brings to each receiver, by year; empty unless orders are asked for one by one.</summary>
    public IReadOnlyDictionary<int, ReceiverMultipliers> Receivers => receivers;

    /// <summary>What changed from year to year; null: not asked for.</summary>
    public Decomposition? Changes => changes is null ? null : new Decomposition(changes.Steps);

    /// <summary>What the years hold besides effects.</summary>
    /// <param name="note">Takes findings.</param>
    public YearExtras Extras(Action<IEnumerable<Finding>> note) => new(inputs.Config.Closure.Levels,
        inputs.Config.Groups.Alternative is null
            ? null : (contributions, regions, year) => Alternative(inputs, note, contributions, regions, year));

    /// <summary>Looks at a solved year.</summary>
    /// <param name="solved">The year.</param>
    /// <param name="report">Stage of the year, the share of it that is done, and a line for people.</param>
    /// <param name="note">Takes findings.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    public void Add(SolvedYear solved, Action<RunStage, double, string> report, Action<IEnumerable<Finding>> note,
        CancellationToken cancellation)
    {
        var assignment = solved.Baseline.Assignment;
        // of the table, whatever the first year that it serves leaves out
        if (inputs.Config.Output.Html)
            Keep(contracts, assignment.TableYear, () => ContractMultipliers.Of(solved.Model,
                solved.Model.Indicators.Choose(inputs.Config.Indicators, solved.Model.Table.Identity.Name), cancellation));
        if (inputs.Config.Attribution.OrderEffects)
            Keep(receivers, assignment.Year, () => ReceiverMultipliers.Of(solved.Model, solved.Baseline,
                ReceiversOf(solved.Baseline), cancellation));
        if (changes is null) return;
        report(RunStage.Decomposing, 0.7, $"{assignment.Year}: decomposing the change");
        note(changes.Add(solved.Model, solved.Baseline, cancellation));
    }

    private void Keep<T>(SortedDictionary<int, T> kept, int year, Func<T> make)
    {
        lock (adding)
        {
            if (kept.ContainsKey(year)) return;
        }

        var made = make();
        lock (adding) kept.TryAdd(year, made);
    }

    // By group, as in the file of groups; by country, as in effects, where there are no groups.
    private string[] ReceiversOf(YearResult year)
    {
        var names = new RegionCountries(year.Regions, year.Demand);
        var account = CountryYear.Of(year, inputs.Membership, inputs.Contributions);
        return [.. Enumerable.Range(0, year.Regions.Count).Select(names.NameOf)
            .Select(name => account.GroupOf(name) is { Length: > 0 } group ? group : name)];
    }

    // Contributions of countries inside a rest of the world are spent by its mix; those that the table can't place are left out
    // with a warning.
    private static AlternativeSpending Alternative(
        RunInputs inputs, Action<IEnumerable<Finding>> note, ContributionLedger contributions, Axis<Region> regions, int year)
    {
        var kind = inputs.Config.Groups.Alternative!.Mix switch
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

        return new AlternativeSpending(kind, new LabelledVector<Region>(regions, amounts))
        {
            IsFunded = inputs.Config.Groups.Alternative!.IsFunded,
            FundedShare = counted => inputs.Events.Budget.FundedShare(year, counted, contributions.Total(year)),
        };
    }
}
