using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

public class SpectralRadiusTests
{
    [Test]
    public void Two_by_two_is_as_by_hand()
    {
        // λ² − 0.4 λ − 0.05 = 0: λ = 0.5 and −0.1.
        var a = DenseMatrix.FromRows([[0.1, 0.2], [0.4, 0.3]]);
        var r = SpectralRadius.Of(a, relativeGap: 1e-12);
        Assert.That(r.Estimate, Is.EqualTo(0.5).Within(1e-11));
        Assert.That(r.Lower, Is.LessThanOrEqualTo(0.5 + 1e-14));
        Assert.That(r.Upper, Is.GreaterThanOrEqualTo(0.5 - 1e-14));
    }

    [Test]
    public void A_cyclic_matrix_converges()
    {
        var a = DenseMatrix.FromRows([[0, 2, 0], [0, 0, 3], [1 / 6.0 * 0.125, 0, 0]]);
        Assert.That(SpectralRadius.Of(a).Estimate, Is.EqualTo(0.5).Within(1e-5));
    }

    [Test]
    public void A_reducible_matrix_finds_the_largest_class_and_its_index()
    {
        var a = DenseMatrix.FromRows([[0.3, 5, 0, 0], [0, 0.9, 0, 0], [0, 7, 0.2, 0], [0, 0, 0, 0]]);
        var r = SpectralRadius.Of(a);
        Assert.That(r.Estimate, Is.EqualTo(0.9).Within(1e-4));
        Assert.That(r.Lower, Is.EqualTo(0.9).Within(1e-4));
        Assert.That(r.Upper, Is.EqualTo(0.9).Within(1e-4));
        Assert.That(r.Index, Is.EqualTo(1));
    }

    [Test]
    public void Nilpotent_and_zero_matrices_have_radius_zero()
    {
        var zero = new DenseMatrix(3, 3);
        Assert.That(SpectralRadius.Of(zero).Upper, Is.Zero);
        var nilpotent = DenseMatrix.FromRows([[0, 1], [0, 0]]);
        Assert.That(SpectralRadius.Of(nilpotent).Estimate, Is.LessThan(0.05));
    }

    [Test]
    public void A_complex_pair_with_negative_elements_is_bounded()
    {
        var c = 0.8 * Math.Sqrt(0.5);
        var a = DenseMatrix.FromRows([[c, -c], [c, c]]);
        var r = SpectralRadius.Of(a);
        Assert.That(r.Estimate, Is.EqualTo(0.8).Within(1e-3));
        Assert.That(r.Upper, Is.EqualTo(0.8 * Math.Sqrt(2)).Within(1e-6));
    }

    [ForAll(cases: 10)]
    public void Bounds_hold_on_random_matrices(Seed seed)
    {
        var a = RandomSystems.Productive(40, seed.Value, out _);
        var r = SpectralRadius.Of(a);
        var x = Enumerable.Repeat(1.0, 40).ToArray();
        var norm = 1.0;
        for (var k = 0; k < 2000; k++)
        {
            var y = new double[40];
            for (var i = 0; i < 40; i++)
                for (var j = 0; j < 40; j++) y[i] += a[i, j] * x[j];
            norm = y.Sum();
            for (var i = 0; i < 40; i++) x[i] = y[i] / norm;
        }

        Assert.That(norm, Is.InRange(r.Lower * (1 - 1e-12), r.Upper * (1 + 1e-12)));
        Assert.That(r.Upper - r.Lower, Is.LessThan(1e-5));
    }
}
