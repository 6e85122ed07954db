using System.Reflection;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Procurement.Ledger;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Studies;
using static IoEngine.Tests.Scenarios.SmallWorld;

namespace IoEngine.Tests.Scenarios;

/// <summary>
/// Every pair of kinds of change is judged: two that write the same are refused in either order, two that do not may change
/// places.
/// </summary>
public class ChangePairsTests
{
    private static readonly YearSpan Later = new(Last, Last);

    // One of each kind, none of which writes what another kind's writes but for orders and tables: those pairs stand below.
    private static readonly Change[] OneOfEach =
    [
        Redirect("R3", "R1"), Scale("R2"), Place("R1"), new TenderPurchase(Purchase(""), ["R1", "R3"]), Member("R3"), Pays("R3"), Rate("EUR"),
        new FreezeStructure(FrozenPart.Technology, First), Shift("R1", "R2"), Extract("R3"), new ChangeClosure { PropensityFactor = 0.9 },
        new ChangeValuation { WholesaleMargin = 0.35 },
    ];

    private static readonly string[][] Writing = [["redirect", "scale", "place"], ["freeze", "shift-trade", "extract"]];

    private static IEnumerable<Pair> Meeting() =>
    [
        new(Redirect("R3", "R1"), Redirect("R3", "R0"), "in both selections"), new(Redirect("R3", "R1"), Redirect("R1", "R0"), "placed by the one and selected by the other"),
        new(Redirect("R3", "R1"), Scale("R3"), "in both selections"), new(Redirect("R3", "R1"), Scale("R1"), "placed by the one"),
        new(Redirect("R3", "R1"), Place("R3"), "1 order is placed by the one and selected by the other"),
        new(Scale("R3"), new ScaleOrders(new OrderSelection { Codes = ["c1"] }, 3), "in both selections"), new(Scale("R3"), Place("R3"), "1 order is placed"),
        new(Member("R3"), new ChangeMembership("R3", "observer", new DateOnly(2002, 1, 1)), "the membership of R3"),
        new(Pays("R3"), Pays("R3", keepTotal: false), "the contribution of R3"), new(Pays("R3"), Pays("R1", keepTotal: false), "whose total is kept"),
        new(Rate("EUR"), Rate("EUR"), "the rate of EUR"),
        new(new FreezeStructure(FrozenPart.TradeShares, First), new FreezeStructure(FrozenPart.TradeShares, Last), "the same part of the table"),
        new(new FreezeStructure(FrozenPart.Technology, First), new FreezeStructure(FrozenPart.Table, First), "the same part of the table"),
        new(new FreezeStructure(FrozenPart.TradeShares, First), Shift("R1", "R2"), "the same part of the table"),
        new(new FreezeStructure(FrozenPart.Technology, First), Extract("R3"), "the same part of the table"),
        new(Shift("R1", "R2"), Shift("R1", "R3"), "the same deliveries from R1"), new(Shift("R1", "R2"), Shift("R2", "R3"), "the same deliveries from R2"),
        new(Shift("R1", "R2"), Extract("R1"), "the same deliveries from R1"), new(Shift("R1", "R2"), Extract("R2"), "the same deliveries from R2"),
        new(Extract("R3"), Extract("R3", ExtractionKind.AsSuppliers), "the same deliveries from R3"),
        new(Extract("R1"), new ExtractIndustries { Group = "member" }, "the same deliveries from R1"),
        new(new ChangeClosure(ClosureKind.GrossWage), new ChangeClosure(ClosureKind.None), "the same parameter of the closure"),
        new(new ChangeClosure(ClosureKind.None), new ChangeClosure { PropensityFactor = 0.9 }, "the same parameter of the closure"),
        new(new ChangeClosure(ClosureKind.None), new ChangeClosure { Regions = ["R0"] }, "the same parameter of the closure"),
        new(new ChangeClosure(ClosureKind.GrossWage), new ChangeClosure { PropensityFactor = 0.9 }, "the same parameter of the closure"),
        new(new ChangeClosure { DisposableFactor = 0.8 }, new ChangeClosure { DisposableFactor = 0.9 }, "the same parameter of the closure"),
        new(new ChangeValuation { Tax = 0.1 }, new ChangeValuation { Tax = 0.2, WholesaleMargin = 0.3 }, "the same parameter of the valuation"),
    ];

