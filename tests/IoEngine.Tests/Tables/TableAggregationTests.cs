using IoEngine.Accounts;
using IoEngine.Analyses.Aggregation;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Tables;
using IoEngine.Tables.Naming;
using IoEngine.Validation;

namespace IoEngine.Tests.Tables;

public class TableAggregationTests
{
    private static Concordance Regions(params (string, string)[] pairs) => Concordance.Of(ConcordanceAxis.Regions, "regions", pairs);

    private static Concordance Sectors(params (string, string)[] pairs) => Concordance.Of(ConcordanceAxis.Sectors, "sectors", pairs);

    [ForAll(cases: 8)]
    public void The_identity_changes_no_bit(Seed seed, bool star)
    {
        var table = SmallTables.Random(seed.Value, regions: 1 + (seed.Value % 4));
        var maps = star ? [Regions(("*", "*")), Sectors(("*", "*"))]
            : new[] { Regions([.. table.Regions.Reverse().Select(r => (r.Code, r.Code))]), Sectors([.. table.Sectors.Select(s => (s.Code, s.Code))]) };
        SmallTables.AssertSame(TableAggregation.Apply(table, maps), table);
    }

    [ForAll(cases: 5)]
    public void Renaming_changes_labels_and_no_bit(Seed seed)
    {
        var table = SmallTables.Random(seed.Value, regions: 3);
        var renamed = TableAggregation.Apply(table, Regions([.. table.Regions.Select(r => (r.Code, r.Code + "x"))]));
        Assert.That(renamed.Industries, Is.EqualTo(table.Industries.Select(i => i with { Region = new Region(i.Region.Code + "x") })));
        Assert.That(renamed.DemandColumns, Is.EqualTo(table.DemandColumns.Select(i => i with { Region = new Region(i.Region.Code + "x") })));
        Assert.That(Goldens.Golden.Flat(renamed.Z.Values), Is.EqualTo(Goldens.Golden.Flat(table.Z.Values)));
        Assert.That(Goldens.Golden.Flat(renamed.FY.Values), Is.EqualTo(Goldens.Golden.Flat(table.FY.Values)));
    }

    [ForAll]
    public void Aggregation_is_exact_for_base_final_demand(RandomTable shape)
    {
        var table = shape.Build();
        var mapping = TableMapping.Of(table, Regions(("R0", "here"), ("*", "elsewhere")), Sectors(("S0", "goods"), ("S1", "goods"), ("*", "*")));
        var full = ImpactModel.Build(TableValidator.Validate(table), Closure.None);
        var coarse = ImpactModel.Build(TableValidator.Validate(TableAggregation.Apply(table, mapping)), Closure.None);
        var demand = new LabelledVector<Industry>(table.Industries, Enumerable.Range(0, table.Industries.Count).Select(i => table.Y.Values.Row(i).Sum()).ToArray());
        foreach (var indicator in new[] { "valueAdded", "employment" })
        {
            var bias = AggregationBias.Measure(full, coarse, mapping, demand, indicator);
            Near.Equal(bias.Aggregated().Values.ToArray(), bias.Full().Values.ToArray(), indicator, 1e-9);
        }
    }

    [ForAll(cases: 5)]
    public void Every_total_is_kept(Seed seed)
    {
        var table = SmallTables.Random(seed.Value);
        var mapped = TableAggregation.Apply(table, Regions(("R0", "A"), ("*", "B")), new Concordance(ConcordanceAxis.Sectors, "s",
        [
            new("Sector 0, \"other\"", "p", 0.25), new("Sector 0, \"other\"", "q", 0.75), new("Sector 0, \"other\"", "q", 1, Region: "R1"), new("*", "*"),
        ]));
        foreach (var (name, a, b) in new[]
                 {
                     ("Z", table.Z.Values, mapped.Z.Values), ("Y", table.Y.Values, mapped.Y.Values),
                 })
            Near.Equal(Goldens.Golden.Flat(b).Sum(), Goldens.Golden.Flat(a).Sum(), name, 1e-12);
        for (var k = 0; k < table.V.Rows.Count; k++)
        {
            Near.Equal(mapped.V.Values.Row(k).Sum(), table.V.Values.Row(k).Sum(), "V", 1e-12);
            Near.Equal(mapped.VY.Values.Row(k).Sum(), table.VY.Values.Row(k).Sum(), "VY", 1e-12);
        }

        for (var k = 0; k < table.F.Rows.Count; k++)
        {
            Near.Equal(mapped.F.Values.Row(k).Sum(), table.F.Values.Row(k).Sum(), "F", 1e-12);
            Near.Equal(mapped.FY.Values.Row(k).Sum(), table.FY.Values.Row(k).Sum(), "FY", 1e-12);
        }

        Near.Equal(mapped.PublishedOutput!.Sum(), table.PublishedOutput!.Sum(), "x", 1e-12);
        Assert.That(mapped.Z[new Industry("B", "p"), new Industry("B", "p")],
            Is.EqualTo(0.0625 * table.Z[new Industry("R2", "Sector 0, \"other\""), new Industry("R2", "Sector 0, \"other\"")]).Within(1e-9 * Math.Abs(mapped.Z.Values[0, 0])));
        Assert.That(mapped.Findings.Select(f => f.Code), Does.Contain("CONCORDANCE-SPLIT"));
    }

