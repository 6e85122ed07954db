namespace IoEngine.Tests.Runs;

/// <summary>
/// The same economy and the same orders in other units, and in another order of industries, give the same results to 1e-12.
/// </summary>
public class ReexpressedInputsTests
{
    private static readonly WorldStyle Plain = new();

    private static readonly WorldStyle[] Styles =
    [
        new("thousand CHF", 1e3),
        new("CHF", 1e6),
        new("Mrd. CHF", 1e-3),
        new("100 million CHF", 1e-2),
        new("10^4 CHF", 1e2),
        new("crore CHF", 0.1),
        new(PayUnit: "Tsd. CHF", PayPerMillion: 1e3),
        new(PayUnit: "Mia. CHF", PayPerMillion: 1e-3),
        new("kCHF", 1e3, "MioCHF"),
        new(Persons: "1000 p", PerPerson: 1e-3),
        new(Persons: "M.p", PerPerson: 1e-6, Fte: "THS_FTE", PerFte: 1e-3),
        new(Fte: "million full-time equivalents", PerFte: 1e-6),
        // Other orders of industries.
        new() { Order = (1, false) },
        new() { Order = (5, false) },
        new() { Order = (0, true) },
        new("Mrd. CHF", 1e-3) { Order = (7, true) },
        // Another currency at its rate: 4 dinars for a franc.
        new(OrderCurrency: "RSD", PerFranc: 4, Rates: "2019,CHF,0.9938\n2019,RSD,3.9752\n"),
        new("million RSD", 4, Rates: "2019,CHF,0.9938\n2019,RSD,3.9752\n"),
        new("Mrd RSD", 4e-3, "million RSD", 4, "THS_PER", 1e-3, "1000 AWU", 1e-3, "RSD", 4, "2019,CHF,1.9876\n2019,RSD,7.9504\n"),
    ];

    private static IEnumerable<TestCaseData> Cases() => Styles.SelectMany(s => new[] { 1, 6, 24 }.Select(seed => new TestCaseData(s, seed).SetArgDisplayNames($"{s}", $"seed {seed}")));

    [TestCaseSource(nameof(Cases))]
    public void Give_the_same_results(object style, int seed)
    {
        using var plain = new ReexpressedWorld(Plain, seed);
        using var other = new ReexpressedWorld((WorldStyle)style, seed);
        var (expected, found) = (plain.Numbers(), other.Numbers());
        Assert.That(expected, Has.Count.GreaterThan(50), "there is something to compare");
        Assert.That(expected.Values.Count(v => v != 0), Is.GreaterThan(20));
        Assert.That(found.Keys, Is.EquivalentTo(expected.Keys));
        foreach (var column in expected.Keys.GroupBy(k => (k.Table, k.Column)).NotEmpty())
        {
            // What is rounding alone (the residual of a balanced table) is judged by the money that it is a rounding of.
            var (own, all) = (column.Max(k => Math.Abs(expected[k])), expected.Where(e => e.Key.Table == column.Key.Table).Max(e => Math.Abs(e.Value)));
            var allowed = 1e-12 * (own < 1e-9 * all ? all : own);
            foreach (var key in column.NotEmpty()) Assert.That(found[key], Is.EqualTo(expected[key]).Within(allowed), $"{key}");
        }
    }
}
