using IoEngine.Accounts;
using IoEngine.Tables.Attached;
using static IoEngine.Tests.Tables.Attached.AccountWorlds;

namespace IoEngine.Tests.Tables.Attached;

/// <summary>What is wrong with a file of accounts comes at once, each fault with its line and cure.</summary>
public class AccountFaultsTests
{
    [Test]
    public void All_faults_of_a_file_come_at_once_with_line_and_cure()
    {
        using var scratch = new ScratchFolder();
        var table = Bare(WithAccounts(2, 2010));
        var own = WithAccounts(2, 2010);
        string[] rows =
        [
            Header,
            .. Lines(own, "COE").Select(l => l.Replace("COE,2010,R0,S0,", "COE,2010,R0,S0,1000", StringComparison.Ordinal)), // lines 2 to 13
            "OTP,2010,R0,S0,1,kt", // 14: wrong unit
            "employment/persons,2010,R0,S0,-5,persons", // 15: negative
            "employment/persons,2010,R0,S9,5,persons", // 16: unknown sector
            "employment/persons,2010,Atlantis,S1,5,persons", // 17: unknown region
            "employment/persons,2010,R1,S1,7,persons",
            "employment/persons,2010,R1,S1,8,persons", // 19: twice
            "employment/persons,2010,R2,S1,nine,persons", // 20: no number
            "fixedCapital,2009,R0,S0,5,million CHF", // 21: another year
            "wages paid,2010,R0,S0,5,million CHF", // 22: no account
        ];
        var file = scratch.Write("accounts.csv", string.Join('\n', rows) + "\n");
        var findings = Refused(table, new AccountsSource { Path = file }).Where(f => f.Severity == Severity.Error).ToList();
        (string Code, string Place, string Found)[] expected =
        [
            ("CSV-NUMBER", $"{file}, line 20, column value", "'nine'"),
            ("ACCOUNTS-EXCESS", $"{file}, line 2", "R0 "),
            ("ACCOUNTS-UNIT", $"{file}, line 14", "'kt'"),
            ("ACCOUNTS-NEGATIVE", $"{file}, line 15", "-5"),
            ("ACCOUNTS-SECTOR", $"{file}, line 16", "'S9'"),
            ("ACCOUNTS-REGION", $"{file}, line 17", "'Atlantis'"),
            ("ACCOUNTS-DUPLICATE", $"{file}, line 19", "R1, S1, 2010: 7 (line 18) and 8"),
            ("ACCOUNTS-YEAR", $"{file}, fixedCapital", "table of 2010, accounts of 2009"),
            ("ACCOUNTS-NAME", $"{file}, line 22", "'wages paid'"),
        ];
        foreach (var (code, place, found) in expected)
        {
            var finding = findings.SingleOrDefault(f => f.Code == code);
            Assert.That(finding, Is.Not.Null, $"{code} among {string.Join(", ", findings.Select(f => f.Code))}");
            Assert.That(finding!.Place, Is.EqualTo(place), code);
            Assert.That(finding.Found, Does.StartWith(found), code);
            Assert.That((finding.Expected, finding.Cure), Is.Not.EqualTo(("", "")), code);
            Assert.That(finding.Cure, Is.Not.Empty, code);
        }

        Assert.That(findings.Select(f => f.Code), Is.EquivalentTo(expected.Select(e => e.Code)), "and no other");
    }

    [TestCase("employment/persons,2010,R0,S0,5,h", "ACCOUNTS-UNIT", "persons")]
    [TestCase("employment,2010,R0,S0,5,million CHF", "ACCOUNTS-UNIT", "persons")]
    [TestCase("fte,2010,R0,S0,5,persons", "ACCOUNTS-UNIT", "FTE")]
    [TestCase("compensation,2010,R0,S0,0.001,million EUR", "ACCOUNTS-UNIT", "million CHF")]
    [TestCase("fixedCapital,2010,R0,S0,-0.001,million CHF", "ACCOUNTS-NEGATIVE", "zero or more")]
    [TestCase("taxesOnProducts,2010,R0,S0,1,million CHF", "ACCOUNTS-NAME", "compensation")]
    [TestCase("household,2010,R0,S0,1,million CHF", "ACCOUNTS-NAME", "compensation")]
    [TestCase("compensaton,2010,R0,S0,1,million CHF", "ACCOUNTS-NAME", "compensation")]
    [TestCase("employment/hours,2010,R0,S0,-1,M.hr", "ACCOUNTS-NEGATIVE", "zero or more")]
    [TestCase("employment/hours,2010,R0,S0,1,M.hr", "ACCOUNTS-MISSING", "every industry of the table")]
    [TestCase("emissions/CO2,2010,Lemuria,S0,1,kt", "ACCOUNTS-REGION", "a region of the table or a country")]
    public void A_single_fault_is_told_with_what_was_expected(string line, string code, string expected)
    {
        using var scratch = new ScratchFolder();
        var file = scratch.Write("accounts.csv", $"{Header}\n{line}\n");
        Assert.That(Refused(Bare(WithAccounts(2)), new AccountsSource { Path = file }).First(f => f.Severity == Severity.Error && f.Code == code).Expected, Does.StartWith(expected));
    }

