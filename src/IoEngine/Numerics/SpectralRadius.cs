using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>ρ(A) = max |λ|, with bounds. Immutable.</summary>
/// <param name="Estimate">The estimate; between the bounds.</param>
/// <param name="Lower">A proven lower bound for A ≥ 0 (up to rounding); 0 where A has negative elements.</param>
/// <param name="Upper">A proven upper bound on ρ(|A|), and so on ρ(A) (up to rounding).</param>
/// <param name="Steps">Products with A.</param>
/// <param name="Index">
/// The index that contributes most to the dominant eigenvalue: the largest product of left and right eigenvector.
/// </param>
public sealed record SpectralRadius(double Estimate, double Lower, double Upper, int Steps, int Index)
{
    private const double Shift = 0.1;

    /// <summary>
    /// Power iteration with the bounds of Collatz and Wielandt: min (Ax)ᵢ/xᵢ ≤ ρ(A) ≤ max (Ax)ᵢ/xᵢ for A ≥ 0, x &gt; 0.
    /// </summary>
    /// <param name="a">n × n, n ≥ 1, finite.</param>
    /// <param name="relativeGap">The iteration stops when (upper − lower) ≤ gap · upper.</param>
    /// <param name="maxSteps">Largest number of products.</param>
    /// <param name="threads">0: all processors.</param>
    /// <param name="cancellation">Cancels between products.</param>
    /// <exception cref="ArgumentException">Not square, empty.</exception>
    /// <exception cref="NumericalException">Not finite.</exception>
    /// <remarks>
    /// The iteration runs on A + 0.1 ‖A‖ I, which makes cyclic matrices converge. For a reducible A the lower bound is that of
    /// the principal part on which the eigenvector lives. With negative elements the estimate is the mean growth of random
    /// vectors, which also serves for a complex pair; the upper bound is that of |A|. Horn &amp; Johnson, Matrix Analysis, 2nd
    /// ed., § 8.1 and 8.3.
    /// </remarks>
    public static SpectralRadius Of(
        DenseMatrix a, double relativeGap = 1e-6, int maxSteps = 500, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rows != a.Columns || a.Rows == 0)
            throw new ArgumentException("The matrix must be square and not empty.", nameof(a));
        using var team = new ThreadTeam(threads, cancellation);
        var complement = DenseComplement.Scan(team, a, KernelVariant.Auto, static i => $"index {i}");
        return Of(team, complement, relativeGap, maxSteps);
    }

    internal static SpectralRadius Of(ThreadTeam team, Complement a, double relativeGap = 1e-6, int maxSteps = 500)
    {
        var right = Perron(team, a, transposed: false, relativeGap, maxSteps);
        var left = Perron(team, a, transposed: true, relativeGap, Math.Max(right.Steps, 20));
        var index = 0;
        for (var i = 1; i < a.Size; i++)
        {
            if (right.Vector[i] * left.Vector[i] > right.Vector[index] * left.Vector[index]) index = i;
        }

        var (lower, upper) = (Math.Max(right.Lower, left.Lower), Math.Min(right.Upper, left.Upper));
        var steps = right.Steps + left.Steps;
        if (a.Nonnegative)
            return new SpectralRadius(Math.Clamp(right.Estimate, lower, Math.Max(lower, upper)), lower, upper, steps, index);
        if (upper < 1e-300) return new SpectralRadius(0, 0, upper, steps, index);
        var growth = Growth(team, a);
        return new SpectralRadius(Math.Min(growth, upper), 0, upper, steps + GrowthSteps, index);
    }

    private static (double[] Vector, double Lower, double Upper, double Estimate, int Steps) Perron(
        ThreadTeam team, Complement a, bool transposed, double gap, int maxSteps)
    {
        var n = a.Size;
        var x = new double[n];
        var y = new double[n];
        Array.Fill(x, 1.0);
        var (lower, upper, estimate) = (0.0, double.PositiveInfinity, 0.0);
        var shift = Shift * Math.Min(a.AbsoluteRowNorm, a.AbsoluteColumnNorm);
        var steps = 0;
        while (steps < maxSteps)
        {
            team.Cancellation.ThrowIfCancellationRequested();
            a.AbsoluteProduct(team, transposed, x, y);
            steps++;
            double max = 0, min = double.PositiveInfinity, sum = 0, top = 0;
            for (var i = 0; i < n; i++)
            {
                var ratio = y[i] / x[i];
                max = Math.Max(max, ratio);
                min = Math.Min(min, ratio);
                sum += y[i];
                y[i] += shift * x[i];
                top = Math.Max(top, y[i]);
            }

            estimate = sum / x.Sum();
            upper = Math.Min(upper, max);
            lower = Math.Max(lower, min);
            if (top == 0 || upper - lower <= gap * upper) break;

            // Elements that fade are kept just above zero: the upper bound needs x > 0, and any positive x gives one.
            for (var i = 0; i < n; i++) x[i] = Math.Max(y[i] / top, 1e-150);
            if (steps % 20 != 0) continue;
            lower = Math.Max(lower, OnSupport(team, a, transposed, x, y));
            steps++;
            if (upper - lower <= gap * upper) break;
        }

        return (x, a.Nonnegative ? lower : 0, upper, estimate, steps);
    }

    /// <summary>
    /// min (Ax)ᵢ/xᵢ over the indices where x is not negligible, with x set to zero elsewhere: ρ of a principal part, so a lower
    /// bound.
    /// </summary>
    private static double OnSupport(ThreadTeam team, Complement a, bool transposed, double[] x, double[] y)
    {
        var best = 0.0;
        foreach (var cut in new[] { 1e-3, 1e-8 })
        {
            var part = x.Select(v => v >= cut ? v : 0).ToArray();
            a.AbsoluteProduct(team, transposed, part, y);
            var min = double.PositiveInfinity;
            for (var i = 0; i < part.Length; i++)
            {
                if (part[i] > 0) min = Math.Min(min, y[i] / part[i]);
            }

            best = Math.Max(best, min);
        }

        return best;
    }

    private const int GrowthSteps = 240;

    /// <summary>The mean growth of a vector over many products with A itself (not |A|).</summary>
    private static unsafe double Growth(ThreadTeam team, Complement a)
    {
        var n = a.Size;
        var random = new Random(20240229);
        var x = new double[n];
        for (var i = 0; i < n; i++) x[i] = random.NextDouble() + 0.5;
        var y = new double[n];
        var logarithm = 0.0;
        for (var k = 0; k < GrowthSteps; k++)
        {
            team.Cancellation.ThrowIfCancellationRequested();
            fixed (double* px = x, py = y)
            {
                // A x = 0·… : the residual of x against b = x is b − (I − A) x = A x.
                a.Residual(team, transposed: false, px, px, py, 1);
            }

            var norm = Math.Sqrt(y.Sum(v => v * v));
            if (norm == 0) return 0;
            if (k >= GrowthSteps / 2) logarithm += PortableMath.Log(norm);
            for (var i = 0; i < n; i++) x[i] = y[i] / norm;
        }

        return PortableMath.Exp(logarithm / (GrowthSteps - (GrowthSteps / 2)));
    }
}
