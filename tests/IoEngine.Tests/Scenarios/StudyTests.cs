using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Procurement.Ledger;
using IoEngine.Scenarios;
using IoEngine.Studies;
using static IoEngine.Tests.Scenarios.SmallWorld;

namespace IoEngine.Tests.Scenarios;

/// <summary>Each kind of change against the same world made by hand; zero changes bit by bit.</summary>
public class StudyTests
{
    private static readonly OrderSelection Outside = new() { Group = "non-member" };
    private static readonly OrderDestination Members = new() { Group = "member" };

    private static IEnumerable<TestCaseData> ZeroChanges()
    {
        var number = 0;
        yield return new TestCaseData((object)Array.Empty<Change>()).SetArgDisplayNames("none");
        yield return Case(new RedirectOrders(Outside, Members, 0));
        yield return Case(new RedirectOrders(new OrderSelection { Countries = ["R1"] }, new OrderDestination { Countries = ["R1"] }));
        yield return Case(new ScaleOrders(OrderSelection.All, 1));
        yield return Case(new ChangeExchangeRate("EUR", 1, YearSpan.All));
        yield return Case(new ChangeClosure(ClosureKind.NetLabour));
        yield return Case(new ChangeClosure());
        yield return Case(new ChangeValuation { WholesaleMargin = 0.25 });
        yield return Case(new FreezeStructure(FrozenPart.Table, First) { Years = new YearSpan(First, First) });
        yield return Case(new FreezeStructure(FrozenPart.TradeShares, First) { Years = new YearSpan(First, First) });
        yield return Case(new FreezeStructure(FrozenPart.Technology, First) { Years = new YearSpan(First, First) });
        yield return Case(new ShiftTrade("R0", "R1", 0));
        yield return Case(new ChangeMembership("R3", "member", new DateOnly(2000, 1, 1)));
        yield return Case(new ChangeContribution("R0", 1e6, 1, true, YearSpan.All));

        TestCaseData Case(Change change) => new TestCaseData((object)new[] { change }).SetArgDisplayNames($"{change.Kind} {++number}");
    }

    [TestCaseSource(nameof(ZeroChanges))]
    public void A_zero_change_gives_bitwise_zero_differences(Change[] changes)
    {
        var results = Run(Inputs(), new Scenario("zero", changes));
        foreach (var by in Enum.GetValues<ComparedBy>().Where(b => b != ComparedBy.Group || !changes.OfType<ChangeMembership>().Any()))
        {
            var rows = Comparison.Of(results.Baseline, results["zero"], by, totals: true);
            Assert.That(rows, Is.Not.Empty);
            foreach (var row in rows.NotEmpty())
            {
                Assert.That(BitConverter.DoubleToInt64Bits(row.Difference), Is.Zero, row.ToString());
                Assert.That(BitConverter.DoubleToInt64Bits(row.Value), Is.EqualTo(BitConverter.DoubleToInt64Bits(row.Baseline)));
            }
        }
    }

    [Test]
    public void Comparisons_add_up()
    {
        var results = Run(Inputs(), Scenario.Of("moved", new RedirectOrders(Outside, Members, 0.6)), Scenario.Of("frozen", new FreezeStructure(FrozenPart.TradeShares, First)));
        foreach (var scenario in results.Scenarios.NotEmpty())
        {
            var world = Comparison.Of(results.Baseline, scenario, ComparedBy.World);
            Assert.That(world.Any(r => Math.Abs(r.Difference) > 1e-3 * Math.Abs(r.Baseline)));
            foreach (var by in new[] { ComparedBy.Country, ComparedBy.Group, ComparedBy.Sector })
            {
                var rows = Comparison.Of(results.Baseline, scenario, by);
                foreach (var total in world.NotEmpty())
                {
                    var parts = rows.Where(r => (r.Year, r.Indicator, r.Channel) == (total.Year, total.Indicator, total.Channel)).ToArray();
                    Assert.That(parts.Sum(p => p.Difference), Is.EqualTo(total.Difference).Within(1e-10 * (1 + Math.Abs(total.Baseline))));
                    Assert.That(parts.Sum(p => p.Baseline), Is.EqualTo(total.Baseline).Within(1e-10 * (1 + Math.Abs(total.Baseline))));
                }
            }

            var totals = Comparison.Of(results.Baseline, scenario, ComparedBy.World, totals: true);
            var all = totals.Single(r => r.Year is null && r.Channel is null && r.Indicator == "valueAdded");
            Assert.That(world.Where(r => r.Indicator == "valueAdded").Sum(r => r.Difference), Is.EqualTo(all.Difference).Within(1e-10 * all.Baseline));
        }
    }

