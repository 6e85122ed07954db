using IoEngine.Scenarios;
using static IoEngine.Tests.Scenarios.SmallWorld;

namespace IoEngine.Tests.Scenarios;

/// <summary>Bad scenarios: one message with every fault, each with its path.</summary>
public class StudyPlanTests
{
    private static readonly OrderSelection All = OrderSelection.All;
    private static readonly OrderDestination ToR1 = new() { Countries = ["R1"] };

    private static Finding[] Faults(params IReadOnlyList<Scenario> scenarios) =>
        Assert.Throws<ConfigException>(() => StudyPlan.Build(Inputs() with { Source = "run.json" }, scenarios))!.Findings.ToArray();

    private static void Expect(Finding[] faults, params (string Code, string Path)[] expected) =>
        Assert.That(faults.Select(f => (f.Code, f.Place)), Is.EquivalentTo(expected.Select(e => (e.Code, $"run.json, $.scenarios{e.Path}"))));

    [Test]
    public void Every_fault_of_every_scenario_is_in_one_message()
    {
        var faults = Faults(
            Scenario.Of("labels",
                new RedirectOrders(new OrderSelection { Countries = ["Atlantis"], Group = "friend", Sectors = ["S9"], Bands = ["huge"] }, new OrderDestination(), 1.5)),
            Scenario.Of("years", new FreezeStructure(FrozenPart.TradeShares, 1850), new ChangeExchangeRate("XXX", 0, new YearSpan(2005, 2004))),
            new Scenario("a", [], "b"), new Scenario("b", [], "a"), new Scenario("lost", [], "nobody"), Scenario.Of("baseline"), Scenario.Of("labels"),
            Scenario.Of("empty", new RedirectOrders(new OrderSelection { Countries = [] }, new OrderDestination { Group = "associate" }, -0.1)));
        Expect(faults,
            ("SCENARIO-LABEL", "[0].changes[0].from.countries"), ("SCENARIO-LABEL", "[0].changes[0].from.group"),
            ("SCENARIO-LABEL", "[0].changes[0].from.sectors"), ("SCENARIO-LABEL", "[0].changes[0].from.bands"),
            ("SCENARIO-DESTINATION", "[0].changes[0].to"), ("SCENARIO-SHARE", "[0].changes[0].share"),
            ("SCENARIO-BASE-YEAR", "[1].changes[0].baseYear"), ("SCENARIO-RANGE", "[1].changes[1].factor"), ("SCENARIO-YEARS", "[1].changes[1].years"),
            ("SCENARIO-LABEL", "[1].changes[1].currency"), ("SCENARIO-CYCLE", "[2].base"), ("SCENARIO-BASE", "[4].base"),
            ("SCENARIO-NAME", "[5].name"), ("SCENARIO-NAME", "[6].name"),
            ("SCENARIO-EMPTY", "[7].changes[0].from.countries"), ("SCENARIO-LABEL", "[7].changes[0].to.group"), ("SCENARIO-SHARE", "[7].changes[0].share"));
        var message = new ConfigException(faults).Message;
        Assert.That(message, Does.Contain("17 errors").And.Contain("a → b → a").And.Contain("'Atlantis'"));
    }

    [Test]
    public void Overlapping_changes_are_refused()
    {
        var r3 = new OrderSelection { Countries = ["R3"] };
        Expect(Faults(
                Scenario.Of("orders", new RedirectOrders(r3, ToR1, 0.5), new ScaleOrders(new OrderSelection { Codes = ["c1"] }, 2)),
                Scenario.Of("fine", new RedirectOrders(r3, ToR1, 0.5), new ScaleOrders(new OrderSelection { Countries = ["R2"] }, 2)),
                Scenario.Of("members", new ChangeMembership("R3", "member", new DateOnly(2000, 1, 1)), new ChangeMembership("R3", "observer", new DateOnly(2001, 1, 1))),
                Scenario.Of("contributions", new ChangeContribution("R0", 1, 1, false, YearSpan.All), new ChangeContribution("R0", null, 2, false, new YearSpan(2002))),
                Scenario.Of("tables", new FreezeStructure(FrozenPart.TradeShares, First), new FreezeStructure(FrozenPart.Table, First)),
                Scenario.Of("closures", new ChangeClosure(DisposableFactor: 0.8), new ChangeClosure(DisposableFactor: 0.9)),
                Scenario.Of("closures apart", new ChangeClosure(DisposableFactor: 0.8), new ChangeClosure(PropensityFactor: 0.9))),
            ("SCENARIO-OVERLAP", "[0].changes[1]"), ("SCENARIO-OVERLAP", "[2].changes[1]"), ("SCENARIO-OVERLAP", "[3].changes[1]"),
            ("SCENARIO-OVERLAP", "[4].changes[1]"), ("SCENARIO-OVERLAP", "[5].changes[1]"));
    }

    [Test]
    public void A_group_without_countries_or_orders_to_go_by_is_refused()
    {
        var inputs = Inputs();
        inputs = inputs with { Membership = new IoEngine.Membership.MembershipRegister([new("R0", "member", new DateOnly(1990, 1, 1)), new("ATA", "associate", new DateOnly(2050, 1, 1))]) };
        var error = Assert.Throws<ConfigException>(() => StudyPlan.Build(inputs, [Scenario.Of("s", new RedirectOrders(All, new OrderDestination { Group = "associate" }))]));
        Assert.That(error!.Findings.Select(f => f.Code), Is.EqualTo(new[] { "SCENARIO-EMPTY" }));
        error = Assert.Throws<ConfigException>(() => StudyPlan.Build(Inputs(), [Scenario.Of("s", new RedirectOrders(All, new OrderDestination { Countries = ["ISL", "MLT"] }))]));
        Assert.That(error!.Findings.Select(f => f.Code), Is.All.EqualTo("SCENARIO-EMPTY"), "neither country has an order to take a share by");
        Assert.DoesNotThrow(() => StudyPlan.Build(Inputs(), [Scenario.Of("s", new RedirectOrders(All, new OrderDestination { Countries = ["ISL", "MLT"], Spread = SpreadRule.Equal }))]));
    }

    [Test]
    public void What_a_change_touched_is_said()
    {
        var plan = StudyPlan.Build(Inputs() with { Source = "run.json" }, [Scenario.Of("s", new RedirectOrders(new OrderSelection { Countries = ["R3"] }, ToR1, 0.5))]);
        var note = plan.Findings.Single();
        Assert.That(note.Severity, Is.EqualTo(Severity.Info));
        Assert.That(note.Place, Is.EqualTo("run.json, $.scenarios[0].changes[0]"));
        Assert.That(note.Found, Does.Contain("from 1 country to 1").And.Contain("CHF"));
    }
}
