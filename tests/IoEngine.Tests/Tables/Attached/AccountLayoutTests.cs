using IoEngine.Accounts;
using IoEngine.Tables.Attached;
using IoEngine.Tables;
using IoEngine.Tables.Naming;
using IoEngine.Tests.Tables.Excel;
using static IoEngine.Tests.Tables.Attached.AccountWorlds;

namespace IoEngine.Tests.Tables.Attached;

/// <summary>The ready-made layouts: ILOSTAT, Eurostat, WIOD; files made here in the publishers' columns and codes.</summary>
public class AccountLayoutTests
{
    private const string Ilostat = "ref_area,indicator,sex,classif1,time,obs_value,obs_status\n";
    private const string Eurostat = "geo,nace_r2,unit,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n";

    /// <summary>A table of two countries in sections A and C, and a rest of the world.</summary>
    private static MrioTable Table(params string[] regions)
    {
        var random = Bare(WithAccounts(11, 2014, 3, 2));
        var names = regions.Length > 0 ? regions : ["CHE", "FRA", "ROW"];
        return RenamedTable.Of(random, i => new Industry(names[int.Parse(i.Region.Code[1..])], i.Sector.Code == "S0" ? "A" : "C"));
    }

    [Test]
    public void Persons_by_sex_and_activity_come_from_ILOSTAT()
    {
        using var scratch = new ScratchFolder();
        var rows = new List<string>();
        foreach (var (area, factor) in new[] { ("CHE", 1), ("FRA", 10), ("X01", 99) })
        {
            foreach (var (activity, a, b) in new[] { ("ECO_ISIC4_A", 3, 2), ("ECO_ISIC4_C", 6, 5), ("ECO_ISIC4_TOTAL", 9, 7) })
            {
                rows.Add($"{area},EMP_TEMP_SEX_ECO_NB_A,SEX_T,{activity},2014,{factor * (a + b)},");
                rows.Add($"{area},EMP_TEMP_SEX_ECO_NB_A,SEX_M,{activity},2014,{factor * a},");
                rows.Add($"{area},EMP_TEMP_SEX_ECO_NB_A,SEX_F,{activity},2014,{factor * b},U");
            }
        }

        rows.Add("CHE,HOW_TEMP_SEX_ECO_NB_A,SEX_T,ECO_ISIC4_A,2014,40,");
        var source = new AccountsSource { Path = scratch.Write("ilo.csv", Ilostat + string.Join('\n', rows) + "\n"), Holes = HoleRule.Zero };
        var table = AttachedAccounts.Read(source).AttachTo(Table());
        Assert.That(table.F.Rows.Select(r => $"{r.Name} {r.Unit}"), Is.EqualTo(new[] { "employment/persons thousand persons", "employment/persons/male thousand persons", "employment/persons/female thousand persons" }));
        Assert.That(Row(table, "employment/persons"), Is.EqualTo(new[] { 5.0, 11, 50, 110, 0, 0 }));
        Assert.That(Row(table, "employment/persons/female"), Is.EqualTo(new[] { 2.0, 5, 20, 50, 0, 0 }));
        Assert.That(table.Roles.Employment, Is.EqualTo(new[] { "employment/persons" }), "the sexes are parts, not added to the whole");
        Assert.That(table.Attached[2].QualityOf(0), Is.EqualTo("U"));
        var left = table.Findings.Single(f => f.Code == "ACCOUNTS-LEFT-OUT").Found;
        Assert.That(left, Does.Contain("9 rows of groups of countries").And.Contain("6 rows of totals of all activities").And.Contain("1 row of indicator HOW_TEMP_SEX_ECO_NB_A"));
    }

