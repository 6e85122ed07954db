using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Tests.Procurement;

/// <summary>Mapping rules, countries, currency, valuation: single cases with numbers, and the findings of bad input.</summary>
public class DemandBuilderTests
{
    private static readonly DemandTable Table = DemandTable.Of(new Axis<Industry>("industries",
        from r in new[] { "CHE", "DEU", "ROM", "RoW" } from s in new[] { "A", "B", "G" } select new Industry(r, s)));

    [Test]
    public void Rules_in_their_precedence()
    {
        var rules = Rules(new MappingRules
        {
            Overrides = ContractOverrides.Of([("K1", "B", 1)]),
            Codes = CodeConcordance.Of([("OLD", "1", "A", 1), ("OLD", "12", "A", 0.25), ("OLD", "12", "B", 0.75), ("NEW", "9", "G", 1)]),
            Nace = NaceConcordance.Of([("28", "B", 1), ("C", "A", 1)]),
        });
        var options = new OrderReadOptions { Overrides = rules.Mapping.Overrides };
        var demand = Build(rules, options,
            Of("CH", 1, code: "12", contract: "K1"), Of("CH", 2, code: "123"), Of("CH", 4, code: "19"), Of("CH", 8, code: "9"), Of("CH", 16, code: "77", nace: "28.11"),
            Of("CH", 32, code: "77", nace: "C10"), Of("CH", 64, code: "77"), Of("DE", 128, code: "77"), Of("DE", 256, code: "5"), Of("DE", 512));
        var byRule = demand.Mapping.GroupBy(m => m.Rule).ToDictionary(g => g.Key, g => g.Sum(m => m.Value));
        Assert.Multiple(() =>
        {
            Assert.That(byRule["override"], Is.EqualTo(1m));
            Assert.That(byRule["code"], Is.EqualTo(2m + 4m + 8m));
            Assert.That(byRule["nace"], Is.EqualTo(16m + 32m));
            Assert.That(byRule["country-average"], Is.EqualTo(64m));
            Assert.That(byRule["code-average"], Is.EqualTo(128m));
            Assert.That(byRule["unmapped"], Is.EqualTo(256m + 512m));
            Assert.That(demand.Reconciliation.Unmapped, Is.EqualTo(768m));
            Assert.That(F(demand, "CHE", "B"), Is.EqualTo(1 + 1.5 + 16 + (64 / 3.0)).Within(1e-12), "64 follows 16 B : 32 A");
            Assert.That(F(demand, "CHE", "G"), Is.EqualTo(8).Within(1e-12));
            Assert.That(demand.Findings.Single().Code, Is.EqualTo("ORDERS-UNMAPPED"));
        });
    }

    [Test]
    public void Unmapped_can_be_an_error()
    {
        var demand = Build(Rules(new MappingRules()) with { OnUnmapped = UnmappedRule.Error }, null, Of("CH", 5, code: "1"));
        Assert.That(demand.Findings.Single().Severity, Is.EqualTo(Severity.Error));
    }

