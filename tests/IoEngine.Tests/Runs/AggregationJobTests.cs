using IoEngine.Runs.Jobs;
using IoEngine.Tables;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Runs;

public class AggregationJobTests
{
    [Test]
    public void File_and_name_map_a_real_table()
    {
        var source = SharedData.Path("data/lrwiod2000.zip");
        using var scratch = new ScratchFolder();
        scratch.Write("regions.csv", "region,to\nFRA,FRA\nDEU,DEU\n*,REST\n");
        var (before, after, findings) = AggregationJob.Aggregate(source, [scratch["regions.csv"], "nace-sections"], scratch["out.mrio"]);
        Assert.That(after.Regions.Select(r => r.Code), Is.EqualTo(new[] { "FRA", "DEU", "REST" }));
        SmallTables.AssertSame(TableReader.Read(scratch["out.mrio"]), after);
        Near.Equal(TableTotals.Of(after).Output, TableTotals.Of(before).Output, "output", 1e-12);
        Assert.That(findings.Select(f => f.Code), Does.Contain("CONCORDANCE-APPROXIMATE"));
    }

    [TestCase("wiod2018", "MAP-UNKNOWN")]
    [TestCase("regions.csv;more.csv", "MAP-TWICE")]
    public void Faulty_maps_are_refused(string maps, string code)
    {
        var source = SharedData.Path("data/lrwiod2000.zip");
        using var scratch = new ScratchFolder();
        scratch.Write("regions.csv", "region,to\n*,REST\n");
        scratch.Write("more.csv", "region,to\n*,*\n");
        var refused = Assert.Throws<ConfigException>(() => AggregationJob.Aggregate(source,
            [.. maps.Split(';').Select(m => m.EndsWith(".csv", StringComparison.Ordinal) ? scratch[m] : m)], scratch["out.mrio"]))!;
        Assert.That(refused.Findings.Single().Code, Is.EqualTo(code));
        Assert.That(Directory.Exists(scratch["out.mrio"]), Is.False);
    }
}
