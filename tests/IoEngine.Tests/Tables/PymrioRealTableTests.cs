using System.Globalization;
using System.IO.Compression;
using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

public class PymrioRealTableTests
{
    [Test]
    public void Long_run_WIOD_is_read_by_label()
    {
        var table = TableReader.Read(SharedData.Path("data/lrwiod2000.zip"));
        var agriculture = new Industry("AUS", "AtB");
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Name, Is.EqualTo("LR-WIOD 2000"));
            Assert.That(table.Identity.Year, Is.EqualTo(2000));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("USD", 1e6)));
            Assert.That(table.Identity.Unit.Published, Is.EqualTo("Mill USD"));
            Assert.That(table.Industries, Has.Count.EqualTo(598));
            Assert.That(table.Regions, Has.Count.EqualTo(26));
            Assert.That(table.Sectors, Has.Count.EqualTo(23));
            Assert.That(table.DemandColumns, Has.Count.EqualTo(104));
            Assert.That(table.PublishedOutput![agriculture], Is.EqualTo(28169.8230043503));
            Assert.That(table.Z[agriculture, agriculture], Is.EqualTo(2976.260334));
            Assert.That(table.Z[agriculture, new Industry("AUS", "C")], Is.EqualTo(16.08884542));
            Assert.That(table.Z[new Industry("AUS", "C"), agriculture], Is.EqualTo(17.39709892));
            Assert.That(table.Y[agriculture, new DemandColumn("BEL", "GOV")], Is.EqualTo(0.00118399756));
            Assert.That(table.V[new FlowRow("VA", ""), new Industry("AUS", "D15t16")], Is.EqualTo(9552.749772));
            Assert.That(table.VY[new FlowRow("TLS", ""), new DemandColumn("AUT", "HH")], Is.EqualTo(10519.9685));
            Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "VA", "TLS", "DISCREP", "NONRES", "ABROAD", "ITM" }));
            Assert.That(table.F.Rows, Is.Empty);
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "VA" }));
            Assert.That(table.Roles.TaxesOnProducts, Is.EqualTo(new[] { "TLS" }));
            Assert.That(table.Roles.Compensation, Is.Null);
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "HH" }));
            Assert.That(table.Roles.Government, Is.EqualTo(new[] { "GOV" }));
            Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "GFCF" }));
        });
    }

    [Test]
    public void Every_cell_of_long_run_WIOD_is_the_text_parsed_by_system()
    {
        var path = SharedData.Path("data/lrwiod2000.zip");
        var table = TableReader.Read(path);
        using var archive = ZipFile.OpenRead(path);
        using var text = new StreamReader(archive.GetEntry("Z.txt")!.Open());
        for (var i = 0; i < 3; i++) text.ReadLine();
        for (var i = 0; i < table.Industries.Count; i++)
        {
            var cells = text.ReadLine()!.Split('\t');
            for (var j = 0; j < table.Industries.Count; j++)
            {
                var expected = double.Parse(cells[j + 2], CultureInfo.InvariantCulture);
                if (BitConverter.DoubleToInt64Bits(table.Z.Values[i, j]) != BitConverter.DoubleToInt64Bits(expected))
                    Assert.Fail($"Z[{table.Industries[i]}, {table.Industries[j]}] = {table.Z.Values[i, j]:R}, expected {expected:R}");
            }
        }

        Assert.That(text.ReadLine(), Is.Null);
    }

    [TestCase(1995)]
    [TestCase(2003)]
    [TestCase(2010)]
    public void Rows_of_WIOD_2013_balance_within_truncation(int year)
    {
        var table = TableReader.Read(SharedData.Path($"data/wiod2013/{year}.zip"), new TableReadOptions { Year = year });
        var worst = 0.0;
        for (var i = 0; i < table.Industries.Count; i++)
            worst = Math.Max(worst, Math.Abs(table.Z.Values.Row(i).Sum() + table.Y.Values.Row(i).Sum() - table.PublishedOutput![i]));
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Year, Is.EqualTo(year));
            Assert.That(table.Findings.Where(f => f.Code == "TABLE-YEAR"), Is.Empty);
            Assert.That(table.Industries, Has.Count.EqualTo(1435));
            Assert.That(worst, Is.LessThan(120));
            Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "PRIMARY" }));
            Assert.That(table.Roles.ValueAdded, Is.Null, "value added, taxes and margins together are no role");
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "c37_HH", "c38_NPISH" }));
            Assert.That(table.Roles.Government, Is.EqualTo(new[] { "c39_GOV" }));
            Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "c41_GFCF" }));
        });
    }

    [Test]
    public void WIOD_2013_is_read_by_label()
    {
        var table = TableReader.Read(SharedData.Path("data/wiod2013/1995.zip"));
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Year, Is.EqualTo(1995), "not the year of the release");
            Assert.That(table.Z[new Industry("AUS", "c1"), new Industry("AUS", "c3")], Is.EqualTo(8044));
            Assert.That(table.Z[new Industry("AUS", "c2"), new Industry("AUS", "c8")], Is.EqualTo(2536));
            Assert.That(table.Y[new Industry("AUS", "c2"), new DemandColumn("AUS", "c42_INV")], Is.EqualTo(-952));
            Assert.That(table.V[new FlowRow("PRIMARY", ""), new Industry("AUS", "c4")], Is.EqualTo(2659));
            Assert.That(table.PublishedOutput![new Industry("AUS", "c3")], Is.EqualTo(34506));
        });
    }
}
