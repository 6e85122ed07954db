using System.IO.Compression;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables.Excel;

/// <summary>Faulty workbooks: a finding with sheet and cell, never another table, never a crash.</summary>
public class BrokenWorkbookTests
{
    private static WiodLayout Good() => WiodLayout.Of2016(1, ["AUS", "ROW"], ["A01", "C10-C12", "B"]);

    private static readonly TestCaseData[] Cells =
    [
        new TestCaseData("E7", "n.a.", "EXCEL-TEXT", "cell E7").SetName("text"),
        new TestCaseData("F8", "1,234.5", "EXCEL-TEXT", "thousands separators").SetName("thousands"),
        new TestCaseData("F8", "1 234", "EXCEL-TEXT", "thousands separators").SetName("thousands by blanks"),
        new TestCaseData("G9", "12.5", "EXCEL-TEXT", "stored as text").SetName("number as text"),
        new TestCaseData("G9", true, "EXCEL-TEXT", "cell G9").SetName("logical value"),
        new TestCaseData("H10", new Workbook.ErrorCell("#REF!"), "EXCEL-CELL", "cell H10").SetName("error in Z"),
        new TestCaseData("E18", new Workbook.ErrorCell("#DIV/0!"), "EXCEL-CELL", "cell E18").SetName("error in value added"),
        new TestCaseData("A8", "A01", "LABEL-DUPLICATE", "cell A8").SetName("row twice"),
        new TestCaseData("A8", "C99", "LABEL-EXTRA", "cell A8").SetName("row of no column"),
        new TestCaseData("C8", "XXX", "LABEL-EXTRA", "cell A8").SetName("row of an unknown region"),
        new TestCaseData("F3", "A01", "LABEL-DUPLICATE", "cell F6").SetName("column twice"),
        new TestCaseData("F6", "c9x", "LABEL-UNKNOWN", "cell F6").SetName("column of no number"),
        new TestCaseData("D7", "r2", "LABEL-CONTRADICTION", "cell A7").SetName("number and code contradict"),
        new TestCaseData("B18", "Nothing known", "LABEL-UNKNOWN", "Nothing known").SetName("unknown row"),
        new TestCaseData("E6", "x1", "EXCEL-LAYOUT", "sheets 2014").SetName("header gone"),
    ];

