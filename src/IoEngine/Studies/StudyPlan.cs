using IoEngine.Procurement.Demand;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>
/// Scenarios resolved against a world: every label checked, every change of orders, membership and rules applied once. Immutable.
/// </summary>
public sealed class StudyPlan
{
    private readonly List<Finding> findings = [];
    private readonly WorldState?[] states;
    private readonly Lazy<DemandBuilder>[] builders;

    private StudyPlan(StudyInputs inputs, IReadOnlyList<Scenario> scenarios, DemandBuilder? demand)
    {
        Inputs = inputs;
        Scenarios = Alternatives(scenarios);
        states = new WorldState?[Scenarios.Count];
        var own = new Lazy<DemandBuilder>(() => demand ?? new DemandBuilder(inputs.Orders, inputs.Rules));
        builders = [
            .. states.Select(
                (_, s) =>
                    new Lazy<DemandBuilder>(
                        () => Differs(s) ? new DemandBuilder(StateOf(s).Orders, StateOf(s).Rules) : own.Value)), own];
    }

    /// <summary>The world as it is.</summary>
    public StudyInputs Inputs { get; }

    /// <summary>The scenarios, in the order given, tenders as one a bidder; the baseline is none of them.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>What each change touched.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Checks and resolves scenarios.</summary>
    /// <param name="inputs">The world as it is.</param>
    /// <param name="scenarios">Any order; a scenario may build on a later one.</param>
    /// <exception cref="ConfigException">Unknown labels, shares out of range, overlapping changes, cycles of bases, empty groups,
    /// base years without a table: every fault of every scenario, each with its path.</exception>
    public static StudyPlan Build(StudyInputs inputs, IReadOnlyList<Scenario> scenarios) => Build(inputs, scenarios, [], null);

