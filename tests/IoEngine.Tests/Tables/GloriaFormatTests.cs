using IoEngine.Accounts;
using IoEngine.Tables;
using IoEngine.Tables.Formats;
using IoEngine.Tables.SupplyUse;

namespace IoEngine.Tests.Tables;

public class GloriaFormatTests
{
    private const string Folder = "GLORIA_MRIOs_59_2022";

    [Test]
    public void The_mock_of_supply_and_use_is_read_by_label()
    {
        var sut = SupplyUseReader.Read(SharedData.Path("data/formats/gloria_mock"));
        const string forestry = "Forestry and logging", fishing = "Fishing", molluscs = "Crustaceans and molluscs";
        var taxes = sut.PrimaryInputs.Rows.Single(r => r.Name == "Subsidies on products");
        Assert.Multiple(() =>
        {
            Assert.That(sut.Identity.Format, Is.EqualTo("gloria"));
            Assert.That(sut.Identity.Name, Is.EqualTo("GLORIA 059 2022"));
            Assert.That(sut.Identity.Year, Is.EqualTo(2022));
            Assert.That(sut.Identity.Unit, Is.EqualTo(Unit.Money("USD", 1e3)));
            Assert.That(sut.Industries, Has.Count.EqualTo(9));
            Assert.That(sut.Products, Has.Count.EqualTo(9));
            Assert.That(sut.FinalUse.Columns, Has.Count.EqualTo(6));
            Assert.That(sut.Make[new("AUS", forestry), new("AUS", forestry)], Is.EqualTo(5295100));
            Assert.That(sut.Make[new("AZE", molluscs), new("AZE", molluscs)], Is.EqualTo(286100));
            Assert.That(sut.Use[new("AUS", fishing), new("AUS", molluscs)], Is.EqualTo(129010));
            Assert.That(sut.Use[new("AUT", forestry), new("AUS", fishing)], Is.EqualTo(0.34762));
            Assert.That(sut.Use[new("AZE", forestry), new("AZE", forestry)], Is.EqualTo(11.56));
            Assert.That(sut.FinalUse[new("AUS", fishing), new("AUS", "Household final consumption P.3h")], Is.EqualTo(1750300));
            Assert.That(sut.FinalUse[new("AZE", molluscs), new("AZE", "Non-profit institutions serving households P.3n")], Is.EqualTo(0.9809));
            Assert.That(sut.PrimaryInputs[new("Compensation of employees D.1", ""), new("AUS", fishing)], Is.EqualTo(821570));
            Assert.That(sut.PrimaryInputs[new("Taxes on production D.29", ""), new("AUT", forestry)], Is.EqualTo(239340));
            Assert.That(sut.PrimaryInputs[new("Taxes on production D.29", ""), new("AZE", molluscs)], Is.EqualTo(937.52));
            Near.Equal(sut.PrimaryInputs[taxes, new("AUT", molluscs)], 0.19015 + 0.0021706 + 4.7842e-07 + 4.7932e-07 + 138.07 + 259.05 + 5.2468e-06 + 5.1745e-06 + 1.1635e-05, "column of valuation 5", 1e-12);
            Assert.That(sut.Satellites!.Rows.Select(r => r.Name), Has.Exactly(5).StartsWith("Emissions (EDGAR)/c2f6"));
            Assert.That(sut.Satellites.Rows[0].Unit.Published, Is.EqualTo("kilotonnes"));
            Assert.That(sut.Roles.Compensation, Is.EqualTo(new[] { "Compensation of employees D.1" }));
            Assert.That(sut.Roles.OtherTaxes, Is.EqualTo(new[] { "Taxes on production D.29" }));
            Assert.That(sut.Roles.TaxesOnProducts, Is.EqualTo(new[] { "Subsidies on products" }));
            Assert.That(sut.Roles.Household, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void The_mock_as_square_table_is_model_D()
    {
        var path = SharedData.Path("data/formats/gloria_mock");
        Assert.That(TableReader.DetectFormat(path), Is.EqualTo("gloria"));
        var table = TableReader.Read(path);
        SameTable.Bits(table, SymmetricTable.Build(SupplyUseReader.Read(path), SupplyUseModel.FixedProductSales).Table);
        // The mock's supply is diagonal: model D changes nothing.
        Assert.That(table.Z[new("AUS", "Fishing"), new("AUS", "Crustaceans and molluscs")], Is.EqualTo(129010));
    }

    [Test]
    public void The_container_alone_finds_the_workbook_beside_it()
    {
        var sut = SupplyUseReader.Read(SharedData.Path("data/formats/gloria_mock", Folder));
        Assert.That(sut.Use[new("AUS", "Fishing"), new("AUS", "Crustaceans and molluscs")], Is.EqualTo(129010));
        Assert.That(sut.Satellites!.Rows, Is.Empty, "they are in the other container");
    }

    [Test]
    public void Without_the_workbook_the_error_says_so()
    {
        using var scratch = new ScratchFolder();
        foreach (var file in Directory.GetFiles(SharedData.Path("data/formats/gloria_mock", Folder))) File.Copy(file, Path.Combine(scratch.Path, Path.GetFileName(file)));
        var e = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch.Path))!;
        Assert.That(e.Findings.Select(f => f.Code), Is.EqualTo(new[] { "FILE-MISSING" }));
        Assert.That(e.Findings[0].Expected, Does.Contain("GLORIA_ReadMe"));
    }

    [Test]
    public void Numbers_outside_supply_and_use_are_refused()
    {
        using var broken = new BrokenInput("gloria", Files());
        var name = Name("T", 1);
        var lines = System.Text.Encoding.UTF8.GetString(Files()[name]).Split('\n');
        lines[0] = "1.0" + lines[0][3..];
        Assert.That(broken.Try(name, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), "a number between industries"), Is.True);
    }

    [TestCase("T", 1)]
    [TestCase("T", 5)]
    [TestCase("Y", 1)]
    [TestCase("V", 1)]
    public void Broken_files_never_give_a_wrong_table(string part, int markup)
    {
        using var broken = new BrokenInput("gloria", Files());
        Assert.That(broken.CutAnywhere(Name(part, markup), 17) + broken.Mutate(Name(part, markup), ',', 0, 0, 3), Is.GreaterThan(40));
    }

    [Test]
    public void A_broken_workbook_is_refused()
    {
        using var broken = new BrokenInput("gloria", Files());
        Assert.That(broken.CutAnywhere("GLORIA_ReadMe_059.xlsx", 97), Is.EqualTo((Files()["GLORIA_ReadMe_059.xlsx"].Length + 96) / 97));
    }

    private static string Name(string part, int markup) => $"0_120secMother_AllCountries_002_{part}-Results_2022_059_Markup{markup:000}(full).csv";

    private static Dictionary<string, byte[]> Files() =>
        Directory.GetFiles(SharedData.Path("data/formats/gloria_mock", Folder)).Append(SharedData.Path("data/formats/gloria_mock", "GLORIA_ReadMe_059.xlsx"))
            .ToDictionary(f => Path.GetFileName(f)!, File.ReadAllBytes);
}
