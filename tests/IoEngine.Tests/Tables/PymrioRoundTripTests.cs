using IoEngine.Accounts;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Tests.Tables;

public class PymrioRoundTripTests
{
    [Test]
    public void Folder_and_zip_bring_every_bit_back(
        [Values(1, 2, 3)] int seed, [Values("out", "out.zip")] string name, [Values] bool satellites, [Values] bool output)
    {
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(seed, regions: seed, sectors: 1 + (3 * (seed % 2)), satellites, output);
        PymrioWriter.Write(table, scratch[name]);
        Assert.That(TableReader.DetectFormat(scratch[name]), Is.EqualTo("pymrio"));
        var found = TableReader.Read(scratch[name]);
        SmallTables.AssertSame(found, table);
        Assert.That(found.Findings, Is.Empty);
    }

    [Test]
    public void A_real_table_round_trips_bit_for_bit()
    {
        using var scratch = new ScratchFolder();
        var table = TableReader.Read(SharedData.Path("data/lrwiod2000.zip"));
        PymrioWriter.Write(table, scratch["again.zip"]);
        var found = TableReader.Read(scratch["again.zip"]);
        Assert.That(found.Identity, Is.EqualTo(table.Identity with { Source = table.Identity.Source }));
        SmallTables.AssertSame(found, table);
    }

    [Test]
    public void The_same_table_gives_the_same_bytes()
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(7), scratch["a.zip"]);
        PymrioWriter.Write(SmallTables.Random(7), scratch["b.zip"]);
        Assert.That(File.ReadAllBytes(scratch["a.zip"]), Is.EqualTo(File.ReadAllBytes(scratch["b.zip"])));
    }

    [Test]
    public void The_layout_is_pymrios_own()
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(7, regions: 2, sectors: 1), scratch["t"]);
        var z = File.ReadAllLines(scratch["t/Z.txt"]);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(scratch["t/file_parameters.json"]), Does.StartWith(
                "{\n \"files\": {\n  \"Z\": {\n   \"name\": \"Z.txt\",\n   \"nr_index_col\": \"2\",\n   \"nr_header\": \"2\"\n  },\n"));
            Assert.That(File.ReadAllText(scratch["t/file_parameters.json"]), Does.EndWith("\"systemtype\": \"IOSystem\"\n}"));
            Assert.That(File.ReadAllText(scratch["t/factor_inputs/file_parameters.json"]), Does.EndWith("\"systemtype\": \"Extension\",\n \"name\": \"Factor Inputs\"\n}"));
            Assert.That(z[0], Is.EqualTo("region\t\tR0\tR1"));
            Assert.That(z[1], Is.EqualTo("sector\t\t\"Sector 0, \"\"other\"\"\"\t\"Sector 0, \"\"other\"\"\""));
            Assert.That(z[2], Is.EqualTo("region\tsector\t\t"));
            Assert.That(z[3], Does.StartWith("R0\t\"Sector 0, \"\"other\"\"\"\t"));
            Assert.That(File.ReadAllLines(scratch["t/employment/F.txt"])[2], Is.EqualTo("stressor\t\t"));
            Assert.That(File.ReadAllLines(scratch["t/employment/unit.txt"]), Is.EqualTo(new[] { "stressor\tunit", "persons\t1000 p", "fte\t1000 FTE" }));
            Assert.That(File.Exists(scratch["t/air/F_Y.txt"]), Is.True);
        });
    }

    [Test]
    public void Synthetic_and_year_come_back()
    {
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(7);
        var invented = new MrioTable(table.Identity with { Synthetic = true, Year = 1999, Source = "" }, table.Z, table.Y, table.V);
        PymrioWriter.Write(invented, scratch["t.zip"]);
        var found = TableReader.Read(scratch["t.zip"]);
        Assert.That((found.Identity.Synthetic, found.Identity.Year), Is.EqualTo((true, 1999)));
    }

    [Test]
    public void A_physical_row_among_primary_inputs_is_a_satellite_and_goes_back()
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(7), scratch["t"]);
        File.WriteAllText(scratch["t/factor_inputs/unit.txt"], "inputtype\tunit\nVA\tMill USD\nTLS\t1000 FTE\n");
        var table = TableReader.Read(scratch["t"]);
        Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "VA" }));
        Assert.That(table.F.Rows.Select(r => r.Name), Does.Contain("factor_inputs/TLS"));
        PymrioWriter.Write(table, scratch["u"]);
        SmallTables.AssertSame(TableReader.Read(scratch["u"]), table);
    }

    [Test]
    public void An_existing_output_is_kept_unless_replacement_is_asked([Values("t", "t.zip")] string name)
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch[name]);
        var refused = Assert.Throws<ConfigException>(() => PymrioWriter.Write(SmallTables.Random(2), scratch[name]));
        Assert.That(refused!.Message, Does.Contain("OUTPUT-EXISTS").And.Contain("--force"));
        SmallTables.AssertSame(TableReader.Read(scratch[name]), SmallTables.Random(1));
        PymrioWriter.Write(SmallTables.Random(2), scratch[name], replace: true);
        SmallTables.AssertSame(TableReader.Read(scratch[name]), SmallTables.Random(2));
        Assert.That(Directory.GetFileSystemEntries(scratch.Path), Has.Length.EqualTo(1), "nothing else is left");
    }

    [Test]
    public void Cancelling_leaves_nothing([Values("t", "t.zip")] string name)
    {
        using var scratch = new ScratchFolder();
        Assert.Throws<OperationCanceledException>(() => PymrioWriter.Write(SmallTables.Random(1), scratch[name], cancellation: new CancellationToken(true)));
        Assert.That(Directory.GetFileSystemEntries(scratch.Path), Is.Empty);
    }

    [TestCase("a\nb/row", "LABEL-UNWRITABLE")]
    [TestCase("../row", "LABEL-UNWRITABLE")]
    [TestCase("C:\\x/row", "LABEL-UNWRITABLE")]
    public void Labels_that_the_layout_cannot_carry_are_refused(string name, string code)
    {
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(1);
        var f = new Axis<FlowRow>("satellite rows", table.F.Rows.Select((r, i) => i == 0 ? r with { Name = name } : r));
        var faulty = new MrioTable(table.Identity, table.Z, table.Y, table.V, f: new(f, table.Industries, table.F.Values));
        var refused = Assert.Throws<InvalidDataFindingsException>(() => PymrioWriter.Write(faulty, scratch["t"]));
        Assert.That(refused!.Findings.Select(x => x.Code), Is.EqualTo(new[] { code }));
        Assert.That(Directory.GetFileSystemEntries(scratch.Path), Is.Empty);
    }
}
