using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Scenarios;
using IoEngine.Studies;
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
                Scenario.Of("closures", new ChangeClosure { DisposableFactor = 0.8 }, new ChangeClosure { DisposableFactor = 0.9 }),
                Scenario.Of("closures apart", new ChangeClosure { DisposableFactor = 0.8 }, new ChangeClosure { PropensityFactor = 0.9 })),
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
        Assert.That(error!.Findings.Select(f => f.Code).NotEmpty(), Is.All.EqualTo("SCENARIO-EMPTY"), "neither country has an order to take a share by");
        Assert.DoesNotThrow(() => StudyPlan.Build(Inputs(), [Scenario.Of("s", new RedirectOrders(All, new OrderDestination { Countries = ["ISL", "MLT"], Spread = SpreadRule.Equal }))]));
    }

    [Test]
    public void Placed_orders_that_no_rule_maps_are_refused()
    {
        using var scratch = new ScratchFolder();
        var path = scratch["codes.csv"];
        File.WriteAllText(path, "scheme,code,sector,weight,from,to\nOLD,c0,S0,1,,2001\nNEW,d,S1,1,2002,\n");
        var inputs = Inputs() with { Source = "run.json" };
        inputs = inputs with { Rules = inputs.Rules with { Mapping = new MappingRules { Codes = CodeConcordance.Read(path), Nace = NaceConcordance.Of([("28", "S2", 1)]) } } };
        Order Of(int year, string code, string scheme = "", string nace = "") => new() { Year = year, SupplierCountry = "R1", Code = code, Scheme = scheme, Nace = nace, Value = 1000m };
        var error = Assert.Throws<ConfigException>(() => StudyPlan.Build(inputs, [Scenario.Of("new magnet",
            new PlaceOrders([Of(2001, "c0"), Of(2002, "c0"), Of(2002, "e"), Of(2002, "d7"), Of(2002, "d7", "OLD"), Of(2000, "zz", nace: "28.1"), Of(2000, "")]))]));
        var faults = error!.Findings.ToArray();
        Expect(faults, new[] { 1, 2, 4, 6 }.Select(i => ("SCENARIO-UNMAPPED", $"[0].changes[0].orders[{i}]")).ToArray());
        Assert.That(faults[0].Message, Does.StartWith("Scenario 'new magnet': no rule maps an order of 2002"));
        Assert.That((faults[0].Found, faults[0].Cure), Is.EqualTo(("code 'c0' in 2002", $"Correct code, scheme or year, or add a row. {path} maps it elsewhere: line 2, 'c0' of scheme 'OLD' up to 2001.")));
        Assert.That(faults[1].Cure, Does.Contain("knows no beginning of it"));
        Assert.That(faults[2].Cure, Does.EndWith("line 3, 'd' of scheme 'NEW' from 2002 on."));
        Assert.That(faults[3].Found, Does.StartWith("neither code nor NACE"));
    }

    [Test]
    public void Placed_orders_take_averages_where_the_orders_do()
    {
        var inputs = Inputs();
        inputs = inputs with
        {
            Orders = inputs.Orders.Plus(OrderLedger.FromOrders([new Order { Year = First, SupplierCountry = "R1", Code = "c5", Nace = "28", Value = 5m }])),
            Rules = inputs.Rules with { Mapping = inputs.Rules.Mapping with { Nace = NaceConcordance.Of([("28", "S2", 1)]) } },
        };
        Scenario place = Scenario.Of("s", new PlaceOrders([new Order { Year = Last, SupplierCountry = "R2", Code = "c5", Value = 5m }]));
        Assert.That(StudyPlan.Build(inputs, [place]).Findings.Single().Message, Is.EqualTo("Orders placed."));
        var without = inputs with { Rules = inputs.Rules with { Mapping = inputs.Rules.Mapping with { Averages = false } } };
        Assert.That(Assert.Throws<ConfigException>(() => StudyPlan.Build(without, [place]))!.Findings.Single().Code, Is.EqualTo("SCENARIO-UNMAPPED"));
    }

    [Test]
    public void A_change_that_selects_nothing_is_a_warning()
    {
        var none = new OrderSelection { Codes = ["X9"] };
        var findings = StudyPlan.Build(Inputs() with { Source = "run.json" }, [Scenario.Of("s", new ScaleOrders(none, 2)), Scenario.Of("t", new RedirectOrders(none, ToR1))]).Findings;
        Assert.That(findings.Select(f => (f.Code, f.Severity, f.Place)), Is.EqualTo(new[]
        {
            ("SCENARIO-NOTHING", Severity.Warning, "run.json, $.scenarios[0].changes[0].orders"), ("SCENARIO-NOTHING", Severity.Warning, "run.json, $.scenarios[1].changes[0].from"),
        }));
        Assert.That(findings[0].Message, Is.EqualTo("Scenario 's': the change 'scale' selects no order and changes nothing."));
        Assert.That(findings[0].Cure, Does.EndWith("such as c0, c1, c2, c3, c4, c5."));
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
