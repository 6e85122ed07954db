using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Tables;
using IoEngine.Tables.Attached;
using IoEngine.Tests.Goldens;
using IoEngine.Validation;
using static IoEngine.Tests.Tables.Attached.AccountWorlds;

namespace IoEngine.Tests.Tables.Attached;

/// <summary>Accounts from elsewhere: what is attached is as good as a table's own, to the last bit, and every total is kept.</summary>
public class AttachedAccountsTests
{
    [Test]
    public void A_tables_own_accounts_taken_away_and_attached_again_give_the_same_bits([Range(1, 5)] int seed)
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(seed);
        var file = scratch.Write("accounts.csv", File(own, ["COE", "OTP", "CFC", "employment/persons", "employment/fte"]));
        var attached = AttachedAccounts.Read(new AccountsSource { Path = file }).AttachTo(Bare(own));
        var (a, b) = (Model(own), Model(attached));
        Assert.That(b.Indicators.All.Select(i => i.Name), Is.EquivalentTo(a.Indicators.All.Select(i => i.Name)));
        var f = new RandomTable(seed).Orders(own).Values.ToArray();
        foreach (var indicator in a.Indicators.All.NotEmpty())
        {
            var other = b.Indicators[indicator.Name];
            Assert.That(other.Unit, Is.EqualTo(indicator.Unit), indicator.Name);
            SameBits(indicator.PerOutput, other.PerOutput, indicator.Name);
            foreach (var channel in Enum.GetValues<Channel>())
                SameBits(a.Evaluate(f).ByRegion(indicator, channel).Values, b.Evaluate(f).ByRegion(other, channel).Values, $"{indicator.Name} {channel}");
        }

