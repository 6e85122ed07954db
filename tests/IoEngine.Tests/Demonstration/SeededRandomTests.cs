using IoEngine.Demonstration;
using IoEngine.Numerics;

namespace IoEngine.Tests.Demonstration;

public class SeededRandomTests
{
    [Test]
    public void Xoshiro_gives_the_published_sequence()
    {
        // splitmix64(0) seeds, xoshiro256** draws: first outputs of the authors' reference code.
        Assert.That(RandomBits.Scatter(0), Is.EqualTo(0xE220A8397B1DCDAFUL));
        Assert.That(new RandomBits(0, 0).Next(), Is.EqualTo(0x99EC5F36CB75F2B4UL));
    }

    [Test]
    public void Normal_draws_have_mean_zero_and_variance_one()
    {
        var random = new SeededRandom(11);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToArray();
        Assert.That(draws.Average(), Is.Zero.Within(0.02));
        Assert.That(draws.Average(d => d * d), Is.EqualTo(1).Within(0.03));
    }
}
