using System.IO.Compression;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Eora;

namespace IoEngine.Tests.Tables;

public class EoraFormatTests
{
    private static readonly string[] PrimaryInputs =
    [
        "Compensation of employees D.1", "Taxes on production D.29", "Subsidies on production D.39", "Net operating surplus B.2n", "Net mixed income B.3n",
        "Consumption of fixed capital K.1",
    ];

    private static readonly string[] Categories =
    [
        "Household final consumption P.3h", "Non-profit institutions serving households P.3n", "Government final consumption P.3g",
        "Gross fixed capital formation P.51", "Changes in inventories P.52", "Acquisitions less disposals of valuables P.53",
    ];

    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = (scratch = new ScratchFolder()).Path;

    [TearDown]
    public void DeleteFolder() => scratch.Dispose();

    [Test]
    public void The_mock_is_read_by_label()
    {
        var table = TableReader.Read(SharedData.Path("data/formats/eora26_mock"));
        Assert.Multiple(() =>
        {
            Assert.That(table.Identity.Format, Is.EqualTo("eora26"));
            Assert.That(table.Identity.Name, Is.EqualTo("Eora26 2010"));
            Assert.That(table.Identity.Unit, Is.EqualTo(Unit.Money("USD", 1e3)), "not millions");
            Assert.That(table.Industries, Has.Count.EqualTo(48));
            Assert.That(table.DemandColumns, Has.Count.EqualTo(42));
            Assert.That(table.Z[new("reg1", "food"), new("reg1", "manufactoring")], Is.EqualTo(106490.98));
            Assert.That(table.Z[new("reg1", "mining"), new("reg2", "food")], Is.EqualTo(8.8150221));
            Assert.That(table.Y[new("reg1", "mining"), new("reg1", "Changes in valuables")], Is.EqualTo(0.0003760902));
            Assert.That(table.V[new("Value Added", ""), new("reg2", "mining")], Is.EqualTo(30368.303));
            Assert.That(table.F.Rows.Select(r => (r.Name, r.Unit.Published)), Is.EqualTo(new[] { ("I-GHG-CO2 emissions/emission_type1", "kg"), ("I-GHG-CO2 emissions/emission_type2", "kg") }));
            Assert.That(table.F[new("I-GHG-CO2 emissions/emission_type2", ""), new("reg1", "mining")], Is.EqualTo(22343.295));
            Assert.That(table.FY[new("I-GHG-CO2 emissions/emission_type1", ""), new("reg2", "Final consumption expenditure by households")], Is.EqualTo(38566929));
            Assert.That(table.PublishedOutput, Is.Null);
            Assert.That(table.Roles.ValueAdded, Is.EqualTo(new[] { "Value Added" }));
            Assert.That(table.Roles.Government, Is.EqualTo(new[] { "Final consumption expenditure by government" }));
        });
    }

    [Test]
    public void The_full_layout_is_given_back_bit_by_bit_with_labels_in_indices_zip()
    {
        var expected = Known();
        var zip = Path.Combine(folder, "Eora26_2015_bp.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in Files(expected).Where(f => !f.Key.StartsWith("labels", StringComparison.Ordinal))) Put(archive, name, bytes);
        }

        var e = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(zip))!;
        Assert.That(e.Findings.Select(f => f.Code).Distinct(), Is.EqualTo(new[] { "FILE-MISSING" }), "the labels");
        using (var archive = ZipFile.Open(Path.Combine(folder, "indices.zip"), ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in Files(expected).Where(f => f.Key.StartsWith("labels", StringComparison.Ordinal))) Put(archive, name, bytes);
        }

