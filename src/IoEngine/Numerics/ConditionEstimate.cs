using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>‖(I − A)⁻¹‖₁ from a handful of solves.</summary>
internal static unsafe class ConditionEstimate
{
    /// <summary>
    /// A lower bound that is nearly always within a factor of three, and the column of the inverse where it was found.
    /// </summary>
    /// <remarks>
    /// Hager (1984) with Higham's alternating vector; Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., alg. 15.4.
    /// </remarks>
    public static (double Norm, int Column) OfInverse(ThreadTeam team, Complement complement, SolveMethod method)
    {
        var n = complement.Size;
        var b = new double[n];
        Array.Fill(b, 1.0 / n);
        var (norm, column) = (0.0, 0);
        for (var step = 0; step < 5; step++)
        {
            var x = Solve(team, complement, method, transposed: false, b);
            var now = x.Sum(Math.Abs);
            if (!double.IsFinite(now)) return (double.PositiveInfinity, column);
            if (step > 0 && now <= norm) break;
            norm = now;
            var z = Solve(team, complement, method, transposed: true, [.. x.Select(v => v < 0 ? -1.0 : 1.0)]);
            var largest = Array.IndexOf(z, z.MaxBy(Math.Abs));
            if (step > 0 && largest == column) break;
            column = largest;
            Array.Clear(b);
            b[largest] = 1;
        }

        for (var i = 0; i < n; i++) b[i] = (i % 2 == 0 ? 1 : -1) * (1 + (i / Math.Max(1.0, n - 1)));
        return (Math.Max(norm, 2 * Solve(team, complement, method, transposed: false, b).Sum(Math.Abs) / (3.0 * n)), column);
    }

    private static double[] Solve(ThreadTeam team, Complement complement, SolveMethod method, bool transposed, double[] b)
    {
        double[] x = new double[b.Length], r = new double[b.Length];
        fixed (double* pb = b, px = x, pr = r)
            method.Solve(new SolveTask(team, complement, transposed, pb, px, pr, 1, double.PositiveInfinity));
        return x;
    }
}
