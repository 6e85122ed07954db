using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>‖(I − A)⁻¹‖₁ from a handful of solves.</summary>
internal static unsafe class ConditionEstimate
{
    /// <summary>A lower bound that is nearly always within a factor of three, and the column of the inverse where it was found.</summary>
    /// <remarks>Hager (1984) with Higham's alternating vector; Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., alg. 15.4.</remarks>
    public static (double Norm, int Column) OfInverse(ThreadTeam team, DirectMethod lu, int n)
    {
        var x = new double[n];
        Array.Fill(x, 1.0 / n);
        var (norm, column) = (0.0, 0);
        fixed (double* p = x)
        {
            for (var step = 0; step < 5; step++)
            {
                lu.Apply(team, transposed: false, p, 1);
                var now = x.Sum(Math.Abs);
                if (!double.IsFinite(now)) return (double.PositiveInfinity, column);
                if (step > 0 && now <= norm) break;
                norm = now;
                for (var i = 0; i < n; i++) x[i] = x[i] < 0 ? -1 : 1;
                lu.Apply(team, transposed: true, p, 1);
                var largest = 0;
                for (var i = 1; i < n; i++)
                {
                    if (Math.Abs(x[i]) > Math.Abs(x[largest])) largest = i;
                }

                if (step > 0 && largest == column) break;
                column = largest;
                Array.Clear(x);
                x[largest] = 1;
            }

            for (var i = 0; i < n; i++) x[i] = (i % 2 == 0 ? 1 : -1) * (1 + (i / Math.Max(1.0, n - 1)));
            lu.Apply(team, transposed: false, p, 1);
            norm = Math.Max(norm, 2 * x.Sum(Math.Abs) / (3.0 * n));
        }

        return (norm, column);
    }
}
