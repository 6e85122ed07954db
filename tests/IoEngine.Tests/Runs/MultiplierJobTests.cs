using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Runs.Jobs;
using IoEngine.Tables.Formats.Own;
using IoEngine.Validation;

namespace IoEngine.Tests.Runs;

public class MultiplierJobTests
{
    [Test]
    public void Households_are_those_of_a_run_without_a_file()
    {
        using var scratch = new ScratchFolder();
        var world = DemonstrationWorld.Create().Table(2010);
        MrioFolder.Write(world, scratch["2010.mrio"]);
        var table = TableValidator.Validate(world);
        var (shipped, average) = (Of(new Closure()), Of(new Closure { Households = HouseholdParameters.Uniform(HouseholdParameters.Average) }));
        var job = MultiplierJob.Compute(scratch["2010.mrio"], "net-labour", "valueAdded");
        var (home, industry) = (table.Table.Regions.IndexOf(new Region("DEU")), table.Table.Industries.IndexOf(new Industry("DEU", "C26")));
        Assert.That(job[Channel.Induced, home, industry], Is.EqualTo(shipped[Channel.Induced, home, industry]));
        Assert.That(shipped[Channel.Induced, home, industry], Is.Not.EqualTo(average[Channel.Induced, home, industry]).Within(1).Percent, "the test must tell the two apart");

        Multipliers Of(Closure closure)
        {
            var model = ImpactModel.Build(table, closure);
            return model.Multipliers(model.Indicators["valueAdded"]);
        }
    }
}
