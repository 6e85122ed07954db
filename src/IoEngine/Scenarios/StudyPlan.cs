using IoEngine.Places;

namespace IoEngine.Scenarios;

/// <summary>Scenarios resolved against a world: every label checked, every change of orders, membership and rules applied once. Immutable.</summary>
public sealed class StudyPlan
{
    private readonly List<Finding> findings = [];
    private readonly WorldState?[] states;

    private StudyPlan(StudyInputs inputs, IReadOnlyList<Scenario> scenarios)
    {
        Inputs = inputs;
        Scenarios = scenarios;
        states = new WorldState?[scenarios.Count];
    }

    /// <summary>The world as it is.</summary>
    public StudyInputs Inputs { get; }

    /// <summary>The scenarios, in the order given; the baseline is none of them.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>What each change touched.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Checks and resolves scenarios.</summary>
    /// <param name="inputs">The world as it is.</param>
    /// <param name="scenarios">Any order; a scenario may build on a later one.</param>
    /// <exception cref="ConfigException">Unknown labels, shares out of range, overlapping changes, cycles of bases, empty groups, base years
    /// without a table: every fault of every scenario, each with its path.</exception>
    public static StudyPlan Build(StudyInputs inputs, IReadOnlyList<Scenario> scenarios)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scenarios);
        var plan = new StudyPlan(inputs, scenarios);
        plan.CheckNames();
        foreach (var i in plan.InOrderOfBases()) plan.Resolve(i);
        var faults = plan.findings.Where(f => f.Severity == Severity.Error).ToArray();
        return faults.Length == 0 ? plan : throw new ConfigException(faults);
    }

    internal WorldState StateOf(int scenario) => states[scenario]!;

    private ChangeCheck Check(string path, WorldState state, string scenario = "") => new(Inputs, path, findings) { Membership = state.Membership, Scenario = scenario };

    private string Path(int scenario) => Scenarios[scenario].Place ?? $"$.scenarios[{scenario}]";

    private void Fault(string code, string path, string message, string found, string expected, string cure = "") =>
        Check(path, WorldState.Of(Inputs)).Fault(code, "", message, found, expected, cure);

    private void CheckNames()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Scenarios.Count; i++)
        {
            var name = Scenarios[i].Name;
            if (string.IsNullOrWhiteSpace(name)) Fault("SCENARIO-NAME", $"{Path(i)}.name", "A scenario has no name.", $"'{name}'", "a name");
            else if (name is Scenario.Baseline or "all")
                Fault("SCENARIO-NAME", $"{Path(i)}.name", "The name is taken by the results themselves.", $"'{name}'", "another name");
            else if (!seen.TryAdd(name, i))
                Fault("SCENARIO-NAME", $"{Path(i)}.name", "Two scenarios have one name.", $"'{name}', first at {Path(seen[name])}", "each name once");
        }
    }

    /// <summary>Positions with every base before what builds on it; scenarios in or behind a cycle are left out, with a fault.</summary>
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
                Fault("SCENARIO-CYCLE", $"{Path(i)}.base", "Scenarios build on one another in a circle.", string.Join(" → ", cycle), "a base that ends at the baseline");
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
        for (var k = 0; k < s.Changes.Count; k++)
        {
            var check = Check($"{Path(scenario)}.changes[{k}]", state, s.Name);
            var before = Errors();
            s.Changes[k].Check(check);
            for (var j = 0; j < k; j++)
            {
                if (Overlap.Of(s.Changes[j], s.Changes[k], start) is { } what)
                    check.Fault("SCENARIO-OVERLAP", "", $"Two changes of one scenario overlap: {what}.", $"changes[{j}] ({s.Changes[j].Kind}) and changes[{k}] ({s.Changes[k].Kind})",
                        "changes that touch different things", "Make the selections disjoint, or build one scenario on the other with 'base'.");
            }

            if (Errors() == before) state = s.Changes[k].Apply(state, check);
        }

        states[scenario] = state;
    }

    private int Errors() => findings.Count(f => f.Severity == Severity.Error);
}

/// <summary>Whether two changes of one scenario touch the same thing, so that "both" would mean one after the other.</summary>
internal static class Overlap
{
    /// <summary>What both touch; null: nothing.</summary>
    public static string? Of(Change first, Change second, WorldState start) => (first, second) switch
    {
        (RedirectOrders or ScaleOrders, RedirectOrders or ScaleOrders) => Orders(Selection(first), Selection(second), start),
        (ChangeMembership a, ChangeMembership b) => Country(a.Country, start) == Country(b.Country, start) && a.From <= (b.To ?? DateOnly.MaxValue) && b.From <= (a.To ?? DateOnly.MaxValue)
            ? $"the membership of {Country(a.Country, start)}" : null,
        (ChangeContribution a, ChangeContribution b) => Country(a.Country, start) == Country(b.Country, start) && a.Years.Overlaps(b.Years) ? $"the contribution of {Country(a.Country, start)}" : null,
        (ChangeExchangeRate a, ChangeExchangeRate b) => a.Currency == b.Currency && a.Years.Overlaps(b.Years) ? $"the rate of {a.Currency}" : null,
        (ChangeClosure a, ChangeClosure b) => (a.Closure is not null && b.Closure is not null) || (a.DisposableFactor != 1 && b.DisposableFactor != 1)
            || (a.PropensityFactor != 1 && b.PropensityFactor != 1) || (a.Regions is not null && b.Regions is not null) ? "the same parameter of the closure" : null,
        (ChangeValuation a, ChangeValuation b) => (a.WholesaleMargin is not null && b.WholesaleMargin is not null) || (a.Tax is not null && b.Tax is not null)
            || (a.Country is not null && b.Country is not null) ? "the same parameter of the valuation" : null,
        (FreezeStructure a, FreezeStructure b) => a.Years.Overlaps(b.Years) && (a.Part == b.Part || a.Part == FrozenPart.Table || b.Part == FrozenPart.Table)
            ? "the same part of the table" : null,
        (ShiftTrade a, ShiftTrade b) => a.Years.Overlaps(b.Years) && Country(a.From, start) == Country(b.From, start) && Meet(a.Users, b.Users) && Meet(a.Sectors, b.Sectors)
            ? $"the same deliveries from {a.From}" : null,
        _ => null,
    };

    private static OrderSelection Selection(Change change) => change is RedirectOrders r ? r.From : ((ScaleOrders)change).Orders;

    private static string? Orders(OrderSelection a, OrderSelection b, WorldState start)
    {
        try
        {
            var (first, second) = (a.In(start), b.In(start));
            var (number, cells) = (0.0, 0);
            foreach (var cell in start.Orders.Cells)
            {
                if (!first(cell) || !second(cell)) continue;
                number += cell.Number;
                cells++;
            }

            return cells == 0 ? null : $"{number:#,##0.#} {Plural.Noun((double)number, "order is", "orders are")} in both selections";
        }
        catch (UnknownLabelException)
        {
            return null; // said already where the label stands
        }
    }

    private static string Country(string spelling, WorldState start) => start.Rules.Countries.CountryOf(spelling);

    private static bool Meet(IReadOnlyList<string>? a, IReadOnlyList<string>? b) => a is null || b is null || a.Intersect(b).Any();
}
