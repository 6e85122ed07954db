namespace IoEngine.Tables.Balancing;

/// <summary>
/// Anderson acceleration of θ = g(θ): the next point is the combination of the last results whose steps nearly cancel.
/// </summary>
/// <remarks>
/// Least squares by Gram-Schmidt, the newest difference first; what depends on newer ones is left out. A step that made matters
/// worse is taken back and the history begins anew. Walker &amp; Ni (2011), SIAM Journal on Numerical Analysis 49.
/// </remarks>
internal sealed class AndersonSteps(int memory)
{
    private const double Worse = 2;
    private const double Dependent = 1e-9;
    private const double LongestStep = 5;

    private readonly List<(double[] Step, double[] Result)> differences = [];
    private double[]? lastStep;
    private double[]? lastResult;
    private double lastSize = double.PositiveInfinity;
    private bool mixed;

    /// <summary>The next θ, given what the loop made of the last.</summary>
    public double[] Next(double[] θ, double[] g)
    {
        var f = Minus(g, θ);
        var size = Math.Sqrt(Dot(f, f));
        if (mixed && !(size <= Worse * lastSize))
        {
            differences.Clear();
            (mixed, lastStep) = (false, null);
            return lastResult!;
        }

        if (lastStep is not null) differences.Insert(0, (Minus(f, lastStep), Minus(g, lastResult!)));
        if (differences.Count > memory) differences.RemoveAt(memory);
        (lastStep, lastResult, lastSize) = (f, g, size);
        var next = Mix(f, g);
        mixed = next is not null;
        return next ?? g;
    }

    private double[]? Mix(double[] f, double[] g)
    {
        if (differences.Count == 0) return null;
        var (next, left) = ((double[])g.Clone(), (double[])f.Clone());
        var basis = new List<(double[] Step, double[] Result)>();
        foreach (var (step, result) in differences)
        {
            var (q, d) = ((double[])step.Clone(), (double[])result.Clone());
            var before = Math.Sqrt(Dot(q, q));
            foreach (var b in basis)
            {
                var share = Dot(b.Step, q);
                Subtract(q, b.Step, share);
                Subtract(d, b.Result, share);
            }

            var size = Math.Sqrt(Dot(q, q));
            if (!(size > Dependent * before)) continue;
            for (var i = 0; i < q.Length; i++) (q[i], d[i]) = (q[i] / size, d[i] / size);
            basis.Add((q, d));
            var γ = Dot(q, left);
            Subtract(left, q, γ);
            Subtract(next, d, γ);
        }

        for (var i = 0; i < next.Length; i++)
        {
            if (!(Math.Abs(next[i] - g[i]) <= LongestStep)) return null;
        }

        return next;
    }

    private static double[] Minus(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a - b)];

    private static void Subtract(double[] x, double[] y, double factor)
    {
        for (var i = 0; i < x.Length; i++) x[i] -= factor * y[i];
    }

    private static double Dot(double[] x, double[] y) => Numerics.FixedOrder.Dot(x, y);
}
