using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Scenarios;
using IoEngine.Studies;

namespace IoEngine.Tests.Runs;

/// <summary>What a check says of a run is what the run then does.</summary>
public class RunPlanTests
{
    private static LoadedConfig Load() => ConfigReader.Read(Path.Combine(SharedData.Repository(), "models", "demo", "run.json"),
        ["orders.years=2008-2009", "demo.orders=500", "tables.years=2008"]);

    [Test]
    public void The_plan_has_the_years_the_money_and_the_memory_of_the_run()
    {
        RunPlan plan = Run.Check(Load());
        var results = Run.Execute(Load());
        Assert.That(plan.Years.Select(y => y.Assignment), Is.EqualTo(new[] { new YearAssignment(2008, 2008), new YearAssignment(2009, 2008) }));
        Assert.That(plan.Years, Has.Count.EqualTo(results.Years.Count));
        for (var y = 0; y < plan.Years.Count; y++)
        {
            PlannedYear planned = plan.Years[y];
            Assert.That((planned.Regions, planned.Sectors, planned.Industries), Is.EqualTo((30, 22, 660)));
            Assert.That(planned.Reconciliation, Is.EqualTo(results.Years[y].Demand.Reconciliation), "mapped and unmapped, to the last cent");
            Assert.That(planned.Table, Is.EqualTo(results.Years[y].Table));
            Assert.That(planned.Bytes, Is.GreaterThan(660L * 660 * 8));
            Assert.That(Math.Max(planned.Imbalance.RowRelative, planned.Imbalance.ColumnRelative), Is.LessThan(1e-9), "the world is balanced");
        }

        Assert.That(plan.PeakBytes, Is.EqualTo(plan.Years.Max(y => y.Bytes)));
        Assert.That(plan.Findings.Select(f => f.Code), Does.Contain("TABLE-EXTRAPOLATED"));
    }

    [Test]
    public void The_inputs_are_a_world_of_their_own_to_study()
    {
        RunInputs inputs = RunInputs.Read(Load());
        Assert.That((inputs.Currency, inputs.Synthetic, inputs.Config), Is.EqualTo(("CHF", true, inputs.Loaded.Config)));
        IReadOnlyList<InputFile> files = inputs.Files;
        Assert.That(files.Select(f => f.Role), Is.Unique.And.Contain("rates").And.Contain("membership"), "orders and tables are made, not read");
        Assert.That(files.Where(f => f.Bytes <= 0 || f.Sha256.Length != 64).Select(f => f.Path), Is.Empty);
        var studied = Study.Run(StudyPlan.Build(inputs.World(), [])).Baseline;
        var run = Run.Execute(Load());
        Assert.That(studied.Years.Select(y => y.ValueAdded.Total()), Is.EqualTo(run.Years.Select(y => y.ValueAdded.Total())), "the same numbers, to the last bit");
    }
}
