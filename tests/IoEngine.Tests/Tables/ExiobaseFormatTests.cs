using IoEngine.Accounts;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Exiobase;
using IoEngine.Tables.Naming;

namespace IoEngine.Tests.Tables;

public class ExiobaseFormatTests
{
    private static readonly string[] Sectors = ["Cultivation of wheat", "Mining, of coal", "Private households with employed persons"];
    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void DeleteFolder() => scratch.Dispose();

    [Test]
    public void Output_and_flows_of_mock_3_are_solved_from_coefficients()
    {
        var table = TableReader.Read(SharedData.Path("data/formats/exio3_mock"));
        var food = new Industry("AUS", "food");
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Format, Is.EqualTo("exiobase"));
            Assert.That(table.Identity.Name, Is.EqualTo("EXIOBASE 3 pxp 2009 v3.4_mock"));
            Assert.That(table.Identity.Year, Is.EqualTo(2009));
            Assert.That(table.Identity.Unit.Published, Is.EqualTo("Mill USD"), "the mock's own unit is believed");
            Assert.That(table.Industries, Has.Count.EqualTo(48));
            Assert.That(table.DemandColumns, Has.Count.EqualTo(42));
            Assert.That(table.Y[food, new("AUS", "Final consumption expenditure by households")], Is.EqualTo(58180.65));
            Assert.That(table.F.Rows.Select(r => (r.Name, r.Unit.Published)), Is.EqualTo(new[] { ("satellite/emission_type1", "kg"), ("satellite/emission_type2", "kg") }));
            Assert.That(table.F[new("satellite/emission_type1", ""), new("AUS", "mining")], Is.EqualTo(986448.09));
            Assert.That(table.FY[new("satellite/emission_type2", ""), new("BRA", "Final consumption expenditure by households")], Is.EqualTo(40214002));
            Assert.That(table.PublishedOutput, Is.Null);
            Assert.That(table.Roles.Household, Has.Count.EqualTo(2));
            Assert.That(table.Findings.Select(f => f.Code), Does.Contain("TABLE-OUTPUT-SOLVED"));
        });
        BalancesWithCoefficient(table, food, new Industry("AUS", "mining"), 0.00117934556248);
    }

    [TestCase("exio1_mock")]
    [TestCase("exio2_mock/mrIOT_PxP_ita_coefficient_version2.2.2.zip")]
    public void Coefficients_of_the_old_mock_become_flows(string file)
    {
        var table = TableReader.Read(SharedData.Path("data/formats", file));
        var x = Outputs(table);
        double Times(double coefficient, string region, string sector) => coefficient * x[table.Industries.IndexOf(new Industry(region, sector))];
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Format, Is.EqualTo("exiobase"));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("EUR", 1e6)));
            Assert.That(table.Industries, Has.Count.EqualTo(48));
            Assert.That(table.Y[new("reg1", "mining"), new("reg1", "Changes in valuables")], Is.EqualTo(0.0003760902));
            Assert.That(table.V.Rows.Select(r => (r.Name, r.Unit.Published)), Is.EqualTo(new[] { ("Value Added", "M.EUR") }));
            Near.Equal(table.V[new("Value Added", ""), new("reg1", "food")], Times(0.466187894959, "reg1", "food"), "value added", 1e-12);
            Near.Equal(table.F[new("emissions/emission_type1 | air", ""), new("reg1", "electricity")], Times(88.6215585203, "reg1", "electricity"), "emission", 1e-12);
            Assert.That(table.F.Rows[0].Unit.Published, Is.EqualTo("kg"));
            Assert.That(table.FY[new("emissions/emission_type2 | water", ""), new("reg2", "Final consumption expenditure by households")], Is.EqualTo(0.232228633296));
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "Value Added" }));
        });
        BalancesWithCoefficient(table, new Industry("reg1", "food"), new Industry("reg1", "mining"), 0.00117934556248);
        if (!file.StartsWith("exio2", StringComparison.Ordinal)) return;
        Near.Equal(table.F[new("resources/Land use-Pasture | nature", ""), new("reg1", "food")], Times(0.04983723876978, "reg1", "food"), "pasture", 1e-12);
        var water = new FlowRow("materials/Water Consumption Blue", "");
        var households = new DemandColumn("reg1", "Final consumption expenditure by households");
        Near.Equal(table.F[water, new("reg1", "mining")], Times(9.914672928552, "reg1", "mining"), "water", 1e-12);
        var total = table.Y.Values.Column(table.DemandColumns.IndexOf(households)).ToArray().Sum();
        Near.Equal(table.FY[water, households], 0.020691687794956 * total, "water per final demand, as its unit says", 1e-12);
    }

    [TestCase(1, "emission_type1", "")]
    [TestCase(2, "emission_type1", "kg")]
    [TestCase(3, "emission_type1 | air", "kg")]
    [TestCase(5, "emission_type1 | air | other info 1", "kg")]
    public void Mock_extensions_have_any_number_of_label_columns(int columns, string name, string unit)
    {
        var findings = new List<Finding>();
        var file = $"ext_{columns}col.txt";
        var text = ExiobaseText.Read(TableSource.Open(SharedData.Path("data/formats/exio_ext_mock")), file, TableReadOptions.Default, findings, default)!;
        Assert.Multiple(() =>
        {
            Assert.That(text.Levels, Is.EqualTo(columns));
            Assert.That(text.Names[0], Is.EqualTo(name));
            Assert.That(text.Units[0], Is.EqualTo(unit));
            Assert.That(text.Columns((r, s) => $"{r}.{s}")[9], Is.EqualTo("reg2.mining"));
            Assert.That(text.Values[0, 9], Is.EqualTo(100));
            Assert.That(text.Values[1, 9], Is.EqualTo(110));
            Assert.That(findings, Is.Empty);
        });
    }

    [TestCase(false, "IOT_2019_ixi")]
    [TestCase(true, "IOT_2020_pxp")]
    public void Version_3_is_given_back_bit_by_bit(bool split, string name)
    {
        var expected = ExiobaseTables.Table(ExiobaseTables.Regions49[..7], [.. Enumerable.Range(0, 20).Select(i => $"Sector {i}, n.e.c. (& others)")], split).Build();
        var path = Path.Combine(folder, name + ".zip");
        ExiobaseTables.WriteZip(expected, path, name + "/", split);
        var table = TableReader.Read(path);
        SameTable.Bits(Ordered(table, expected), expected);
        var people = split ? "employment/Employment people: Low-skilled male" : "satellite/Employment people: Low-skilled male";
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Name, Is.EqualTo($"EXIOBASE 3 {name[^3..]} {name[4..8]}"));
            Assert.That(table.Identity.Year, Is.EqualTo(split ? 2020 : 2019));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("EUR", 1e6)));
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(ExiobaseTables.PrimaryInputs[1..]));
            Assert.That(table.Roles.TaxesOnProducts, Is.EqualTo(ExiobaseTables.PrimaryInputs[..1]));
            Assert.That(table.Roles.OtherTaxes, Is.EqualTo(ExiobaseTables.PrimaryInputs[1..2]));
            Assert.That(table.Roles.Compensation, Is.EqualTo(ExiobaseTables.PrimaryInputs[2..5]));
            Assert.That(table.Roles.FixedCapital, Is.EqualTo(ExiobaseTables.PrimaryInputs[5..6]));
            Assert.That(table.Roles.Employment, Is.EqualTo(new[] { people }), "neither hours nor the vulnerable, who are counted already");
            Assert.That(table.Roles.Government, Is.EqualTo(ExiobaseTables.Categories[2..3]));
            Assert.That(table.Roles.Investment, Is.EqualTo(ExiobaseTables.Categories[3..4]));
            Assert.That(table.F.Rows[table.F.Rows.IndexOf(new(people, ""))].Unit.Published, Is.EqualTo("1000 p"));
        });
    }

    [Test]
    public void Coefficients_and_output_or_coefficients_alone_give_the_flows()
    {
        var expected = ExiobaseTables.Table(["AT", "WM"], Sectors, false).Build();
        foreach (var x in new[] { true, false })
        {
            var path = Path.Combine(folder, x ? "with" : "without");
            ExiobaseTables.Write(expected, path, false, z: false, x: x);
            var table = TableReader.Read(path);
            for (var j = 0; j < expected.Industries.Count; j++)
                Near.Equal(table.Z.Values.Column(j).ToArray(), expected.Z.Values.Column(j).ToArray(), $"Z of {expected.Industries[j]}, x {x}", 1e-7);
        }
    }

    [Test]
    public void Impacts_are_left_out_and_years_are_chosen()
    {
        foreach (var year in new[] { 2010, 2011 })
        {
            var expected = ExiobaseTables.Table(["AT", "WM"], Sectors, true, year).Build();
            ExiobaseTables.Write(expected, Path.Combine(folder, $"IOT_{year}_ixi"), true);
            Directory.CreateDirectory(Path.Combine(folder, $"IOT_{year}_ixi", "impacts"));
            File.Copy(Path.Combine(folder, $"IOT_{year}_ixi", "air_emissions", "F.txt"), Path.Combine(folder, $"IOT_{year}_ixi", "impacts", "F.txt"));
        }

        var table = TableReader.Read(folder, new TableReadOptions { Year = 2011 });
        Assert.Multiple(() =>
        {
            Assert.That(table.Z.Values[0, 1], Is.EqualTo(ExiobaseTables.Table(["AT", "WM"], Sectors, true, 2011).Build().Z.Values[0, 1]));
            Assert.That(table.F.Rows.Select(r => r.Name), Has.None.StartsWith("impacts"));
            Assert.That(table.Findings.Select(f => f.Code), Does.Contain("EXIOBASE-IMPACTS"));
            Assert.That(Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(folder))!.Findings[0].Code, Is.EqualTo("TABLE-SEVERAL"));
        });
    }

    [TestCase("Z.txt", 3, 2)]
    [TestCase("Y.txt", 3, 2)]
    [TestCase("x.txt", 1, 2)]
    [TestCase("factor_inputs/F.txt", 2, 1)]
    [TestCase("factor_inputs/F_Y.txt", 2, 1)]
    public void Broken_files_never_give_a_wrong_table(string name, int headerLines, int indexColumns)
    {
        var files = ExiobaseTables.Files(ExiobaseTables.Table(["AT", "WM"], Sectors, true).Build(), true).ToDictionary(f => f.Name, f =>
        {
            using var memory = new MemoryStream();
            f.Write(memory);
            return memory.ToArray();
        });
        using var broken = new BrokenInput("exiobase", files);
        Assert.That(broken.CutAnywhere(name, 11) + broken.Mutate(name, '\t', headerLines, indexColumns, 4, labelsInHeader: name != "x.txt"), Is.GreaterThan(50));
    }

    [Test]
    public void Broken_old_files_never_give_a_wrong_table()
    {
        var mock = SharedData.Path("data/formats/exio1_mock");
        using var broken = new BrokenInput("exiobase", Directory.GetFiles(mock).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllBytes));
        var refused = broken.CutAnywhere("mrIot.txt", 997) + broken.CutAnywhere("mrFinalDemand.txt", 499) + broken.CutAnywhere("mrFactorInputs.txt", 49) + broken.CutAnywhere("mrEmissions.txt", 49);
        Assert.That(refused, Is.GreaterThan(100));
    }

    private static void BalancesWithCoefficient(MrioTable table, Industry row, Industry column, double coefficient)
    {
        var x = Outputs(table);
        Near.Equal(table.Z[row, column] / x[table.Industries.IndexOf(column)], coefficient, "coefficient of the file", 1e-9);
    }

    private static double[] Outputs(MrioTable t) => [.. Enumerable.Range(0, t.Industries.Count).Select(i => t.Z.Values.Row(i).Sum() + t.Y.Values.Row(i).Sum())];

    /// <summary>Extensions are read in the order of their folders' names.</summary>
    private static MrioTable Ordered(MrioTable read, MrioTable expected)
    {
        int[] map = [.. expected.F.Rows.Select(r => read.F.Rows.IndexOf(r))];
        return new MrioTable(read.Identity, read.Z, read.Y, read.V, read.VY, new(expected.F.Rows, read.Industries, LabelMatch.Reorder(read.F.Values, map, null)),
            new(expected.F.Rows, read.DemandColumns, LabelMatch.Reorder(read.FY.Values, map, null)), read.PublishedOutput);
    }
}
