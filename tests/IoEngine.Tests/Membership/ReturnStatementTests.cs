using IoEngine.Membership;

namespace IoEngine.Tests.Membership;

public class ReturnStatementTests
{
    [Test]
    public void Without_a_contribution_there_is_a_share_and_no_coefficient()
    {
        var rows = ReturnStatement.Of([new("A", 30, 10, 80), new("B", 70, 90, 0)]);
        Assert.That(rows[1], Is.EqualTo(new CountryReturn("B", 0.7, 0.9, 0, null, null)));
        Assert.That(rows[0].ReturnCoefficient, Is.EqualTo(0.3));
        Assert.That(ReturnStatement.Of([new("A", 0, 0, 0)])[0], Is.EqualTo(new CountryReturn("A", 0, 0, null, null, null)));
    }

    [ForAll(cases: 100)]
    public void Shares_sum_to_one_and_the_weighted_mean_is_the_payers_share_of_orders(Seed seed)
    {
        var random = new Random(seed.Value);
        var countries = Enumerable.Range(0, 2 + random.Next(20))
            .Select(i => new ReturnInput($"C{i}", random.NextDouble(), random.NextDouble(), random.Next(3) == 0 ? 0 : random.NextDouble())).ToList();
        if (countries.All(c => c.Contribution == 0)) countries.Add(new ReturnInput("P", 0.2, 0.1, 1));
        var rows = ReturnStatement.Of(countries);
        var payers = rows.Where(r => r.ReturnCoefficient is not null).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(rows.Sum(r => r.OrderShare), Is.EqualTo(1).Within(1e-14));
            Assert.That(rows.Sum(r => r.ValueAddedShare), Is.EqualTo(1).Within(1e-14));
            Assert.That(rows.Sum(r => r.ContributionShare!.Value), Is.EqualTo(1).Within(1e-14));
            Assert.That(payers.Sum(r => r.ContributionShare!.Value * r.ReturnCoefficient!.Value),
                Is.EqualTo(payers.Sum(r => r.OrderShare)).Within(1e-14));
        });
    }

    [TestCase(PurchaseKind.Supplies, 0.39, "very poorly balanced")]
    [TestCase(PurchaseKind.Supplies, 0.40, "poorly balanced")]
    [TestCase(PurchaseKind.Supplies, 0.99, "poorly balanced")]
    [TestCase(PurchaseKind.Supplies, 1.00, "well balanced")]
    [TestCase(PurchaseKind.Services, 0.39, "poorly balanced")]
    [TestCase(PurchaseKind.Services, 0.40, "well balanced")]
    public void Bands_of_CERN(PurchaseKind kind, double coefficient, string status) =>
        Assert.That(BalanceBand.StatusOf(BalanceBand.Cern, kind, coefficient, new DateOnly(2024, 3, 1)), Is.EqualTo(status));

    [TestCase("1999-12-31")]
    [TestCase("2024-02-29")]
    [TestCase("2025-03-01")]
    public void Outside_the_period_of_their_source_bands_are_unknown(string day)
    {
        foreach (var kind in Enum.GetValues<PurchaseKind>().NotEmpty())
            Assert.That(BalanceBand.StatusOf(BalanceBand.Cern, kind, 0.2, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
                Is.EqualTo(BalanceBand.Unknown), $"{kind}");
    }

    [Test]
    public void Bands_are_dated_and_silent_without_a_coefficient()
    {
        BalanceBand[] bands = [.. BalanceBand.Cern, new(PurchaseKind.Services, new(2030, 1, 1), double.PositiveInfinity, "new rule")];
        Assert.That(BalanceBand.StatusOf(bands, PurchaseKind.Services, 0.1, new DateOnly(2025, 2, 28)), Is.EqualTo("poorly balanced"));
        Assert.That(BalanceBand.StatusOf(bands, PurchaseKind.Services, 0.1, new DateOnly(2030, 1, 1)), Is.EqualTo("new rule"));
        Assert.That(BalanceBand.StatusOf(bands, PurchaseKind.Services, null, new DateOnly(2030, 1, 1)), Is.Null);
    }
}