    private static IEnumerable<Pair> Apart() =>
    [
        new(Redirect("R3", "R1"), Redirect("R2", "R1")), new(Redirect("R3", "R1", new YearSpan(First, First)), Redirect("R1", "R0", Later)),
        new(Redirect("R3", "R1"), Scale("R2")), new(Redirect("R3", "R1"), Place("R1")), new(Scale("R2"), Scale("R3")), new(Scale("R2"), Place("R3")),
        new(Place("R1"), Place("R1")), new(Member("R3"), new ChangeMembership("R1", "non-member", new DateOnly(2001, 1, 1))),
        new(new ChangeMembership("R3", "member", new DateOnly(2000, 1, 1), new DateOnly(2000, 12, 31)), new ChangeMembership("R3", "observer", new DateOnly(2001, 1, 1))),
        new(Pays("R3", keepTotal: false), Pays("R1", keepTotal: false)), new(Pays("R3", years: new YearSpan(First, First)), Pays("R1", years: Later)),
        new(Rate("EUR"), Rate("CHF") with { Factor = 1.5 }), new(Rate("EUR", new YearSpan(First, First)), Rate("EUR", Later)),
        new(new FreezeStructure(FrozenPart.TradeShares, First), new FreezeStructure(FrozenPart.Technology, First)),
        new(new FreezeStructure(FrozenPart.Table, First) { Years = new YearSpan(First + 1, First + 1) }, Extract("R3") with { Years = Later }),
        new(new FreezeStructure(FrozenPart.Technology, First), Shift("R1", "R2")), new(Shift("R1", "R2"), Shift("R3", "R2")),
        new(Shift("R1", "R2") with { Users = ["R0"] }, Shift("R1", "R3") with { Users = ["R2", "R3"] }),
        new(Shift("R1", "R2") with { Sectors = ["S0"] }, Shift("R1", "R2") with { Sectors = ["S1"] }),
        new(Shift("R1", "R2"), Extract("R3")), new(Extract("R2"), Extract("R3")), new(Extract("R3"), Extract("R3") with { Sectors = ["S0"], Regions = ["R2"] }),
        new(new ChangeClosure { DisposableFactor = 0.8 }, new ChangeClosure { PropensityFactor = 0.9 }),
        new(new ChangeClosure(ClosureKind.LabourMixed), new ChangeClosure { Regions = ["R0"] }),
        new(new ChangeValuation { Tax = 0.1 }, new ChangeValuation { WholesaleMargin = 0.3 }),
        .. from a in OneOfEach
           from b in OneOfEach
           where string.CompareOrdinal(a.Kind, b.Kind) < 0 && !IsTender(a) && !IsTender(b) && !Writing.Any(w => w.Contains(a.Kind) && w.Contains(b.Kind))
           select new Pair(a, b),
    ];

    private static IEnumerable<TestCaseData> Cases(IEnumerable<Pair> pairs) =>
        pairs.Select((p, i) => new TestCaseData(p).SetArgDisplayNames($"{i + 1} {p.First.Kind} and {p.Second.Kind}"));

    private static IEnumerable<TestCaseData> MeetingCases() => Cases(Meeting());

    private static IEnumerable<TestCaseData> ApartCases() => Cases(Apart());

    [TestCaseSource(nameof(MeetingCases))]
    public void Two_changes_that_write_the_same_are_refused_in_either_order(Pair pair)
    {
        foreach (var changes in pair.Orders().NotEmpty())
        {
            var fault = Assert.Throws<ConfigException>(() => StudyPlan.Build(Inputs(), [new Scenario("s", changes)]))!.Findings.Single();
            Assert.That((fault.Code, fault.Place), Is.EqualTo(("SCENARIO-OVERLAP", "$.scenarios[0].changes[1]")));
            Assert.That(fault.Message, Does.StartWith("Two changes of one scenario overlap: ").And.Contain(pair.Common));
            Assert.That(fault.Found, Is.EqualTo($"changes[0] ({changes[0].Kind}) and changes[1] ({changes[1].Kind})"));
        }

        // What the message advises is possible.
        Assert.DoesNotThrow(() => StudyPlan.Build(Inputs(), [new Scenario("first", [pair.First]), new Scenario("then", [pair.Second], "first")]));
    }

    [TestCaseSource(nameof(ApartCases))]
    public void Two_changes_that_write_different_things_may_change_places(Pair pair)
    {
        var orders = pair.Orders();
        var results = Run(Inputs(), new Scenario("one", orders[0]), new Scenario("other", orders[1]), new Scenario("first", [pair.First]), new Scenario("second", [pair.Second]));
        for (var y = 0; y < 3; y++)
        {
            var (one, other) = (results["one"], results["other"]);
            Near.Equal(Numbers(one.Years[y]), Numbers(other.Years[y]), $"{First + y}", 1e-9);
            Assert.That(one.Countries[y].Countries.Select(c => (c.Key, one.Countries[y].GroupOf(c.Key))), Is.EqualTo(other.Countries[y].Countries.Select(c => (c.Key, other.Countries[y].GroupOf(c.Key)))));
            Near.Equal(Paid(one, y), Paid(other, y), "contributions", 1e-12);
        }

        // Neither is lost: both together differ from each alone in what that alone changed.
        Assert.That(Changed(results["one"]), Is.SupersetOf(Changed(results["first"])).And.SupersetOf(Changed(results["second"])));

        static double[] Paid(ScenarioResult world, int year) => [.. world.Countries[year].Countries.Values.Select(a => a.Contribution)];

        HashSet<int> Changed(ScenarioResult world) => [.. Enumerable.Range(0, 3).Where(y => !ReferenceEquals(world.Years[y], results.Baseline.Years[y]))];
    }