    [Test]
    public void More_pay_than_value_added_is_a_warning_in_an_industry_and_an_error_in_a_region()
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(4);
        var va = Row(own, "VA");
        string Of(double first, double others) => $"{Header}\n" + string.Join('\n', own.Industries.Select((i, j) => FormattableString.Invariant($"COE,2010,{i.Region},{i.Sector},{va[j] * (j == 0 ? first : others):R},million CHF"))) + "\n";
        var table = AttachedAccounts.Read(new AccountsSource { Path = scratch.Write("a.csv", Of(1.01, 0.2)) }).AttachTo(Bare(own));
        var warning = table.Findings.Single(f => f.Code == "ACCOUNTS-EXCESS");
        Assert.That((warning.Severity, warning.Place), Is.EqualTo((Severity.Warning, $"{scratch["a.csv"]}, line 2")));
        Assert.That(warning.Found, Does.StartWith("R0.S0 "));
        var error = Refused(Bare(own), new AccountsSource { Path = scratch.Write("b.csv", Of(1.5, 1.5)) }).Single(f => f.Code == "ACCOUNTS-EXCESS");
        Assert.That(error.Severity, Is.EqualTo(Severity.Error));
        Assert.That(error.Found, Does.Contain("R0 ").And.Contain("R1 ").And.Contain("R2 "));
    }

    [Test]
    public void Faults_of_the_file_itself_say_what_to_name()
    {
        using var scratch = new ScratchFolder();
        IReadOnlyList<Finding> Reading(AccountsSource source) => Assert.Throws<InvalidDataFindingsException>(() => AttachedAccounts.Read(source))!.Findings;
        var file = scratch.Write("a.csv", "what,when,region,sector,value,unit\nx,2010,R0,S0,1,kt\n");
        Assert.That(Reading(new AccountsSource { Path = file }).Select(f => (f.Code, f.Message)), Is.EqualTo(new[] { ("CSV-HEADER", "The column 'account' is missing."), ("CSV-HEADER", "The column 'year' is missing.") }));
        Assert.That(Reading(new AccountsSource { Path = file })[0].Cure, Does.Contain("columns.account"));
        Assert.That(AttachedAccounts.Read(new AccountsSource { Path = file, Columns = new AccountColumns { Account = "=emissions/CO2", Year = "when" } }).Years, Is.EqualTo(new[] { 2010 }));
        foreach (var columns in new[] { new AccountColumns { Account = "what", Year = "=soon" }, new AccountColumns { Account = "what", Year = "when", Value = "=5" } }.NotEmpty())
            Assert.That(Reading(new AccountsSource { Path = file, Columns = columns }).Single().Code, Is.EqualTo("CSV-HEADER"), "a year that is none, and figures that are all the same");
        Assert.That(Reading(new AccountsSource { Path = scratch["none.csv"] })[0].Code, Is.EqualTo("FILE-MISSING"));
        Assert.That(Reading(new AccountsSource { Path = file, Columns = new AccountColumns { Account = "what", Year = "when" }, Where = ["sex=T"] })[0].Found, Is.EqualTo("'sex=T'"));
        Assert.That(Reading(new AccountsSource { Path = file, Columns = new AccountColumns { Account = "what", Year = "when" }, Sectors = "nace-rev-9" })[0].Code, Is.EqualTo("MAP-UNKNOWN"));
    }

    [Test]
    public void Figures_on_industries_without_output_are_told()
    {
        using var scratch = new ScratchFolder();
        var own = OfWhich(new RandomTable(9) { ZeroOutput = true }.Build(), 2010);
        var lines = Lines(own, "employment/persons").Select(l => l.StartsWith("employment/persons,2010,R0,S3,", StringComparison.Ordinal) ? "employment/persons,2010,R0,S3,12,persons" : l);
        var table = AttachedAccounts.Read(new AccountsSource { Path = scratch.Write("a.csv", $"{Header}\n{string.Join('\n', lines)}\n") }).AttachTo(Bare(own));
        Assert.That(table.Findings.Single(f => f.Code == "ACCOUNTS-OUTPUT").Found, Is.EqualTo("R0.S3 12"));
    }

    [Test]
    public void Scaling_needs_a_value_added_of_the_files_own()
    {
        using var scratch = new ScratchFolder();
        var own = WithAccounts(4);
        var file = scratch.Write("a.csv", File(own, ["COE"]));
        Assert.That(Refused(Bare(own), new AccountsSource { Path = file, Scale = AccountScale.ValueAdded }).Single(f => f.Severity == Severity.Error).Code, Is.EqualTo("ACCOUNTS-SCALE"));
    }
}
