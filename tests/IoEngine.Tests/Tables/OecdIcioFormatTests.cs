using System.IO.Compression;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

public class OecdIcioFormatTests
{
    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void DeleteFolder() => scratch.Dispose();

    [Test]
    public void The_mock_of_2016_is_read_by_label()
    {
        var table = TableReader.Read(SharedData.Path("data/formats/oecd_mock/ICIO2016_2003.csv"));
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Format, Is.EqualTo("oecd-icio"));
            Assert.That(table.Identity.Name, Is.EqualTo("OECD ICIO 2016 edition, 2003"));
            Assert.That(table.Identity.Year, Is.EqualTo(2003));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("USD", 1e6)));
            Assert.That(table.Regions.Select(r => r.Code), Is.EqualTo(new[] { "AUS", "NZL", "CHN", "PER", "ALL" }), "CN1 and CN2 are in CHN; ALL has the discrepancy");
            Assert.That(table.Industries, Has.Count.EqualTo(32));
            Assert.That(table.DemandColumns, Has.Count.EqualTo(25));
            Assert.That(table.Z[new("AUS", "C01T05AGR"), new("AUS", "C15T16FOD")], Is.EqualTo(106490.98));
            Assert.That(table.Z[new("AUS", "C01T05AGR"), new("NZL", "C24CHM")], Is.EqualTo(360.99963));
            Assert.That(table.V[new("VA+TAXSUB", ""), new("AUS", "C10T14MIN")], Is.EqualTo(24314.351));
            Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "VA+TAXSUB" }));
            Assert.That(table.PublishedOutput![new Industry("AUS", "C01T05AGR")], Is.EqualTo(235289.0533));
            Assert.That(table.Roles.ValueAdded, Is.Null, "not separable from taxes");
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "HFCE", "NPS", "DIRP" }));
            Assert.That(table.Roles.Government, Is.EqualTo(new[] { "GGFC" }));
            Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "GFCF" }));
            Assert.That(table.Findings.Select(f => f.Code), Does.Contain("TEXT-EMPTY-CELLS").And.Contain("ICIO-VALUE-ADDED").And.Contain("TABLE-SHAPE"));
        });
    }

    [Test]
    public void In_the_mock_of_2016_parts_of_China_are_added()
    {
        var path = SharedData.Path("data/formats/oecd_mock/ICIO2016_2003.csv");
        var table = TableReader.Read(path);
        var lines = File.ReadAllLines(path).Select(l => l.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToArray();
        double At(string row, string column) => double.Parse(lines.First(l => l[0] == row)[Array.IndexOf(lines[0], column)]);
        string[] parts = ["CHN", "CN1", "CN2"];
        var fuel = parts.SelectMany(r => parts.Select(c => At($"{r}_C23PET", $"{c}_C24CHM"))).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(fuel.Count(f => f > 0), Is.EqualTo(4), "the aggregate itself is zero");
            Near.Equal(table.Z[new("CHN", "C23PET"), new("CHN", "C24CHM")], fuel.Sum(), "China's own use", 1e-14);
            Near.Equal(table.V[new("VA+TAXSUB", ""), new("CHN", "C24CHM")], parts.Sum(p => At("VA+TAXSUB", $"{p}_C24CHM")), "value added", 1e-14);
            Near.Equal(table.PublishedOutput![new Industry("CHN", "C24CHM")], parts.Sum(p => At("OUT", $"{p}_C24CHM")), "output", 1e-14);
            Near.Equal(table.Y[new("CHN", "C24CHM"), new("CHN", "GFCF")], parts.Sum(p => At($"{p}_C24CHM", "GFCF_CHN")), "investment", 1e-14);
            Near.Equal(table.Y[new("CHN", "C24CHM"), new("ALL", "DISC")], parts.Sum(p => At($"{p}_C24CHM", "DISC")), "discrepancy", 1e-14);
        });
    }

    [TestCase("ICIO2018_2010.CSV")]
    [TestCase("ICIO2018_2010.zip")]
    public void The_mock_of_2018_is_read_by_label(string file)
    {
        var table = TableReader.Read(SharedData.Path("data/formats/oecd_mock", file));
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Name, Is.EqualTo("OECD ICIO 2018 edition, 2010"));
            Assert.That(table.Regions.Select(r => r.Code), Is.EqualTo(new[] { "AUS", "BEL", "MEX", "BRA", "COL" }));
            Assert.That(table.Industries, Has.Count.EqualTo(40));
            Assert.That(table.DemandColumns, Has.Count.EqualTo(25));
            Assert.That(table.Z[new("AUS", "01T03"), new("AUS", "07T08")], Is.EqualTo(106490.98));
            Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "AUS_TAXSUB", "BEL_TAXSUB", "MEX_TAXSUB", "BRA_TAXSUB", "COL_TAXSUB", "VALU" }));
            Assert.That(table.V[new("COL_TAXSUB", ""), new("AUS", "01T03")], Is.EqualTo(0.412614158696277));
            Assert.That(table.V[new("VALU", ""), new("AUS", "05T06")], Is.EqualTo(24314.351));
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "VALU" }));
            Assert.That(table.Roles.TaxesOnProducts, Has.Count.EqualTo(5));
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "HFCE", "NPISH", "P33" }));
        });
    }

    [TestCase(2016, false)]
    [TestCase(2016, true)]
    [TestCase(2018, false)]
    [TestCase(2018, true)]
    [TestCase(2021, true)]
    [TestCase(2023, false)]
    [TestCase(2023, true)]
    [TestCase(2025, false)]
    [TestCase(2025, true)]
    public void Every_edition_is_given_back_bit_by_bit(int edition, bool extended)
    {
        var layout = new IcioText(edition) { Extended = extended };
        string[] sectors = edition switch
        {
            2016 => ["C01T05AGR", "C10T14MIN", "C30T33X"],
            2018 => ["01T03", "05T06", "97T98"],
            2021 => ["01T02", "03", "05T06", "97T98"],
            2023 => IcioText.Sectors2023,
            _ => IcioText.Sectors2025,
        };
        var raw = layout.Table(["AUS", "CHN", "FRA", "MEX", "ROW"], sectors, edition).Build();
        var path = Path.Combine(folder, edition < 2021 ? $"ICIO{edition}_2010.csv" : "2010.csv");
        layout.Write(raw, File.Create(path));
        var table = TableReader.Read(path);
        var expected = SameTable.Merged(raw, r => r[..2] is "CN" ? "CHN" : r[..2] is "MX" ? "MEX" : r);
        Assert.That(table.Identity.Name, Is.EqualTo($"OECD ICIO {edition} edition, 2010"));
        if (edition == 2016) expected = WithDiscrepancy(expected, table, raw.Industries.Count);
        SameTable.Bits(table, expected);
        Assert.Multiple(() =>
        {
            Assert.That(table.Findings.Where(f => f.Severity == Severity.Warning).Select(f => f.Code).Except(["TABLE-SHAPE", "TEXT-EMPTY-CELLS", "ICIO-VALUE-ADDED"]),
                Is.Empty, string.Join('\n', table.Findings));
            Assert.That(table.Roles.Compensation, Is.Null);
            Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "GFCF" }));
        });
    }

    [Test]
    public void Threads_do_not_change_a_bit()
    {
        var layout = new IcioText(2023) { Extended = true };
        var raw = layout.Table(IcioText.Regions2023[..20], IcioText.Sectors2023).Build();
        var path = Path.Combine(folder, "2019.csv");
        layout.Write(raw, File.Create(path));
        SameTable.Bits(TableReader.Read(path, new TableReadOptions { Threads = 4 }), TableReader.Read(path, new TableReadOptions { Threads = 1 }));
    }

    [Test]
    public void Years_in_a_zip_and_zips_in_a_zip_are_read()
    {
        var layout = new IcioText(2023);
        byte[] Csv(int seed)
        {
            using var memory = new MemoryStream();
            layout.Write(layout.Table(["AUS", "FRA"], ["A01_02", "A03"], seed).Build(), memory);
            return memory.ToArray();
        }

        var flat = Path.Combine(folder, "2016-2020_SML.zip");
        Zip(File.Create(flat), ("2016_SML.csv", Csv(1)), ("2017_SML.csv", Csv(2)));
        var nested = Path.Combine(folder, "ICIO-2016-2020-small.zip");
        Zip(File.Create(nested), ("2016_SML.zip", Zipped("2016_SML.csv", Csv(1))), ("2017_SML.zip", Zipped("2017_SML.csv", Csv(2))));
        var expected = layout.Table(["AUS", "FRA"], ["A01_02", "A03"], 2).Build();
        Assert.Multiple(() =>
        {
            foreach (var path in new[] { flat, nested })
            {
                var table = TableReader.Read(path, new TableReadOptions { Year = 2017 });
                Assert.That(table.Identity.Year, Is.EqualTo(2017), path);
                Assert.That(SameTable.Difference(table, expected), Is.Null, path);
                var several = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(path))!;
                Assert.That(several.Findings[0].Code, Is.EqualTo("TABLE-SEVERAL"), path);
                var missing = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(path, new TableReadOptions { Year = 1999 }))!;
                Assert.That(missing.Findings[0].Code, Is.EqualTo("FILE-MISSING"), path);
            }
        });
    }

    [Test]
    public void Paths_out_of_an_archive_are_refused_here_and_inside()
    {
        var direct = Path.Combine(folder, "2010.zip");
        Zip(File.Create(direct), ("../2010.csv", Small(2023)));
        var nested = Path.Combine(folder, "2010-2011_SML.zip");
        using (var inner = new MemoryStream())
        {
            Zip(inner, ("../2010.csv", Small(2023)));
            Zip(File.Create(nested), ("2010_SML.zip", inner.ToArray()));
        }

        Assert.Multiple(() =>
        {
            var outside = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(direct))!;
            Assert.That(outside.Findings.Select(f => (f.Code, f.Place)), Is.EqualTo(new[] { ("ARCHIVE-PATH", $"{direct}/../2010.csv") }));
            var within = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(nested, new TableReadOptions { Format = "oecd-icio" }))!;
            Assert.That(within.Findings.Select(f => f.Severity), Has.Some.EqualTo(Severity.Error));
        });
    }

    [Test]
    public void Damaged_archives_never_give_a_wrong_table()
    {
        var zip = Zipped("2010.csv", Small(2023));
        using var broken = new BrokenInput("oecd-icio", new() { ["2010.zip"] = zip }, single: true);
        var refused = broken.CutAnywhere("2010.zip", 5);
        for (var at = 0; at < zip.Length; at += 3)
        {
            var flipped = zip.ToArray();
            flipped[at] ^= 0x10;
            if (broken.Try("2010.zip", flipped, $"a bit of byte {at} flipped")) refused++;
        }

        Assert.That(refused, Is.GreaterThan(zip.Length / 5));
    }

    [Test]
    public void Swapped_row_labels_are_matched_by_label_and_shown_by_the_totals()
    {
        using var broken = new BrokenInput("oecd-icio", new() { ["2010.csv"] = Small(2023) }, single: true);
        var text = Encoding.UTF8.GetString(Small(2023)).Replace("\nAUS_A01_02,", "\nAUS_X,").Replace("\nFRA_A03,", "\nAUS_A01_02,").Replace("\nAUS_X,", "\nFRA_A03,");
        Assert.That(broken.Try("2010.csv", Encoding.UTF8.GetBytes(text), "swapped labels"), Is.False, "read with a warning");
    }

    [Test]
    public void Another_format_is_refused_with_its_labels()
    {
        var path = Path.Combine(folder, "2010.csv");
        File.WriteAllText(path, "rowLabels,AR_A01,AT_A01,AR_P3_S14\nAR_A01,1,2,3\nAT_A01,1,2,3\n");
        var e = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(path, new TableReadOptions { Format = "oecd-icio" }))!;
        Assert.That(e.Findings.Select(f => (f.Code, f.Place)), Does.Contain(("LABEL-UNKNOWN", $"{path}, line 1, column 2")));
    }

    [TestCase(2016)]
    [TestCase(2018)]
    [TestCase(2023)]
    public void Broken_files_never_give_a_wrong_table(int edition)
    {
        using var broken = new BrokenInput("oecd-icio", new() { ["2010.csv"] = Small(edition) }, single: true);
        var refused = broken.CutAnywhere("2010.csv", 2) + broken.Mutate("2010.csv", ',', 1, 1);
        Assert.That(refused, Is.GreaterThan(500));
    }

    private static byte[] Small(int edition)
    {
        var layout = new IcioText(edition);
        using var memory = new MemoryStream();
        layout.Write(layout.Table(["AUS", "FRA"], edition == 2023 ? ["A01_02", "A03", "B09"] : ["C01", "C02", "C03"]).Build(), memory);
        return memory.ToArray();
    }

    private static byte[] Zipped(string name, byte[] content)
    {
        using var memory = new MemoryStream();
        Zip(memory, (name, content));
        return memory.ToArray();
    }

    private static void Zip(Stream stream, params (string Name, byte[] Content)[] entries)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
    }

    /// <summary>The writer gives every row of the 2016 edition a discrepancy of 1/8.</summary>
    private static MrioTable WithDiscrepancy(MrioTable table, MrioTable read, int rawRows)
    {
        // A country with parts has its own row and those of its parts.
        var extended = rawRows > table.Industries.Count;
        int RowsOf(Industry i) => !extended ? 1 : i.Region.Code switch { "CHN" => 5, "MEX" => 4, _ => 1 };
        var demand = new Axis<DemandColumn>("columns of final demand", table.DemandColumns
            .OrderBy(d => read.DemandColumns.IndexOf(d)).Append(new DemandColumn("ALL", "DISC")));
        var y = DenseMatrix.Create(table.Industries.Count, demand.Count, (i, d) =>
            d < demand.Count - 1 ? table.Y[table.Industries[i], demand[d]] : 0.125 * RowsOf(table.Industries[i]));
        return new MrioTable(table.Identity, table.Z, new LabelledMatrix<Industry, DemandColumn>(table.Industries, demand, y), table.V, x: table.PublishedOutput);
    }
}