    [Test]
    public void Money_and_persons_come_from_Eurostat_by_item_and_unit()
    {
        using var scratch = new ScratchFolder();
        var table = Table("CHE", "FR", "FIGW1");
        var va = Row(table, "VA");
        string Cell(string geo, string nace, string unit, string item, double value, string flag) => FormattableString.Invariant($"{geo},{nace},{unit},2014,{value:R},{flag},{item}");
        List<string> rows = [];
        foreach (var (geo, at) in new[] { ("CH", 0), ("FR", 2) })
        {
            rows.Add(Cell(geo, "A", "CP_MCHF", "D1", 0.4 * va[at], ""));
            rows.Add(Cell(geo, "C", "CP_MCHF", "D1", 0.5 * va[at + 1], "p"));
            rows.Add(Cell(geo, "C", "CP_MCHF", "P51C", 0.1 * va[at + 1], "p"));
            rows.Add(Cell(geo, "A", "CP_MCHF", "P51C", 0.1 * va[at], ""));
            rows.Add(Cell(geo, "A", "THS_PER", "EMP_DC", 3, "b"));
            rows.Add(Cell(geo, "C", "THS_PER", "EMP_DC", 4, ""));
            rows.Add(Cell(geo, "A", "CLV10_MEUR", "D1", 1, ""));
            rows.Add(Cell(geo, "TOTAL", "THS_PER", "EMP_DC", 7, ""));
        }

        rows.Add(Cell("EU27_2020", "A", "THS_PER", "EMP_DC", 700, ""));
        var file = scratch.Write("estat.csv", Eurostat.TrimEnd() + ",na_item\n" + string.Join('\n', rows) + "\n");
        var read = AttachedAccounts.Read(new AccountsSource { Path = file, Holes = HoleRule.SectorMean }).AttachTo(table);
        Assert.That((read.Roles.Compensation, read.Roles.FixedCapital, read.Roles.Employment), Is.EqualTo((new[] { "compensation" }, new[] { "fixedCapital" }, new[] { "employment/persons" })).Using<IReadOnlyList<string>?>((a, b) => a!.SequenceEqual(b!)));
        Near.Equal(Row(read, "compensation"), [0.4 * va[0], 0.5 * va[1], 0.4 * va[2], 0.5 * va[3], 0.4 * va[4], 0.5 * va[5]], "pay", 1e-12);
        Assert.That(Row(read, "employment/persons")[..4], Is.EqualTo(new[] { 3.0, 4, 3, 4 }));
        Assert.That(read.Attached.Single(a => a.Row == "compensation").QualityOf(1), Is.EqualTo("p"));
        Assert.That(read.Attached.Single(a => a.Row == "employment/persons").QualityOf(2), Is.EqualTo("b"));
        Assert.That(read.Findings.Single(f => f.Code == "ACCOUNTS-LEFT-OUT").Found, Does.Contain("2 rows of D1 in CLV10_MEUR").And.Contain("1 row of groups of countries").And.Contain("2 rows of totals of all activities"));
    }

    [Test]
    public void A_file_of_Eurostat_with_a_single_item_is_told_what_it_holds()
    {
        using var scratch = new ScratchFolder();
        var file = scratch.Write("estat.csv", Eurostat + "CH,A,THS_PER,2014,3,p\nCH,C,THS_PER,2014,4,\nFR,A,THS_PER,2014,5,\nFR,C,THS_PER,2014,:,c\nCH,A,THS_HW,2014,9,\n");
        var asked = Assert.Throws<InvalidDataFindingsException>(() => AttachedAccounts.Read(new AccountsSource { Path = file }))!.Findings.Single();
        Assert.That(asked.Cure, Does.Contain("\"account\": \"=employment/persons\""));
        var source = new AccountsSource { Path = file, Columns = new AccountColumns { Account = "=employment/persons" }, Where = ["unit=THS_PER"], Holes = HoleRule.Zero };
        var table = AttachedAccounts.Read(source).AttachTo(Table());
        Assert.That(Row(table, "employment/persons"), Is.EqualTo(new[] { 3.0, 4, 5, 0, 0, 0 }));
        Assert.That(table.Attached[0].QualityOf(3), Is.EqualTo("c; missing"));
        var both = Refused(Table(), source with { Where = [] }).Where(f => f.Severity == Severity.Error).Select(f => f.Code);
        Assert.That(both, Does.Contain("ACCOUNTS-DUPLICATE"), "two units of one cell are a question");
    }

    [Test]
    public void Eurostats_own_countries_and_industries_lead_to_those_of_FIGARO_and_WIOD()
    {
        using var scratch = new ScratchFolder();
        var table = TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"));
        string[] sums = ["TOTAL", "A", "C", "B-E", "G-I", "M_N", "O-Q", "R-U", "L"];
        var industries = SectorLists.Codes("eurostat-a64");
        var rows = new[] { "EL", "UK", "CH", "EU28", "EA19" }.SelectMany(geo => industries.Select((code, i) => (code, Value: i + 1)).Concat(sums.Select(s => (s, 1000)))
            .Select(c => $"{geo},{c.Item1},THS_PER,2014,{c.Item2},p,EMP_DC"));
        var file = scratch.Write("estat.csv", Eurostat.TrimEnd() + ",na_item\n" + string.Join('\n', rows) + "\n");
        var attached = AttachedAccounts.Read(new AccountsSource { Path = file, Sectors = "eurostat-a64", Holes = HoleRule.Zero }).AttachTo(Bare(table));
        var jobs = Row(attached, "employment/persons");
        foreach (var region in new[] { "GRC", "GBR", "CHE" })
            Near.Equal(table.Industries.Select((i, j) => i.Region.Code == region ? jobs[j] : 0).Sum(), 64 * 65 / 2, region, 1e-12);
        double Of(string sector) => jobs[table.Industries.IndexOf(new("GRC", sector))];
        Assert.That(Of("N"), Is.EqualTo(industries.Select((c, i) => c[0] == 'N' ? i + 1 : 0).Sum()), "N77 to N80-N82");
        Assert.That(attached.Findings.Single(f => f.Code == "ACCOUNTS-SUM").Found, Is.EqualTo("A, C, B-E, G-I, M_N, O-Q, R-U, L"));
    }