    [Test]
    public void Redirected_orders_are_the_orders_moved_by_hand()
    {
        var inputs = Inputs();
        var selection = new OrderSelection { Countries = ["R3"], Codes = ["c1", "c3"] };
        var results = Run(inputs, Scenario.Of("moved", new RedirectOrders(selection, new OrderDestination { Countries = ["R1"] }, 0.25) { Years = new YearSpan(First, First + 1) }));
        var byHand = inputs.Orders.Redirect(c => c.SupplierCountry == "R3" && c.Code is "c1" or "c3" && c.SupplierCountry == "R3" && c.Year < Last, "R1", 0.25m);
        var expected = Run(inputs with { Orders = byHand }).Baseline;
        var moved = results["moved"];
        for (var y = 0; y < 3; y++) Assert.That(Numbers(moved.Years[y]), Is.EqualTo(Numbers(expected.Years[y])));
        Assert.That(moved.Orders.Totals(), Is.EqualTo(inputs.Orders.Totals()), "nothing is lost, by currency");
        Assert.That(moved.Years[2], Is.SameAs(results.Baseline.Years[2]), "a year that the change does not touch is the baseline's own");
    }

    [Test]
    public void Orders_go_to_a_group_by_the_pattern_of_the_same_code()
    {
        var inputs = Inputs();
        var moved = Run(inputs, Scenario.Of("members", new RedirectOrders(Outside, Members)))["members"];
        Assert.That(moved.Orders.Totals(), Is.EqualTo(inputs.Orders.Totals()).Using<(string, double, decimal)>((a, b) => a.Item1 == b.Item1 && a.Item3 == b.Item3 && Math.Abs(a.Item2 - b.Item2) < 1e-9));
        foreach (var year in new[] { First, Last })
        {
            // R2 is an observer until 2001, so outside; a member from 2002. R3 is never inside, R0 hosts and is a member.
            var outside = year < Last ? new[] { "R2", "R3" } : ["R3"];
            Assert.That(moved.Orders.Of(year).Where(c => outside.Contains(c.SupplierCountry)), Is.Empty);
            foreach (var code in Enumerable.Range(0, 6).Select(c => $"c{c}"))
            {
                double Value(OrderLedger l, string country) => l.Of(year).Where(c => c.Code == code && c.SupplierCountry == country)
                    .Sum(c => (double)(c.Value * inputs.Rules.Rates.Rate(c.Currency, "CHF", year)));
                var before = (Value(inputs.Orders, "R0"), Value(inputs.Orders, "R1"));
                var after = (Value(moved.Orders, "R0"), Value(moved.Orders, "R1"));
                Assert.That(after.Item1 / (after.Item1 + after.Item2), Is.EqualTo(before.Item1 / (before.Item1 + before.Item2)).Within(1e-9), $"{code} {year}");
            }
        }
    }

    [TestCase(SpreadRule.Equal)]
    [TestCase(SpreadRule.Contributions)]
    [TestCase(SpreadRule.Orders)]
    public void Other_spread_rules(SpreadRule rule)
    {
        var inputs = Inputs();
        var moved = Run(inputs, Scenario.Of("m", new RedirectOrders(new OrderSelection { Countries = ["R3"] }, new OrderDestination { Countries = ["R0", "R1"], Spread = rule })))["m"];
        double Value(OrderLedger l, string country) => l.Of(First).Where(c => c.SupplierCountry == country).Sum(c => (double)(c.Value * inputs.Rules.Rates.Rate(c.Currency, "CHF", First)));
        var (toR0, toR1) = (Value(moved.Orders, "R0") - Value(inputs.Orders, "R0"), Value(moved.Orders, "R1") - Value(inputs.Orders, "R1"));
        var expected = rule switch { SpreadRule.Equal => 0.5, SpreadRule.Contributions => 1.0 / 3, _ => Value(inputs.Orders, "R0") / (Value(inputs.Orders, "R0") + Value(inputs.Orders, "R1")) };
        Assert.That(toR0 / (toR0 + toR1), Is.EqualTo(expected).Within(1e-9));
        Assert.That(toR0 + toR1, Is.EqualTo(Value(inputs.Orders, "R3")).Within(1e-6));
    }

