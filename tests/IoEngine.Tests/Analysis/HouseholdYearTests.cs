using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Places;
using IoEngine.Scenarios;
using IoEngine.Tests.Runs;
using IoEngine.Tests.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>A cell is that of the year, else that of the row without a year, else that of the nearest year.</summary>
public class HouseholdYearTests
{
    private const string Header = "region,year,disposable_share,propensity_to_consume,labour_share,mixed_income_share,compulsory_payments,kind,source\n";
    private static readonly Region Swiss = new("CHE");

    [TestCase(1980, 0.6, 0.5)]
    [TestCase(2000, 0.6, 0.5)]
    [TestCase(2009, 0.6, 0.5)]
    [TestCase(2010, 0.7, 0.55)]
    [TestCase(2018, 0.7, 0.5)]
    [TestCase(2030, 0.7, 0.5)]
    [TestCase(null, 0.7, 0.5)]
    public void Each_cell_of_a_year_is_its_own_then_the_one_of_all_years_then_the_nearest(int? year, double disposable, double labour)
    {
        var p = Read("CHE,2018,0.7,,,,,,b\nCHE,,,0.8,0.5,,,assumption,c\nCHE,2000,0.6,,,,,,a\nCHE,2010,,,0.55,,,,d\n").In(year).For(Swiss);
        Assert.That((p.DisposableShare, p.PropensityToConsume, p.LabourShare), Is.EqualTo((disposable, 0.8, labour)));
        var of = disposable == 0.6 ? 2000 : 2018;
        Assert.That(p.Source, Does.Contain(of == year ? "disposable_share: " : $"disposable_share of {of}: ").And.Contain("propensity_to_consume"));
    }

    [Test]
    public void A_fiscal_rate_that_is_not_given_is_not_known_and_may_stand_in_another_row()
    {
        const string header = "region,year,disposable_share,propensity_to_consume,labour_share,employers_social,employees_social,"
            + "wage_tax,profit_tax,source\n";
        var households = Read("CHE,,0.7,0.8,0.5,0.1,,0,,a\nCHE,2018,,,,,0.2,,,b\nAUT,,0.7,0.8,0.5,,,,,c\n", header: header);
        Assert.That(households.In(2018).For(Swiss).Fiscal, Is.EqualTo(new FiscalRate(0.1, 0.2, 0, null)));
        Assert.That(households.In(2018).For(new Region("AUT")).Fiscal, Is.Null);
        var findings = new List<Finding>();
        Read("CHE,2018,0.7,0.8,0.5,0.1,,,,a\nCHE,2018,,,,0.1,,,,b\nAUT,,0.7,0.8,0.5,,,,1.5,c\n", findings, header);
        Assert.That(findings.Select(f => f.Code), Is.EquivalentTo(new[] { "HOUSEHOLD-DUPLICATE", "HOUSEHOLD-SHARE" }));
    }

    [Test]
    public void A_run_names_the_regions_whose_fiscal_rates_are_not_known()
    {
        using var world = new ReexpressedWorld(new WorldStyle(), 6);
        world.Write("households.csv", "region,disposable_share,propensity_to_consume,labour_share,employers_social,wage_tax,source\n"
            + "CHE,0.77,0.74,0.6,0.1,0.2,x\nAUT,0.55,0.875,0.58,0.2,,x\n*,0.6,0.9,0.5,0,0.1,x\n");
        string[] set = ["indicators=[\"employersSocial\",\"wageTax\"]"];
        var finding = world.Findings(set).Single(f => f.Code == "HOUSEHOLD-FISCAL");
        Assert.That((finding.Severity, finding.Found), Is.EqualTo((Severity.Warning, "employees_social: AUT, CHE, CIV; wage_tax: AUT")));
        Assert.That(world.Findings([]).Single(f => f.Code == "HOUSEHOLD-FISCAL").Severity, Is.EqualTo(Severity.Info), "the headline lacks it, nobody asked for more");
    }

    [Test]
    public void Rows_of_one_year_may_share_the_cells_but_not_give_one_twice()
    {
        var findings = new List<Finding>();
        var p = Read("CHE,2018,0.7,,,,,,a\nCHE,2018,,0.8,0.5,,,,b\n", findings).In(2018).For(Swiss);
        Assert.That((p.DisposableShare, p.PropensityToConsume, p.LabourShare, findings.Count), Is.EqualTo((0.7, 0.8, 0.5, 0)));
        Read("CHE,2018,0.7,,,,,,a\nCHE,2018,0.71,0.8,0.5,,,,b\n", findings);
        Assert.That(findings.Select(f => f.Code), Does.Contain("HOUSEHOLD-DUPLICATE"));
    }