    [ForAll(cases: 5)]
    public void A_table_split_then_aggregated_is_the_table_again(Seed seed)
    {
        var table = new RandomTable(seed.Value, 3, 4).Build();
        var split = TableAggregation.Apply(table,
            new Concordance(ConcordanceAxis.Regions, "r", [new("R0", "R0n", 0.3), new("R0", "R0s", 0.7), new("*", "*")]),
            Concordance.Proportional(ConcordanceAxis.Sectors, "s", [new("S1", "S1a", 3), new("S1", "S1b", 4), new("S1", "S1c", 0), new("*", "*")]));
        Assert.That((split.Regions.Count, split.Sectors.Count), Is.EqualTo((4, 5)));
        var again = TableAggregation.Apply(split, Regions(("R0n", "R0"), ("R0s", "R0"), ("*", "*")), Sectors(("S0", "S0"), ("S1a", "S1"), ("S1b", "S1"), ("*", "*")));
        Assert.That(again.Industries, Is.EqualTo(table.Industries));
        Near.Equal(Goldens.Golden.Flat(again.Z.Values), Goldens.Golden.Flat(table.Z.Values), "Z", 1e-12);
        Near.Equal(Goldens.Golden.Flat(again.Y.Values), Goldens.Golden.Flat(table.Y.Values), "Y", 1e-12);
        Near.Equal(Goldens.Golden.Flat(again.V.Values), Goldens.Golden.Flat(table.V.Values), "V", 1e-12);
    }

    [ForAll(cases: 5)]
    public void A_map_reversed_by_output_splits_as_the_table_itself_is(Seed seed)
    {
        var fine = new RandomTable(seed.Value, 2, 4).Build();
        var coarsen = Sectors(("S0", "goods"), ("S1", "goods"), ("S2", "services"), ("S3", "services"));
        var coarse = TableAggregation.Apply(fine, coarsen);
        var split = TableAggregation.Apply(coarse, coarsen.Reversed(fine));
        var (expected, found) = (MrioTotals.Output(fine), MrioTotals.Output(split));
        Near.Equal(found, split.Industries.Select(i => expected[fine.Industries.IndexOf(i)]).ToArray(), "x", 1e-12);
        Near.Equal(Goldens.Golden.Flat(TableAggregation.Apply(split, coarsen).Z.Values), Goldens.Golden.Flat(coarse.Z.Values), "Z", 1e-12);
    }

    [Test]
    public void Labels_without_a_line_are_all_named()
    {
        var table = new RandomTable(1).Build();
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableMapping.Of(table, Regions(("R0", "A")), Sectors(("S0", "x"), ("S2", "x"), ("S9", "x"))))!;
        Assert.That(refused.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Found), Is.EqualTo(new[] { "'R1'", "'R2'", "'S1'", "'S3'" }));
        Assert.That(refused.Findings.Single(f => f.Code == "CONCORDANCE-UNUSED").Found, Is.EqualTo("S9"));
    }

    [TestCase("sector,to,weight\nA,X,0.5\nA,Y,0.4\n", "CONCORDANCE-WEIGHT", "line 2")]
    [TestCase("sector,to,weight\nA,X,1.5\n", "CONCORDANCE-WEIGHT", "line 2")]
    [TestCase("sector,to,weight\nA,X,-0.5\nA,Y,1.5\n", "CONCORDANCE-WEIGHT", "line 2")]
    [TestCase("sector,to,weight\nA,X,0.5\nA,X,0.5\n", "CONCORDANCE-DUPLICATE", "line 3")]
    [TestCase("sector,to,weight\nA,X,half\n", "CSV-NUMBER", "line 2")]
    [TestCase("sector,to\nA,\n", "CSV-EMPTY", "line 2")]
    [TestCase("sector,to\nA,*\n", "CONCORDANCE-STAR", "line 2")]
    [TestCase("from,to\nA,B\n", "CSV-HEADER", "line 1")]
    [TestCase("sector\nA\n", "CSV-HEADER", "line 1")]
    [TestCase("sector,to,weight,size\nA,B,1,1\n", "CSV-HEADER", "line 1")]
    [TestCase("sector,to\n", "CONCORDANCE-EMPTY", "")]
    [TestCase("sector,to,size\nA,B,0\nA,C,0\n", "CONCORDANCE-WEIGHT", "A")]
    public void Broken_maps_are_refused_with_their_line(string text, string code, string place)
    {
        using var scratch = new ScratchFolder();
        scratch.Write("map.csv", text);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => ConcordanceReader.Read(scratch["map.csv"]))!;
        Assert.That(refused.Findings.Any(f => f.Code == code && f.Place.Contains(place, StringComparison.Ordinal)), Is.True, refused.Message);
    }

    [Test]
    public void A_map_is_read_with_sizes_and_regions()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("map.csv", "region;sector;to;size;reason\n;E;D;3;\n;E;E;1;gas\nCHE;E;D;1;\n*;F;F;2;\n");
        var map = ConcordanceReader.Read(scratch["map.csv"]);
        Assert.That(map.Axis, Is.EqualTo(ConcordanceAxis.Sectors));
        Assert.That(map.Find("E", "FRA"), Is.EqualTo(new[] { ("D", 0.75), ("E", 0.25) }));
        Assert.That(map.Find("E", "CHE"), Is.EqualTo(new[] { ("D", 1.0) }));
        Assert.That(map.Find("G", "CHE"), Is.Null);
        scratch.Write("regions.csv", "region,to\nCHE,CHE\n*,ROW\n");
        Assert.That(ConcordanceReader.Read(scratch["regions.csv"]).Axis, Is.EqualTo(ConcordanceAxis.Regions));
    }
}
