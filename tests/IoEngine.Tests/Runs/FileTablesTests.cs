using IoEngine.Accounts;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Runs.Jobs;
using IoEngine.Tables;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Runs;

public class FileTablesTests
{
    [Test]
    public void Supply_and_use_are_made_square_by_the_model_of_the_configuration([Values("A", "B", "D")] string model, [Values] bool cached)
    {
        using var scratch = new ScratchFolder();
        // Eora's and FIGARO's options reach the reader the same way; FIGARO's layout is the smallest to write.
        var flows = FigaroText.SupplyUse(["AT", "FR"], ["A01", "B", "F"]);
        Directory.CreateDirectory(scratch["t2022"]);
        FigaroText.WriteSupply(flows, File.Create(scratch["t2022/matrix_eu-ic-supply_24ed_2022.csv"]));
        FigaroText.WriteUse(flows, File.Create(scratch["t2022/matrix_eu-ic-use_24ed_2022.csv"]));
        var cache = cached ? $", \"cache\": {System.Text.Json.JsonSerializer.Serialize(scratch["cache"])}" : "";
        MrioTable Read(string option)
        {
            var config = ConfigReader.Parse($$"""{ "tables": { "path": "t{year}"{{cache}}{{option}} }, "orders": { "path": "demo" } }""");
            var findings = new List<Finding>();
            var tables = FileTables.Find(config.Tables, new LoadedConfig(config, scratch.Path, "test").Resolve, findings)!;
            Assert.That(findings, Is.Empty);
            return tables.Read(2022, CancellationToken.None);
        }

        var standard = Read("");
        var asked = Read($", \"model\": \"{model}\"");
        var direct = TableReader.Read(scratch["t2022"], ImportJob.Options(year: 2022, model: model));
        SmallTables.AssertSameBits("Z", asked.Z.Values, direct.Z.Values);
        Assert.That(asked.Z.Values.Column(0).SequenceEqual(standard.Z.Values.Column(0)), Is.EqualTo(model == "D"), "a cached table of another model is not this one");
    }

    [TestCase("2001", "The table of 2001 is missing.", "")]
    [TestCase("2001-2003, 2010", "The tables of 2001-2003, 2010 are missing.", " and 3 more paths")]
    public void Missing_tables_are_one_fault(string years, string message, string further)
    {
        using var scratch = new ScratchFolder();
        var config = ConfigReader.Parse($$"""{ "tables": { "path": "nosuch/{year}.mrio", "years": "{{years.Replace(" ", "", StringComparison.Ordinal)}}" }, "orders": { "path": "demo" } }""");
        var findings = new List<Finding>();
        FileTables.Find(config.Tables, new LoadedConfig(config, scratch.Path, "test").Resolve, findings);
        var finding = findings.Single();
        Assert.That((finding.Code, finding.Message, finding.Place), Is.EqualTo(("TABLE-MISSING", message, scratch[Path.Combine("nosuch", "2001.mrio")] + further)));
    }

    [TestCase("nearest", Severity.Warning, "2001, 2004")]
    [TestCase("error", Severity.Error, "2001-2004")]
    public void A_table_missing_among_the_years_is_the_nearest_where_that_is_said(string outside, Severity severity, string held)
    {
        using var scratch = new ScratchFolder();
        foreach (var year in new[] { 2001, 2004 }) Directory.CreateDirectory(scratch[$"{year}.mrio"]);
        var config = ConfigReader.Parse($$"""{ "tables": { "path": "{year}.mrio", "years": "2001-2004", "outside": "{{outside}}" }, "orders": { "path": "demo" } }""");
        var findings = new List<Finding>();
        var tables = FileTables.Find(config.Tables, new LoadedConfig(config, scratch.Path, "test").Resolve, findings)!;
        Assert.That((findings.Single().Code, findings[0].Severity, YearSelection.Of(tables.Years).Text), Is.EqualTo(("TABLE-MISSING", severity, held.Replace(" ", "", StringComparison.Ordinal))));
        Assert.That(findings[0].Message, Does.Contain("2002-2003").And.Contain(outside == "nearest" ? "nearest table" : "are missing."));
    }

    [Test]
    public void Unknown_models_are_refused_with_path()
    {
        var e = Assert.Throws<ConfigException>(() => ConfigReader.Parse("""{ "tables": { "path": "t", "model": "E", "discrepancy": "lose" }, "orders": { "path": "o" } }"""))!;
        Assert.That(e.Findings.Select(f => f.Place), Has.Some.Contains("$.tables.model").And.Some.Contains("$.tables.discrepancy"));
    }
}
