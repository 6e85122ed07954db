using System.Globalization;
using IoEngine.Runs.Jobs;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
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
        var (before, after, findings, _) = AggregationJob.Aggregate(source, [scratch["regions.csv"], "nace-sections"], scratch["out.mrio"]);
        Assert.That(after.Regions.Select(r => r.Code), Is.EqualTo(new[] { "FRA", "DEU", "REST" }));
        SmallTables.AssertSame(TableReader.Read(scratch["out.mrio"]), after);
        Near.Equal(TableTotals.Of(after).Output, TableTotals.Of(before).Output, "output", 1e-12);
        Assert.That(findings.Select(f => f.Code), Does.Contain("CONCORDANCE-APPROXIMATE"));
    }

    [Test]
    public void The_bias_of_a_demand_is_told_by_region_and_channel_and_that_of_the_tables_own_demand_is_none()
    {
        using var scratch = new ScratchFolder();
        var table = IoEngine.Demonstration.DemonstrationWorld.Create().Table(2010);
        MrioFolder.Write(table, scratch["t.mrio"]);
        scratch.Write("map.csv", $"region,to\n{table.Regions[0].Code},{table.Regions[0].Code}\n*,REST\n");
        string Line(int i, double value) => $"{table.Industries[i].Region.Code},\"{table.Industries[i].Sector.Code.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{value:R}\n";
        scratch.Write("own.csv", "region,sector,value\n" + string.Concat(Enumerable.Range(0, table.Industries.Count).Select(i => Line(i, table.Y.Values.Row(i).Sum()))));
        scratch.Write("one.csv", "region,sector,value\n" + Line(table.Industries.Count - 1, 100));
        var own = AggregationJob.Aggregate(scratch["t.mrio"], [scratch["map.csv"]], scratch["own.mrio"], demand: scratch["own.csv"]).Bias!;
        Near.Equal(own.Aggregated().Values.ToArray(), own.Full().Values.ToArray(), "the table's own demand", 1e-9);

        var (before, _, _, one) = AggregationJob.Aggregate(scratch["t.mrio"], [scratch["map.csv"]], scratch["one.mrio"], demand: scratch["one.csv"]);
        AggregationJob.Write(one!, before.Identity.Unit, scratch["bias.csv"]);
        var rows = File.ReadAllLines(scratch["bias.csv"]);
        Assert.That(rows[0], Is.EqualTo("country,channel,full,aggregated,bias,unit"));
        Assert.That(rows.Skip(1).Select(r => string.Join(',', r.Split(',')[..2])), Is.EqualTo(new[] { $"{table.Regions[0].Code},direct", "REST,direct", $"{table.Regions[0].Code},indirect", "REST,indirect" }));
        var bias = rows.Skip(1).Select(r => double.Parse(r.Split(',')[4], CultureInfo.InvariantCulture)).ToArray();
        Near.Equal(bias[0] + bias[2], one!.Bias()[table.Regions[0]], "both channels", 1e-12);
        Assert.That(Math.Abs(bias[2]), Is.GreaterThan(1e-6), "an order is not the table's mix");
    }

    [TestCase("region,sector,value\nNOWHERE,x,1\n", "INDUSTRY-UNKNOWN")]
    [TestCase("region,sector\nR0,x\n", "CSV-HEADER")]
    public void A_demand_that_does_not_fit_is_refused_and_nothing_is_written(string text, string code)
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        scratch.Write("map.csv", "region,to\n*,REST\n");
        scratch.Write("demand.csv", text);
        var refused = Assert.Throws<InvalidDataFindingsException>(() =>
            AggregationJob.Aggregate(scratch["t.mrio"], [scratch["map.csv"]], scratch["out.mrio"], demand: scratch["demand.csv"]))!;
        Assert.That(refused.Findings.Select(f => f.Code), Does.Contain(code));
        Assert.That(Directory.Exists(scratch["out.mrio"]), Is.False);
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
