using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

/// <summary>A good folder of two regions and one or two sectors, spoiled in one place each.</summary>
public class PymrioBadInputTests
{
    private const string Z = "region\t\tA\tA\tB\nsector\t\tx\ty\tx\nregion\tsector\t\t\t\nA\tx\t1\t2\t3\nA\ty\t4\t5\t6\nB\tx\t7\t8\t9\n";
    private const string Y = "region\t\tA\tB\ncategory\t\tHH\tHH\nregion\tsector\t\t\nA\tx\t10\t11\nA\ty\t12\t13\nB\tx\t14\t15\n";
    private const string X = "region\tsector\tindout\nA\tx\t27\nA\ty\t40\nB\tx\t53\n";
    private const string Unit = "region\tsector\tunit\nA\tx\tMill USD\nA\ty\tMill USD\nB\tx\tMill USD\n";
    private const string F = "region\tA\tA\tB\nsector\tx\ty\tx\ninputtype\t\t\t\nVA\t15\t25\t35\n";
    private const string Parameters = """
        { "files": { "Z": { "name": "Z.txt", "nr_index_col": "2", "nr_header": "2" }, "Y": { "name": "Y.txt", "nr_index_col": "2", "nr_header": "2" },
          "unit": { "name": "unit.txt", "nr_index_col": "2", "nr_header": "1" }, "x": { "name": "x.txt", "nr_index_col": 2, "nr_header": 1 } }, "systemtype": "IOSystem" }
        """;

    private const string ExtensionParameters = """
        { "files": { "F": { "name": "F.txt", "nr_index_col": "1", "nr_header": "2" }, "unit": { "name": "unit.txt", "nr_index_col": "1", "nr_header": "1" } },
          "systemtype": "Extension", "name": "Value Added" }
        """;

    [Test]
    public void A_good_table_is_read()
    {
        using var scratch = Good();
        var table = TableReader.Read(scratch["t"]);
        Assert.Multiple(() =>
        {
            Assert.That(table.Findings, Is.Empty);
            Assert.That(table.Identity.Name, Is.EqualTo("t"));
            Assert.That(table.Identity.Year, Is.Null);
            Assert.That(table.Z[new("A", "y"), new("B", "x")], Is.EqualTo(6));
            Assert.That(table.V[new FlowRow("VA", ""), new Industry("B", "x")], Is.EqualTo(35));
            Assert.That(table.V.Rows[0].Unit.Published, Is.EqualTo("Mill USD"));
        });
    }

    [Test]
    public void Another_order_is_matched_by_label()
    {
        using var scratch = Good();
        scratch.Write("t/Z.txt", "region\t\tB\tA\tA\nsector\t\tx\ty\tx\nregion\tsector\t\t\t\nA\tx\t3\t2\t1\nA\ty\t6\t5\t4\nB\tx\t9\t8\t7\n");
        scratch.Write("t/Y.txt", "region\t\tA\tB\ncategory\t\tHH\tHH\nregion\tsector\t\t\nB\tx\t14\t15\nA\tx\t10\t11\nA\ty\t12\t13\n");
        scratch.Write("t/x.txt", "region\tsector\tindout\nB\tx\t53\nA\ty\t40\nA\tx\t27\n");
        scratch.Write("t/extra/F.txt", "region\tB\tA\tA\nsector\tx\tx\ty\ninputtype\t\t\t\nVA\t35\t15\t25\n");
        var found = TableReader.Read(scratch["t"]);
        using var straight = Good();
        var expected = TableReader.Read(straight["t"]);
        SmallTables.AssertSame(found, expected);
        Assert.That(found.Findings.Select(f => (f.Code, f.Severity)), Is.EqualTo(Enumerable.Repeat(("TABLE-ORDER", Severity.Info), 4)));
    }

