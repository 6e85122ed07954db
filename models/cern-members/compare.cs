#:project ../../src/IoEngine/IoEngine.csproj

// Member and non-member states: who gets the orders, who earns on them, who pays, and what integration changed.
//   dotnet run models/cern-members/compare.cs [CONFIG]         default: run.json beside this file, on the synthetic demonstration
// Copy this folder, put your own tables and orders into run.json, and change what is printed below.

using System.Runtime.CompilerServices;
using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Procurement.Ledger;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Studies;

string[] eastAsia = ["CHN", "JPN", "KOR", "TWN"];
var config = ConfigReader.Read(args.Length > 0 ? args[0] : Path.Combine(Here(), "run.json"));
var results = Run.Execute(config);
var world = results.Study.Baseline;
var (years, currency) = (world.Countries, results.Inputs.Currency);
var last = years[^1];
Console.WriteLine($"{config.Config.Name}, {years[0].Year}-{last.Year}, million {currency}{(results.Inputs.Synthetic ? " — SYNTHETIC DATA, no number is a statistic" : "")}");

Title("Share of orders → share of value added, by dated group");
string[] groups = [.. years.SelectMany(y => y.Groups.Keys).Distinct().Order(StringComparer.Ordinal)];
foreach (var span in years.Chunk((years.Count + 4) / 5))
{
    var (orders, earned) = (span.Sum(y => y.Countries.Values.Sum(a => a.Orders)), span.Sum(y => y.Countries.Values.Sum(a => a.Total)));
    Console.WriteLine($"  {span[0].Year}-{span[^1].Year}");
    foreach (var group in groups) Share(group, span.Where(y => y.Groups.ContainsKey(group)).Select(y => y.Groups[group]));
    Share("(East Asia)", span.SelectMany(y => eastAsia.Where(y.Countries.ContainsKey).Select(c => y.Countries[c])));

    void Share(string name, IEnumerable<CountryAccount> accounts)
    {
        var sum = CountryAccount.Sum(accounts);
        if (sum.Orders + sum.Total > 0) Console.WriteLine($"    {name,-20} {sum.Orders / orders,7:P1} → {sum.Total / earned,7:P1}");
    }
}

Title("Where the value added of a country's orders stays, and what it draws from the orders of others (all years)");
var all = years.SelectMany(y => y.Countries).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => CountryAccount.Sum(g.Select(c => c.Value)));
foreach (var (country, a) in all.Where(c => c.Value.Retention is not null).OrderByDescending(c => c.Value.Orders).Take(12))
    Console.WriteLine($"  {country}: {a.Retention,6:P1} retained, {1 - a.Retention,6:P1} spills over; {a.PullIn / 1e6,8:F1} pulled in, for each franc of orders {a.PullIn / a.Orders:F2}");

Title("Returns on contributions, and what each franc paid brings home (years with contributions)");
var paid = years.Where(y => y.Countries.Values.Any(a => a.Contribution > 0)).ToArray();
var window = paid.SelectMany(y => y.Countries).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => CountryAccount.Sum(g.Select(c => c.Value)));
var returns = ReturnStatement.Of(window.Select(c => new ReturnInput(c.Key, c.Value.Orders, c.Value.Total, c.Value.Contribution)).ToArray());
foreach (var r in returns.Where(r => r.ReturnCoefficient is not null).OrderByDescending(r => r.ContributionShare))
{
    var band = BalanceBand.StatusOf(BalanceBand.Cern, PurchaseKind.Supplies, r.ReturnCoefficient, new DateOnly(last.Year, 12, 31));
    var a = window[r.Country];
    Console.WriteLine($"  {r.Country}: pays {r.ContributionShare,6:P1}; RC {r.ReturnCoefficient,5:F2} ({band}); each franc brings {a.Orders / a.Contribution:F2} of orders"
        + (a.IsRegion ? $" and {a.Total / a.Contribution:F2} of value added, VRC {r.ValueChainReturn:F2}" : "; its value added is inside a region of several countries"));
}

Title("Worlds that did not happen, against this one (all years)");
foreach (var scenario in results.Study.Scenarios)
{
    var byCountry = Comparison.Of(world, scenario, totals: true).Where(r => r is { Year: null, Channel: null, Indicator: "valueAdded" }).ToArray();
    var (gain, loss) = (byCountry.MaxBy(r => r.Difference)!, byCountry.MinBy(r => r.Difference)!);
    Console.WriteLine($"  {scenario.Name}: world {byCountry.Sum(r => r.Difference) / 1e6:+0.0;-0.0;0.0}; most gained by {gain.Key} ({gain.Difference / 1e6:+0.0;-0.0;0.0}), "
        + $"most lost by {loss.Key} ({loss.Difference / 1e6:+0.0;-0.0;0.0}); value added outside {Outside(world):P1} → {Outside(scenario):P1}");
}

Title("How much of the rise of the non-members is the buyer's sourcing, how much what others buy of them");
if (results.Changes is { Steps.Count: > 0 } changes)
{
    foreach (var sentence in DecompositionSentences.Of(changes, r => last.IsOutside(last.GroupOf(r)), "non-members (as of the last year)", $"million {currency}", 1e6))
        Console.WriteLine($"  {sentence}");
}
else Console.WriteLine("  Not asked for: set analyses.decomposition in the configuration, and run two years at least.");

static double Outside(ScenarioResult world)
{
    var groups = world.Countries.SelectMany(y => y.Groups).ToArray();
    return groups.Where(g => world.Membership.IsOutside(g.Key)).Sum(g => g.Value.Total) / groups.Sum(g => g.Value.Total);
}

static void Title(string text) => Console.WriteLine($"\n{text}");
static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
