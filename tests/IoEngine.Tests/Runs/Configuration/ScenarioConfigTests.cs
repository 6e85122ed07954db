using System.Text.Json.Nodes;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;

namespace IoEngine.Tests.Runs.Configuration;

/// <summary>Every kind of change in JSON: defaults, faults with line and path, schema.</summary>
public class ScenarioConfigTests
{
    private static string Document(string changes) => $$"""
        { "tables": { "path": "t" }, "orders": { "path": "o" },
          "scenarios": [ { "name": "s", "changes": [
            {{changes}}
          ] } ] }
        """;

    private static Change Parse(string change) => ConfigReader.Parse(Document(change)).Scenarios.Single().Changes.Single();

    [Test]
    public void Defaults_of_every_kind()
    {
        var redirect = (RedirectOrders)Parse("""{ "kind": "redirect", "from": { "group": "non-member" }, "to": { "group": "member" } }""");
        Assert.That((redirect.Share, redirect.Years, redirect.To.Spread, redirect.From.Group), Is.EqualTo((1.0, YearSpan.All, SpreadRule.SameCode, "non-member")));
        Assert.That(((ScaleOrders)Parse("""{ "kind": "scale", "orders": {}, "factor": 2, "years": "2005-2010" }""")).Years, Is.EqualTo(new YearSpan(2005, 2010)));
        Assert.That(((ScaleOrders)Parse("""{ "kind": "scale", "orders": {}, "factor": 2, "years": null }""")).Years, Is.EqualTo(YearSpan.All));
        var order = ((PlaceOrders)Parse("""{ "kind": "place", "orders": [ { "year": 2005, "supplierCountry": "DE", "code": "1", "value": 10.5 } ] }""")).Orders.Single();
        Assert.That((order.Year, order.Currency, order.OnSite, order.Value), Is.EqualTo((2005, "", false, 10.5m)));
        var service = ((PlaceOrders)Parse("""{ "kind": "place", "orders": [ { "year": 2005, "value": 1e3, "onSite": true } ] }""")).Orders.Single();
        Assert.That((service.Flags, service.Value), Is.EqualTo((IoEngine.Procurement.Ledger.OrderFlags.OnSite, 1000m)));
        Assert.That(((TenderPurchase)Parse("""{ "kind": "tender", "order": { "year": 2005, "value": 1 }, "suppliers": ["DE", "US"] }""")).Suppliers, Has.Count.EqualTo(2));
        var member = (ChangeMembership)Parse("""{ "kind": "membership", "country": "JPN", "group": "member", "from": "2010-01-01" }""");
        Assert.That((member.From, member.To), Is.EqualTo((new DateOnly(2010, 1, 1), (DateOnly?)null)));
        var contribution = (ChangeContribution)Parse("""{ "kind": "contribution", "country": "JPN", "amount": 5e7 }""");
        Assert.That((contribution.Amount, contribution.Factor, contribution.KeepTotal), Is.EqualTo((5e7, 1.0, true)));
        Assert.That(((ChangeExchangeRate)Parse("""{ "kind": "exchange-rate", "currency": "EUR", "factor": 1.1 }""")).Factor, Is.EqualTo(1.1));
        Assert.That(((FreezeStructure)Parse("""{ "kind": "freeze", "baseYear": 1999 }""")).Part, Is.EqualTo(FrozenPart.TradeShares));
        Assert.That(((ShiftTrade)Parse("""{ "kind": "shift-trade", "from": "TWN", "to": "DEU" }""")).Share, Is.EqualTo(1));
        Assert.That(((ExtractIndustries)Parse("""{ "kind": "extract", "regions": ["USA"] }""")).Extraction, Is.EqualTo(ExtractionKind.Complete));
        var closure = (ChangeClosure)Parse("""{ "kind": "closure", "closure": "gross-wage", "propensityFactor": 0.9 }""");
        Assert.That((closure.Closure, closure.DisposableFactor, closure.PropensityFactor), Is.EqualTo(((ClosureKind?)ClosureKind.GrossWage, 1.0, 0.9)));
        var valuation = (ChangeValuation)Parse("""{ "kind": "valuation", "wholesaleMargin": 0.15, "country": "origin" }""");
        Assert.That((valuation.WholesaleMargin, valuation.Country), Is.EqualTo((0.15, (IoEngine.Procurement.Demand.OrderCountry?)IoEngine.Procurement.Demand.OrderCountry.Origin)));
    }

    [Test]
    public void Faults_name_line_and_path()
    {
        var error = Assert.Throws<ConfigException>(() => ConfigReader.Parse(Document("""
            { "kind": "redirekt" },
            { "share": 1 },
            { "kind": "redirect", "from": {}, "too": {} },
            { "kind": "freeze", "baseYear": 12.5, "part": "all" },
            7,
            { "kind": "closure", "closure": "sam" },
            { "kind": "place", "orders": [ { "year": 2005, "value": 1e40 } ] }
            """), "run.json"));
        Assert.That(error!.Findings.Select(f => (f.Code, f.Place)), Is.EquivalentTo(new[]
        {
            ("CONFIG-CHOICE", "run.json, line 3, $.scenarios[0].changes[0].kind"), ("CONFIG-MISSING", "run.json, line 4, $.scenarios[0].changes[1].kind"),
            ("CONFIG-UNKNOWN-KEY", "run.json, line 5, $.scenarios[0].changes[2].too"), ("CONFIG-MISSING", "run.json, line 5, $.scenarios[0].changes[2].to"),
            ("CONFIG-RANGE", "run.json, line 6, $.scenarios[0].changes[3].baseYear"), ("CONFIG-CHOICE", "run.json, line 6, $.scenarios[0].changes[3].part"),
            ("CONFIG-TYPE", "run.json, line 7, $.scenarios[0].changes[4]"),
            ("CONFIG-CHOICE", "run.json, line 8, $.scenarios[0].changes[5].closure"), ("CONFIG-RANGE", "run.json, line 9, $.scenarios[0].changes[6].orders[0].value"),
        }));
        Assert.That(error.Findings[0].Cure, Is.EqualTo("Did you mean \"redirect\"?"));
    }

    [Test]
    public void The_schema_knows_every_kind_and_the_document_comes_back()
    {
        var items = ConfigSchema.Create()["properties"]!["scenarios"]!["items"]!["properties"]!["changes"]!["items"]!;
        var kinds = items["oneOf"]!.AsArray().Select(k => k!["properties"]!["kind"]!["enum"]![0]!.GetValue<string>()).ToArray();
        Assert.That(kinds, Is.SupersetOf(new[] { "redirect", "scale", "membership", "freeze", "closure", "valuation" }).And.Unique);
        Assert.That(kinds, Has.Length.EqualTo(typeof(Change).GetCustomAttributes(false).OfType<KindsAttribute>().Single().Types.Count), "one a type in [Kinds]");
        var config = ConfigReader.Parse(Document("""{ "kind": "redirect", "from": { "codes": ["45"] }, "to": { "countries": ["DEU"] }, "share": 0.5 }"""));
        var again = ConfigReader.Parse(ConfigSchema.ToJson(config).ToJsonString());
        Assert.That(JsonNode.DeepEquals(ConfigSchema.ToJson(again), ConfigSchema.ToJson(config)));
    }
}