    [TestCase("Z.txt", "A\ty\t4\t5\t6", "A\ty\t4\tabc\t6", "TEXT-NOT-NUMBER", "Z.txt, line 5 (A.y), column 4 (A.y)", "'abc'")]
    [TestCase("Z.txt", "A\ty\t4\t5\t6", "A\ty\t4\t5", "TEXT-RAGGED-ROW", "Z.txt, line 5 (A)", "4 cells")]
    [TestCase("Z.txt", "A\ty\t4\t5\t6", "A\ty\t4\tNaN\t6", "TEXT-NOT-FINITE", "Z.txt, line 5 (A.y), column 4 (A.y)", "'NaN'")]
    [TestCase("Z.txt", "A\ty\t4\t5\t6", "A\tx\t4\t5\t6", "LABEL-DUPLICATE", "Z.txt, line 5", "'A.x', first at ")]
    [TestCase("Z.txt", "sector\t\tx\ty\tx", "sector\t\tx\tx\tx", "LABEL-DUPLICATE", "Z.txt, column 4", "'A.x', first at ")]
    [TestCase("Z.txt", "A\ty\t4\t5\t6\n", "", "LABEL-EXTRA", "Z.txt, columns", "'A.y'")]
    [TestCase("Z.txt", "sector\t\tx\ty\tx", "sector\t\tx\ty", "TEXT-HEADER", "Z.txt, line 2", "2 column labels")]
    [TestCase("Y.txt", "A\ty\t12", "A\tz\t12", "LABEL-MISSING", "Y.txt, rows", "'A.y'")]
    [TestCase("Y.txt", "A\ty\t12", "A\tz\t12", "LABEL-EXTRA", "Y.txt, rows", "'A.z'")]
    [TestCase("Y.txt", "B\nc", "A\nc", "LABEL-DUPLICATE", "Y.txt, column 4", "'A.HH', first at ")]
    [TestCase("x.txt", "A\ty\t40\n", "", "LABEL-MISSING", "x.txt, rows", "'A.y'")]
    [TestCase("x.txt", "40", "forty", "TEXT-NOT-NUMBER", "x.txt, line 3 (A.y), column 3 (indout)", "'forty'")]
    [TestCase("unit.txt", "A\ty\tMill USD", "A\ty\tMill EUR", "UNIT-MIXED", "unit.txt", "'Mill USD' (A.x), 'Mill EUR' (A.y)")]
    [TestCase("unit.txt", "A\ty\tMill USD", "A\ty\ttonnes", "UNIT-UNKNOWN", "unit.txt, A.y", "'tonnes'")]
    [TestCase("extra/unit.txt", "Mill USD", "Mill EUR", "UNIT-MIXED", "extra/F.txt (VA)", "'Mill EUR'")]
    [TestCase("extra/F.txt", "sector\tx\ty\tx", "sector\tx\tw\tx", "LABEL-MISSING", "extra/F.txt, columns", "'A.y'")]
    [TestCase("file_parameters.json", "\"x.txt\"", "\"xx.txt\"", "FILE-MISSING", "xx.txt", "there are Y.txt, Z.txt, file_parameters.json, unit.txt, x.txt")]
    [TestCase("file_parameters.json", "\"Y.txt\"", "\"Y.parquet\"", "FILE-MISSING", "Y.parquet", "there are Y.txt")]
    [TestCase("file_parameters.json", "\"nr_header\": \"2\"", "\"nr_header\": \"two\"", "PYMRIO-PARAMETERS", "file_parameters.json, files.Z", "two")]
    [TestCase("file_parameters.json", "\"Z.txt\", \"nr_index_col\": \"2\"", "\"Z.txt\", \"nr_index_col\": \"1\"", "TEXT-NOT-NUMBER", "Z.txt, line 3 (region), column 2 (.)", "'sector'")]
    [TestCase("extra/file_parameters.json", "{ \"files\"", "{ files", "PYMRIO-PARAMETERS", "extra/file_parameters.json, line 1", "a fault at byte 3 of the line")]
    public void A_spoiled_file_is_named_with_place_found_expected_and_cure(string file, string from, string to, string code, string place, string found)
    {
        using var scratch = Good();
        var text = File.ReadAllText(scratch["t/" + file]);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThanOrEqualTo(0), "the test spoils nothing");
        scratch.Write("t/" + file, text[..at] + to + text[(at + from.Length)..]);
        var error = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!;
        var finding = error.Findings.FirstOrDefault(f => f.Code == code && f.Place == scratch["t/" + place]);
        Assert.That(finding, Is.Not.Null, error.Message);
        Assert.Multiple(() =>
        {
            Assert.That(finding!.Severity, Is.EqualTo(Severity.Error));
            Assert.That(finding.Found, Does.Contain(found));
            Assert.That(finding.Expected, Is.Not.Empty);
            Assert.That(finding.Cure, Is.Not.Empty);
            Assert.That(error.Message, Does.Contain(scratch["t/" + place]).And.Contain(finding.Cure));
        });
    }

    [Test]
    public void Faults_of_all_files_are_collected()
    {
        using var scratch = Good();
        scratch.Write("t/Z.txt", Z.Replace("A\ty\t4", "A\ty\t?", StringComparison.Ordinal).Replace("7\t8\t9", "7\t8", StringComparison.Ordinal));
        scratch.Write("t/Y.txt", Y.Replace("13", "x13", StringComparison.Ordinal));
        var codes = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!.Findings.Select(f => f.Code).ToList();
        Assert.That(codes, Is.EqualTo(new[] { "TEXT-NOT-NUMBER", "TEXT-RAGGED-ROW" }), "without industries the other files can't be placed");
        scratch.Write("t/Z.txt", Z);
        scratch.Write("t/x.txt", X.Replace("B\tx", "C\tx", StringComparison.Ordinal));
        File.Delete(scratch["t/extra/F.txt"]);
        codes = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!.Findings.Select(f => f.Code).ToList();
        Assert.That(codes, Is.EqualTo(new[] { "LABEL-EXTRA", "LABEL-MISSING", "TEXT-NOT-NUMBER", "FILE-MISSING" }));
    }

    [Test]
    public void A_wide_header_without_rows_takes_no_memory_for_them()
    {
        using var scratch = Good();
        var columns = Enumerable.Range(0, 200_000).ToList();
        scratch.Write("t/Z.txt", "region\t\t" + string.Join('\t', columns) + "\nsector\t\t" + string.Join('\t', columns) + "\nA\tx\t" + string.Join('\t', columns) + "\n");
        var findings = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!.Findings;
        Assert.That(findings[0].ToString(), Does.Contain("LABEL-EXTRA").And.Contain("Z.txt, columns").And.Contain("'0.0'"));
        Assert.That(findings.Select(f => f.Found), Does.Contain("200000 in all, 20 listed"));
    }

    [Test]
    public void Empty_cells_are_zero_with_a_warning()
    {
        using var scratch = Good();
        scratch.Write("t/Y.txt", Y.Replace("12\t13", "\t", StringComparison.Ordinal));
        var table = TableReader.Read(scratch["t"]);
        Assert.That(table.Y[new("A", "y"), new("A", "HH")], Is.Zero);
        var finding = table.Findings.Single();
        Assert.That((finding.Code, finding.Severity, finding.Place, finding.Found), Is.EqualTo(("TEXT-EMPTY-CELLS", Severity.Warning, scratch["t/Y.txt"], "2 of 6 cells")));
    }

    [Test]
    public void Missing_Y_and_missing_unit_are_named()
    {
        using var scratch = Good();
        scratch.Write("t/file_parameters.json", """{ "files": { "Z": { "name": "Z.txt", "nr_index_col": "2", "nr_header": "2" } }, "systemtype": "IOSystem" }""");
        var findings = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!.Findings;
        Assert.That(findings.Select(f => f.Code), Is.EqualTo(new[] { "FILE-MISSING", "UNIT-MISSING" }));
        Assert.That(findings[0].ToString(), Does.Contain("The table has no Y").And.Contain("file_parameters.json"));
    }

    [Test]
    public void The_unit_of_the_caller_serves_where_the_source_names_none()
    {
        using var scratch = Good();
        scratch.Write("t/file_parameters.json", Parameters.Replace("\"unit\"", "\"population\"", StringComparison.Ordinal));
        Assert.That(TableReader.Read(scratch["t"], new TableReadOptions { Unit = IoEngine.Accounts.Unit.Money("USD", 1e6) }).Identity.Unit.Published, Is.EqualTo("million USD"));
    }

    [Test]
    public void Coefficients_and_output_give_the_flows()
    {
        using var scratch = Good();
        scratch.Write("t/A.txt", "region\t\tA\tB\tA\nsector\t\tx\tx\ty\nregion\tsector\t\t\t\nA\tx\t0.1\t0.5\t0.25\nA\ty\t0\t0\t0\nB\tx\t1e-3\t0\t0\n");
        scratch.Write("t/file_parameters.json", Parameters.Replace("\"Z\": { \"name\": \"Z.txt\"", "\"A\": { \"name\": \"A.txt\"", StringComparison.Ordinal));
        var table = TableReader.Read(scratch["t"]);
        Assert.That(table.Z.Values.Row(0), Is.EqualTo(new[] { 0.1 * 27, 0.25 * 40, 0.5 * 53 }));
        Assert.That(table.Findings.Select(f => f.Code), Does.Contain("PYMRIO-FLOWS-REBUILT"));
    }

    [TestCase("A", "calc_all")]
    [TestCase("L", "L alone")]
    public void Coefficients_without_output_are_refused_with_a_cure(string part, string cure)
    {
        using var scratch = Good();
        scratch.Write($"t/{part}.txt", Z);
        scratch.Write("t/file_parameters.json", Parameters.Replace("\"Z\": { \"name\": \"Z.txt\"", $"\"{part}\": {{ \"name\": \"{part}.txt\"", StringComparison.Ordinal)
            .Replace("\"x\": {", "\"population\": {", StringComparison.Ordinal));
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!.Findings.Single(f => f.Code == "PYMRIO-NO-FLOWS");
        Assert.That(finding.Cure, Does.Contain(cure));
    }

    [Test]
    public void A_satellite_of_coefficients_is_multiplied_by_output_and_levels_are_joined()
    {
        using var scratch = Good();
        scratch.Write("t/air/file_parameters.json", ExtensionParameters.Replace("\"F\"", "\"S\"", StringComparison.Ordinal).Replace("F.txt\", \"nr_index_col\": \"1\"", "S.txt\", \"nr_index_col\": \"2\"", StringComparison.Ordinal)
            .Replace("Value Added", "Air", StringComparison.Ordinal));
        scratch.Write("t/air/S.txt", "region\t\tA\tA\tB\nsector\t\tx\ty\tx\nstressor\tcompartment\t\t\t\nCO2\tair\t2\t3\t4\n");
        scratch.Write("t/air/unit.txt", "stressor\tcompartment\tunit\nCO2\tair\tkt\n");
        var table = TableReader.Read(scratch["t"]);
        Assert.That(table.F.Rows.Select(r => (r.Name, r.Unit.Published)), Is.EqualTo(new[] { ("air/CO2 | air", "kt") }));
        Assert.That(table.F.Values.Row(0), Is.EqualTo(new[] { 54.0, 120, 212 }));
    }

    [Test]
    public void The_year_of_the_caller_wins_with_a_warning()
    {
        using var scratch = Good();
        scratch.Write("t/metadata.json", """{ "description": "release 2013, year 1995", "name": "synthetic 2013" }""");
        var table = TableReader.Read(scratch["t"], new TableReadOptions { Year = 1996 });
        Assert.That((table.Identity.Year, table.Identity.Synthetic, table.Findings.Single().Code), Is.EqualTo(((int?)1996, true, "TABLE-YEAR")));
        Assert.That((table.Findings.Single().Found, table.Findings.Single().Expected), Is.EqualTo(("1995", "1996")));
    }

    [Test]
    public void Several_tables_ask_for_the_year()
    {
        using var scratch = new ScratchFolder();
        Fill(scratch, "all/2000");
        Fill(scratch, "all/2001");
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["all"]))!.Findings.Single();
        Assert.That((finding.Code, finding.Found), Is.EqualTo(("TABLE-SEVERAL", "2000-2001")));
        Assert.That(finding.Cure, Does.Contain("--year"));
        Assert.That(TableReader.Read(scratch["all"], new TableReadOptions { Year = 2000 }).Identity.Year, Is.EqualTo(2000));
        Assert.That(TableReader.Read(scratch["all/2001"]).Identity.Year, Is.EqualTo(2001), "from the name of the folder");
    }

    [Test]
    public void An_inner_folder_is_found()
    {
        using var scratch = new ScratchFolder();
        Fill(scratch, "outer/inner");
        Assert.That(TableReader.Read(scratch["outer"]).V.Rows, Has.Count.EqualTo(1));
    }

    [Test]
    public void Unknown_formats_say_what_was_looked_at()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("t/readme.md", "nothing");
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"]))!.Findings.Single();
        Assert.That((finding.Code, finding.Place, finding.Found), Is.EqualTo(("TABLE-FORMAT-UNKNOWN", scratch["t"], "readme.md")));
        Assert.That(finding.Expected, Does.Contain("pymrio: ").And.Contain("mrio: "));
        var config = Assert.Throws<ConfigException>(() => TableReader.Read(scratch["t"], new TableReadOptions { Format = "excel" }))!;
        Assert.That(config.Message, Does.Contain("'excel'").And.Contain("pymrio"));
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["nowhere"]))!.Findings.Single().Code, Is.EqualTo("FILE-MISSING"));
    }

    [Test]
    public void A_forced_format_on_another_one_is_a_finding_too()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("t/readme.md", "nothing");
        foreach (var format in TableReader.Formats.NotEmpty())
            Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t"], new TableReadOptions { Format = format }), format);
    }

    private static ScratchFolder Good()
    {
        var scratch = new ScratchFolder();
        Fill(scratch, "t");
        return scratch;
    }

    private static void Fill(ScratchFolder scratch, string folder)
    {
        scratch.Write($"{folder}/file_parameters.json", Parameters);
        scratch.Write($"{folder}/Z.txt", Z);
        scratch.Write($"{folder}/Y.txt", Y);
        scratch.Write($"{folder}/x.txt", X);
        scratch.Write($"{folder}/unit.txt", Unit);
        scratch.Write($"{folder}/extra/file_parameters.json", ExtensionParameters);
        scratch.Write($"{folder}/extra/F.txt", F);
        scratch.Write($"{folder}/extra/unit.txt", "inputtype\tunit\nVA\tMill USD\n");
    }
}
