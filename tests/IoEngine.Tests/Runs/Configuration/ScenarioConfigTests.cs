using System.Text.Json.Nodes;
using IoEngine.Runs.Configuration;

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

    private static ChangeConfig Parse(string change) => ConfigReader.Parse(Document(change)).Scenarios.Single().Changes.Single();

    [Test]
    public void Defaults_of_every_kind()
    {
        var redirect = (RedirectConfig)Parse("""{ "kind": "redirect", "from": { "group": "non-member" }, "to": { "group": "member" } }""");
        Assert.That((redirect.Share, redirect.Years, redirect.To.Spread, redirect.From.Group), Is.EqualTo((1.0, (YearSelection?)null, SpreadConfig.SameCode, "non-member")));
        Assert.That(((ScaleConfig)Parse("""{ "kind": "scale", "orders": {}, "factor": 2, "years": "2005-2010" }""")).Years!.Text, Is.EqualTo("2005-2010"));
        var order = ((PlaceConfig)Parse("""{ "kind": "place", "orders": [ { "year": 2005, "supplierCountry": "DE", "code": "1", "value": 10.5 } ] }""")).Orders.Single();
        Assert.That((order.Year, order.Currency, order.OnSite, order.Value), Is.EqualTo((2005, "", false, 10.5)));
        Assert.That(((TenderConfig)Parse("""{ "kind": "tender", "order": { "year": 2005, "value": 1 }, "suppliers": ["DE", "US"] }""")).Suppliers, Has.Count.EqualTo(2));
        Assert.That(((MembershipChangeConfig)Parse("""{ "kind": "membership", "country": "JPN", "group": "member", "from": "2010-01-01" }""")).To, Is.Null);
        var contribution = (ContributionChangeConfig)Parse("""{ "kind": "contribution", "country": "JPN", "amount": 5e7 }""");
        Assert.That((contribution.Amount, contribution.Factor, contribution.KeepTotal), Is.EqualTo((5e7, 1.0, true)));
        Assert.That(((ExchangeRateConfig)Parse("""{ "kind": "exchange-rate", "currency": "EUR", "factor": 1.1 }""")).Factor, Is.EqualTo(1.1));
        Assert.That(((FreezeConfig)Parse("""{ "kind": "freeze", "baseYear": 1999 }""")).Part, Is.EqualTo(IoEngine.Scenarios.FrozenPart.TradeShares));
        Assert.That(((ShiftTradeConfig)Parse("""{ "kind": "shift-trade", "from": "TWN", "to": "DEU" }""")).Share, Is.EqualTo(1));
        Assert.That(((ExtractConfig)Parse("""{ "kind": "extract", "regions": ["USA"] }""")).Extraction, Is.EqualTo(IoEngine.Analysis.ExtractionKind.Complete));
        var closure = (ClosureChangeConfig)Parse("""{ "kind": "closure", "propensityFactor": 0.9 }""");
        Assert.That((closure.Closure, closure.DisposableFactor, closure.PropensityFactor), Is.EqualTo(((string?)null, 1.0, 0.9)));
        Assert.That(((ValuationChangeConfig)Parse("""{ "kind": "valuation", "wholesaleMargin": 0.15 }""")).WholesaleMargin, Is.EqualTo(0.15));
    }

    [Test]
    public void Faults_name_line_and_path()
    {
        var error = Assert.Throws<ConfigException>(() => ConfigReader.Parse(Document("""
            { "kind": "redirekt" },
            { "share": 1 },
            { "kind": "redirect", "from": {}, "too": {} },
            { "kind": "freeze", "baseYear": 12.5, "part": "all" },
            7
            """), "run.json"));
        Assert.That(error!.Findings.Select(f => (f.Code, f.Place)), Is.EquivalentTo(new[]
        {
            ("CONFIG-CHOICE", "run.json, line 3, $.scenarios[0].changes[0].kind"), ("CONFIG-MISSING", "run.json, line 4, $.scenarios[0].changes[1].kind"),
            ("CONFIG-UNKNOWN-KEY", "run.json, line 5, $.scenarios[0].changes[2].too"), ("CONFIG-MISSING", "run.json, line 5, $.scenarios[0].changes[2].to"),
            ("CONFIG-RANGE", "run.json, line 6, $.scenarios[0].changes[3].baseYear"), ("CONFIG-CHOICE", "run.json, line 6, $.scenarios[0].changes[3].part"),
            ("CONFIG-TYPE", "run.json, line 7, $.scenarios[0].changes[4]"),
        }));
        Assert.That(error.Findings[0].Cure, Is.EqualTo("Did you mean \"redirect\"?"));
    }

    [Test]
    public void The_schema_knows_every_kind_and_the_document_comes_back()
    {
        var items = ConfigSchema.Create()["properties"]!["scenarios"]!["items"]!["properties"]!["changes"]!["items"]!;
        var kinds = items["oneOf"]!.AsArray().Select(k => k!["properties"]!["kind"]!["enum"]![0]!.GetValue<string>()).ToArray();
        Assert.That(kinds, Is.EqualTo(new[]
        {
            "redirect", "scale", "place", "tender", "membership", "contribution", "exchange-rate", "freeze", "shift-trade", "extract", "closure", "valuation",
        }));
        var config = ConfigReader.Parse(Document("""{ "kind": "redirect", "from": { "codes": ["45"] }, "to": { "countries": ["DEU"] }, "share": 0.5 }"""));
        var again = ConfigReader.Parse(ConfigSchema.ToJson(config).ToJsonString());
        Assert.That(JsonNode.DeepEquals(ConfigSchema.ToJson(again), ConfigSchema.ToJson(config)));
    }
}
