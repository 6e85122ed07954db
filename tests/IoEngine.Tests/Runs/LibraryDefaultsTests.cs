using System.Collections;
using System.Reflection;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Places;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Money;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Runs.Jobs;
using IoEngine.Tables.Formats.Own;
using IoEngine.Validation;

namespace IoEngine.Tests.Runs;

/// <summary>Who uses the library and says nothing gets what the program gives to a configuration that says nothing.</summary>
public class LibraryDefaultsTests
{
    private const int Year = 2010;
    private static readonly Lazy<ValidatedTable> World = new(() => TableValidator.Validate(DemonstrationWorld.Create().Table(Year)));

    private static IEnumerable<string> Closures() => Enum.GetValues<ClosureKind>().Select(Closure.NameOf);

    [TestCaseSource(nameof(Closures))]
    public void A_closure_with_defaults_gives_the_numbers_of_run_and_multipliers(string name)
    {
        var closure = new Closure { Kind = Closure.Parse(name) };
        using var scratch = new ScratchFolder();
        MrioFolder.Write(World.Value.Table, scratch["2010.mrio"]);
        var model = ImpactModel.Build(World.Value, closure);
        var indicators = model.Indicators.All.Select(i => i.Name).ToArray();
        Assert.That(indicators, Has.Length.GreaterThan(8));
        var year = Execute(name, indicators).Years.Single();
        var effects = model.Evaluate(year.Demand.Total().Values.ToArray().Select(v => v * year.TableMoneyPerUnit).ToArray());
        foreach (var indicator in model.Indicators.All.NotEmpty())
        {
            var (job, own) = (MultiplierJob.Compute(scratch["2010.mrio"], name, indicator.Name), model.Multipliers(indicator));
            var back = indicator.IsMoney ? 1 / year.TableMoneyPerUnit : 1;
            foreach (var channel in Enum.GetValues<Channel>())
            {
                var what = $"{name}, {indicator.Name}, {channel}";
                Near.Equal(Cells(job, channel), Cells(own, channel), $"multipliers, {what}", 1e-12);
                Near.Equal(year.Find(indicator.Name)!.ByRegion(channel), effects.ByRegion(indicator, channel).Values.ToArray().Select(v => v * back).ToArray(), $"run, {what}", 1e-10);
            }
        }
    }

    [Test]
    public void Rules_solver_and_reading_are_those_of_a_configuration_that_says_nothing()
    {
        var silent = ConfigReader.Parse("""{ "name": "silent", "tables": { "path": "t" }, "orders": { "path": "o.csv" } }""");
        var reader = new InputsReader(new LoadedConfig(silent, "silent.json", "."), null, CancellationToken.None);
        var faults = new List<string>();
        Compare("rules", new DemandRules(), reader.Rules(CurrencyRates.None, null), faults);
        Compare("reading", new OrderReadOptions { Rates = CurrencyRates.None }, reader.OrderOptions(new DemandRules()), faults);
        Compare("closure", new Closure(), reader.ReadClosure(CountryConcordance.Default), faults);
        Compare("solve", SolveOptions.Default, silent.Solve, faults);
        Compare("roles", new TableRoles(), silent.Tables.Roles, faults);
        Assert.That(faults, Is.Empty);
    }

    private static RunResults Execute(string closure, IReadOnlyList<string> indicators) => RunTests.Execute($"orders.years={Year}", "demo.orders=500",
        "closure.households=null", $"closure.kind={closure}", indicators.Count == 0 ? "indicators=valueAdded" : $"indicators={string.Join(',', indicators)}");

    private static double[] Cells(Multipliers multipliers, Channel channel) => [.. Enumerable.Range(0, multipliers.Regions.Count)
        .SelectMany(r => Enumerable.Range(0, multipliers.Industries.Count).Select(j => multipliers[channel, r, j]))];

    private static void Compare(string path, object? library, object? program, List<string> faults)
    {
        if (library is not null && program is not null && library.GetType() == program.GetType() && library is not (string or Delegate or IEnumerable)
            && library.GetType().Assembly == typeof(Finding).Assembly && !library.GetType().IsEnum && !ReferenceEquals(library, program))
        {
            foreach (var property in library.GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(p => p.Name != "EqualityContract"))
                Compare($"{path}.{property.Name}", property.GetValue(library), property.GetValue(program), faults);
        }
        else if (library is IEnumerable a and not string && program is IEnumerable b ? !a.Cast<object>().SequenceEqual(b.Cast<object>()) : !Equals(library, program))
            faults.Add($"{path}: library {library ?? "null"}, program {program ?? "null"}");
    }
}
