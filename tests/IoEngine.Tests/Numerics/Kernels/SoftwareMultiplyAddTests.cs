using System.Numerics;
using IoEngine.Numerics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Tests.Numerics.Kernels;

/// <summary>The multiply-add made of other operations has the bits of the one that rounds once.</summary>
public class SoftwareMultiplyAddTests
{
    private static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 1 + double.Epsilon, 1.0000000000000002, 0.9999999999999999, 3, 1.0 / 3, 134217729, 9007199254740993, 1e-160, 1e160, 1e-290, 1e290, -1e-308,
        double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Test]
    public void It_rounds_once_whatever_the_numbers()
    {
        foreach (var a in Edges)
            foreach (var b in Edges)
                foreach (var c in Edges) Same(a, b, c);
    }

    [Test]
    public void It_rounds_once_where_sum_and_product_nearly_cancel_or_tie()
    {
        var random = new RandomStream(5, 0);
        for (var i = 0; i < 200_000; i++)
        {
            var (a, b) = (random.Normal() * random.Factor(4), random.Normal() * random.Factor(4));
            var product = a * b;
            Same(a, b, random.Normal() * random.Factor(4));
            Same(a, b, -product);
            Same(a, b, Math.BitIncrement(-product));
            Same(a, b, product * Math.ScaleB(1 + (int)(random.Uniform() * 3), (int)(random.Uniform() * 120) - 60));

            // Few bits: half-way cases between two numbers are frequent.
            var (p, q) = ((double)(int)(random.Normal() * 1e9), (double)(int)(random.Normal() * 1e8));
            Same(p, q, Math.ScaleB((int)(random.Normal() * 100), (int)(random.Uniform() * 110)));
        }
    }

    [Test]
    public void It_rounds_once_in_float()
    {
        var random = new RandomStream(6, 0);
        float[] edges = [0, -0f, 1, -1, 1.0000001f, 16777217, 1e-30f, 1e30f, float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NaN];
        foreach (var a in edges)
            foreach (var b in edges)
                foreach (var c in edges) Same(a, b, c);
        for (var i = 0; i < 200_000; i++)
        {
            var (a, b) = ((float)(random.Normal() * random.Factor(4)), (float)(random.Normal() * random.Factor(4)));
            Same(a, b, (float)(random.Normal() * random.Factor(4)));
            Same(a, b, -(a * b));
            Same(a, b, float.ScaleB((int)(random.Uniform() * 5), (int)(random.Uniform() * 60) - 30) * a * b);
        }
    }

    // One vector in which only one number is out of the common range, as in the other places of it.
    private static void Same(double a, double b, double c)
    {
        var expected = Math.FusedMultiplyAdd(a, b, c);
        var found = SoftwareMultiplyAdd.Of(Vector.Create(a), Vector.Create(b), Vector.Create(c))[0];
        if (!expected.Equals(found) || double.IsNegative(expected) != double.IsNegative(found)) NotTheSame(a, b, c, expected, found);
        var beside = SoftwareMultiplyAdd.Of(Vector.WithElement(Vector.Create(0.1), 1, a), Vector.WithElement(Vector.Create(0.3), 1, b), Vector.WithElement(Vector.Create(0.7), 1, c));
        if (!expected.Equals(beside[1]) || beside[0] != Math.FusedMultiplyAdd(0.1, 0.3, 0.7)) NotTheSame(a, b, c, expected, beside[1]);
    }

    private static void Same(float a, float b, float c)
    {
        var expected = float.FusedMultiplyAdd(a, b, c);
        var found = SoftwareMultiplyAdd.Of(Vector.Create(a), Vector.Create(b), Vector.Create(c))[0];
        if (!expected.Equals(found) || (expected != 0 && float.IsNegative(expected) != float.IsNegative(found))) NotTheSame(a, b, c, expected, found);
    }

    private static void NotTheSame(double a, double b, double c, double expected, double found) => Assert.Fail($"{a:R} · {b:R} + {c:R} is {expected:R}, not {found:R}");
}
