#:project ../../src/IoEngine/IoEngine.csproj

// How far assumptions move the results: θ ± 20 %, mpc ± 10 %, wholesalers' margin 15–35 %, supplier against origin, closures; then noise in the cells.
//   dotnet run models/sensitivity/sweep.cs [CONFIG] [FIRST-LAST]         default: the demonstration, 2018-2020

using System.Runtime.CompilerServices;
using IoEngine.Analyses.Uncertainty;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Places;
using IoEngine.Procurement.Demand;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Scenarios;
using IoEngine.Studies;

var config = ConfigReader.Read(args.ElementAtOrDefault(0) ?? Path.Combine(Here(), "..", "demo", "run.json"));
var years = (args.ElementAtOrDefault(1) ?? "2018-2020").Split('-').Select(int.Parse).ToArray();
var world = RunInputs.Read(config).World();
world = world with { Years = world.Years.Where(y => y.Year >= years[0] && y.Year <= years[^1]).ToArray() };

Scenario[] sweep =
[
    Scenario.Of("θ − 20 %", new ChangeClosure { DisposableFactor = 0.8 }), Scenario.Of("θ + 20 %", new ChangeClosure { DisposableFactor = 1.2 }),
    Scenario.Of("mpc − 10 %", new ChangeClosure { PropensityFactor = 0.9 }), Scenario.Of("mpc + 10 %", new ChangeClosure { PropensityFactor = 1.1 }),
    Scenario.Of("wholesale margin 15 %", new ChangeValuation { WholesaleMargin = 0.15 }), Scenario.Of("wholesale margin 35 %", new ChangeValuation { WholesaleMargin = 0.35 }),
    Scenario.Of("country of origin", new ChangeValuation { Country = OrderCountry.Origin }),
    Scenario.Of("no households (Type I)", new ChangeClosure(ClosureKind.None)), Scenario.Of("closure labour-mixed", new ChangeClosure(ClosureKind.LabourMixed)),
];
var results = Study.Run(StudyPlan.Build(world, sweep));
Console.WriteLine($"{config.Config.Name}, {years[0]}-{years[^1]}: value added per unit ordered, and the part outside the members");
Line("as assumed", results.Baseline);
foreach (var scenario in results.Scenarios) Line(scenario.Name, scenario);

// The noise of the cells moves less than the assumptions above: two hundred tables drawn around the last one, with the run's closure.
var last = results.Baseline.Years[^1];
var table = world.Tables(last.Assignment.TableYear, CancellationToken.None);
var drawn = MonteCarlo.Run(ImpactModel.Build(table, world.Closure), last.Demand.Total(), new TableUncertainty(), draws: 200, seed: 1954);
Console.WriteLine($"\n{last.Assignment.Year}, noise in the table's cells and origins ({drawn.Draws} draws, seed 1954): value added, all channels, million {world.Rules.ReportCurrency}");
foreach (var region in drawn.Regions.Where(r => drawn.Central[r] > 0).OrderByDescending(r => drawn.Central[r]).Take(8))
{
    var r = drawn.Regions.IndexOf(region);
    Console.WriteLine($"  {region,-5} {drawn.Central[r] / 1e6,8:F2}   90 % of the draws between {drawn.Quantile(r, 0.05) / 1e6:F2} and {drawn.Quantile(r, 0.95) / 1e6:F2}");
}

void Line(string name, ScenarioResult scenario)
{
    var (orders, total) = (scenario.Countries.Sum(y => y.Countries.Values.Sum(a => a.Orders)), scenario.Years.Sum(y => y.ValueAdded.Total()));
    var outside = scenario.Countries.SelectMany(y => y.Groups).Where(g => scenario.Membership.IsOutside(g.Key)).Sum(g => g.Value.Total);
    var change = total / results.Baseline.Years.Sum(y => y.ValueAdded.Total()) - 1;
    Console.WriteLine($"  {name,-24} {total / orders:F3}  {change,8:+0.0 %;-0.0 %;as is}   {outside / total,6:P1}");
}

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
