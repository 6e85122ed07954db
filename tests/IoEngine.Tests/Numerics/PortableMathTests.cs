using IoEngine.Demonstration;
using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

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

    [TestCase(710.5, double.PositiveInfinity)]
    [TestCase(1e300, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(-746.5, 0)]
    [TestCase(-1e300, 0)]
    [TestCase(double.NegativeInfinity, 0)]
    [TestCase(double.NaN, double.NaN)]
    public void Exp_ends_where_a_double_does(double x, double expected) => Assert.That(PortableMath.Exp(x), Is.EqualTo(expected));

    [TestCase(double.Epsilon)]
    [TestCase(double.MaxValue)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NaN)]
    public void Logarithms_reach_as_far_as_a_double(double x)
    {
        Assert.That(PortableMath.Log(x), Is.EqualTo(Math.Log(x)).Within(1e-12));
        Assert.That(PortableMath.Log10(x), Is.EqualTo(Math.Log10(x)).Within(1e-12));
    }
}