    [TestCaseSource(nameof(Cells))]
    public void A_faulty_cell_is_named(string cell, object value, string code, string place)
    {
        var layout = Good();
        var (row, column) = Workbook.At(cell);
        layout.Rows[row][column] = value;
        if (cell == "B18") (layout.Rows[row][0], layout.Rows[row][3]) = ("ZZ", "r99x");
        using var scratch = new ScratchFolder();
        layout.Workbook().Save(scratch["WIOT2014_Nov16_ROW.xlsx"]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["WIOT2014_Nov16_ROW.xlsx"], new TableReadOptions { Format = "wiod2016" }))!;
        Assert.That(refused.Findings.Where(f => f.Severity == Severity.Error).Any(f => f.Code == code && f.ToString().Contains(place, StringComparison.Ordinal)), Is.True, refused.Message);
    }

    [Test]
    public void An_empty_cell_is_zero_and_counted()
    {
        var layout = Good();
        layout.Rows[8][6] = null;
        using var scratch = new ScratchFolder();
        layout.Workbook().Save(scratch["WIOT2014.xlsx"]);
        var table = TableReader.Read(scratch["WIOT2014.xlsx"]);
        Assert.That(table.Findings.Single(f => f.Code == "CELL-BLANK").Found, Is.EqualTo("1, the first is G9"));
        Assert.That(table.Z.Values[2, 2], Is.Zero);
    }

    [Test]
    public void Binary_workbooks_tell_errors_from_empty_cells()
    {
        var layout = Good();
        layout.Rows[8][6] = null;
        using var scratch = new ScratchFolder();
        BinaryWorkbook.Save(scratch["WIOT2014.xlsb"], layout.Sheet, layout.Rows);
        Assert.That(TableReader.Read(scratch["WIOT2014.xlsb"]).Findings.Single(f => f.Code == "CELL-BLANK").Found, Is.EqualTo("1, the first is G9"));
        layout.Rows[8][6] = new Workbook.ErrorCell("#REF!");
        BinaryWorkbook.Save(scratch["WIOT2014b.xlsb"], layout.Sheet, layout.Rows);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["WIOT2014b.xlsb"]))!;
        var error = refused.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((error.Code, error.Found, error.Place[^7..]), Is.EqualTo(("EXCEL-CELL", "#REF!", "cell G9")));
    }

    [Test]
    public void Many_faults_are_listed_up_to_a_limit_and_counted()
    {
        var layout = Good();
        for (var i = 6; i < 12; i++)
        {
            for (var j = 4; j < 10; j++) layout.Rows[i][j] = "x";
        }

        using var scratch = new ScratchFolder();
        layout.Workbook().Save(scratch["WIOT2014.xlsx"]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["WIOT2014.xlsx"]))!;
        Assert.That(refused.Findings.Count(f => f.Code == "EXCEL-TEXT"), Is.EqualTo(20));
        Assert.That(refused.Message, Does.Contain("36 in all, 20 listed"));
    }

    [Test]
    public void Missing_rows_and_columns_are_errors([Values("industry", "value added", "column")] string what)
    {
        var layout = Good();
        if (what == "industry") layout.Rows.RemoveAt(7);
        else if (what == "value added") layout.Rows.RemoveAt(6 + 6 + 5);
        else
        {
            for (var i = 0; i < layout.Rows.Count; i++) layout.Rows[i] = [.. layout.Rows[i].Where((_, j) => j != 5)];
        }

        using var scratch = new ScratchFolder();
        layout.Workbook().Save(scratch["WIOT2014.xlsx"]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["WIOT2014.xlsx"]))!;
        Assert.That(refused.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code).First(),
            Is.EqualTo(what == "industry" ? "LABEL-MISSING" : what == "value added" ? "ROW-MISSING" : "LABEL-EXTRA"));
    }

    [Test]
    public void Stale_totals_are_a_warning_that_names_the_worst()
    {
        var layout = Good();
        layout.Rows[8][^1] = layout.Cell(8, layout.Rows[8].Length - 1) * 2;
        using var scratch = new ScratchFolder();
        layout.Workbook().Save(scratch["WIOT2014.xlsx"]);
        var warning = TableReader.Read(scratch["WIOT2014.xlsx"]).Findings.First(f => f.Code == "TABLE-TOTALS" && f.Severity == Severity.Warning);
        Assert.That(warning.Found, Does.Contain("AUS.B"));
    }

    [Test]
    public void Other_workbooks_are_no_tables()
    {
        using var scratch = new ScratchFolder();
        new Workbook().Sheet("Budget", [["Item", "CHF"], ["Magnet", 3.5]]).Save(scratch["budget.xlsx"]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["budget.xlsx"]))!;
        Assert.That(refused.Findings.Single().Code, Is.EqualTo("EXCEL-LAYOUT"));
        Assert.That(refused.Findings.Single().Found, Does.Contain("Budget"));
        var wrong = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(SharedData.Path("data/formats/wiod_mock/WIOD_SEA_July14.xlsx")))!;
        Assert.That(wrong.Findings.Single().Found, Does.Contain("DATA"));
    }

    private static byte[] Bytes(ScratchFolder scratch, bool binary)
    {
        if (!binary) return Good().Workbook().Bytes();
        BinaryWorkbook.Save(scratch["good.xlsb"], Good().Sheet, Good().Rows);
        var bytes = File.ReadAllBytes(scratch["good.xlsb"]);
        File.Delete(scratch["good.xlsb"]);
        return bytes;
    }

    [Test]
    public void Cut_files_are_refused([Values] bool binary)
    {
        using var scratch = new ScratchFolder();
        var bytes = Bytes(scratch, binary);
        for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 97))
        {
            File.WriteAllBytes(scratch["WIOT2014.xlsx"], bytes.AsSpan(0, length).ToArray());
            Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["WIOT2014.xlsx"]), $"cut at {length}");
        }
    }

    [Test]
    public void Flipped_bytes_give_the_table_or_an_error_but_no_other_table([Values] bool binary)
    {
        using var scratch = new ScratchFolder();
        var bytes = Bytes(scratch, binary);
        File.WriteAllBytes(scratch["WIOT2014.xlsx"], bytes);
        var expected = TableReader.Read(scratch["WIOT2014.xlsx"]);
        var random = new Random(5);
        var refused = 0;
        for (var trial = 0; trial < 150; trial++)
        {
            var broken = (byte[])bytes.Clone();
            broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(scratch["WIOT2014.xlsx"], broken);
            try
            {
                SmallTables.AssertSame(TableReader.Read(scratch["WIOT2014.xlsx"]), expected);
            }
            catch (InvalidDataFindingsException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(50));
    }

    [Test]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        using var scratch = new ScratchFolder();
        using (var zip = ZipFile.Open(scratch["WIOT2014.xlsx"], ZipArchiveMode.Create))
        {
            using (var workbook = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open())) workbook.Write("<workbook/>");
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++) sheet.Write(zeros);
        }

        var refused = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["WIOT2014.xlsx"]))!;
        Assert.That(refused.Findings.Select(f => f.Code), Is.EqualTo(new[] { "ARCHIVE-BOMB" }));
    }
}