    [Test]
    public void Scaling_scales_what_it_selects()
    {
        var inputs = Inputs(unmapped: false);
        var results = Run(inputs, Scenario.Of("double", new ScaleOrders(OrderSelection.All, 2)), Scenario.Of("services", new ScaleOrders(new OrderSelection { Sectors = ["S1"] }, 0)));
        for (var y = 0; y < 3; y++)
        {
            Near.Equal(Numbers(results["double"].Years[y]), Numbers(results.Baseline.Years[y]).Select(v => 2 * v).ToArray(), "twice the orders, twice the effect", 1e-12);
            Assert.That(results["services"].Years[y].Demand.Mapping.Where(m => m.Code is "c1" or "c3").Sum(m => m.Value), Is.Zero, "codes whose main sector is S1");
            Assert.That(results["services"].Years[y].Demand.Mapping.Where(m => m.Code is "c0").Sum(m => m.Value), Is.GreaterThan(0));
        }
    }

    [Test]
    public void Bands_select_by_size()
    {
        var inputs = Inputs();
        var small = Run(inputs, Scenario.Of("large", new ScaleOrders(new OrderSelection { Bands = ["< 10000"] }, 0)))["large"];
        Assert.That(small.Orders.Cells.Where(c => c.Band == 0).Sum(c => c.Value), Is.Zero);
        Assert.That(small.Orders.Cells.Where(c => c.Band > 0).Sum(c => c.Value), Is.EqualTo(inputs.Orders.Cells.Where(c => c.Band > 0).Sum(c => c.Value)));
    }

    [Test]
    public void Freezes_are_the_models_of_frozen_tables()
    {
        var results = Run(Inputs(),
            Scenario.Of("trade", new FreezeStructure(FrozenPart.TradeShares, First)), Scenario.Of("technology", new FreezeStructure(FrozenPart.Technology, First)),
            Scenario.Of("table", new FreezeStructure(FrozenPart.Table, First)));
        var baseline = results.Baseline.Years[2];
        Check("trade", StructuralFreeze.TradeShares(YearTables[2], YearTables[0]));
        Check("technology", StructuralFreeze.Technology(YearTables[2], YearTables[0]));
        Check("table", YearTables[0]);

        void Check(string name, IoEngine.Validation.ValidatedTable table)
        {
            var result = results[name].Years[2];
            var model = ImpactModel.Build(table, new Closure());
            var f = result.Demand.Total().Values.ToArray().Select(v => v * result.TableMoneyPerUnit).ToArray();
            var effects = model.Evaluate(f);
            var va = model.Indicators["valueAdded"];
            foreach (var channel in Enum.GetValues<Channel>())
                Near.Equal(result.ValueAdded.ByRegion(channel), effects.ByRegion(va, channel).Values.ToArray().Select(v => v / result.TableMoneyPerUnit).ToArray(), $"{name} {channel}", 1e-10);
            Assert.That(Numbers(result), Is.Not.EqualTo(Numbers(baseline)));
            Assert.That(results[name].Years[0], Is.SameAs(results.Baseline.Years[0]), "the base year itself does not change");
        }
    }

