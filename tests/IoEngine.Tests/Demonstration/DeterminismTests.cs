using IoEngine.Demonstration;

namespace IoEngine.Tests.Demonstration;

/// <summary>
/// The bits for the delivered seed are pinned: a change of the world is a decision, never an accident, and no machine has another
/// one.
/// </summary>
public class DeterminismTests
{
    [TestCase(1999, "81c52295d10282ddeed6af5209707d573ff3b309639a24c90e07d0dfeb7e9e7f")]
    [TestCase(2018, "767ce556b307cd28bacd299683d47b2a9c295a5fa92c40c683e35fa4611f761d")]
    public void Tables_are_pinned(int year, string hash) =>
        Assert.That(TableHash.Of(DemonstrationWorld.Create().Table(year)), Is.EqualTo(hash));

    [Test]
    public void Orders_are_pinned() =>
        Assert.That(DemonstrationOrdersTests.Hash(DemonstrationOrdersTests.Csv(DemonstrationWorld.DefaultOrders)), Is.EqualTo("f2c96acc9b04f933acd792b3206f267fc74b89f2e7240b69cfd77904a7e73602"));

    [Test]
    public void Another_seed_gives_other_orders() =>
        Assert.That(DemonstrationOrdersTests.Csv(1000, 7), Is.Not.EqualTo(DemonstrationOrdersTests.Csv(1000)));
}
