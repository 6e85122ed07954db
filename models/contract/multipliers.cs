#:project ../../src/IoEngine/IoEngine.csproj

// What one contract does: value added and jobs by country and channel, and where the rest of the money goes.
//   dotnet run models/contract/multipliers.cs [COUNTRY SECTOR AMOUNT_MILLION_USD [TABLE]]         default: DEU M71T72 10, demonstration table of 2020

using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Analyses.Uncertainty;
using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Tables;
using IoEngine.Validation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var supplier = new Industry(args.ElementAtOrDefault(0) ?? "DEU", args.ElementAtOrDefault(1) ?? "M71T72");
var amount = double.Parse(args.ElementAtOrDefault(2) ?? "10");
var table = TableValidator.Validate(args.Length > 3 ? TableReader.Read(args[3]) : DemonstrationWorld.Create().Table(2020));
var model = ImpactModel.Build(table, new Closure());
Console.WriteLine($"{amount} {table.Table.Identity.Unit} ordered from {supplier} ({table.Table.Identity.Name}{(table.Table.Identity.Synthetic ? ", SYNTHETIC" : "")}; "
    + $"closure {Closure.NameOf(model.Closure.Kind)})");

// Multipliers answer for every industry at once: effect in each region per unit ordered.
var multipliers = model.Multipliers(model.Indicators["valueAdded"]);
var j = multipliers.Industries.IndexOf(supplier);
var byRegion = multipliers.Regions.Select((region, r) => (region, Value: amount * multipliers.Total(r, j))).OrderByDescending(r => r.Value).ToArray();
Console.WriteLine("\nvalue added, all channels");
foreach (var (region, value) in byRegion.Take(8)) Console.WriteLine($"  {region,-5} {value,8:F3}  {value / amount,7:P1} of the contract");
Console.WriteLine($"  others {byRegion.Skip(8).Sum(r => r.Value),7:F3}");

// One evaluation gives the same by channel and industry, jobs, and the leaks.
var effects = model.Evaluate(new LabelledVector<Industry>(table.Table.Industries, table.Table.Industries.Select(i => i == supplier ? amount : 0).ToArray()));
Console.WriteLine("\nby channel      value added       jobs (person-years)");
foreach (var channel in Enum.GetValues<Channel>())
{
    var jobs = model.Indicators.Find("employment") is { } e ? $"{effects.Total(e, channel),10:F1}" : "not in the table";
    Console.WriteLine($"  {channel,-10} {effects.Total(model.Indicators["valueAdded"], channel),12:F3}       {jobs}");
}

Console.WriteLine($"\ndirect + indirect value added {effects.Total(model.Indicators["valueAdded"], Channel.Direct) + effects.Total(model.Indicators["valueAdded"], Channel.Indirect):F3} "
    + $"+ product taxes {effects.Leaks.TaxesOnProducts.Sum():F3} + other items {effects.Leaks.OtherItems:F3} + table residual {effects.Leaks.TableResidual:F3} "
    + $"+ unexplained {effects.Leaks.Unexplained:F3} = {amount:F3}");

// Which single input coefficients matter most for what stays at home?
Console.WriteLine($"\nten per cent more of one input changes the value added of {supplier.Region}, all channels, most for");
foreach (var cell in new OrderSensitivity(model, new LabelledVector<Industry>(table.Table.Industries, table.Table.Industries.Select(i => i == supplier ? amount : 0).ToArray()))
    .Strongest(5, CostRule.ValueAddedAbsorbs, supplier.Region))
    Console.WriteLine($"  {cell.From} → {cell.To}: {0.1 * cell.PerRelativeChange:+0.0000;-0.0000}");