    [Test]
    public void Shifted_trade_and_extraction_are_the_models_of_changed_tables()
    {
        var shift = new ShiftTrade("R1", "R2", 0.5) { Users = ["R0"], Sectors = ["S0", "S1"] };
        var extract = new ExtractIndustries { Regions = ["R3"] };
        var results = Run(Inputs(), Scenario.Of("shift", shift), Scenario.Of("gone", extract), Scenario.Of("both", shift, extract));
        var table = YearTables[1].Table;
        var z = DenseMatrix.Create(12, 12, (i, j) =>
        {
            var (row, cell) = (table.Industries[i], table.Z.Values[i, j]);
            if (table.Industries[j].Region.Code != "R0" || row.Sector.Code == "S2") return cell;
            if (row.Region.Code == "R1") return cell / 2;
            return row.Region.Code == "R2" ? cell + (table.Z.Values[table.Industries.IndexOf(new Industry("R1", row.Sector.Code)), j] / 2) : cell;
        });
        var system = new LeontiefSystem(table.Industries, DenseMatrix.Create(12, 12, (i, j) => z[i, j] / YearTables[1].Output[j]));
        var shifted = results["shift"].Years[1];
        var x = system.Solve(new LabelledVector<Industry>(table.Industries, shifted.Demand.Total().Values));
        var v = new Coefficients(YearTables[1]).ValueAdded;
        var expected = Enumerable.Range(0, 12).Select(j => v[j] * x[j]).ToArray();
        var found = Enumerable.Range(0, 12).Select(j => shifted.ValueAdded.Value(Channel.Direct, j) + shifted.ValueAdded.Value(Channel.Indirect, j)).ToArray();
        Near.Equal(found, expected, "value added at Type I", 1e-10);
        foreach (var name in new[] { "gone", "both" })
        {
            var gone = results[name].Years[1];
            Assert.That(Enum.GetValues<Channel>().Sum(c => Math.Abs(gone.ValueAdded.ByRegion(c)[3])), Is.LessThan(1e-9));
            Assert.That(gone.Leaks.Unexplained, Is.GreaterThan(0), "orders placed there have no effect, and are counted");
            Assert.That(gone.ValueAdded.Total(), Is.LessThan(results.Baseline.Years[1].ValueAdded.Total()));
        }

        Assert.That(Numbers(results["both"].Years[1]), Is.Not.EqualTo(Numbers(results["gone"].Years[1])));
    }

    [Test]
    public void A_group_is_extracted_by_its_members_of_the_year()
    {
        var results = Run(Inputs(), Scenario.Of("no members", new ExtractIndustries { Group = "member" }));
        double Of(int year, int region) => Enum.GetValues<Channel>().Sum(c => Math.Abs(results["no members"].Years[year].ValueAdded.ByRegion(c)[region]));
        Assert.That(Of(0, 2), Is.GreaterThan(0), "an observer in 2000");
        Assert.That(Of(2, 2), Is.LessThan(1e-9), "a member in 2002");
        Assert.That(Of(0, 0), Is.LessThan(1e-9), "hosts are members");
    }

    [Test]
    public void Closures_and_parameters()
    {
        var results = Run(Inputs(), Scenario.Of("none", new ChangeClosure(ClosureKind.None)), Scenario.Of("thrifty", new ChangeClosure { PropensityFactor = 0.9 }),
            Scenario.Of("alone", new ChangeClosure { Regions = ["R0"] }), Scenario.Of("margin", new ChangeValuation { WholesaleMargin = 0.35 }));
        for (var y = 0; y < 3; y++)
        {
            var baseline = results.Baseline.Years[y].ValueAdded;
            Assert.That(results["none"].Years[y].ValueAdded.Total(Channel.Induced), Is.Zero);
            Assert.That(results["none"].Years[y].ValueAdded.ByRegion(Channel.Indirect), Is.EqualTo(baseline.ByRegion(Channel.Indirect)), "Type I is shared bit by bit");
            foreach (var name in new[] { "thrifty", "alone" })
                Assert.That(results[name].Years[y].ValueAdded.Total(Channel.Induced), Is.InRange(1e-6, baseline.Total(Channel.Induced) * (1 - 1e-6)));
            Assert.That(results["margin"].Years[y].ValueAdded.Total(Channel.Direct), Is.Not.EqualTo(baseline.Total(Channel.Direct)));
        }
    }

    [Test]
    public void Money_results_do_not_depend_on_the_rate_of_the_report_but_jobs_do()
    {
        var inputs = Inputs(unmapped: false);
        inputs = inputs with { Orders = inputs.Orders.Transform(c => [c with { Currency = "CHF" }]) };
        // Tables are in CHF, so their money follows; the euro matters only to orders in euros, of which there are none now.
        var results = Run(inputs, Scenario.Of("euro", new ChangeExchangeRate("EUR", 1.5, YearSpan.All)));
        for (var y = 0; y < 3; y++) Assert.That(results["euro"].Years[y], Is.SameAs(results.Baseline.Years[y]));

        var euros = inputs with { Orders = inputs.Orders.Transform(c => [c with { Currency = "EUR" }]) };
        var cheaper = Run(euros, Scenario.Of("euro", new ChangeExchangeRate("EUR", 2, new YearSpan(First, First))));
        Near.Equal(Numbers(cheaper["euro"].Years[0]), Numbers(cheaper.Baseline.Years[0]).Select(v => v / 2).ToArray(), "a euro at half its price", 1e-12);
        Assert.That(cheaper["euro"].Years[1], Is.SameAs(cheaper.Baseline.Years[1]));
    }

