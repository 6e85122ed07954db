using System.Text.Json;
using System.Text.Json.Nodes;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Reporting;

namespace IoEngine.Runs.Explanations;

/// <summary>The closure of stored results, with the parameters that their manifest gives.</summary>
internal static class StoredClosure
{
    /// <summary>The closure as it was for a table.</summary>
    /// <param name="results">The results.</param>
    /// <param name="regions">The table's regions.</param>
    /// <param name="tableYear">The table's year.</param>
    /// <exception cref="ConfigException">The results have no closure, or the manifest does not hold all of it.</exception>
    public static Closure Of(StoredResults results, IReadOnlyList<Region> regions, int tableYear)
    {
        var stored = results.Manifest["closure"];
        var kind = Closure.Parse((string?)stored?["kind"] ?? "none");
        if (kind == ClosureKind.None)
            throw Missing("The results have no closure, so no path goes through households.", "closure none",
                "Ask without --induced, or run with another closure.kind.");
        if (results.Manifest["config"]?["closure"]?["residence"] is not null)
            throw Missing("Incomes live elsewhere than they are earned, and where is not in the results.", "closure.residence",
                "Ask without --induced.");
        var households = (stored?["years"]?[$"{tableYear}"] ?? stored?["households"]) as JsonObject;
        var lost = regions.Where(r => households?[r.Code] is null).ToArray();
        if (lost.Length > 0)
            throw Missing("The manifest lacks the household parameters of regions.", string.Join(", ", lost),
                "Run again with this version.");
        var spent = (double?)results.Manifest["config"]?["closure"]?["governmentSpending"] ?? 1;
        return new Closure
        {
            Kind = kind,
            GovernmentSpending = _ => spent,
            Households = new HouseholdParameters(regions.ToDictionary(r => r,
                r => Parameter(households![r.Code]!, stored!["sources"] as JsonArray))),
            Regions = stored!["regions"] is JsonArray closed ? closed.Select(r => new Region((string)r!)).ToArray() : null,
        };
    }

    // Fiscal rates are measured, they do not feed back.
    private static HouseholdParameter Parameter(JsonNode p, JsonArray? sources) =>
        new((double)p["disposableShare"]!, (double)p["propensityToConsume"]!, (double)p["labourShare"]!,
            Source(p["source"], sources), (double?)p["mixedIncomeShare"] ?? 0, (double?)p["householdIncome"],
            (double?)p["consumptionShare"], null, (string?)p["householdIncomeUnit"] is { } unit ? Unit.Read(unit) : null);

    // Those of a year give the number of the text.
    private static string Source(JsonNode? source, JsonArray? sources) =>
        (string?)(source?.GetValueKind() == JsonValueKind.Number ? sources?[(int)source] : source) ?? "";

    private static ConfigException Missing(string message, string found, string cure) =>
        new([Finding.Error("EXPLAIN-INDUCED", "--induced", message, found, "a closure with all its parameters", cure)]);
}
