using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

/// <summary>Labels that hold region and item both, in either order and with any divider.</summary>
public class CsvLabelOrderTests
{
    private ScratchFolder folder = null!;

    [SetUp]
    public void Create() => folder = new ScratchFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("region_item", "/", "US/A US/B FR/A FR/B", "US/HH FR/HH", "")]
    [TestCase("item_region", "/", "A/US B/US A/FR B/FR", "HH/US HH/FR", "")]
    [TestCase("item_region", "-", "A-US B-US A-FR B-FR", "HH-US HH-FR", "")]
    [TestCase("item_region", "_", "A_US B_US A_FR B_FR", "HH_US HH_FR", "")]
    [TestCase("item_region", " - ", "A~-~US B~-~US A~-~FR B~-~FR", "HH~-~US HH~-~FR", "")]
    [TestCase("region_item", "-", "US~-~A US~-~B FR~-~A FR~-~B", "US~-~HH FR~-~HH", "")]
    // The descriptor says one order, what it calls final demand shows the other.
    [TestCase("region_item", "/", "A/US B/US A/FR B/FR", "HH/US HH/FR", "CSV-ORDER")]
    [TestCase("item_region", "/", "US/A US/B FR/A FR/B", "US/HH FR/HH", "CSV-ORDER")]
    [TestCase("region_item", " - ", "A~-~US B~-~US A~-~FR B~-~FR", "HH~-~US HH~-~FR", "CSV-ORDER")]
    public void Come_to_the_regions_and_sectors_that_are_meant(string level, string split, string industries, string demand, string found)
    {
        var table = Read(level, split, industries, demand);
        Assert.That(table.Industries.Select(i => $"{i.Region}.{i.Sector}"), Is.EqualTo(new[] { "US.A", "US.B", "FR.A", "FR.B" }));
        Assert.That(table.DemandColumns.Select(d => $"{d.Region}.{d.Category}"), Is.EqualTo(new[] { "US.HH", "FR.HH" }));
        Assert.That(table.Findings.Where(f => f.Severity == Severity.Warning).Select(f => f.Code), Is.EqualTo(found.Length == 0 ? [] : new[] { found }));
    }

    // Items with the divider in them: cut at the first for region_item, at the last for item_region.
    [TestCase("region_item", "US_C10_12 US_B FR_C10_12 FR_B", "US_HH FR_HH")]
    [TestCase("item_region", "C10_12_US B_US C10_12_FR B_FR", "HH_US HH_FR")]
    public void Items_may_have_the_divider_in_them(string level, string industries, string demand)
    {
        Assert.That(Read(level, "_", industries, demand).Industries.Select(i => $"{i.Region}.{i.Sector}"), Is.EqualTo(new[] { "US.C10_12", "US.B", "FR.C10_12", "FR.B" }));
    }

    [TestCase("A_US_East B_US_East A_US_West B_US_West", "HH_US_East HH_US_West", "'A_US' of 'East', or 'A' of 'US_East'")]
    [TestCase("A_x_y B_x_y A_x_z B_x_z", "HH_x_y HH_x_z", "'A_x' of 'y', or 'A' of 'x_y'")]
    public void Labels_that_can_be_cut_in_two_ways_are_a_question(string industries, string demand, string found)
    {
        var fault = Assert.Throws<InvalidDataFindingsException>(() => Read("item_region", "_", industries, demand))!.Findings.Single(f => f.Code == "CSV-SPLIT");
        Assert.That(fault.Found, Does.Contain(found));
        Assert.That(fault.Cure, Does.Contain("\"split\""));
    }

    // Nothing names final demand in a file of flows alone: countries in the place of the items show the order.
    [Test]
    public void Countries_in_the_place_of_the_items_show_the_order_too()
    {
        folder.Write("z.csv", ",A/US,B/US,A/FR,B/FR\nA/US,1,2,3,4\nB/US,2,3,4,5\nA/FR,3,4,5,6\nB/FR,4,5,6,7\n");
        folder.Write("y.csv", ",US/HH,FR/HH\nA/US,1,2\nB/US,3,4\nA/FR,5,6\nB/FR,7,8\n");
        Describe("""[ { "file": "z.csv", "holds": "z", "header": ["region_item"], "index": ["region_item"], "split": "/" }, { "file": "y.csv", "holds": "y", "header": ["region_item"], "index": ["item_region"], "split": "/" } ]""", "");
        var table = TableReader.Read(folder.Path);
        Assert.That(table.Regions.Select(r => r.Code), Is.EqualTo(new[] { "US", "FR" }));
        Assert.That(table.Findings.Single(f => f.Code == "CSV-ORDER").Found, Is.EqualTo("'A/US', where 'US' is a country"));
    }

    [TestCase("table.json")]
    [TestCase("Z.json")]
    [TestCase("file_parameters.json")]
    [TestCase("My descriptor.JSON")]
    public void A_descriptor_of_any_name_goes_before_guessing(string name)
    {
        folder.Write("Z.txt", ",US_A,FR_A\nUS_A,1,2\nFR_A,3,4\n");
        folder.Write("Y.txt", ",US_HH,FR_HH\nUS_A,1,2\nFR_A,3,4\n");
        Describe("""[ { "file": "Z.txt", "holds": "z", "header": ["region_item"], "index": ["region_item"] }, { "file": "Y.txt", "holds": "y", "header": ["region_item"], "index": ["region_item"] } ]""", "", name);
        Assert.That(TableReader.Read(folder.Path).Identity, Has.Property("Format").EqualTo("csv").And.Property("Name").EqualTo("Mine"));
    }

    [TestCase("\"labelled-csv\"", "\"labeled-csv\"", "'labeled-csv'")]
    [TestCase("\"files\": [", "\"files\": [[", "files[0]")]
    [TestCase("\"name\"", "\"title\"", "title")]
    public void A_faulty_descriptor_is_told_and_nothing_is_guessed_in_its_place(string from, string to, string says)
    {
        folder.Write("Z.txt", ",US_A,FR_A\nUS_A,1,2\nFR_A,3,4\n");
        folder.Write("Y.txt", ",US_HH,FR_HH\nUS_A,1,2\nFR_A,3,4\n");
        Describe("""[ { "file": "Z.txt", "holds": "z", "header": ["region_item"], "index": ["region_item"] } ]""", "");
        var text = System.IO.File.ReadAllText(folder["mrio.json"]);
        folder.Write("mrio.json", text.Replace(from, to, StringComparison.Ordinal));
        var faults = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(folder.Path))!.Findings;
        Assert.That(faults.Select(f => f.Code), Is.All.EqualTo("CSV-DESCRIPTOR"));
        Assert.That(string.Join('\n', faults), Does.Contain(says));
    }

    private MrioTable Read(string level, string split, string industries, string demand)
    {
        // A blank in a label is written ~ here, since blanks divide labels.
        string[] Labels(string text) => [.. text.Split(' ').Select(l => l.Replace('~', ' '))];
        var (rows, columns) = (Labels(industries), (string[])[.. Labels(industries), .. Labels(demand)]);
        folder.Write("t.csv", string.Concat([$",{string.Join(',', columns)}\n", .. rows.Select((r, i) => $"{r},{string.Join(',', columns.Select((_, j) => i + j + 1))}\n"), $"pay,{string.Join(',', columns.Select(_ => 1))}\n"]));
        Describe($$"""[ { "file": "t.csv", "header": ["{{level}}"], "index": ["{{level}}"], "split": "{{split}}" } ]""", "\"primary\": [\"pay\"], \"demand\": [\"HH\"]");
        return TableReader.Read(folder.Path);
    }

    private void Describe(string files, string items, string name = "mrio.json") =>
        folder.Write(name, $$"""{ "format": "labelled-csv", "name": "Mine", "year": 2015, "unit": "million CHF", "files": {{files}}, "items": { {{items}} } }""");
}
