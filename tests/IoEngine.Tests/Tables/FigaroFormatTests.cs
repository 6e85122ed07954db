using System.IO.Compression;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Tables.Formats;
using IoEngine.Tables.SupplyUse;

namespace IoEngine.Tests.Tables;

public class FigaroFormatTests
{
    private static readonly string[] Regions = ["AR", "DE", "FIGW1", "ZA"];
    private static readonly string[] Sectors = ["A01", "C31_32", "P85", "U"];
    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void DeleteFolder() => scratch.Dispose();

    [Test]
    public void A_matrix_is_given_back_bit_by_bit()
    {
        var expected = Published(FigaroText.Table(FigaroText.Regions46[..12], FigaroText.Industries64).Build());
        var path = Path.Combine(folder, "matrix_eu-ic-io_ind-by-ind_24ed_2022.csv");
        FigaroText.WriteMatrix(expected, File.Create(path));
        var table = TableReader.Read(path);
        SameTable.Bits(table, expected);
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Format, Is.EqualTo("figaro"));
            Assert.That(table.Identity.Name, Is.EqualTo("FIGARO industry by industry, 2022 (edition 2024)"));
            Assert.That(table.Identity.Year, Is.EqualTo(2022));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("EUR", 1e6)));
            Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(FigaroText.PrimaryInputs));
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "D1", "D29X39", "B2A3G" }));
            Assert.That(table.Roles.TaxesOnProducts, Is.EqualTo(new[] { "D21X31" }));
            Assert.That(table.Roles.Compensation, Is.EqualTo(new[] { "D1" }));
            Assert.That(table.Roles.OtherTaxes, Is.EqualTo(new[] { "D29X39" }));
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "P3_S14", "P3_S15" }));
            Assert.That(table.Roles.Government, Is.EqualTo(new[] { "P3_S13" }));
            Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "P51G" }));
            Assert.That(table.PublishedOutput, Is.Null, "FIGARO states no output");
            Assert.That(table.Findings, Is.Empty, string.Join('\n', table.Findings));
        });
    }

    [Test]
    public void A_product_matrix_keeps_the_codes_of_products()
    {
        var expected = Published(FigaroText.Table(Regions, [.. Sectors.Select(s => $"CPA_{s}")]).Build());
        var path = Path.Combine(folder, "matrix_eu-ic-io_prod-by-prod_25ed_v2_2023.csv");
        FigaroText.WriteMatrix(expected, File.Create(path));
        var table = TableReader.Read(path);
        SameTable.Bits(table, expected);
        Assert.That(table.Identity.Name, Is.EqualTo("FIGARO product by product, 2023 (edition 2025)"));
        Assert.That(table.Sectors[1], Is.EqualTo(new Sector("CPA_C31_32")));
    }

    [TestCase(1, false)]
    [TestCase(4, false)]
    [TestCase(4, true)]
    public void A_flat_file_is_given_back_bit_by_bit(int threads, bool zipped)
    {
        var expected = Published(FigaroText.Table(FigaroText.Regions46[..9], FigaroText.Industries64[..20]).Build());
        var path = Path.Combine(folder, "flatfile_eu-ic-io_ind-by-ind_26ed_2024.csv");
        FigaroText.WriteFlat(expected, File.Create(path));
        if (zipped)
        {
            using var archive = ZipFile.Open(path.Replace(".csv", ".zip", StringComparison.Ordinal), ZipArchiveMode.Create);
            archive.CreateEntryFromFile(path, Path.GetFileName(path));
            path = path.Replace(".csv", ".zip", StringComparison.Ordinal);
        }

        var table = TableReader.Read(path, new TableReadOptions { Threads = threads });
        SameTable.Bits(table, expected);
        Assert.That(table.Identity.Name, Is.EqualTo("FIGARO industry by industry, 2024 (edition 2026)"));
    }

    [Test]
    public void Supply_and_use_are_read_and_made_square_by_model_D()
    {
        var expected = FigaroText.SupplyUse(Regions, Sectors);
        FigaroText.WriteSupply(expected, File.Create(Path.Combine(folder, "matrix_eu-ic-supply_24ed_2022.csv")));
        FigaroText.WriteUse(expected, File.Create(Path.Combine(folder, "matrix_eu-ic-use_24ed_2022.csv")));
        var read = SupplyUseReader.Read(folder);
        Assert.Multiple(() =>
        {
            Assert.That(read.Products, Is.EqualTo(expected.Products));
            Assert.That(read.Industries, Is.EqualTo(expected.Industries));
            Assert.That(Flat(read.Make.Values), Is.EqualTo(Flat(expected.Make.Values)));
            Assert.That(Flat(read.Use.Values), Is.EqualTo(Flat(expected.Use.Values)));
            Assert.That(Flat(read.FinalUse.Values), Is.EqualTo(Flat(expected.FinalUse.Values)));
            Assert.That(Flat(read.PrimaryInputs.Values), Is.EqualTo(Flat(expected.PrimaryInputs.Values)));
            Assert.That(Flat(read.PrimaryFinal!.Values), Is.EqualTo(Flat(expected.PrimaryFinal!.Values)));
            Assert.That(read.Identity.Year, Is.EqualTo(2022));
        });
        var table = TableReader.Read(folder);
        var square = SymmetricTable.Build(expected, SupplyUseModel.FixedProductSales).Table;
        SameTable.Bits(table, square);
        Assert.That(table.Roles.Compensation, Is.EqualTo(new[] { "D1" }));
        SameTable.Bits(TableReader.Read(folder, new TableReadOptions { Model = SupplyUseModel.IndustryTechnology }), SymmetricTable.Build(expected, SupplyUseModel.IndustryTechnology).Table);
    }

    [Test]
    public void Use_alone_is_refused()
    {
        FigaroText.WriteUse(FigaroText.SupplyUse(Regions, Sectors), File.Create(Path.Combine(folder, "matrix_eu-ic-use_24ed_2022.csv")));
        var e = Assert.Throws<InvalidDataFindingsException>(() => SupplyUseReader.Read(folder))!;
        Assert.That(e.Findings.Select(f => f.Code), Is.EqualTo(new[] { "FILE-MISSING" }));
    }

    [Test]
    public void Broken_matrices_never_give_a_wrong_table()
    {
        using var memory = new MemoryStream();
        FigaroText.WriteMatrix(Published(FigaroText.Table(Regions[..2], Sectors[..3]).Build()), memory);
        using var broken = new BrokenInput("figaro", new() { ["m_2020.csv"] = memory.ToArray() }, single: true);
        Assert.That(broken.CutAnywhere("m_2020.csv") + broken.Mutate("m_2020.csv", ',', 1, 1), Is.GreaterThan(500));
    }

    [Test]
    public void Broken_flat_files_never_give_a_wrong_table()
    {
        using var memory = new MemoryStream();
        FigaroText.WriteFlat(Published(FigaroText.Table(["AR", "AT"], ["A01", "B"]).Build()), memory);
        using var broken = new BrokenInput("figaro", new() { ["f_2020.csv"] = memory.ToArray() }, single: true);
        var refused = broken.CutAnywhere("f_2020.csv", 7);
        refused += broken.Mutate("f_2020.csv", ',', 1, 6, labelsInHeader: false);
        Assert.That(refused, Is.GreaterThan(400));
    }

    [Test]
    public void Broken_supply_and_use_never_give_a_wrong_table()
    {
        using var supply = new MemoryStream();
        using var use = new MemoryStream();
        FigaroText.WriteSupply(FigaroText.SupplyUse(Regions, Sectors), supply);
        FigaroText.WriteUse(FigaroText.SupplyUse(Regions, Sectors), use);
        using var broken = new BrokenInput("figaro", new() { ["s_2020.csv"] = supply.ToArray(), ["u_2020.csv"] = use.ToArray() });
        var refused = broken.CutAnywhere("s_2020.csv", 9) + broken.CutAnywhere("u_2020.csv", 9) + broken.Mutate("u_2020.csv", ',', 1, 1, 5);
        Assert.That(refused, Is.GreaterThan(200));
    }

    /// <summary>The table without stated output, as FIGARO publishes it.</summary>
    private static MrioTable Published(MrioTable t) => new(t.Identity, t.Z, t.Y, t.V, t.VY);

    private static double[] Flat(DenseMatrix m) => [.. Enumerable.Range(0, m.Columns).SelectMany(j => m.Column(j).ToArray())];
}
