using System.Text.Json.Nodes;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Runs.Configuration;

/// <summary>Pins every default and shows that the schema says the same.</summary>
public class ConfigDefaultsTests
{
    private const string Defaults = """
        {
          "name": "run",
          "tables": { "path": "t", "years": null, "outside": "nearest", "extrapolation": { "physical": "leave-out" }, "previousYearPrices": null, "format": null, "region": null, "unit": null, "model": "D", "discrepancy": "keep",
            "roles": { "valueAdded": null, "taxesOnProducts": null, "compensation": null, "imputedCompensation": null, "otherTaxes": null, "fixedCapital": null,
              "employment": null, "fte": null, "household": null, "government": null, "investment": null },
            "accounts": [], "maxImbalance": 0.05, "cache": null, "verify": true, "memoryMiB": 4096 },
          "orders": { "path": "o",
            "columns": { "id": "order_id", "date": "date", "supplier": "supplier_id", "supplierCountry": "supplier_country",
              "originCountry": null, "code": "purchase_code", "scheme": null, "nace": "nace", "value": "value", "currency": "currency",
              "onSite": "on_site", "inKind": "in_kind", "funding": "funding", "contract": null, "start": null, "end": null },
            "country": "supplier", "include": { "inKind": true, "funding": true }, "years": null,
            "dialect": { "delimiter": null, "decimal": null, "encoding": null }, "unknownCountry": "distribute", "spendProfile": [],
            "bands": [10000, 50000, 200000, 400000, 750000], "onUnmapped": "report", "withoutOutput": "report" },
          "events": null, "baskets": null,
          "mapping": { "codes": null, "nace": null, "countries": null, "overrides": null, "averages": true },
          "valuation": { "tax": 0, "margins": null, "wholesale": { "sectors": ["G46"], "nace": ["46"], "margin": 0.25, "goods": null, "services": [] }, "onSite": {} },
          "currency": { "rates": null, "report": "CHF", "deflator": null, "deflatorKind": null },
          "prices": { "indices": "shipped", "exchange": "shipped", "productivity": null },
          "closure": { "kind": "net-labour", "households": null, "compulsoryPayments": false, "regions": "all", "residence": null, "governmentSpending": 1, "capital": null, "levels": false },
          "groups": { "membership": null, "outside": ["non-member", "observer", "other"], "contributions": null, "budget": null, "alternative": null },
          "indicators": null,
          "attribution": { "by": [], "orderEffects": false },
          "analyses": { "decomposition": false },
          "scenarios": [],
          "solve": { "method": "auto", "kernel": "auto", "threads": 0, "maxResidual": 1E-09 },
          "output": { "path": "results", "formats": ["csv"] },
          "demo": { "seed": 1954, "orders": 60000 }
        }
        """;

    [Test]
    public void Every_default_is_as_documented()
    {
        var config = ConfigReader.Parse("""{ "tables": { "path": "t" }, "orders": { "path": "o" } }""");
        var expected = JsonNode.Parse(Defaults)!;
        // A column that is named must exist: spelled out, the defaults would say something else.
        expected["orders"]!["columns"] = new JsonObject();
        Assert.That(ConfigSchema.ToJson(config).ToJsonString(), Is.EqualTo(expected.ToJsonString()));
    }

    [Test]
    public void The_defaults_spelled_out_read_back_to_the_same() =>
        Assert.That(ConfigSchema.ToJson(ConfigReader.Parse(Defaults)).ToJsonString(), Is.EqualTo(JsonNode.Parse(Defaults)!.ToJsonString()));

    [Test]
    public void The_schema_has_text_and_default_of_every_option()
    {
        var faults = new List<string>();
        Compare(ConfigSchema.Create(), (JsonObject)JsonNode.Parse(Defaults)!, "$", faults);
        Assert.That(faults, Is.Empty);
    }

    private static void Compare(JsonObject schema, JsonObject defaults, string path, List<string> faults)
    {
        var properties = (JsonObject)schema["properties"]!;
        if (!properties.Select(p => p.Key).SequenceEqual(defaults.Select(d => d.Key))) faults.Add($"{path}: other keys");
        if (schema["additionalProperties"]!.GetValue<bool>()) faults.Add($"{path}: open");
        foreach (var (name, node) in properties)
        {
            var option = (JsonObject)node!;
            var value = defaults[name];
            if (option["description"]!.GetValue<string>().Length < 6) faults.Add($"{path}.{name}: no text");
            if (option.ContainsKey("properties") && value is null != ($"{option["type"]}" is not "object")) faults.Add($"{path}.{name}: null");
            if (option.ContainsKey("properties") && value is null) continue; // a section that there need not be
            if (option.ContainsKey("properties")) Compare(option, (JsonObject)value!, $"{path}.{name}", faults);
            else if (option.ContainsKey("default") && !JsonNode.DeepEquals(option["default"], value)) faults.Add($"{path}.{name}: {option["default"]}");
            else if (!option.ContainsKey("default") && name != "path") faults.Add($"{path}.{name}: no default");
            else if (!Allows(option, value)) faults.Add($"{path}.{name}: the default {value?.ToJsonString() ?? "null"} is not allowed by {option.ToJsonString()}");
        }
    }

    private static bool Allows(JsonObject option, JsonNode? value)
    {
        string[] types = option["type"] is JsonArray several ? [.. several.Select(t => t!.GetValue<string>())] : [option["type"]!.GetValue<string>()];
        var kind = value?.GetValueKind() switch
        {
            null => "null",
            System.Text.Json.JsonValueKind.Object => "object",
            System.Text.Json.JsonValueKind.Array => "array",
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => "number",
            _ => "boolean",
        };
        return (types.Contains(kind) || (kind == "number" && types.Contains("integer")))
            && (option["enum"] is not JsonArray allowed || allowed.Any(a => JsonNode.DeepEquals(a, value)));
    }
}
