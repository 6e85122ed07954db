using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Places;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs.Outputs;

/// <summary>
/// manifest.json: what was run, on what, how, and what came out. All that differs between equal runs stands under <c>timings</c>.
/// </summary>
internal static class Manifest
{
    /// <summary>Everything that is known before the outputs are written.</summary>
    public static JsonObject Create(RunResults results)
    {
        var inputs = results.Inputs;
        return new JsonObject
        {
            ["name"] = inputs.Config.Name,
            ["synthetic"] = inputs.Synthetic || results.Years.Any(y => y.Table.Synthetic),
            ["versions"] = Versions(),
            ["config"] = ConfigSchema.ToJson(inputs.Config),
            ["inputs"] = Array(results.Files, Input),
            ["orders"] = Orders(results),
            ["closure"] = ClosureOf(results),
            ["regions"] = Regions(results.Years),
            ["sectors"] = Sectors(results.Years),
            ["years"] = Array(results.Years, Year),
            ["extrapolatedYears"] = Array(results.Years.Where(y => y.Assignment.Extrapolated), y => y.Assignment.Year),
            ["findings"] = new JsonObject(Enum.GetValues<Severity>().Select(s =>
                KeyValuePair.Create(s.ToString().ToLowerInvariant(), (JsonNode?)results.Findings.Count(f => f.Severity == s)))),
        };
    }

    /// <summary>The same with what differs between equal runs.</summary>
    public static JsonObject WithTimings(RunResults results)
    {
        var manifest = Create(results);
        manifest["timings"] = Timings(results);
        return manifest;
    }

    private static JsonObject Input(InputFile file)
    {
        var input = new JsonObject
        {
            ["role"] = file.Role, ["path"] = file.Path.Replace('\\', '/'), ["bytes"] = file.Bytes, ["sha256"] = file.Sha256,
            ["rows"] = file.Rows,
        };
        if (file.Member is { } member) input["member"] = member;
        return input;
    }

    private static JsonObject Versions() => new()
    {
        ["engine"] = EngineVersion.Text,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["os"] = RuntimeInformation.OSDescription,
        ["processors"] = Environment.ProcessorCount,
    };

    private static JsonObject Orders(RunResults results)
    {
        var orders = results.Inputs.Orders;
        return new JsonObject
        {
            ["rows"] = orders.Rows,
            ["used"] = orders.Files.Sum(f => f.Used),
            ["rejected"] = orders.Files.Sum(f => f.Rejected),
            ["currency"] = results.Inputs.Currency,
            ["value"] = results.All.Orders,
            ["mapped"] = results.All.Mapped,
            ["unmapped"] = results.All.Unmapped,
        };
    }

    /// <summary>The closure and the parameters that each region of the tables takes, with where they come from.</summary>
    private static JsonObject ClosureOf(RunResults results)
    {
        var inputs = results.Inputs;
        Region[] regions = [.. results.Years.SelectMany(y => y.Regions).Distinct().OrderBy(r => r.Code, StringComparer.Ordinal)];
        var households = inputs.Closure.Households;
        var closure = new JsonObject
        {
            ["kind"] = Closure.NameOf(inputs.Closure.Kind),
            ["regions"] = inputs.Closure.Regions is null ? "all" : Array(inputs.Closure.Regions, r => r.Code),
            ["default"] = Parameter(households.For(new Region("*"))),
            ["households"] = Households(households, regions),
        };
        if (!households.HasYears) return closure;

        // The same few texts in every year: each once, and its number in the years.
        var sources = new List<string>();
        closure["years"] = new JsonObject(results.Years.Select(y => y.Assignment.TableYear).Distinct().Order()
            .Select(y => KeyValuePair.Create($"{y}", (JsonNode?)Numbered(Households(households.In(y), regions), sources))));
        closure["sources"] = Array(sources, s => s);
        return closure;
    }

    private static JsonObject Numbered(JsonObject households, List<string> sources)
    {
        foreach (var (_, parameter) in households)
        {
            var text = (string)parameter!["source"]!;
            if (!sources.Contains(text)) sources.Add(text);
            parameter["source"] = sources.IndexOf(text);
        }

        return households;
    }