    [Test]
    public void A_cell_that_no_row_of_a_region_has_is_named_with_its_line()
    {
        var findings = new List<Finding>();
        Read("AUT,,0.5,0.9,0.6,,,,x\nCHE,2018,0.7,,0.6,,,,x\nCHE,2019,0.7,,,,,,x\n", findings);
        Assert.That(findings.Select(f => f.Place), Is.EqualTo(new[] { findings[0].Place }));
        Assert.That(findings[0].Place, Does.Contain("line 3").And.Contain("propensity_to_consume"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_closure_takes_the_rows_of_its_tables_year(ClosureKind kind)
    {
        const int year = 2019;
        var t = new RandomTable(6, 3, 4).Build();
        var table = TableValidator.Validate(new MrioTable(t.Identity with { Year = year }, t.Z, t.Y, t.V, t.VY, roles: t.Roles with { Employment = null, Fte = null }));
        var (then, now) = (new HouseholdParameter(0.5, 0.7, 0.6, "x", 0.1, null, 0.6), new HouseholdParameter(0.6, 0.9, 0.5, "y", 0.2, null, 0.8));
        HouseholdParameters Of(int years) => HouseholdParameters.OfYears(HouseholdParameters.Shipped, new Dictionary<int, HouseholdParameters>
        {
            [year - years - 1] = HouseholdParameters.Uniform(then), [year - years] = HouseholdParameters.Uniform(now),
        });
        double[] Induced(HouseholdParameters households)
        {
            var model = ImpactModel.Build(table, new Closure { Kind = kind, Households = households });
            return model.Evaluate([.. Enumerable.Repeat(1.0, table.Table.Industries.Count)]).ByRegion(model.Indicators["valueAdded"], Channel.Induced).Values.ToArray();
        }

        var expected = Induced(HouseholdParameters.Uniform(now));
        Assert.That(Induced(Of(0)), Is.EqualTo(expected), "the year's own");
        Assert.That(Induced(Of(5)), Is.EqualTo(expected), "the nearest");
        if (kind != ClosureKind.GrossWage) Assert.That(Induced(HouseholdParameters.Uniform(then)), Is.Not.EqualTo(expected), "they matter");
    }

    [TestCase(FrozenPart.TradeShares)]
    [TestCase(FrozenPart.Technology)]
    [TestCase(FrozenPart.Table)]
    public void A_freeze_keeps_the_household_parameters_of_the_year(FrozenPart part)
    {
        var tables = SmallWorld.YearTables.Select((t, i) => TableValidator.Validate(new MrioTable(t.Table.Identity with { Year = SmallWorld.First + i },
            t.Table.Z, t.Table.Y, t.Table.V, t.Table.VY, t.Table.F, t.Table.FY, roles: t.Table.Roles))).ToArray();
        HouseholdParameter then = new(0.5, 0.7, 0.6, "x"), now = new(0.6, 0.9, 0.5, "y");
        double[] Frozen(HouseholdParameters households) => SmallWorld.Numbers(SmallWorld.Run(SmallWorld.Inputs() with
        {
            Tables = (year, _) => tables[year - SmallWorld.First],
            Closure = new Closure { Households = households },
        }, Scenario.Of("frozen", new FreezeStructure(part, SmallWorld.First))).Scenarios[0].Years[^1]);
        var byYear = HouseholdParameters.OfYears(HouseholdParameters.Shipped, new Dictionary<int, HouseholdParameters>
        {
            [SmallWorld.First] = HouseholdParameters.Uniform(then), [SmallWorld.Last] = HouseholdParameters.Uniform(now),
        });
        Assert.That(Frozen(byYear), Is.EqualTo(Frozen(HouseholdParameters.Uniform(now))));
        Assert.That(Frozen(byYear), Is.Not.EqualTo(Frozen(HouseholdParameters.Uniform(then))));
    }

    private static IEnumerable<ClosureKind> Kinds() => Enum.GetValues<ClosureKind>().Where(k => k != ClosureKind.None);

    [Test]
    public void Compulsory_payments_lessen_consumption_and_no_tax()
    {
        var households = Read("*,,0.8,0.9,0.6,,0.2,,x\n");
        var (with, without) = (households.LessCompulsoryPayments().For(Swiss), households.For(Swiss));
        Assert.That(with.PropensityToConsume, Is.EqualTo(0.9 * 0.6 / 0.8).Within(1e-15));
        Assert.That((with.DisposableShare, with.LabourShare), Is.EqualTo((without.DisposableShare, without.LabourShare)));
        Assert.That(Read("*,,0.2,0.9,0.6,,0.3,,x\n").LessCompulsoryPayments().For(Swiss).PropensityToConsume, Is.Zero, "all of it and more");
        Assert.That(Read("*,,0.8,0.9,0.6,,,,x\n").LessCompulsoryPayments().For(Swiss).PropensityToConsume, Is.EqualTo(0.9), "not known");
    }

    [Test]
    public void A_run_says_which_years_stand_in_and_what_is_assumed()
    {
        using var world = new ReexpressedWorld(new WorldStyle(), 6);
        const string rows = "CHE,{0},0.77,0.74,0.6,,0.1,,x\nAUT,{0},0.55,0.875,0.58,,,,x\n*,,0.6,0.9,0.5,,,assumption,x\n";
        world.Write("households.csv", Header + string.Format(System.Globalization.CultureInfo.InvariantCulture, rows, ""));
        var expected = world.Numbers([]);
        Assert.That(world.Findings([]).Select(f => f.Code), Has.No.Member("HOUSEHOLD-NEAREST"));
        world.Write("households.csv", Header + string.Format(System.Globalization.CultureInfo.InvariantCulture, rows, "2021") + "AUT,2010,0.1,,,,,,x\n");
        Assert.That(world.Numbers([]), Is.EquivalentTo(expected));
        var findings = world.Findings([]).ToLookup(f => f.Code);
        var nearest = findings["HOUSEHOLD-NEAREST"].Single();
        Assert.That((nearest.Severity, nearest.Found), Is.EqualTo((Severity.Warning, "disposable_share of 2021 for 2019 (CHE, AUT); propensity_to_consume of 2021 for 2019 (CHE, AUT)")));
        Assert.That(findings["HOUSEHOLD-ASSUMED"].Single().Found, Is.EqualTo("disposable_share: CIV; propensity_to_consume: CIV"));
        Assert.That(findings["HOUSEHOLD-COMPULSORY"], Is.Empty);
        Assert.That(world.Findings("closure.compulsoryPayments=true").Single(f => f.Code == "HOUSEHOLD-COMPULSORY").Found, Is.EqualTo("AUT, CIV"));
        Assert.That(Total(world.Numbers(["closure.compulsoryPayments=true"])), Is.LessThan(Total(expected)));
    }

    [Test]
    public void Shipped_parameters_follow_the_year_and_say_what_they_are()
    {
        Assert.That(new[] { 1999, 2009, 2010, 2022, 2024 }.Select(y => HouseholdDefaults.For("CHE", y).DisposableShare), Is.EqualTo(new[] { 0.77128234, 0.77128234, 0.77761404, 0.76580701, 0.77044735 }));
        Assert.That(HouseholdDefaults.For("CHE", 2010).Source, Does.Contain("disposable_share, employers_social, employees_social, wage_tax, cash_benefits of 2018: OECD Taxing Wages 2019").And.Contain("labour_share: Penn World Table 10.01"));
        var households = HouseholdParameters.Shipped.In(2010);
        Assert.That(households.Assumed(new Region("IND")), Is.EqualTo(new[] { "disposable_share", "propensity_to_consume", "mixed_income_share" }));
        Assert.That(households.Assumed(Swiss), Is.EqualTo(new[] { "mixed_income_share" }));
        Assert.That(HouseholdParameters.Shipped.In(2010), Is.SameAs(households));
        Assert.That(households.In(2015), Is.SameAs(households), "what is of a year stays so");
    }

    private static HouseholdParameters Read(string rows, List<Finding>? findings = null, string header = Header)
    {
        using var folder = new ScratchFolder();
        var found = new List<Finding>();
        var households = HouseholdFile.Read(folder.Write("households.csv", header + rows), CountryConcordance.Default, found);
        if (findings is null) Assert.That(found, Is.Empty);
        findings?.AddRange(found);
        return households;
    }

    private static double Total(Dictionary<(string Table, string Column, string Row), double> numbers) =>
        numbers.Where(n => n.Key is { Table: "summary", Column: "induced" }).Sum(n => n.Value);
}
