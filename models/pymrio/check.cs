#:project ../../src/IoEngine/IoEngine.csproj

// Reads a table that pymrio saved and checks it before anything is built on it.
//   dotnet run models/pymrio/check.cs [FOLDER_OR_ZIP]         default: the demonstration's table of 2010, saved in pymrio's layout and read back

using IoEngine;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Validation;

using var folder = new Scratch();
if (args.Length == 0) PymrioWriter.Write(DemonstrationWorld.Create().Table(2010), folder.Path);
var table = TableReader.Read(args.ElementAtOrDefault(0) ?? folder.Path);
var identity = table.Identity;
Console.WriteLine($"{identity.Name}: {table.Regions.Count} regions × {table.Sectors.Count} sectors, {identity.Unit}, read as {identity.Format}");
Console.WriteLine($"primary inputs {string.Join(", ", table.V.Rows)}; final demand {string.Join(", ", table.DemandColumns.Select(c => c.Category).Distinct())}; "
    + $"satellites {(table.F.Rows.Count == 0 ? "none" : string.Join(", ", table.F.Rows))}");

// Everything noticed, in one list. A table whose roles the format does not say is refused with the cure: name them, as in TableRoles below.
var (valid, findings) = TableValidator.Examine(table);
if (valid is null && !table.V.Rows.Select(r => r.Name).Contains("VA"))
    (valid, findings) = TableValidator.Examine(table, new TableRoles { ValueAdded = table.V.Rows.Select(r => r.Name).Where(n => n != "TLS").ToArray() });
foreach (var kind in findings.GroupBy(f => (f.Severity, f.Code))) Console.WriteLine($"  {kind.First()}{(kind.Count() > 1 ? $" (and {kind.Count() - 1} more)" : "")}");
if (valid is null) return 3;
Console.WriteLine($"rows miss {valid.Imbalance.RowRelative:E1} of output (worst {valid.Imbalance.WorstRow}), columns {valid.Imbalance.ColumnRelative:E1} (worst {valid.Imbalance.WorstColumn})");

// L·(Y 1) = x, and of each unit ordered value added, taxes and leaks take all: v'L + τ'L + ω'L = 1'.
var model = ImpactModel.Build(valid, Closure.None);
var demand = new LabelledVector<Industry>(table.Industries, Enumerable.Range(0, table.Industries.Count).Select(i => table.Y.Values.Row(i).Sum()).ToArray());
var x = model.System.Solve(demand);
Console.WriteLine($"largest |L Y1 − x| relative to the largest output: {Worst(j => x[j] - valid.Output[j]) / valid.Output.Values.ToArray().Max():E1}");
var c = model.Coefficients;
var costs = new LabelledVector<Industry>(table.Industries,
    table.Industries.Select((_, j) => c.ValueAdded[j] + c.TaxesOnProducts[j] + c.OtherItems[j] + c.Residual[j]).ToArray());
var audit = model.System.Multiplier(costs);
Console.WriteLine($"largest |v'L + τ'L + ω'L − 1|: {Worst(j => c.HasOutput(j) ? audit[j] - 1 : 0):E1}");
var solve = model.System.Reports[^1];
Console.WriteLine($"solved by {solve.Method}, {solve.Kernel}: scaled residual {solve.ScaledResidual:E1}");
return 0;

double Worst(Func<int, double> of) => Enumerable.Range(0, table.Industries.Count).Max(j => Math.Abs(of(j)));

internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pymrio").FullName + "/table";
    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
