using System.Globalization;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

public class LongRunWiodFormatTests
{
    private static readonly string[] Categories = ["xCONS_h", "xCONS_g", "xGFCF", "xINV"];
    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void DeleteFolder() => scratch.Dispose();

    [Test]
    public void Each_year_is_given_back_bit_by_bit()
    {
        var path = Path.Combine(folder, "lr_wiod_wiot_final_filled.csv");
        File.WriteAllBytes(path, Text([.. Enumerable.Range(1965, 3)]));
        Assert.Multiple(() =>
        {
            foreach (var year in Enumerable.Range(1965, 3))
            {
                var table = TableReader.Read(path, new TableReadOptions { Year = year });
                Assert.That(SameTable.Difference(table, Table(year)), Is.Null, $"{year}");
                Assert.That(table.Identity.Name, Is.EqualTo($"Long-run WIOD, {year}"));
                Assert.That(table.Identity.Format, Is.EqualTo("lr-wiod"));
                Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "xVA" }));
                Assert.That(table.Roles.TaxesOnProducts, Is.EqualTo(new[] { "xTXSP" }));
                Assert.That(table.Roles.Household, Is.EqualTo(new[] { "xCONS_h" }));
                Assert.That(table.Roles.Government, Is.EqualTo(new[] { "xCONS_g" }));
                Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "xGFCF" }));
                Assert.That(table.Findings.Select(f => f.Code).Distinct(), Is.EquivalentTo(new[] { "TABLE-TOTALS", "TEXT-SPARSE" }), "zeros have no line");
                Assert.That(table.Findings.Max(f => f.Severity), Is.EqualTo(Severity.Info));
            }
        });
    }

    [Test]
    public void Several_years_need_one_named()
    {
        var path = Path.Combine(folder, "lr.csv");
        File.WriteAllBytes(path, Text([1965, 1966]));
        var e = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(path))!;
        Assert.That(e.Findings.Select(f => (f.Code, f.Found)), Is.EqualTo(new[] { ("TABLE-SEVERAL", "1965-1966") }));
        var other = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(path, new TableReadOptions { Year = 2000 }))!;
        Assert.That(other.Findings[0].Found, Does.Contain("1965, 1966"));
        File.WriteAllBytes(path, Text([1966]));
        Assert.That(TableReader.Read(path).Identity.Year, Is.EqualTo(1966));
    }

    [Test]
    public void Broken_files_never_give_a_wrong_table()
    {
        using var broken = new BrokenInput("lr-wiod", new() { ["lr.csv"] = Text([1970]) }, single: true);
        Assert.That(broken.CutAnywhere("lr.csv", 23), Is.GreaterThan(100));
    }

    private static MrioTable Table(int year) => new KnownTable
    {
        Regions = ["AUS", "DEU", "xROW"],
        Sectors = ["AtB", "D15t16", "LtQ"],
        Categories = Categories,
        PrimaryInputs = ["xTXSP", "xSD", "xPURNR", "xVA"],
        Seed = year % 50,
    }.Build();

    /// <summary>
    /// The columns of a country are its sectors and then its final demand; totals come last. Zeros are left out.
    /// </summary>
    private static byte[] Text(int[] years)
    {
        var text = new StringBuilder("year,row_country,row_id,row_isic3,col_country,col_id,col_isic3,value\n");
        foreach (var year in years) Write(text, year, Table(year));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, int year, MrioTable t)
    {
        void Cell(string rowCountry, string row, string country, string column, double value)
        {
            if (value != 0 || row == "xGO") text.Append(CultureInfo.InvariantCulture, $"{year},{rowCountry},1,{row},{country},2,{column},{value:R}\n");
        }

        void Line(string country, string row, Func<int, double> z, Func<int, double> y)
        {
            foreach (var region in t.Regions)
            {
                for (var j = 0; j < t.Industries.Count; j++)
                {
                    if (t.Industries[j].Region == region) Cell(country, row, region.Code, t.Industries[j].Sector.Code, z(j));
                }

                for (var d = 0; d < t.DemandColumns.Count; d++)
                {
                    if (t.DemandColumns[d].Region == region) Cell(country, row, region.Code, t.DemandColumns[d].Category, y(d));
                }
            }
        }

        for (var i = 0; i < t.Industries.Count; i++)
        {
            Line(t.Industries[i].Region.Code, t.Industries[i].Sector.Code, j => t.Z.Values[i, j], d => t.Y.Values[i, d]);
            Cell(t.Industries[i].Region.Code, t.Industries[i].Sector.Code, "xTOT", "xX", 5);
            Cell(t.Industries[i].Region.Code, t.Industries[i].Sector.Code, "xTOT", "xGO", t.PublishedOutput![i]);
        }

        Line("xTOT", "xII", _ => 1, _ => 1);
        for (var k = 0; k < t.V.Rows.Count; k++) Line("xTOT", t.V.Rows[k].Name, j => t.V.Values[k, j], d => t.VY.Values[k, d]);
        Line("xTOT", "xGO", j => t.PublishedOutput![j], d => t.Y.Values.Column(d).ToArray().Sum() + t.VY.Values.Column(d).ToArray().Sum());
    }
}