        var (x, y) = (new SystemBoundaries(a).Evaluate(new(own.Industries, f)), new SystemBoundaries(b).Evaluate(new(own.Industries, f)));
        foreach (var level in new[] { 3, 4, 5 })
            SameBits(x.AtLevel(a.Indicators["valueAdded"], level).Values, y.AtLevel(b.Indicators["valueAdded"], level).Values, $"level {level}");
    }

    [Test]
    public void The_accounts_of_a_published_table_come_back_bit_by_bit()
    {
        using var scratch = new ScratchFolder();
        var own = TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"));
        string[] rows = ["COMP", .. own.F.Rows.Select(r => r.Name)];
        var file = scratch.Write("accounts.csv", File(own, rows));
        var attached = AttachedAccounts.Read(new AccountsSource { Path = file }).AttachTo(Bare(own));
        foreach (var row in rows) SameBits(Row(own, row), Row(attached, row), row);
        Assert.That(own.F.Rows.Select(r => (r.Name, r.Unit)), Is.EqualTo(attached.F.Rows.Select(r => (r.Name, r.Unit))));
        Assert.That((attached.Roles.Compensation, attached.Roles.Employment), Is.EqualTo((own.Roles.Compensation, own.Roles.Employment)).Using<IReadOnlyList<string>?>((a, b) => a!.SequenceEqual(b!)));
    }

    [Test]
    public void The_workbook_of_WIOD_gives_a_table_without_accounts_those_that_the_publishers_figures_make()
    {
        var own = TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"));
        var workbook = SharedData.Path("data/wiod2016_sea/WIOD_SEA_Nov16.xlsx");
        var pay = AttachedAccounts.Read(new AccountsSource { Path = workbook, Take = ["COMP"], Scale = AccountScale.ValueAdded, Holes = HoleRule.SectorMean });
        var jobs = AttachedAccounts.Read(new AccountsSource { Path = workbook, Take = ["employment/persons", "employment/hours of employees"], Holes = HoleRule.Zero });
        Assert.That(pay.Years, Is.EqualTo(Enumerable.Range(2000, 15)));
        var table = jobs.AttachTo(pay.AttachTo(Bare(own)));
        var va = Row(own, "VA");
        foreach (var row in new[] { "COMP", "employment/persons", "employment/hours of employees" })
        {
            // The file of the table is rounded to 0.001, and was made by other rules where value added is negative and in the rest.
            var others = own.Industries.Select((i, j) => (i, va: va[j], A: Row(table, row)[j], B: Row(own, row)[j]))
                .Where(p => Math.Abs(p.A - p.B) > 0.002 * (1 + Math.Abs(p.B)) && p.va >= 0 && p.i.Region.Code != "ROW");
            Assert.That(string.Join(' ', others), Is.Empty, row);
        }

        var validated = TableValidator.Validate(table);
        var rest = table.Industries.Select((industry, i) => (industry, i)).Where(p => p.industry.Region.Code == "ROW").ToList();
        Assert.That(rest.NotEmpty().All(p => validated.HasImputedCompensation[p.i]), "the rest of the world is not in the accounts");
        Assert.That(table.Attached.Select(a => a.Row), Is.EqualTo(new[] { "COMP", "employment/persons", "employment/hours of employees" }));
        Assert.That(table.Attached[0].QualityOf(rest[0].i), Is.EqualTo("filled: sector-mean"));
        Assert.That(table.Attached[1].QualityOf(rest[0].i), Is.EqualTo("missing"));
        Assert.That(table.Attached[1].QualityOf(0), Is.EqualTo(AttachedAccount.Published));
        Assert.That(table.Findings.Where(f => f.Code == "ACCOUNTS-MISSING").Select(f => f.Found).NotEmpty(), Has.All.Contains("ROW"));
    }

    [Test]
    public void E05_comes_out_of_a_table_without_fixed_capital_that_has_it_attached()
    {
        // The golden's own table, its components of value added taken away and given as a file: level 3 and beyond are the golden's.
        using var scratch = new ScratchFolder();
        var golden = Golden.Read("E05");
        var own = OfWhich(golden.Table(), 2000);
        var bare = Bare(own);
        Assert.That(TableValidator.Validate(bare).FixedCapital, Is.Null);
        var lacks = Assert.Throws<InvalidDataFindingsException>(() => new SystemBoundaries(ImpactModel.Build(TableValidator.Validate(bare), Golden.NetLabour)))!;
        Assert.That(lacks.Findings.Single(f => f.Code == "CLOSURE-NEEDS-CAPITAL").Cure, Does.Contain("tables.accounts"));
        var file = scratch.Write("capital.csv", File(own, ["COE", "OTP", "CFC", "employment/persons"]));
        var table = AttachedAccounts.Read(new AccountsSource { Path = file }).AttachTo(bare);
        var model = ImpactModel.Build(TableValidator.Validate(table), Golden.NetLabour);
        var effects = new SystemBoundaries(model).Evaluate(golden.Demand(table));
        var va = model.Indicators["valueAdded"];
        Near.Equal(effects.AtLevel(va, 3).Values.ToArray(), golden.Vector("expected/levels/3_plus_capital_replacement/va_by_region"), "level 3");
        Near.Equal(effects.AtLevel(va, 5).Values.ToArray(), golden.Vector("expected/levels/5_plus_government/va_by_region"), "level 5");
        Near.Equal(effects.AtLevel(model.Indicators["employment"], 3).Sum(), golden.Number("expected/levels/3_plus_capital_replacement/employment_persons_total"), "persons");
    }

    [Test]
    public void Level_3_runs_on_a_published_table_with_fixed_capital_attached()
    {
        // WIOD publishes no consumption of fixed capital: the capital stock of its accounts (row sea/K, in the table's money) times 5 %,
        // an assumed rate, stands for it. Stocks that are published as negative (PRT.C33) are left out and filled.
        const double rate = 0.05;
        using var scratch = new ScratchFolder();
        var own = TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"));
        var stock = Row(own, "sea/K");
        var lines = own.Industries.Select((i, j) => (i, Value: rate * stock[j])).Where(p => p.i.Region.Code != "ROW" && p.Value >= 0)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"fixedCapital,2014,{p.i.Region},{p.i.Sector},{p.Value:R},million USD,assumed"));
        var file = scratch.Write("capital.csv", $"{Header},quality\n{string.Join('\n', lines)}\n");
        var table = AttachedAccounts.Read(new AccountsSource { Path = file, Holes = HoleRule.SectorMean }).AttachTo(own);
        var model = ImpactModel.Build(TableValidator.Validate(table), new Closure());
        var boundaries = new SystemBoundaries(model);
        var f = new double[own.Industries.Count];
        f[own.Industries.IndexOf(new("CHE", "C26"))] = 100;
        var effects = boundaries.Evaluate(new LabelledVector<Industry>(own.Industries, f));
        var va = model.Indicators["valueAdded"];
        var levels = Enumerable.Range(1, 5).Select(level => effects.AtLevel(va, level).Sum()).ToArray();
        Assert.That(levels, Is.Ordered.Ascending);
        TestContext.Out.WriteLine($"100 ordered from CHE.C26, levels 1 to 5: {string.Join(", ", levels.Select(l => l.ToString("F2", CultureInfo.InvariantCulture)))}");
        var capital = table.Attached.Single();
        Assert.That(capital.QualityOf(own.Industries.IndexOf(new("CHE", "C26"))), Is.EqualTo("assumed"));
        Assert.That(capital.QualityOf(own.Industries.IndexOf(new("ROW", "C26"))), Is.EqualTo("filled: sector-mean"));

        // Level 3 by its definition: L (I − K L)⁻¹, K = investment mix times fixed capital used up, summed as rounds.
        var world = 0.0;
        var demand = f;
        for (var round = 0; round < 40; round++)
        {
            var x = model.System.Solve(new LabelledVector<Industry>(own.Industries, demand)).Values.ToArray();
            world += x.Select((output, j) => output * va.PerOutput[j]).Sum();
            demand = Replaced(model, x);
        }

        Near.Equal(levels[2], world, "level 3 as rounds of replacement", 1e-8);
    }

    [TestCase("figaro")]
    [TestCase("oecd-icio")]
    public void Level_3_runs_on_the_layouts_of_Eurostat_and_the_OECD_with_fixed_capital_attached(string format)
    {
        // Tables of invented numbers in the publishers' layouts, neither of which has a row for it.
        using var scratch = new ScratchFolder();
        var icio = new IcioText(2023);
        string[] economies = ["AUT", "CHE", "FRA", "ROW"];
        var known = format == "figaro" ? FigaroText.Table(["AT", "CH", "FR", "FIGW1"], FigaroText.Industries64).Build() : icio.Table(economies, IcioText.Sectors2023).Build();
        var path = format == "figaro" ? scratch["matrix_eu-ic-io_ind-by-ind_25ed_2020.csv"] : scratch["2020_SML.csv"];
        using (var stream = System.IO.File.Create(path))
        {
            if (format == "figaro") FigaroText.WriteMatrix(known, stream);
            else icio.Write(known, stream);
        }

        var table = TableReader.Read(path, new TableReadOptions { Year = 2020 });
        Assert.That((table.Identity.Format, table.Roles.FixedCapital), Is.EqualTo((format, (IReadOnlyList<string>?)null)));
        var x = TableValidator.Validate(table).Output;
        var lines = table.Industries.Select((i, j) => FormattableString.Invariant($"{i.Region},{i.Sector},CP_{(format == "figaro" ? "MEUR" : "MUSD")},2020,{0.02 * x[j]:R},p,P51C"));
        var file = scratch.Write("capital.csv", "geo,nace_r2,unit,TIME_PERIOD,OBS_VALUE,OBS_FLAG,na_item\n" + string.Join('\n', lines) + "\n");
        var attached = AttachedAccounts.Read(new AccountsSource { Path = file }).AttachTo(table);
        var model = ImpactModel.Build(TableValidator.Validate(attached), new Closure());
        var f = new double[table.Industries.Count];
        f[table.Industries.IndexOf(new(format == "figaro" ? "CH" : "CHE", "C26"))] = 100;
        var effects = new SystemBoundaries(model).Evaluate(new LabelledVector<Industry>(table.Industries, f));
        double Output(int level) => effects.AtLevel(model.Indicators["output"], level).Sum();
        Assert.That(Output(3), Is.GreaterThan(Output(2)).And.LessThan(Output(4)));
        Near.Equal(effects.AtLevel(model.Indicators["fixedCapital"], 3).Sum(), 0.02 * Output(3), "2 % of output everywhere");
    }

    private static double[] Replaced(ImpactModel model, double[] x)
    {
        var (table, source) = (model.Table, model.Coefficients.Source);
        var (used, next) = (new double[table.Regions.Count], new double[x.Length]);
        for (var j = 0; j < x.Length; j++)
            if (source.Output[j] != 0) used[table.RegionOf[j]] += source.FixedCapital![j] / source.Output[j] * x[j];
        for (var r = 0; r < used.Length; r++)
        {
            var purchases = source.Investment!.Purchases.Column(r);
            var whole = source.Investment.Totals[r];
            for (var i = 0; i < next.Length; i++) next[i] += used[r] * purchases[i] / whole;
        }

        return next;
    }

    [Test]
    public void Another_list_of_sectors_keeps_every_total_in_every_region()
    {
        // The jobs of the published accounts by section of NACE, split over 56 industries by output, and back.
        using var scratch = new ScratchFolder();
        var own = TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"));
        var sections = TableAggregation.Apply(own, IoEngine.Tables.Naming.SectorLists.ToSections("wiod2016"));
        var file = scratch.Write("sections.csv", File(sections, ["employment/persons"]));
        var split = AttachedAccounts.Read(new AccountsSource { Path = file, Sectors = "nace-sections" }).AttachTo(Bare(own));
        var fine = scratch.Write("industries.csv", File(own, ["employment/persons"]));
        var map = scratch.Write("map.csv", "sector,to\n" + string.Join('\n', IoEngine.Tables.Naming.SectorLists.ToSections("wiod2016").Pairs.Select(p => $"{p.From},{p.To}")) + "\n");
        var joined = AttachedAccounts.Read(new AccountsSource { Path = fine, Sectors = map }).AttachTo(Bare(sections));
        var (published, atSections, atIndustries) = (ByRegion(own), ByRegion(joined), ByRegion(split));
        foreach (var (region, total) in published.NotEmpty())
        {
            Near.Equal(atSections[region], total, $"{region} joined", 1e-12);
            Near.Equal(atIndustries[region], total, $"{region} split", 1e-12);
        }

        var x = split.PublishedOutput!;
        var jobs = Row(split, "employment/persons");
        for (var j = 0; j < jobs.Length; j++)
            if (x[j] == 0 && jobs[j] != 0) Assert.Fail($"{own.Industries[j]} has no output and {jobs[j]} jobs");
    }

    [Test]
    public void Weights_of_a_concordance_split_regions_and_sectors_and_keep_the_sum()
    {
        using var scratch = new ScratchFolder();
        var table = Bare(WithAccounts(3));
        var file = scratch.Write("jobs.csv", $"{Header}\nemployment,2010,all,goods,100,1000 p\nemployment,2010,all,services,50,1000 p\n");
        var source = new AccountsSource
        {
            Path = file,
            Regions = scratch.Write("regions.csv", "region,to,weight\nall,R0,0.5\nall,R1,0.3\nall,R2,0.2\n"),
            Sectors = scratch.Write("sectors.csv", "sector,to,size\ngoods,S0,1\ngoods,S1,3\nservices,S2,1\nservices,S3,1\n"),
        };
        var attached = AttachedAccounts.Read(source).AttachTo(table);
        var jobs = attached.F;
        Near.Equal(jobs[new FlowRow("employment", ""), new("R1", "S1")], 100 * 0.3 * 0.75, "a part of a part", 1e-12);
        Near.Equal(Row(attached, "employment").Sum(), 150, "the sum", 1e-12);
        Assert.That(jobs.Rows[0].Unit.ToString(), Is.EqualTo("thousand persons"));
        Assert.That(TableValidator.Validate(attached).Roles.Employment, Is.EqualTo(new[] { "employment" }));
    }

    [TestCase(HoleRule.RegionMean, "filled: region-mean")]
    [TestCase(HoleRule.SectorMean, "filled: sector-mean")]
    [TestCase(HoleRule.Zero, "missing")]
    public void Holes_are_filled_by_the_rule_that_is_named_and_marked(HoleRule rule, string quality)
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(5);
        var bare = Bare(own);
        var (va, x) = (Row(bare, "VA"), TableValidator.Validate(bare).Output.Values.ToArray());
        var hole = own.Industries.IndexOf(new("R1", "S2"));
        var lines = Lines(own, "COE").Concat(Lines(own, "employment/persons")).Where(l => !l.Contains(",R1,S2,", StringComparison.Ordinal));
        var file = scratch.Write("accounts.csv", $"{Header},quality\n{string.Join('\n', lines.Select(l => l + ","))}\nCOE,2010,R1,S2,,million CHF,c\n");
        var table = AttachedAccounts.Read(new AccountsSource { Path = file, Holes = rule }).AttachTo(bare);
        double Mean(string row, double[] by)
        {
            var (of, values) = (Enumerable.Range(0, va.Length).Where(j => j != hole && (rule == HoleRule.RegionMean ? own.Industries[j].Region.Code == "R1" : own.Industries[j].Sector.Code == "S2")).ToList(), Row(own, row));
            return rule == HoleRule.Zero ? 0 : of.Sum(j => values[j]) / of.Sum(j => by[j]) * by[hole];
        }

        Near.Equal(Row(table, "COE")[hole], Mean("COE", va), "pay by value added", 1e-12);
        Near.Equal(Row(table, "employment/persons")[hole], Mean("employment/persons", x), "jobs by output", 1e-12);
        Assert.That(table.Attached[0].QualityOf(hole), Is.EqualTo($"c; {quality}"), "the file's own flag is kept");
        Assert.That(table.Attached[1].QualityOf(hole), Is.EqualTo(quality));
        Assert.That(table.Attached.Select(a => a.IsFilled(hole)), Is.All.EqualTo(rule != HoleRule.Zero));
        Assert.That(table.Findings.Where(f => f.Code == "ACCOUNTS-MISSING").Select(f => (f.Severity, f.Found)), Is.EqualTo(new[] { (Severity.Warning, "1: R1.S2"), (Severity.Warning, "1: R1.S2") }));
        var model = Model(table);
        Assert.That(model.Indicators["employment"].IsImputed(hole), Is.EqualTo(rule != HoleRule.Zero));
        Assert.That(model.Indicators["compensation"].IsImputed(hole), Is.EqualTo(rule != HoleRule.Zero));
        Assert.That(model.Indicators["employment"].IsImputed(hole + 1), Is.False);
    }

    [Test]
    public void A_part_that_is_missing_of_an_industry_is_told_and_what_there_is_stays()
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(6);
        var map = scratch.Write("map.csv", "sector,to\nS0,S0\nS1,S1\nS2,S2\nS3,S3\nS3b,S3\n");
        var lines = Lines(own, "employment/persons").Append("employment/persons,2010,R0,S3b,1,persons").Append("employment/persons,2010,R1,S3b,2,persons");
        var file = scratch.Write("jobs.csv", $"{Header}\n{string.Join('\n', lines)}\n");
        var table = AttachedAccounts.Read(new AccountsSource { Path = file, Sectors = map }).AttachTo(Bare(own));
        Assert.That(table.Findings.Single(f => f.Code == "ACCOUNTS-PARTIAL").Found, Is.EqualTo("1: R2.S3"));
        Assert.That(table.Attached[0].QualityOf(own.Industries.IndexOf(new("R2", "S3"))), Is.EqualTo("published; partial"));
        Near.Equal(Row(table, "employment/persons").Sum(), Row(own, "employment/persons").Sum() + 3, "nothing is lost", 1e-12);
    }

    [Test]
    public void Money_in_another_scale_is_converted_and_in_another_currency_scaled_where_asked_for()
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(7);
        var thousands = Lines(own, "COE").Select(l => l.Split(',')).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c[0]},{c[1]},{c[2]},{c[3]},{1000 * double.Parse(c[4], CultureInfo.InvariantCulture):R},thousand CHF"));
        var table = AttachedAccounts.Read(new AccountsSource { Path = scratch.Write("k.csv", $"{Header}\n{string.Join('\n', thousands)}\n") }).AttachTo(Bare(own));
        Near.Equal(Row(table, "COE"), Row(own, "COE"), "thousands", 1e-12);

        // In a currency of which two are one of the table's, and a value added that is 3 % off in every industry.
        var abroad = new[] { "COE", "VA" }.SelectMany(row => Lines(own, row, row == "VA" ? "valueAdded" : null)).Select(l => l.Split(','))
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c[0]},{c[1]},{c[2]},{c[3]},{2 * 1.03 * double.Parse(c[4], CultureInfo.InvariantCulture):R},million XYZ of old"));
        var scaled = AttachedAccounts.Read(new AccountsSource { Path = scratch.Write("x.csv", $"{Header}\n{string.Join('\n', abroad)}\n"), Scale = AccountScale.ValueAdded }).AttachTo(Bare(own));
        Near.Equal(Row(scaled, "COE"), Row(own, "COE"), "scaled", 1e-12);
        Assert.That(scaled.V.Rows.Select(r => r.Name), Has.None.EqualTo("valueAdded"));
    }

    [Test]
    public void The_files_account_takes_the_place_of_the_tables_own_only_where_that_is_said()
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(8);
        var file = scratch.Write("pay.csv", $"{Header}\n{string.Join('\n', Lines(own, "OTP", "compensation"))}\n");
        var twice = Refused(own, new AccountsSource { Path = file });
        Assert.That(twice.Single(f => f.Severity == Severity.Error), Has.Property("Code").EqualTo("ACCOUNTS-TWICE").And.Property("Found").EqualTo("row COE"));
        var table = AttachedAccounts.Read(new AccountsSource { Path = file, Replace = true }).AttachTo(own);
        Assert.That(table.Roles.Compensation, Is.EqualTo(new[] { "compensation" }));
        Assert.That(table.V.Rows.Select(r => r.Name), Is.EqualTo(new[] { "VA", "OTP", "CFC", "TLS", "compensation" }), "the row that is replaced is no leak");
        Near.Equal(TableValidator.Validate(table).OtherItems.Values.ToArray(), TableValidator.Validate(own).OtherItems.Values.ToArray(), "other items");
    }

    private static Dictionary<string, double> ByRegion(MrioTable table)
    {
        var jobs = Row(table, "employment/persons");
        return table.Industries.Select((i, j) => (i.Region.Code, Value: jobs[j])).GroupBy(p => p.Code).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));
    }

    private static ImpactModel Model(MrioTable table) => ImpactModel.Build(TableValidator.Validate(table), new Closure());

    private static void SameBits(ReadOnlySpan<double> a, ReadOnlySpan<double> b, string what)
    {
        Assert.That(b.Length, Is.EqualTo(a.Length), what);
        for (var i = 0; i < a.Length; i++)
            if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i])) Assert.Fail($"{what}[{i}]: {a[i]:R} and {b[i]:R}");
    }
}