    /// <summary>
    /// The same, with what could not be read of the scenarios: their other faults are in the same message; and the baseline's
    /// demand where it is at work already.
    /// </summary>
    internal static StudyPlan Build(StudyInputs inputs, IReadOnlyList<Scenario> scenarios, IReadOnlyList<Finding> unreadable,
        DemandBuilder? demand)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scenarios);
        var plan = new StudyPlan(inputs, scenarios, demand);
        plan.findings.InsertRange(0,
            unreadable.Select(f => f with { Place = inputs.Source.Length == 0 ? f.Place : $"{inputs.Source}, {f.Place}" }));
        plan.CheckNames();
        foreach (var i in plan.InOrderOfBases()) plan.Resolve(i);
        var faults = plan.findings.Where(f => f.Severity == Severity.Error).ToArray();
        return faults.Length == 0 ? plan : throw new ConfigException(faults);
    }

    internal WorldState StateOf(int scenario) => states[scenario]!;

    /// <summary>The orders of the world as it is, priced, and their demand.</summary>
    internal DemandBuilder Demand => builders[^1].Value;

    /// <summary>The same of a scenario; the baseline's own object where its orders and rules do not differ.</summary>
    internal DemandBuilder DemandOf(int scenario) => builders[scenario].Value;

    private bool Differs(int scenario) =>
        !ReferenceEquals(StateOf(scenario).Orders, Inputs.Orders) || !ReferenceEquals(StateOf(scenario).Rules, Inputs.Rules);

    private ChangeCheck Check(string path, WorldState state, string scenario = "") =>
        new(Inputs, path, findings) { Membership = state.Membership, Scenario = scenario };

    private string Path(int scenario) => Scenarios[scenario].Place!;

    /// <summary>Every scenario with its place; one that stands for several as these.</summary>
    private List<Scenario> Alternatives(IReadOnlyList<Scenario> scenarios)
    {
        var all = new List<Scenario>();
        for (var i = 0; i < scenarios.Count; i++)
        {
            var scenario = scenarios[i] with { Place = scenarios[i].Place ?? $"$.scenarios[{i}]" };
            var at = scenario.Changes.ToList().FindIndex(c => c.Alternatives is not null);
            if (at < 0)
            {
                all.Add(scenario);
                continue;
            }

            var change = scenario.Changes[at];
            if (scenario.Changes.Count > 1)
                Fault("SCENARIO-TENDER", $"{scenario.Place}.changes", $"A {change.Kind} must be the only change of its scenario.",
                    $"{scenario.Changes.Count} changes", "one",
                    "Put the other changes into a scenario of their own and name it as 'base'.");
            change.Check(Check($"{scenario.Place}.changes[{at}]", WorldState.Of(Inputs), scenario.Name));
            all.AddRange(
                change.Alternatives!.Select(
                    a => new Scenario($"{scenario.Name}: {a.Name}", [a.Change], scenario.Base) { Place = scenario.Place }));
        }

        return all;
    }

    private void Fault(string code, string path, string message, string found, string expected, string cure = "") =>
        Check(path, WorldState.Of(Inputs)).Fault(code, "", message, found, expected, cure);

    private void CheckNames()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Scenarios.Count; i++)
        {
            var name = Scenarios[i].Name;
            if (string.IsNullOrWhiteSpace(name))
                Fault("SCENARIO-NAME", $"{Path(i)}.name", "A scenario has no name.", $"'{name}'", "a name");
            else if (name is Scenario.Baseline or "all")
                Fault("SCENARIO-NAME", $"{Path(i)}.name", "The name is taken by the results themselves.", $"'{name}'",
                    "another name");
            else if (!seen.TryAdd(name, i))
                Fault("SCENARIO-NAME", $"{Path(i)}.name", "Two scenarios have one name.",
                    $"'{name}', first at {Path(seen[name])}", "each name once");
        }
    }

    /// <summary>
    /// Positions with every base before what builds on it; scenarios in or behind a cycle are left out, with a fault.
    /// </summary>
    private List<int> InOrderOfBases()
    {
        var order = new List<int>();
        var state = new int[Scenarios.Count]; // 0 not seen, 1 on the way, 2 done, 3 faulty
        for (var i = 0; i < Scenarios.Count; i++) Visit(i, []);
        return order;

        bool Visit(int i, List<int> way)
        {
            if (state[i] >= 2) return state[i] == 2;
            way.Add(i);
            if (state[i] == 1)
            {
                var cycle = way.Skip(way.IndexOf(i)).Select(k => Scenarios[k].Name);
                Fault("SCENARIO-CYCLE", $"{Path(i)}.base", "Scenarios build on one another in a circle.",
                    string.Join(" → ", cycle), "a base that ends at the baseline");
                return false;
            }

            state[i] = 1;
            var good = true;
            if (Scenarios[i].Base is { } name && name != Scenario.Baseline)
            {
                var at = IndexOf(name);
                if (at < 0)
                    Fault("SCENARIO-BASE", $"{Path(i)}.base", "There is no scenario of this name to build on.", $"'{name}'",
                        string.Join(", ", Scenarios.Select(s => s.Name).Prepend(Scenario.Baseline)));
                good = at >= 0 && Visit(at, way);
            }

            state[i] = good ? 2 : 3;
            // A scenario with a bad base is still checked, on the baseline, so that its own faults are in the same message.
            order.Add(i);
            return good;
        }
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Scenarios.Count; i++)
        {
            if (Scenarios[i].Name == name) return i;
        }

        return -1;
    }

    private void Resolve(int scenario)
    {
        var s = Scenarios[scenario];
        var at = s.Base is null ? -1 : IndexOf(s.Base);
        var start = (at >= 0 ? states[at] : null) ?? WorldState.Of(Inputs);
        var state = start;
        var touches = new Touch[s.Changes.Count][];
        for (var k = 0; k < s.Changes.Count; k++)
        {
            var check = Check($"{Path(scenario)}.changes[{k}]", state, s.Name);
            var before = Errors();
            s.Changes[k].Check(check);
            touches[k] = s.Changes.Count > 1 ? s.Changes[k].Touches(start, check).ToArray() : [];
            for (var j = 0; j < k; j++)
            {
                if (Both(touches[j], touches[k]) is { } both)
                    check.Fault("SCENARIO-OVERLAP", "", $"Two changes of one scenario overlap: {both}.",
                        $"changes[{j}] ({s.Changes[j].Kind}) and changes[{k}] ({s.Changes[k].Kind})",
                        "changes that touch different things",
                        "Make the selections disjoint, or build one scenario on the other with 'base'.");
            }

            if (Errors() == before) state = s.Changes[k].Apply(state, check);
        }

        states[scenario] = state;
    }

    private static string? Both(Touch[] one, Touch[] other)
    {
        try
        {
            return one.SelectMany(a => other.Select(a.Common)).FirstOrDefault(w => w is not null);
        }
        catch (UnknownLabelException)
        {
            return null; // said already where the label stands
        }
    }

    private int Errors() => findings.Count(f => f.Severity == Severity.Error);
}
