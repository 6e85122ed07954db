namespace IoEngine.Tests;

/// <summary>Compares numbers by relative tolerance and names the worst one.</summary>
internal static class Near
{
    /// <summary>
    /// |actual − expected| ≤ tolerance · max(1e-3 of the largest expected, |expected|): zero cells are judged by the size of
    /// their neighbours.
    /// </summary>
    public static void Equal(IReadOnlyList<double> actual, IReadOnlyList<double> expected, string what, double tolerance = 1e-9)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count), what);
        var scale = expected.Count == 0 ? 0 : expected.Max(Math.Abs);
        for (var i = 0; i < expected.Count; i++)
        {
            var allowed = tolerance * Math.Max(Math.Abs(expected[i]), 1e-3 * scale);
            if (!(Math.Abs(actual[i] - expected[i]) <= allowed))
                Assert.Fail($"{what}[{i}]: found {actual[i]:R}, expected {expected[i]:R}, difference {actual[i] - expected[i]:E2}, allowed {allowed:E2}");
        }
    }

    public static void Equal(double actual, double expected, string what, double tolerance = 1e-9) => Equal([actual], [expected], what, tolerance);
}
