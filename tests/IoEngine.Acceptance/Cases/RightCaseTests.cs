using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Acceptance.Cases;

/// <summary>Inputs that are read right: their numbers and the verdict stay, whatever is mended beside them.</summary>
[NonParallelizable]
public partial class RightCaseTests
{
    private static readonly string[] Exact = ["orders", "mapped", "unmapped"];

    /// <summary>What a later rule decided otherwise, and what it comes to; everything else gives its OUTCOME.</summary>
    private static readonly InputCase[] Decided =
    [
        new("10e-iso-official-names", "official names of ISO 3166-1 are names of countries as the short ones are") { Orders = 173, Finds = "COUNTRY-IN-REST", Countries = 173 },
        new("14g-table-thousands-and-comma", "1.007,500 shows that the comma is the decimal sign of the table: thousands are not guessed") { Orders = 1500, Sectors = "C27 1000, F 500" },
        new("19-membership-names", "29.09.1954 is a day beyond doubt, and small inputs take dates as orders do") { Orders = 1500, Places = "CHE 1000, DEU 500" },
        // Value added by elimination in another program: (I − A) and the households' rows and columns at once.
        new("21b-households-comma", "between semicolons 0,77 is a decimal comma beyond doubt, and small inputs take numbers as orders do")
        {
            Orders = 1500, ValueAdded = 1942.8652703101875, Places = "CHE 1000, DEU 500",
        },
        new("22c-concordance-comma", "between semicolons 0,3 is a decimal comma beyond doubt") { Orders = 1500, Mapped = 1000, Finds = "ORDERS-UNMAPPED", Sectors = "C26 300, C27 700" },
        new("23-deflator-zero", "between semicolons 98,5 is a decimal comma beyond doubt") { Orders = 1500, Years = "2019 1500" },
    ];

    private static IEnumerable<string> Names() => CaseRun.Names("right") is { Count: > 0 } names ? names : [""];

    [TestCaseSource(nameof(Names))]
    public void Gives_its_outcome(string name)
    {
        var outcome = File.ReadAllText(SharedData.Path("cases", "right", name, "OUTCOME"));
        var run = CaseRun.Of("right", name);
        if (Decided.SingleOrDefault(d => d.Name == name) is { } decided)
        {
            decided.Check(run);
            return;
        }

        if (outcome.StartsWith("refused", StringComparison.Ordinal))
        {
            Assert.That(run.Code, Is.AnyOf(2, 3, 4), run.Output);
            Assert.That(run.Summary, Is.Empty, "nothing is written");
            Assert.That(run.Error, Does.Contain("error ").And.Not.Contain("   at IoEngine"));
            return;
        }

        Assert.That(run.Code, Is.Zero, run.Error);
        var last = run.OverYears;
        var numbers = NumberPattern().Matches(outcome).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.That(numbers.Keys, Is.SupersetOf(Exact));
        foreach (var (column, value) in numbers.Where(n => n.Value.Length > 0).NotEmpty())
        {
            var expected = double.Parse(value, CultureInfo.InvariantCulture);
            Assert.That(last.Number(column), Is.EqualTo(expected).Within(Exact.Contains(column) ? 0 : 1e-12 * Math.Abs(expected)), column);
        }
    }

    [Test]
    public void All_of_them_are_there()
    {
        var names = CaseRun.Names("right");
        if (names.Count == 0) Assert.Ignore("needs ../shared: cases/right is not beside the repository");
        Assert.That(names, Has.Count.EqualTo(113));
        Assert.That(Decided.Select(d => d.Name), Is.Unique.And.SubsetOf(names));
    }

    [GeneratedRegex(@"\b(orders|mapped|unmapped|total|jobs_persons) ([-+.\deE]*)")]
    private static partial Regex NumberPattern();
}