    [Test]
    public void The_cure_of_unmapped_orders_follows_the_reasons()
    {
        string Cure(MappingRules mapping, params Order[] orders) => Build(Rules(mapping), null, orders).Findings.Single(f => f.Code == "ORDERS-UNMAPPED").Cure;
        var codes = new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 1)]) };
        Assert.That(Cure(codes, Of("", 5, code: "1")), Is.EqualTo("No country: name the column of the supplier's country under orders.columns.supplierCountry, or fill in the countries."));
        Assert.That(Cure(codes, Of("CH", 5, code: "2")), Does.StartWith("No rule: add the codes").And.Not.Contain("No country"));
        Assert.That(Cure(codes, Of("CH", 5, code: "2"), Of("", 50, code: "3")), Does.StartWith("No country:").And.Contain(" No rule:"), "the weightier first");
        Assert.That(Cure(new MappingRules(), Of("CH", 5, code: "2")), Does.Contain("mapping.codes").And.Contain("mapping.nace"));
    }

    [Test]
    public void Concordances_are_dated()
    {
        using var scratch = new ScratchFolder();
        var path = scratch["input.csv"];
        File.WriteAllText(path, "scheme;code;sector;weight;from;to\nX;1;A;1;;2003-12-31\nX;1;B;0.5;2004;\nX;1;G;0.5;2004;\n");
        var codes = CodeConcordance.Read(path);
        Assert.That(codes.Find("", "1", 2003)!.Weights.Items, Is.EqualTo(new[] { ("A", 1.0) }));
        Assert.That(codes.Find("x", "15", 2004)!.Weights.Items, Is.EqualTo(new[] { ("B", 0.5), ("G", 0.5) }));
        Assert.That(codes.Find("Y", "1", 2004), Is.Null);
    }

    [TestCase("30213100-6", "302131")]
    [TestCase("30000000", "30")]
    [TestCase("3000000", "03")]
    [TestCase("45 00.00-00", "45")]
    [TestCase("90500000", "905")]
    public void Cpv_codes_are_read_with_check_digit_zeros_and_lost_zero(string code, string key) => Assert.That(CodeConcordance.Key("CPV", code), Is.EqualTo(key));

    [Test]
    public void Weights_that_do_not_add_to_one_name_the_code_and_the_lines()
    {
        using var scratch = new ScratchFolder();
        var path = scratch["input.csv"];
        File.WriteAllText(path, "scheme,code,sector,weight\nX,1,A,0.5\nX,2,A,1\nX,1,B,0.4\nX,3,A,-1\nX,4,A,text\nX,5\n");
        var findings = Assert.Throws<InvalidDataFindingsException>(() => CodeConcordance.Read(path))!.Findings;
        Assert.That(findings.Select(f => f.Code), Is.EqualTo(new[] { "CSV-RAGGED", "CONCORDANCE-WEIGHT", "CSV-NUMBER", "CONCORDANCE-WEIGHTS" }));
        Assert.That(findings[^1].Place, Is.EqualTo($"{path}, line 2, 4"));
        Assert.That(findings[^1].Message, Does.Contain("'1'").And.Contain("'X'"));
        Assert.That(findings[^1].Found, Is.EqualTo("0.9"));
    }

    [Test]
    public void A_sector_that_the_table_lacks_is_an_error_with_file_and_line()
    {
        var demand = Build(Rules(new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 0.5), ("", "1", "Z", 0.5)]) }), null, Of("CH", 10, code: "1"));
        var finding = demand.Findings.Single(f => f.Severity == Severity.Error);
        Assert.Multiple(() =>
        {
            Assert.That(finding.Code, Is.EqualTo("SECTOR-UNKNOWN"));
            Assert.That(finding.Place, Does.Contain("codes, line 2"));
            Assert.That(demand.Reconciliation.Unmapped, Is.EqualTo(5m));
            Assert.That(demand.Reconciliation.Mapped, Is.EqualTo(5m));
        });
    }

    [Test]
    public void Rates_of_the_order_year_and_a_missing_one()
    {
        var rates = CurrencyRates.Of([(2004, "CHF", 1.25m), (2004, "EUR", 0.8m), (2006, "EUR", 0.75m), (2005, "CHF", 1.2m)]);
        Assert.That(rates.Rate("EUR", "CHF", 2004), Is.EqualTo(1.5625m));
        Assert.That(rates.Rate("USD", "CHF", 2004), Is.EqualTo(1.25m));
        var rules = Rules(One("A")) with { Rates = rates };
        var builder = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 10, code: "1") with { Year = 2005, Currency = "EUR" }, Of("CH", 1, code: "1") with { Year = 2005 }]), rules);
        var demand = builder.Build(2005, Table);
        var finding = demand.Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That((finding.Code, finding.Severity, finding.Place), Is.EqualTo(("CURRENCY-RATE-MISSING", Severity.Error, "currency EUR, year 2005")));
            Assert.That(finding.Found, Is.EqualTo("nearest year with a rate: 2004"));
            Assert.That(demand.Reconciliation.Orders, Is.EqualTo(1m));
        });
    }

    [Test]
    public void Rate_files_by_precedence_and_their_faults()
    {
        using var scratch = new ScratchFolder();
        var first = scratch.Write("a.csv", "year,currency,per_usd\n2004,CHF,1.2\n");
        var second = scratch.Write("b.csv", "year;currency;per_usd\n2004;CHF;1.3\n2005;chf;1.4\n");
        var rates = CurrencyRates.Read(first, second);
        Assert.That((rates.Rate("USD", "CHF", 2004), rates.Rate("USD", "CHF", 2005)), Is.EqualTo((1.2m, 1.4m)));
        Assert.That(rates.SourceOf("CHF", 2005), Is.EqualTo(second));
        var bad = scratch.Write("c.csv", "year,currency,per_usd\n2004,CHF,0\nX,EUR,0.9\n2004,EUR,0.9\n2004,EUR,0.8\n");
        var findings = Assert.Throws<InvalidDataFindingsException>(() => CurrencyRates.Read(bad, scratch["none.csv"]))!.Findings;
        Assert.That(findings.Select(f => f.Code), Is.EqualTo(new[] { "CURRENCY-RATE", "CSV-YEAR", "CURRENCY-DUPLICATE", "FILE-MISSING" }));
    }

    [Test]
    public void Countries_inside_the_rest_unknown_ones_and_a_table_without_a_rest()
    {
        var rules = Rules(One("A"));
        var demand = Build(rules, null, Of("Atlantis?", 1, code: "1"), Of("NO", 2, code: "1"), Of("România", 4, code: "1"), Of("EL", 8, code: "1"));
        Assert.Multiple(() =>
        {
            Assert.That(F(demand, "RoW", "A"), Is.EqualTo(10));
            Assert.That(F(demand, "ROM", "A"), Is.EqualTo(4));
            Assert.That(demand.Reconciliation.Unmapped, Is.EqualTo(1m));
            Assert.That(demand.Findings.Select(f => f.Code), Is.EquivalentTo(new[] { "COUNTRY-IN-REST", "COUNTRY-UNKNOWN", "ORDERS-UNMAPPED" }));
        });
        var small = DemandTable.Of(new Axis<Industry>("industries", [new Industry("CHE", "A"), new Industry("FRA", "A")]));
        var without = new DemandBuilder(OrderLedger.FromOrders([Of("NO", 2, code: "1")]), rules).Build(2004, small);
        Assert.That(without.Findings.Select(f => (f.Code, f.Severity)), Has.Member(("COUNTRY-NOT-IN-TABLE", Severity.Error)));
        Assert.That(without.Findings.Select(f => f.Code), Is.EquivalentTo(new[] { "COUNTRY-NOT-IN-TABLE", "ORDERS-UNMAPPED" }));
        var mapped = new DemandBuilder(OrderLedger.FromOrders([Of("NO", 2, code: "1")]), rules with { Countries = CountryConcordance.Of([("Norway", "CHE")]) }).Build(2004, small);
        Assert.That(mapped.Total()[new Industry("CHE", "A")], Is.EqualTo(2));
    }

    [Test]
    public void A_national_table_leaves_orders_from_abroad_unmapped_and_says_so()
    {
        var rules = Rules(One("A")) with { UnknownCountry = UnknownCountry.Report };
        var national = DemandTable.Of(new Axis<Industry>("industries", [new Industry("CHE", "A")]));
        var demand = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 1, code: "1"), Of("NO", 2, code: "1"), Of("Deutschland", 4, code: "1")]), rules).Build(2004, national);
        Assert.That(demand.Total()[new Industry("CHE", "A")], Is.EqualTo(1));
        Assert.That(demand.Reconciliation.Unmapped, Is.EqualTo(6m));
        var finding = demand.Findings.Single(f => f.Code == "COUNTRY-NOT-IN-TABLE");
        Assert.That((finding.Severity, finding.Found), Is.EqualTo((Severity.Warning, finding.Found)));
        Assert.That(finding.Found, Does.Contain("DEU 4").And.Contain("NOR 2"));
        Assert.That(finding.Message, Does.StartWith("The table is of CHE alone: orders from 2 other countries"));
    }

    [Test]
    public void Orders_without_a_country_follow_the_same_sectors_orders()
    {
        var rules = Rules(new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 1), ("", "2", "B", 1), ("", "3", "G", 1)]) });
        OrderLedger ledger = OrderLedger.FromOrders([Of("CH", 30, code: "1"), Of("DE", 10, code: "1"), Of("DE", 60, code: "2"), Of("", 8, code: "1"), Of("", 10, code: "3")]);
        var demand = new DemandBuilder(ledger, rules).Build(2004, Table);
        Assert.Multiple(() =>
        {
            Assert.That(F(demand, "CHE", "A"), Is.EqualTo(36).Within(1e-12), "30 and three quarters of 8");
            Assert.That(F(demand, "DEU", "G"), Is.EqualTo(7).Within(1e-12), "70 of 100 known francs are German");
            Assert.That(demand.Reconciliation.Distributed, Is.EqualTo(18m));
            Assert.That(demand.SourceTotals.Sum(s => s.Value), Is.EqualTo(118m));
            Assert.That(demand.SourceTotals.Sum(s => s.Number), Is.EqualTo(5).Within(1e-12));
        });
        var reported = new DemandBuilder(ledger, rules with { UnknownCountry = UnknownCountry.Report }).Build(2004, Table);
        Assert.That((reported.Reconciliation.Unmapped, reported.Reconciliation.Mapped), Is.EqualTo((18m, 100m)));
    }

    [Test]
    public void On_site_services_are_produced_in_the_hosts_and_stay_the_suppliers_orders()
    {
        var rules = Rules(One("A")) with { Valuation = new ValuationRules { Tax = 0.1, OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["Switzerland"] = 0.3, ["RO"] = 0.2 }) } };
        var demand = Build(rules, null, Of("DE", 100, code: "1") with { Flags = OrderFlags.OnSite });
        Assert.Multiple(() =>
        {
            Assert.That(new[] { F(demand, "CHE", "A"), F(demand, "ROM", "A"), F(demand, "DEU", "A") }, Is.EqualTo(new[] { 27.0, 18.0, 45.0 }).Within(1e-12));
            Assert.That(demand.Sources, Is.EqualTo(new[] { "DEU" }));
            Assert.That(demand.ProductTaxes()[new Region("DEU")], Is.EqualTo(10));
        });
    }

    [Test]
    public void On_site_shares_are_those_of_the_sector_and_the_year()
    {
        var shares = new OnSiteShares([new OnSiteShare("CHE", 0.5), new("CHE", 0.8, "A", 2004, 2004), new("ROM", 0.1, "A", 2004, 2004)]);
        var rules = Rules(new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 1), ("", "2", "B", 1)]) }) with { Valuation = new ValuationRules { OnSite = shares } };
        var demand = Build(rules, null, Of("DE", 100, code: "1") with { Flags = OrderFlags.OnSite }, Of("DE", 10, code: "2") with { Flags = OrderFlags.OnSite });
        Assert.That(new[] { F(demand, "CHE", "A"), F(demand, "ROM", "A"), F(demand, "DEU", "A"), F(demand, "CHE", "B"), F(demand, "DEU", "B") },
            Is.EqualTo(new[] { 80.0, 10.0, 10.0, 5.0, 5.0 }).Within(1e-12));
        var wrong = Build(rules with { Valuation = new ValuationRules { OnSite = new OnSiteShares([new("Nowhere", 0.5), new("CHE", 0.8, "Q")]) } }, null, Of("DE", 100, code: "1"));
        Assert.That(wrong.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code), Is.EquivalentTo(new[] { "VALUATION-HOST", "SECTOR-UNKNOWN" }));
    }

    [Test]
    public void Origin_in_kind_and_funding_switches()
    {
        var orders = new[] { Of("DE", 1, code: "1") with { OriginCountry = "CH" }, Of("DE", 2, code: "1"), Of("DE", 4, code: "1") with { Flags = OrderFlags.InKind }, Of("DE", 8, code: "1") with { Flags = OrderFlags.Funding } };
        var demand = Build(Rules(One("A")) with { Country = OrderCountry.Origin, Include = new IncludedOrders { InKind = false, Funding = false } }, null, orders);
        Assert.Multiple(() =>
        {
            Assert.That((F(demand, "CHE", "A"), F(demand, "DEU", "A")), Is.EqualTo((1.0, 2.0)));
            Assert.That((demand.Reconciliation.Orders, demand.Reconciliation.Excluded), Is.EqualTo((3m, 12m)));
        });
    }

    [Test]
    public void A_spend_profile_keeps_the_rate_of_the_order_year()
    {
        var rules = Rules(One("A")) with
        {
            SpendProfile = [0.5m, 0.3m, 0.2m],
            Rates = CurrencyRates.Of([(2004, "EUR", 0.8m), (2004, "CHF", 1.2m)]),
        };
        var builder = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 100, code: "1") with { Currency = "EUR" }]), rules);
        Assert.That(builder.Years, Is.EqualTo(new[] { 2004, 2005, 2006 }));
        Assert.That(builder.Years.Select(y => builder.Build(y, Table).Reconciliation.Orders), Is.EqualTo(new[] { 75m, 45m, 30m }));
    }

    [Test]
    public void Distributors_without_a_known_good_take_the_mix_of_the_others_or_say_so()
    {
        var mapping = new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 1), ("", "2", "B", 1), ("", "4", "G", 1)]), Nace = NaceConcordance.Of([("46", "G", 1)]) };
        var rules = Rules(mapping) with { Valuation = new ValuationRules { Wholesale = new WholesaleRules { Sectors = ["G"], Margin = 0.2 } } };
        var demand = Build(rules, null, Of("DE", 30, code: "1", nace: "46.1"), Of("DE", 10, code: "2", nace: "G46.2"), Of("DE", 100, nace: "46"));
        Assert.Multiple(() =>
        {
            Assert.That(F(demand, "DEU", "G"), Is.EqualTo(28).Within(1e-12));
            Assert.That(F(demand, "DEU", "A"), Is.EqualTo(24 + 60).Within(1e-12));
            Assert.That(F(demand, "DEU", "B"), Is.EqualTo(8 + 20).Within(1e-12));
            Assert.That(demand.Reconciliation.TradeMargins, Is.EqualTo(28).Within(1e-12));
            Assert.That(demand.Findings, Is.Empty);
        });
        var alone = Build(rules, null, Of("DE", 100, code: "4"));
        Assert.That((F(alone, "DEU", "G"), alone.Findings.Single().Code, alone.Findings.Single().Found),
            Is.EqualTo((100.0, "VALUATION-NO-GOODS", "100 CHF in 1 order")));
    }

    [Test]
    public void A_sector_of_margins_that_many_regions_lack_is_one_error_and_one_that_all_lack_too()
    {
        var regions = CountryBook.Default.Countries.Select(c => c.Iso3).Take(9).ToArray();
        DemandTable World(params string[] traders) => DemandTable.Of(new Axis<Industry>("industries",
            regions.SelectMany(r => new[] { "A", "B" }.Concat(traders.Contains(r) ? ["G"] : []).Select(s => new Industry(r, s)))));
        var rules = Rules(new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 1), ("", "2", "B", 1)]), Nace = NaceConcordance.Of([("46", "A", 1)]) }) with
        {
            Valuation = new ValuationRules { Wholesale = new WholesaleRules { Sectors = ["G"], Margin = 0.2 } },
        };
        var orders = OrderLedger.FromOrders(regions.SelectMany(r => new[] { Of(r, 30, code: "1", nace: "46"), Of(r, 10, code: "2", nace: "46") }));
        var some = new DemandBuilder(orders, rules).Build(2004, World(regions[8])).Findings.Single();
        var none = new DemandBuilder(orders, rules).Build(2004, World()).Findings.Single();
        Assert.That(some.Place, Is.EqualTo($"orders 2004, valuation.wholesale.sectors, {string.Join(", ", regions.Take(5))} and 3 more"));
        Assert.That(some.Message, Does.StartWith("8 regions have no such sector"));
        Assert.That((none.Code, none.Place, none.Found), Is.EqualTo(("SECTOR-UNKNOWN", "valuation.wholesale.sectors", "G")));
    }

    [Test]
    public void Without_any_rates_the_file_of_rates_is_what_is_missing()
    {
        var rules = Rules(One("A")) with { Rates = CurrencyRates.None };
        var finding = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 10, code: "1") with { Year = 2005, Currency = "EUR" }]), rules).Build(2005, Table).Findings
            .First(f => f.Place.Contains("EUR", StringComparison.Ordinal));
        Assert.That((finding.Code, finding.Found), Is.EqualTo(("CURRENCY-RATE-MISSING", "no rates at all: no file of rates is configured")));
        Assert.That(finding.Cure, Does.Contain("currency.rates").And.Contain("2005,EUR,…"));
    }

    [TestCase(OrderFlags.None)]
    [TestCase(OrderFlags.OnSite)]
    public void A_region_without_the_sector_of_margins_is_an_error_once(OrderFlags flags)
    {
        var table = DemandTable.Of(new Axis<Industry>("industries", Table.Industries.Where(i => i != new Industry("DEU", "G"))));
        var rules = Rules(new MappingRules { Codes = CodeConcordance.Of([("", "1", "A", 1), ("", "2", "B", 1)]), Nace = NaceConcordance.Of([("46", "G", 1)]) }) with
        {
            Valuation = new ValuationRules { Wholesale = new WholesaleRules { Sectors = ["G"], Margin = 0.2 }, OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["CHE"] = 0.5 }) },
        };
        var orders = new[] { Of("DE", 30, code: "1", nace: "46"), Of("DE", 10, code: "2", nace: "46"), Of("CH", 5, code: "1", nace: "46") };
        var demand = new DemandBuilder(OrderLedger.FromOrders(orders.Select(o => o with { Flags = flags })), rules).Build(2004, table);
        var finding = demand.Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That((finding.Code, finding.Severity, finding.Found), Is.EqualTo(("VALUATION-MARGIN-SECTOR", Severity.Error, "G")));
            Assert.That(finding.Place, Does.Contain("2004").And.Contain("valuation.wholesale.sectors").And.Contain("DEU"));
            Assert.That(finding.Expected, Is.EqualTo("a sector of DEU: A, B"));
            Assert.That(finding.Cure, Is.Not.Empty);
        });
    }

    [Test]
    public void Industries_without_output_stay_in_the_totals_and_are_found()
    {
        var industries = Table.Industries;
        var table = DemandTable.Of(industries, withoutOutput: industries.Select(i => i == new Industry("CHE", "A")).ToArray());
        var demand = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 7, code: "1"), Of("DE", 5, code: "1")]), Rules(One("A"))).Build(2004, table);
        Assert.Multiple(() =>
        {
            Assert.That(demand.Unexplained.Single(), Is.EqualTo(new UnexplainedDemand(new Industry("CHE", "A"), 7)));
            Assert.That(demand.Reconciliation.Unexplained, Is.EqualTo(7));
            Assert.That(demand.Reconciliation.Mapped, Is.EqualTo(12m));
            Assert.That(demand.Findings.Single().Code, Is.EqualTo("ORDERS-WITHOUT-OUTPUT"));
        });
    }

    [TestCase(WithoutOutputRule.Report, "M71", "")]
    [TestCase(WithoutOutputRule.NearestSector, "M71", "M69_M70 12")]
    [TestCase(WithoutOutputRule.NearestSector, "M73", "M72 12")]
    [TestCase(WithoutOutputRule.NearestSector, "H51", "H49 12")]
    [TestCase(WithoutOutputRule.NearestSector, "U", "")]
    [TestCase(WithoutOutputRule.Region, "M71", "H49 1, M69_M70 6, M72 5")]
    public void Orders_to_industries_without_output_go_where_the_rule_says(WithoutOutputRule rule, string sector, string expected)
    {
        // Switzerland as WIOD 2016 shows it: M71 and M73 stand in neighbours. Germany has all of them and takes nothing.
        string[] sectors = ["H49", "H51", "M69_M70", "M71", "M72", "M73", "U"];
        double[] swiss = [10, 0, 60, 0, 50, 0, 0];
        var industries = new Axis<Industry>("industries", from r in new[] { "CHE", "DEU" } from s in sectors select new Industry(r, s));
        var columns = new Axis<DemandColumn>("columns", [new("CHE", "HH"), new("DEU", "HH")]);
        var money = new Axis<FlowRow>("rows", [new("VA", "MCHF")]);
        var n = industries.Count;
        var table = new MrioTable(new TableIdentity { Name = "T", Unit = Unit.Money("CHF", 1e6) }, new(industries, industries, new(n, n)),
            new(industries, columns, new(n, 2)), new(money, industries, new(1, n)), x: new(industries, [.. swiss, 9, 9, 9, 9, 9, 9, 9]),
            names: IoEngine.Tables.Naming.TableNaming.Shipped([new("CHE"), new("DEU")], [.. sectors.Select(s => new Sector(s))]));
        var orders = OrderLedger.FromOrders([Of("CH", 12, code: "1"), Of("DE", 5, code: "1")]);
        var demand = new DemandBuilder(orders, Rules(One(sector)) with { WithoutOutput = rule }).Build(2004, DemandTable.Of(table));
        var placed = sectors.Where(s => F(demand, "CHE", s) != 0).Select(s => $"{s} {F(demand, "CHE", s):0.#########}");
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(", ", placed), Is.EqualTo(expected.Length > 0 ? expected : $"{sector} 12"));
            Assert.That(F(demand, "DEU", sector), Is.EqualTo(5), "Germany has output there");
            Assert.That(demand.Total().Values.ToArray().Sum(), Is.EqualTo(17).Within(1e-12));
            Assert.That(demand.Reconciliation.Unexplained, Is.EqualTo(expected.Length > 0 ? 0 : 12));
            Assert.That(demand.Unexplained.Select(u => u.Value), expected.Length > 0 ? Is.Empty : Is.EqualTo(new[] { 12.0 }));
            var finding = demand.Findings.Single();
            Assert.That(finding.Code, Is.EqualTo(expected.Length > 0 ? "ORDERS-STAND-IN" : "ORDERS-WITHOUT-OUTPUT"));
            Assert.That(finding.Found, Does.Contain($"CHE.{sector}").And.Contain("12 CHF").And.Contain(rule == WithoutOutputRule.NearestSector && expected.Length > 0 ? expected.Split(' ')[0] : ""));
        });
    }

    [Test]
    public void Sectors_of_no_known_list_have_no_nearest()
    {
        var table = DemandTable.Of(Table.Industries, withoutOutput: Table.Industries.Select(i => i == new Industry("CHE", "A")).ToArray());
        var demand = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 7, code: "1")]), Rules(One("A")) with { WithoutOutput = WithoutOutputRule.NearestSector }).Build(2004, table);
        Assert.That(demand.Reconciliation.Unexplained, Is.EqualTo(7));
        Assert.That(demand.Findings.Single().Cure, Does.Contain("finds no sector"));
    }

    [TestCase("C26,G46,H49,H50,H51,H52", "H49 60, H50 30, H51 10")]
    [TestCase("C26,G46,H49,H52", "H49 100")]
    [TestCase("C26,G46,H52,H53", "G46 100")]
    [TestCase("A,B,G", "G 100")]
    public void Transport_margins_go_to_the_tables_transport_sectors(string list, string expected)
    {
        var sectors = list.Split(',');
        var output = new Dictionary<string, double> { ["H49"] = 6, ["H50"] = 3, ["H51"] = 1 };
        var industries = new Axis<Industry>("industries", sectors.Select(s => new Industry("CHE", s)));
        var n = industries.Count;
        var table = new MrioTable(new TableIdentity { Name = "T", Unit = Unit.Money("CHF", 1e6) }, new(industries, industries, new(n, n)),
            new(industries, new Axis<DemandColumn>("columns", [new("CHE", "HH")]), new(n, 1)), new(new Axis<FlowRow>("rows", [new("VA", "MCHF")]), industries, new(1, n)),
            x: new(industries, [.. sectors.Select(s => output.GetValueOrDefault(s, 5))]),
            names: IoEngine.Tables.Naming.TableNaming.Shipped([new("CHE")], [.. sectors.Select(s => new Sector(s))]));
        var rules = Rules(One(sectors[0])) with
        {
            Valuation = new ValuationRules
            {
                Margins = MarginTable.Of(new Dictionary<string, MarginShares> { [sectors[0]] = new(0, 0.1, 0) }),
                Wholesale = new WholesaleRules { Sectors = [sectors.Contains("G46") ? "G46" : "G"] },
            },
        };
        var demand = new DemandBuilder(OrderLedger.FromOrders([Of("CH", 1000, code: "1")]), rules).Build(2004, DemandTable.Of(table));
        Assert.That(string.Join(", ", sectors.Skip(1).Where(s => F(demand, "CHE", s) != 0).Select(s => $"{s} {F(demand, "CHE", s):0.#########}")), Is.EqualTo(expected));
        Assert.That(F(demand, "CHE", sectors[0]), Is.EqualTo(900).Within(1e-9));
        Assert.That(demand.Findings.Where(f => f.Code == "VALUATION-TRANSPORT").Select(f => f.Place), expected.StartsWith('H') ? Is.Empty : Is.EqualTo(new[] { "valuation.margins, CHE" }));
    }

    [Test]
    public void Rules_out_of_range_are_all_named()
    {
        var rules = Rules(One("A")) with
        {
            SpendProfile = [0.5m],
            Valuation = new ValuationRules { Tax = 1.5, OnSite = OnSiteShares.Always(new Dictionary<string, double> { ["CHE"] = 0.8, ["FRA"] = 0.8 }), Wholesale = new WholesaleRules { Margin = 2 } },
        };
        var findings = Assert.Throws<ConfigException>(() => _ = new DemandBuilder(OrderLedger.Empty, rules))!.Findings;
        Assert.That(findings.Select(f => f.Place), Is.EqualTo(new[] { "valuation.tax", "valuation.wholesale.margin", "valuation.onSite", "orders.spendProfile" }));
    }

    internal static Order Of(string country, decimal value, string code = "", string nace = "", string contract = "") =>
        new() { Year = 2004, SupplierCountry = country, Value = value, Code = code, Nace = nace, Contract = contract };

    private static MappingRules One(string sector) => new() { Codes = CodeConcordance.Of([("", "1", sector, 1)]) };

    private static DemandRules Rules(MappingRules mapping) => new() { Mapping = mapping, Valuation = new ValuationRules { Wholesale = null } };

    private static YearDemand Build(DemandRules rules, OrderReadOptions? options, params Order[] orders) =>
        new DemandBuilder(OrderLedger.FromOrders(orders, options), rules).Build(2004, Table);

    private static double F(YearDemand demand, string region, string sector) => demand.Total()[new Industry(region, sector)];
}
