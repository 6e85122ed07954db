using IoEngine.Demonstration;
using IoEngine.Numerics;

namespace IoEngine.Tests.Demonstration;

public class PortableMathTests
{
    [Test]
    public void It_agrees_with_the_platforms_functions()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 2000; i++)
        {
            var x = (random.NextDouble() - 0.5) * 60;
            Near.Equal(PortableMath.Exp(x), Math.Exp(x), "exp", 1e-14);
            var positive = Math.Exp(x);
            Assert.That(PortableMath.Log(positive), Is.EqualTo(Math.Log(positive)).Within(1e-14 * Math.Max(1, Math.Abs(Math.Log(positive)))));
            Near.Equal(PortableMath.Power(positive, 0.37), Math.Pow(positive, 0.37), "power", 1e-13);
            var degrees = (random.NextDouble() - 0.5) * 360;
            var (sine, cosine) = PortableMath.SinCos(degrees);
            Assert.That(sine, Is.EqualTo(Math.Sin(degrees * Math.PI / 180)).Within(1e-13));
            Assert.That(cosine, Is.EqualTo(Math.Cos(degrees * Math.PI / 180)).Within(1e-13));
        }
    }

    [Test]
    public void It_is_exact_where_it_must_be()
    {
        Assert.That(PortableMath.Exp(0), Is.EqualTo(1));
        Assert.That(PortableMath.Log(1), Is.Zero);
        Assert.That(() => PortableMath.Log(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

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