    private static JsonObject Households(HouseholdParameters households, IEnumerable<Region> regions) => new(regions.Select(r =>
    {
        var parameter = Parameter(households.For(r));
        parameter["from"] = households.OriginOf(r).ToString().ToLowerInvariant();
        if (households.Assumed(r).ToArray() is { Length: > 0 } assumed) parameter["assumed"] = Array(assumed, c => c);
        return KeyValuePair.Create(r.Code, (JsonNode?)parameter);
    }));

    private static JsonObject Parameter(HouseholdParameter p) => new()
    {
        ["disposableShare"] = p.DisposableShare, ["propensityToConsume"] = p.PropensityToConsume, ["labourShare"] = p.LabourShare,
        ["mixedIncomeShare"] = p.MixedIncomeShare, ["householdIncome"] = p.HouseholdIncome,
        ["householdIncomeUnit"] = p.IncomeUnit?.ToString(), ["consumptionShare"] = p.ConsumptionShare,
        ["assumedConsumptionShare"] = p.AssumesConsumptionShare ? HouseholdParameter.AssumedConsumptionShare : null,
        ["compulsoryPayments"] = p.CompulsoryPayments, ["source"] = p.Source,
    };

    // Names for people, by the code in the result files.
    private static JsonObject Sectors(IReadOnlyList<YearResult> years) =>
        new(years.SelectMany(y => y.Names.Sectors).GroupBy(n => n.Key.Code)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.First().Value)));

    private static JsonObject Regions(IReadOnlyList<YearResult> years) =>
        new(years.SelectMany(y => RegionsOf(y)).GroupBy(n => n.Code)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.First().Name)));

    private static IEnumerable<(string Code, string Name)> RegionsOf(YearResult year)
    {
        var map = new RegionMap(year.Regions);
        return year.Regions.Where(year.Names.Regions.ContainsKey).Select(r => (map.NameOf(r), year.Names.Of(r)));
    }

    private static JsonObject Year(YearResult year) => new()
    {
        ["year"] = year.Assignment.Year,
        ["tableYear"] = year.Assignment.TableYear,
        ["extrapolated"] = year.Assignment.Extrapolated,
        ["table"] = year.Table.Name,
        ["source"] = year.Table.Source,
        ["unit"] = year.Table.Unit.ToString(),
        ["synthetic"] = year.Table.Synthetic,
        ["estimated"] = year.Table.Estimate?.Method,
        ["regions"] = year.Regions.Count,
        ["industries"] = year.Industries.Count,
        ["tableMoneyPerUnitOfReport"] = year.TableMoneyPerUnit,
        ["closureSpectralRadius"] = year.ClosureRadius,
        ["auditDifference"] = year.AuditDifference,
        ["solves"] = Array(year.Reports, r => new JsonObject
        {
            ["method"] = r.Method, ["kernel"] = r.Kernel, ["threads"] = r.Threads, ["scaledResidual"] = r.ScaledResidual,
            ["steps"] = r.Steps, ["reason"] = r.Reason,
        }),
    };

    private static JsonObject Timings(RunResults results)
    {
        using var process = Process.GetCurrentProcess();
        var (timings, now) = (results.Timings, results.Timings.Elapsed);
        var solves = results.Years.ToDictionary(y => y.Assignment.Year, y => y.Reports);
        return new JsonObject
        {
            ["finished"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["seconds"] = Seconds(now.TotalSeconds),
            ["processSeconds"] = Seconds((DateTime.Now - process.StartTime).TotalSeconds),
            ["peakMemoryMiB"] = Math.Round(process.PeakWorkingSet64 / 1048576.0, 1),
            ["phases"] = new JsonObject(timings.Phases(now)
                .Select(p => KeyValuePair.Create(p.Phase, (JsonNode?)Seconds(p.Seconds)))),
            ["yearsAtOnce"] = timings.YearsAtOnce,
            ["years"] = Array(timings.Years, y => new JsonObject
            {
                ["year"] = y.Year,
                ["readSeconds"] = Seconds(y.Read),
                ["demandSeconds"] = Seconds(y.Demand),
                ["factoriseSeconds"] = Seconds(y.Factorise),
                ["solveSeconds"] = Seconds(y.Solve),
                ["scenariosSeconds"] = Seconds(y.Scenarios),
                ["analysesSeconds"] = Seconds(y.Analyses),
                ["solves"] = Array(solves[y.Year], r => Math.Round(r.Seconds, 4)),
            }),
        };

        static double Seconds(double seconds) => Math.Round(seconds, 3);
    }

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> of) => new(items.Select(of).ToArray());
}
