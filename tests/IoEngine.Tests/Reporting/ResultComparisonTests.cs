using IoEngine.Reporting;

namespace IoEngine.Tests.Reporting;

/// <summary>Two stored results side by side: differences, sums, limits, and what only one of them holds.</summary>
public class ResultComparisonTests
{
    private static readonly string[] First =
    [
        "baseline,2008,valueAdded,direct,CHE,C26,100,CHF", "baseline,2008,valueAdded,direct,CHE,F,50,CHF", "baseline,2008,valueAdded,indirect,DEU,F,40,CHF",
        "baseline,2009,valueAdded,direct,CHE,F,10,CHF",
    ];

    [Test]
    public void Numbers_differ_by_country_and_channel_and_an_absent_cell_is_zero()
    {
        var comparison = Compare(First, ["baseline,2008,valueAdded,direct,CHE,F,120,CHF", "baseline,2008,valueAdded,induced,FRA,F,8,CHF", "baseline,2009,valueAdded,direct,CHE,F,10,CHF"]);
        Assert.That(comparison.Rows, Is.EqualTo(new ComparedResult[]
        {
            new("baseline", 2008, "valueAdded", "direct", "CHE", 150, 120, "CHF"), new("baseline", 2008, "valueAdded", "indirect", "DEU", 40, 0, "CHF"),
            new("baseline", 2008, "valueAdded", "induced", "FRA", 0, 8, "CHF"), new("baseline", 2009, "valueAdded", "direct", "CHE", 10, 10, "CHF"),
        }));
        Assert.That(comparison.Rows.Select(r => (r.Difference, r.Relative)), Is.EqualTo(new (double, double?)[] { (-30, -0.2), (-40, -1), (8, null), (0, 0) }));
        Assert.That(comparison.Totals(), Is.EqualTo(new ComparedResult[]
        {
            new("baseline", null, "valueAdded", "direct", "", 160, 130, "CHF"), new("baseline", null, "valueAdded", "indirect", "", 40, 0, "CHF"),
            new("baseline", null, "valueAdded", "induced", "", 0, 8, "CHF"),
        }));
        var table = comparison.Table();
        Assert.That((table.Name, table.Rows), Is.EqualTo(("comparison", 4)));
        Assert.That(table["difference"].Numbers, Is.EqualTo(new[] { -30.0, -40, 8, 0 }));
        Assert.That(comparison.Findings, Is.Empty);
    }

    [TestCase(0, 0, "150 40 0")]
    [TestCase(8, 0, "150 40")]
    [TestCase(0, 0.2, "40 0")]
    [TestCase(8, 0.2, "40")]
    [TestCase(0, 1, "0")]
    [TestCase(8, 1, "")]
    public void Limits_are_absolute_and_relative_together(double absolute, double relative, string beyond)
    {
        var comparison = Compare(First, ["baseline,2008,valueAdded,direct,CHE,F,120,CHF", "baseline,2008,valueAdded,induced,FRA,F,8,CHF", "baseline,2009,valueAdded,direct,CHE,F,10,CHF"]);
        var found = comparison.Beyond(new ComparisonLimits(absolute, relative));
        Assert.That(found.Select(r => Math.Abs(r.Difference)), Is.Ordered.Descending, "the largest first");
        Assert.That(found.Select(r => $"{r.A}"), Is.EquivalentTo(beyond.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [TestCase(1, 1, false)]
    [TestCase(1, 1.5, false)]
    [TestCase(1, 1.75, true)]
    [TestCase(-1, -1.75, true)]
    [TestCase(1, double.NaN, true)]
    [TestCase(double.NaN, 1, true)]
    public void What_is_no_number_is_beyond_any_limit(double a, double b, bool exceeded) =>
        Assert.That(new ComparisonLimits(0.25, 0.25).Exceeded(a, b), Is.EqualTo(exceeded));

    [Test]
    public void What_only_one_folder_holds_is_a_finding_and_no_difference()
    {
        var comparison = Compare(First, ["baseline,2008,valueAdded,direct,CHE,F,120,CHF", "baseline,2008,gdp,direct,CHE,F,120,CHF"]);
        Assert.That(comparison.Findings.Select(f => (f.Code, f.Severity, f.Found)), Is.EqualTo(new[]
        {
            ("COMPARE-ONE-SIDED", Severity.Warning, "scenario baseline, year 2008, indicator gdp"), ("COMPARE-ONE-SIDED", Severity.Warning, "scenario baseline, year 2009, indicator valueAdded"),
        }));
        Assert.That(comparison.Rows.Select(r => r.Year).Distinct(), Is.EqualTo(new long?[] { 2008 }));
    }

    [Test]
    public void Other_units_and_nothing_in_common_are_refused()
    {
        var units = Assert.Throws<InvalidDataFindingsException>(() => Compare(First, [.. First.Select(l => l.Replace("CHF", "EUR", StringComparison.Ordinal))]))!;
        Assert.That(units.Findings.Select(f => (f.Code, f.Found)), Is.EqualTo(new[] { ("COMPARE-UNITS", "CHF and EUR") }));
        var nothing = Assert.Throws<InvalidDataFindingsException>(() => Compare(First, [.. First.Select(l => l.Replace("valueAdded", "gdp", StringComparison.Ordinal))]))!;
        Assert.That((nothing.Findings[0].Code, nothing.Findings[0].Found), Is.EqualTo(("COMPARE-NOTHING", "valueAdded of 2008-2009; gdp of 2008-2009")));
        using var folder = new ScratchFolder();
        folder.Write("manifest.json", "{}");
        Assert.That(Assert.Throws<ConfigException>(() => ResultComparison.Of(folder.Path, folder.Path, verify: false))!.Findings.Single().Code, Is.EqualTo("RESULTS-MISSING"));
    }

    private static ResultComparison Compare(string[] first, string[] second)
    {
        using var folder = new ScratchFolder();
        foreach (var (name, rows) in new[] { ("a", first), ("b", second) })
        {
            folder.Write($"{name}/manifest.json", "{}");
            folder.Write($"{name}/effects.csv", "scenario,year,indicator,channel,country,sector,value,unit\n" + string.Concat(rows.Select(r => r + "\n")));
        }

        return ResultComparison.Of(folder["a"], folder["b"], verify: false); // written by hand, without a seal
    }
}
