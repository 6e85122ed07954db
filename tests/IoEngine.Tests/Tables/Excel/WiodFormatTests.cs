using System.IO.Compression;
using IoEngine.Accounts;
using IoEngine.Tables;
using IoEngine.Tables.Attached;
using IoEngine.Tables.Naming;
using IoEngine.Validation;

namespace IoEngine.Tests.Tables.Excel;

public class WiodFormatTests
{
    private static readonly string[] Three = ["AUS", "ROM", "ROW"];

    [Test]
    public void The_mock_of_2013_is_read_by_label()
    {
        var path = SharedData.Path("data/formats/wiod_mock/wiot09_row_sep12.xlsx");
        Assert.That(TableReader.DetectFormat(path), Is.EqualTo("wiod2013"));
        var table = TableReader.Read(path);
        Assert.Multiple(() =>
        {
            Assert.That((table.Identity.Year, table.Identity.Unit, table.Identity.PriceBasis), Is.EqualTo(((int?)2009, Unit.Money("USD", 1e6), "basic prices, current")));
            Assert.That((table.Industries.Count, table.DemandColumns.Count), Is.EqualTo((48, 30)));
            Assert.That(table.Z[new("AUS", "AtB"), new("AUS", "15t16")], Is.EqualTo(106490.98));
            Assert.That(table.Z[new("RoW", "19"), new("AUS", "AtB")], Is.EqualTo(2.2000299));
            Assert.That(table.Z[new("AUS", "C"), new("AUS", "19")], Is.EqualTo(7595.1799));
            Assert.That(table.Y[new("RoW", "P"), new("RoW", "c41")], Is.EqualTo(230329.75));
            Assert.That(table.V[new FlowRow("VA", ""), new("AUS", "C")], Is.EqualTo(162143.72283));
            Assert.That(table.V[new FlowRow("IntTTM", ""), new("AUS", "AtB")], Is.EqualTo(163.96634));
            Assert.That(table.V[new FlowRow("TXSP", ""), new("RoW", "P")], Is.EqualTo(1245.27852));
            Assert.That(table.PublishedOutput![new Industry("AUS", "15t16")], Is.EqualTo(263913717.345336));
            Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "TXSP", "EXP_adj", "PURR", "PURNR", "VA", "IntTTM" }));
            Assert.That(table.Roles.Household, Is.EqualTo(new[] { "c37", "c38" }));
            Assert.That(table.Roles.Investment, Is.EqualTo(new[] { "c41" }));
        });
    }

    [Test]
    public void The_mock_folder_has_its_accounts_added()
    {
        using var scratch = new ScratchFolder();
        var mock = SharedData.Path("data/formats/wiod_mock");
        foreach (var file in new[] { "wiot09_row_sep12.xlsx", "WIOD_SEA_July14.xlsx" }) File.Copy(Path.Combine(mock, file), scratch[file]);
        var table = TableReader.Read(scratch.Path, new TableReadOptions { Year = 2009 });
        Assert.That(table.F.Rows.Select(r => r.ToString()), Is.SupersetOf(new[] { "employment/persons", "employment/employees", "employment/hours" }));
        Assert.That(table.Roles.Employment, Is.EqualTo(new[] { "employment/persons" }));
        Assert.That(table.Roles.Compensation, Is.EqualTo(new[] { "COMP" }));
        Assert.That(table.F[new FlowRow("employment/persons", ""), new("RoW", "C")], Is.Zero);
        Assert.That(table.Findings.Where(f => f.Code == "ACCOUNTS-MISSING").Select(f => f.Found).NotEmpty(), Is.All.Contains("RoW"));
        var workbook = new AccountsSource { Path = scratch["WIOD_SEA_July14.xlsx"], Ignore = ["TOT"] };
        var alone = TableReader.Read(scratch["wiot09_row_sep12.xlsx"]);
        var pay = AttachedAccounts.Read(workbook with { Take = ["COMP"], Scale = AccountScale.ValueAdded, Holes = HoleRule.SectorMean }).AttachTo(alone);
        Assert.That(pay.V.Values.Row(pay.V.Rows.IndexOf(new FlowRow("COMP", ""))), Is.EqualTo(table.V.Values.Row(table.V.Rows.IndexOf(new FlowRow("COMP", "")))));
    }

    [Test]
    public void The_mock_folder_has_its_environmental_accounts_added_from_folders_and_zips()
    {
        var table = TableReader.Read(SharedData.Path("data/formats/wiod_mock"));
        Assert.Multiple(() =>
        {
            Assert.That(table.F[new FlowRow("air/CO2", ""), new("AUS", "C")], Is.EqualTo(24083.36075261228));
            Assert.That(table.F[new FlowRow("air/CH4", ""), new("AUS", "AtB")], Is.EqualTo(3109522.585061515));
            Assert.That(table.F[new FlowRow("air/CO2", ""), new("AUS", "P")], Is.Zero);
            Assert.That(table.FY[new FlowRow("air/CO2", ""), new("AUS", "c37")], Is.EqualTo(41143.218985).Within(1e-5));
            Assert.That(table.F[new FlowRow("lan/Arable_Area", ""), new("AUS", "AtB")], Is.EqualTo(23551));
            Assert.That(table.F[new FlowRow("lan/Forest_area", ""), new("RoW", "AtB")], Is.EqualTo(992128));
            Assert.That(table.F.Rows.Where(r => r.Name is "air/CO2" or "air/NOX" or "lan/Arable_Area").Select(r => r.Unit.Published), Is.EqualTo(new[] { "Gg", "t", "1000 ha" }));
            Assert.That(table.F.Rows.Select(r => r.Name), Does.Contain("employment/persons").And.None.EqualTo("lan/Total"));
            Assert.That(table.F[new FlowRow("air/CO2", ""), new("ROM", "C")], Is.GreaterThan(0), "ROU in the accounts");
            Assert.That(table.Findings.Any(f => f.Code == "ACCOUNTS-MISSING" && f.Place.EndsWith(", air", StringComparison.Ordinal)), Is.False);
        });
    }

    [TestCase(null, "ACCOUNTS-MISSING", "2: ROM, ROW")]
    [TestCase("1,5", "EXCEL-TEXT", "'1,5'")]
    [TestCase("twice", "LABEL-DUPLICATE", "'secC'")]
    [TestCase("short", "LABEL-MISSING", "C")]
    [TestCase("year", "ACCOUNTS-YEAR", "")]
    public void Incomplete_environmental_accounts_are_reported(string? fault, string code, string found)
    {
        using var scratch = new ScratchFolder();
        WiodLayout.Of2013(1, Three, ["AtB", "C"]).Workbook().Save(scratch["WIOT09_ROW_Sep12.xlsx"]);
        List<object?[]> rows = [[null, null, "CO2"], ["Agriculture", "secAtB", fault == "1,5" ? fault : 4.0], ["Mining", "secC", 3.0], ["Households", "FC_HH", 2.0]];
        if (fault == "twice") rows.Add(rows[2]);
        if (fault == "short") rows.RemoveAt(2);
        new Workbook().Sheet(fault == "year" ? "2008" : "2009", rows).Save(scratch["AUS_AIR_May12.xlsx"]);
        IReadOnlyList<Finding> findings;
        try
        {
            var table = TableReader.Read(scratch.Path);
            findings = table.Findings;
            if (fault is null) Assert.That(table.F[new FlowRow("air/CO2", ""), new("AUS", "C")], Is.EqualTo(3));
            if (fault is null) Assert.That(table.FY[new FlowRow("air/CO2", ""), new("AUS", "c37")], Is.EqualTo(2));
        }
        catch (InvalidDataFindingsException refused)
        {
            findings = refused.Findings;
        }

        Assert.That(findings.First(f => f.Code == code).Found, Is.EqualTo(found));
    }

    [Test]
    public void The_layout_of_2016_comes_back_bit_by_bit([Values("WIOT2014_Nov16_ROW.xlsx", "WIOT2014_Nov16_ROW.xlsb")] string name)
    {
        using var scratch = new ScratchFolder();
        var layout = WiodLayout.Of2016(3, ["AUS", "AUT", "CHE", "DEU", "FRA", "ITA", "USA", "ROW"]);
        if (name.EndsWith('b')) BinaryWorkbook.Save(scratch[name], layout.Sheet, layout.Rows);
        else layout.Workbook().Save(scratch[name]);
        Assert.That(TableReader.DetectFormat(scratch[name]), Is.EqualTo("wiod2016"));
        var table = TableReader.Read(scratch[name]);
        AssertSame(table, layout, 6);
        Assert.That(SectorLists.Detect(table.Sectors), Is.EqualTo("wiod2016"));
        Assert.That(table.Roles.Household, Is.EqualTo(new[] { "CONS_h", "CONS_np" }));
        Assert.That(table.Findings.Where(f => f.Severity != Severity.Info), Is.Empty);
        Assert.That(TableValidator.Validate(table).Imbalance.ColumnRelative, Is.LessThan(1e-12));
    }

    [Test]
    public void The_layout_of_2013_comes_back_bit_by_bit()
    {
        using var scratch = new ScratchFolder();
        var layout = WiodLayout.Of2013(4, Three);
        layout.Workbook().Save(scratch["WIOT09_ROW_Sep12.xlsx"]);
        var table = TableReader.Read(scratch["WIOT09_ROW_Sep12.xlsx"]);
        AssertSame(table, layout, 6);
        Assert.That(SectorLists.Detect(table.Sectors), Is.EqualTo("wiod2013"));
        Assert.That(TableValidator.Validate(table).Imbalance.ColumnRelative, Is.LessThan(1e-12));
    }

    [Test]
    public void ADB_comes_back_bit_by_bit_with_its_blanks_counted()
    {
        using var scratch = new ScratchFolder();
        var layout = WiodLayout.Adb(5, Three);
        new Workbook().Sheet("Legend", [["c1", "Agriculture"]]).Sheet(layout.Sheet, layout.Rows).Save(scratch["ADB-MRIO-2024-August 2025.xlsx"]);
        var table = TableReader.Read(scratch["ADB-MRIO-2024-August 2025.xlsx"]);
        AssertSame(table, layout, 7);
        Assert.That((table.Identity.Format, table.Identity.Year), Is.EqualTo(("adb", (int?)2024)));
        Assert.That(SectorLists.Detect(table.Sectors), Is.EqualTo("adb"));
        var blanks = layout.Rows.Sum(r => r.Count(c => c is " "));
        Assert.That(table.Findings.Single(f => f.Code == "CELL-BLANK").Found, Does.StartWith($"{blanks}, "));
    }

    [Test]
    public void The_year_chooses_the_workbook_of_a_folder_and_of_a_zip([Values("folder", "tables.zip")] string kind)
    {
        using var scratch = new ScratchFolder();
        Directory.CreateDirectory(scratch["folder"]);
        foreach (var year in new[] { 2000, 2014 })
            WiodLayout.Of2016(year, ["AUS", "ROW"], ["A01", "B"], year).Workbook().Save(scratch[$"folder/WIOT{year}_Nov16_ROW.xlsx"]);
        Accounts(2014).Save(scratch["folder/WIOD_SEA_Nov16.xlsx"]);
        if (kind != "folder") ZipFile.CreateFromDirectory(scratch["folder"], scratch[kind]);
        var table = TableReader.Read(scratch[kind], new TableReadOptions { Year = 2014 });
        AssertSame(table, WiodLayout.Of2016(2014, ["AUS", "ROW"], ["A01", "B"]), 6);
        Assert.That(table.F[new FlowRow("employment/persons", ""), new("AUS", "B")], Is.EqualTo(7));
        var va = table.V[new FlowRow("VA", ""), new("AUS", "B")];
        Assert.That(table.V[new FlowRow("COMP", ""), new("AUS", "B")], Is.EqualTo(0.25 * va).Within(1e-12 * va));
        Near.Equal(table.V[new FlowRow("COMP", ""), new("ROW", "A01")], 0.5 * table.V[new FlowRow("VA", ""), new("ROW", "A01")], "imputed", 1e-12);
        var validated = TableValidator.Validate(table);
        Assert.That(validated.Imbalance.ColumnRelative, Is.LessThan(1e-12), "compensation is a part of value added, not added to it");
        Assert.That(validated.HasImputedCompensation, Is.EqualTo(new[] { false, false, true, true }), "the rest of the world is not in the accounts");
        var several = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch[kind]))!;
        Assert.That(several.Findings.Single().Code, Is.EqualTo("TABLE-SEVERAL"));
        var none = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch[kind], new TableReadOptions { Year = 2007 }))!;
        Assert.That(none.Findings.Single().Code, Is.EqualTo("FILE-MISSING"));
    }

    [TestCase(-12.0, -3.0, 2.0, 4.0, true)]
    [TestCase(0.0, 0.0, 2.0, 4.0, true)]
    [TestCase(-12.0, 3.0, 2.0, 4.0, true)]
    [TestCase(12.0, -3.0, 2.0, 4.0, true)]
    [TestCase(12.0, null, 2.0, 4.0, true)]
    [TestCase(12.0, 3.0, 2.0, 8.0, false)]
    [TestCase(-12.0, -3.0, 0.0, 0.0, false)]
    public void Published_compensation_stands_where_value_added_is_not_positive(double added, double? accounts, double pay, double expected, bool told)
    {
        // Where both are positive COMP / VA is a share; elsewhere the figure counts at the rate of the region, 2 in the table for 1.
        using var scratch = new ScratchFolder();
        var layout = WiodLayout.Of2016(8, ["AUS", "ROW"], ["A01", "B", "C19"]);
        SetValueAdded(layout, [20, 40, added]);
        layout.Workbook().Save(scratch["WIOT2014_Nov16_ROW.xlsx"]);
        object?[] Row(string variable, string code, object? value) => ["AUS", variable, "text", code, value];
        new Workbook().Sheet("DATA",
        [
            ["country", "variable", "description", "code", 2014],
            Row("VA", "A01", 10.0), Row("VA", "B", 20.0), Row("COMP", "A01", 5.0), Row("COMP", "B", 4.0), Row("COMP", "C19", pay),
            Row("VA", "C19", accounts is { } own ? own : new Workbook.ErrorCell("#VALUE!")),
        ]).Save(scratch["WIOD_SEA_Nov16.xlsx"]);
        var table = TableReader.Read(scratch.Path, new TableReadOptions { Year = 2014 });
        Assert.That(table.V[new FlowRow("COMP", ""), new("AUS", "C19")], Is.EqualTo(expected).Within(1e-12));
        Assert.That(table.V[new FlowRow("COMP", ""), new("AUS", "B")], Is.EqualTo(8).Within(1e-12));
        Assert.That(table.Findings.Where(f => f.Code == "ACCOUNTS-RATE").Select(f => f.Found), told ? Is.EqualTo(new[] { "AUS.C19 4 million USD" }) : Is.Empty);
        Assert.That(table.Findings.Where(f => f.Code == "ACCOUNTS-MISSING" && f.Place.EndsWith("COMP", StringComparison.Ordinal)).Select(f => f.Found).NotEmpty(), Has.None.Contains("AUS"));
    }

    [Test]
    public void The_published_accounts_keep_what_they_say_of_an_industry_that_lost_value()
    {
        using var scratch = new ScratchFolder();
        var real = TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"));
        var layout = WiodLayout.Of2016(9, ["BRA", "ROW"]);
        SetValueAdded(layout, [.. layout.Sectors.Select(s => real.V[new FlowRow("VA", ""), new("BRA", s)])]);
        layout.Workbook().Save(scratch["WIOT2014_Nov16_ROW.xlsx"]);
        File.Copy(SharedData.Path("data/wiod2016_sea/WIOD_SEA_Nov16.xlsx"), scratch["WIOD_SEA_Nov16.xlsx"]);
        var table = TableReader.Read(scratch.Path);
        foreach (var sector in layout.Sectors.NotEmpty())
        {
            var expected = real.V[new FlowRow("COMP", ""), new("BRA", sector)];
            Assert.That(table.V[new FlowRow("COMP", ""), new("BRA", sector)], Is.EqualTo(expected).Within((0.001 * Math.Abs(expected)) + 0.001), sector);
        }

        Assert.That(table.V[new FlowRow("COMP", ""), new("BRA", "C19")], Is.EqualTo(2915.2).Within(1), "value added is -12,221");
    }

    private static void SetValueAdded(WiodLayout layout, double[] values)
    {
        var row = layout.Rows[6 + layout.Industries + 5];
        for (var j = 0; j < values.Length; j++) row[4 + j] = values[j];
    }

    [Test]
    public void Accounts_without_the_year_are_left_out_with_a_warning()
    {
        using var scratch = new ScratchFolder();
        WiodLayout.Of2016(1, ["AUS", "ROW"], ["A01", "B"], 2014).Workbook().Save(scratch["WIOT2014_Nov16_ROW.xlsx"]);
        Accounts(2005).Save(scratch["WIOD_SEA_Nov16.xlsx"]);
        var table = TableReader.Read(scratch.Path);
        Assert.That(table.Findings.Single(f => f.Severity == Severity.Warning).Code, Is.EqualTo("ACCOUNTS-YEAR"));
        Assert.That(table.F.Rows.Count, Is.Zero);
    }

    internal static Workbook Accounts(int year)
    {
        object?[] Row(string variable, string code, object? value) => ["AUS", variable, "text", code, value];
        return new Workbook().Sheet("Notes", [["Socio Economic Accounts"]]).Sheet("DATA",
        [
            ["country", "variable", "description", "code", year],
            Row("VA", "A01", 10.0), Row("VA", "B", 20.0), Row("COMP", "A01", 5.0), Row("COMP", "B", 5.0), Row("EMP", "A01", 3.0), Row("EMP", "B", 7.0),
            Row("H_EMPE", "A01", new Workbook.ErrorCell("#VALUE!")),
        ]);
    }

    private static void AssertSame(MrioTable table, WiodLayout layout, int head)
    {
        var (n, d) = (layout.Industries, layout.Demand);
        Assert.That((table.Industries.Count, table.DemandColumns.Count), Is.EqualTo((n, d)));
        double Cell(int row, int column) => layout.Rows[row][column] is " " ? 0 : layout.Cell(row, column);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (table.Z.Values[i, j] != Cell(head + i, 4 + j)) Assert.Fail($"Z[{i}, {j}] is {table.Z.Values[i, j]:R}");
            }

            for (var c = 0; c < d; c++)
            {
                if (table.Y.Values[i, c] != Cell(head + i, 4 + n + c)) Assert.Fail($"Y[{i}, {c}] is {table.Y.Values[i, c]:R}");
            }

            Assert.That(table.PublishedOutput![i], Is.EqualTo(Cell(head + i, 4 + n + d)));
            Assert.That(table.V[new FlowRow("VA", ""), table.Industries[i]], Is.EqualTo(Cell(head + n + 5, 4 + i)));
            Assert.That(table.V[new FlowRow("TXSP", ""), table.Industries[i]], Is.EqualTo(Cell(head + n + 1, 4 + i)));
        }
    }
}