    [TestCase("C", "C10-C12", true)]
    [TestCase("C-D", "C10-C12 D35", true)]
    [TestCase("C_D", "C10-C12 D", true)]
    [TestCase("C-E", "C10-C12 D35", false)]
    [TestCase("L68A", "L68", false)]
    [TestCase("C", "A01", false)]
    public void A_section_whose_divisions_are_there_too_is_left_out_as_a_sum(string code, string others, bool sum)
    {
        using var scratch = new ScratchFolder();
        var table = Table();
        string[] sectors = [code, .. others.Split(' ')];
        var map = scratch.Write("map.csv", "sector,to\n" + string.Join('\n', others.Split(' ').Select(o => $"{o},C")) + "\n");
        var file = scratch.Write("a.csv", $"{Header}\n" + string.Join('\n', sectors.Select(s => $"employment,2014,CHE,{s},1,persons")) + "\n");
        var source = new AccountsSource { Path = file, Sectors = map, Holes = HoleRule.Zero };
        if (!sum) Assert.That(Refused(table, source).Single(f => f.Severity == Severity.Error), Has.Property("Code").EqualTo("ACCOUNTS-SECTOR").And.Property("Found").EqualTo($"'{code}'"));
        else
        {
            var attached = AttachedAccounts.Read(source).AttachTo(table);
            Assert.That(attached.Findings.Single(f => f.Code == "ACCOUNTS-SUM").Found, Is.EqualTo(code));
            Assert.That(Row(attached, "employment").Sum(), Is.EqualTo(others.Split(' ').Length));
        }

        var ignored = AttachedAccounts.Read(source with { Ignore = [code] }).AttachTo(table);
        Assert.That(ignored.Findings.Where(f => f.Code == "ACCOUNTS-SUM"), Is.Empty);
    }

    [Test]
    public void Countries_inside_a_rest_of_the_world_are_left_out_unless_a_concordance_sends_them_there()
    {
        using var scratch = new ScratchFolder();
        var file = scratch.Write("a.csv", $"{Header}\nemployment,2014,Switzerland,A,1,persons\nemployment,2014,BR,A,2,persons\nemployment,2014,NG,A,3,persons\n");
        var source = new AccountsSource { Path = file, Holes = HoleRule.Zero };
        var table = AttachedAccounts.Read(source).AttachTo(Table());
        Assert.That(Row(table, "employment"), Is.EqualTo(new[] { 1.0, 0, 0, 0, 0, 0 }));
        Assert.That(table.Findings.Single(f => f.Code == "ACCOUNTS-REST").Found, Is.EqualTo("BR, NG"));
        var map = scratch.Write("regions.csv", "region,to\nSwitzerland,CHE\n*,ROW\n");
        Assert.That(Row(AttachedAccounts.Read(source with { Regions = map }).AttachTo(Table()), "employment"), Is.EqualTo(new[] { 1.0, 0, 0, 0, 5, 0 }));
    }

    [Test]
    public void A_workbook_of_WIOD_is_known_by_what_it_is_and_the_same_beside_its_table()
    {
        using var scratch = new ScratchFolder();
        WiodLayout.Of2016(2014, ["AUS", "ROW"], ["A01", "B"], 2014).Workbook().Save(scratch["WIOT2014_Nov16_ROW.xlsx"]);
        WiodFormatTests.Accounts(2014).Save(scratch["WIOD_SEA_Nov16.xlsx"]);
        var beside = TableReader.Read(scratch.Path);
        var alone = TableReader.Read(scratch["WIOT2014_Nov16_ROW.xlsx"]);
        var workbook = new AccountsSource { Path = scratch["WIOD_SEA_Nov16.xlsx"] };
        var pay = AttachedAccounts.Read(workbook with { Take = ["COMP"], Scale = AccountScale.ValueAdded, Holes = HoleRule.SectorMean });
        var jobs = AttachedAccounts.Read(workbook with { Take = ["employment/persons"], Holes = HoleRule.Zero });
        SmallTables.AssertSame(jobs.AttachTo(pay.AttachTo(alone)), beside);
        Assert.That(beside.Attached, Is.Empty, "what a publisher gives with a table is the table's own");
    }
}
