using System.Globalization;
using IoEngine.Validation;

namespace IoEngine.Tests.Runs;

/// <summary>A household income has a stated unit, fits what the table's households spend, and may be of a year.</summary>
public class HouseholdIncomeTests
{
    private const int Seed = 6;
    private const string Header = "region,year,disposable_share,propensity_to_consume,labour_share,source,household_income,household_income_unit,consumption_share\n";
    private static readonly string[] Settings = ["closure.kind=income-share"], Regions = ["CHE", "CIV", "AUT"];
    private static readonly double[] Spending = [.. TableValidator.Validate(new RandomTable(Seed, 3, 4).Build()).Households!.Totals];

    [TestCase("million CHF", 1)]
    [TestCase("Mrd. CHF", 1e-3)]
    [TestCase("kCHF", 1e3)]
    [TestCase("CHF", 1e6)]
    [TestCase("100 million CHF", 1e-2)]
    public void Any_scale_of_the_tables_currency_gives_what_the_share_of_consumption_gives(string unit, double perMillion)
    {
        using var world = new ReexpressedWorld(new WorldStyle(), Seed);
        world.Write("households.csv", Header + string.Concat(Regions.Select(r => $"{r},,0.6,0.9,0.5,x,,,0.7\n")));
        var expected = world.Numbers(Settings);
        world.Write("households.csv", Rows("", unit, Spending.Select(s => s / 0.7 * perMillion)));
        var found = world.Numbers(Settings);
        Assert.That(found.Keys, Is.EqualTo(expected.Keys));
        foreach (var column in expected.GroupBy(e => (e.Key.Table, e.Key.Column)).NotEmpty())
        {
            var allowed = 1e-12 * Math.Max(column.Max(e => Math.Abs(e.Value)), 1);
            foreach (var (key, value) in column.NotEmpty()) Assert.That(found[key], Is.EqualTo(value).Within(allowed), $"{key}");
        }

        Assert.That(expected.Where(e => e.Key is { Table: "summary", Column: "induced" }).Select(e => e.Value), Has.All.GreaterThan(1000));
        Assert.That(world.Findings(Settings).Where(f => f.Code.StartsWith("HOUSEHOLD-INCOME", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("", 1, "HOUSEHOLD-INCOME-UNIT", Severity.Error)]
    [TestCase("persons", 1, "HOUSEHOLD-INCOME-UNIT", Severity.Error)]
    [TestCase("zillion CHF", 1, "HOUSEHOLD-INCOME-UNIT", Severity.Error)]
    [TestCase("million EUR", 1, "HOUSEHOLD-INCOME-UNIT", Severity.Error)]
    [TestCase("thousand CHF", 1, "HOUSEHOLD-INCOME", Severity.Error)]
    [TestCase("Mrd CHF", 1, "HOUSEHOLD-INCOME", Severity.Error)]
    [TestCase("million CHF", 0, "HOUSEHOLD-INCOME", Severity.Error)]
    [TestCase("million CHF", 0.5, "HOUSEHOLD-INCOME", Severity.Warning)]
    [TestCase("million CHF", 4, "HOUSEHOLD-INCOME", Severity.Warning)]
    public void What_states_no_unit_or_can_not_belong_to_the_table_is_told(string unit, double factor, string code, Severity severity)
    {
        using var world = new ReexpressedWorld(new WorldStyle(), Seed);
        world.Write("households.csv", Rows("", unit, Spending.Select((s, r) => s / 0.7 * (r == 1 ? factor : 1))));
        var found = world.Findings(Settings).Where(f => f.Code == code).ToArray();
        Assert.That(found.Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(severity));
        Assert.That(found.Select(f => f.Place), Has.Some.Contains("CIV").Or.Some.Contains("line 3"));
    }

    [Test]
    public void A_row_of_the_tables_year_goes_before_one_without_a_year()
    {
        using var world = new ReexpressedWorld(new WorldStyle(), Seed);
        world.Write("households.csv", Rows("2019", "million CHF", Spending.Select(s => s / 0.7)));
        var expected = world.Numbers(Settings);
        world.Write("households.csv", Rows("2018", "million CHF", Spending.Select(s => s / 0.9)) + Rows("2019", "million CHF", Spending.Select(s => s / 0.7))[Header.Length..]
            + Rows("", "million CHF", Spending.Select(s => s / 0.5))[Header.Length..]);
        Assert.That(world.Numbers(Settings), Is.EquivalentTo(expected));
        world.Write("households.csv", Rows("2018", "million CHF", Spending.Select(s => s / 0.9)) + Rows("", "million CHF", Spending.Select(s => s / 0.7))[Header.Length..]);
        Assert.That(world.Numbers(Settings), Is.EquivalentTo(expected), "no row of the year");
    }

    [TestCase("income-share")]
    [TestCase("net-labour")]
    public void Parameters_of_other_years_alone_are_refused_with_the_years(string kind)
    {
        using var world = new ReexpressedWorld(new WorldStyle(), Seed);
        world.Write("households.csv", Rows("2017", "million CHF", Spending) + Rows("2018", "million CHF", Spending)[Header.Length..]);
        var finding = world.Findings($"closure.kind={kind}").Single(f => f.Severity == Severity.Error);
        Assert.That((finding.Code, finding.Found), Is.EqualTo(("HOUSEHOLD-YEAR", "AUT: 2017-2018; CHE: 2017-2018; CIV: 2017-2018")));
        world.Write("households.csv", Rows("2018", "million CHF", Spending) + "*,,0.6,0.9,0.5,x,,,\n");
        Assert.That(world.Findings($"closure.kind={kind}").Select(f => f.Code), Has.Member("HOUSEHOLD-YEAR"), "the row of all others is not a region's own");
    }

    [Test]
    public void A_region_has_one_row_a_year()
    {
        using var world = new ReexpressedWorld(new WorldStyle(), Seed);
        world.Write("households.csv", Rows("2019", "million CHF", Spending) + "Schweiz,2019,0.6,0.9,0.5,x,,,\n");
        Assert.That(world.Findings(Settings).Single(f => f.Code == "HOUSEHOLD-DUPLICATE").Found, Is.EqualTo("Schweiz, 2019"));
    }

    private static string Rows(string year, string unit, IEnumerable<double> incomes) => Header + string.Concat(incomes.Select((income, r) =>
        string.Create(CultureInfo.InvariantCulture, $"{Regions[r]},{year},0.6,0.9,0.5,x,{income:R},{unit},\n")));
}