    private static readonly TableChange[] TableChanges =
        [new FreezeStructure(FrozenPart.Technology, Last), new ShiftTrade("R0", "R1", 0.5), new ExtractIndustries { Regions = ["R3"] }];

    [TestCaseSource(nameof(TableChanges))]
    public void A_change_of_the_table_acts_in_its_years_only(TableChange change)
    {
        var results = Run(Inputs(), Scenario.Of("first", change with { Years = new YearSpan(First, First) }));
        Assert.That(Numbers(results["first"].Years[0]), Is.Not.EqualTo(Numbers(results.Baseline.Years[0])));
        for (var y = 1; y < 3; y++) Assert.That(results["first"].Years[y], Is.SameAs(results.Baseline.Years[y]));
    }

    [Test]
    public void Membership_and_contributions_change_the_statement_not_the_effects()
    {
        var results = Run(Inputs(), Scenario.Of("joins", new ChangeMembership("R3", "member", new DateOnly(2001, 7, 1)), new ChangeContribution("R3", 6e5, 1, true, new YearSpan(First + 1))));
        var joins = results["joins"];
        for (var y = 0; y < 3; y++) Assert.That(joins.Years[y], Is.SameAs(results.Baseline.Years[y]));
        Assert.That(joins.Countries[0].GroupOf("R3"), Is.EqualTo("non-member"));
        Assert.That(joins.Countries[1].GroupOf("R3"), Is.EqualTo("member"));
        Assert.That(joins.Countries[1].Groups["member"].Orders, Is.GreaterThan(results.Baseline.Countries[1].Groups["member"].Orders));
        double Paid(ScenarioResult w, int y) => w.Countries[y].Countries.Values.Sum(a => a.Contribution);
        Assert.That(joins.Countries[1].Countries["R3"].Contribution, Is.EqualTo(6e5));
        for (var y = 0; y < 3; y++) Assert.That(Paid(joins, y), Is.EqualTo(Paid(results.Baseline, y)).Within(1e-6), "the total is kept");
        var left = Run(Inputs(), Scenario.Of("leaves", new ChangeMembership("R1", "non-member", new DateOnly(2001, 1, 1), new DateOnly(2001, 12, 31))))["leaves"];
        Assert.That(Enumerable.Range(First, 3).Select(y => left.Membership.GroupIn("R1", y)), Is.EqualTo(new[] { "member", "non-member", "member" }));
    }

    [Test]
    public void Scenarios_build_on_one_another_in_any_order()
    {
        var move = new RedirectOrders(Outside, Members, 0.5);
        var freeze = new FreezeStructure(FrozenPart.Technology, First);
        var results = Run(Inputs(), new Scenario("both", [freeze], "moved"), Scenario.Of("moved", move), Scenario.Of("at once", move, freeze), new Scenario("nothing more", [], "both"));
        for (var y = 0; y < 3; y++)
        {
            Assert.That(Numbers(results["both"].Years[y]), Is.EqualTo(Numbers(results["at once"].Years[y])));
            Assert.That(results["nothing more"].Years[y], Is.SameAs(results["both"].Years[y]), "a zero change on another scenario is that scenario's own object");
        }
    }

    [Test]
    public void A_tender_compares_suppliers_of_the_same_purchase()
    {
        var inputs = Inputs(unmapped: false);
        var purchase = new Order { Year = First, Code = "c0", Value = 1_000_000m };
        var results = Run(inputs, Scenario.Of("magnet", new TenderPurchase(purchase, ["R1", "R3"])));
        foreach (var country in new[] { "R1", "R3" })
        {
            var offer = results[$"magnet: {country}"];
            var gain = Comparison.Of(results.Baseline, offer, ComparedBy.Country).Where(r => r.Year == First && r.Indicator == "valueAdded").ToArray();
            var alone = Run(inputs with { Orders = OrderLedger.FromOrders([purchase with { SupplierCountry = country }]) }).Baseline.Years[0];
            Assert.That(gain.Sum(r => r.Difference), Is.EqualTo(alone.ValueAdded.Total()).Within(1e-9 * alone.ValueAdded.Total()), "superposition");
            Assert.That(gain.Where(r => r.Key == country).Sum(r => r.Difference), Is.GreaterThan(gain.Where(r => r.Key != country).Max(r => r.Difference)));
        }
    }
}