    [Test]
    public void Every_pair_of_kinds_is_in_the_tables()
    {
        var kinds = typeof(Change).GetCustomAttribute<KindsAttribute>()!.Types.Select(ConfigOption.KindOf).ToArray();
        Assert.That(OneOfEach.Select(c => c.Kind), Is.EqualTo(kinds), "one of each kind");
        var (meeting, apart) = (Kinds(Meeting()), Kinds(Apart()));
        foreach (var a in kinds.Where(k => k != "tender").NotEmpty())
        {
            foreach (var b in kinds.Where(k => k != "tender" && string.CompareOrdinal(a, k) <= 0).NotEmpty())
            {
                // A change can always be apart from another; it can meet where both write the same sort of thing. Two additions
                // of orders never meet.
                Assert.That(apart, Does.Contain((a, b)));
                if (Writing.Any(w => w.Contains(a) && w.Contains(b)) ? (a, b) != ("place", "place") : a == b) Assert.That(meeting, Does.Contain((a, b)));
                else Assert.That(meeting, Does.Not.Contain((a, b)));
            }
        }

        static HashSet<(string, string)> Kinds(IEnumerable<Pair> pairs) => [.. pairs.Select(p => string.CompareOrdinal(p.First.Kind, p.Second.Kind) <= 0
            ? (p.First.Kind, p.Second.Kind) : (p.Second.Kind, p.First.Kind))];
    }

    [Test]
    public void A_tender_goes_with_no_other_change()
    {
        foreach (var other in OneOfEach)
        {
            var tender = OneOfEach.Single(IsTender);
            foreach (var changes in new Change[][] { [tender, other], [other, tender] })
            {
                var fault = Assert.Throws<ConfigException>(() => StudyPlan.Build(Inputs(), [new Scenario("s", changes)]))!.Findings.Single();
                Assert.That((fault.Code, fault.Place, fault.Found), Is.EqualTo(("SCENARIO-TENDER", "$.scenarios[0].changes", "2 changes")), other.Kind);
            }
        }

        var nobody = Assert.Throws<ConfigException>(() => StudyPlan.Build(Inputs(), [Scenario.Of("s", new TenderPurchase(Purchase(""), []))]))!.Findings.Single();
        Assert.That((nobody.Code, nobody.Place), Is.EqualTo(("SCENARIO-EMPTY", "$.scenarios[0].changes[0].suppliers")));
    }

    [Test]
    public void What_a_change_only_reads_is_as_the_changes_before_it_left_it()
    {
        var outside = new RedirectOrders(new OrderSelection { Group = "non-member" }, new OrderDestination { Countries = ["R1"] });
        var results = Run(Inputs(), Scenario.Of("joins first", Member("R3"), outside), Scenario.Of("joins last", outside, Member("R3")));
        Assert.That(Placed("joins first", Last), Is.GreaterThan(0), "a member's orders stay");
        Assert.That(Placed("joins last", Last), Is.Zero, "they had gone before");

        decimal Placed(string name, int year) => results[name].Orders.Of(year).Where(c => c.SupplierCountry == "R3").Sum(c => c.Value);
    }

    private static bool IsTender(Change change) => change is TenderPurchase;

    private static RedirectOrders Redirect(string from, string to, YearSpan? years = null) =>
        new(new OrderSelection { Countries = [from] }, new OrderDestination { Countries = [to] }, 0.5) { Years = years ?? YearSpan.All };

    private static ScaleOrders Scale(string country) => new(new OrderSelection { Countries = [country] }, 2);

    private static Order Purchase(string country) => new() { Year = First, SupplierCountry = country, Code = "c0", Value = 1000m };

    private static PlaceOrders Place(string country) => new([Purchase(country)]);

    private static ChangeMembership Member(string country) => new(country, "member", new DateOnly(2001, 1, 1));

    private static ChangeContribution Pays(string country, bool keepTotal = true, YearSpan? years = null) => new(country, 6e5, 1, keepTotal, years ?? YearSpan.All);

    private static ChangeExchangeRate Rate(string currency, YearSpan? years = null) => new(currency, 1.25, years ?? YearSpan.All);

    private static ShiftTrade Shift(string from, string to) => new(from, to, 0.5);

    private static ExtractIndustries Extract(string region, ExtractionKind kind = ExtractionKind.Complete) => new() { Regions = [region], Extraction = kind };

    /// <summary>Two changes, and what they have in common.</summary>
    public sealed record Pair(Change First, Change Second, string Common = "")
    {
        /// <summary>The two in either order.</summary>
        public Change[][] Orders() => [[First, Second], [Second, First]];
    }
}
