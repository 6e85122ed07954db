using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

/// <summary>Tables of one country, whose labels name no region.</summary>
public class NationalTableTests
{
    private const string File = "\"files\": [ { \"file\": \"siot.csv\", \"header\": [\"item\"], \"index\": [\"item\"] } ]";
    private const string Items = "\"primary\": [\"IMP\", \"TLS\", \"COE\", \"GOS\"], \"demand\": [\"HH\", \"EXP\"], \"output\": [\"Total\"]";

    // Domestic flows: imported inputs stand in a row of their own.
    private const string Siot = ",A,B,HH,EXP,Total\nA,10,20,50,20,100\nB,30,40,80,50,200\nIMP,15,25,12,0,52\nTLS,5,5,0,0,10\nCOE,25,60,0,0,85\nGOS,15,50,0,0,65\nTotal,100,200,142,70,512\n";

    private ScratchFolder folder = null!;

    [SetUp]
    public void Create() => folder = new ScratchFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("descriptor")]
    [TestCase("options")]
    [TestCase("both")]
    public void One_named_region_stands_for_all_labels(string named)
    {
        Put(Siot, region: named == "options" ? null : "CHE");
        var table = TableReader.Read(folder.Path, new TableReadOptions { Region = named == "descriptor" ? null : new Region("CHE") });
        Assert.That(table.Industries, Is.EqualTo(new[] { new Industry("CHE", "A"), new Industry("CHE", "B") }));
        Assert.That(table.DemandColumns, Is.EqualTo(new[] { new DemandColumn("CHE", "HH"), new DemandColumn("CHE", "EXP") }));
        Assert.That(table.Z.Values.Row(1).ToArray(), Is.EqualTo(new[] { 30.0, 40 }));
        Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "IMP", "TLS", "COE", "GOS" }), "primary inputs have no region");
        Assert.That(table.V.Values.Row(0).ToArray(), Is.EqualTo(new[] { 15.0, 25 }));
        Assert.That(table.VY!.Values.Row(0).ToArray(), Is.EqualTo(new[] { 12.0, 0 }));
        Assert.That(table.Findings.Where(f => f.Severity != Severity.Info), Is.Empty);
    }

    [Test]
    public void Labels_without_a_region_ask_whose_table_it_is()
    {
        Put(Siot, region: null);
        var fault = Refused();
        Assert.That((fault.Code, fault.Found), Is.EqualTo(("CSV-REGION", "header [item], index [item]")));
        Assert.That(fault.Cure, Does.Contain("\"region\": \"CHE\"").And.Contain("tables.region").And.Contain("--region CHE"));
    }

    [Test]
    public void A_long_table_of_one_country_says_that_its_labels_are_items()
    {
        folder.Write("long.csv", "row,column,value\nA,A,1\nA,B,2\nB,A,3\nB,B,4\nA,HH,5\nB,HH,6\nCOE,A,4\nCOE,B,7\n");
        folder.Write("mrio.json", """
            { "format": "labelled-csv", "name": "Long", "year": 2020, "unit": "million CHF", "region": "CHE",
              "files": [ { "file": "long.csv", "row": ["row"], "column": ["column"], "value": "value", "labels": "item" } ], "items": { "primary": ["COE"], "demand": ["HH"] } }
            """);
        Assert.That(TableReader.Read(folder.Path).Industries, Is.EqualTo(new[] { new Industry("CHE", "A"), new Industry("CHE", "B") }));
    }

    [TestCase("DEU", "CSV-DESCRIPTOR", "'DEU' for 'CHE'")]
    public void Two_regions_for_one_table_are_a_contradiction(string asked, string code, string found)
    {
        Put(Siot, region: "CHE");
        var fault = Refused(new TableReadOptions { Region = new Region(asked) });
        Assert.That((fault.Code, fault.Found), Is.EqualTo((code, found)));
    }

    [Test]
    public void A_table_with_regions_of_its_own_takes_no_other()
    {
        folder.Write("siot.csv", ",CHE_A,DEU_A,CHE_HH,DEU_HH\nCHE_A,1,2,3,4\nDEU_A,4,3,2,1\nCOE,5,5,0,0\n");
        folder.Write("mrio.json", """
            { "format": "labelled-csv", "name": "Two", "year": 2020, "unit": "million CHF",
              "files": [ { "file": "siot.csv", "header": ["region_item"], "index": ["region_item"] } ], "items": { "primary": ["COE"], "demand": ["HH"] } }
            """);
        var fault = Refused(new TableReadOptions { Region = new Region("CHE") });
        Assert.That((fault.Code, fault.Found), Is.EqualTo(("TABLE-REGION", "CHE, DEU")));
    }

    // The same country with imported goods in its flows: m = 52/122 of product A and none of B leave the domestic uses.
    [Test]
    public void A_column_of_negative_imports_becomes_a_row_of_imported_inputs()
    {
        Put(",A,B,HH,EXP,M,Total\nA,25,45,52,30,-52,100\nB,30,40,80,50,0,200\nTLS,5,5,0,0,0,10\nCOE,25,60,0,0,0,85\nGOS,15,50,0,0,0,65\nTotal,100,200,132,80,-52,460\n",
            "CHE", "\"primary\": [\"TLS\", \"COE\", \"GOS\"], \"demand\": [\"HH\"], \"exports\": [\"EXP\"], \"imports\": [\"M\"], \"output\": [\"Total\"]");
        var table = TableReader.Read(folder.Path);
        const double share = 52.0 / (25 + 45 + 52);
        Assert.That(table.DemandColumns.Select(d => d.Category), Is.EqualTo(new[] { "HH", "EXP" }));
        Assert.That(table.Z.Values.Row(0).ToArray(), Is.EqualTo(new[] { 25 * (1 - share), 45 * (1 - share) }).Within(1e-12));
        Assert.That(table.Y.Values.Row(0).ToArray(), Is.EqualTo(new[] { 52 * (1 - share), 30 }).Within(1e-12), "exports hold no imports");
        Assert.That(table.Z.Values.Row(1).ToArray(), Is.EqualTo(new[] { 30.0, 40 }), "nothing of B is imported");
        var row = table.V.Rows.Select(r => r.Name).ToList().IndexOf("M");
        Assert.That(table.V.Values.Row(row).ToArray(), Is.EqualTo(new[] { 25 * share, 45 * share }).Within(1e-12));
        Assert.That(table.VY!.Values.Row(row).ToArray(), Is.EqualTo(new[] { 52 * share, 0 }).Within(1e-12));
        for (var j = 0; j < 2; j++)
            Assert.That(table.Z.Values.Column(j).ToArray().Sum() + table.V.Values.Column(j).ToArray().Sum(), Is.EqualTo(table.PublishedOutput![j]).Within(1e-12), "columns still add up to output");
        Assert.That(table.Z.Values.Row(0).ToArray().Sum() + table.Y.Values.Row(0).ToArray().Sum(), Is.EqualTo(100).Within(1e-12), "rows still add up to output");
        Assert.That(table.Findings.Single(f => f.Code == "CSV-IMPORTS").Severity, Is.EqualTo(Severity.Info));
    }

    [TestCase("-52", "-10", "\"demand\": [\"HH\", \"EXP\", \"M\"]", "is negative throughout", TestName = "Imports_that_are_called_final_demand_are_refused")]
    [TestCase("52", "0", "\"demand\": [\"HH\", \"EXP\"], \"imports\": [\"M\"]", "Imports are not negative", TestName = "Imports_of_the_wrong_sign_are_refused")]
    [TestCase("-152", "0", "\"demand\": [\"HH\"], \"exports\": [\"EXP\"], \"imports\": [\"M\"]", "More is imported than is used", TestName = "Imports_beyond_all_uses_are_refused")]
    public void Imports_are_never_domestic_production(string a, string b, string items, string says)
    {
        Put($",A,B,HH,EXP,M\nA,25,45,52,30,{a}\nB,30,40,80,50,{b}\nCOE,25,60,0,0,0\n", "CHE", $"\"primary\": [\"COE\"], {items}");
        var fault = Refused();
        Assert.That((fault.Code, fault.Message), Is.EqualTo(("CSV-IMPORTS", fault.Message)));
        Assert.That(fault.Message, Does.Contain(says));
    }

    private Finding Refused(TableReadOptions? options = null) =>
        Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(folder.Path, options))!.Findings.Single(f => f.Severity == Severity.Error);

    private void Put(string siot, string? region, string items = Items)
    {
        folder.Write("siot.csv", siot);
        folder.Write("mrio.json", $$"""
            { "format": "labelled-csv", "name": "National", "year": 2020, "unit": "million CHF",{{(region is null ? "" : $" \"region\": \"{region}\",")}} {{File}}, "items": { {{items}} } }
            """);
    }
}
