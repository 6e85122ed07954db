using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

/// <summary>Sums as the order says, number by number: what the vectors of this processor make must be the same bits.</summary>
public class FixedOrderTests
{
    private static readonly int[] Lengths = [0, 1, 3, 7, 8, 9, 15, 16, 17, 64, 100, 1435];

    [TestCaseSource(nameof(Lengths))]
    public void A_dot_product_is_eight_running_sums_added_by_halves(int length)
    {
        var (x, y) = (Numbers(length, 1), Numbers(length, 2));
        var products = x.Zip(y, (a, b) => a * b).ToArray();
        Assert.That(FixedOrder.Dot(x, y), Is.EqualTo(InOrder(products)));
        Assert.That(FixedOrder.Dot(y, x), Is.EqualTo(InOrder(products)));
    }

    [TestCaseSource(nameof(Lengths))]
    public void Magnitudes_are_added_in_the_same_order_and_to_the_sums(int length)
    {
        var (x, before) = (Numbers(length, 3), Numbers(length, 4));
        var sums = before.ToArray();
        var negative = false;
        Assert.That(FixedOrder.Magnitudes(x, sums, ref negative), Is.EqualTo(InOrder([.. x.Select(Math.Abs)])));
        Assert.That(sums, Is.EqualTo(before.Zip(x, (s, v) => s + Math.Abs(v))));
        Assert.That(negative, Is.EqualTo(x.Any(v => v < 0)));
    }

    [Test]
    public void One_number_below_zero_is_noticed_wherever_it_stands()
    {
        for (var at = 0; at < 21; at++)
        {
            var x = Enumerable.Range(0, 21).Select(i => i == at ? -1e-300 : i % 3).ToArray();
            var negative = false;
            FixedOrder.Magnitudes(x, new double[21], ref negative);
            Assert.That(negative, Is.True, $"number {at}");
        }
    }

    [Test]
    public void Vectors_of_unequal_length_are_refused()
    {
        var negative = false;
        Assert.That(() => FixedOrder.Dot(new double[3], new double[4]), Throws.ArgumentException);
        Assert.That(() => FixedOrder.Magnitudes(new double[3], new double[4], ref negative), Throws.ArgumentException);
    }

    [Test]
    public void Products_of_matrices_round_each_product_and_each_sum()
    {
        var (a, b) = (DenseMatrix.Create(67, 19, (i, j) => Numbers(67, j)[i]), DenseMatrix.Create(19, 3, (i, j) => Numbers(19, 50 + j)[i]));
        var product = MatrixProducts.Multiply(a, b);
        for (var j = 0; j < 3; j++)
        {
            for (var i = 0; i < 67; i++)
            {
                var sum = 0.0;
                for (var k = 0; k < 19; k++) sum = (a[i, k] * b[k, j]) + sum;
                Assert.That(product[i, j], Is.EqualTo(sum), $"row {i}, column {j}");
            }
        }
    }

    private static double InOrder(double[] x)
    {
        var s = new double[8];
        var whole = x.Length / 8 * 8;
        for (var i = 0; i < whole; i++) s[i % 8] += x[i];
        var total = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
        for (var i = whole; i < x.Length; i++) total += x[i];
        return total;
    }

    private static double[] Numbers(int length, int seed)
    {
        var random = new RandomStream(7, seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Normal() * random.Factor(3))];
    }
}