        foreach (var path in new[] { zip, folder })
        {
            var table = TableReader.Read(path);
            SameTable.Bits(table, expected);
            Assert.Multiple(() =>
            {
                Assert.That(table.Identity.Year, Is.EqualTo(2015));
                Assert.That(table.Roles.ValueAdded, Is.EqualTo(PrimaryInputs));
                Assert.That(table.Roles.Compensation, Is.EqualTo(PrimaryInputs[..1]));
                Assert.That(table.Roles.OtherTaxes, Is.EqualTo(PrimaryInputs[1..3]));
                Assert.That(table.Roles.FixedCapital, Is.EqualTo(PrimaryInputs[5..]));
                Assert.That(table.Roles.Household, Is.EqualTo(Categories[..2]));
                Assert.That(table.Roles.Government, Is.EqualTo(Categories[2..3]));
                Assert.That(table.Roles.Investment, Is.EqualTo(Categories[3..4]));
                Assert.That(table.Findings.Select(f => f.Code), Does.Contain("EORA-DISCREPANCY"));
                Assert.That(table.Findings.Max(f => f.Severity), Is.EqualTo(Severity.Info), string.Join('\n', table.Findings));
            });
        }
    }

    [Test]
    public void A_discrepancy_moved_keeps_every_sum_dropped_loses_it()
    {
        Write(Files(Known()));
        var kept = TableReader.Read(folder);
        var moved = TableReader.Read(folder, new TableReadOptions { Discrepancy = EoraDiscrepancy.Move });
        var dropped = TableReader.Read(folder, new TableReadOptions { Discrepancy = EoraDiscrepancy.Drop });
        Industry row = new("ROW", "TOTAL"), some = new("AFG", "Fishing");
        Assert.Multiple(() =>
        {
            Assert.That(kept.Industries.Contains(row), Is.True);
            Assert.That(moved.Industries.Contains(row), Is.False);
            Assert.That(moved.Z[some, some], Is.EqualTo(kept.Z[some, some]));
            Assert.That(moved.Y[some, new("ROW", "TOTAL")], Is.EqualTo(kept.Z[some, row]));
            Assert.That(moved.V[new("ROW.TOTAL", ""), some], Is.EqualTo(kept.Z[row, some]));
            Assert.That(moved.VY[new("ROW.TOTAL", ""), new("ROW", "TOTAL")], Is.EqualTo(kept.Z[row, row]));
            Assert.That(moved.VY[new("ROW.TOTAL", ""), new("AFG", Categories[0])], Is.EqualTo(kept.Y[row, new("AFG", Categories[0])]));
            Assert.That(moved.VY[new(PrimaryInputs[0], ""), new("ROW", "TOTAL")], Is.EqualTo(kept.V[new(PrimaryInputs[0], ""), row]));
            var at = moved.Industries.IndexOf(some);
            Near.Equal(moved.Z.Values.Row(at).Sum() + moved.Y.Values.Row(at).Sum(), kept.Z.Values.Row(kept.Industries.IndexOf(some)).Sum() + kept.Y.Values.Row(kept.Industries.IndexOf(some)).Sum(), "row sum", 1e-14);
            Assert.That(dropped.Y.Columns, Has.Count.EqualTo(kept.Y.Columns.Count));
            Assert.That(dropped.Findings.Single(f => f.Code == "EORA-DISCREPANCY").Severity, Is.EqualTo(Severity.Warning));
        });
    }

    [Test]
    public void Labels_in_Latin_1_and_repeated_satellites_are_read_with_a_note()
    {
        var files = Files(Known());
        files["labels_T.txt"] = Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(files["labels_T.txt"]).Replace("Country AFG", "Côte d'Ivoire", StringComparison.Ordinal));
        files["labels_Q.txt"] = Encoding.UTF8.GetBytes("Energy (TJ)\tgas\t\nEnergy (TJ)\tgas\t\n");
        Write(files);
        var table = TableReader.Read(folder);
        Assert.That(table.F.Rows.Select(r => (r.Name, r.Unit.Published)), Is.EqualTo(new[] { ("Energy/gas", "TJ"), ("Energy/gas (2)", "TJ") }));
        Assert.That(table.Findings.Select(f => f.Code), Does.Contain("TEXT-ENCODING").And.Contain("LABEL-DUPLICATE"));
    }

    [TestCase("Eora26_2015_bp_T.txt")]
    [TestCase("Eora26_2015_bp_FD.txt")]
    [TestCase("Eora26_2015_bp_VA.txt")]
    [TestCase("Eora26_2015_bp_QY.txt")]
    public void Broken_numbers_never_give_a_wrong_table(string name)
    {
        using var broken = new BrokenInput("eora26", Files(Known()));
        Assert.That(broken.CutAnywhere(name, 7) + broken.Mutate(name, '\t', 0, 0, 5), Is.GreaterThan(50));
    }

    [TestCase("labels_T.txt")]
    [TestCase("labels_FD.txt")]
    [TestCase("labels_VA.txt")]
    public void Cut_labels_are_refused(string name)
    {
        using var broken = new BrokenInput("eora26", Files(Known()));
        var file = Files(Known())[name];
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        var refused = 0;
        for (var i = 1; i < lines.Length - 1; i++)
        {
            if (broken.Try(name, Encoding.UTF8.GetBytes(string.Join('\n', lines[..i]) + "\n"), $"cut after line {i}")) refused++;
            var twice = lines.ToArray();
            twice[i] = twice[i - 1];
            if (broken.Try(name, Encoding.UTF8.GetBytes(string.Join('\n', twice)), $"line {i + 1} twice")) refused++;
        }

        // Of n lines, and what follows the last line end: n − 1 of each kind, but that the last cut is no cut.
        Assert.That(refused, Is.EqualTo(2 * (lines.Length - 2)));
    }

    private static MrioTable Known()
    {
        var t = new KnownTable
        {
            Regions = ["AFG", "ALB"],
            Sectors = ["Agriculture", "Fishing", "Others"],
            Categories = Categories,
            PrimaryInputs = PrimaryInputs,
            Satellites = [("Energy usage/Natural gas", "TJ"), ("Employment/Female", "1000 p.")],
            Unit = Unit.Money("USD", 1e3),
        }.Build();
        // The pseudo-region: one industry, and final demand as every region has it.
        var industries = new Axis<Industry>("industries", [.. t.Industries.Take(5), new Industry("ROW", "TOTAL")]);
        var demand = new Axis<DemandColumn>("columns of final demand", [.. t.DemandColumns.Take(6), .. Categories.Select(c => new DemandColumn("ROW", c))]);
        var rows = new Axis<FlowRow>("primary inputs", PrimaryInputs.Select(p => new FlowRow(p, "thousand USD")));
        return new MrioTable(t.Identity, new(industries, industries, t.Z.Values), new(industries, demand, t.Y.Values), new(rows, industries, t.V.Values),
            f: new(t.F.Rows, industries, t.F.Values), fy: new(t.F.Rows, demand, t.FY.Values));
    }

    private static Dictionary<string, byte[]> Files(MrioTable t) => new()
    {
        ["Eora26_2015_bp_T.txt"] = Numbers(t.Z.Values),
        ["Eora26_2015_bp_FD.txt"] = Numbers(t.Y.Values),
        ["Eora26_2015_bp_VA.txt"] = Numbers(t.V.Values),
        ["Eora26_2015_bp_Q.txt"] = Numbers(t.F.Values),
        ["Eora26_2015_bp_QY.txt"] = Numbers(t.FY.Values),
        ["labels_T.txt"] = Text(t.Industries.Select(i => $"Country {i.Region}\t{i.Region}\tIndustries\t{i.Sector}\t")),
        ["labels_FD.txt"] = Text(t.DemandColumns.Select(d => $"Country {d.Region}\t{d.Region}\tFinal demand\t{d.Category}\t")),
        ["labels_VA.txt"] = Text(t.V.Rows.Select(r => $"Primary Inputs\t{r.Name}\t")),
        ["labels_Q.txt"] = Text(t.F.Rows.Select(r => $"{r.Name.Split('/')[0]} ({r.Unit})\t{r.Name.Split('/')[1]}\t")),
    };

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    private static byte[] Numbers(DenseMatrix m)
    {
        using var memory = new MemoryStream();
        using (var writer = new DelimitedWriter(memory, '\t'))
        {
            for (var i = 0; i < m.Rows; i++) writer.Numbers(m.Row(i)).EndLine();
        }

        return memory.ToArray();
    }

    private static void Put(ZipArchive archive, string name, byte[] bytes)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private void Write(Dictionary<string, byte[]> files)
    {
        foreach (var (name, bytes) in files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}
