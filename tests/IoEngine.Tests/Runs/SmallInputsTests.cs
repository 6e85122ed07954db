using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Places;
using IoEngine.Procurement.Money;
using IoEngine.Runs.Inputs;

namespace IoEngine.Tests.Runs;

public class SmallInputsTests
{
    private ScratchFolder scratch = null!;
    private string file = "";

    [SetUp]
    public void Name() => file = (scratch = new ScratchFolder())["input.csv"];

    [TearDown]
    public void Remove() => scratch.Dispose();

    [Test]
    public void Membership_in_any_spelling_of_the_country()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "country;group;from;to\nSwitzerland;host;1954-09-29;\nRO;member;2016-07-17;2020-12-31\n");
        var register = SmallInputs.Membership(file, CountryConcordance.Default, findings);
        Assert.That(findings, Is.Empty);
        Assert.That((register.GroupIn("CHE", 2000), register.GroupIn("ROU", 2016), register.GroupIn("ROU", 2021)), Is.EqualTo(("host", "member", "non-member")));
    }

    [Test]
    public void Membership_without_a_first_day_is_always()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "country,group,from,to\nCHE,host,,\nROU,member,,2020-12-31\nROU,associate,,\n");
        SmallInputs.Membership(file, CountryConcordance.Default, findings);
        Assert.That(findings.Select(f => (f.Code, f.Found)), Is.EqualTo(new[] { ("MEMBERSHIP-OVERLAP", "member until 2020-12-31, associate always") }));
        File.WriteAllText(file, "country,group,from,to\nCHE,host,,\nROU,member,,2020-12-31\n");
        var register = SmallInputs.Membership(file, CountryConcordance.Default, findings = []);
        Assert.That(findings, Is.Empty);
        Assert.That((register.GroupIn("CHE", 1), register.GroupIn("ROU", 1900), register.GroupIn("ROU", 2021)), Is.EqualTo(("host", "member", "non-member")));
    }

    [Test]
    public void Faults_of_membership_have_line_and_column()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "country,group,from,to\nCHE,,1954-09-29,\nFRA,host,1954,\nDEU,host,1954-09-29,soon\nAUT,member,2000-01-01,1999-01-01\n");
        SmallInputs.Membership(file, CountryConcordance.Default, findings);
        Assert.That(findings.Select(f => (f.Code, f.Place[file.Length..])), Is.EquivalentTo(new[]
        {
            ("CSV-EMPTY", ", line 2, column group"), ("CSV-DATE", ", line 3, column from"), ("CSV-DATE", ", line 4, column to"), ("MEMBERSHIP-DATES", ", line 5"),
        }));
    }

    [TestCase("N/A")]
    [TestCase("n.a.")]
    [TestCase("-")]
    [TestCase("unknown")]
    [TestCase("k.A.")]
    [TestCase("NULL")]
    public void A_mark_of_no_data_is_no_member_no_group_and_no_payer(string mark)
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, $"country,group,from,to\n{mark},member,,\nCHE,{mark},,\nDEU,member,,\n");
        var register = SmallInputs.Membership(file, CountryConcordance.Default, findings);
        Assert.That(findings.Select(f => (f.Code, f.Place[file.Length..], f.Found)), Is.EqualTo(new[]
        {
            ("CSV-EMPTY", ", line 2, column country", $"'{mark}'"), ("CSV-EMPTY", ", line 3, column group", $"'{mark}'"),
        }));
        Assert.That(register.Countries, Is.EqualTo(new[] { "DEU" }));
        File.WriteAllText(file, $"year,country,amount,currency\n2000,{mark},100,CHF\n2000,CHE,50,CHF\n");
        var ledger = SmallInputs.Contributions(file, CountryConcordance.Default, CurrencyRates.None, "CHF", findings = []);
        Assert.That(findings.Select(f => (f.Code, f.Place[file.Length..])), Is.EqualTo(new[] { ("CSV-EMPTY", ", line 2, column country") }));
        Assert.That(ledger.Payers(2000), Is.EqualTo(new[] { "CHE" }));
    }

    [TestCase("NA,member\nCH,host\nDE,member", "NAM CHE DEU")]
    [TestCase("NA,member\nSwitzerland,host\nGermany,member", "CHE DEU")]
    public void NA_is_a_member_only_among_two_letter_codes(string rows, string members)
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "country,group,from,to\n" + string.Join('\n', rows.Split('\n').Select(r => r + ",,")));
        var register = SmallInputs.Membership(file, CountryConcordance.Default, findings);
        Assert.That(register.Countries, Is.EquivalentTo(members.Split(' ')));
        Assert.That(findings.Select(f => f.Code), Is.EqualTo(members.StartsWith("NAM", StringComparison.Ordinal) ? ["COUNTRY-NA"] : new[] { "COUNTRY-NA", "CSV-EMPTY" }));
    }

    [Test]
    public void The_users_spellings_hold_for_members_payers_and_households()
    {
        var own = CountryConcordance.Of([("Helvetia", "CHE")]);
        var findings = new List<Finding>();
        File.WriteAllText(file, "country,group,from,to\nHelvetia,host,,\n");
        Assert.That(SmallInputs.Membership(file, own, findings).GroupIn("CHE", 2000), Is.EqualTo("host"));
        File.WriteAllText(file, "year,country,amount,currency\n2000,Helvetia,50,CHF\n");
        Assert.That(SmallInputs.Contributions(file, own, CurrencyRates.None, "CHF", findings).Of("CHE", 2000), Is.EqualTo(50));
        File.WriteAllText(file, "region,disposable_share,propensity_to_consume,labour_share,source\nHelvetia,0.11,0.8,0.6,x\n");
        Assert.That(HouseholdFile.Read(file, own, findings).For(new Region("CHE")).DisposableShare, Is.EqualTo(0.11));
        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void Contributions_are_converted_at_the_rate_of_their_year()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "year,country,amount,currency\n2000,CHE,100,CHF\n2000,FRA,100,EUR\n2000,FRA,50,EUR\n2001,FRA,1,EUR\n");
        var rates = CurrencyRates.Of([(2000, "CHF", 1.6m), (2000, "EUR", 0.8m)]);
        var ledger = SmallInputs.Contributions(file, CountryConcordance.Default, rates, "CHF", findings);
        Assert.That((ledger.Of("CHE", 2000), ledger.Of("FRA", 2000), ledger.Of("FRA", 2001)), Is.EqualTo((100.0, 300.0, 0.0)));
        Assert.That(findings.Select(f => (f.Severity, f.Code)), Is.EqualTo(
            new[] { (Severity.Error, "CURRENCY-RATE-MISSING"), (Severity.Error, "CURRENCY-RATE-MISSING"), (Severity.Info, "CONTRIBUTION-ADDED") }), "of both currencies");
        Assert.That((findings[0].Place, findings[2].Found), Is.EqualTo(($"{file}, line 5", "FRA 2000: 'FRA' (line 3), 'FRA' (line 4)")));
    }

    [Test]
    public void A_currency_that_many_contributions_lack_is_one_fault()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "year,country,amount,currency\n2000,CHE,100,CHF\n2000,FRA,100,CHF\n2001,FRA,50,CHF\n2003,FRA,1,CHF\n");
        var rates = CurrencyRates.Of([(2000, "CHF", 1.6m), (2001, "CHF", 1.6m), (2003, "CHF", 1.6m)]);
        SmallInputs.Contributions(file, CountryConcordance.Default, rates, "XXX", findings);
        var finding = findings.Single();
        Assert.That(finding.Place, Does.Contain("line 2").And.EndWith("and 3 more lines"));
        Assert.That(finding.Message, Is.EqualTo("There is no exchange rate of XXX for 2000-2001, 2003."));
        Assert.That(finding.Found, Is.EqualTo("no rate in any year"));
    }

    [Test]
    public void Households_have_a_row_for_the_rest()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "region,disposable_share,propensity_to_consume,labour_share,source,household_income,household_income_unit\nCHE,0.7,0.8,0.6,x,1000,Mrd CHF\n*,0.6,0.9,0.5,y,,\n");
        var parameters = HouseholdFile.Read(file, CountryConcordance.Default, findings);
        Assert.That(findings, Is.Empty);
        Assert.That((parameters.For(new Region("CHE")).HouseholdIncome, parameters.For(new Region("CHE")).IncomeUnit), Is.EqualTo((1000.0, Unit.Money("CHF", 1e9))));
        Assert.That(parameters.For(new Region("XYZ"))!.DisposableShare, Is.EqualTo(0.6));
        File.WriteAllText(file, "region,disposable_share,propensity_to_consume,labour_share,source\nROU,0.7,0.8,0.6,x\nROM,0.6,0.9,0.5,y\n");
        HouseholdFile.Read(file, CountryConcordance.Default, findings);
        Assert.That(findings.Select(f => (f.Code, f.Found)), Is.EqualTo(new[] { ("HOUSEHOLD-DUPLICATE", "ROM") }), "two spellings of one country");
        findings.Clear();
        File.WriteAllText(file, "region,disposable_share,propensity_to_consume,labour_share,source\nCHE,70,0.8,0.6,x\nCHE,0.7,a,0.6,x\n");
        HouseholdFile.Read(file, CountryConcordance.Default, findings);
        Assert.That(findings.Select(f => f.Code), Is.EquivalentTo(new[] { "HOUSEHOLD-SHARE", "CSV-NUMBER" }));
    }

    [Test]
    public void Each_region_takes_its_row_then_the_rest_then_the_shipped_row_then_the_average()
    {
        Region[] regions = [new("CHE"), new("ROM"), new("FRA"), new("ROW")];
        var findings = new List<Finding>();
        const string header = "region,disposable_share,propensity_to_consume,labour_share,source\n";
        (string, double)[] Chosen(HouseholdParameters households) => [.. regions.Select(r => (households.OriginOf(r).ToString(), households.For(r).DisposableShare))];
        double Shipped(string country) => HouseholdDefaults.For(country).DisposableShare;
        File.WriteAllText(file, header + "Switzerland,0.11,0.8,0.6,x\nROU,0.22,0.8,0.6,x\nATL,0.44,0.8,0.6,x\n");
        var given = HouseholdFile.Read(file, CountryConcordance.Default, findings);
        Assert.That(Chosen(given), Is.EqualTo(new[] { ("Row", 0.11), ("Row", 0.22), ("Shipped", Shipped("FRA")), ("Average", HouseholdParameters.Average.DisposableShare) }));
        Assert.That(given.RowsOutside(regions), Is.EqualTo(new[] { new Region("ATL") }));
        File.WriteAllText(file, header + "CHE,0.11,0.8,0.6,x\n*,0.33,0.8,0.6,x\n");
        Assert.That(Chosen(HouseholdFile.Read(file, CountryConcordance.Default, findings)), Is.EqualTo(new[] { ("Row", 0.11), ("Others", 0.33), ("Others", 0.33), ("Others", 0.33) }));
        Assert.That(Chosen(HouseholdParameters.Shipped).Select(c => c.Item1), Is.EqualTo(new[] { "Shipped", "Shipped", "Shipped", "Average" }));
        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void Residence_is_home_by_workplace()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "workplace,residence,share\nCHE,FRA,0.1\nCHE,CHE,0.9\n");
        var n = SmallInputs.Residence(file, findings).Always!;
        Assert.That((n[new Region("FRA"), new Region("CHE")], n[new Region("CHE"), new Region("CHE")]), Is.EqualTo((0.1, 0.9)));
        Assert.That(findings, Is.Empty);
    }

    [TestCase(2000, 0.1, 0.4)]
    [TestCase(2010, 0.2, 0.4)]
    public void Residence_of_a_year_goes_before_that_of_all_years(int year, double fromFrance, double fromGermany)
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "workplace,residence,share,year\nCHE,FRA,0.1,\nCHE,CHE,0.9,\nCHE,FRA,0.2,2010\nCHE,CHE,0.8,2010\nAUT,DEU,0.4,\nAUT,AUT,0.6,\n");
        var n = In(SmallInputs.Residence(file, findings), year)!;
        Assert.That(findings, Is.Empty);
        Assert.That((n[new Region("FRA"), new Region("CHE")], n[new Region("CHE"), new Region("CHE")], n[new Region("DEU"), new Region("AUT")]),
            Is.EqualTo((fromFrance, 1 - fromFrance, fromGermany)));
    }

    [TestCase(2011)]
    [TestCase(null)]
    public void Residence_of_other_years_alone_is_no_answer(int? year)
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "workplace,residence,share,year\nCHE,FRA,0.1,2009\nCHE,CHE,0.9,2009\nCHE,CHE,1,2010\n");
        var shares = SmallInputs.Residence(file, findings);
        var fault = Assert.Throws<InvalidDataFindingsException>(() => In(shares, year))!.Findings.Single();
        Assert.That((fault.Code, fault.Found), Is.EqualTo(("RESIDENCE-YEAR", year is null ? "the table has no year" : "CHE: 2009-2010")));
        Assert.That(In(shares, 2010)!.Rows, Is.EqualTo(new[] { new Region("CHE") }));
    }

    [Test]
    public void A_pair_twice_in_one_year_is_refused()
    {
        var findings = new List<Finding>();
        File.WriteAllText(file, "workplace,residence,share,year\nCHE,FRA,0.1,2010\nCHE,FRA,0.9,2010\nCHE,FRA,0.1,2011\nCHE,FRA,x,2012\nCHE,FRA,0.1,abc\n");
        SmallInputs.Residence(file, findings);
        Assert.That(findings.Select(f => f.Code), Is.EquivalentTo(new[] { "RESIDENCE-DUPLICATE", "CSV-NUMBER", "CSV-YEAR" }));
    }

    private static LabelledMatrix<Region, Region>? In(ResidenceShares shares, int? year) =>
        IoEngine.Households.ResidenceMatrix.In(year, shares.Always, shares.ByYear);
}
