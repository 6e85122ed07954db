using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Demonstration;
using IoEngine.Numerics;
using IoEngine.Runs;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Tests.Runs;

public class MultiplierJobTests
{
    [Test]
    public void Households_are_those_of_a_run_without_a_file()
    {
        using var scratch = new ScratchFolder();
        var world = DemonstrationWorld.Create(1954).Table(2010);
        MrioFolder.Write(world, scratch["2010.mrio"]);
        var table = TableValidator.Validate(world);
        var job = MultiplierJob.Compute(scratch["2010.mrio"], "net-labour", "valueAdded");
        var shipped = Of(HouseholdDefaults.ForRegions(table.Table.Regions, r => r.Code));
        var average = Of(HouseholdParameters.Defaults);
        var home = table.Table.Regions.IndexOf(new Region("CHE"));
        var industry = table.Table.Industries.IndexOf(new Industry("CHE", "C26"));
        Assert.That(job[Channel.Induced, home, industry], Is.EqualTo(shipped[Channel.Induced, home, industry]).Within(1e-9).Percent);
        Assert.That(shipped[Channel.Induced, home, industry], Is.Not.EqualTo(average[Channel.Induced, home, industry]).Within(1).Percent, "the test must tell the two apart");

        Multipliers Of(HouseholdParameters households)
        {
            var model = ImpactModel.Build(table, new Closure { Households = households }, SolveOptions.Default);
            return model.Multipliers(model.Indicators["valueAdded"]);
        }
    }
}
